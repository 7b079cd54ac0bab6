// SPDX-License-Identifier: MIT
#pragma once

#include "tooldefinition.h"

#include <QtCore/QList>

// Each operation of an OpenAPI 3 document as a tool that a person answers. Its arguments are the parameters in path and
// query and the members of a JSON body; headers and cookies are no model's business. What is wrong first stands in
// \a problem, with its place.
QList<ToolDefinition> readOpenApi(const QJsonObject &document, QString *problem);
