// SPDX-License-Identifier: MIT
#include "noukaievents.h"

#include "eventdata_p.h"
#include "eventdecoder_p.h"
#include "jsontext_p.h"
#include "redactor_p.h"

#include <QtCore/QDebug>
#include <QtCore/QJsonDocument>

/*!
    \property NoukaiTokens::prompt
    \brief The tokens that went into the model, -1 when unknown.
*/

/*!
    \property NoukaiTokens::completion
    \brief The tokens that the model wrote, -1 when unknown.
*/

/*!
    \property NoukaiTokens::total
    \brief The sum that the server reported, -1 when unknown. It is not computed from the other two.
*/

/*!
    \fn NoukaiTokens::NoukaiTokens(qint64 prompt, qint64 completion, qint64 total)
    Counts to show or to add; -1 stands for unknown.
*/

/*!
    \fn bool NoukaiTokens::isKnown() const
    Returns true when the server reported at least one of the counts.
*/

/*!
    Makes an event that is not valid().
*/
NoukaiEvent::NoukaiEvent() = default;
NoukaiEvent::NoukaiEvent(const NoukaiEvent &other) = default;
NoukaiEvent::NoukaiEvent(NoukaiEvent &&other) noexcept = default;
NoukaiEvent &NoukaiEvent::operator=(const NoukaiEvent &other) = default;
NoukaiEvent &NoukaiEvent::operator=(NoukaiEvent &&other) noexcept = default;

NoukaiEvent::~NoukaiEvent()
{
    // The usual case, the last owner, needs no atomic subtraction.
    if (d && d->ref.loadAcquire() == 1)
        delete d.take();
}

/*!
    Makes the event that a server would have meant by \a eventType and \a payload, for tests, recordings and replays.
   With an empty \a eventType the payload's member \c eventType names it. The event is not valid where a stream would
   have refused it: a required member is missing, or there is no name at all. A name nobody knows gives a
   NoukaiUnknownEvent.
*/
NoukaiEvent NoukaiEvent::fromJson(const QString &eventType, const QJsonObject &payload)
{
    NoukaiWire::EventDecoder decoder;
    return decoder.decode(eventType.toUtf8(), QJsonDocument(payload).toJson(QJsonDocument::Compact)).event;
}

/*!
    \fn bool NoukaiEvent::isValid() const
    Returns false for a default-constructed event only.
*/

/*!
    \fn template <typename Event> Event NoukaiEvent::to() const &
    The event as its own type, for example \c{event.to<NoukaiStepOutput>()}; a default-constructed one where type() is
    another. The cost is that of a copy: one pointer.
*/

/*!
    \fn template <typename Event> Event NoukaiEvent::to() &&
    \overload
    Moves what the event holds.
*/

/*!
    \property NoukaiEvent::type
    \brief Which of the event values this is.
*/
NoukaiEvent::Type NoukaiEvent::type() const
{
    return d ? d->type : Invalid;
}

/*!
    \property NoukaiEvent::eventType
    \brief The event's name as it arrived.

    Two events have an older name that servers still send: it stands here unchanged (\c flow_started,
    \c tool_calls_required), while type() is the same for both names.
*/
QString NoukaiEvent::eventType() const
{
    return d ? d->eventType : QString();
}

/*!
    \property NoukaiEvent::stepId
    \brief The step that the event belongs to; empty for events of the whole run.
*/
QString NoukaiEvent::stepId() const
{
    return d ? d->stepId : QString();
}

/*!
    \property NoukaiEvent::stepIndex
    \brief The step's 0-based index within the whole flow, -1 when unknown.

    The server counts within one stream; a NoukaiFlow replaces its count by the index within the flow. An event that did
    not pass through a flow has the server's.
*/
int NoukaiEvent::stepIndex() const
{
    return d ? d->stepIndex : -1;
}

