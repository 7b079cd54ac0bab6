// SPDX-License-Identifier: MIT
#include "glyphitem_p.h"

#include "models/glyphpainter_p.h"

NoukaiGlyphItem::NoukaiGlyphItem(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void NoukaiGlyphItem::setGlyph(NoukaiTheme::Glyph glyph)
{
    if (glyph == m_glyph)
        return;
    m_glyph = glyph;
    update();
    Q_EMIT glyphChanged();
}

void NoukaiGlyphItem::setColor(const QColor &color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void NoukaiGlyphItem::paint(QPainter *painter)
{
    NoukaiGlyphs::paint(*painter, m_glyph, boundingRect(), m_color);
}
