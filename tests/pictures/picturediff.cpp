// SPDX-License-Identifier: MIT
#include "picturediff.h"

#include <QtCore/QList>
#include <QtGui/QPainter>

#include <algorithm>
#include <cstdlib>

namespace
{

bool differs(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) > PictureDiff::Threshold ||
           std::abs(qGreen(a) - qGreen(b)) > PictureDiff::Threshold ||
           std::abs(qBlue(a) - qBlue(b)) > PictureDiff::Threshold;
}

QImage faded(const QImage &picture, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setOpacity(0.3);
    painter.drawImage(0, 0, picture);
    return image;
}

} // namespace

PictureDiff PictureDiff::of(const QImage &reference, const QImage &picture)
{
    PictureDiff diff;
    diff.sameSize = !reference.isNull() && reference.size() == picture.size();
    const QImage a = reference.convertToFormat(QImage::Format_RGB32);
    const QImage b = picture.convertToFormat(QImage::Format_RGB32);
    const QSize both = a.size().boundedTo(b.size());
    diff.differences = faded(a, a.size().expandedTo(b.size()));
    const int columns = both.width() / TileSide + 1;
    QList<int> counts(qsizetype(columns) * (both.height() / TileSide + 1));
    for (int y = 0; y < both.height(); ++y) {
        const auto *lineA = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *lineB = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = 0; x < both.width(); ++x) {
            if (!differs(lineA[x], lineB[x]))
                continue;
            ++counts[qsizetype(columns) * (y / TileSide) + x / TileSide];
            diff.differences.setPixel(x, y, qRgb(255, 0, 0));
        }
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    const int tile = int(most - counts.cbegin());
    diff.worst = *most / double(TileSide * TileSide);
    diff.where = QRect(tile % columns * TileSide, tile / columns * TileSide, TileSide, TileSide);
    return diff;
}
