// SPDX-License-Identifier: MIT
#include "framewindow.h"

#include <QtCore/QEvent>

#include <algorithm>
#include <ctime>

FrameWindow::FrameWindow()
{
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, [this] { draw(); });
    begin();
}

double FrameWindow::threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void FrameWindow::begin()
{
    m_frames.clear();
    m_began = m_last = threadMs();
    m_passed.start();
}

void FrameWindow::setSteady(bool steady)
{
    m_steady = steady;
    if (steady)
        update();
}

double FrameWindow::busyMs() const
{
    return threadMs() - m_began;
}

double FrameWindow::passedMs() const
{
    return double(m_passed.nsecsElapsed()) / 1e6;
}

bool FrameWindow::event(QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QQuickWindow::event(event);
    const qint64 passed = m_sinceDrawn.isValid() ? m_sinceDrawn.elapsed() : FrameMs;
    if (passed >= FrameMs)
        draw();
    else if (!m_pace.isActive())
        m_pace.start(int(FrameMs - passed));
    return true;
}

void FrameWindow::draw()
{
    m_pace.stop();
    m_sinceDrawn.start();
    QEvent request(QEvent::UpdateRequest);
    QQuickWindow::event(&request);
    const double now = threadMs();
    m_frames.push_back({now - m_last, marker ? marker() : 0});
    m_last = now;
    if (afterFrame)
        afterFrame();
    if (m_steady)
        update();
}
