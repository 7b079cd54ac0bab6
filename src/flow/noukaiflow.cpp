// SPDX-License-Identifier: MIT
#include "noukaiflow_p.h"

#include <QtCore/QThread>

/*!
    \class NoukaiFlow
    \inmodule Noukai
    \brief Runs one flow and tells its progress.

    \code
    auto *flow = new NoukaiFlow(this);
    flow->setIdentifier("acme/spelling/grade-3");
    flow->setMessage(text);
    connect(flow, &NoukaiFlow::stepOutput, view,
            [view](const NoukaiStepOutput &output) { view->append(output.text()); });
    connect(flow, &NoukaiFlow::finished, this, [this, flow] { show(flow->result()); });
    flow->start();
    \endcode

    A run is a sequence of calls, one per step. The server remembers nothing between them, so the flow carries the
    cursor: it can stop between steps (autoAdvance, advance()), take up an interrupted run (resume()), and run again
    from any step with other inputs (rerunFrom()). With runRemaining one call runs all steps.

    \section1 The contract of a run

    Each accepted start(), resume() and rerunFrom() leads to exactly one finished(), never from inside the call itself,
    whatever happens. Before it stands flowCompleted() when the run completed, or errorOccurred() when it failed or was
    interrupted, also after stepFailed(); a cancelled run has neither. After finished() nothing is told until the next
    run. Paused and AwaitingTools are not ends. Any slot may cancel, restart or delete the flow.

    A call is never sent twice without a person, or a policy the application chose, saying so: a stream that breaks off
    leaves the run Interrupted with everything that had arrived, until resume().

    \section1 Steps

    Steps can interleave, and the same step can start again: each stepStarted() is a new attempt or iteration. Step
    indices are 0-based and count within the whole flow.

    \section1 Threads

    The flow lives in the thread of its client and must be used from it. Its event values may be passed to and read
    from any thread.
*/

/*!
    \enum NoukaiFlow::State
    \value Idle           Nothing was started yet.
    \value Connecting     The first call was sent; no answer yet.
    \value Running        The flow is at work.
    \value Paused         It stopped after a step and waits for advance() or runToEnd().
    \value AwaitingTools  Tool calls wait for handlers or for a person.
    \value Completed      The flow ended well; see result().
    \value Failed         It ended with error().
    \value Cancelled      cancel() was called, or the client is gone.
    \value Interrupted    The stream broke off; see error() and resume().
*/

/*! \fn void NoukaiFlow::runStarted(const NoukaiRunStarted &event)
    The server accepted the run; \a event has its ids and, where known, its number of steps. */
/*! \fn void NoukaiFlow::stepStarted(const NoukaiStepStarted &event)
    A step began, or began again; \a event has its name and absolute index. */
/*! \fn void NoukaiFlow::stepInput(const NoukaiStepInput &event)
    What a step was given, in \a event. Only runs with trace set tell it. */
/*! \fn void NoukaiFlow::stepOutput(const NoukaiStepOutput &event)
    A piece of a step's output arrived, in \a event. */
/*! \fn void NoukaiFlow::stepCompleted(const NoukaiStepCompleted &event)
    A step ended well; \a event has its output, duration, tokens and cost. */
/*! \fn void NoukaiFlow::stepFailed(const NoukaiStepFailed &event)
    A step failed for the reason in \a event. errorOccurred() and finished() follow. */
/*! \fn void NoukaiFlow::stepPaused(const NoukaiStepPaused &event)
    The server waits after the step of \a event. Told also when the flow goes on by itself. */
/*! \fn void NoukaiFlow::toolCallsRequired(const NoukaiToolCallsRequired &event)
    The flow needs the tools in \a event called. Handlers run after this signal. */
/*! \fn void NoukaiFlow::flowCompleted(const NoukaiFlowCompleted &event)
    The flow ended well with the result in \a event. finished() follows. */
/*! \fn void NoukaiFlow::unknownEvent(const NoukaiUnknownEvent &event)
    An event came that this version does not know; \a event has its whole JSON. */
/*! \fn void NoukaiFlow::eventReceived(const NoukaiEvent &event)
    Any \a event came. Told before the event's own signal. */
/*! \fn void NoukaiFlow::warningRaised(const QString &warning)
    Something odd happened that does not end the run: an event was dropped, or a call of a slot was refused. \a warning
    is a sentence for people, translated. */
/*! \fn void NoukaiFlow::errorOccurred(const NoukaiError &error)
    The run failed or was interrupted because of \a error. finished() follows. */
/*! \fn void NoukaiFlow::finished()
    The run is over; see state(). Exactly one for each run. */

