// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QWidget>

// Says something to assistive technology. Qt has an event for it from 6.8 on; before, a status item that has no size
// changes its name and raises an alert.
class NOUKAI_WIDGETS_INTERNAL_EXPORT NoukaiAnnouncementWidget : public QWidget
{
    Q_OBJECT

public:
    explicit NoukaiAnnouncementWidget(QWidget *parent);

    QString text() const { return accessibleName(); } // what was said last
    void say(const QString &text, bool assertive);
};
