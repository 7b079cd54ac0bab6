// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

/*! One attempt at a step, as far as a view of lines needs it. */
struct CliStep {
    QString id;
    QString name; //!< for people: the id where the server gave none
    int index = -1;
    int round = 1;                                 //!< how often it has begun: in loops, or after an interruption
    NoukaiFlow::State state = NoukaiFlow::Running; //!< Running, Completed or Failed
    QElapsedTimer since;
    QString tail; //!< the end of what it wrote so far
    qint64 durationMs = -1;
    NoukaiTokens tokens;
    QString costUsd;
};

/*!
    \class CliStepTracker
    \brief Follows the events of a run and knows which steps are running.

    Steps interleave and start again, so a running step is known by its id alone: a start while it runs goes on with it.
*/
class CliStepTracker
{
public:
    enum Change { Nothing, Started, Grew, Ended };

    Change apply(const NoukaiEvent &event);
    const QList<CliStep> &running() const { return m_running; }
    const CliStep &last() const { return m_last; }
    QString latestId() const { return m_latestId; }
    void clear();

private:
    CliStep &find(const NoukaiEvent &event, const QString &name);
    void finish(const NoukaiEvent &event, const QString &name, NoukaiFlow::State state);

    QList<CliStep> m_running;
    QHash<QString, int> m_rounds;
    CliStep m_last;
    QString m_latestId;
};
