// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QList>
#include <QtCore/QStringView>

// What makes one list of lines another one: the shortest way by Myers' algorithm ("An O(ND) Difference Algorithm and
// Its Variations", 1986), up to a number of changes, and to fewer where the lists are long; beyond that all that lies
// between the equal ends counts as replaced.
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

} // namespace LineDiff
