// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QImage>

// How two pictures differ. A share of the whole says little: a letter that moved is nothing in a large picture. So the
// share is that of the tile in which it is largest.
struct PictureDiff {
    static constexpr int TileSide = 48;
    static constexpr int Threshold = 32;       // of 255, in one channel: less is how an edge was smoothed
    static constexpr double Tolerance = 0.004; // of a tile: 9 pixels

    bool sameSize = false;
    double worst = 0;   // share of the pixels of a tile that differ by more than the threshold
    QRect where;        // that tile
    QImage differences; // the reference, faded, and in red what differs

    bool isTolerable() const { return sameSize && worst <= Tolerance; }
    static PictureDiff of(const QImage &reference, const QImage &picture);
};
