// SPDX-License-Identifier: MIT
// How a run goes: from start() to finished(), call by call.
#include "noukaiflow_p.h"

#include "client/logbuilder_p.h"
#include "wire/eventdata_p.h"
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"
#include "wire/routes_p.h"
#include "wire/validation_p.h"

#include <QtCore/QMetaEnum>

#include <bit>
#include <utility>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcNoukaiFlow, "noukai.flow", QtInfoMsg)

NoukaiFlowPrivate::NoukaiFlowPrivate(NoukaiFlow *q)
    : q(q)
{
}

NoukaiFlowPrivate::~NoukaiFlowPrivate()
{
    release(false);
    releaseFeed();
    if (m_round)
        m_round->stopHandlers();
    useClient(nullptr);
    for (FlowObserver *observer : std::exchange(m_observers, {}))
        observer->flowGoing();
}

bool NoukaiFlowPrivate::isActive() const
{
    switch (state) {
    case NoukaiFlow::Connecting:
    case NoukaiFlow::Running:
    case NoukaiFlow::Paused:
    case NoukaiFlow::AwaitingTools:
        return true;
    default:
        return false;
    }
}

void NoukaiFlowPrivate::setState(NoukaiFlow::State next)
{
    if (next == state)
        return;
    const bool wasActive = isActive();
    state = next;
    changed(StateChange);
    updateToolCalls();
    if (isActive() == wasActive)
        return;
    changed(RunningChange);
    if (isActive()) {
        m_clock.start();
    } else {
        m_clock.stop();
    }
}

// Tells what changed. False when a slot deleted the flow.
bool NoukaiFlowPrivate::publish()
{
    using Signal = void (NoukaiFlow::*)();
    static constexpr Signal signals_[] = {
        &NoukaiFlow::stateChanged,    &NoukaiFlow::runningChanged,   &NoukaiFlow::executionIdChanged,
        &NoukaiFlow::runIdChanged,    &NoukaiFlow::stepCountChanged, &NoukaiFlow::currentStepChanged,
        &NoukaiFlow::progressChanged, &NoukaiFlow::usageChanged,     &NoukaiFlow::resultChanged,
        &NoukaiFlow::errorChanged,    &NoukaiFlow::toolCallsChanged, &NoukaiFlow::droppedEventsChanged};
    const QPointer<NoukaiFlow> alive(q);
    while (m_changes) {
        const int bit = std::countr_zero(m_changes);
        m_changes &= ~(1U << bit);
        Q_EMIT(q->*signals_[bit])();
        if (!alive)
            return false;
    }
    return true;
}

void NoukaiFlowPrivate::refuse(const QString &why)
{
    qCWarning(lcNoukaiFlow).noquote() << why;
    Q_EMIT q->warningRaised(why);
}

double NoukaiFlowPrivate::progress() const
{
    if (state == NoukaiFlow::Completed)
        return 1;
    if (stepCount <= 0)
        return -1;
    return qMin(1.0, double(m_ledger.completedCount()) / stepCount);
}

qint64 NoukaiFlowPrivate::elapsed() const
{
    return m_clock.elapsed();
}

void holdRunClock(NoukaiFlow *flow, qint64 ms)
{
    NoukaiFlowPrivate::get(flow)->holdTime(ms);
}

// ---- Beginning -----------------------------------------------------------------------------------------------------

void NoukaiFlowPrivate::start()
{
    if (isActive()) {
        refuse(NoukaiFlow::tr("The flow is running already; start() is refused."));
        return;
    }
    clearRun();
    begin(FlowObserver::Begin::Start, 0, Source::Steps);
}

void NoukaiFlowPrivate::resume()
{
    if (isActive() || !m_begun || state == NoukaiFlow::Completed) {
        refuse(NoukaiFlow::tr("There is no interrupted run to resume."));
        return;
    }
    begin(FlowObserver::Begin::Resume, resumeCursor(), sourceToResume());
}

