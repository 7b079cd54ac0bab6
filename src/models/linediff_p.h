// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QList>
#include <QtCore/QStringView>

// What makes one list of lines another one: the shortest way by Myers' algorithm ("An O(ND) Difference Algorithm and
// Its Variations", 1986), up to a number of changes. Where more is needed, lines that stand once in either list divide
// them into parts that are compared by themselves; what no line divides counts as replaced.
namespace LineDiff
{

constexpr int MaximumChanges = 1000;

enum class Kind { Same, Removed, Added };

struct Line {
    Kind kind = Kind::Same;
    qsizetype before = -1; // its index in the one list; -1 where it is not in it
    qsizetype after = -1;  // and in the other
};

NOUKAI_INTERNAL_EXPORT QList<Line> compare(const QList<QStringView> &before, const QList<QStringView> &after,
                                           int maximumChanges = MaximumChanges);

// Where a line differs from another one that stands in its place, word by word; from the first to the last difference
// where they are long.
struct Range {
    qsizetype start;
    qsizetype length;
};
NOUKAI_INTERNAL_EXPORT QList<Range> changedWords(QStringView line, QStringView other);

} // namespace LineDiff
