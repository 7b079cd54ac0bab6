// SPDX-License-Identifier: MIT
#include "noukaisessionplayer.h"

#include "sessionscript_p.h"

#include <Noukai/noukaiplayer.h>

#include <QtCore/QBuffer>
#include <QtCore/QPointer>
#include <QtCore/QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

/*!
    \class NoukaiSessionPlayer
    \inmodule Noukai
    \brief Plays the runs of a recorded session of the server into a flow.

    \code
    NoukaiSessionPlayer replay;
    replay.setSession(session);          // from NoukaiClient::session()
    replay.setFlow(flow);
    replay.play();                       // instead of flow->start()
    …
    QVERIFY(replay.checkComplete().kind() == NoukaiError::NoError);
    \endcode

    The nth play() of a flow gives the nth recorded execution of that flow and trigger. The flow then tells it like a
    live run: runStarted(), the steps with their outputs, how it ended. What a session does not hold is not told:
    streamed pieces of output, tokens, costs. Nothing is sent. Executions that were recorded without snapshots cannot
    be played.

    player is what plays: with it a replay is paused, stepped or slowed down. Its speed is 0 here, as fast as possible,
    unless it is set.
*/

class NoukaiSessionPlayerPrivate
{
public:
    explicit NoukaiSessionPlayerPrivate(NoukaiSessionPlayer *q)
        : q(q)
    {
    }

    qsizetype find(const QString &slug, const QString &triggerType) const;
    void setError(const NoukaiError &next);

    NoukaiSessionPlayer *const q;
    QBuffer buffer; // outlives the player that reads it
    NoukaiPlayer player;
    NoukaiSession session;
    QList<bool> played;
    NoukaiSessionExecution execution;
    NoukaiError error;
};

// The first that was not played yet; -1 when there is none.
qsizetype NoukaiSessionPlayerPrivate::find(const QString &slug, const QString &triggerType) const
{
    const QList<NoukaiSessionExecution> executions = session.executions();
    for (qsizetype i = 0; i < executions.size(); ++i) {
        if (!played.at(i) && executions.at(i).slug() == slug && executions.at(i).triggerType() == triggerType)
            return i;
    }
    return -1;
}

void NoukaiSessionPlayerPrivate::setError(const NoukaiError &next)
{
    if (next == error)
        return;
    const QPointer<NoukaiSessionPlayer> alive(q);
    error = next;
    Q_EMIT q->errorChanged();
    if (alive && next.kind() != NoukaiError::NoError)
        Q_EMIT q->errorOccurred(next);
}

/*! Makes a player without a session, with the parent \a parent. */
NoukaiSessionPlayer::NoukaiSessionPlayer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiSessionPlayerPrivate>(this))
{
    d->player.setSpeed(0);
    connect(&d->player, &NoukaiPlayer::flowChanged, this, &NoukaiSessionPlayer::flowChanged);
    connect(&d->player, &NoukaiPlayer::ended, this, &NoukaiSessionPlayer::ended);
    connect(&d->player, &NoukaiPlayer::errorOccurred, this, [this](const NoukaiError &error) { d->setError(error); });
}

/*! Cancels a run that is being played. */
NoukaiSessionPlayer::~NoukaiSessionPlayer()
{
    d->player.disconnect(this);
}

/*!
    \property NoukaiSessionPlayer::flow
    \brief The flow that is played into. It is not owned.
*/
NoukaiFlow *NoukaiSessionPlayer::flow() const
{
    return d->player.flow();
}

void NoukaiSessionPlayer::setFlow(NoukaiFlow *flow)
{
    d->player.setFlow(flow);
}

/*!
    \property NoukaiSessionPlayer::session
    \brief The session whose executions are played. Setting one counts anew.
*/
NoukaiSession NoukaiSessionPlayer::session() const
{
    return d->session;
}

void NoukaiSessionPlayer::setSession(const NoukaiSession &session)
{
    d->session = session;
    d->played = QList<bool>(session.executions().size(), false);
    Q_EMIT sessionChanged();
}

/*!
    \property NoukaiSessionPlayer::player
    \brief What plays: pause, step and seek with it, and set its speed. Its flow and recording are set from here.
*/
NoukaiPlayer *NoukaiSessionPlayer::player() const
{
    return &d->player;
}

/*!
    \property NoukaiSessionPlayer::execution
    \brief The execution that was played last; an empty one before.
*/
NoukaiSessionExecution NoukaiSessionPlayer::execution() const
{
    return d->execution;
}

