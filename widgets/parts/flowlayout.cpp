// SPDX-License-Identifier: MIT
#include "flowlayout_p.h"

#include <QtWidgets/QWidget>

#include <algorithm>

NoukaiFlowLayout::NoukaiFlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

NoukaiFlowLayout::~NoukaiFlowLayout() = default;

void NoukaiFlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *NoukaiFlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[std::size_t(index)].get() : nullptr;
}

QLayoutItem *NoukaiFlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[std::size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

QSize NoukaiFlowLayout::sizeHint() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize own = item->sizeHint();
        size = {size.width() + own.width() + (size.width() > 0 ? spacing() : 0), std::max(size.height(), own.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize NoukaiFlowLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void NoukaiFlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

// Returns the height.
int NoukaiFlowLayout::place(const QRect &rect, bool moves) const
{
    const QRect area = rect.marginsRemoved(contentsMargins());
    const bool mirrored = parentWidget() && parentWidget()->layoutDirection() == Qt::RightToLeft;
    int x = 0;
    int y = 0;
    int line = 0;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size(std::min(item->sizeHint().width(), std::max(area.width(), item->minimumSize().width())),
                         item->sizeHint().height());
        if (x > 0 && x + size.width() > area.width()) {
            x = 0;
            y += line + spacing();
            line = 0;
        }
        if (moves) {
            const int left = mirrored ? area.right() + 1 - x - size.width() : area.left() + x;
            item->setGeometry({QPoint(left, area.top() + y), size});
        }
        x += size.width() + spacing();
        line = std::max(line, size.height());
    }
    return y + line + contentsMargins().top() + contentsMargins().bottom();
}
