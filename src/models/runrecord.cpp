// SPDX-License-Identifier: MIT
#include "runrecord_p.h"

#include <algorithm>
#include <limits>
#include <tuple>

bool StepAttempt::needsPerson() const
{
    if (state == NoukaiTimelineModel::AwaitingTools)
        return !segments.isEmpty() && segments.constLast().kind() == NoukaiSegment::Person;
    return state == NoukaiTimelineModel::Paused;
}

qint64 sumOf(qint64 a, qint64 b)
{
    constexpr qint64 Most = std::numeric_limits<qint64>::max();
    return a > Most - b ? Most : a + b;
}

qint64 totalOf(const NoukaiTokens &tokens)
{
    const bool sums = tokens.total() < 0 && tokens.prompt() >= 0 && tokens.completion() >= 0;
    return sums ? sumOf(tokens.prompt(), tokens.completion()) : tokens.total();
}

int RunRecord::attemptCount(const StepAttempt &attempt) const
{
    return attempt.step < 0 ? 1 : m_steps[std::size_t(attempt.step)].attemptCount;
}

std::vector<int> RunRecord::order() const
{
    std::vector<int> ids;
    ids.reserve(m_begun.size() + m_pending.size());
    ids.insert(ids.end(), m_begun.begin(), m_begun.end());
    ids.insert(ids.end(), m_pending.begin(), m_pending.end());
    return ids;
}

StepAttempt &RunRecord::add(int stepIndex)
{
    StepAttempt &attempt = m_attempts.emplace_back();
    attempt.id = endId() - 1;
    attempt.stepIndex = stepIndex;
    ++m_insertions;
    return attempt;
}

void RunRecord::expect(int count)
{
    for (; m_nextExpected < count; ++m_nextExpected)
        m_pending.push_back(add(m_nextExpected).id);
}

StepAttempt *RunRecord::pendingAt(int stepIndex)
{
    if (!m_pending.empty()) {
        const int position = stepIndex - attempt(m_pending.front()).stepIndex;
        if (position >= 0 && position < int(m_pending.size()))
            return &attempt(m_pending[std::size_t(position)]);
    }
    const auto passed = m_passedOver.constFind(stepIndex);
    return passed == m_passedOver.constEnd() ? nullptr : &attempt(*passed);
}

StepAttempt &RunRecord::take(int stepIndex)
{
    StepAttempt *const waiting = pendingAt(stepIndex);
    if (!waiting) {
        StepAttempt &added = add(stepIndex);
        m_begun.push_back(added.id);
        // What the server counts later is behind it. (A cursor may be any number that the server named.)
        if (m_pending.empty() && stepIndex >= m_nextExpected && stepIndex < std::numeric_limits<int>::max())
            m_nextExpected = stepIndex + 1;
        return added;
    }
    if (m_passedOver.remove(stepIndex) > 0)
        return *waiting;
    for (;;) {
        const int id = m_pending.front();
        m_pending.pop_front();
        m_begun.push_back(id);
        if (id == waiting->id)
            return *waiting;
        m_passedOver.insert(attempt(id).stepIndex, id);
    }
}

void RunRecord::give(const RunInput &input)
{
    if (m_inputs.empty() || !(m_inputs.back() == input))
        m_inputs.push_back(input);
}

// In the order in which a flow sends them.
NoukaiWire::RawOutputs RunRecord::outputsBefore(const StepAttempt &attempt, int *missing) const
{
    struct Latest {
        int stepIndex;
        QString stepId;
        const StepAttempt *attempt;
    };
    QHash<QString, const StepAttempt *> latest;
    for (int id = firstId(); id < attempt.id; ++id) {
        const StepAttempt &before = this->attempt(id);
        if (before.state == NoukaiTimelineModel::Completed && !before.endedByRun &&
            before.stepIndex < attempt.stepIndex)
            latest.insert(before.stepId, &before);
    }
    std::vector<Latest> order;
    for (auto it = latest.cbegin(); it != latest.cend(); ++it)
        order.push_back({(*it)->stepIndex, it.key(), *it});
    std::sort(order.begin(), order.end(), [](const Latest &a, const Latest &b) {
        return std::tie(a.stepIndex, a.stepId) < std::tie(b.stepIndex, b.stepId);
    });
    NoukaiWire::RawOutputs outputs;
    *missing = 0;
    for (const Latest &entry : order) {
        if (entry.attempt->completion.isValid())
            outputs.emplace_back(entry.stepId, NoukaiWire::rawOutput(entry.attempt->completion));
        else
            ++*missing;
    }
    return outputs;
}

RunRecord::Step &RunRecord::stepOf(const QString &stepId, int *number)
{
    const auto found = m_stepNumbers.constFind(stepId);
    if (found != m_stepNumbers.constEnd()) {
        *number = *found;
    } else {
        *number = int(m_steps.size());
        m_stepNumbers.insert(stepId, *number);
        m_steps.emplace_back();
    }
    return m_steps[std::size_t(*number)];
}

const RunRecord::Step *RunRecord::findStep(const QString &stepId) const
{
    const auto found = m_stepNumbers.constFind(stepId);
    return found == m_stepNumbers.constEnd() ? nullptr : &m_steps[std::size_t(*found)];
}
