// SPDX-License-Identifier: MIT
#pragma once

#include "flow/runinput_p.h"
#include "outputtext_p.h"

#include <Noukai/noukaierror.h>
#include <Noukai/noukaievents.h>
#include <Noukai/noukaisegment.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QList>

#include <deque>
#include <vector>

// One attempt of a step, or one iteration of it. Times are milliseconds since the run's start, -1 where there is none.
struct StepAttempt {
    using State = NoukaiTimelineModel::StepState;

    int id = -1;
    int step = -1; // which of RunRecord's steps, -1 until it starts
    int stepIndex = -1;
    int attempt = 1;
    int iteration = 1;
    int given = -1; // which of RunRecord's inputs, -1 where it is not known
    State state = NoukaiTimelineModel::Pending;
    QString stepId;
    QString name;
    qint64 startMs = -1;
    qint64 firstOutputMs = -1;
    qint64 endMs = -1;
    qint64 durationMs = -1; // the server's where it told one, -1 while it runs
    QList<NoukaiSegment> segments;

    OutputText output;
    QString preview;
    qint64 outputBytes = 0; // in UTF-8, with what is not kept
    NoukaiStepInput input;
    NoukaiStepCompleted completion;
    QJsonObject overrides;
    qint64 keptBytes = 0;

    NoukaiTokens tokens;
    QString costUsd;
    NoukaiError error;

    bool isReplayed = false;
    bool isTruncated = false;
    bool isImplicit = false;     // something was heard of it before its start
    bool expectsRestart = false; // it paused for tools, and its next start goes on with it
    bool endedByRun = false;     // the run ended and not the step

    bool hasStarted() const { return startMs >= 0; }
    bool hasEnded() const { return state >= NoukaiTimelineModel::Completed; }
    bool isOpen() const { return hasStarted() && !hasEnded(); }
    bool needsPerson() const;
};

// In all; the sum where only the parts were told, and no more than a number holds.
NOUKAI_INTERNAL_EXPORT qint64 totalOf(const NoukaiTokens &tokens);
NOUKAI_INTERNAL_EXPORT qint64 sumOf(qint64 a, qint64 b); // of what is not negative

// All that is shown of a run: a new start() makes a new record, and whoever shows the old one keeps it alive meanwhile.
class NOUKAI_INTERNAL_EXPORT RunRecord
{
public:
    // What is known of a step over all its attempts.
    struct Step {
        int latest = -1; // attempt
        int attemptCount = 0;
        int pass = 0;              // in which the latest was started
        std::vector<int> attempts; // ids
        std::vector<int> restarted;
    };

    explicit RunRecord(int firstId)
        : m_firstId(firstId)
    {
    }

    int firstId() const { return m_firstId; }
    int endId() const { return m_firstId + int(m_attempts.size()); }
    bool contains(int id) const { return id >= firstId() && id < endId(); }
    StepAttempt &attempt(int id) { return m_attempts[std::size_t(id - m_firstId)]; }
    const StepAttempt &attempt(int id) const { return m_attempts[std::size_t(id - m_firstId)]; }
    int attemptCount(const StepAttempt &attempt) const;

    // The ids in the order of the rows: what was started, as it was started, then what is pending. Only insertions
    // change it, and each raises the number.
    std::vector<int> order() const;
    int insertions() const { return m_insertions; }
    const std::deque<int> &pending() const { return m_pending; }

    // Pending attempts for the steps up to `count`.
    void expect(int count);
    // The attempt for a start at `stepIndex`: the one that is pending there, or a new one.
    StepAttempt &take(int stepIndex);
    StepAttempt *pendingAt(int stepIndex);

    Step &stepOf(const QString &stepId, int *number);
    Step &step(int number) { return m_steps[std::size_t(number)]; }
    const Step *findStep(const QString &stepId) const;

    // What the run was given, and is given differently when it is taken up again.
    void give(const RunInput &input);
    int inputCount() const { return int(m_inputs.size()); }
    const RunInput &input(int number) const { return m_inputs[std::size_t(number)]; }
    // What the steps before `attempt` had put out when it began; the number of those that are no longer kept.
    NoukaiWire::RawOutputs outputsBefore(const StepAttempt &attempt, int *missing) const;

    std::vector<int> open;   // in the order of their starts
    std::vector<int> failed; // likewise
    qint64 endMs = 0;        // of what was heard last
    qint64 waitedMs = 0;     // for a person, until
    qint64 waitingSince = -1;

private:
    StepAttempt &add(int stepIndex);

    int m_firstId;
    int m_insertions = 0;
    int m_nextExpected = 0; // the lowest step index without a row
    std::deque<StepAttempt> m_attempts;
    std::vector<int> m_begun;  // started, or passed over while pending
    std::deque<int> m_pending; // of adjoining step indices
    QHash<int, int> m_passedOver;
    std::deque<Step> m_steps;
    QHash<QString, int> m_stepNumbers;
    std::deque<RunInput> m_inputs;
};
