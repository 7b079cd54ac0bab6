// SPDX-License-Identifier: MIT
#pragma once

// Compiled by the two front ends and never by Core, since it needs Qt Gui: so both draw the very same glyphs.

#include <Noukai/noukaitheme.h>

#include <QtGui/QColor>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QPolygonF>

#include <QtCore/QtMath>

#include <cmath>

namespace NoukaiGlyphs
{

inline constexpr int FrameMs = 33; // between two pictures of what moves
inline constexpr double TurnMs = 1200;

// How far a ring has turned, in degrees.
inline double turn(qint64 elapsedMs)
{
    return 360 * std::fmod(double(elapsedMs), TurnMs) / TurnMs;
}

// A colour stands on a dark background when the background is dark, whatever the desktop's colour scheme is.
inline QColor roleColor(NoukaiTheme::Role role, const QColor &background)
{
    return QColor::fromRgb(0xFF000000 | NoukaiTheme::rgb(role, background.lightnessF() < 0.5));
}

// An opaque colour with a share (0 to 1) of one colour over another: for tints, tracks and lines.
inline QColor mixed(const QColor &foreground, const QColor &background, double share)
{
    const auto blend = [share](float a, float b) {
        return float(a * share + b * (1 - share));
    };
    return QColor::fromRgbF(blend(foreground.redF(), background.redF()),
                            blend(foreground.greenF(), background.greenF()),
                            blend(foreground.blueF(), background.blueF()));
}

// All coordinates are in a box of 16 by 16, strokes are about one and a half wide.
inline QPolygonF regularPolygon(int corners, QPointF centre, double radius, double startDegrees)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = qDegreesToRadians(startDegrees + 360.0 * i / corners);
        polygon << centre + QPointF(qCos(angle), qSin(angle)) * radius;
    }
    return polygon;
}

inline void drawExclamation(QPainter &painter, const QColor &color, double top, double bottom)
{
    painter.drawLine(QPointF(8, top), QPointF(8, bottom - 2.6));
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(8, bottom - 0.4), 0.95, 0.95);
    painter.restore();
}

