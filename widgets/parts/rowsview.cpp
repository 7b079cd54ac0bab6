// SPDX-License-Identifier: MIT
#include "rowsview_p.h"

#include "rowsaccessible_p.h"

#include <Noukai/noukaifollow.h>

#include <QtGui/QHoverEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemDelegate>
#include <QtWidgets/QScrollBar>

NoukaiRowsView::NoukaiRowsView(QWidget *parent)
    : QAbstractItemView(parent)
{
    NoukaiRowsAccessible::install();
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setBackgroundRole(QPalette::Window);
}

void NoukaiRowsView::setCurrentRow(int row)
{
    if (selectionModel())
        selectionModel()->setCurrentIndex(indexOf(row), QItemSelectionModel::NoUpdate);
}

void NoukaiRowsView::setFollow(NoukaiFollow *follow)
{
    m_follow = follow;
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] {
        // The value follows only after this; the wheel and the keys tell of themselves.
        const int to = verticalScrollBar()->sliderPosition();
        const int from = verticalScrollBar()->value();
        if (!m_userMoves && to != from)
            m_follow->movedByUser(to - from, verticalScrollBar()->maximum() - to);
    });
}

void NoukaiRowsView::userMoved(int from, int direction)
{
    const int moved = verticalScrollBar()->value() - from;
    m_follow->movedByUser(moved != 0 ? moved : direction, toEnd());
}

int NoukaiRowsView::rowAt(int y) const
{
    int first = 0;
    int last = rows() - 1;
    while (first <= last) {
        const int middle = first + (last - first) / 2;
        if (topOf(middle) <= y)
            first = middle + 1;
        else
            last = middle - 1;
    }
    return last;
}

int NoukaiRowsView::toEnd() const
{
    return verticalScrollBar()->maximum() - verticalScrollBar()->value();
}

QRect NoukaiRowsView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != model())
        return {};
    return {sideMargin(), topOf(index.row()) - verticalOffset(), viewport()->width() - 2 * sideMargin(),
            heightOf(index.row())};
}

QModelIndex NoukaiRowsView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y() + verticalOffset());
    const QModelIndex index = row < 0 ? QModelIndex() : indexOf(row);
    return visualRect(index).contains(point) ? index : QModelIndex();
}

void NoukaiRowsView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int top = topOf(index.row());
    const int bottom = top + heightOf(index.row());
    const int height = viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    if (hint == PositionAtTop || (hint == EnsureVisible && top < bar->value()))
        bar->setValue(top);
    else if (hint == PositionAtCenter)
        bar->setValue((top + bottom - height) / 2);
    else if (hint == PositionAtBottom || bottom > bar->value() + height)
        bar->setValue(bottom - height);
}

int NoukaiRowsView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QModelIndex NoukaiRowsView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rows() - 1;
    if (last < 0)
        return {};
    const int row = currentRow();
    switch (action) {
    case MoveUp:
    case MovePrevious:
        return indexOf(qMax(0, row - 1));
    case MoveHome:
        return indexOf(0);
    case MoveEnd:
        return indexOf(last);
    case MovePageUp:
    case MovePageDown: {
        const int page = action == MovePageUp ? -viewport()->height() : viewport()->height();
        const int next = rowAt(topOf(qMax(0, row)) + page);
        const int beyond = action == MovePageUp ? qMin(next, row - 1) : qMax(next, row + 1);
        return indexOf(qBound(0, beyond, last));
    }
    default:
        return indexOf(qMin(last, row + 1));
    }
}

void NoukaiRowsView::scrollContentsBy(int, int dy)
{
    viewport()->scroll(0, dy);
}

void NoukaiRowsView::updateGeometries()
{
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(fontMetrics().height());
    // Qt asks already while the view is being made.
    bar->setRange(0, model() ? qMax(0, contentHeight() - viewport()->height()) : 0);
    QAbstractItemView::updateGeometries();
}

void NoukaiRowsView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state & ~(QStyle::State_Selected | QStyle::State_HasFocus);
    const int bottom = event->rect().bottom() + verticalOffset();
    for (int row = qMax(0, rowAt(event->rect().top() + verticalOffset())); row < rows(); ++row) {
        if (topOf(row) > bottom)
            break;
        const QModelIndex index = indexOf(row);
        option.rect = visualRect(index);
        option.state = state;
        if (row == currentRow())
            option.state |= hasFocus() ? QStyle::State_Selected | QStyle::State_HasFocus : QStyle::State_Selected;
        if (row == m_hovered)
            option.state |= QStyle::State_MouseOver;
        if (stateOf(row).expanded)
            option.state |= QStyle::State_Open;
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

bool NoukaiRowsView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverMove:
    case QEvent::HoverLeave: {
        const bool left = event->type() == QEvent::HoverLeave;
        const QModelIndex index =
            left ? QModelIndex() : indexAt(static_cast<QHoverEvent *>(event)->position().toPoint());
        const int hovered = index.isValid() ? index.row() : -1;
        if (hovered != m_hovered) {
            viewport()->update(visualRect(indexOf(m_hovered)));
            m_hovered = hovered;
            viewport()->update(visualRect(index));
        }
        break;
    }
    default:
        break;
    }
    return QAbstractItemView::viewportEvent(event);
}

void NoukaiRowsView::wheelEvent(QWheelEvent *event)
{
    const int from = verticalScrollBar()->value();
    m_userMoves = true;
    QAbstractItemView::wheelEvent(event);
    m_userMoves = false;
    if (m_follow && event->angleDelta().y() != 0)
        userMoved(from, event->angleDelta().y() > 0 ? -1 : 1);
}

void NoukaiRowsView::focusInEvent(QFocusEvent *event)
{
    QAbstractItemView::focusInEvent(event);
    viewport()->update();
    tellFocus();
}

void NoukaiRowsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update(visualRect(previous));
    viewport()->update(visualRect(current));
    tellFocus();
}

void NoukaiRowsView::tellFocus()
{
    if (!hasFocus() || currentRow() < 0 || !QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(currentRow());
    QAccessible::updateAccessibility(&event);
}
