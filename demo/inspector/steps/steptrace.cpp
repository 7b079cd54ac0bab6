// SPDX-License-Identifier: MIT
#include "steptrace.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

StepTrace::StepTrace(QObject *parent)
    : QObject(parent)
{
}

StepTrace::~StepTrace() = default;

void StepTrace::setFlow(NoukaiFlow *flow)
{
    if (flow == m_flow)
        return;
    m_flow = flow;
    clear();
    Q_EMIT flowChanged();
}

void StepTrace::clear()
{
    ++m_newest;
    m_run.reset();
    m_value = QJsonValue::Undefined;
    m_problem.clear();
    Q_EMIT changed();
}

void StepTrace::fetch(const QString &stepId)
{
    clear();
    if (!m_flow || m_flow->executionId().isEmpty()) {
        m_problem = tr("The run has no id at a server.");
        Q_EMIT changed();
        return;
    }
    m_run = std::make_unique<NoukaiRun>(m_flow->client(), m_flow->identifier(), m_flow->executionId());
    m_run->stepTrace(stepId, NoukaiRun::AllAttempts)
        .then(this, [this, number = m_newest](const NoukaiExpected<QList<NoukaiStepTrace>> &answer) {
            if (number == m_newest)
                onAnswer(answer);
        });
    Q_EMIT changed();
}

void StepTrace::onAnswer(const NoukaiExpected<QList<NoukaiStepTrace>> &answer)
{
    m_run.release()->deleteLater(); // it may be the one that calls
    if (answer) {
        QJsonArray attempts;
        for (const NoukaiStepTrace &step : answer.value())
            attempts.append(step.json());
        if (attempts.isEmpty())
            m_problem = tr("The server recorded nothing of this step.");
        else
            m_value = attempts;
    } else {
        m_problem = answer.error().message();
    }
    Q_EMIT changed();
}