inline void drawHand(QPainter &painter, const QColor &color)
{
    QPainterPath hand; // palm with the thumb to the left, fingers as four round strokes
    hand.moveTo(4.6, 8.2);
    hand.lineTo(12.2, 7.6);
    hand.lineTo(12.2, 11);
    hand.cubicTo(12.2, 13.6, 10.6, 14.8, 8.6, 14.8);
    hand.cubicTo(6.6, 14.8, 5.6, 13.8, 4.6, 12.2);
    hand.lineTo(2.2, 8.8);
    hand.closeSubpath();
    painter.setBrush(color);
    QPen pen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(QPen(color, 0.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(hand);
    painter.setPen(pen);
    painter.drawLine(QPointF(5.3, 8.4), QPointF(5.3, 3.4));
    painter.drawLine(QPointF(7.45, 8), QPointF(7.45, 1.9));
    painter.drawLine(QPointF(9.6, 8), QPointF(9.6, 2.4));
    painter.drawLine(QPointF(11.75, 8.4), QPointF(11.75, 4));
}

// A filled triangle from its upright side at `from` to its tip at `to`.
inline void drawArrow(QPainter &painter, double from, double to, double halfHeight)
{
    painter.drawPolygon(QPolygonF({QPointF(from, 8 - halfHeight), QPointF(from, 8 + halfHeight), QPointF(to, 8)}));
}

// What is known from players; like there, they look the same whatever the direction of reading.
inline void drawControl(QPainter &painter, NoukaiTheme::Glyph glyph, const QColor &color)
{
    painter.setBrush(color);
    painter.setPen(QPen(color, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (glyph) {
    case NoukaiTheme::Rewind:
        drawArrow(painter, 7.6, 1.8, 4.4);
        drawArrow(painter, 14, 8.2, 4.4);
        break;
    case NoukaiTheme::Play:
        drawArrow(painter, 4.2, 13.2, 5.4);
        break;
    case NoukaiTheme::StepForward:
        drawArrow(painter, 3.2, 10.4, 4.8);
        painter.drawRect(QRectF(12, 3.2, 1.2, 9.6));
        break;
    case NoukaiTheme::ToEnd:
        drawArrow(painter, 2, 7.8, 4.4);
        drawArrow(painter, 8.4, 14.2, 4.4);
        break;
    case NoukaiTheme::Stop:
        painter.drawRect(QRectF(3.6, 3.6, 8.8, 8.8));
        break;
    case NoukaiTheme::Resume:
        painter.drawRect(QRectF(2.8, 3.2, 1.2, 9.6));
        drawArrow(painter, 6, 13.2, 4.8);
        break;
    default:
        break;
    }
}

// Draws \a glyph in \a color into the largest square in the middle of \a rect, turned by \a degrees.
inline void paint(QPainter &painter, NoukaiTheme::Glyph glyph, const QRectF &rect, const QColor &color,
                  double degrees = 0)
{
    const double side = qMin(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    painter.rotate(degrees);
    painter.translate(-side / 2, -side / 2);
    painter.scale(side / 16, side / 16);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF circle(1.6, 1.6, 12.8, 12.8);
    switch (glyph) {
    case NoukaiTheme::Circle:
        painter.drawEllipse(circle);
        break;
    case NoukaiTheme::Ring:
        painter.setPen(QPen(color, 2.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(circle.adjusted(0.3, 0.3, -0.3, -0.3), 0, -270 * 16);
        break;
    case NoukaiTheme::Hand:
        drawHand(painter, color);
        break;
    case NoukaiTheme::Bars:
        painter.setPen(QPen(color, 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(5, 4), QPointF(5, 12));
        painter.drawLine(QPointF(11, 4), QPointF(11, 12));
        break;
    case NoukaiTheme::Check:
        painter.drawEllipse(circle);
        painter.drawPolyline(QPolygonF({QPointF(4.8, 8.3), QPointF(7.1, 10.6), QPointF(11.2, 5.8)}));
        break;
    case NoukaiTheme::Octagon:
        painter.drawPolygon(regularPolygon(8, QPointF(8, 8), 6.9, 22.5));
        drawExclamation(painter, color, 4.6, 11.6);
        break;
    case NoukaiTheme::Triangle:
        painter.drawPolygon(QPolygonF({QPointF(8, 1.7), QPointF(15, 14.2), QPointF(1, 14.2)}));
        drawExclamation(painter, color, 6.2, 12.2);
        break;
    case NoukaiTheme::SlashedCircle:
        painter.drawEllipse(circle);
        painter.drawLine(QPointF(3.6, 12.4), QPointF(12.4, 3.6));
        break;
    case NoukaiTheme::Dash:
        painter.setPen(QPen(color, 2.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(3.2, 8), QPointF(12.8, 8));
        break;
    case NoukaiTheme::ChevronUp:
        painter.drawPolyline(QPolygonF({QPointF(3.5, 10.3), QPointF(8, 5.7), QPointF(12.5, 10.3)}));
        break;
    case NoukaiTheme::ChevronDown:
        painter.drawPolyline(QPolygonF({QPointF(3.5, 5.7), QPointF(8, 10.3), QPointF(12.5, 5.7)}));
        break;
    case NoukaiTheme::Cross:
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(4, 12), QPointF(12, 4));
        break;
    case NoukaiTheme::Rewind:
    case NoukaiTheme::Play:
    case NoukaiTheme::StepForward:
    case NoukaiTheme::ToEnd:
    case NoukaiTheme::Stop:
    case NoukaiTheme::Resume:
        drawControl(painter, glyph, color);
        break;
    }
    painter.restore();
}

} // namespace NoukaiGlyphs
