// SPDX-License-Identifier: MIT
#include "tracejson.h"

#include <QtCore/QJsonArray>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

QJsonValue timeOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue orNull(const QJsonValue &value)
{
    return value.isUndefined() ? QJsonValue() : value;
}

QString statusOf(const StepAttempt &step)
{
    switch (step.record.status) {
    case StepRecord::Running:
        return u"running"_s;
    case StepRecord::Completed:
        return u"completed"_s;
    case StepRecord::Failed:
        break;
    }
    return u"failed"_s;
}

bool keepsContexts(const Run &run)
{
    return run.flow->capture == "full"_L1 || run.flow->capture == "redacted"_L1;
}

QJsonValue durationOf(const StepAttempt &step)
{
    return step.record.status == StepRecord::Running ? QJsonValue() : QJsonValue(step.record.durationMs);
}

// Several runs of a loop's step are attempts of their own round.
bool isLatest(const Run &run, qsizetype index)
{
    const StepAttempt &step = run.steps.at(index);
    for (qsizetype i = index + 1; i < run.steps.size(); ++i) {
        if (run.steps.at(i).record.stepId == step.record.stepId &&
            run.steps.at(i).record.loopIndex == step.record.loopIndex)
            return false;
    }
    return true;
}

} // namespace

QJsonObject flowRunOf(const Run &run)
{
    QJsonValue duration;
    if (run.completedAt.isValid())
        duration = run.startedAt.msecsTo(run.completedAt);
    return {{u"id"_s, run.executionId},
            {u"flowId"_s, run.flow->flowId},
            {u"status"_s, Run::statusName(run.status)},
            {u"triggerType"_s, run.trigger},
            {u"startedAt"_s, timeOf(run.startedAt)},
            {u"completedAt"_s, timeOf(run.completedAt)},
            {u"durationMs"_s, duration},
            {u"stepCount"_s, run.flow->stepCount}};
}

QJsonObject stepTraceOf(const Run &run, const StepAttempt &step)
{
    const StepRecord &record = step.record;
    const bool keeps = keepsContexts(run);
    const auto context = [keeps](const QJsonValue &value) {
        return keeps ? orNull(value) : QJsonValue();
    };
    return {{u"stepId"_s, record.stepId},
            {u"attempt"_s, step.attempt},
            {u"loopIndex"_s, record.loopIndex < 0 ? QJsonValue() : QJsonValue(record.loopIndex)},
            {u"status"_s, statusOf(step)},
            {u"startedAt"_s, timeOf(step.startedAt)},
            {u"completedAt"_s, timeOf(step.completedAt)},
            {u"durationMs"_s, durationOf(step)},
            {u"modelUsed"_s, record.model.isEmpty() ? QJsonValue() : QJsonValue(record.model)},
            {u"tokens"_s, orNull(record.tokens)},
            {u"costUsd"_s, orNull(record.costUsd)},
            {u"inputContext"_s, context(record.input)},
            {u"outputContext"_s, context(record.output)},
            {u"errorContext"_s, context(record.error)},
            {u"inputSizeBytes"_s, step.inputBytes},
            {u"outputSizeBytes"_s, step.outputBytes},
            {u"truncated"_s, step.truncated}};
}

QJsonObject traceOf(const Run &run)
{
    QJsonArray steps;
    for (qsizetype i = 0; i < run.steps.size(); ++i) {
        if (isLatest(run, i))
            steps.append(stepTraceOf(run, run.steps.at(i)));
    }
    return {{u"flowRun"_s, flowRunOf(run)}, {u"steps"_s, steps}};
}

QJsonObject completedPayload(const StepAttempt &step)
{
    QJsonObject payload{{u"stepId"_s, step.record.stepId},
                        {u"output"_s, orNull(step.record.output)},
                        {u"durationMs"_s, step.record.durationMs}};
    if (!step.record.tokens.isUndefined())
        payload.insert(u"tokens"_s, step.record.tokens);
    if (!step.record.costUsd.isUndefined())
        payload.insert(u"costUsd"_s, step.record.costUsd);
    return payload;
}

QJsonObject executionOf(const Run &run)
{
    const bool keeps = keepsContexts(run);
    const auto snapshot = [keeps](const QJsonValue &value) {
        return keeps ? orNull(value) : QJsonValue();
    };
    QJsonValue errorAtStep;
    QJsonArray steps;
    for (const StepAttempt &step : run.steps) {
        const StepRecord &record = step.record;
        if (record.status == StepRecord::Failed)
            errorAtStep = record.stepId;
        steps.append(QJsonObject{{u"stepId"_s, record.stepId},
                                 {u"attempt"_s, step.attempt},
                                 {u"loopIndex"_s, record.loopIndex < 0 ? QJsonValue() : QJsonValue(record.loopIndex)},
                                 {u"status"_s, statusOf(step)},
                                 {u"startedAt"_s, timeOf(step.startedAt)},
                                 {u"completedAt"_s, timeOf(step.completedAt)},
                                 {u"durationMs"_s, durationOf(step)},
                                 {u"inputSnapshot"_s, snapshot(record.input)},
                                 {u"outputSnapshot"_s, snapshot(record.output)},
                                 {u"errorSnapshot"_s, snapshot(record.error)},
                                 {u"truncated"_s, step.truncated}});
    }
    if (run.status != Run::Failed)
        errorAtStep = QJsonValue();
    return {{u"executionId"_s, run.executionId},
            {u"flowId"_s, run.flow->flowId},
            {u"slug"_s, run.flow->slug},
            {u"triggerType"_s, run.trigger},
            {u"status"_s, Run::statusName(run.status)},
            {u"startedAt"_s, timeOf(run.startedAt)},
            {u"completedAt"_s, timeOf(run.completedAt)},
            {u"traceCaptureMode"_s, run.flow->capture},
            {u"snapshotsAvailable"_s, keeps},
            {u"errorAtStep"_s, errorAtStep},
            {u"steps"_s, steps}};
}

} // namespace mock
