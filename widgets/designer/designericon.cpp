// SPDX-License-Identifier: MIT
#include "designericon_p.h"

#include "models/glyphpainter_p.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPalette>

using Ink = NoukaiDesignerIcon::Ink;

namespace
{

class Engine : public QIconEngine
{
public:
    explicit Engine(NoukaiDesignerIcon::Paint paint)
        : m_paint(paint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QPalette palette = QGuiApplication::palette();
        palette.setCurrentColorGroup(mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active);
        const bool selected = mode == QIcon::Selected;
        const Ink ink{palette.color(selected ? QPalette::HighlightedText : QPalette::WindowText),
                      palette.color(selected ? QPalette::Highlight : QPalette::Window)};
        const double side = qMin(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->scale(side / 16, side / 16);
        m_paint(*painter, ink);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new Engine(*this); }
    QString key() const override { return QStringLiteral("noukaiwidget"); }
    bool isNull() override { return false; }

private:
    NoukaiDesignerIcon::Paint m_paint;
};

QColor roleOf(NoukaiTheme::Role role, const Ink &ink)
{
    return NoukaiGlyphs::roleColor(role, ink.paper);
}

void line(QPainter &painter, double from, double to, double y, const QColor &color, double width = 1.4)
{
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(from, y), QPointF(to, y));
}

void frame(QPainter &painter, const QRectF &area, const Ink &ink)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(NoukaiGlyphs::mixed(ink.text, ink.paper, 0.7), 1.2));
    painter.drawRoundedRect(area, 1.6, 1.6);
}

void bar(QPainter &painter, const QRectF &area, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
}

void dot(QPainter &painter, QPointF at, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(at, 1.3, 1.3);
}

} // namespace

QIcon NoukaiDesignerIcon::icon(Paint paint)
{
    return QIcon(new Engine(paint));
}

void NoukaiDesignerIcon::runHeader(QPainter &painter, const Ink &ink)
{
    NoukaiGlyphs::paint(painter, NoukaiTheme::Ring, QRectF(0.5, 4, 8, 8), roleOf(NoukaiTheme::Active, ink));
    line(painter, 10, 15, 6, ink.text);
    line(painter, 10, 13.5, 10, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.7));
}

void NoukaiDesignerIcon::runControls(QPainter &painter, const Ink &ink)
{
    NoukaiGlyphs::paint(painter, NoukaiTheme::Play, QRectF(0, 4, 8, 8), roleOf(NoukaiTheme::Success, ink));
    NoukaiGlyphs::paint(painter, NoukaiTheme::Stop, QRectF(8, 4, 8, 8), ink.text);
}

void NoukaiDesignerIcon::flowProgress(QPainter &painter, const Ink &ink)
{
    bar(painter, QRectF(1, 6.2, 14, 3.6), NoukaiGlyphs::mixed(ink.text, ink.paper, 0.3));
    bar(painter, QRectF(1, 6.2, 9, 3.6), roleOf(NoukaiTheme::Active, ink));
}

void NoukaiDesignerIcon::stepTimeline(QPainter &painter, const Ink &ink)
{
    bar(painter, QRectF(1, 2.6, 6, 2.6), roleOf(NoukaiTheme::Success, ink));
    bar(painter, QRectF(5.5, 6.7, 6, 2.6), roleOf(NoukaiTheme::Success, ink));
    bar(painter, QRectF(10, 10.8, 5, 2.6), roleOf(NoukaiTheme::Active, ink));
}

void NoukaiDesignerIcon::stepList(QPainter &painter, const Ink &ink)
{
    dot(painter, {2.6, 3.6}, roleOf(NoukaiTheme::Success, ink));
    dot(painter, {2.6, 8}, roleOf(NoukaiTheme::Active, ink));
    dot(painter, {2.6, 12.4}, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.5));
    line(painter, 6, 14.5, 3.6, ink.text);
    line(painter, 6, 14.5, 8, ink.text);
    line(painter, 6, 14.5, 12.4, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.5));
}

void NoukaiDesignerIcon::stepCard(QPainter &painter, const Ink &ink)
{
    frame(painter, QRectF(1, 2, 14, 12), ink);
    dot(painter, {4.2, 5.2}, roleOf(NoukaiTheme::Success, ink));
    line(painter, 7, 12.4, 5.2, ink.text);
    line(painter, 3.6, 12.4, 8.6, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.6), 1.1);
    line(painter, 3.6, 9.6, 11.2, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.6), 1.1);
}