/*! Makes a flow over the default client, with the parent \a parent. */
NoukaiFlow::NoukaiFlow(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiFlowPrivate>(this))
{
}

/*! Makes a flow over \a client that runs \a identifier, with the parent \a parent. */
NoukaiFlow::NoukaiFlow(NoukaiClient *client, const QString &identifier, QObject *parent)
    : NoukaiFlow(parent)
{
    d->client = client;
    d->clientIsSet = client != nullptr;
    d->identifier = identifier;
}

/*! Stops a run without telling anyone. */
NoukaiFlow::~NoukaiFlow() = default;

/*!
    Returns a new flow that runs \a identifier, which is \c slug or \c org/project/slug. The client is its parent; it
    may be deleted earlier. A malformed identifier shows as the error of its start().
*/
NoukaiFlow *NoukaiClient::flow(const QString &identifier)
{
    return new NoukaiFlow(this, identifier, this);
}

/*!
    \property NoukaiFlow::state
    \brief Where the run stands.
*/
NoukaiFlow::State NoukaiFlow::state() const
{
    return d->state;
}

/*!
    \property NoukaiFlow::running
    \brief Whether a run is under way: Connecting, Running, Paused or AwaitingTools.
*/
bool NoukaiFlow::isRunning() const
{
    return d->isActive();
}

/*!
    \property NoukaiFlow::executionId
    \brief The server's id of this execution, empty until it is known.
*/
QString NoukaiFlow::executionId() const
{
    return d->executionId;
}

/*!
    \property NoukaiFlow::runId
    \brief The server's id of this run in traces, empty until it is known.
*/
QString NoukaiFlow::runId() const
{
    return d->runId;
}

/*!
    \property NoukaiFlow::stepCount
    \brief The number of steps, -1 while the server has not told it.
*/
int NoukaiFlow::stepCount() const
{
    return d->stepCount;
}

/*!
    \property NoukaiFlow::currentStep
    \brief The 0-based index of the step that started or completed last, -1 before the first.
*/
int NoukaiFlow::currentStep() const
{
    return d->currentStep;
}

/*!
    \property NoukaiFlow::progress
    \brief The share of steps that are complete, 0 to 1; -1 while the number of steps is unknown.
*/
double NoukaiFlow::progress() const
{
    return d->progress();
}

/*!
    \property NoukaiFlow::usage
    \brief Tokens and cost since start(), all attempts included: what was spent stays spent.
*/
NoukaiUsage NoukaiFlow::usage() const
{
    return d->usage;
}

/*!
    \property NoukaiFlow::elapsed
    \brief Milliseconds that the run has been under way, pauses included, the time between an end and resume() not.

    It grows by itself and notifies only when the state changes; a view that shows it ticks by a timer of its own.
*/
qint64 NoukaiFlow::elapsed() const
{
    return d->elapsed();
}

/*!
    \property NoukaiFlow::result
    \brief The result of a completed run, any JSON; undefined before.
*/
QJsonValue NoukaiFlow::result() const
{
    return d->completion.isValid() ? d->completion.result() : QJsonValue(QJsonValue::Undefined);
}

/*!
    \property NoukaiFlow::summary
    \brief What the server tells about a completed run; empty before.
*/
QJsonObject NoukaiFlow::summary() const
{
    return d->completion.summary();
}

/*!
    \property NoukaiFlow::error
    \brief Why the run failed or was interrupted; of kind NoError otherwise.
*/
NoukaiError NoukaiFlow::error() const
{
    return d->error;
}

/*!
    \property NoukaiFlow::toolCalls
    \brief The tool calls that wait for a person. Empty where nobody can answer here: in a run that is watched or
    played; toolCallsRequired() tells the calls all the same.
*/
QList<NoukaiToolCall> NoukaiFlow::toolCalls() const
{
    return d->toolCalls;
}

/*!
    \property NoukaiFlow::droppedEvents
    \brief How many events of this run were of no use and left out; warningRaised() told why.
*/
int NoukaiFlow::droppedEvents() const
{
    return d->droppedEvents;
}

/*!
    Runs the flow in one call and returns how it ended: its result, or the error that errorOccurred() tells.

    What start() tells step by step is not told: only runStarted(), toolCallsRequired() and flowCompleted(), with
    \l progress -1. Tools are called and decided as in any run, and while they are the flow is AwaitingTools. The flow
    takes \l message or \l messages, and \l version may be \c "draft".

    Cancelling the future cancels the run; cancel() gives it an error of kind Cancelled. It is cancelled when the flow
    is deleted. While the flow is running the call is refused: the future then has an error, and the run goes on. In QML
    the outcome is in \l result, \l error and finished().
*/
QFuture<NoukaiExpected<NoukaiResult>> NoukaiFlow::execute()
{
    return d->execute();
}

