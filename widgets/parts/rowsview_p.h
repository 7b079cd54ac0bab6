// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractItemView>

class NoukaiFollow;

// Rows of any height below each other that a delegate draws: what a list and a waterfall of steps have in common. Who
// inherits says where the rows are. Assistive technology reads a list of items, each by its Qt::AccessibleTextRole.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiRowsView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit NoukaiRowsView(QWidget *parent = nullptr);

    int rows() const { return model() ? model()->rowCount() : 0; }
    QModelIndex indexOf(int row) const { return model() ? model()->index(row, 0) : QModelIndex(); }
    int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }
    void setCurrentRow(int row);
    // Tells \a follow, which is not owned, how a person moves the rows.
    void setFollow(NoukaiFollow *follow);

    // In pixels of the content. A row begins where the one before it ends, with all that belongs to it; its height is
    // of what the delegate draws.
    virtual int topOf(int row) const = 0;
    virtual int heightOf(int row) const = 0;
    virtual int contentHeight() const = 0;
    // What stands to the left and right of the rows.
    virtual int sideMargin() const { return 0; }
    // The last row that begins at or above \a y, or -1.
    int rowAt(int y) const;
    int toEnd() const;

    // What assistive technology is told of a row, and what it does.
    virtual QAccessible::State stateOf(int) const { return {}; }
    virtual QString descriptionOf(int) const { return {}; }
    virtual void press(int row) = 0;
    // The widgets in the view that it shall find.
    virtual QList<QWidget *> parts() const { return {}; }

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    bool viewportEvent(QEvent *event) override;

protected:
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &, QItemSelectionModel::SelectionFlags) override {}
    QRegion visualRegionForSelection(const QItemSelection &) const override { return {}; }
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void wheelEvent(QWheelEvent *event) override;
    void tellFocus();
    // A person moved the rows, which were at \a from: down, or up where \a direction is negative.
    void userMoved(int from, int direction);

    NoukaiFollow *m_follow = nullptr;

private:
    bool m_userMoves = false;
    int m_hovered = -1;
};
