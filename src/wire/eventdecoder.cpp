// SPDX-License-Identifier: MIT
#include "eventdecoder_p.h"

#include "decimal_p.h"
#include "eventdata_p.h"
#include "eventreader_p.h"
#include "jsonslice_p.h"
#include "jsontext_p.h"
#include "outputpattern_p.h"
#include "wiretext_p.h"

#include <QtCore/QJsonDocument>

#include <bit>
#include <limits>

namespace NoukaiWire
{

namespace
{

constexpr std::size_t MostDepth = 1024; // that of QJsonDocument too
constexpr std::size_t SmallestParser = 1024;
// What the JSON parser needs is many times the size of the text: after a larger event it is given back.
constexpr std::size_t LargestKeptParser = std::size_t(256) << 10;

struct KnownEvent {
    std::string_view name;
    NoukaiEvent::Type type;
    QString text; // the name again
};

const KnownEvent *findKnownEvent(std::string_view name)
{
    static const std::array<KnownEvent, 11> events{{
        {"step_output", NoukaiEvent::StepOutput, QStringLiteral("step_output")},
        {"step_started", NoukaiEvent::StepStarted, QStringLiteral("step_started")},
        {"step_input", NoukaiEvent::StepInput, QStringLiteral("step_input")},
        {"step_completed", NoukaiEvent::StepCompleted, QStringLiteral("step_completed")},
        {"step_paused", NoukaiEvent::StepPaused, QStringLiteral("step_paused")},
        {"step_error", NoukaiEvent::StepFailed, QStringLiteral("step_error")},
        {"run_started", NoukaiEvent::RunStarted, QStringLiteral("run_started")},
        {"flow_started", NoukaiEvent::RunStarted, QStringLiteral("flow_started")},
        {"flow_completed", NoukaiEvent::FlowCompleted, QStringLiteral("flow_completed")},
        {"step_paused_for_tool_calls", NoukaiEvent::ToolCallsRequired, QStringLiteral("step_paused_for_tool_calls")},
        {"tool_calls_required", NoukaiEvent::ToolCallsRequired, QStringLiteral("tool_calls_required")},
    }};
    for (const KnownEvent &event : events) {
        if (event.name == name)
            return &event;
    }
    return nullptr;
}

// What the run's course does not depend on. Anything else that is lost could lead to a step being paid for twice.
bool isDispensable(NoukaiEvent::Type type)
{
    return type == NoukaiEvent::StepStarted || type == NoukaiEvent::StepInput || type == NoukaiEvent::StepOutput;
}

Decoded refused(Decoded::Outcome outcome, const QString &reason)
{
    Decoded decoded;
    decoded.outcome = outcome;
    decoded.reason = reason;
    return decoded;
}

// A frame whose data is no JSON object.
Decoded refusedFrame(std::string_view name)
{
    if (name.empty())
        return refused(Decoded::Dropped, WireText::tr("An event without a name, whose data is no JSON object"));
    const KnownEvent *known = findKnownEvent(name);
    return refused(known && !isDispensable(known->type) ? Decoded::Broken : Decoded::Dropped,
                   WireText::tr("%1: the data is no JSON object").arg(shown(textFromUtf8(name))));
}

// Makes one event out of the root object of a frame, through either reader.
template <typename Reader>
class EventBuilder
{
public:
    EventBuilder(const Reader &root, std::string_view json, bool replaceInvalidUtf8, RecentStrings &strings)
        : m_root(root)
        , m_json(json)
        , m_strings(strings)
        , m_replaceInvalidUtf8(replaceInvalidUtf8)
    {
    }

    Decoded build(std::string_view frameName)
    {
        if (!frameName.empty())
            return buildNamed(frameName);
        const QByteArray name = m_root.member("eventType").text().toUtf8();
        if (name.isEmpty())
            return refused(Decoded::Dropped, WireText::tr("An event without a name"));
        return buildNamed({name.constData(), std::size_t(name.size())});
    }

private:
    Decoded buildNamed(std::string_view name)
    {
        const KnownEvent *known = findKnownEvent(name);
        m_eventType = known ? QString(known->text) : textFromUtf8(name);
        std::unique_ptr<NoukaiEventData> data = make(known ? known->type : NoukaiEvent::Unknown);
        Decoded decoded;
        if (data) {
            decoded.outcome = Decoded::Event;
            NoukaiEventAccess::assign(decoded.event, data.release());
            decoded.warning = std::move(m_warning);
        } else {
            decoded.outcome = isDispensable(known->type) ? Decoded::Dropped : Decoded::Broken;
            decoded.reason = WireText::tr("%1: the member \"%2\" is missing or malformed").arg(m_eventType, m_lacking);
        }
        return decoded;
    }