/*!
    \property NoukaiEvent::payload
    \brief The event's JSON text, byte for byte as it arrived, members without an accessor included. Each call makes a
   copy.
*/
QByteArray NoukaiEvent::payload() const
{
    const std::string_view text = d ? d->payload() : std::string_view();
    return QByteArray(text.data(), qsizetype(text.size()));
}

/*!
    \property NoukaiEvent::value
    \brief The event as its own type, for QML and QVariant; invalid when the event is.
*/
QVariant NoukaiEvent::value() const
{
    switch (type()) {
    case Invalid:
        break;
    case RunStarted:
        return QVariant::fromValue(to<NoukaiRunStarted>());
    case StepStarted:
        return QVariant::fromValue(to<NoukaiStepStarted>());
    case StepInput:
        return QVariant::fromValue(to<NoukaiStepInput>());
    case StepOutput:
        return QVariant::fromValue(to<NoukaiStepOutput>());
    case StepCompleted:
        return QVariant::fromValue(to<NoukaiStepCompleted>());
    case StepFailed:
        return QVariant::fromValue(to<NoukaiStepFailed>());
    case StepPaused:
        return QVariant::fromValue(to<NoukaiStepPaused>());
    case ToolCallsRequired:
        return QVariant::fromValue(to<NoukaiToolCallsRequired>());
    case FlowCompleted:
        return QVariant::fromValue(to<NoukaiFlowCompleted>());
    case Unknown:
        return QVariant::fromValue(to<NoukaiUnknownEvent>());
    }
    return {};
}

/*!
    \property NoukaiRunStarted::runId
    \brief The run's id; the same as executionId where the server sent one of the two.
*/
QString NoukaiRunStarted::runId() const
{
    const auto *data = dataOf<NoukaiRunStartedData>(*this);
    return data ? data->runId : QString();
}

/*!
    \property NoukaiRunStarted::executionId
    \brief The id that the next call of this run carries; the same as runId where the server sent one of the two.
*/
QString NoukaiRunStarted::executionId() const
{
    const auto *data = dataOf<NoukaiRunStartedData>(*this);
    return data ? data->executionId : QString();
}

/*!
    \property NoukaiRunStarted::flowId
    \brief The id of the flow that runs, empty when the server did not tell it.
*/
QString NoukaiRunStarted::flowId() const
{
    const auto *data = dataOf<NoukaiRunStartedData>(*this);
    return data ? data->flowId : QString();
}

/*!
    \property NoukaiRunStarted::stepCount
    \brief How many steps the flow has, -1 when the server did not tell it.
*/
int NoukaiRunStarted::stepCount() const
{
    const auto *data = dataOf<NoukaiRunStartedData>(*this);
    return data ? data->stepCount : -1;
}

/*!
    \property NoukaiStepStarted::name
    \brief The step's name for people, empty when the server did not tell it.
*/
QString NoukaiStepStarted::name() const
{
    const auto *data = dataOf<NoukaiStepStartedData>(*this);
    return data ? data->name : QString();
}

/*!
    \property NoukaiStepInput::inputData
    \brief What the step was given; empty when the server did not tell it. Converted at first use.
*/
QJsonObject NoukaiStepInput::inputData() const
{
    const auto *data = dataOf<NoukaiStepInputData>(*this);
    return data && data->hasInputData ? data->inputData.get(*data, "inputData").toObject() : QJsonObject();
}

/*!
    \property NoukaiStepOutput::outputData
    \brief The piece of output as JSON: a string, or anything else; undefined when the server sent none.

    What is no string is converted at first use.
*/
QJsonValue NoukaiStepOutput::outputData() const
{
    const auto *data = dataOf<NoukaiStepOutputData>(*this);
    if (!data || data->form == NoukaiStepOutputData::Absent)
        return QJsonValue::Undefined;
    return data->form == NoukaiStepOutputData::Text ? QJsonValue(data->text)
                                                    : data->outputData.get(*data, "outputData");
}

