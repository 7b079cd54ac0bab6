// SPDX-License-Identifier: MIT
#include "replayfilter_p.h"

#include <utility>

void ReplayFilter::clear()
{
    m_steps.clear();
    m_last = nullptr;
    m_filtering = false;
}

void ReplayFilter::rewind()
{
    ++m_rewinds;
    m_filtering = true;
}

ReplayFilter::Step &ReplayFilter::step(const QString &stepId)
{
    if (!m_last || m_lastId.constData() != stepId.constData()) {
        m_last = &m_steps[stepId];
        m_lastId = stepId;
    }
    if (std::exchange(m_last->rewinds, m_rewinds) != m_rewinds)
        m_last->now = {};
    return *m_last;
}

bool ReplayFilter::isNews(Step &step, int Seen::*count) const
{
    if (m_filtering && ++(step.now.*count) <= step.told.*count)
        return false;
    ++(step.told.*count);
    return true;
}

bool ReplayFilter::takes(const NoukaiEvent &event)
{
    switch (event.type()) {
    case NoukaiEvent::StepStarted: {
        Step &started = step(event.stepId());
        started.now.inputs = started.now.outputs = 0;
        if (!isNews(started, &Seen::starts))
            return false;
        started.told.inputs = started.told.outputs = 0;
        return true;
    }
    case NoukaiEvent::StepInput:
    case NoukaiEvent::StepOutput: {
        Step &running = step(event.stepId());
        // Of an earlier attempt, or of one whose end was told.
        if (m_filtering && (running.now.starts < running.told.starts || running.now.ends < running.told.ends))
            return false;
        return isNews(running, event.type() == NoukaiEvent::StepInput ? &Seen::inputs : &Seen::outputs);
    }
    case NoukaiEvent::StepCompleted:
    case NoukaiEvent::StepFailed:
        return isNews(step(event.stepId()), &Seen::ends);
    case NoukaiEvent::StepPaused:
        return isNews(step(event.stepId()), &Seen::pauses);
    case NoukaiEvent::ToolCallsRequired:
        return isNews(step(event.stepId()), &Seen::toolPauses);
    default:
        return true; // of the run as a whole: it ends the run, or changes nothing when told again
    }
}
