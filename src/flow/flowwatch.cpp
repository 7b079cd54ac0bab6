// SPDX-License-Identifier: MIT
// Runs that are followed through their live trace: someone else's, or our own after its stream broke off.
#include "noukaiflow_p.h"

#include <Noukai/noukairun.h>

#include <utility>

void NoukaiFlowPrivate::watch(const QString &id)
{
    if (isActive()) {
        refuse(NoukaiFlow::tr("The flow is running already; watch() is refused."));
        return;
    }
    clearRun();
    executionId = id;
    m_ledger.beginCall(0);
    m_otherTraceForm = false;
    begin(FlowObserver::Begin::Watch, 0, Source::Watch);
}

// The server may have gone on with the steps that one call was to run: nothing is sent again before that is known.
bool NoukaiFlowPrivate::canReattach() const
{
    return m_ranOn && !m_reattached && !m_round && state == NoukaiFlow::Interrupted && !executionId.isEmpty();
}

void NoukaiFlowPrivate::openTrace()
{
    // Steps keep the indices they have; what was told before does not reach the ledger again.
    m_filter.rewind();
    m_requestId.clear();
    if (m_source == Source::Reattach)
        m_reattached = true;
    m_stream = NoukaiClientPrivate::get(m_runClient)->openTraceStream(m_url, m_input.sessionId, this, m_input.timeout);
    m_stream->setHeld(m_holds > 0);
}

// False when the other form of the address is tried.
bool NoukaiFlowPrivate::isTraceOver(const NoukaiError &failure, bool opened)
{
    if (opened || failure.kind() != NoukaiError::NotFound || std::exchange(m_otherTraceForm, true))
        return true;
    if (prepareAddress().kind() != NoukaiError::NoError)
        return true;
    openTrace();
    return false;
}

NoukaiError NoukaiFlowPrivate::reattachFailure(const NoukaiError &failure) const
{
    const QString next = NoukaiFlow::tr("resume() sends step %1 again.").arg(qint64(resumeCursor()) + 1);
    if (failure.kind() == NoukaiError::NoError)
        return NoukaiError(NoukaiError::Interrupted,
                           NoukaiFlow::tr("The server's record of the run ends before the flow did.") + u' ' + next);
    NoukaiError told = failure;
    if (told.kind() == NoukaiError::NotFound)
        told.setKind(NoukaiError::Interrupted);
    told.setMessage(NoukaiFlow::tr("The run could not be followed to its end: %1").arg(failure.message()) + u' ' +
                    next);
    return told;
}

/*!
    Returns a new flow that follows this run: what was recorded of it is told first, then what happens, with the signals
    of any run. See NoukaiFlow::watch(), which is called here; nothing is told before control returns to the event loop.
    This object is the flow's parent; it may be deleted earlier.
*/
NoukaiFlow *NoukaiRun::liveTrace()
{
    auto *flow = new NoukaiFlow(client(), identifier(), this);
    flow->setTimeout(timeout());
    flow->watch(executionId());
    return flow;
}
