// SPDX-License-Identifier: MIT
#include "toolanswer_p.h"

#include "jsontext_p.h"
#include "stepencoder_p.h"

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace NoukaiWire
{

namespace
{

// The server reads both spellings, yet only the one it writes itself everywhere. The latest message decides.
QString resultIdKey(const QJsonArray &messages)
{
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        const QJsonObject message = messages.at(i).toObject();
        if (message.value(QLatin1String("role")) != QLatin1String("assistant"))
            continue;
        if (message.value(QLatin1String("toolCalls")).isArray())
            return QStringLiteral("toolCallId");
        if (message.value(QLatin1String("tool_calls")).isArray())
            return QStringLiteral("tool_call_id");
    }
    return QStringLiteral("tool_call_id");
}

// Hands out results by call id, several of the same id one after the other.
class ResultQueue
{
public:
    explicit ResultQueue(const QList<ToolResult> &results)
        : m_results(results)
    {
        for (qsizetype i = 0; i < results.size(); ++i)
            m_byId[results[i].callId].append(i);
    }

    const ToolResult *next(const QString &callId)
    {
        const auto it = m_byId.find(callId);
        if (it == m_byId.end())
            return nullptr;
        const qsizetype index = it->first();
        if (it->size() > 1) // the last one serves all further calls of that id, so that none stays unanswered
            it->removeFirst();
        return &m_results[index];
    }

private:
    const QList<ToolResult> &m_results;
    QHash<QString, QList<qsizetype>> m_byId;
};

} // namespace

QByteArray answerToolCalls(const NoukaiToolCallsRequired &event, const QList<ToolResult> &results)
{
    QByteArray answer = rawToolCallMessages(event).trimmed();
    if (answer.size() < 2)
        answer = QByteArrayLiteral("[]");
    answer.chop(1);
    bool first = QByteArrayView(answer).sliced(1).trimmed().isEmpty();

    const QString idKey = resultIdKey(event.toolCallMessages());
    ResultQueue queue(results);
    const QList<NoukaiToolCall> calls = event.toolCalls();
    for (const NoukaiToolCall &call : calls) {
        const ToolResult *result = queue.next(call.id());
        if (!result)
            continue;
        if (!first)
            answer += ',';
        first = false;
        answer += toJsonText(QJsonObject{{QStringLiteral("role"), QStringLiteral("tool")},
                                         {idKey, result->callId},
                                         {QStringLiteral("content"), result->content}});
    }
    answer += ']';
    return answer;
}

} // namespace NoukaiWire
