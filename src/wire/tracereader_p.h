// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiexpected.h>
#include <Noukai/noukairuntrace.h>
#include <Noukai/noukaisession.h>

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonValue>

#include <string_view>

namespace NoukaiWire
{

// What the server says about runs and sessions, as values. An answer of another shape is an error of kind Protocol that
// names the member; a member of a value that is absent or of another type is unknown.
class NOUKAI_INTERNAL_EXPORT TraceReader
{
public:
    // `text` is the JSON text of `json`: costs are read from it, digit for digit.
    TraceReader(const QJsonValue &json, const QByteArray &text)
        : m_json(json)
        , m_text(text)
    {
    }

    NoukaiExpected<NoukaiRunTrace> runTrace() const;
    // Of one attempt, or of several under "attempts".
    NoukaiExpected<QList<NoukaiStepTrace>> stepTraces() const;
    NoukaiExpected<QList<NoukaiRunSummary>> runs() const;
    NoukaiExpected<NoukaiSession> session() const;

private:
    static NoukaiStepTrace stepTrace(const QJsonObject &json, std::string_view text);
    NoukaiExpected<QList<NoukaiStepTrace>> stepList(QLatin1StringView key) const;
    static NoukaiExpected<NoukaiSessionExecution> execution(const QJsonObject &json, const QString &place);

    QJsonValue m_json;
    QByteArray m_text;
};

} // namespace NoukaiWire
