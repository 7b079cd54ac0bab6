// SPDX-License-Identifier: MIT
#pragma once

#include <QtQml/qqml.h>
#include <QtQuick/QQuickItem>

// Says something to assistive technology. Qt has an event for it from 6.8 on; before, a hidden status item changes its
// name and raises an alert.
class NoukaiAnnouncement : public QQuickItem
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Announcement)

public:
    using QQuickItem::QQuickItem;

    Q_INVOKABLE void say(const QString &text, bool assertive);
};
