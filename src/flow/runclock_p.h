// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QElapsedTimer>

class NoukaiFlow;

// How long a run has gone on; the time in which it is not active does not count.
class RunClock
{
public:
    RunClock() { m_always.start(); }
    void start() { m_timer.start(); }
    void stop()
    {
        m_before += m_timer.elapsed();
        m_timer.invalidate();
    }
    void reset() { m_before = 0; }
    qint64 elapsed() const
    {
        if (m_held >= 0)
            return m_held;
        return m_before + (m_timer.isValid() ? m_timer.elapsed() : 0);
    }
    // Goes on whatever the run does; only differences mean something.
    qint64 moment() const { return m_held >= 0 ? m_held : m_always.elapsed(); }
    void hold(qint64 ms) { m_held = ms; }

private:
    QElapsedTimer m_always;
    QElapsedTimer m_timer;
    qint64 m_before = 0;
    qint64 m_held = -1; // stands still there
};

// For pictures, which are to be the same every time: the clock of \a flow stands at \a ms until it is set again.
NOUKAI_CORE_EXPORT void holdRunClock(NoukaiFlow *flow, qint64 ms);