/*!
    \property NoukaiStepOutput::text
    \brief The piece of output as text to append: outputData itself where it is a string, nothing where it is null or
    absent, else its compact JSON form.
*/
QString NoukaiStepOutput::text() const
{
    const auto *data = dataOf<NoukaiStepOutputData>(*this);
    if (!data || data->form != NoukaiStepOutputData::Json)
        return data ? data->text : QString();
    const QJsonValue &json = data->outputData.get(*data, "outputData");
    return json.isNull() ? QString() : QString::fromUtf8(NoukaiWire::toJsonText(json));
}

/*!
    \property NoukaiStepCompleted::name
    \brief The step's name for people, empty when the server did not tell it.
*/
QString NoukaiStepCompleted::name() const
{
    const auto *data = dataOf<NoukaiStepCompletedData>(*this);
    return data ? data->name : QString();
}

/*!
    \property NoukaiStepCompleted::output
    \brief The step's whole output, any JSON; undefined when the server sent none. Converted at first use.
*/
QJsonValue NoukaiStepCompleted::output() const
{
    const auto *data = dataOf<NoukaiStepCompletedData>(*this);
    return data && data->hasOutput ? data->output.get(*data, "output") : QJsonValue(QJsonValue::Undefined);
}

/*!
    \property NoukaiStepCompleted::durationMs
    \brief How long the step took, in milliseconds, rounded to whole ones; -1 when unknown.
*/
qint64 NoukaiStepCompleted::durationMs() const
{
    const auto *data = dataOf<NoukaiStepCompletedData>(*this);
    return data ? data->durationMs : -1;
}

/*!
    \property NoukaiStepCompleted::tokens
    \brief The tokens that the step used, each count -1 when unknown.
*/
NoukaiTokens NoukaiStepCompleted::tokens() const
{
    const auto *data = dataOf<NoukaiStepCompletedData>(*this);
    return data ? data->tokens : NoukaiTokens();
}

/*!
    \property NoukaiStepCompleted::costUsd
    \brief What the step cost, in US dollars: the server's decimal text unchanged, which may have an exponent; empty
   when unknown.

    It never passes through a binary floating-point number. NoukaiUsage adds such texts exactly.
*/
QString NoukaiStepCompleted::costUsd() const
{
    const auto *data = dataOf<NoukaiStepCompletedData>(*this);
    return data ? data->costUsd : QString();
}

/*!
    \property NoukaiStepFailed::name
    \brief The step's name for people, empty when the server did not tell it.
*/
QString NoukaiStepFailed::name() const
{
    const auto *data = dataOf<NoukaiStepFailedData>(*this);
    return data ? data->name : QString();
}

/*!
    \property NoukaiStepFailed::error
    \brief What the server says about the failure, usually \c code and \c message; empty when it says nothing.
*/
QJsonObject NoukaiStepFailed::error() const
{
    const auto *data = dataOf<NoukaiStepFailedData>(*this);
    return data && data->hasError ? data->error.get(*data, "error").toObject() : QJsonObject();
}

/*!
    \property NoukaiStepFailed::code
    \brief The member \c code of the error, empty when it has none.
*/
QString NoukaiStepFailed::code() const
{
    return error().value(QLatin1StringView("code")).toString();
}

/*!
    \property NoukaiStepFailed::message
    \brief The member \c message of the error, empty when it has none. It is the server's text: show it as plain text.
*/
QString NoukaiStepFailed::message() const
{
    return error().value(QLatin1StringView("message")).toString();
}

/*!
    \property NoukaiStepPaused::nextStepIndex
    \brief The index of the step that the next call would run, -1 when the server did not name it.
*/
int NoukaiStepPaused::nextStepIndex() const
{
    const auto *data = dataOf<NoukaiStepPausedData>(*this);
    return data ? data->nextStepIndex : -1;
}

/*!
    \property NoukaiToolCallsRequired::executionId
    \brief The id that the answer carries.
*/
QString NoukaiToolCallsRequired::executionId() const
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(*this);
    return data ? data->executionId : QString();
}

/*!
    \property NoukaiToolCallsRequired::runId
    \brief The run's id, empty when the server did not send it.
*/
QString NoukaiToolCallsRequired::runId() const
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(*this);
    return data ? data->runId : QString();
}

