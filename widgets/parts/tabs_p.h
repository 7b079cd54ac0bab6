// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QWidget>

#include <utility>

// Tab leads through widgets in the order in which they were made. What is made later, when it is needed, is put where
// it stands by these.
namespace NoukaiTabs
{

inline bool isStop(const QWidget *widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !widget->focusProxy();
}

// Where Tab stops in \a part, in its order.
inline QList<QWidget *> stopsIn(QWidget *part)
{
    QList<QWidget *> stops;
    QWidget *widget = part;
    do {
        if ((widget == part || part->isAncestorOf(widget)) && isStop(widget))
            stops.append(widget);
        widget = widget->nextInFocusChain();
    } while (widget != part);
    return stops;
}

// Tab comes to \a part right behind \a before, a stop.
inline void follow(QWidget *before, QWidget *part)
{
    const QList<QWidget *> stops = stopsIn(part);
    for (QWidget *stop : stops) {
        QWidget::setTabOrder(before, stop);
        before = stop;
    }
}

// Tab comes to \a part right before \a next, a stop.
inline void precede(QWidget *part, QWidget *next)
{
    const auto within = [part](const QWidget *widget) {
        return widget == part || part->isAncestorOf(widget);
    };
    const QWidget *window = next->window(); // where Tab begins
    QWidget *before = next->previousInFocusChain();
    while (before != window && (!isStop(before) || within(before)))
        before = before->previousInFocusChain();
    if (before != window) {
        follow(before, part);
        return;
    }
    // Nothing comes before, so the others are put behind.
    QList<QWidget *> others;
    for (QWidget *widget = next; widget != window; widget = widget->nextInFocusChain()) {
        if (isStop(widget) && !within(widget))
            others.append(widget);
    }
    const QList<QWidget *> stops = stopsIn(part);
    before = stops.isEmpty() ? nullptr : stops.constLast();
    for (QWidget *other : std::as_const(others)) {
        QWidget::setTabOrder(before, other);
        before = other;
    }
}

} // namespace NoukaiTabs
