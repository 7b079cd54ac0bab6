// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QAbstractItemDelegate>

// Draws an event on one line, over the roles of NoukaiEventLogModel: when it came, a sign where something is wrong with
// it, its name, its step where there is room, and how it begins.
class NoukaiEventDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    using QAbstractItemDelegate::QAbstractItemDelegate;

    static int rowHeight(const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};
