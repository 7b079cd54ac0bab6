// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtQml/qqml.h>
#include <QtQuick/QQuickItem>

// Tells a person who looks elsewhere that decisions wait: an alert of the window, and a badge with their number on the
// application's icon, which Qt has from 6.5 on.
class NoukaiAttention : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(int waiting READ waiting NOTIFY waitingChanged FINAL)

public:
    using QObject::QObject;

    int waiting() const { return m_waiting; } // in all windows
    Q_INVOKABLE void setWaiting(QQuickItem *prompt, int count);

Q_SIGNALS:
    void waitingChanged();

private:
    void count();

    QHash<QObject *, int> m_counts;
    int m_waiting = 0;
};
