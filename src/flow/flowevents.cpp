// SPDX-License-Identifier: MIT
// What a run does with each thing it is told: by the stream, by handlers, by people.
#include "noukaiflow_p.h"

#include "wire/eventaccess_p.h"

#include <utility>

using namespace Qt::StringLiterals;

// ---- The stream ----------------------------------------------------------------------------------------------------

void NoukaiFlowPrivate::streamOpened()
{
    m_requestId = m_stream->requestId();
    // A slot may have held up the end of the run before in an event loop of its own; it goes first.
    const Guard guard(this);
    if (!tellOutcomes() || !guard.sameRun())
        return;
    setState(NoukaiFlow::Running);
    publish();
}

void NoukaiFlowPrivate::streamWarning(const QString &warning, bool dropped)
{
    if (dropped) {
        ++droppedEvents;
        changed(DroppedEventsChange);
    }
    const Guard guard(this);
    if (publish() && guard.sameRun())
        refuse(warning);
}

void NoukaiFlowPrivate::streamEnded(const NoukaiError &failure, bool opened)
{
    m_stream = nullptr;
    if ((m_source == Source::Watch || m_source == Source::Reattach) && !isTraceOver(failure, opened))
        return;
    if (m_source == Source::Reattach)
        end(NoukaiFlow::Interrupted, reattachFailure(failure));
    else if (failure.kind() == NoukaiError::NoError)
        end(NoukaiFlow::Interrupted,
            NoukaiError(NoukaiError::Interrupted,
                        NoukaiFlow::tr("The stream ended before the flow did. What has arrived is kept; the run can be "
                                       "resumed.")));
    else
        end(opened ? NoukaiFlow::Interrupted : NoukaiFlow::Failed, failure);
}

void NoukaiFlowPrivate::streamEvent(NoukaiEvent &event)
{
    if (m_source != Source::Execute && !m_filter.takes(event))
        return;
    if (isPassive() && state == NoukaiFlow::AwaitingTools)
        setState(NoukaiFlow::Running); // whoever was asked has answered
    for (FlowObserver *observer : std::as_const(m_observers))
        observer->eventArrived(event);
    switch (event.type()) {
    case NoukaiEvent::RunStarted:
        return onRunStarted(event);
    case NoukaiEvent::StepStarted:
        return onStepStarted(event);
    case NoukaiEvent::StepInput:
    case NoukaiEvent::StepOutput:
        return onStepData(event);
    case NoukaiEvent::StepCompleted:
        return onStepCompleted(event);
    case NoukaiEvent::StepFailed:
        return onStepFailed(event);
    case NoukaiEvent::StepPaused:
        return onStepPaused(event);
    case NoukaiEvent::ToolCallsRequired:
        return onToolCallsRequired(event);
    case NoukaiEvent::FlowCompleted:
        return onFlowCompleted(event);
    case NoukaiEvent::Unknown:
        tell(event, &NoukaiFlow::unknownEvent);
        return;
    case NoukaiEvent::Invalid:
        return;
    }
}

// The event as every listener gets it: first as any event, then by its own signal. False when the run is over or
// another one since; then there is no more to tell of it either.
template <typename Event>
bool NoukaiFlowPrivate::tell(NoukaiEvent event, void (NoukaiFlow::*signal)(const Event &))
{
    const Guard guard(this);
    if ((m_changes == 0 || publish()) && guard.sameRun())
        Q_EMIT q->eventReceived(event);
    if (guard.sameRun())
        Q_EMIT(q->*signal)(std::move(event).to<Event>());
    return guard.sameRun();
}

void NoukaiFlowPrivate::onRunStarted(const NoukaiEvent &event)
{
    const auto started = event.to<NoukaiRunStarted>();
    if (!started.executionId().isEmpty() && started.executionId() != executionId) {
        executionId = started.executionId();
        changed(ExecutionIdChange);
    }
    if (!started.runId().isEmpty() && started.runId() != runId) {
        runId = started.runId();
        changed(RunIdChange);
    }
    if (started.stepCount() >= 0 && started.stepCount() != stepCount) {
        stepCount = started.stepCount();
        changed(StepCountChange | ProgressChange);
    }
    tell(event, &NoukaiFlow::runStarted);
}

void NoukaiFlowPrivate::onStepStarted(NoukaiEvent &event)
{
    const int index = m_ledger.started(event);
    if (index != currentStep) {
        currentStep = index;
        changed(CurrentStepChange);
    }
    tell(event, &NoukaiFlow::stepStarted);
}