/*!
    \property NoukaiToolCallsRequired::iterationsUsed
    \brief The server's count of tool rounds, which the answer repeats unchanged; -1 in an invalid event.
*/
int NoukaiToolCallsRequired::iterationsUsed() const
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(*this);
    return data ? data->iterationsUsed : -1;
}

/*!
    \property NoukaiToolCallsRequired::toolCallMessages
    \brief The conversation so far, which the answer repeats before the tools' results. Converted at first use.
*/
QJsonArray NoukaiToolCallsRequired::toolCallMessages() const
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(*this);
    return data ? data->toolCallMessages.get(*data, "toolCallMessages").toArray() : QJsonArray();
}

/*!
    \property NoukaiToolCallsRequired::toolCalls
    \brief The calls that the model asks for. All are answered together.
*/
QList<NoukaiToolCall> NoukaiToolCallsRequired::toolCalls() const
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(*this);
    return data ? data->toolCalls : QList<NoukaiToolCall>();
}

/*!
    \property NoukaiToolCallsRequired::accumulatedOutputs
    \brief The outputs of earlier steps as the server has them, by step id; empty when it sent none. Converted at first
    use.
*/
QJsonObject NoukaiToolCallsRequired::accumulatedOutputs() const
{
    const auto *data = dataOf<NoukaiToolCallsRequiredData>(*this);
    return data && data->hasAccumulatedOutputs ? data->accumulatedOutputs.get(*data, "accumulatedOutputs").toObject()
                                               : QJsonObject();
}

/*!
    \property NoukaiFlowCompleted::runId
    \brief The run's id, empty when the server did not send it.
*/
QString NoukaiFlowCompleted::runId() const
{
    const auto *data = dataOf<NoukaiFlowCompletedData>(*this);
    return data ? data->runId : QString();
}

/*!
    \property NoukaiFlowCompleted::executionId
    \brief The execution's id, empty when the server did not send it.
*/
QString NoukaiFlowCompleted::executionId() const
{
    const auto *data = dataOf<NoukaiFlowCompletedData>(*this);
    return data ? data->executionId : QString();
}

/*!
    \property NoukaiFlowCompleted::result
    \brief The flow's result, any JSON; undefined when the server sent none. Converted at first use.
*/
QJsonValue NoukaiFlowCompleted::result() const
{
    const auto *data = dataOf<NoukaiFlowCompletedData>(*this);
    return data && data->hasResult ? data->result.get(*data, "result") : QJsonValue(QJsonValue::Undefined);
}

/*!
    \property NoukaiFlowCompleted::summary
    \brief What the server tells about the whole run, empty when it tells nothing. Converted at first use.
*/
QJsonObject NoukaiFlowCompleted::summary() const
{
    const auto *data = dataOf<NoukaiFlowCompletedData>(*this);
    return data && data->hasSummary ? data->summary.get(*data, "summary").toObject() : QJsonObject();
}

/*!
    \property NoukaiUnknownEvent::data
    \brief The event's whole JSON. Converted at first use.
*/
QJsonObject NoukaiUnknownEvent::data() const
{
    const auto *data = dataOf<NoukaiUnknownEventData>(*this);
    return data ? data->data.get(*data, {}).toObject() : QJsonObject();
}

/*!
    \relates NoukaiEvent
    Writes type, step and index of \a event to \a debug, never what the event carries: outputs are long, and may be
    nobody's business.
*/
QDebug operator<<(QDebug debug, const NoukaiEvent &event)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "NoukaiEvent(" << event.type();
    if (event.type() == NoukaiEvent::Unknown)
        debug << ", " << Redactor::withoutKeys(event.eventType());
    if (!event.stepId().isEmpty())
        debug << ", " << Redactor::withoutKeys(event.stepId());
    if (event.stepIndex() >= 0)
        debug << ", index " << event.stepIndex();
    return debug << ')';
}
