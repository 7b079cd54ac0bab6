// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace NoukaiWire
{
class TraceReader;
}

/*!
    \class NoukaiRunSummary
    \inmodule Noukai
    \brief What the server remembers of a run as a whole.

    Counts and times that are unknown are -1, unknown texts empty and unknown dates invalid. Implicitly shared; it may
   be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiRunSummary
{
    Q_GADGET
    Q_PROPERTY(QString id READ id)
    Q_PROPERTY(QString flowId READ flowId)
    Q_PROPERTY(QString status READ status)
    Q_PROPERTY(QString triggerType READ triggerType)
    Q_PROPERTY(QDateTime startedAt READ startedAt)
    Q_PROPERTY(QDateTime completedAt READ completedAt)
    Q_PROPERTY(qint64 durationMs READ durationMs)
    Q_PROPERTY(int stepCount READ stepCount)
    Q_PROPERTY(QJsonObject json READ json)

public:
    NoukaiRunSummary() = default;

    QString id() const;
    QString flowId() const;
    QString status() const;
    QString triggerType() const;
    QDateTime startedAt() const;
    QDateTime completedAt() const;
    qint64 durationMs() const;
    int stepCount() const;
    QJsonObject json() const;

    friend bool operator==(const NoukaiRunSummary &a, const NoukaiRunSummary &b) { return a.m_json == b.m_json; }
    friend bool operator!=(const NoukaiRunSummary &a, const NoukaiRunSummary &b) { return !(a == b); }

private:
    friend class NoukaiWire::TraceReader;
    QJsonObject m_json;
};

/*!
    \class NoukaiStepTrace
    \inmodule Noukai
    \brief What the server recorded of one attempt at one step.

    Counts and times that are unknown are -1, unknown texts (the cost among them) empty and unknown dates invalid.
    Implicitly shared; it may be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiStepTrace
{
    Q_GADGET
    Q_PROPERTY(QString stepId READ stepId)
    Q_PROPERTY(int attempt READ attempt)
    Q_PROPERTY(int loopIndex READ loopIndex)
    Q_PROPERTY(QString status READ status)
    Q_PROPERTY(QDateTime startedAt READ startedAt)
    Q_PROPERTY(QDateTime completedAt READ completedAt)
    Q_PROPERTY(qint64 durationMs READ durationMs)
    Q_PROPERTY(QString modelUsed READ modelUsed)
    Q_PROPERTY(NoukaiTokens tokens READ tokens)
    Q_PROPERTY(QString costUsd READ costUsd)
    Q_PROPERTY(QJsonValue inputContext READ inputContext)
    Q_PROPERTY(QJsonValue outputContext READ outputContext)
    Q_PROPERTY(QJsonValue errorContext READ errorContext)
    Q_PROPERTY(qint64 inputSizeBytes READ inputSizeBytes)
    Q_PROPERTY(qint64 outputSizeBytes READ outputSizeBytes)
    Q_PROPERTY(bool truncated READ truncated)
    Q_PROPERTY(QJsonObject json READ json)

public:
    NoukaiStepTrace() = default;

    QString stepId() const;
    int attempt() const;
    int loopIndex() const;
    QString status() const;
    QDateTime startedAt() const;
    QDateTime completedAt() const;
    qint64 durationMs() const;
    QString modelUsed() const;
    NoukaiTokens tokens() const;
    QString costUsd() const;
    QJsonValue inputContext() const;
    QJsonValue outputContext() const;
    QJsonValue errorContext() const;
    qint64 inputSizeBytes() const;
    qint64 outputSizeBytes() const;
    bool truncated() const;
    QJsonObject json() const;

    friend bool operator==(const NoukaiStepTrace &a, const NoukaiStepTrace &b)
    {
        return a.m_costUsd == b.m_costUsd && a.m_json == b.m_json;
    }
    friend bool operator!=(const NoukaiStepTrace &a, const NoukaiStepTrace &b) { return !(a == b); }

private:
    friend class NoukaiWire::TraceReader;
    QJsonObject m_json;
    QString m_costUsd; // QJsonObject would round a cost that is written as a number
};

/*!
    \class NoukaiRunTrace
    \inmodule Noukai
    \brief What the server recorded of a run: the run as a whole, and the latest attempt at each of its steps.

    Implicitly shared; it may be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiRunTrace
{
    Q_GADGET
    Q_PROPERTY(NoukaiRunSummary flowRun READ flowRun)
    Q_PROPERTY(QList<NoukaiStepTrace> steps READ steps)

public:
    NoukaiRunTrace() = default;

    NoukaiRunSummary flowRun() const;
    QList<NoukaiStepTrace> steps() const;

    friend bool operator==(const NoukaiRunTrace &a, const NoukaiRunTrace &b)
    {
        return a.m_flowRun == b.m_flowRun && a.m_steps == b.m_steps;
    }
    friend bool operator!=(const NoukaiRunTrace &a, const NoukaiRunTrace &b) { return !(a == b); }

private:
    friend class NoukaiWire::TraceReader;
    NoukaiRunSummary m_flowRun;
    QList<NoukaiStepTrace> m_steps;
};
