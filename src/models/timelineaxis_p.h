// SPDX-License-Identifier: MIT
#pragma once

// Compiled by the two front ends: both wrap it with the signals that they need.

#include <Noukai/noukaisegment.h>
#include <Noukai/noukaitimelinemodel.h>
#include <Noukai/noukaitimescale.h>

#include <QtCore/QPointer>

#include <algorithm>
#include <cmath>

/*
    The time axis that all rows of a waterfall share. It shows the whole run as it grows, until it is zoomed.
*/
class NoukaiTimelineAxis
{
public:
    NoukaiTimelineModel *timeline() const { return m_timeline; }
    void setTimeline(NoukaiTimelineModel *timeline)
    {
        m_timeline = timeline;
        showAll();
    }

    const NoukaiTimeScale &scale() const { return m_scale; }
    double width() const { return m_width; }
    bool isZoomed() const { return m_viewDuration > 0; }
    bool compressIdle() const { return m_compressIdle; }
    double nowMs() const { return m_timeline ? double(m_timeline->nowMs()) : 0; }

    // These return whether anything is different now.
    bool setWidth(double width)
    {
        if (width == m_width)
            return false;
        m_width = width;
        rebuild();
        return true;
    }

    bool setViewStart(double milliseconds)
    {
        if (milliseconds == m_scale.viewStart())
            return false;
        m_viewStart = milliseconds;
        if (!isZoomed())
            m_viewDuration = m_scale.viewDuration();
        rebuild();
        return true;
    }

    // 0 sets it back to all.
    bool setViewDuration(double milliseconds)
    {
        if (milliseconds == m_viewDuration)
            return false;
        m_viewDuration = milliseconds;
        rebuild();
        return true;
    }

    bool setCompressIdle(bool compress)
    {
        if (compress == m_compressIdle)
            return false;
        m_compressIdle = compress;
        showAll(); // what was seen before has other view milliseconds now
        return true;
    }

    void zoom(double factor, double x)
    {
        m_scale.zoom(factor, x);
        const bool all = m_scale.viewDuration() >= m_scale.duration() - 1e-6;
        m_viewStart = m_scale.viewStart();
        m_viewDuration = all ? 0 : m_scale.viewDuration();
    }

    bool pan(double pixels)
    {
        if (!isZoomed())
            return false;
        m_scale.pan(pixels);
        m_viewStart = m_scale.viewStart();
        return true;
    }

    void showAll()
    {
        m_viewStart = 0;
        m_viewDuration = 0;
        rebuild();
    }

    // The run has grown.
    void rebuild()
    {
        const double duration = extent();
        m_scale = NoukaiTimeScale(
            duration, m_width, m_compressIdle && m_timeline ? idleGaps(duration) : QList<NoukaiTimeScale::Interval>());
        if (isZoomed())
            m_scale.setView(m_viewStart, m_viewDuration);
    }

private:
    // A run that goes on is given some room ahead, in steps, so that its bars grow and do not shrink all the time.
    double extent() const
    {
        if (!m_timeline)
            return 1;
        const double end = double(m_timeline->endMs());
        const bool running = m_timeline->flow() && m_timeline->flow()->isRunning();
        if (!running)
            return std::max(end, 1.0);
        const double last = std::max(end, nowMs());
        const double step = NoukaiTimeScale::tickStep(last / 8);
        return std::max(1000.0, (std::floor(last / step) + 1) * step);
    }

    QList<NoukaiTimeScale::Interval> idleGaps(double duration) const
    {
        QList<NoukaiTimeScale::Interval> busy;
        const double now = nowMs();
        for (int row = 0; row < m_timeline->rowCount(); ++row) {
            const QVariantList segments = m_timeline->index(row).data(NoukaiTimelineModel::SegmentsRole).toList();
            for (const QVariant &entry : segments) {
                const auto segment = entry.value<NoukaiSegment>();
                if (segment.kind() == NoukaiSegment::Person || segment.kind() == NoukaiSegment::Paused)
                    continue; // nothing happens while somebody thinks
                const double start = double(segment.startMs());
                busy.append(
                    {start, segment.durationMs() < 0 ? std::max(0.0, now - start) : double(segment.durationMs())});
            }
        }
        return NoukaiTimeScale::idleGaps(busy, duration);
    }

    QPointer<NoukaiTimelineModel> m_timeline;
    NoukaiTimeScale m_scale;
    double m_width = 1;
    double m_viewStart = 0;
    double m_viewDuration = 0; // all of it
    bool m_compressIdle = false;
};
