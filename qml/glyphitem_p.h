// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitheme.h>

#include <QtGui/QColor>
#include <QtQml/qqml.h>
#include <QtQuick/QQuickPaintedItem>

// One glyph of the theme, drawn as vectors at the size of the item.
class NoukaiGlyphItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_NAMED_ELEMENT(GlyphItem)
    Q_PROPERTY(NoukaiTheme::Glyph glyph READ glyph WRITE setGlyph NOTIFY glyphChanged FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged FINAL)

public:
    explicit NoukaiGlyphItem(QQuickItem *parent = nullptr);

    NoukaiTheme::Glyph glyph() const { return m_glyph; }
    void setGlyph(NoukaiTheme::Glyph glyph);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void glyphChanged();
    void colorChanged();

private:
    NoukaiTheme::Glyph m_glyph = NoukaiTheme::Circle;
    QColor m_color;
};
