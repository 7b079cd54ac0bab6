// SPDX-License-Identifier: MIT
#include "noukaiplayer_p.h"

#include <QtCore/QIODevice>
#include <QtCore/QSignalBlocker>
#include <QtCore/QThread>

/*!
    \class NoukaiPlayer
    \inmodule Noukai
    \brief Plays a recording of NoukaiRecorder into a flow.

    \code
    NoukaiPlayer player;
    player.setFlow(flow);
    player.setFileName("report.noukai.jsonl");
    player.play();
    \endcode

    The flow tells the run as if it were live: states, signals, usage, result and errors, so that models and components
    show it without knowing. Nothing is sent. While a recording plays, the flow refuses advance() and runToEnd(), nobody
    is asked about tools (NoukaiFlow::toolCalls stays empty), and cancel() ends the playback. A recording of several
   runs plays one after the other.

    Everything is told from the event loop, in slices that leave an interface time to draw.

    \section1 Recordings that are not whole

    Where the last line was cut off, or the recording ends before the run does, truncated is true: what is there is
    played, and the flow ends Interrupted with an error of kind Replay. A file that is no recording, of a newer version
    or damaged is refused with an error of kind Replay that names line and reason, before anything is played.

    The player lives in the thread of its flow.
*/

/*! Makes a player with the parent \a parent. */
NoukaiPlayer::NoukaiPlayer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiPlayerPrivate>(this))
{
}

/*! Cancels the run that is being played; the flow's finished() follows from the event loop. */
NoukaiPlayer::~NoukaiPlayer()
{
    const QSignalBlocker blocker(this); // but destroyed() is told
    d->unload();
}

/*!
    \property NoukaiPlayer::flow
    \brief The flow that is played into. It is not owned. Setting another one stops.
*/
NoukaiFlow *NoukaiPlayer::flow() const
{
    return d->flow;
}

void NoukaiPlayer::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    const QPointer<NoukaiPlayer> alive(this);
    stop();
    if (!alive)
        return;
    d->setFlow(flow);
    Q_EMIT flowChanged();
}

/*!
    \property NoukaiPlayer::fileName
    \brief The recording. Setting another one stops and forgets what was loaded.
*/
QString NoukaiPlayer::fileName() const
{
    return d->fileName;
}

void NoukaiPlayer::setFileName(const QString &fileName)
{
    if (fileName == d->fileName)
        return;
    const QPointer<NoukaiPlayer> alive(this);
    d->unload();
    if (!alive)
        return;
    d->fileName = fileName;
    Q_EMIT fileNameChanged();
}

/*! The device that is read instead of fileName; null unless setDevice() gave one. */
QIODevice *NoukaiPlayer::device() const
{
    return d->device;
}

/*!
    Reads the recording from \a device instead of a file. It must be open for reading and hold the whole recording. It
    is not owned and has to stay until the player is done with it, as it is read again while playing; one that can only
    be read in sequence, such as a pipe, is copied into memory, 1 GiB at most. Stops and forgets what was loaded. Null
    goes back to fileName.
*/
void NoukaiPlayer::setDevice(QIODevice *device)
{
    const QPointer<NoukaiPlayer> alive(this);
    d->unload();
    if (alive)
        d->device = device;
}

/*!
    \property NoukaiPlayer::speed
    \brief How fast time passes, 0.25 to 16; 1 by default. 0 is as fast as possible.

    What is beyond counts as the nearest bound; what is negative or no number is ignored.
*/
double NoukaiPlayer::speed() const
{
    return d->speed;
}

void NoukaiPlayer::setSpeed(double speed)
{
    d->setSpeed(speed);
}

/*!
    \property NoukaiPlayer::skipWaits
    \brief Whether of a wait of more than a second only one second is played; false by default.
*/
bool NoukaiPlayer::skipWaits() const
{
    return d->skipWaits;
}

void NoukaiPlayer::setSkipWaits(bool skip)
{
    if (skip == d->skipWaits)
        return;
    d->skipWaits = skip;
    Q_EMIT skipWaitsChanged();
}

