// SPDX-License-Identifier: MIT
#include "rundriver.h"

#include <Noukai/noukaievents.h>

#include <algorithm>
#include <utility>

RunDriver::RunDriver(NoukaiFlow *flow, QObject *parent)
    : QObject(parent)
    , m_flow(flow)
{
    connect(m_flow, &NoukaiFlow::stepCompleted, this,
            [this](const NoukaiStepCompleted &event) { lookAhead(event.stepIndex()); });
    connect(m_flow, &NoukaiFlow::stateChanged, this, &RunDriver::onStateChanged);
}

void RunDriver::toggleBreakpoint(int stepIndex)
{
    const auto place = std::lower_bound(m_breakpoints.begin(), m_breakpoints.end(), stepIndex);
    if (place != m_breakpoints.end() && *place == stepIndex)
        m_breakpoints.erase(place);
    else
        m_breakpoints.insert(place, stepIndex);
    Q_EMIT breakpointsChanged();
}

void RunDriver::setAutoAdvance(bool advance)
{
    if (!m_chosen)
        m_chosen = m_flow->autoAdvance();
    m_flow->setAutoAdvance(advance);
}

void RunDriver::runTo(int stepIndex)
{
    if (m_flow->state() != NoukaiFlow::Paused)
        return;
    m_target = stepIndex;
    setAutoAdvance(true);
    m_flow->advance();
}

// The flow asks whether to go on when the server pauses, which is after the step has completed.
void RunDriver::lookAhead(int completed)
{
    const int next = completed + 1;
    if (next == m_target || std::binary_search(m_breakpoints.begin(), m_breakpoints.end(), next))
        setAutoAdvance(false);
}

void RunDriver::onStateChanged()
{
    if (m_flow->state() != NoukaiFlow::Paused && m_flow->isRunning())
        return;
    m_target = -1;
    if (const std::optional<bool> chosen = std::exchange(m_chosen, {}))
        m_flow->setAutoAdvance(*chosen);
}
