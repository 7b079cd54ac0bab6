// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtCore/QString>
#include <QtGui/QAccessible>

class QWidget;

// How assistive technology reads a widget that Qt knows nothing of. To be said by the widget's constructor, before
// anybody asks for it.
namespace NoukaiAccess
{

// \a widget has \a role. Its name is its accessibleName. A leaf is read as one thing; what stands inside is only how it
// looks.
NOUKAI_WIDGETS_INTERNAL_EXPORT void setRole(QWidget *widget, QAccessible::Role role, bool leaf = false);

// \a widget is not read: what it shows counts, or is told elsewhere.
NOUKAI_WIDGETS_INTERNAL_EXPORT void ignore(QWidget *widget);

// Gives \a widget another name, and tells those who read it.
NOUKAI_WIDGETS_INTERNAL_EXPORT void rename(QWidget *widget, const QString &name, const QString &description = {});

} // namespace NoukaiAccess
