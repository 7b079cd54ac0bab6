// SPDX-License-Identifier: MIT
#include "announcement_p.h"

#include "accessiblerole_p.h"

#include <QtGui/QAccessible>

NoukaiAnnouncementWidget::NoukaiAnnouncementWidget(QWidget *parent)
    : QWidget(parent)
{
    NoukaiAccess::setRole(this, QAccessible::StatusBar, true);
    setGeometry(0, 0, 0, 0);
}

void NoukaiAnnouncementWidget::say(const QString &text, bool assertive)
{
    NoukaiAccess::rename(this, text);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, text);
    event.setPoliteness(assertive ? QAccessible::AnnouncementPoliteness::Assertive
                                  : QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
#else
    if (assertive) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
#endif
}
