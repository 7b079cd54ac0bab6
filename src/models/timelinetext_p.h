// SPDX-License-Identifier: MIT
#pragma once

#include "runrecord_p.h"

// What a row of a timeline says to those who do not see it.
namespace TimelineText
{

// `attempts` of the step there are; `tokens` in total, -1 where nobody knows.
QString sentence(const StepAttempt &attempt, int attempts, qint64 tokens);

} // namespace TimelineText