NoukaiFlowPrivate::Source NoukaiFlowPrivate::sourceToResume() const
{
    if (canReattach())
        return Source::Reattach;
    return m_source == Source::Execute || m_source == Source::Watch ? m_source : Source::Steps;
}

int NoukaiFlowPrivate::resumeCursor() const
{
    // The decisions of a tool pause are kept: what was decided is sent again, what was not is asked again.
    if (m_round)
        return m_round->pause().stepIndex();
    const int lowest = m_ledger.lowestOpen();
    // All steps are complete and only the end was lost. Just a call can bring it, so the last step is run again.
    return lowest > 0 && lowest == stepCount ? lowest - 1 : lowest;
}

void NoukaiFlowPrivate::rerunFrom(int stepIndex)
{
    if (isActive() || !m_begun) {
        refuse(isActive() ? NoukaiFlow::tr("The flow is running; cancel it before running again from a step.")
                          : NoukaiFlow::tr("There is no run to run again from a step."));
        return;
    }
    const int last = state == NoukaiFlow::Completed ? qMax(0, m_ledger.lowestOpen() - 1) : resumeCursor();
    if (stepIndex < 0 || stepIndex > last) {
        refuse(NoukaiFlow::tr("The flow can be run again from step 1 to %1, not from step %2.")
                   .arg(qint64(last) + 1)
                   .arg(qint64(stepIndex) + 1));
        return;
    }
    dropRound();
    m_ledger.rewindTo(stepIndex);
    m_toEnd = false;
    m_filter.clear();
    m_ranOn = false;
    begin(FlowObserver::Begin::Rerun, stepIndex, Source::Steps);
}

void NoukaiFlowPrivate::clearRun()
{
    dropRound();
    m_ledger.clear();
    m_filter.clear();
    m_ranOn = m_reattached = false;
    executionId.clear();
    runId.clear();
    stepCount = -1;
    usage = {};
    droppedEvents = 0;
    allowedTools.clear();
    m_clock.reset();
    m_toEnd = false;
    m_warnedOfMessages = m_warnedOfSize = m_toldStarted = false;
    m_executeResult = {};
    changed(ExecutionIdChange | RunIdChange | StepCountChange | UsageChange | DroppedEventsChange);
}

// The state at the beginning of a run, whatever is behind it.
void NoukaiFlowPrivate::enter(int cursor)
{
    ++m_run;
    m_begun = true;
    m_cursor = cursor;
    m_automaticRounds = 0;
    m_waitsForReader = false;
    currentStep = cursor - 1;
    completion = {};
    error = {};
    setState(NoukaiFlow::Connecting);
    changed(CurrentStepChange | ProgressChange | ResultChange | ErrorChange);
}

// Begins a new run at `cursor`. Whatever stands in its way is told from the event loop.
void NoukaiFlowPrivate::begin(FlowObserver::Begin how, int cursor, Source source)
{
    m_source = source;
    enter(cursor);
    tellObservers(how, cursor);

    const Guard guard(this);
    const NoukaiError obstacle = prepare();
    if (obstacle.kind() != NoukaiError::NoError) {
        endLater(obstacle);
    } else if (m_round && !m_round->isComplete()) {
        const auto decide = [this, guard] {
            if (!guard.sameRun())
                return;
            setState(NoukaiFlow::AwaitingTools);
            if (publish() && guard.sameRun())
                settleRound();
        };
        QMetaObject::invokeMethod(q, decide, Qt::QueuedConnection);
    } else {
        send();
    }
    const bool within = std::exchange(m_beginning, true);
    if (publish())
        m_beginning = within;
}

// The client tells its users when it goes.
void NoukaiFlowPrivate::useClient(NoukaiClient *runClient)
{
    if (m_runClient == runClient)
        return;
    if (m_runClient)
        NoukaiClientPrivate::get(m_runClient)->removeUser(this);
    m_runClient = runClient;
    if (runClient)
        NoukaiClientPrivate::get(runClient)->addUser(this);
}

