// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiwidgetsglobal.h>

#include <QtGui/QAccessible>
#include <QtWidgets/QWidget>

namespace NoukaiAccessibleRole
{

// What \a widget is for assistive technology, which a plain QWidget cannot say. A leaf is read as one thing, by its
// accessible name; what stands inside is only how it looks. To be called by the widget's constructor.
NOUKAI_WIDGETS_INTERNAL_EXPORT void give(QWidget *widget, QAccessible::Role role, bool leaf = false);

// Gives it another name, and tells those who read it.
NOUKAI_WIDGETS_INTERNAL_EXPORT void rename(QWidget *widget, const QString &name, const QString &description = {});

} // namespace NoukaiAccessibleRole
