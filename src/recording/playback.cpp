// SPDX-License-Identifier: MIT
// How a player plays: when what is due.
#include "noukaiplayer_p.h"

#include "flow/noukaiflow_p.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QMetaMethod>

#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

using namespace std::chrono_literals;

namespace
{

constexpr std::chrono::milliseconds Slice = 8ms; // half a frame
constexpr qint64 FrameTime = 16'000'000;         // ns
constexpr qint64 LongestWait = 1000;             // ms, with skipWaits
constexpr double Slowest = 0.25;
constexpr double Fastest = 16;
constexpr int EntriesBetweenLooks = 8; // at the clock

} // namespace

NoukaiPlayerPrivate::NoukaiPlayerPrivate(NoukaiPlayer *q)
    : q(q)
{
    setClock(std::make_unique<SystemClock>());
}

NoukaiPlayerPrivate::~NoukaiPlayerPrivate() = default;

void NoukaiPlayerPrivate::setClock(std::unique_ptr<PlayerClock> clock)
{
    m_clock = std::move(clock);
    m_clock->setWake([this] { tick(); });
}

void NoukaiPlayerPrivate::setFlow(NoukaiFlow *next)
{
    if (flow)
        flow->disconnect(q);
    flow = next;
    if (next)
        QObject::connect(next, &QObject::destroyed, q, &NoukaiPlayer::flowChanged);
}

void NoukaiPlayerPrivate::setSpeed(double next)
{
    if (std::isnan(next) || next < 0)
        return;
    if (next > 0)
        next = qBound(Slowest, next, Fastest);
    if (next == speed)
        return;
    settle();
    speed = next;
    wake();
    Q_EMIT q->speedChanged();
}

// ---- What the application asks for ---------------------------------------------------------------------------------

void NoukaiPlayerPrivate::load()
{
    if (loaded || m_opened)
        return;
    clearError();
    if (!device && fileName.isEmpty()) {
        fail(NoukaiError(NoukaiError::Configuration, NoukaiPlayer::tr("There is no recording to load.")));
        return;
    }
    if (!(device ? reader.open(device) : reader.open(fileName))) {
        fail(reader.error());
        return;
    }
    m_opened = true;
    wake();
}

void NoukaiPlayerPrivate::unload()
{
    const QPointer<NoukaiPlayer> alive(q);
    stop();
    if (!alive || (!loaded && !m_opened && error.kind() == NoukaiError::NoError))
        return;
    changed(loaded ? LoadedChange : 0);
    clearError();
    loaded = false;
    m_opened = false;
    tell();
}

void NoukaiPlayerPrivate::clearError()
{
    if (error.kind() == NoukaiError::NoError)
        return;
    error = {};
    changed(ErrorChange);
}

bool NoukaiPlayerPrivate::checkFlow()
{
    QString problem;
    if (!flow)
        problem = NoukaiPlayer::tr("There is no flow to play into.");
    else if (flow->thread() != q->thread())
        problem = NoukaiPlayer::tr("The player and its flow must live in the same thread.");
    else if (flow->isRunning() && !m_attached)
        problem = NoukaiPlayer::tr("The flow is running; nothing can be played into it.");
    if (!problem.isEmpty())
        fail(NoukaiError(NoukaiError::Configuration, problem));
    return problem.isEmpty();
}

// Makes ready to play, step or seek in `next`.
bool NoukaiPlayerPrivate::prepare(Mode next)
{
    const quint64 playback = m_playback;
    const QPointer<NoukaiPlayer> alive(q);
    clearError();
    if (!checkFlow())
        return false;
    load();
    if (!alive || m_playback != playback)
        return false;
    if (mode == Mode::Stopped && loaded && m_next == reader.entries().size())
        toStart();
    settle();
    m_anchor = m_clock->now();
    setMode(next);
    wake();
    return true;
}

void NoukaiPlayerPrivate::play()
{
    if (mode != Mode::Playing && prepare(Mode::Playing))
        tell();
}

void NoukaiPlayerPrivate::pause()
{
    if (mode != Mode::Playing)
        return;
    settle();
    setMode(Mode::Paused);
    changed(PositionChange);
    tell();
}

void NoukaiPlayerPrivate::step()
{
    if (!prepare(Mode::Paused))
        return;
    ++m_pending.steps;
    tell();
}

void NoukaiPlayerPrivate::seek(qint64 target)
{
    if (!prepare(mode == Mode::Playing ? Mode::Playing : Mode::Paused))
        return;
    m_pending = {qMax<qint64>(0, target), 0};
    tell();
}

