// SPDX-License-Identifier: MIT
#include "recordingformat_p.h"

#include <QtCore/QMetaEnum>

#include <utility>

using namespace Qt::StringLiterals;

namespace
{

constexpr std::pair<FlowObserver::Begin, QLatin1StringView> Begins[] = {
    {FlowObserver::Begin::Start, "start"_L1}, {FlowObserver::Begin::Resume, "resume"_L1},
    {FlowObserver::Begin::Rerun, "rerun"_L1}, {FlowObserver::Begin::Execute, "execute"_L1},
    {FlowObserver::Begin::Watch, "watch"_L1},
};

std::optional<NoukaiFlow::State> stateAmong(QStringView name, std::initializer_list<NoukaiFlow::State> states)
{
    for (const NoukaiFlow::State state : states) {
        if (name == RecordingFormat::nameOf(state))
            return state;
    }
    return std::nullopt;
}

// Text for a file: half a surrogate pair cannot be written in UTF-8.
QString whole(const QString &text)
{
    return QString::fromUtf8(text.toUtf8());
}

} // namespace

namespace RecordingFormat
{

QLatin1StringView nameOf(FlowObserver::Begin how)
{
    for (const auto &[begin, name] : Begins) {
        if (begin == how)
            return name;
    }
    return {};
}

std::optional<FlowObserver::Begin> beginFromName(QStringView name)
{
    for (const auto &[begin, known] : Begins) {
        if (known == name)
            return begin;
    }
    return std::nullopt;
}

QLatin1StringView nameOf(NoukaiFlow::State state)
{
    return QLatin1StringView(QMetaEnum::fromType<NoukaiFlow::State>().valueToKey(state));
}

std::optional<NoukaiFlow::State> finalStateFromName(QStringView name)
{
    return stateAmong(name,
                      {NoukaiFlow::Completed, NoukaiFlow::Failed, NoukaiFlow::Cancelled, NoukaiFlow::Interrupted});
}

std::optional<NoukaiFlow::State> waitingStateFromName(QStringView name)
{
    return stateAmong(name, {NoukaiFlow::Paused, NoukaiFlow::AwaitingTools});
}

QJsonObject toJson(const NoukaiError &error)
{
    QJsonObject json{{u"kind"_s, QLatin1StringView(QMetaEnum::fromType<NoukaiError::Kind>().valueToKey(error.kind()))},
                     {u"message"_s, whole(error.message())}};
    const std::pair<QString, QString> texts[] = {{u"code"_s, error.code()},
                                                 {u"requestId"_s, error.requestId()},
                                                 {u"executionId"_s, error.executionId()},
                                                 {u"responseBody"_s, error.responseBody()}};
    for (const auto &[name, text] : texts) {
        if (!text.isEmpty())
            json.insert(name, whole(text));
    }
    if (error.httpStatus() > 0)
        json.insert(u"httpStatus"_s, error.httpStatus());
    if (error.retryAfter() >= 0)
        json.insert(u"retryAfter"_s, error.retryAfter());
    return json;
}

NoukaiError errorFromJson(const QJsonObject &json)
{
    const QByteArray kind = json.value("kind"_L1).toString().toLatin1();
    bool known = false;
    const int value = QMetaEnum::fromType<NoukaiError::Kind>().keyToValue(kind.constData(), &known);
    NoukaiError error(known ? NoukaiError::Kind(value) : NoukaiError::Replay, json.value("message"_L1).toString(),
                      json.value("code"_L1).toString());
    error.setHttpStatus(json.value("httpStatus"_L1).toInt());
    error.setRequestId(json.value("requestId"_L1).toString());
    error.setExecutionId(json.value("executionId"_L1).toString());
    error.setResponseBody(json.value("responseBody"_L1).toString());
    error.setRetryAfter(json.value("retryAfter"_L1).toInt(-1));
    return error;
}

} // namespace RecordingFormat
