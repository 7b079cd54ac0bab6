// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

namespace NoukaiWire
{

// Checks before anything is sent. Each answers with the first mistake it finds, as an error of kind Configuration that
// names the place, and with the code the server would use where it has one. NoError when all is well.
NOUKAI_INTERNAL_EXPORT NoukaiError checkMessages(const QJsonArray &messages); // a conversation for execute
NOUKAI_INTERNAL_EXPORT NoukaiError checkAttachments(const QJsonArray &attachments);
NOUKAI_INTERNAL_EXPORT NoukaiError checkParameters(const QJsonObject &parameters);
// Sent as a header: any text, also none, but no control characters.
NOUKAI_INTERNAL_EXPORT NoukaiError checkSessionId(const QString &sessionId);
// The id of an execution, a step or a flow, which stands in an address.
NOUKAI_INTERNAL_EXPORT NoukaiError checkExecutionId(const QString &id);
NOUKAI_INTERNAL_EXPORT NoukaiError checkStepId(const QString &id);
NOUKAI_INTERNAL_EXPORT NoukaiError checkFlowId(const QString &id);
// A session that is asked for: a UUID.
NOUKAI_INTERNAL_EXPORT NoukaiError checkSessionUuid(const QString &sessionId);
NOUKAI_INTERNAL_EXPORT NoukaiError checkTools(const QJsonArray &tools, const QJsonValue &toolChoice);

} // namespace NoukaiWire
