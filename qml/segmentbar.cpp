// SPDX-License-Identifier: MIT
#include "segmentbar_p.h"

#include "models/segmentpainter_p.h"

NoukaiSegmentBar::NoukaiSegmentBar(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    connect(NoukaiTheme::instance(), &NoukaiTheme::highContrastChanged, this, [this] { update(); });
}

void NoukaiSegmentBar::setAxis(NoukaiTimeAxis *axis)
{
    if (axis == m_axis)
        return;
    if (m_axis)
        m_axis->disconnect(this);
    m_axis = axis;
    if (axis)
        connect(axis, &NoukaiTimeAxis::changed, this, [this] { update(); });
    Q_EMIT axisChanged();
    update();
}

void NoukaiSegmentBar::setSegments(const QVariantList &segments)
{
    m_segments = segments;
    Q_EMIT segmentsChanged();
    update();
}

void NoukaiSegmentBar::setRole(NoukaiTheme::Role role)
{
    if (role == m_role)
        return;
    m_role = role;
    Q_EMIT roleChanged();
    update();
}

void NoukaiSegmentBar::setEarlier(bool earlier)
{
    if (earlier == m_earlier)
        return;
    m_earlier = earlier;
    Q_EMIT earlierChanged();
    update();
}

void NoukaiSegmentBar::setMirrored(bool mirrored)
{
    if (mirrored == m_mirrored)
        return;
    m_mirrored = mirrored;
    Q_EMIT mirroredChanged();
    update();
}

void NoukaiSegmentBar::setBackground(const QColor &background)
{
    if (background == m_background)
        return;
    m_background = background;
    Q_EMIT backgroundChanged();
    update();
}

void NoukaiSegmentBar::paint(QPainter *painter)
{
    if (!m_axis)
        return;
    NoukaiSegments::Bar bar;
    bar.scale = m_axis->scale();
    for (const QVariant &entry : std::as_const(m_segments))
        bar.segments.append(entry.value<NoukaiSegment>());
    bar.nowMs = m_axis->nowMs();
    bar.role = m_role;
    bar.earlier = m_earlier;
    bar.mirrored = m_mirrored;
    bar.background = m_background;
    NoukaiSegments::paint(*painter, bar, boundingRect());
}
