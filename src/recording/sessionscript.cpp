// SPDX-License-Identifier: MIT
#include "sessionscript_p.h"

#include "recordingformat_p.h"
#include "wire/jsontext_p.h"

#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

SessionScript::SessionScript(const NoukaiSessionExecution &execution)
    : m_execution(execution)
    , m_steps(execution.steps())
{
}

QByteArray SessionScript::recording(const NoukaiSessionExecution &execution)
{
    SessionScript script(execution);
    script.addLine({{u"noukai"_s, u"recording"_s}, {u"version"_s, RecordingFormat::Version}});
    script.addLine({{u"run"_s, u"start"_s}, {u"cursor"_s, 0}, {u"identifier"_s, execution.slug()}});
    script.addLine({{u"cursor"_s, 0}, {u"request"_s, QJsonValue()}});
    script.addSteps();
    script.addEnd();
    return script.m_text;
}

void SessionScript::addSteps()
{
    QSet<QString> ids;
    for (const NoukaiSessionStep &step : m_steps)
        ids.insert(step.stepId());
    QJsonObject started{{u"runId"_s, m_execution.executionId()},
                        {u"executionId"_s, m_execution.executionId()},
                        {u"flowId"_s, m_execution.flowId()}};
    // A run that broke off may have had more.
    if (m_execution.status() == "completed"_L1)
        started.insert(u"stepCount"_s, ids.size());
    addEvent(u"run_started"_s, started);
    for (qsizetype i = 0; i < m_steps.size() && !m_failed; ++i)
        addStep(i);
}

void SessionScript::addStep(qsizetype position)
{
    const NoukaiSessionStep &step = m_steps.at(position);
    const QString status = step.status();
    if (step.stepId().isEmpty() || status == "skipped"_L1)
        return;
    const QJsonObject id{{u"stepId"_s, step.stepId()}};
    moveTo(step.startedAt());
    QJsonObject started = id;
    started.insert(u"name"_s, step.stepId());
    addEvent(u"step_started"_s, started);
    if (step.inputSnapshot().isObject()) {
        QJsonObject input = id;
        input.insert(u"inputData"_s, step.inputSnapshot());
        addEvent(u"step_input"_s, input);
    }
    moveTo(step.completedAt().isValid() || step.durationMs() < 0 ? step.completedAt()
                                                                 : step.startedAt().addMSecs(step.durationMs()));
    if (status == "completed"_L1) {
        QJsonObject completed = id;
        completed.insert(u"name"_s, step.stepId());
        completed.insert(u"output"_s, step.outputSnapshot().isUndefined() ? QJsonValue() : step.outputSnapshot());
        if (step.durationMs() >= 0)
            completed.insert(u"durationMs"_s, step.durationMs());
        m_result = completed.value("output"_L1);
        addEvent(u"step_completed"_s, completed);
    } else if (status == "failed"_L1 && !isTriedAgain(position)) {
        const QJsonValue snapshot = step.errorSnapshot();
        QJsonObject failed = id;
        failed.insert(u"name"_s, step.stepId());
        failed.insert(u"error"_s, snapshot.isString() ? QJsonObject{{u"message"_s, snapshot}} : snapshot.toObject());
        addEvent(u"step_error"_s, failed);
        m_failed = true;
    }
}

// An attempt that failed and was followed by another did not end the run.
bool SessionScript::isTriedAgain(qsizetype position) const
{
    const NoukaiSessionStep &failed = m_steps.at(position);
    return std::any_of(m_steps.begin() + position + 1, m_steps.end(), [&failed](const NoukaiSessionStep &later) {
        return later.stepId() == failed.stepId() && later.loopIndex() == failed.loopIndex();
    });
}

void SessionScript::addEnd()
{
    moveTo(m_execution.completedAt());
    const QString status = m_execution.status();
    NoukaiFlow::State state = NoukaiFlow::Interrupted;
    NoukaiError why;
    if (status == "completed"_L1 && !m_failed) {
        QJsonObject completed{{u"runId"_s, m_execution.executionId()}, {u"executionId"_s, m_execution.executionId()}};
        if (!m_result.isUndefined())
            completed.insert(u"result"_s, m_result);
        addEvent(u"flow_completed"_s, completed);
        state = NoukaiFlow::Completed;
    } else if (m_failed || status == "failed"_L1) {
        state = NoukaiFlow::Failed;
        const QString step = m_execution.errorAtStep();
        why = NoukaiError(NoukaiError::Execution,
                          step.isEmpty() ? tr("The run failed.") : tr("The run failed at the step \"%1\".").arg(step));
    } else {
        why = NoukaiError(NoukaiError::Replay, tr("The session does not hold the end of this run."));
    }
    QJsonObject end{{u"end"_s, RecordingFormat::nameOf(state)}};
    if (why.kind() != NoukaiError::NoError)
        end.insert(u"error"_s, RecordingFormat::toJson(why));
    addLine(end);
}

// Steps ran at the same time, clocks differ: time stands still rather than goes back.
void SessionScript::moveTo(const QDateTime &time)
{
    if (time.isValid() && m_execution.startedAt().isValid())
        m_time = qBound(m_time, m_execution.startedAt().msecsTo(time), RecordingFormat::LatestTime);
}

void SessionScript::addLine(const QJsonObject &members)
{
    QJsonObject line = members;
    line.insert(u"t"_s, m_time);
    m_text += NoukaiWire::toJsonText(line) + '\n';
}

void SessionScript::addEvent(const QString &name, const QJsonObject &data)
{
    addLine({{u"event"_s, name}, {u"data"_s, data}});
}