    std::unique_ptr<NoukaiEventData> make(NoukaiEvent::Type type)
    {
        switch (type) {
        case NoukaiEvent::RunStarted:
            return runStarted();
        case NoukaiEvent::StepStarted:
            return stepStarted();
        case NoukaiEvent::StepInput:
            return stepInput();
        case NoukaiEvent::StepOutput:
            return stepOutput();
        case NoukaiEvent::StepCompleted:
            return stepCompleted();
        case NoukaiEvent::StepFailed:
            return stepFailed();
        case NoukaiEvent::StepPaused:
            return stepPaused();
        case NoukaiEvent::ToolCallsRequired:
            return toolCallsRequired();
        case NoukaiEvent::FlowCompleted:
            return flowCompleted();
        case NoukaiEvent::Invalid:
        case NoukaiEvent::Unknown:
            break;
        }
        return unknownEvent();
    }

    std::unique_ptr<NoukaiEventData> runStarted()
    {
        auto data = blank<NoukaiRunStartedData>();
        data->runId = optionalText("runId");
        data->executionId = optionalText("executionId");
        if (data->runId.isEmpty())
            data->runId = data->executionId;
        else if (data->executionId.isEmpty())
            data->executionId = data->runId;
        if (data->runId.isEmpty())
            return lacking("runId");
        data->flowId = optionalText("flowId");
        data->stepCount = optionalIndex("stepCount");
        return data;
    }

    std::unique_ptr<NoukaiEventData> stepStarted()
    {
        auto data = blankOfStep<NoukaiStepStartedData>();
        if (!data)
            return nullptr;
        data->name = optionalText("name");
        data->stepIndex = optionalIndex("stepIndex");
        return data;
    }

    std::unique_ptr<NoukaiEventData> stepInput()
    {
        auto data = blankOfStep<NoukaiStepInputData>();
        if (!data)
            return nullptr;
        data->stepIndex = optionalIndex("stepIndex");
        data->hasInputData = optional("inputData", JsonKind::Object).kind() == JsonKind::Object;
        return data;
    }

    std::unique_ptr<NoukaiEventData> stepOutput()
    {
        // Nearly all events are of this kind: one look at the object has to do.
        const auto [stepId, stepIndex, output] = m_root.template members<3>({"stepId", "stepIndex", "outputData"});
        auto data = blankOfStep<NoukaiStepOutputData>(stepId);
        if (!data)
            return nullptr;
        data->stepIndex = optionalIndex("stepIndex", stepIndex);
        const JsonKind kind = output.kind();
        if (kind == JsonKind::String) {
            data->form = NoukaiStepOutputData::Text;
            data->text = output.text();
        } else if (kind != JsonKind::Absent) {
            data->form = NoukaiStepOutputData::Json;
        }
        return data;
    }

    std::unique_ptr<NoukaiEventData> stepCompleted()
    {
        auto data = blankOfStep<NoukaiStepCompletedData>();
        if (!data)
            return nullptr;
        data->name = optionalText("name");
        data->stepIndex = optionalIndex("stepIndex");
        data->hasOutput = m_root.member("output").kind() != JsonKind::Absent;
        data->durationMs = optionalDuration("durationMs");
        data->costUsd = optionalDecimal("costUsd");
        const Reader tokens = optional("tokens", JsonKind::Object);
        data->tokens = NoukaiTokens(optionalCount(tokens, "prompt"), optionalCount(tokens, "completion"),
                                    optionalCount(tokens, "total"));
        return data;
    }

    std::unique_ptr<NoukaiEventData> stepFailed()
    {
        auto data = blankOfStep<NoukaiStepFailedData>();
        if (!data)
            return nullptr;
        data->name = optionalText("name");
        data->stepIndex = optionalIndex("stepIndex");
        data->hasError = optional("error", JsonKind::Object).kind() == JsonKind::Object;
        return data;
    }

    std::unique_ptr<NoukaiEventData> stepPaused()
    {
        auto data = blank<NoukaiStepPausedData>();
        data->stepId = optionalText("stepId");
        data->stepIndex = optionalIndex("stepIndex");
        data->nextStepIndex = optionalIndex("nextStepIndex");
        return data;
    }

