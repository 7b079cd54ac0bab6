// SPDX-License-Identifier: MIT
#include "announcement_p.h"

#include <QtGui/QAccessible>

void NoukaiAnnouncement::say(const QString &text, bool assertive)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, text);
    event.setPoliteness(assertive ? QAccessible::AnnouncementPoliteness::Assertive
                                  : QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
#else
    // The attached object keeps the name, and its change is told by QML; it belongs to QML's private API, so that the
    // name is set through its meta-object.
    if (QObject *attached = qmlAttachedPropertiesObject(this))
        attached->setProperty("name", text);
    QAccessibleEvent named(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&named);
    if (assertive) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
#endif
}
