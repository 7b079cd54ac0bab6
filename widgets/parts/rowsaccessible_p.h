// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QPersistentModelIndex>
#include <QtWidgets/QAccessibleWidget>

class NoukaiRowsView;

// A NoukaiRowsView as a list: its rows, then the widgets in it.
class NoukaiRowsAccessible : public QAccessibleWidget
{
public:
    explicit NoukaiRowsAccessible(NoukaiRowsView *view);
    ~NoukaiRowsAccessible() override;

    static void install();

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;

private:
    NoukaiRowsView *view() const;

    mutable QHash<QPersistentModelIndex, QAccessible::Id> m_rows;
};
