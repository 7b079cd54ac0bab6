// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <functional>
#include <utility>

// Where a player's time comes from; tests bring their own.
class PlayerClock
{
public:
    PlayerClock() = default;
    virtual ~PlayerClock() = default;
    Q_DISABLE_COPY_MOVE(PlayerClock)

    virtual qint64 now() const = 0; // in ns, from whenever on
    // Calls what setWake() was given, once and from the event loop; a later call replaces the earlier.
    virtual void wakeIn(qint64 nanoseconds) = 0;
    virtual void setWake(std::function<void()> wake) = 0;
};

class SystemClock final : public PlayerClock
{
public:
    SystemClock()
    {
        m_elapsed.start();
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const std::function<void()> wake = m_wake; // a slot may delete the player, and us with it
            wake();
        });
    }
    qint64 now() const override { return m_elapsed.nsecsElapsed(); }
    void wakeIn(qint64 nanoseconds) override
    {
        constexpr qint64 Millisecond = 1'000'000;
        constexpr qint64 Longest = 3'600'000; // wakes for nothing once an hour
        m_timer.start(int(qMin(Longest, (nanoseconds + Millisecond - 1) / Millisecond)));
    }
    void setWake(std::function<void()> wake) override { m_wake = std::move(wake); }

private:
    QElapsedTimer m_elapsed;
    QTimer m_timer;
    std::function<void()> m_wake;
};
