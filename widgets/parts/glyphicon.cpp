// SPDX-License-Identifier: MIT
#include "glyphicon_p.h"

#include "look_p.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>

#include <optional>

namespace
{

class GlyphIconEngine : public QIconEngine
{
public:
    GlyphIconEngine(NoukaiTheme::Glyph glyph, std::optional<NoukaiTheme::Role> role)
        : m_glyph(glyph)
        , m_role(role)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        NoukaiGlyphs::paint(*painter, m_glyph, QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), color(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphIconEngine(*this); }
    QString key() const override { return QStringLiteral("noukaiglyph"); }
    bool isNull() override { return false; }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return m_role ? NoukaiLook::role(*m_role, palette) : palette.color(QPalette::ButtonText);
    }

    NoukaiTheme::Glyph m_glyph;
    std::optional<NoukaiTheme::Role> m_role;
};

} // namespace

QIcon NoukaiGlyphIcon::icon(NoukaiTheme::Glyph glyph)
{
    return QIcon(new GlyphIconEngine(glyph, std::nullopt));
}

QIcon NoukaiGlyphIcon::icon(NoukaiTheme::Glyph glyph, NoukaiTheme::Role role)
{
    return QIcon(new GlyphIconEngine(glyph, role));
}
