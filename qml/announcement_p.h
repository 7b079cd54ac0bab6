// SPDX-License-Identifier: MIT
#pragma once

#include <QtQml/qqml.h>
#include <QtQuick/QQuickItem>

// Says something to assistive technology. Qt has an event for it from 6.8 on; before, a hidden status item changes its
// name, which QML binds to `text`, and raises an alert.
class NoukaiAnnouncement : public QQuickItem
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Announcement)
    Q_PROPERTY(QString text READ text NOTIFY textChanged FINAL)

public:
    using QQuickItem::QQuickItem;

    QString text() const { return m_text; } // what was said last: the accessible name of the item
    Q_INVOKABLE void say(const QString &text, bool assertive);

Q_SIGNALS:
    void textChanged();

private:
    QString m_text;
};
