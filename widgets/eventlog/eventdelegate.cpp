// SPDX-License-Identifier: MIT
#include "eventdelegate_p.h"

#include "parts/look_p.h"

#include <Noukai/noukaieventlogmodel.h>
#include <Noukai/noukaiformat.h>
#include <Noukai/noukaitext.h>

#include <QtGui/QHelpEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QToolTip>

using Model = NoukaiEventLogModel;

namespace
{

// Writes one cell after the other, as if everybody read from left to right.
class Line
{
public:
    Line(QPainter *painter, const QStyleOptionViewItem &option)
        : m_painter(painter)
        , m_option(option)
        , m_unit(NoukaiLook::unit(option.fontMetrics))
        , m_rest(option.rect.adjusted(m_unit / 2, 0, -m_unit / 2, 0))
    {
    }

    int room() const { return qMax(0, m_rest.width()); }

    // The next cell, of at most \a width, mirrored as needed.
    QRect take(int width)
    {
        const QRect cell(m_rest.left(), m_rest.top(), qMin(width, room()), m_rest.height());
        m_rest.setLeft(m_rest.left() + width + m_unit);
        return QStyle::visualRect(m_option.direction, m_option.rect, cell);
    }

    void write(const QString &text, int width, const QColor &color, bool atEnd = false)
    {
        const QRect cell = take(width);
        if (cell.width() <= 0 || text.isEmpty())
            return;
        m_painter->setPen(color);
        const QString line = m_option.fontMetrics.elidedText(text, Qt::ElideRight, cell.width(), Qt::TextSingleLine);
        NoukaiLook::drawLine(*m_painter, cell, line, (atEnd ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                             m_option.direction);
    }

private:
    QPainter *m_painter;
    const QStyleOptionViewItem &m_option;
    int m_unit;
    QRect m_rest;
};

void paintBackground(QPainter *painter, const QStyleOptionViewItem &option)
{
    const bool current = option.state & QStyle::State_Selected;
    const bool contrast = NoukaiTheme::instance()->highContrast();
    const QColor highlight = option.palette.color(QPalette::Highlight);
    if (current && !contrast)
        painter->fillRect(option.rect, NoukaiGlyphs::mixed(highlight, option.palette.color(QPalette::Window), 0.18));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, NoukaiLook::faint(option.palette, 0.05));
    if (!current || !(contrast || (option.state & QStyle::State_HasFocus)))
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(highlight);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
}

} // namespace

int NoukaiEventDelegate::rowHeight(const QFontMetrics &metrics)
{
    return qRound(metrics.height() * 1.4);
}

void NoukaiEventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintBackground(painter, option);
    painter->setFont(option.font);
    const QFontMetrics &metrics = option.fontMetrics;
    const int average = metrics.averageCharWidth();
    const bool narrow = option.rect.width() < average * 60;
    const bool isProblem = index.data(Model::IsProblemRole).toBool();
    const QColor warning = NoukaiLook::role(NoukaiTheme::Warning, option.palette);
    const QColor ink = option.palette.color(QPalette::WindowText);

    Line line(painter, option);
    line.write(NoukaiFormat::duration(index.data(Model::TimeMsRole).toLongLong()), average * 9,
               NoukaiLook::faint(option.palette, 0.75), true);
    if (isProblem || !narrow) { // columns stay columns where there are some
        const QRect cell = line.take(NoukaiLook::glyph(metrics));
        if (isProblem)
            NoukaiGlyphs::paint(*painter, NoukaiTheme::Triangle, QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), warning);
    }
    const QString type = NoukaiText::preview(index.data(Model::EventTypeRole).toString(), 60);
    line.write(type, narrow ? metrics.horizontalAdvance(type) + 1 : average * 22, isProblem ? warning : ink);
    if (!narrow)
        line.write(NoukaiText::preview(index.data(Model::StepNameRole).toString(), 80), average * 16, ink);
    line.write(index.data(Model::EventTextRole).toString(), line.room(), NoukaiLook::faint(option.palette, 0.85));
    painter->restore();
}

QSize NoukaiEventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 24, rowHeight(option.fontMetrics)};
}

bool NoukaiEventDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                                    const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), NoukaiLook::toolTip(index.data(Model::AccessibleTextRole).toString()), view);
    return true;
}
