// SPDX-License-Identifier: MIT
#pragma once

#include "runrecord_p.h"

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukairuncomparison.h>

#include <vector>

// Which steps of two runs belong together, and how they differ.
namespace RunMatch
{

constexpr std::size_t MaximumRows = 10'000; // of either run

struct Row {
    int a = -1; // attempts; -1 where the run has none
    int b = -1;
    friend bool operator==(const Row &one, const Row &other) = default;
};

// Of each step and iteration the latest attempt counts. They belong together by step and iteration, those that are
// left by index and iteration; what only one run has stands where it has it. Either record may be null.
NOUKAI_INTERNAL_EXPORT std::vector<Row> match(const RunRecord *a, const RunRecord *b, bool *isTruncated);

// Of two attempts that may be missing.
NOUKAI_INTERNAL_EXPORT NoukaiRunComparison::OutputRelation compareOutputs(const StepAttempt *a, const StepAttempt *b);

// b - a, exactly; empty where either is unknown.
NOUKAI_INTERNAL_EXPORT QString costDifference(const QString &a, const QString &b);

} // namespace RunMatch
