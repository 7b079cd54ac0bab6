// SPDX-License-Identifier: MIT
#include "jsonview.h"

#include "console.h"
#include "text.h"

#include <QtCore/QJsonObject>
#include <QtCore/QMetaEnum>

using namespace Qt::StringLiterals;

namespace
{

template <typename Enum>
QString keyOf(Enum value)
{
    return QLatin1StringView(QMetaEnum::fromType<Enum>().valueToKey(value)).toString();
}

QJsonValue known(qint64 count)
{
    return count < 0 ? QJsonValue() : QJsonValue(count);
}

QJsonValue known(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject errorObject(const NoukaiError &error)
{
    QJsonObject object{{u"kind"_s, keyOf(error.kind())}, {u"message"_s, error.message()}};
    if (!error.code().isEmpty())
        object.insert(u"code"_s, error.code());
    if (error.httpStatus() > 0)
        object.insert(u"httpStatus"_s, error.httpStatus());
    if (!error.requestId().isEmpty())
        object.insert(u"requestId"_s, error.requestId());
    if (error.retryAfter() >= 0)
        object.insert(u"retryAfter"_s, error.retryAfter());
    object.insert(u"isRetryable"_s, error.isRetryable());
    return object;
}

} // namespace

void CliJsonView::start()
{
    m_elapsed.start();
}

void CliJsonView::onEvent(const NoukaiEvent &event)
{
    QByteArray line = "{\"event\":" + CliText::json(event.eventType());
    line += ",\"elapsedMs\":" + QByteArray::number(m_elapsed.elapsed());
    if (event.stepIndex() >= 0)
        line += ",\"stepIndex\":" + QByteArray::number(event.stepIndex());
    const QByteArray payload = event.payload();
    line += ",\"data\":" + (payload.isEmpty() ? QByteArrayLiteral("null") : payload) + '}';
    m_console.output(m_console.jsonLine(line) + '\n');
}

void CliJsonView::finish(int exitCode)
{
    const NoukaiUsage usage = m_flow.usage();
    QJsonObject outcome{
        {u"outcome"_s, keyOf(m_flow.state()).toLower()},
        {u"exitCode"_s, exitCode},
        {u"executionId"_s, known(m_flow.executionId())},
        {u"elapsedMs"_s, m_elapsed.elapsed()},
        {u"usage"_s, QJsonObject{{u"promptTokens"_s, known(usage.promptTokens())},
                                 {u"completionTokens"_s, known(usage.completionTokens())},
                                 {u"totalTokens"_s, known(usage.totalTokens())},
                                 {u"costUsd"_s, known(usage.costUsd())},
                                 {u"isPartial"_s, usage.isPartial()}}},
    };
    if (m_flow.state() == NoukaiFlow::Completed && !m_flow.result().isUndefined())
        outcome.insert(u"result"_s, m_flow.result());
    if (m_flow.error().kind() != NoukaiError::NoError)
        outcome.insert(u"error"_s, errorObject(m_flow.error()));
    m_console.output(m_console.jsonLine(CliText::json(outcome)) + '\n');
    printFailure();
}
