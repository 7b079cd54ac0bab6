// SPDX-License-Identifier: MIT
// A run whose events come from somewhere else than a live call, and those who write down a run that is live.
#include "flowfeed_p.h"

#include "noukaiflow_p.h"

#include <utility>

bool NoukaiFlowPrivate::beginFeed(FlowFeed *feed, FlowObserver::Begin how, int cursor)
{
    if (isActive()) {
        refuse(NoukaiFlow::tr("The flow is running already; nothing else can be played into it."));
        return false;
    }
    if (how != FlowObserver::Begin::Resume && how != FlowObserver::Begin::Rerun)
        clearRun();
    else if (how == FlowObserver::Begin::Rerun)
        m_ledger.rewindTo(cursor);
    dropRound();
    useClient(nullptr);
    m_source = Source::Feed;
    m_feed = feed;
    m_filter.stop();
    m_ranOn = false;
    enter(cursor);
    for (FlowObserver *observer : std::as_const(m_observers))
        observer->feedBegins(how, cursor);
    return publish();
}

// What is fed from now on answers a call at `cursor`.
void NoukaiFlowPrivate::feedCall(int cursor, const RunInput *input)
{
    if (input) {
        for (FlowObserver *observer : std::as_const(m_observers))
            observer->callFed(*input);
    }
    m_cursor = cursor;
    m_ledger.beginCall(cursor);
    if (state != NoukaiFlow::Connecting)
        setState(NoukaiFlow::Running);
    publish();
}

// A round of tools over the limit ends the run: where it is played, it does not wait first.
void NoukaiFlowPrivate::feedEvent(NoukaiEvent &event, bool pauseWaits)
{
    const Guard guard(this);
    m_pauseWaits = pauseWaits;
    if (state == NoukaiFlow::Connecting)
        setState(NoukaiFlow::Running);
    if (publish() && guard.sameRun())
        streamEvent(event);
}

// For what no event tells: that the answer began, and which one it is; that answers to tools are waited for again.
void NoukaiFlowPrivate::feedState(NoukaiFlow::State next, const QString &requestId)
{
    m_requestId = requestId;
    setState(next);
    publish();
}

void NoukaiFlowPrivate::feedPause()
{
    setState(NoukaiFlow::Paused);
    publish();
}

// For ends that no event tells.
void NoukaiFlowPrivate::feedEnd(NoukaiFlow::State final, const NoukaiError &why)
{
    if (final != NoukaiFlow::Cancelled) {
        end(final, why);
        return;
    }
    halt();
    if (publish())
        tellOutcomes();
}

void NoukaiFlowPrivate::releaseFeed()
{
    if (FlowFeed *feed = std::exchange(m_feed, nullptr)) {
        m_feedTime = feed->feedTime();
        feed->feedReleased();
    }
}

// What is played has its own time.
qint64 NoukaiFlowPrivate::time() const
{
    const qint64 fed = m_source != Source::Feed ? -1 : m_feed ? m_feed->feedTime() : m_feedTime;
    return fed >= 0 ? fed : elapsed();
}

void NoukaiFlowPrivate::tellObservers(FlowObserver::Begin how, int cursor)
{
    for (FlowObserver *observer : std::as_const(m_observers))
        observer->runBegins(how, cursor);
}
