// SPDX-License-Identifier: MIT
#include "windowpalette.h"

#include <QtCore/QMetaEnum>
#include <QtQuick/QQuickWindow>

void applyPalette(QQuickWindow *window, const QPalette &palette)
{
    auto *target = window->property("palette").value<QObject *>();
    auto *disabled = target->property("disabled").value<QObject *>();
    const QMetaEnum roles = QMetaEnum::fromType<QPalette::ColorRole>();
    for (int i = 0; i < QPalette::NColorRoles; ++i) {
        const auto role = QPalette::ColorRole(i);
        QByteArray name(roles.valueToKey(i)); // "WindowText" is the property windowText
        name.replace(0, 1, name.first(1).toLower());
        if (!palette.isBrushSet(QPalette::Active, role) || target->metaObject()->indexOfProperty(name.constData()) < 0)
            continue;
        target->setProperty(name.constData(), palette.color(QPalette::Active, role));
        disabled->setProperty(name.constData(), palette.color(QPalette::Disabled, role));
    }
}
