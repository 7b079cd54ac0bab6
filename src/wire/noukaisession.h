// SPDX-License-Identifier: MIT
#pragma once

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
    \class NoukaiSessionStep
    \inmodule Noukai
    \brief One attempt at one step of a recorded session.

    Counts and times that are unknown are -1, unknown texts empty and unknown dates invalid. Implicitly shared; it may
   be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiSessionStep
{
    Q_GADGET
    Q_PROPERTY(QString stepId READ stepId)
    Q_PROPERTY(int attempt READ attempt)
    Q_PROPERTY(int loopIndex READ loopIndex)
    Q_PROPERTY(QString status READ status)
    Q_PROPERTY(QDateTime startedAt READ startedAt)
    Q_PROPERTY(QDateTime completedAt READ completedAt)
    Q_PROPERTY(qint64 durationMs READ durationMs)
    Q_PROPERTY(QJsonValue inputSnapshot READ inputSnapshot)
    Q_PROPERTY(QJsonValue outputSnapshot READ outputSnapshot)
    Q_PROPERTY(QJsonValue errorSnapshot READ errorSnapshot)
    Q_PROPERTY(bool truncated READ truncated)
    Q_PROPERTY(QJsonObject json READ json)

public:
    NoukaiSessionStep() = default;

    QString stepId() const;
    int attempt() const;
    int loopIndex() const;
    QString status() const;
    QDateTime startedAt() const;
    QDateTime completedAt() const;
    qint64 durationMs() const;
    QJsonValue inputSnapshot() const;
    QJsonValue outputSnapshot() const;
    QJsonValue errorSnapshot() const;
    bool truncated() const;
    QJsonObject json() const;

    friend bool operator==(const NoukaiSessionStep &a, const NoukaiSessionStep &b) { return a.m_json == b.m_json; }
    friend bool operator!=(const NoukaiSessionStep &a, const NoukaiSessionStep &b) { return !(a == b); }

private:
    friend class NoukaiWire::TraceReader;
    QJsonObject m_json;
};

/*!
    \class NoukaiSessionExecution
    \inmodule Noukai
    \brief One run of a recorded session, with its steps.

    Unknown texts are empty and unknown dates invalid. Implicitly shared; it may be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiSessionExecution
{
    Q_GADGET
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(QString flowId READ flowId)
    Q_PROPERTY(QString slug READ slug)
    Q_PROPERTY(QString triggerType READ triggerType)
    Q_PROPERTY(QString status READ status)
    Q_PROPERTY(QDateTime startedAt READ startedAt)
    Q_PROPERTY(QDateTime completedAt READ completedAt)
    Q_PROPERTY(QString traceCaptureMode READ traceCaptureMode)
    Q_PROPERTY(bool snapshotsAvailable READ snapshotsAvailable)
    Q_PROPERTY(QString errorAtStep READ errorAtStep)
    Q_PROPERTY(QList<NoukaiSessionStep> steps READ steps)
    Q_PROPERTY(QJsonObject json READ json)

public:
    NoukaiSessionExecution() = default;

    QString executionId() const;
    QString flowId() const;
    QString slug() const;
    QString triggerType() const;
    QString status() const;
    QDateTime startedAt() const;
    QDateTime completedAt() const;
    QString traceCaptureMode() const;
    bool snapshotsAvailable() const;
    QString errorAtStep() const;
    QList<NoukaiSessionStep> steps() const;
    QJsonObject json() const;

    friend bool operator==(const NoukaiSessionExecution &a, const NoukaiSessionExecution &b)
    {
        return a.m_json == b.m_json;
    }
    friend bool operator!=(const NoukaiSessionExecution &a, const NoukaiSessionExecution &b) { return !(a == b); }

private:
    friend class NoukaiWire::TraceReader;
    QJsonObject m_json;
    QList<NoukaiSessionStep> m_steps;
};

/*!
    \class NoukaiSession
    \inmodule Noukai
    \brief A session as the server recorded it: the runs that carried its id, oldest first.

    Implicitly shared; it may be copied to and read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiSession
{
    Q_GADGET
    Q_PROPERTY(QString sessionId READ sessionId)
    Q_PROPERTY(QList<NoukaiSessionExecution> executions READ executions)

public:
    NoukaiSession() = default;

    QString sessionId() const;
    QList<NoukaiSessionExecution> executions() const;

    friend bool operator==(const NoukaiSession &a, const NoukaiSession &b)
    {
        return a.m_sessionId == b.m_sessionId && a.m_executions == b.m_executions;
    }
    friend bool operator!=(const NoukaiSession &a, const NoukaiSession &b) { return !(a == b); }

private:
    friend class NoukaiWire::TraceReader;
    QString m_sessionId;
    QList<NoukaiSessionExecution> m_executions;
};
