// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace NoukaiWire
{

struct ToolResult {
    QString callId;
    QString content;
};

// The array to send as toolCallMessages: the event's messages byte for byte, then one per call in the order of the
// event's calls. The id key (toolCallId or tool_call_id) follows what the server sent. A call without a result is left
// out, a result without a call too.
NOUKAI_INTERNAL_EXPORT QByteArray answerToolCalls(const NoukaiToolCallsRequired &event,
                                                  const QList<ToolResult> &results);

} // namespace NoukaiWire