/*!
    \property NoukaiPlayer::loaded
    \brief Whether the recording was read and found good.
*/
bool NoukaiPlayer::isLoaded() const
{
    return d->loaded;
}

/*!
    \property NoukaiPlayer::playing
    \brief Whether the recording plays: from play() to its end, pause() or stop().
*/
bool NoukaiPlayer::isPlaying() const
{
    return d->mode == NoukaiPlayerPrivate::Mode::Playing;
}

/*!
    \property NoukaiPlayer::paused
    \brief Whether the playback stands still in the middle, and play() goes on from there.
*/
bool NoukaiPlayer::isPaused() const
{
    return d->mode == NoukaiPlayerPrivate::Mode::Paused;
}

/*!
    \property NoukaiPlayer::position
    \brief Where the playback is, in milliseconds of the recording. Notifies at most once in 16 milliseconds.
*/
qint64 NoukaiPlayer::position() const
{
    return qint64(d->currentPosition());
}

/*!
    \property NoukaiPlayer::duration
    \brief How long the recording is, in milliseconds; 0 while it is not loaded.
*/
qint64 NoukaiPlayer::duration() const
{
    return d->loaded ? d->reader.duration() : 0;
}

/*!
    \property NoukaiPlayer::eventCount
    \brief How many events the recording has; 0 while it is not loaded.
*/
int NoukaiPlayer::eventCount() const
{
    return d->loaded ? d->reader.eventCount() : 0;
}

/*!
    \property NoukaiPlayer::truncated
    \brief Whether the recording breaks off before the end of its last run, or in the middle of a line.
*/
bool NoukaiPlayer::isTruncated() const
{
    return d->loaded && d->reader.isTruncated();
}

/*!
    \property NoukaiPlayer::created
    \brief When the recording was begun, in UTC; invalid where it does not say.
*/
QDateTime NoukaiPlayer::created() const
{
    return d->loaded ? d->reader.created() : QDateTime();
}

/*!
    \property NoukaiPlayer::identifier
    \brief Which flow was recorded; empty where the recording does not say. The flow played into keeps its own.
*/
QString NoukaiPlayer::identifier() const
{
    return d->loaded ? d->reader.identifier() : QString();
}

/*!
    \property NoukaiPlayer::flowVersion
    \brief Which version of the flow was recorded; empty where the recording does not say.
*/
QString NoukaiPlayer::flowVersion() const
{
    return d->loaded ? d->reader.version() : QString();
}

/*!
    \property NoukaiPlayer::error
    \brief Why the recording cannot be loaded or played on; of kind NoError otherwise.

    The kind is Replay, and Configuration where there is no flow, nothing to load, or the flow is running. An error of
    the run that was recorded is the flow's.
*/
NoukaiError NoukaiPlayer::error() const
{
    return d->error;
}

/*!
    \fn void NoukaiPlayer::errorOccurred(const NoukaiError &error)
    The recording cannot be loaded or played on because of \a error.
*/
/*!
    \fn void NoukaiPlayer::ended()
    The recording was played to its end.
*/

/*!
    Begins to load the recording; loaded turns true, or errorOccurred() comes. Does nothing while it loads or is loaded.
    The other slots load by themselves.
*/
void NoukaiPlayer::load()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->load();
}

/*! Plays on from where the playback is, from the start when it is at the end. */
void NoukaiPlayer::play()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->play();
}

/*! Stands still; the flow keeps its state. Does nothing unless playing. */
void NoukaiPlayer::pause()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->pause();
}

/*! Stops and goes back to the start. A run that is being played ends Cancelled. */
void NoukaiPlayer::stop()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->stop();
}

/*! Plays the next event, whatever its time, and pauses. */
void NoukaiPlayer::step()
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->step();
}

/*!
    Goes to \a position, in milliseconds of the recording, and there plays on or pauses as before. All that lies
    between is told as fast as possible. The way back leads over the start: a run that is being played ends Cancelled
    and is played again.
*/
void NoukaiPlayer::seek(qint64 position)
{
    Q_ASSERT(thread() == QThread::currentThread());
    d->seek(position);
}