void NoukaiFlowPrivate::onStepData(NoukaiEvent &event)
{
    NoukaiEventAccess::setStepIndex(event, m_ledger.indexOf(event.stepId()));
    if (event.type() == NoukaiEvent::StepInput)
        tell(std::move(event), &NoukaiFlow::stepInput);
    else
        tell(std::move(event), &NoukaiFlow::stepOutput);
}

void NoukaiFlowPrivate::onStepCompleted(NoukaiEvent &event)
{
    const int index = m_ledger.completed(event);
    const auto step = event.to<NoukaiStepCompleted>();
    usage.add(step.tokens(), step.costUsd());
    changed(UsageChange | ProgressChange);
    if (index != currentStep) {
        currentStep = index;
        changed(CurrentStepChange);
    }
    // The server has moved on from the pause that was answered.
    if (m_round && m_round->pause().stepId() == event.stepId())
        dropRound();
    tell(event, &NoukaiFlow::stepCompleted);
}

void NoukaiFlowPrivate::onStepFailed(NoukaiEvent &event)
{
    m_ledger.started(event);
    release(true);
    if (!tell(event, &NoukaiFlow::stepFailed))
        return;
    end(NoukaiFlow::Failed, errorOf(event.to<NoukaiStepFailed>()));
}

// A step's own words may repeat the key.
NoukaiError NoukaiFlowPrivate::errorOf(const NoukaiStepFailed &failed) const
{
    const QString name = failed.name().isEmpty() ? failed.stepId() : failed.name();
    const NoukaiError error(NoukaiError::Execution,
                            failed.message().isEmpty() ? NoukaiFlow::tr("The step \"%1\" failed.").arg(name)
                                                       : failed.message(),
                            failed.code());
    return m_runClient ? NoukaiClientPrivate::get(m_runClient)->redacted(error) : error;
}

void NoukaiFlowPrivate::onStepPaused(NoukaiEvent &event)
{
    const bool followed = isPassive() || m_source == Source::Reattach; // the trace goes on
    if (!followed)
        release(true);
    dropRound();
    // The index of the step just completed, also where the server names one that it never told of.
    if (event.stepId().isEmpty())
        NoukaiEventAccess::setStepId(event, m_ledger.lastCompletedStep());
    const int index = m_ledger.indexOf(event.stepId());
    NoukaiEventAccess::setStepIndex(event, index >= 0 ? index : m_ledger.indexOf(m_ledger.lastCompletedStep()));

    const int next = m_ledger.nextAfterPause(event.to<NoukaiStepPaused>().nextStepIndex());
    if (followed) {
        m_cursor = qMax(m_cursor, next);
        tell(event, &NoukaiFlow::stepPaused);
        return;
    }
    const bool stuck = next < 0 || executionId.isEmpty();
    if (!stuck) {
        m_cursor = next;
        if (!autoAdvance && !m_toEnd)
            setState(NoukaiFlow::Paused);
    }
    const bool stopped = state == NoukaiFlow::Paused;
    if (!tell(event, &NoukaiFlow::stepPaused) || stopped)
        return; // a slot may have advanced already
    if (stuck) {
        end(NoukaiFlow::Interrupted,
            NoukaiError(NoukaiError::Protocol,
                        next < 0 ? NoukaiFlow::tr("The server paused without moving on from step %1. The same call is "
                                                  "not sent twice.")
                                       .arg(qint64(m_cursor) + 1)
                                 : NoukaiFlow::tr("The server paused without having said which run this is.")));
    } else if (m_holds > 0 && (autoAdvance || m_toEnd)) {
        m_waitsForReader = true;
    } else if (autoAdvance || m_toEnd) {
        continueRun(m_cursor);
    } else {
        setState(NoukaiFlow::Paused); // a slot said so just now
        publish();
    }
}

void NoukaiFlowPrivate::onFlowCompleted(const NoukaiEvent &event)
{
    release(true);
    dropRound();
    const auto completed = event.to<NoukaiFlowCompleted>();
    if (executionId.isEmpty() && !completed.executionId().isEmpty()) {
        executionId = completed.executionId();
        changed(ExecutionIdChange);
    }
    if (runId.isEmpty() && !completed.runId().isEmpty()) {
        runId = completed.runId();
        changed(RunIdChange);
    }
    const Guard guard(this);
    if (publish() && guard.sameRun())
        Q_EMIT q->eventReceived(event);
    if (!guard.sameRun())
        return;
    completion = completed;
    end(NoukaiFlow::Completed, {});
}

// ---- Tools ---------------------------------------------------------------------------------------------------------

