// SPDX-License-Identifier: MIT
#include "packedpicture.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QMap>

#include <algorithm>
#include <limits>
#include <utility>

namespace
{

int distance(QRgb a, QRgb b)
{
    const int red = qRed(a) - qRed(b);
    const int green = qGreen(a) - qGreen(b);
    const int blue = qBlue(a) - qBlue(b);
    return red * red + green * green + blue * blue;
}

// With how often each is there, in the same order every time.
QList<std::pair<QRgb, int>> colorsOf(const QImage &image)
{
    QMap<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            ++counts[line[x]];
    }
    QList<std::pair<QRgb, int>> colors;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        colors.append({it.key(), it.value()});
    return colors;
}

// A table for them: one by one those that are furthest from what is in it already, rare ones less so. So an accent that
// few letters have keeps its colour.
QList<QRgb> tableOf(const QList<std::pair<QRgb, int>> &colors)
{
    constexpr qsizetype MaximumColors = 256;
    QList<QRgb> table;
    QList<double> wrong(colors.size(), std::numeric_limits<double>::infinity());
    while (table.size() < qMin(MaximumColors, colors.size())) {
        const QRgb next = colors.at(std::max_element(wrong.cbegin(), wrong.cend()) - wrong.cbegin()).first;
        table << next;
        for (qsizetype i = 0; i < colors.size(); ++i)
            wrong[i] = std::min(wrong.at(i), double(distance(colors.at(i).first, next)) * colors.at(i).second);
    }
    return table;
}

} // namespace

QImage packedPicture(const QImage &picture)
{
    const QImage image = picture.convertToFormat(QImage::Format_RGB32);
    const QList<std::pair<QRgb, int>> colors = colorsOf(image);
    const QList<QRgb> table = tableOf(colors);
    QHash<QRgb, uchar> indexes;
    for (const auto &counted : colors) {
        const QRgb color = counted.first;
        const auto nearest = std::min_element(
            table.cbegin(), table.cend(), [color](QRgb a, QRgb b) { return distance(a, color) < distance(b, color); });
        indexes.insert(color, uchar(nearest - table.cbegin()));
    }
    QImage small(image.size(), QImage::Format_Indexed8);
    small.setColorTable(table);
    for (int y = 0; y < image.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        uchar *to = small.scanLine(y);
        for (int x = 0; x < image.width(); ++x)
            to[x] = indexes.value(from[x]);
    }
    return small;
}
