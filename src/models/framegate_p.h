// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <algorithm>

// Lets a model tell its views at most once per frame: `tell` is called from the event loop, at once after a quiet
// time, else a frame after the call before. A slot may delete `context`, and this with it.
class FrameGate
{
public:
    static constexpr qint64 FrameMs = 16;

    template <typename Context, typename Tell>
    FrameGate(Context *context, Tell tell)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, context, [this, tell] {
            m_sinceTold.start();
            tell();
        });
    }

    void request()
    {
        if (m_timer.isActive())
            return;
        const qint64 passed = m_sinceTold.isValid() ? m_sinceTold.elapsed() : FrameMs;
        m_timer.start(int(std::max<qint64>(0, FrameMs - passed)));
    }
    void cancel() { m_timer.stop(); }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTold;
};
