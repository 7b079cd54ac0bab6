// SPDX-License-Identifier: MIT
#pragma once

#include "flowdefinition.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace mock
{

/*!
    Reads a flow's script. On failure the pointer is empty and \a error names the member, as in
    "steps[1].tokens.prompt: must be a number".
*/
FlowPointer readFlow(const QString &identifier, const QJsonObject &definition, QString *error);

/*!
    Reads a scenario file: a flow's script with its identifier in the member "flow". \a error begins with \a fileName
   and names line and column, or the member.
*/
FlowPointer readScenario(const QString &fileName, QString *error);

} // namespace mock