void NoukaiPlayerPrivate::stop()
{
    ++m_playback;
    m_pending = {};
    setMode(Mode::Stopped);
    toStart();
    const QPointer<NoukaiPlayer> alive(q);
    if (m_attached && flow)
        flow->cancel();
    if (alive)
        tell();
}

// The run was ended: by us, by its last event, by the application, or with the flow.
void NoukaiPlayerPrivate::feedReleased()
{
    m_attached = false;
    if (m_feeding || mode == Mode::Stopped)
        return;
    ++m_playback;
    m_pending = {};
    setMode(Mode::Stopped);
    toStart();
    // The flow is in the middle of its work.
    QMetaObject::invokeMethod(
        q, [this] { tell(); }, Qt::QueuedConnection);
}

// ---- Time ----------------------------------------------------------------------------------------------------------

void NoukaiPlayerPrivate::tick()
{
    if (m_feeding)
        return; // a slot runs an event loop; the feed further down the stack goes on after it
    if (!loaded && !(m_opened && loadSlice()))
        return;
    if (m_pending.seek >= 0)
        seekSlice();
    else if (m_pending.steps > 0)
        stepSlice();
    else if (mode == Mode::Playing)
        playSlice();
}

// True once the recording is loaded.
bool NoukaiPlayerPrivate::loadSlice()
{
    switch (reader.load(QDeadlineTimer(Slice))) {
    case RecordingReader::Progress::More:
        wake();
        return false;
    case RecordingReader::Progress::Failed:
        m_opened = false;
        fail(reader.error());
        return false;
    case RecordingReader::Progress::Done:
        break;
    }
    loaded = true;
    m_opened = false;
    m_anchor = m_clock->now();
    changed(LoadedChange);
    wake(); // should a slot run an event loop
    return tell() && loaded;
}

void NoukaiPlayerPrivate::seekSlice()
{
    const qint64 target = qMin(m_pending.seek, reader.duration());
    const auto &entries = reader.entries();
    if (m_next > 0 && entries[m_next - 1].time > target) {
        const bool cancelled = !m_attached || endRun(NoukaiFlow::Cancelled, {});
        if (!cancelled)
            return;
        toStart();
    }
    const Pending asked = m_pending;
    QDeadlineTimer slice(Slice);
    for (int fed = 1; m_next < entries.size() && entries[m_next].time <= target; ++fed) {
        if (!feedNext())
            return;
        const bool changedItsMind = m_pending.seek != asked.seek;
        if (changedItsMind || (fed % EntriesBetweenLooks == 0 && slice.hasExpired())) {
            wake();
            tellPosition(false);
            return;
        }
    }
    m_pending.seek = -1;
    m_soughtTo = target;
    position = double(target);
    m_anchor = m_clock->now();
    if (m_next == entries.size()) {
        finish();
        return;
    }
    wake();
    tellPosition(true);
}

void NoukaiPlayerPrivate::stepSlice()
{
    const auto &entries = reader.entries();
    while (m_next < entries.size() && m_pending.steps > 0) {
        if (entries[m_next].kind == RecordingReader::Event)
            --m_pending.steps;
        if (!feedNext())
            return;
    }
    m_anchor = m_clock->now();
    if (m_pending.steps > 0) {
        finish();
        return;
    }
    wake();
    tellPosition(true);
}

void NoukaiPlayerPrivate::playSlice()
{
    const auto &entries = reader.entries();
    const qint64 now = m_clock->now();
    double target = std::numeric_limits<double>::infinity();
    if (speed > 0)
        target = position + double(now - m_anchor) / 1e6 * speed;
    m_anchor = now;
    QDeadlineTimer slice(Slice);
    bool expired = false;
    for (int fed = 1; m_next < entries.size() && double(dueTime()) <= target && !expired; ++fed) {
        target += double(entries[m_next].time - dueTime());
        if (!feedNext())
            return;
        if (mode != Mode::Playing || m_pending.seek >= 0 || m_pending.steps > 0) {
            wake();
            return;
        }
        expired = fed % EntriesBetweenLooks == 0 && slice.hasExpired();
    }
    if (m_next == entries.size()) {
        finish();
        return;
    }
    double wait = 0; // ms
    if (speed > 0) {
        position = qMin(target, double(dueTime()));
        wait = (double(dueTime()) - position) / speed;
    }
    // Where nobody looks at the position, nobody has to be woken for it.
    static const QMetaMethod positionSignal = QMetaMethod::fromSignal(&NoukaiPlayer::positionChanged);
    qint64 nanoseconds = expired ? 0 : qint64(wait * 1e6);
    if (nanoseconds > FrameTime && q->isSignalConnected(positionSignal))
        nanoseconds = FrameTime;
    wake(nanoseconds);
    tellPosition(false);
}