    std::unique_ptr<NoukaiEventData> toolCallsRequired()
    {
        auto data = blankOfStep<NoukaiToolCallsRequiredData>();
        if (!data)
            return nullptr;
        data->executionId = optionalText("executionId");
        if (data->executionId.isEmpty())
            return lacking("executionId");
        data->stepIndex = optionalIndex("stepIndex");
        if (data->stepIndex < 0)
            return lacking("stepIndex");
        data->iterationsUsed = optionalIndex("iterationsUsed");
        if (data->iterationsUsed < 0)
            return lacking("iterationsUsed");
        if (m_root.member("toolCallMessages").kind() != JsonKind::Array)
            return lacking("toolCallMessages");
        if (m_root.member("toolCalls").kind() != JsonKind::Array)
            return lacking("toolCalls");
        const QJsonArray calls = fromJsonText(data->rawMember("toolCalls")).toArray();
        for (const QJsonValue &call : calls) {
            data->toolCalls.append(NoukaiToolCall::fromJson(call));
            // Without an id there is no way to answer it.
            if (data->toolCalls.constLast().id().isEmpty())
                return lacking("toolCalls");
        }
        data->runId = optionalText("runId");
        data->hasAccumulatedOutputs = optional("accumulatedOutputs", JsonKind::Object).kind() == JsonKind::Object;
        return data;
    }

    std::unique_ptr<NoukaiEventData> flowCompleted()
    {
        auto data = blank<NoukaiFlowCompletedData>();
        data->runId = optionalText("runId");
        data->executionId = optionalText("executionId");
        data->hasResult = m_root.member("result").kind() != JsonKind::Absent;
        data->hasSummary = optional("summary", JsonKind::Object).kind() == JsonKind::Object;
        return data;
    }

    std::unique_ptr<NoukaiEventData> unknownEvent()
    {
        auto data = blank<NoukaiUnknownEventData>();
        // Of an event nobody knows, no member can have the wrong type.
        data->stepId = optionalText("stepId");
        data->stepIndex = optionalIndex("stepIndex");
        m_warning.clear();
        return data;
    }

    template <typename Data>
    std::unique_ptr<Data> blank() const
    {
        std::unique_ptr<Data> data(Data::create(m_json));
        data->replaceInvalidUtf8 = m_replaceInvalidUtf8;
        data->eventType = QString(m_eventType);
        return data;
    }

    template <typename Data>
    std::unique_ptr<Data> blankOfStep()
    {
        return blankOfStep<Data>(m_root.member("stepId"));
    }

    template <typename Data>
    std::unique_ptr<Data> blankOfStep(const Reader &stepId)
    {
        if (stepId.kind() != JsonKind::String || stepId.isEmptyText()) {
            m_lacking = QLatin1StringView("stepId");
            return nullptr;
        }
        auto data = blank<Data>();
        data->stepId = stepId.recentText(m_strings);
        return data;
    }

    std::nullptr_t lacking(const char *key)
    {
        m_lacking = QLatin1StringView(key);
        return nullptr;
    }

    void warn(const QString &member)
    {
        const QString text =
            WireText::tr("%1: the member \"%2\" has the wrong type and is ignored").arg(m_eventType, member);
        m_warning += m_warning.isEmpty() ? text : QLatin1StringView("; ") + text;
    }

    static QString memberText(std::string_view key) { return QString::fromLatin1(key.data(), qsizetype(key.size())); }

    // An optional member of one type. null is as good as absent; any other type is worth a warning and absent too.
    Reader optional(std::string_view key, JsonKind wanted) { return optional(key, wanted, m_root.member(key)); }

    Reader optional(std::string_view key, JsonKind wanted, const Reader &member)
    {
        const JsonKind kind = member.kind();
        if (kind == wanted)
            return member;
        if (kind != JsonKind::Absent && kind != JsonKind::Null)
            warn(memberText(key));
        return Reader();
    }

    QString optionalText(std::string_view key)
    {
        const Reader member = optional(key, JsonKind::String);
        return member.kind() == JsonKind::String ? member.text() : QString();
    }

    // 0 and above, -1 when absent.
    int optionalIndex(std::string_view key) { return optionalIndex(key, m_root.member(key)); }

    int optionalIndex(std::string_view key, const Reader &found)
    {
        const Reader member = optional(key, JsonKind::Number, found);
        if (member.kind() != JsonKind::Number)
            return -1;
        const std::optional<qint64> value = member.integer();
        if (value && *value >= 0 && *value <= std::numeric_limits<int>::max())
            return int(*value);
        warn(memberText(key));
        return -1;
    }

