// SPDX-License-Identifier: MIT
#include "timeaxis_p.h"

#include <Noukai/noukaiformat.h>
#include <Noukai/noukaisegment.h>

#include <QtGui/QFontMetricsF>

#include <cmath>

void NoukaiTimeAxis::setTimeline(NoukaiTimelineModel *timeline)
{
    if (timeline == m_timeline)
        return;
    if (m_timeline)
        m_timeline->disconnect(this);
    m_timeline = timeline;
    if (timeline) {
        connect(timeline, &NoukaiTimelineModel::timesChanged, this, &NoukaiTimeAxis::rebuild);
        connect(timeline, &QAbstractItemModel::modelReset, this, &NoukaiTimeAxis::showAll);
    }
    Q_EMIT timelineChanged();
    showAll();
}

void NoukaiTimeAxis::setWidth(double width)
{
    if (width == m_width)
        return;
    m_width = width;
    rebuild();
}

void NoukaiTimeAxis::setViewStart(double milliseconds)
{
    if (milliseconds == m_scale.viewStart())
        return;
    m_viewStart = milliseconds;
    if (!isZoomed())
        m_viewDuration = m_scale.viewDuration();
    rebuild();
}

void NoukaiTimeAxis::setViewDuration(double milliseconds)
{
    if (milliseconds == m_viewDuration)
        return;
    m_viewDuration = milliseconds;
    rebuild();
}

void NoukaiTimeAxis::setCompressIdle(bool compress)
{
    if (compress == m_compressIdle)
        return;
    m_compressIdle = compress;
    showAll(); // what was seen before has other view milliseconds now
}

void NoukaiTimeAxis::setFont(const QFont &font)
{
    if (font == m_font)
        return;
    m_font = font;
    Q_EMIT changed();
}

void NoukaiTimeAxis::zoom(double factor, double x)
{
    m_scale.zoom(factor, x);
    const bool all = m_scale.viewDuration() >= m_scale.duration() - 1e-6;
    m_viewStart = m_scale.viewStart();
    m_viewDuration = all ? 0 : m_scale.viewDuration();
    Q_EMIT changed();
}

void NoukaiTimeAxis::pan(double pixels)
{
    if (!isZoomed())
        return;
    m_scale.pan(pixels);
    m_viewStart = m_scale.viewStart();
    Q_EMIT changed();
}

void NoukaiTimeAxis::showAll()
{
    m_viewStart = 0;
    m_viewDuration = 0;
    rebuild();
}

void NoukaiTimeAxis::update()
{
    rebuild();
}

double NoukaiTimeAxis::nowMs() const
{
    return m_timeline ? double(m_timeline->nowMs()) : 0;
}

// A run that goes on is given some room ahead, in steps, so that its bars grow and do not shrink all the time.
double NoukaiTimeAxis::extent() const
{
    if (!m_timeline)
        return 1;
    const double end = double(m_timeline->endMs());
    const bool running = m_timeline->flow() && m_timeline->flow()->isRunning();
    if (!running)
        return std::max(end, 1.0);
    const double step = NoukaiTimeScale::tickStep(std::max(end, nowMs()) / 8);
    return std::max(1000.0, (std::floor(std::max(end, nowMs()) / step) + 1) * step);
}

QList<NoukaiTimeScale::Interval> NoukaiTimeAxis::idleGaps(double duration) const
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
            busy.append({start, segment.durationMs() < 0 ? std::max(0.0, now - start) : double(segment.durationMs())});
        }
    }
    return NoukaiTimeScale::idleGaps(busy, duration);
}

void NoukaiTimeAxis::rebuild()
{
    const double duration = extent();
    m_scale = NoukaiTimeScale(duration, m_width,
                              m_compressIdle && m_timeline ? idleGaps(duration) : QList<NoukaiTimeScale::Interval>());
    if (isZoomed())
        m_scale.setView(m_viewStart, m_viewDuration);
    Q_EMIT changed();
}

QVariantList NoukaiTimeAxis::ticks() const
{
    const QFontMetricsF metrics(m_font);
    QVariantList result;
    const auto ticks = m_scale.ticks([&](const QString &text) { return metrics.horizontalAdvance(text); });
    for (const NoukaiTimeScale::Tick &tick : ticks)
        result.append(QVariantMap{{QStringLiteral("x"), tick.x}, {QStringLiteral("label"), tick.label}});
    return result;
}

QVariantList NoukaiTimeAxis::gaps() const
{
    QVariantList result;
    const auto gaps = m_scale.gaps();
    for (const NoukaiTimeScale::Interval &gap : gaps) {
        const double x = m_scale.x(gap.start);
        result.append(QVariantMap{{QStringLiteral("x"), x},
                                  {QStringLiteral("width"), m_scale.x(gap.start + gap.duration) - x},
                                  {QStringLiteral("label"), NoukaiFormat::duration(qint64(gap.duration))}});
    }
    return result;
}
