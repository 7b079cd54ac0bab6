// SPDX-License-Identifier: MIT
#pragma once

#include "models/steplinepainter_p.h"

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QList>
#include <QtWidgets/QAbstractItemDelegate>

// Draws the line of a step that is always seen: glyph, name, the first words of its output, figures and marks. Cards
// and lists of steps both use it, over the roles of NoukaiTimelineModel.
class NoukaiStepDelegate : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    using QAbstractItemDelegate::QAbstractItemDelegate;

    // Whether rings turn.
    void setMoving(bool moving);
    bool isMoving() const { return m_clock.isValid(); }
    // Rows in State_Open are open: what they put out is seen below, and their first words are left out.

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    NoukaiStepLines::Line line(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    const NoukaiStepLines::Columns &columns(const QFont &font) const;

    QElapsedTimer m_clock;
    mutable QFont m_font; // that the columns were measured for
    mutable QStringList m_widest;
    mutable NoukaiStepLines::Columns m_columns;
};

namespace NoukaiStep
{

struct Mark {
    QString text;
    NoukaiTheme::Role role;
};

NoukaiTimelineModel::StepState state(const QModelIndex &index);
bool runs(NoukaiTimelineModel::StepState state);
QString title(const QModelIndex &index);
// Where a title is cut: which attempt it is stands at its end.
Qt::TextElideMode elideMode(const QModelIndex &index);
// What is special about the attempt.
QList<Mark> marks(const QModelIndex &index);
// What the clock shows: the server's time once it is known.
QString duration(const QModelIndex &index);
QString tokens(const QModelIndex &index);
QString cost(const QModelIndex &index);
// All that is to be said of it, for where a line has no room.
QString toolTip(const QModelIndex &index);

} // namespace NoukaiStep
