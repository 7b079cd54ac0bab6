// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukairun.h>

#include <QtCore/QJsonValue>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtQml/qqml.h>

#include <memory>

// What the server recorded of a step, asked for when somebody looks at it.
class StepTrace : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QJsonValue value READ value NOTIFY changed FINAL)  // all attempts; undefined where there is none
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL) // why there is none, for people

public:
    explicit StepTrace(QObject *parent = nullptr);
    ~StepTrace() override;

    NoukaiFlow *flow() const { return m_flow; }
    void setFlow(NoukaiFlow *flow);
    bool isBusy() const { return m_run != nullptr; }
    QJsonValue value() const { return m_value; }
    QString problem() const { return m_problem; }

    Q_INVOKABLE void fetch(const QString &stepId);
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void flowChanged();
    void changed();

private:
    using Answer = NoukaiExpected<QList<NoukaiStepTrace>>;

    void onAnswer(const Answer &answer);

    QPointer<NoukaiFlow> m_flow;
    std::unique_ptr<NoukaiRun> m_run; // while it is asked
    QJsonValue m_value = QJsonValue::Undefined;
    QString m_problem;
    int m_newest = 0; // the answer to an older question no longer counts
};
