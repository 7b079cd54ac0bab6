// SPDX-License-Identifier: MIT
#include "timeaxis_p.h"

#include <Noukai/noukaiformat.h>

#include <QtGui/QFontMetricsF>

void NoukaiTimeAxis::setTimeline(NoukaiTimelineModel *timeline)
{
    if (timeline == m_axis.timeline())
        return;
    if (m_axis.timeline())
        m_axis.timeline()->disconnect(this);
    m_axis.setTimeline(timeline);
    if (timeline) {
        connect(timeline, &NoukaiTimelineModel::timesChanged, this, &NoukaiTimeAxis::update);
        connect(timeline, &QAbstractItemModel::modelReset, this, &NoukaiTimeAxis::showAll);
    }
    Q_EMIT timelineChanged();
    Q_EMIT changed();
}

void NoukaiTimeAxis::setWidth(double width)
{
    if (m_axis.setWidth(width))
        Q_EMIT changed();
}

void NoukaiTimeAxis::setViewStart(double milliseconds)
{
    if (m_axis.setViewStart(milliseconds))
        Q_EMIT changed();
}

void NoukaiTimeAxis::setViewDuration(double milliseconds)
{
    if (m_axis.setViewDuration(milliseconds))
        Q_EMIT changed();
}

void NoukaiTimeAxis::setCompressIdle(bool compress)
{
    if (m_axis.setCompressIdle(compress))
        Q_EMIT changed();
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
    m_axis.zoom(factor, x);
    Q_EMIT changed();
}

void NoukaiTimeAxis::pan(double pixels)
{
    if (m_axis.pan(pixels))
        Q_EMIT changed();
}

void NoukaiTimeAxis::showAll()
{
    m_axis.showAll();
    Q_EMIT changed();
}

void NoukaiTimeAxis::update()
{
    m_axis.rebuild();
    Q_EMIT changed();
}

QVariantList NoukaiTimeAxis::ticks() const
{
    const QFontMetricsF metrics(m_font);
    QVariantList result;
    const auto ticks = scale().ticks([&](const QString &text) { return metrics.horizontalAdvance(text); });
    for (const NoukaiTimeScale::Tick &tick : ticks)
        result.append(QVariantMap{{QStringLiteral("x"), tick.x}, {QStringLiteral("label"), tick.label}});
    return result;
}

QVariantList NoukaiTimeAxis::gaps() const
{
    QVariantList result;
    const auto gaps = scale().gaps();
    for (const NoukaiTimeScale::Interval &gap : gaps) {
        const double x = scale().x(gap.start);
        result.append(QVariantMap{{QStringLiteral("x"), x},
                                  {QStringLiteral("width"), scale().x(gap.start + gap.duration) - x},
                                  {QStringLiteral("label"), NoukaiFormat::duration(qint64(gap.duration))}});
    }
    return result;
}