    qint64 optionalCount(const Reader &tokens, std::string_view key)
    {
        const Reader member = tokens.member(key);
        const JsonKind kind = member.kind();
        if (kind == JsonKind::Absent || kind == JsonKind::Null)
            return -1;
        const std::optional<qint64> value = kind == JsonKind::Number ? member.integer() : std::nullopt;
        if (value && *value >= 0)
            return *value;
        warn(QLatin1StringView("tokens.") + memberText(key));
        return -1;
    }

    qint64 optionalDuration(std::string_view key)
    {
        const Reader member = optional(key, JsonKind::Number);
        if (member.kind() != JsonKind::Number)
            return -1;
        const double value = member.number();
        if (value >= 0 && value < 9e15)
            return qRound64(value);
        warn(memberText(key));
        return -1;
    }

    // A decimal's text, whether it is written as a string or as a number. It never becomes a double.
    QString optionalDecimal(std::string_view key)
    {
        const Reader member = m_root.member(key);
        const JsonKind kind = member.kind();
        if (kind == JsonKind::Absent || kind == JsonKind::Null)
            return {};
        QString text;
        if (kind == JsonKind::String)
            text = member.text();
        else if (kind == JsonKind::Number)
            text = textFromUtf8(findJsonMember(m_json, key));
        if (Decimal::fromString(text))
            return text;
        warn(memberText(key));
        return {};
    }

    const Reader &m_root;
    const std::string_view m_json;
    RecentStrings &m_strings;
    const bool m_replaceInvalidUtf8;
    QString m_eventType;
    QString m_lacking;
    QString m_warning;
};

} // namespace

struct EventDecoder::Private {
    simdjson::error_code parse(std::string_view json, simdjson::dom::element &root)
    {
        if (json.size() > parser.capacity()) {
            const auto error = parser.allocate(std::max(SmallestParser, std::bit_ceil(json.size())), MostDepth);
            if (error)
                return error;
        }
        return parser.parse(json.data(), json.size(), false).get(root);
    }

    OutputPatterns patterns;
    simdjson::dom::parser parser;
    RecentStrings strings;
};

EventDecoder::EventDecoder()
    : d(std::make_unique<Private>())
{
}

EventDecoder::~EventDecoder() = default;

Decoded EventDecoder::decode(const SseEvent &frame)
{
    Decoded decoded = decodeFrame(frame);
    if (d->parser.capacity() > LargestKeptParser)
        d->parser = simdjson::dom::parser();
    return decoded;
}

Decoded EventDecoder::decodeFrame(const SseEvent &frame)
{
    if (auto data = d->patterns.match(frame)) {
        Decoded decoded;
        decoded.outcome = Decoded::Event;
        NoukaiEventAccess::assign(decoded.event, data.release());
        return decoded;
    }
    simdjson::dom::element element;
    if (d->parse(frame.data, element) != simdjson::SUCCESS)
        return decodeTolerantly(frame);
    const DomReader root(element);
    if (root.kind() != JsonKind::Object)
        return refusedFrame(frame.name);
    Decoded decoded = EventBuilder<DomReader>(root, frame.data, false, d->strings).build(frame.name);
    const auto *output = dataOf<NoukaiStepOutputData>(decoded.event);
    if (output && decoded.warning.isEmpty())
        d->patterns.learn(frame, *output);
    return decoded;
}

Decoded EventDecoder::decodeTolerantly(const SseEvent &frame)
{
    QByteArray json = QByteArray::fromRawData(frame.data.data(), qsizetype(frame.data.size()));
    const bool replaceInvalidUtf8 = !QUtf8StringView(json).isValidUtf8();
    if (replaceInvalidUtf8)
        json = QString::fromUtf8(json).toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return refusedFrame(frame.name);
    const QtReader root(document.object());
    return EventBuilder<QtReader>(root, frame.data, replaceInvalidUtf8, d->strings).build(frame.name);
}

Decoded EventDecoder::decode(const QByteArray &name, const QByteArray &json)
{
    QByteArray padded;
    padded.reserve(json.size() + qsizetype(SseParser::Padding));
    padded.append(json);
    return decode(
        SseEvent{{name.constData(), std::size_t(name.size())}, {padded.constData(), std::size_t(padded.size())}});
}

} // namespace NoukaiWire
