// SPDX-License-Identifier: MIT
#pragma once

#include "runstore.h"

namespace mock
{

/*! A run's head: {id, flowId, status, …}. */
QJsonObject flowRunOf(const Run &run);
/*! {flowRun, steps} with the latest attempt at each step (and round of a loop). */
QJsonObject traceOf(const Run &run);
QJsonObject stepTraceOf(const Run &run, const StepAttempt &step);
/*! What step_completed said about \a step. */
QJsonObject completedPayload(const StepAttempt &step);
/*! The run as one execution of a session. */
QJsonObject executionOf(const Run &run);

} // namespace mock
