// SPDX-License-Identifier: MIT
#include "tracereader_p.h"

#include "decimal_p.h"
#include "jsonslice_p.h"
#include "wiretext_p.h"

#include <QtCore/QJsonObject>

#include <functional>
#include <vector>

using namespace Qt::StringLiterals;

namespace NoukaiWire
{

namespace
{

NoukaiError malformed(const QString &message)
{
    return NoukaiError(NoukaiError::Protocol, message);
}

NoukaiError notAnObject(const QString &place)
{
    return malformed(place.isEmpty() ? WireText::tr("The server's answer is no JSON object.")
                                     : WireText::tr("In the server's answer, %1 is no JSON object.").arg(place));
}

// The elements of an array of objects; the error names the one that is none.
template <typename T>
NoukaiExpected<QList<T>> listOf(const QJsonObject &object, QLatin1StringView key, const QString &place,
                                const std::function<NoukaiExpected<T>(const QJsonObject &, qsizetype)> &read)
{
    const QJsonValue value = object.value(key);
    if (!value.isArray())
        return malformed(WireText::tr("In the server's answer, %1 is no JSON array.").arg(place + key));
    const QJsonArray array = value.toArray();
    QList<T> list;
    list.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array.at(i).isObject())
            return notAnObject(u"%1%2[%3]"_s.arg(place, key, QString::number(i)));
        const NoukaiExpected<T> element = read(array.at(i).toObject(), i);
        if (!element)
            return element.error();
        list.append(element.value());
    }
    return list;
}

QString costOf(const QJsonObject &json, std::string_view text)
{
    const QJsonValue value = json.value("costUsd"_L1);
    QString cost = value.toString();
    if (value.isDouble()) {
        const std::string_view digits = findJsonMember(text, "costUsd");
        cost = QString::fromLatin1(digits.data(), qsizetype(digits.size()));
    }
    return Decimal::fromString(cost) ? cost : QString();
}

std::string_view viewOf(const QByteArray &text)
{
    return {text.constData(), std::size_t(text.size())};
}

} // namespace

NoukaiStepTrace TraceReader::stepTrace(const QJsonObject &json, std::string_view text)
{
    NoukaiStepTrace step;
    step.m_json = json;
    step.m_costUsd = costOf(json, text);
    return step;
}

NoukaiExpected<QList<NoukaiStepTrace>> TraceReader::stepList(QLatin1StringView key) const
{
    const std::vector<std::string_view> texts =
        jsonElements(findJsonMember(viewOf(m_text), std::string_view(key.data(), std::size_t(key.size()))));
    return listOf<NoukaiStepTrace>(m_json.toObject(), key, QString(),
                                   [&](const QJsonObject &json, qsizetype i) -> NoukaiExpected<NoukaiStepTrace> {
                                       const auto at = std::size_t(i);
                                       return stepTrace(json, at < texts.size() ? texts[at] : std::string_view());
                                   });
}

NoukaiExpected<NoukaiRunTrace> TraceReader::runTrace() const
{
    if (!m_json.isObject())
        return notAnObject({});
    const QJsonValue flowRun = m_json["flowRun"_L1];
    if (!flowRun.isObject())
        return notAnObject(u"flowRun"_s);
    const auto steps = stepList("steps"_L1);
    if (!steps)
        return steps.error();
    NoukaiRunTrace trace;
    trace.m_flowRun.m_json = flowRun.toObject();
    trace.m_steps = steps.value();
    return trace;
}

NoukaiExpected<QList<NoukaiStepTrace>> TraceReader::stepTraces() const
{
    if (!m_json.isObject())
        return notAnObject({});
    if (!m_json["attempts"_L1].isUndefined())
        return stepList("attempts"_L1);
    if (!m_json["stepId"_L1].isString())
        return malformed(WireText::tr("The server's answer is no trace of a step: it has no stepId."));
    return QList{stepTrace(m_json.toObject(), viewOf(m_text))};
}

NoukaiExpected<QList<NoukaiRunSummary>> TraceReader::runs() const
{
    if (!m_json.isObject())
        return notAnObject({});
    return listOf<NoukaiRunSummary>(m_json.toObject(), "runs"_L1, QString(),
                                    [](const QJsonObject &json, qsizetype) -> NoukaiExpected<NoukaiRunSummary> {
                                        NoukaiRunSummary run;
                                        run.m_json = json;
                                        return run;
                                    });
}

NoukaiExpected<NoukaiSessionExecution> TraceReader::execution(const QJsonObject &json, const QString &place)
{
    NoukaiSessionExecution execution;
    execution.m_json = json;
    const auto steps = listOf<NoukaiSessionStep>(
        json, "steps"_L1, place, [](const QJsonObject &step, qsizetype) -> NoukaiExpected<NoukaiSessionStep> {
            NoukaiSessionStep value;
            value.m_json = step;
            return value;
        });
    if (!steps)
        return steps.error();
    execution.m_steps = steps.value();
    return execution;
}

NoukaiExpected<NoukaiSession> TraceReader::session() const
{
    if (!m_json.isObject())
        return notAnObject({});
    const auto executions = listOf<NoukaiSessionExecution>(
        m_json.toObject(), "executions"_L1, QString(),
        [](const QJsonObject &json, qsizetype i) { return execution(json, u"executions[%1]."_s.arg(i)); });
    if (!executions)
        return executions.error();
    NoukaiSession session;
    session.m_sessionId = m_json["sessionId"_L1].toString();
    session.m_executions = executions.value();
    return session;
}

} // namespace NoukaiWire