// ---- Ending --------------------------------------------------------------------------------------------------------

// Stops whatever is under way; finished() is still to be told.
void NoukaiFlowPrivate::halt()
{
    release(false);
    releaseFeed();
    if (m_round)
        m_round->stopHandlers();
    setState(NoukaiFlow::Cancelled);
    logRun();
    settlePromise(NoukaiError(NoukaiError::Cancelled, NoukaiFlow::tr("The run was cancelled.")));
    m_outcomes.append([q = q] { Q_EMIT q->finished(); });
}

void NoukaiFlowPrivate::cancel()
{
    if (!isActive())
        return;
    halt();
    tellOutcomesLater();
    publish();
}

void NoukaiFlowPrivate::clientGoing()
{
    useClient(nullptr);
    if (isActive())
        halt();
    // Now, for the client may take the flow with it; but never from inside the call that began the run.
    if (m_beginning)
        tellOutcomesLater();
    if (publish() && !m_beginning)
        tellOutcomes();
}

void NoukaiFlowPrivate::endLater(const NoukaiError &why)
{
    const Guard guard(this);
    const auto end = [this, guard, why] {
        if (guard.sameRun())
            this->end(NoukaiFlow::Failed, why);
    };
    QMetaObject::invokeMethod(q, end, Qt::QueuedConnection);
}

// What the client's log says of the run as a whole.
void NoukaiFlowPrivate::logRun()
{
    if (!m_runClient)
        return;
    NoukaiLogBuilder entry(NoukaiLogEntry::Run);
    entry->url = m_url;
    const bool failed = state == NoukaiFlow::Failed || state == NoukaiFlow::Interrupted;
    entry->requestId = failed ? error.requestId() : m_requestId;
    entry->executionId = executionId;
    entry->durationMs = q->elapsed();
    entry->message = identifier + u' ' + QLatin1StringView(QMetaEnum::fromType<NoukaiFlow::State>().valueToKey(state));
    if (failed)
        entry->message += u": " + error.message();
    auto *client = NoukaiClientPrivate::get(m_runClient);
    entry->message = client->redacted(entry->message);
    client->log(entry);
}

// The one end of every run but a cancelled one.
void NoukaiFlowPrivate::end(NoukaiFlow::State final, const NoukaiError &why)
{
    releaseFeed();
    if (m_round)
        m_round->stopHandlers();
    setState(final);
    if (final == NoukaiFlow::Completed) {
        changed(ProgressChange | ResultChange);
        m_outcomes.append([q = q, outcome = completion] { Q_EMIT q->flowCompleted(outcome); });
    } else {
        error = why;
        error.setExecutionId(executionId);
        if (error.requestId().isEmpty())
            error.setRequestId(m_requestId);
        if (m_runClient) // a step's own words may repeat the key
            error = NoukaiClientPrivate::get(m_runClient)->redacted(error);
        changed(ErrorChange);
        m_outcomes.append([q = q, told = error] { Q_EMIT q->errorOccurred(told); });
    }
    logRun();
    settlePromise(error);
    m_outcomes.append([q = q] { Q_EMIT q->finished(); });
    if (publish())
        tellOutcomes();
}

// Tells how runs ended, each once and in order, also where a slot runs an event loop in between. False when a slot
// deleted the flow.
bool NoukaiFlowPrivate::tellOutcomes()
{
    const QPointer<NoukaiFlow> alive(q);
    while (alive && !m_outcomes.isEmpty()) {
        const auto tell = m_outcomes.takeFirst();
        tell();
    }
    return alive;
}

// finished() is never told from inside the call that causes it.
void NoukaiFlowPrivate::tellOutcomesLater()
{
    QMetaObject::invokeMethod(
        q, [this] { tellOutcomes(); }, Qt::QueuedConnection);
}
