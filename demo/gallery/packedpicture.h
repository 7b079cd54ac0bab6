// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QImage>

// In 256 colours, since a picture of controls needs few, and becomes small.
QImage packedPicture(const QImage &picture);
