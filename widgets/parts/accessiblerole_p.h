// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtCore/QString>
#include <QtGui/QAccessible>

class QWidget;

// How assistive technology reads a widget that Qt knows nothing of. To be said before anybody asks for it.
namespace NoukaiAccess
{

// \a widget has \a role. Its name is its accessibleName. A leaf is read as one thing; what stands inside is only how it
// looks.
NOUKAI_WIDGETS_INTERNAL_EXPORT void setRole(QWidget *widget, QAccessible::Role role, bool leaf = false);

// It gets another name and description, which is told only where they differ.
NOUKAI_WIDGETS_INTERNAL_EXPORT void rename(QWidget *widget, const QString &name, const QString &description = {});

// \a widget is not read: what it shows counts, or is told elsewhere.
NOUKAI_WIDGETS_INTERNAL_EXPORT void ignore(QWidget *widget);

} // namespace NoukaiAccess
