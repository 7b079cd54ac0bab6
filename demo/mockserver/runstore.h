// SPDX-License-Identifier: MIT
#pragma once

#include "eventscript.h"
#include "flowdefinition.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QList>

#include <functional>
#include <memory>

namespace mock
{

/*! One attempt at a step, as a trace tells it. */
struct StepAttempt {
    StepRecord record;
    int attempt = 1;
    QDateTime startedAt;
    QDateTime completedAt;
    qint64 inputBytes = 0;
    qint64 outputBytes = 0;
    bool truncated = false;
};

/*! One run, as the service would have recorded it. */
struct Run {
    enum Status { Pending, Running, Completed, Failed };
    FlowPointer flow;
    QString executionId;
    QString sessionId;
    QString trigger; // execute, step, job
    QString message;
    QJsonObject parameters;
    Status status = Running;
    QDateTime startedAt;
    QDateTime completedAt;
    QList<StepAttempt> steps;
    QJsonObject completion; // what flow_completed carried, unless it was too large to keep
    qint64 bytes = 0;
    QHash<int, std::function<void(const MockEvent &)>> followers; // live trace streams
    int polls = 0;                                                // of a job

    bool isEnded() const { return status == Completed || status == Failed; }
    static QString statusName(Status status);
};

using RunPointer = std::shared_ptr<Run>;

/*!
    Remembers runs for traces and sessions. It keeps a bounded number, and a bounded amount of their inputs and outputs:
    the oldest go first.
*/
class RunStore
{
public:
    static constexpr qsizetype MaximumRuns = 20'000;
    static constexpr qint64 MaximumBytes = 64 * 1024 * 1024;
    static constexpr qsizetype MaximumContext = 32 * 1024; // of one input or output, in bytes

    RunPointer create(const FlowPointer &flow, const QString &trigger, const QString &sessionId,
                      const QString &executionId = {});
    RunPointer find(const QString &executionId) const { return m_runs.value(executionId); }
    QList<RunPointer> newestFirst() const;
    QList<RunPointer> ofSession(const QString &sessionId) const;
    /*! Notes what \a event says about \a run, and tells those who follow it. */
    void note(const RunPointer &run, const MockEvent &event);

private:
    void apply(Run *run, const StepRecord &record);
    void keep(Run *run, QJsonValue *context, qint64 *size, bool *truncated);
    void makeRoom();

    QHash<QString, RunPointer> m_runs;
    std::deque<QString> m_order;
    qint64 m_bytes = 0;
};

} // namespace mock
