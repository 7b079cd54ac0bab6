// SPDX-License-Identifier: MIT
#include "timelinedelegate_p.h"

#include "models/segmentpainter_p.h"
#include "parts/look_p.h"
#include "steps/stepdelegate_p.h"
#include "timelineview_p.h"

#include <QtGui/QHelpEvent>
#include <QtWidgets/QToolTip>

using Model = NoukaiTimelineModel;

NoukaiTimelineDelegate::NoukaiTimelineDelegate(NoukaiTimelineView *view)
    : QAbstractItemDelegate(view)
    , m_view(view)
{
}

void NoukaiTimelineDelegate::setMoving(bool moving)
{
    if (moving && !m_clock.isValid())
        m_clock.start();
    else if (!moving)
        m_clock.invalidate();
}

void NoukaiTimelineDelegate::paintBackground(QPainter *painter, const QStyleOptionViewItem &option) const
{
    const bool current = option.state & QStyle::State_Selected;
    const bool contrast = NoukaiTheme::instance()->highContrast();
    const QColor highlight = option.palette.color(QPalette::Highlight);
    if (current && !contrast)
        painter->fillRect(option.rect, NoukaiGlyphs::mixed(highlight, option.palette.color(QPalette::Window), 0.18));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, NoukaiLook::faint(option.palette, 0.06));
    if (!current || !(contrast || (option.state & QStyle::State_HasFocus)))
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(highlight, 2));
    painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
}

void NoukaiTimelineDelegate::paintBar(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                      int top) const
{
    NoukaiSegments::Bar bar;
    bar.scale = m_view->axis().scale();
    const QVariantList segments = index.data(Model::SegmentsRole).toList();
    for (const QVariant &entry : segments)
        bar.segments.append(entry.value<NoukaiSegment>());
    bar.nowMs = m_view->axis().nowMs();
    bar.role = NoukaiTheme::roleOfStep(NoukaiStep::state(index));
    bar.earlier = index.data(Model::AttemptRole).toInt() < index.data(Model::AttemptCountRole).toInt();
    bar.mirrored = option.direction == Qt::RightToLeft;
    bar.background = option.palette.color(QPalette::Window);
    const int height = qRound(option.fontMetrics.height() * 0.75);
    QRect area = m_view->barArea(option.rect);
    area.setTop(top < 0 ? area.top() + (area.height() - height) / 2 : top);
    area.setHeight(height);
    NoukaiSegments::paint(*painter, bar, area);
}

void NoukaiTimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    painter->save();
    paintBackground(painter, option);
    const QFontMetrics &metrics = option.fontMetrics;
    const int unit = NoukaiLook::unit(metrics);
    const int side = NoukaiLook::glyph(metrics);
    const bool stacked = m_view->isStacked();
    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const int top = option.rect.top() + (stacked ? qRound(unit / 3.0) : (option.rect.height() - metrics.height()) / 2);

    const auto state = NoukaiStep::state(index);
    const NoukaiTheme::Glyph glyph = NoukaiTheme::glyphOfStep(state);
    const double angle = m_clock.isValid() && glyph == NoukaiTheme::Ring ? NoukaiGlyphs::turn(m_clock.elapsed()) : 0;
    const QRect glyphBox(option.rect.left() + unit, top + (metrics.height() - side) / 2, side, side);
    NoukaiGlyphs::paint(*painter, glyph, QRectF(mirrored(glyphBox)).adjusted(0.5, 0.5, -0.5, -0.5),
                        NoukaiLook::role(NoukaiTheme::roleOfStep(state), option.palette), angle);

    const int room = (stacked ? option.rect.width() : m_view->nameWidth()) - side - qRound(unit * 2.5);
    const QRect name(glyphBox.right() + 1 + unit, top, qMax(0, room), metrics.height());
    const bool isNamed = !index.data(Model::StepNameRole).toString().isEmpty();
    painter->setFont(option.font);
    painter->setPen(NoukaiLook::faint(option.palette, isNamed ? 1 : 0.75));
    const QString title =
        metrics.elidedText(NoukaiStep::title(index), NoukaiStep::elideMode(index), name.width(), Qt::TextSingleLine);
    NoukaiLook::drawLine(*painter, mirrored(name), title, Qt::AlignLeft | Qt::AlignVCenter, option.direction);

    paintBar(painter, option, index, stacked ? name.bottom() + 1 + qRound(unit / 3.0) : -1);
    painter->restore();
}

QSize NoukaiTimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.fontMetrics.averageCharWidth() * 30, m_view->rowHeight()};
}

bool NoukaiTimelineDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                                       const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), NoukaiStep::toolTip(index), view);
    return true;
}
