// SPDX-License-Identifier: MIT
#include "steptrace.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
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
        .then([self = QPointer<StepTrace>(this), number = m_newest](const Answer &answer) {
            if (self && number == self->m_newest)
                self->onAnswer(answer);
        });
    Q_EMIT changed();
}

void StepTrace::onAnswer(const Answer &answer)
{
    m_run.release()->deleteLater(); // it may be the one that calls
    if (answer) {
        QJsonArray attempts;
        for (const NoukaiStepTrace &step : answer.value())
            attempts.append(step.json());
        if (attempts.isEmpty())
            m_problem = tr("The server recorded nothing of this step.");
        else
            m_value = QJsonDocument::fromJson( // whoever echoes a key, it is not shown
                          NoukaiText::withoutKeys(QString::fromUtf8(QJsonDocument(attempts).toJson())).toUtf8())
                          .array();
    } else {
        m_problem = answer.error().message();
    }
    Q_EMIT changed();
}
