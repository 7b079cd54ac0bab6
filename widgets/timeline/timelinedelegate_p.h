// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QAbstractItemDelegate>

class NoukaiTimelineView;

// Draws a row of a timeline: glyph, name and bar.
class NoukaiTimelineDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit NoukaiTimelineDelegate(NoukaiTimelineView *view);

    // Whether rings turn.
    void setMoving(bool moving);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintBackground(QPainter *painter, const QStyleOptionViewItem &option) const;
    void paintBar(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, int top) const;

    NoukaiTimelineView *m_view;
    QElapsedTimer m_clock;
};