void NoukaiDesignerIcon::outputView(QPainter &painter, const Ink &ink)
{
    frame(painter, QRectF(1, 1.6, 14, 12.8), ink);
    for (double y : {4.8, 8.0})
        line(painter, 3.8, 12.2, y, ink.text, 1.2);
    line(painter, 3.8, 8, 11.2, ink.text, 1.2);
}

void NoukaiDesignerIcon::payloadView(QPainter &painter, const Ink &ink)
{
    painter.setPen(QPen(NoukaiGlyphs::mixed(ink.text, ink.paper, 0.6), 1.1));
    painter.drawPolyline(QPolygonF({QPointF(3, 4.5), QPointF(3, 12.6), QPointF(6, 12.6)}));
    painter.drawLine(QPointF(3, 8.4), QPointF(6, 8.4));
    line(painter, 2, 8, 3.4, ink.text);
    line(painter, 7.4, 13.6, 8.4, roleOf(NoukaiTheme::Active, ink));
    line(painter, 7.4, 11.4, 12.6, roleOf(NoukaiTheme::Success, ink));
}

void NoukaiDesignerIcon::usageTotals(QPainter &painter, const Ink &ink)
{
    line(painter, 2, 6, 3.4, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.6));
    line(painter, 11, 14, 3.4, ink.text);
    line(painter, 2, 5, 7, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.6));
    line(painter, 9.6, 14, 7, ink.text);
    line(painter, 2, 14, 9.9, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.4), 0.9);
    line(painter, 8.4, 14, 13, roleOf(NoukaiTheme::Active, ink), 1.8);
}

void NoukaiDesignerIcon::usageBadge(QPainter &painter, const Ink &ink)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(NoukaiGlyphs::mixed(ink.text, ink.paper, 0.7), 1.2));
    painter.drawRoundedRect(QRectF(1, 4.6, 14, 6.8), 3.4, 3.4);
    dot(painter, {4.6, 8}, roleOf(NoukaiTheme::Active, ink));
    line(painter, 7.4, 12, 8, ink.text);
}

void NoukaiDesignerIcon::errorNotice(QPainter &painter, const Ink &ink)
{
    NoukaiGlyphs::paint(painter, NoukaiTheme::Octagon, QRectF(0.5, 0.5, 15, 15), roleOf(NoukaiTheme::Danger, ink));
}

void NoukaiDesignerIcon::toolCallPrompt(QPainter &painter, const Ink &ink)
{
    NoukaiGlyphs::paint(painter, NoukaiTheme::Hand, QRectF(0.5, 0.5, 15, 15), roleOf(NoukaiTheme::Attention, ink));
}

void NoukaiDesignerIcon::replayBar(QPainter &painter, const Ink &ink)
{
    NoukaiGlyphs::paint(painter, NoukaiTheme::Rewind, QRectF(3, 0.5, 10, 10), roleOf(NoukaiTheme::Replay, ink));
    line(painter, 1.6, 14.4, 13, NoukaiGlyphs::mixed(ink.text, ink.paper, 0.5));
    dot(painter, {6, 13}, ink.text);
}

void NoukaiDesignerIcon::eventLog(QPainter &painter, const Ink &ink)
{
    NoukaiGlyphs::paint(painter, NoukaiTheme::Triangle, QRectF(0.6, 5.6, 5, 5), roleOf(NoukaiTheme::Warning, ink));
    const QColor faint = NoukaiGlyphs::mixed(ink.text, ink.paper, 0.6);
    for (double y : {2.6, 13.4}) {
        line(painter, 1.4, 4.6, y, faint, 1.2);
        line(painter, 7.4, 14.6, y, ink.text, 1.2);
    }
    line(painter, 7.4, 12.6, 8, roleOf(NoukaiTheme::Warning, ink), 1.2);
}

void NoukaiDesignerIcon::flowWidget(QPainter &painter, const Ink &ink)
{
    frame(painter, QRectF(1, 1.6, 14, 12.8), ink);
    bar(painter, QRectF(3, 3.6, 10, 2), roleOf(NoukaiTheme::Active, ink));
    painter.setPen(QPen(NoukaiGlyphs::mixed(ink.text, ink.paper, 0.5), 1));
    painter.drawLine(QPointF(7, 7.4), QPointF(7, 14));
    line(painter, 3.2, 5, 9, ink.text, 1.1);
    line(painter, 3.2, 5, 11.6, ink.text, 1.1);
    line(painter, 9, 12.8, 9, ink.text, 1.1);
    line(painter, 9, 11.6, 11.6, ink.text, 1.1);
}
