// SPDX-License-Identifier: MIT
#pragma once

#include "look_p.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>

namespace NoukaiActionWords
{

// Gives \a action its words for a menu, a tool bar, a status bar and "What's this?": \a text, and what it does or why
// that is not possible.
inline void set(QAction *action, const QString &text, const QString &says)
{
    action->setText(text);
    action->setToolTip(NoukaiLook::toolTip(
        QCoreApplication::translate("NoukaiRunControls", "%1\n%2", "an action, what it does").arg(text, says)));
    action->setStatusTip(says);
    action->setWhatsThis(NoukaiLook::toolTip(says));
}

} // namespace NoukaiActionWords