/*!
    \property NoukaiSessionPlayer::error
    \brief Why the latest play() could not play; of kind NoError otherwise.

    The kind is Replay, with the code \c SESSION_NO_MATCH where the session has no further execution of that flow and
    trigger, and \c SESSION_NO_SNAPSHOTS where it was recorded without what steps gave.
*/
NoukaiError NoukaiSessionPlayer::error() const
{
    return d->error;
}

/*!
    \fn void NoukaiSessionPlayer::errorOccurred(const NoukaiError &error)
    An execution cannot be played because of \a error.
*/
/*!
    \fn void NoukaiSessionPlayer::ended()
    An execution was played to its end.
*/

/*!
    Plays the next execution of the flow \a slug that \a triggerType (\c step, \c execute or \c job) began. An empty
    \a slug is that of flow's identifier. Returns false when there is none to be played; errorOccurred() has told why
    then. A flow that is running is refused with an error, and the execution is kept for later.
*/
bool NoukaiSessionPlayer::play(const QString &slug, const QString &triggerType)
{
    Q_ASSERT(thread() == QThread::currentThread());
    QString wanted = slug;
    if (wanted.isEmpty() && flow())
        wanted = flow()->identifier().section(u'/', -1);
    if (!flow() || flow()->isRunning()) {
        d->setError(NoukaiError(NoukaiError::Configuration, flow() ? tr("The flow is running; nothing can be played "
                                                                        "into it.")
                                                                   : tr("There is no flow to play into.")));
        return false;
    }
    const qsizetype position = d->find(wanted, triggerType);
    if (position < 0) {
        const auto known = d->session.executions();
        const auto count = std::count_if(known.begin(), known.end(), [&](const NoukaiSessionExecution &execution) {
            return execution.slug() == wanted && execution.triggerType() == triggerType;
        });
        //: %1 is a flow, %2 what began it, %3 a count
        d->setError(NoukaiError(NoukaiError::Replay,
                                tr("The session has no further execution of \"%1\" by \"%2\"; it has %3.")
                                    .arg(wanted, triggerType)
                                    .arg(count),
                                u"SESSION_NO_MATCH"_s));
        return false;
    }
    const NoukaiSessionExecution execution = d->session.executions().at(position);
    if (!execution.snapshotsAvailable()) {
        d->setError(NoukaiError(NoukaiError::Replay,
                                tr("The execution %1 was recorded without snapshots; there is nothing to play.")
                                    .arg(execution.executionId()),
                                u"SESSION_NO_SNAPSHOTS"_s));
        return false;
    }
    const QPointer<NoukaiSessionPlayer> alive(this);
    d->played[position] = true;
    d->execution = execution;
    d->player.setDevice(nullptr);
    d->buffer.close();
    d->buffer.setData(recording(execution));
    d->buffer.open(QIODevice::ReadOnly);
    d->player.setDevice(&d->buffer);
    d->setError({});
    if (alive)
        Q_EMIT executionChanged();
    if (alive)
        d->player.play();
    return true;
}

/*! Counts anew: the next play() gives the first execution again. */
void NoukaiSessionPlayer::reset()
{
    d->played.fill(false);
}

/*!
    Returns what play() plays of \a execution, as the text of a recording: it can be kept in a file and played by a
    NoukaiPlayer at any time. Empty where the execution was recorded without snapshots. Reentrant.
*/
QByteArray NoukaiSessionPlayer::recording(const NoukaiSessionExecution &execution)
{
    return execution.snapshotsAvailable() ? SessionScript::recording(execution) : QByteArray();
}

/*! The executions that were not played yet, as the session lists them. */
QList<NoukaiSessionExecution> NoukaiSessionPlayer::leftOver() const
{
    QList<NoukaiSessionExecution> rest;
    const QList<NoukaiSessionExecution> executions = d->session.executions();
    for (qsizetype i = 0; i < executions.size(); ++i) {
        if (!d->played.at(i))
            rest.append(executions.at(i));
    }
    return rest;
}

/*!
    Whether the whole session was played: an error of kind Replay, with the code \c SESSION_LEFT_OVER, names the
    executions that were not.
*/
NoukaiError NoukaiSessionPlayer::checkComplete() const
{
    const QList<NoukaiSessionExecution> rest = leftOver();
    if (rest.isEmpty())
        return {};
    constexpr qsizetype MostNamed = 10;
    QStringList names;
    for (const NoukaiSessionExecution &execution : rest.first(qMin(MostNamed, rest.size())))
        names.append(execution.slug() + " ("_L1 + execution.executionId() + u')');
    if (rest.size() > MostNamed)
        names.append(u"…"_s);
    return NoukaiError(
        NoukaiError::Replay,
        tr("%n execution(s) of the session were not played: %1.", nullptr, int(rest.size())).arg(names.join(", "_L1)),
        u"SESSION_LEFT_OVER"_s);
}
