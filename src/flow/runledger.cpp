// SPDX-License-Identifier: MIT
#include "runledger_p.h"

#include "wire/eventaccess_p.h"

#include <algorithm>
#include <limits>

void RunLedger::clear()
{
    *this = RunLedger();
}

void RunLedger::beginCall(int cursor)
{
    m_cursor = cursor;
    m_indexInCall.clear();
    m_completedInCall.clear();
    m_lastCompleted.clear();
}

void RunLedger::rewindTo(int index)
{
    m_recentIndex = -1;
    m_steps.removeIf([index](QHash<QString, Step>::iterator it) { return it->index >= index; });
    beginCall(index);
}

// The server names cursors, so their sum with a count may be more than an int holds.
int RunLedger::behindCursor(qsizetype steps) const
{
    return int(std::min<qint64>(qint64(m_cursor) + steps, std::numeric_limits<int>::max()));
}

int RunLedger::indexInCall(const QString &stepId)
{
    const auto found = m_indexInCall.constFind(stepId);
    if (found != m_indexInCall.constEnd())
        return *found;
    const int index = behindCursor(m_indexInCall.size());
    m_indexInCall.insert(stepId, index);
    return index;
}

int RunLedger::started(NoukaiEvent &event)
{
    const QString stepId = event.stepId();
    const int index = indexInCall(stepId);
    NoukaiEventAccess::setStepIndex(event, index);
    Step &step = m_steps[stepId];
    step.index = index;
    step.open = true;
    m_recentStep = stepId;
    m_recentIndex = index;
    return index;
}

int RunLedger::completed(NoukaiEvent &event)
{
    const int index = started(event);
    Step &step = m_steps[event.stepId()];
    step.open = false;
    step.completion = event.to<NoukaiStepCompleted>();
    m_lastCompleted = event.stepId();
    m_completedInCall.insert(m_lastCompleted);
    return index;
}

int RunLedger::indexOf(const QString &stepId)
{
    // Event after event is of the same step, and mostly its id is the very same text.
    if (m_recentIndex >= 0 && stepId == m_recentStep)
        return m_recentIndex;
    const auto found = m_steps.constFind(stepId);
    if (found == m_steps.constEnd())
        return -1;
    m_recentStep = stepId;
    m_recentIndex = found->index;
    return m_recentIndex;
}

int RunLedger::nextAfterPause(int nextStepIndex) const
{
    const int next = nextStepIndex >= 0 ? nextStepIndex : behindCursor(m_completedInCall.size());
    return next > m_cursor ? next : -1;
}

int RunLedger::lowestOpen() const
{
    int lowest = behindCursor(m_completedInCall.size());
    for (const Step &step : m_steps) {
        if (step.open)
            lowest = std::min(lowest, step.index);
    }
    return lowest;
}

int RunLedger::completedCount() const
{
    return int(
        std::count_if(m_steps.begin(), m_steps.end(), [](const Step &step) { return step.completion.isValid(); }));
}

NoukaiWire::RawOutputs RunLedger::outputsBefore(int index) const
{
    std::vector<std::pair<int, QString>> order;
    for (auto it = m_steps.begin(); it != m_steps.end(); ++it) {
        if (it->completion.isValid() && it->index < index)
            order.emplace_back(it->index, it.key());
    }
    std::sort(order.begin(), order.end());
    NoukaiWire::RawOutputs outputs;
    outputs.reserve(order.size());
    for (const auto &[position, stepId] : order)
        outputs.emplace_back(stepId, NoukaiWire::rawOutput(m_steps[stepId].completion));
    return outputs;
}
