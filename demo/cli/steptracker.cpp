// SPDX-License-Identifier: MIT
#include "steptracker.h"

#include <algorithm>

namespace
{

constexpr qsizetype TailCharacters = 4096; // more than the rows that are ever shown

}

/*! Takes \a event in and says what it did. After \c Ended the step is last(). */
CliStepTracker::Change CliStepTracker::apply(const NoukaiEvent &event)
{
    switch (event.type()) {
    case NoukaiEvent::StepStarted: {
        const bool isRunning = std::any_of(m_running.cbegin(), m_running.cend(),
                                           [&](const CliStep &other) { return other.id == event.stepId(); });
        find(event, event.to<NoukaiStepStarted>().name());
        return isRunning ? Grew : Started;
    }
    case NoukaiEvent::StepOutput: {
        CliStep &step = find(event, {});
        step.tail += event.to<NoukaiStepOutput>().text();
        if (step.tail.size() > 2 * TailCharacters)
            step.tail.remove(0, step.tail.size() - TailCharacters);
        m_latestId = step.id;
        return Grew;
    }
    case NoukaiEvent::StepCompleted: {
        const auto completed = event.to<NoukaiStepCompleted>();
        finish(event, completed.name(), NoukaiFlow::Completed);
        m_last.durationMs = completed.durationMs() >= 0 ? completed.durationMs() : m_last.since.elapsed();
        m_last.tokens = completed.tokens();
        m_last.costUsd = completed.costUsd();
        return Ended;
    }
    case NoukaiEvent::StepFailed:
        finish(event, event.to<NoukaiStepFailed>().name(), NoukaiFlow::Failed);
        m_last.durationMs = m_last.since.elapsed();
        return Ended;
    default:
        return Nothing;
    }
}

/*! Forgets the running steps: the run ended or was interrupted. */
void CliStepTracker::clear()
{
    m_running.clear();
}

CliStep &CliStepTracker::find(const NoukaiEvent &event, const QString &name)
{
    const QString id = event.stepId();
    auto step = std::find_if(m_running.begin(), m_running.end(), [&](const CliStep &other) { return other.id == id; });
    if (step == m_running.end()) {
        CliStep begun;
        begun.id = id;
        begun.name = id;
        begun.round = ++m_rounds[id];
        begun.since.start();
        m_running += begun;
        step = m_running.end() - 1;
    }
    if (!name.isEmpty())
        step->name = name;
    if (event.stepIndex() >= 0)
        step->index = event.stepIndex();
    m_latestId = id;
    return *step;
}

void CliStepTracker::finish(const NoukaiEvent &event, const QString &name, NoukaiFlow::State state)
{
    CliStep &step = find(event, name);
    m_last = step;
    m_last.state = state;
    m_running.removeIf([&](const CliStep &other) { return other.id == m_last.id; });
}
