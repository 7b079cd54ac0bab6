// SPDX-License-Identifier: MIT
#pragma once

#include "parts/rowsview_p.h"

#include <Noukai/noukaieventlogmodel.h>
#include <Noukai/noukaifollow.h>

#include <QtCore/QPointer>

// The rows of a NoukaiEventLog: one line an event, of the same height all, so that a hundred thousand cost no more than
// those that are seen.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiEventLogView : public NoukaiRowsView
{
    Q_OBJECT

public:
    explicit NoukaiEventLogView(NoukaiFollow *follow, QWidget *parent = nullptr);

    void setLog(NoukaiEventLogModel *log);
    // Chooses \a row where there is such a one.
    void choose(int row);
    // Chooses \a row and shows it in the middle.
    void lookAt(int row);
    // Copies the raw text of the chosen event.
    void copy() const;

    int topOf(int row) const override { return row * rowHeight(); }
    int heightOf(int) const override { return rowHeight(); }
    int contentHeight() const override { return rows() * rowHeight(); }
    void press(int row) override;
    void reset() override;
    void doItemsLayout() override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(qint64 sequence);

protected:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void updateGeometries() override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int rowHeight() const;
    void chooseAgain();
    void showEnd();
    void settle(int removed);
    void say();

    QPointer<NoukaiEventLogModel> m_log;
    qint64 m_chosen = 0; // the number of the chosen event, also while the filter hides it
};