/*!
    Returns the events of a run as a future of many results: starts the flow if it is not running, else joins the run
   from now on.

    A QFuture keeps every result it was given, so this suits runs of a bounded size; for others there are the signals
   and NoukaiFlowReader. While the future is suspended the server is held back, as NoukaiFlowReader describes.
   Cancelling it cancels the run if this call started it. It finishes with the run; how that ended is asked of the flow.
*/
QFuture<NoukaiEvent> NoukaiFlow::events()
{
    return d->events();
}

/*! As events(), for the steps that complete: the future keeps one value per step. */
QFuture<NoukaiStepCompleted> NoukaiFlow::steps()
{
    return d->steps();
}

/*!
    Follows the run \a executionId of this flow, which someone else started: what was recorded of it is told first, then
    what happens, with the same signals as a run of one's own. Nothing is sent but the request for its trace.

    Refused with a warning while the flow is running. A run that is not known ends the watch with a NotFound error, one
    whose trace ends before the run does with Interrupted. Where the run waits for tools or for a person the state is
    AwaitingTools and \l toolCalls is empty: whoever started it is asked. cancel() ends the watch, not the run.
*/
void NoukaiFlow::watch(const QString &executionId)
{
    d->watch(executionId);
}

/*!
    Runs the flow from its first step. Refused with a warning while it is running.

    Everything is checked first. What is missing or malformed ends the run with a Configuration error, and nothing is
    sent. With NoukaiClient::relayUrl set the run goes as one of execute() does: without steps.
*/
void NoukaiFlow::start()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->start();
}

/*!
    Stops the run at once. The state is Cancelled when this returns; finished() follows from the event loop. Does
    nothing when the flow is not running. What has arrived is kept, and resume() takes the run up again.
*/
void NoukaiFlow::cancel()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->cancel();
}

/*! Runs the next step of a flow that is Paused; refused with a warning otherwise. */
void NoukaiFlow::advance()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->advance();
}

/*! Runs all remaining steps without pausing again, from a pause at once, else from the next call on. */
void NoukaiFlow::runToEnd()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->runToEnd();
}

/*!
    Takes up a run that was interrupted, cancelled or failed, from the lowest step that has not completed. That step
    is sent, and paid for, again; the outputs of the steps before are kept. Where all steps had completed and only the
    end was lost, the last one is sent again. Refused with a warning when there is no such run.

    After a call for all remaining steps was interrupted, the server may have gone on without us. resume() then follows
    the run's live trace first and sends nothing: what came meanwhile is told, nothing twice. Only when the run cannot
   be followed to its end, the error says so, does the next resume() send the step again.

    A run of execute() is sent again as a whole, unless it waits for answers of tools; one of watch() is watched again.

    Tool calls that were decided are not asked for again: their answers are sent as they were. Calls that were not
    decided yet are decided now.

    The properties count as they are now; the message, parameters and attachments are sent only with the first step.
*/
void NoukaiFlow::resume()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->resume();
}

/*!
    Runs the flow again from step \a stepIndex, 0-based, with the outputs of the steps before it and the properties as
    they are now, such as inputOverrides and blockOverrides. Refused with a warning while the flow runs, or when a step
    before has not completed. The server answers \c STALE_TREE when the flow was changed since.
*/
void NoukaiFlow::rerunFrom(int stepIndex)
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->rerunFrom(stepIndex);
}

/*!
    Answers the waiting tool call \a callId with \a content. The answers of one pause are sent together, once the last
    call is decided.
*/
void NoukaiFlow::submitToolResult(const QString &callId, const QString &content)
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->decide(callId, content, ToolRound::How::Answered);
}

/*!
    Refuses the waiting tool call \a callId. The model reads \a reason as the tool's result, or that a person refused
    when it is empty; the run goes on.
*/
void NoukaiFlow::rejectToolCall(const QString &callId, const QString &reason)
{
    Q_ASSERT(thread() == QThread::currentThread());
    // Read by a model, so not translated.
    d->decide(callId, reason.isEmpty() ? QStringLiteral("The user refused this tool call.") : reason,
              ToolRound::How::Refused);
}

/*!
    Lets the tool's handler answer the waiting call \a callId, with \a arguments in place of the model's unless they
    are undefined. Refused with a warning when the tool has no handler.
*/
void NoukaiFlow::approveToolCall(const QString &callId, const QJsonValue &arguments)
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->approve(callId, arguments);
}
