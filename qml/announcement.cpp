// SPDX-License-Identifier: MIT
#include "announcement_p.h"

#include <QtGui/QAccessible>

void NoukaiAnnouncement::say(const QString &text, bool assertive)
{
    m_text = text;
    Q_EMIT textChanged();
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
