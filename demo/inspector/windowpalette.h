// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QPalette>

class QQuickWindow;

// Styles bring a palette of their own, which that of QGuiApplication does not change; a window's does.
void applyPalette(QQuickWindow *window, const QPalette &palette);