// When the next entry is due: its time, or earlier where waits are skipped.
qint64 NoukaiPlayerPrivate::dueTime() const
{
    const auto &entries = reader.entries();
    const qint64 time = entries[m_next].time;
    if (!skipWaits)
        return time;
    const qint64 from = qMax(m_next > 0 ? entries[m_next - 1].time : 0, m_soughtTo);
    return qMin(time, from + LongestWait);
}

// Where the playback is by now; not beyond what comes next.
double NoukaiPlayerPrivate::currentPosition() const
{
    if (mode != Mode::Playing || !loaded || speed == 0 || m_pending.seek >= 0 || m_next == reader.entries().size())
        return position;
    const double passed = double(m_clock->now() - m_anchor) / 1e6 * speed;
    return qMin(position + passed, double(qMax(dueTime(), qint64(position))));
}

// A line that is being fed has its own time.
qint64 NoukaiPlayerPrivate::feedTime() const
{
    return qint64(m_feeding ? position : currentPosition());
}

// Brings the position up to now, before the speed changes or time stands still.
void NoukaiPlayerPrivate::settle()
{
    position = currentPosition();
    m_anchor = m_clock->now();
}

void NoukaiPlayerPrivate::wake(qint64 nanoseconds)
{
    m_clock->wakeIn(nanoseconds);
}

void NoukaiPlayerPrivate::toStart()
{
    if (qint64(position) != 0)
        changed(PositionChange);
    m_next = 0;
    m_soughtTo = 0;
    position = 0;
    m_runSeen = false;
}

void NoukaiPlayerPrivate::finish()
{
    const QPointer<NoukaiPlayer> alive(q);
    if (m_attached &&
        !endRun(NoukaiFlow::Interrupted,
                NoukaiError(NoukaiError::Replay, NoukaiPlayer::tr("The recording ends before the run did."))))
        return;
    m_pending = {};
    position = double(reader.duration());
    setMode(Mode::Stopped);
    changed(PositionChange);
    if (tell())
        Q_EMIT q->ended();
}

void NoukaiPlayerPrivate::fail(const NoukaiError &why)
{
    const QPointer<NoukaiPlayer> alive(q);
    if (m_attached && !endRun(NoukaiFlow::Interrupted, why))
        return;
    ++m_playback;
    m_pending = {};
    error = why;
    setMode(Mode::Stopped);
    toStart();
    changed(ErrorChange);
    tell();
}

// ---- Telling -------------------------------------------------------------------------------------------------------

void NoukaiPlayerPrivate::setMode(Mode next)
{
    if ((mode == Mode::Playing) != (next == Mode::Playing))
        changed(PlayingChange);
    if ((mode == Mode::Paused) != (next == Mode::Paused))
        changed(PausedChange);
    mode = next;
}

// False when a slot deleted the player.
bool NoukaiPlayerPrivate::tell()
{
    const QPointer<NoukaiPlayer> alive(q);
    const quint8 changes = std::exchange(m_changes, 0);
    const NoukaiError told = error;
    if (changes & PositionChange) {
        m_toldPosition = qint64(position);
        m_toldAt = m_clock->now();
    }
    if (changes & LoadedChange)
        Q_EMIT q->loadedChanged();
    if (alive && (changes & PlayingChange))
        Q_EMIT q->playingChanged();
    if (alive && (changes & PausedChange))
        Q_EMIT q->pausedChanged();
    if (alive && (changes & PositionChange))
        Q_EMIT q->positionChanged();
    if (alive && (changes & ErrorChange))
        Q_EMIT q->errorChanged();
    if (alive && (changes & ErrorChange) && told.kind() != NoukaiError::NoError)
        Q_EMIT q->errorOccurred(told);
    return alive;
}

void NoukaiPlayerPrivate::tellPosition(bool atOnce)
{
    if (qint64(position) == m_toldPosition || (!atOnce && m_clock->now() - m_toldAt < FrameTime))
        return;
    changed(PositionChange);
    tell();
}
