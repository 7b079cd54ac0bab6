// SPDX-License-Identifier: MIT
#pragma once

// What all widgets share of how they look: sizes from the font, colours from the palette and the theme.

#include "models/glyphpainter_p.h"

#include <Noukai/noukaitheme.h>

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>
#include <QtGui/QPalette>
#include <QtGui/QTextOption>
#include <QtWidgets/QStyle>

namespace NoukaiLook
{

// Half a line: what stands between things. Less in the compact density.
inline int unit(const QFontMetrics &metrics)
{
    const bool compact = NoukaiTheme::instance()->density() == NoukaiTheme::Compact;
    return qRound(metrics.height() * (compact ? 0.3 : 0.5));
}

// The side of a glyph beside a line of text.
inline int glyph(const QFontMetrics &metrics)
{
    return qRound(metrics.height() * 0.95);
}

// The colour of a role on this palette's window.
inline QColor role(NoukaiTheme::Role role, const QPalette &palette)
{
    return NoukaiGlyphs::roleColor(role, palette.color(QPalette::Window));
}

// The text's colour at a share of its strength: 0.75 for what is said quietly, 0.18 for lines, 0.05 for tints.
inline QColor faint(const QPalette &palette, double share, QPalette::ColorRole text = QPalette::WindowText,
                    QPalette::ColorRole paper = QPalette::Window)
{
    return NoukaiGlyphs::mixed(palette.color(text), palette.color(paper), share);
}

// A tool tip that shows text as it is: Qt guesses whether one is HTML, and the text may come from a model.
inline QString toolTip(const QString &text)
{
    return text.isEmpty() ? text
                          : QStringLiteral("<span style='white-space:pre-wrap'>%1</span>").arg(text.toHtmlEscaped());
}

// What a notice stands on: a frame in the colour of its role and a breath of it inside.
inline void paintNotice(QPainter &painter, const QRect &area, const QColor &role, double radius)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QColor tint = role;
    tint.setAlphaF(NoukaiTheme::instance()->highContrast() ? 0.0F : 0.06F);
    painter.setBrush(tint);
    painter.setPen(role);
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

// Draws one line of text. Alignment goes by \a direction, as the things around it do; its words and signs go by what
// the text is in, which a painter would take from the application.
inline void drawLine(QPainter &painter, const QRectF &area, const QString &text, Qt::Alignment alignment,
                     Qt::LayoutDirection direction)
{
    QTextOption option(QStyle::visualAlignment(direction, alignment) | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    painter.drawText(area, text, option);
}

// Calls \a slot with whatever changes in the theme, as long as \a context lives.
template <typename Slot>
void onThemeChanged(QObject *context, Slot slot)
{
    const NoukaiTheme *theme = NoukaiTheme::instance();
    QObject::connect(theme, &NoukaiTheme::reduceMotionChanged, context, slot);
    QObject::connect(theme, &NoukaiTheme::highContrastChanged, context, slot);
    QObject::connect(theme, &NoukaiTheme::showCostChanged, context, slot);
    QObject::connect(theme, &NoukaiTheme::densityChanged, context, slot);
}

} // namespace NoukaiLook
