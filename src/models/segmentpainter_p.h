// SPDX-License-Identifier: MIT
#pragma once

// Compiled by the two front ends and never by Core, since it needs Qt Gui: so both draw the very same bars.

#include "glyphpainter_p.h"

#include <Noukai/noukaisegment.h>
#include <Noukai/noukaitimescale.h>

#include <QtCore/QList>
#include <QtGui/QBrush>

namespace NoukaiSegments
{

/*
    What a bar needs to be drawn: where it stands and in which colours.
*/
struct Bar {
    NoukaiTimeScale scale;
    QList<NoukaiSegment> segments;
    double nowMs = 0;                             // where what goes on ends
    NoukaiTheme::Role role = NoukaiTheme::Active; // of the step's state
    bool earlier = false;                         // an attempt that another one replaced: outlined
    bool mirrored = false;
    QColor background;
};

inline QBrush brushOf(const Bar &bar, NoukaiSegment::Kind kind)
{
    const auto color = [&](NoukaiTheme::Role role) {
        return NoukaiGlyphs::roleColor(role, bar.background);
    };
    const bool contrast = NoukaiTheme::instance()->highContrast();
    switch (kind) {
    case NoukaiSegment::Waiting:
        return contrast ? QBrush(color(bar.role), Qt::Dense6Pattern)
                        : QBrush(NoukaiGlyphs::mixed(color(bar.role), bar.background, 0.35));
    case NoukaiSegment::Streaming:
        return color(bar.role);
    case NoukaiSegment::Tools:
        return color(NoukaiTheme::Neutral);
    case NoukaiSegment::Person:
        return QBrush(color(NoukaiTheme::Attention), Qt::BDiagPattern);
    case NoukaiSegment::Paused:
        return QBrush(color(NoukaiTheme::Neutral), Qt::BDiagPattern);
    }
    return color(bar.role);
}

inline QColor outlineOf(const Bar &bar, NoukaiSegment::Kind kind)
{
    switch (kind) {
    case NoukaiSegment::Person:
        return NoukaiGlyphs::roleColor(NoukaiTheme::Attention, bar.background);
    case NoukaiSegment::Paused:
    case NoukaiSegment::Tools:
        return NoukaiGlyphs::roleColor(NoukaiTheme::Neutral, bar.background);
    default:
        return NoukaiGlyphs::roleColor(bar.role, bar.background);
    }
}

// Draws \a bar over the width of its scale into \a rect.
inline void paint(QPainter &painter, const Bar &bar, const QRectF &rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect);
    const double radius = qMin(3.0, rect.height() / 4);
    for (const NoukaiSegment &segment : bar.segments) {
        const double start = double(segment.startMs());
        const double length = segment.durationMs() < 0 ? bar.nowMs - start : double(segment.durationMs());
        const NoukaiTimeScale::Interval place = bar.scale.bar(start, length);
        const double left = bar.mirrored ? rect.right() - place.start - place.duration : rect.left() + place.start;
        const QRectF box(left, rect.top(), place.duration, rect.height());
        if (!box.intersects(rect))
            continue;
        const QRectF inner = box.adjusted(0.5, 0.5, -0.5, -0.5);
        const QColor outline = outlineOf(bar, segment.kind());
        painter.setPen(QPen(outline, 1));
        if (bar.earlier)
            painter.setBrush(Qt::NoBrush);
        else
            painter.setBrush(brushOf(bar, segment.kind()));
        painter.drawRoundedRect(inner, radius, radius);
    }
    painter.restore();
}

} // namespace NoukaiSegments
