// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtGui/QAccessible>

class QWidget;

// How assistive technology reads a widget that Qt knows nothing of. To be said before anybody asks for it.
namespace NoukaiAccess
{

// \a widget has \a role. Its name is its accessibleName.
NOUKAI_WIDGETS_INTERNAL_EXPORT void setRole(QWidget *widget, QAccessible::Role role);

// \a widget is not read: what it shows counts, or is told elsewhere.
NOUKAI_WIDGETS_INTERNAL_EXPORT void ignore(QWidget *widget);

} // namespace NoukaiAccess
