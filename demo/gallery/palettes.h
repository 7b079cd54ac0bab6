// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QPalette>

// What the galleries are looked at in, the same on every system.
QPalette lightPalette();
QPalette darkPalette();
