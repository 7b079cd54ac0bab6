// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QStyledItemDelegate>

// Draws a row of a NoukaiPayloadTree: the key, and beside it the value in the colour of its type, or how much is in it
// while that is open.
class NoukaiPayloadDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    struct Places {
        QRect key;
        QRect value;
    };
    static Places places(const QStyleOptionViewItem &option, const QString &key);
    static QString key(const QModelIndex &index);
    static QString value(const QStyleOptionViewItem &option, const QModelIndex &index);
};
