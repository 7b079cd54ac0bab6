// SPDX-License-Identifier: MIT
#include "flowlayout_p.h"

#include <QtWidgets/QStyle>
#include <QtWidgets/QWidget>

NoukaiFlowLayout::NoukaiFlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

NoukaiFlowLayout::~NoukaiFlowLayout()
{
    qDeleteAll(m_items);
}

void NoukaiFlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *NoukaiFlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int NoukaiFlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize NoukaiFlowLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        size.rwidth() += item->sizeHint().width() + (size.width() > 0 ? spacing() : 0);
        size.setHeight(qMax(size.height(), item->sizeHint().height()));
    }
    return size.grownBy(contentsMargins());
}

QSize NoukaiFlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void NoukaiFlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

// Returns the height that is needed in the width of \a rect.
int NoukaiFlowLayout::arrange(const QRect &rect, bool moves) const
{
    const QRect area = rect.marginsRemoved(contentsMargins());
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = area.left();
    int y = area.top();
    int line = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        if (x > area.left() && x + hint.width() > area.right() + 1) {
            x = area.left();
            y += line + spacing();
            line = 0;
        }
        const int width = qMin(hint.width(), area.width());
        const int height = item->hasHeightForWidth() ? item->heightForWidth(width) : hint.height();
        if (moves)
            item->setGeometry(QStyle::visualRect(direction, area, QRect(x, y, width, height)));
        x += width + spacing();
        line = qMax(line, height);
    }
    const QMargins margins = contentsMargins();
    return y + line - rect.top() + margins.bottom();
}
