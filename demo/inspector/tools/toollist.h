// SPDX-License-Identifier: MIT
#pragma once

#include "tooldefinition.h"

#include <QtCore/QJsonArray>
#include <QtCore/QList>

// Reads a list of tools, each {name, description, parameters, policy, destructive, answer} or, as models are told of
// them, {type: "function", function: {name, description, parameters}} with the same members beside it. What is wrong
// first stands in \a problem, with its place.
QList<ToolDefinition> readToolList(const QJsonArray &list, QString *problem);

// Whether models take \a name for a tool's.
bool isToolName(const QString &name);