void NoukaiFlowPrivate::onToolCallsRequired(const NoukaiEvent &event)
{
    if (!isPassive())
        release(true);
    dropRound();
    const auto pause = event.to<NoukaiToolCallsRequired>();
    if (pause.executionId() != executionId) {
        executionId = pause.executionId();
        changed(ExecutionIdChange);
    }
    m_cursor = pause.stepIndex();
    if (isPassive()) {
        if (m_source != Source::Feed || m_pauseWaits)
            setState(NoukaiFlow::AwaitingTools); // whoever runs it is asked, not we
        tell(event, &NoukaiFlow::toolCallsRequired);
        return;
    }
    if (!pause.toolCalls().isEmpty())
        startRound(pause);

    const Guard guard(this);
    const QPointer<ToolRound> round = m_round;
    if (!tell(event, &NoukaiFlow::toolCallsRequired))
        return;
    warnOfManyMessages(pause);
    if (!guard.sameRun())
        return;
    if (round && round == m_round)
        settleRound();
    else if (pause.toolCalls().isEmpty())
        end(NoukaiFlow::Interrupted,
            NoukaiError(NoukaiError::Protocol, NoukaiFlow::tr("The server paused for tools without calling any.")));
    else if (!round)
        end(NoukaiFlow::Failed,
            NoukaiError(NoukaiError::ToolCallLimit,
                        NoukaiFlow::tr("The flow asked for tools more than %n time(s) without a person deciding.",
                                       nullptr, qMax(0, maxToolRounds)),
                        u"TOOL_CALL_LIMIT_CLIENT"_s));
}

// There is no round where it would be one too many: a model that never stops asking cannot make the application do one
// thing more.
void NoukaiFlowPrivate::startRound(const NoukaiToolCallsRequired &pause)
{
    m_round = new ToolRound(pause, m_input.tools, allowedTools, q);
    QObject::connect(m_round, &ToolRound::changed, q, [this] { onRoundChanged(); });
    if (m_round->isAutomatic() && ++m_automaticRounds > maxToolRounds)
        dropRound();
    else
        setState(NoukaiFlow::AwaitingTools);
}

// The conversation grows with each round; the server has a limit of its own.
void NoukaiFlowPrivate::warnOfManyMessages(const NoukaiToolCallsRequired &pause)
{
    constexpr qsizetype ManyMessages = 200;
    const qsizetype count = pause.toolCallMessages().size() + pause.toolCalls().size();
    if (count <= ManyMessages || std::exchange(m_warnedOfMessages, true))
        return;
    refuse(
        NoukaiFlow::tr("The run has gathered %n tool message(s); the server may refuse so many.", nullptr, int(count)));
}

// Decides what policy decides, and goes on if that is all.
void NoukaiFlowPrivate::settleRound()
{
    const Guard guard(this);
    m_round->applyPolicies();
    // All may have been decided before the run was taken up.
    if (guard.sameRun() && state == NoukaiFlow::AwaitingTools && m_round && m_round->isComplete())
        continueRun(m_cursor);
}

void NoukaiFlowPrivate::onRoundChanged()
{
    for (FlowObserver *observer : std::as_const(m_observers))
        observer->toolRoundChanged();
    if (state != NoukaiFlow::AwaitingTools)
        return;
    updateToolCalls();
    if (m_round->isComplete())
        continueRun(m_cursor);
    else
        publish();
}

void NoukaiFlowPrivate::dropRound()
{
    if (!m_round)
        return;
    m_round->disconnect(q);
    m_round->stopHandlers();
    m_round->deleteLater();
    m_round = nullptr;
    updateToolCalls();
}

void NoukaiFlowPrivate::updateToolCalls()
{
    const bool ask = state == NoukaiFlow::AwaitingTools && m_round;
    const QList<NoukaiToolCall> waiting = ask ? m_round->waiting() : QList<NoukaiToolCall>();
    if (waiting == toolCalls)
        return;
    toolCalls = waiting;
    changed(ToolCallsChange);
}

void NoukaiFlowPrivate::decide(const QString &callId, const QString &content, ToolRound::How how)
{
    if (state != NoukaiFlow::AwaitingTools || !m_round || !m_round->answer(callId, content, how))
        refuse(NoukaiFlow::tr("No tool call \"%1\" waits for a decision.").arg(callId));
}

void NoukaiFlowPrivate::approve(const QString &callId, const QJsonValue &arguments)
{
    if (state != NoukaiFlow::AwaitingTools || !m_round || !m_round->approve(callId, arguments))
        refuse(NoukaiFlow::tr("The tool call \"%1\" cannot be approved: it does not wait, or its tool has no handler. "
                              "Answer it with submitToolResult().")
                   .arg(callId));
}
