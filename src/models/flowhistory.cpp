// SPDX-License-Identifier: MIT
#include "flowhistory_p.h"

#include "flow/noukaiflow_p.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using Model = NoukaiTimelineModel;

namespace
{

constexpr qsizetype MaximumName = 256; // a name is for one line
constexpr qsizetype MaximumSegments = 256;

void removeFrom(std::vector<int> &ids, int id)
{
    ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

} // namespace

FlowHistory *FlowHistory::of(NoukaiFlow *flow)
{
    auto *history = flow->findChild<FlowHistory *>(QString(), Qt::FindDirectChildrenOnly);
    return history ? history : new FlowHistory(flow);
}

FlowHistory::FlowHistory(NoukaiFlow *flow)
    : QObject(flow)
    , m_flow(flow)
    , m_record(std::make_shared<RunRecord>(0))
{
    NoukaiFlowPrivate::get(flow)->addObserver(this);
    listen();
    if (!flow->isRunning())
        return;
    // A run that is under way is followed from here on.
    const auto *d = NoukaiFlowPrivate::get(flow);
    if (d->isReplay())
        feedBegins(Begin::Start, d->cursor());
    else
        runBegins(d->isPassive() ? Begin::Watch : Begin::Start, d->cursor());
    if (!d->isPassive())
        give(d->runInput());
    takeUp();
    m_offset = 0;
    expect(flow->stepCount());
    onStateChanged();
}

FlowHistory::~FlowHistory()
{
    if (m_observes)
        NoukaiFlowPrivate::get(m_flow)->removeObserver(this);
}

void FlowHistory::listen()
{
    connect(m_flow, &NoukaiFlow::stateChanged, this, &FlowHistory::onStateChanged);
    connect(m_flow, &NoukaiFlow::toolCallsChanged, this, &FlowHistory::followTools);
    connect(m_flow, &NoukaiFlow::runStarted, this, &FlowHistory::onRunStarted);
    connect(m_flow, &NoukaiFlow::stepStarted, this, &FlowHistory::onStepStarted);
    connect(m_flow, &NoukaiFlow::stepInput, this, &FlowHistory::onStepInput);
    connect(m_flow, &NoukaiFlow::stepOutput, this, &FlowHistory::onStepOutput);
    connect(m_flow, &NoukaiFlow::stepCompleted, this, &FlowHistory::onStepCompleted);
    connect(m_flow, &NoukaiFlow::stepFailed, this, &FlowHistory::onStepFailed);
    connect(m_flow, &NoukaiFlow::toolCallsRequired, this, &FlowHistory::onToolCallsRequired);
}

// ---- Time -----------------------------------------------------------------------------------------------------------

qint64 FlowHistory::now() const
{
    if (!m_running || !m_observes)
        return m_record->endMs;
    return std::max(m_record->endMs, NoukaiFlowPrivate::get(m_flow)->time() + m_offset);
}

// The time of what is told at present.
qint64 FlowHistory::stamp()
{
    const qint64 time = now();
    if (time != std::exchange(m_record->endMs, time))
        Q_EMIT timesChanged();
    return time;
}

void FlowHistory::setAwaitsPerson(bool awaits)
{
    if (awaits == (m_record->waitingSince >= 0))
        return;
    if (awaits)
        m_record->waitingSince = stamp();
    else
        m_record->waitedMs += stamp() - std::exchange(m_record->waitingSince, -1);
    Q_EMIT timesChanged();
}

void FlowHistory::enter(StepAttempt &attempt, NoukaiSegment::Kind kind)
{
    const qint64 time = stamp();
    if (!attempt.segments.isEmpty()) {
        NoukaiSegment &last = attempt.segments.last();
        const bool goesOn = last.durationMs() < 0;
        if (goesOn && last.kind() == kind)
            return;
        if (attempt.segments.size() == MaximumSegments || (goesOn && last.startMs() == time)) {
            last = NoukaiSegment(kind, last.startMs(), -1);
            return;
        }
        leave(attempt);
    }
    attempt.segments.append(NoukaiSegment(kind, time, -1));
}

void FlowHistory::leave(StepAttempt &attempt)
{
    if (attempt.segments.isEmpty() || attempt.segments.constLast().durationMs() >= 0)
        return;
    NoukaiSegment &last = attempt.segments.last();
    last = NoukaiSegment(last.kind(), last.startMs(), stamp() - last.startMs());
}

// ---- The run --------------------------------------------------------------------------------------------------------

void FlowHistory::runBegins(Begin how, int cursor)
{
    Q_UNUSED(cursor)
    m_beginning = Beginning{how, false, {}, {}};
    m_given.reset();
    if (how == Begin::Watch)
        return; // nothing is sent
    m_beginning->inputOverrides = m_flow->inputOverrides();
    m_beginning->blockOverrides = m_flow->blockOverrides();
}

void FlowHistory::feedBegins(Begin how, int cursor)
{
    Q_UNUSED(cursor)
    m_beginning = Beginning{how, true, {}, {}};
    m_given.reset();
}

void FlowHistory::callSent(int cursor, const QByteArray &body)
{
    Q_UNUSED(cursor)
    Q_UNUSED(body)
    give(NoukaiFlowPrivate::get(m_flow)->runInput());
}

void FlowHistory::callFed(const RunInput &input)
{
    give(input);
}

void FlowHistory::give(const RunInput &input)
{
    m_given = input;
    if (!m_beginning)
        m_record->give(input);
}

// The flow told of a beginning while it must not be touched; what it tells next is of that run.
void FlowHistory::takeUp()
{
    if (m_beginning)
        begin(*std::exchange(m_beginning, std::nullopt));
}

void FlowHistory::begin(const Beginning &beginning)
{
    if (m_running)
        onEnded(NoukaiFlow::Cancelled); // a slot began this run before its end was told here
    const bool goesOn = beginning.how == Begin::Resume || beginning.how == Begin::Rerun;
    const bool wasFed = std::exchange(m_run, beginning).isFed;
    const qint64 time = NoukaiFlowPrivate::get(m_flow)->time();
    m_recent = m_pausedAttempt = m_failedAttempt = -1;
    m_pause.reset();
    m_running = true;
    if (!goesOn) {
        m_record = std::make_shared<RunRecord>(m_record->endId());
        m_ended.clear();
        m_keptBytes = 0;
        m_toolAttempt = -1;
        m_pass = 0;
        m_offset = -time;
        if (m_given)
            m_record->give(*m_given);
        Q_EMIT cleared();
        return;
    }
    if (m_given)
        m_record->give(*m_given);
    ++m_pass;
    if (beginning.how == Begin::Rerun)
        m_toolAttempt = -1;
    // The time in which nothing ran does not count, but in a recording, which has its own.
    if (!wasFed || !beginning.isFed)
        m_offset = m_record->endMs - time;
    for (int id = m_record->firstId(); id < m_record->endId(); ++id) {
        StepAttempt &attempt = m_record->attempt(id);
        if (beginning.how == Begin::Rerun)
            attempt.endedByRun = false; // nothing goes on with it
        if (!attempt.hasStarted() && attempt.state == Model::Skipped) {
            attempt.state = Model::Pending;
            Q_EMIT attemptChanged(id);
        }
    }
    markOverrides();
}

// A step that does not run again shows too that its output is replaced for those that do.
void FlowHistory::markOverrides()
{
    for (auto it = m_run.inputOverrides.constBegin(); it != m_run.inputOverrides.constEnd(); ++it) {
        const RunRecord::Step *step = m_record->findStep(it.key());
        if (!step || step->latest < 0)
            continue;
        m_record->attempt(step->latest).overrides.insert(u"input"_s, it.value());
        Q_EMIT attemptChanged(step->latest);
    }
}

void FlowHistory::expect(int count)
{
    const int first = m_record->endId();
    m_record->expect(std::min(count, m_limits.pending));
    for (int id = first; id < m_record->endId(); ++id)
        Q_EMIT attemptAdded(id);
}

void FlowHistory::onRunStarted(const NoukaiRunStarted &event)
{
    takeUp();
    stamp();
    expect(event.stepCount());
}

void FlowHistory::onStateChanged()
{
    takeUp();
    const NoukaiFlow::State state = m_flow->state();
    if (state == NoukaiFlow::Paused)
        onPaused();
    else
        onUnpaused();
    followTools();
    if (m_running && !m_flow->isRunning())
        onEnded(state);
}

// The step that would come next waits.
void FlowHistory::onPaused()
{
    if (m_pause || m_pausedAttempt >= 0)
        return;
    StepAttempt *next = m_record->pendingAt(NoukaiFlowPrivate::get(m_flow)->cursor());
    if (!next) {
        m_pause = NoukaiSegment(NoukaiSegment::Paused, stamp(), -1);
        return;
    }
    m_pausedAttempt = next->id;
    next->state = Model::Paused;
    enter(*next, NoukaiSegment::Paused);
    Q_EMIT attemptChanged(next->id);
}

void FlowHistory::onUnpaused()
{
    if (m_pause && m_pause->durationMs() < 0)
        m_pause = NoukaiSegment(NoukaiSegment::Paused, m_pause->startMs(), stamp() - m_pause->startMs());
    if (m_pausedAttempt < 0)
        return;
    StepAttempt &attempt = m_record->attempt(std::exchange(m_pausedAttempt, -1));
    leave(attempt);
    attempt.state = Model::Pending;
    Q_EMIT attemptChanged(attempt.id);
}

void FlowHistory::onEnded(NoukaiFlow::State state)
{
    const qint64 time = stamp();
    m_running = false;
    m_record->endMs = time;
    const NoukaiError error = m_flow->error();
    const bool ofStep = state == NoukaiFlow::Failed && m_failedAttempt >= 0;
    if (ofStep) // the flow knows more of it than the step told
        m_record->attempt(m_failedAttempt).error = error;
    const auto open = m_record->open;
    for (const int id : open) {
        StepAttempt &attempt = m_record->attempt(id);
        const bool fails = state == NoukaiFlow::Failed && !ofStep;
        if (state != NoukaiFlow::Completed && state != NoukaiFlow::Cancelled && !ofStep)
            attempt.error = error;
        close(attempt, state == NoukaiFlow::Completed ? Model::Completed : fails ? Model::Failed : Model::Cancelled);
        attempt.endedByRun = true;
    }
    if (state == NoukaiFlow::Interrupted)
        return; // what is pending may still come
    for (int id = m_record->firstId(); id < m_record->endId(); ++id) {
        StepAttempt &attempt = m_record->attempt(id);
        if (attempt.hasStarted() || attempt.state == Model::Skipped)
            continue;
        attempt.state = Model::Skipped;
        Q_EMIT attemptChanged(id);
    }
}

// ---- Attempts -------------------------------------------------------------------------------------------------------

void FlowHistory::setName(StepAttempt &attempt, const QString &name)
{
    const QString &shown = name.isEmpty() && attempt.name.isEmpty() ? attempt.stepId : name;
    if (!shown.isEmpty())
        attempt.name = shown.size() > MaximumName ? shown.left(MaximumName - 1) + QChar(0x2026) : shown;
}

// Null when there are too many already.
StepAttempt *FlowHistory::newAttempt(const NoukaiEvent &event)
{
    if (m_record->endId() - m_record->firstId() >= m_limits.attempts && !m_record->pendingAt(event.stepIndex()))
        return nullptr;
    const int insertions = m_record->insertions();
    StepAttempt &attempt = m_record->take(event.stepIndex());
    attempt.stepId = event.stepId();
    attempt.given = m_record->inputCount() - 1;
    attempt.isReplayed = m_run.isFed;
    const QJsonValue input = m_run.inputOverrides.value(attempt.stepId);
    const QJsonValue block = m_run.blockOverrides.value(attempt.stepId);
    if (!input.isUndefined())
        attempt.overrides.insert(u"input"_s, input);
    if (!block.isUndefined())
        attempt.overrides.insert(u"block"_s, block);

    RunRecord::Step &step = m_record->stepOf(attempt.stepId, &attempt.step);
    const StepAttempt *before = step.latest < 0 ? nullptr : &m_record->attempt(step.latest);
    if (before && step.pass == m_pass && !before->isOpen()) {
        attempt.attempt = before->attempt;
        attempt.iteration = before->iteration + 1;
    } else if (before) {
        attempt.attempt = step.attemptCount + 1;
        attempt.iteration = step.pass == m_pass ? before->iteration : 1;
    }
    step.latest = attempt.id;
    step.pass = m_pass;
    step.attempts.push_back(attempt.id);
    if (attempt.attempt > std::exchange(step.attemptCount, attempt.attempt))
        Q_EMIT attemptCountChanged(attempt.step);
    if (m_pause)
        attempt.segments.append(*std::exchange(m_pause, std::nullopt));
    attempt.startMs = stamp();
    attempt.state = Model::Running;
    enter(attempt, NoukaiSegment::Waiting);
    m_record->open.push_back(attempt.id);
    if (m_record->insertions() != insertions)
        Q_EMIT attemptAdded(attempt.id);
    return &attempt;
}

// The attempt that a start begins, or goes on with.
StepAttempt *FlowHistory::started(const NoukaiStepStarted &event)
{
    const RunRecord::Step *step = m_record->findStep(event.stepId());
    StepAttempt *latest = step && step->latest >= 0 ? &m_record->attempt(step->latest) : nullptr;
    if (latest && (latest->expectsRestart || (latest->isOpen() && latest->isImplicit)) &&
        (latest->isOpen() || latest->endedByRun)) {
        if (!latest->isOpen())
            reopen(*latest);
        return latest;
    }
    const int restarted = latest && latest->isOpen() ? latest->id : -1;
    StepAttempt *attempt = newAttempt(event);
    if (attempt && restarted >= 0) {
        close(m_record->attempt(restarted), Model::Cancelled);
        m_record->step(attempt->step).restarted.push_back(restarted);
    }
    return attempt;
}

// The attempt of which something is told; it need not have been told that it started.
StepAttempt *FlowHistory::heardOf(const NoukaiEvent &event, Heard what)
{
    takeUp();
    const QString stepId = event.stepId();
    if (m_recent >= 0 && stepId == m_recentStep && m_record->attempt(m_recent).isOpen())
        return &m_record->attempt(m_recent);
    int number = -1;
    StepAttempt *attempt = nullptr;
    if (m_record->findStep(stepId)) {
        RunRecord::Step &step = m_record->stepOf(stepId, &number);
        StepAttempt &latest = m_record->attempt(step.latest);
        if (latest.isOpen()) {
            attempt = &latest;
        } else if (latest.endedByRun && step.pass != m_pass) {
            attempt = &latest; // the run was taken up in its midst
        } else if (what == Heard::End && !step.restarted.empty()) {
            attempt = &m_record->attempt(step.restarted.back()); // two of them went on at once
            step.restarted.pop_back();
        }
        if (attempt && !attempt->isOpen())
            reopen(*attempt);
    }
    if (!attempt) {
        attempt = newAttempt(event);
        if (!attempt)
            return nullptr;
        attempt->isImplicit = true;
        setName(*attempt, {});
    }
    m_recentStep = stepId;
    m_recent = attempt->id;
    return attempt;
}

void FlowHistory::reopen(StepAttempt &attempt)
{
    removeFrom(m_record->failed, attempt.id);
    std::erase(m_ended, attempt.id);
    m_record->open.push_back(attempt.id);
    m_record->step(attempt.step).pass = m_pass;
    attempt.given = m_record->inputCount() - 1;
    attempt.state = Model::Running;
    attempt.error = {};
    attempt.endMs = attempt.durationMs = -1;
    attempt.endedByRun = false;
    enter(attempt, NoukaiSegment::Waiting);
    Q_EMIT attemptChanged(attempt.id);
}

void FlowHistory::close(StepAttempt &attempt, StepAttempt::State state)
{
    leave(attempt);
    removeFrom(m_record->open, attempt.id);
    attempt.state = state;
    attempt.endMs = stamp();
    if (attempt.durationMs < 0)
        attempt.durationMs = attempt.endMs - attempt.startMs;
    if (state == Model::Failed)
        m_record->failed.push_back(attempt.id);
    m_ended.push_back(attempt.id);
    makeRoom();
    Q_EMIT attemptChanged(attempt.id);
}
