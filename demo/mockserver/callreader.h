// SPDX-License-Identifier: MIT
#pragma once

#include "flowengine.h"
#include "runstore.h"

#include <QtCore/QString>

#include <optional>

namespace mock
{

/*! A refusal in the service's own words. */
struct Refusal {
    int status = 400;
    QString code;
    QString message;
};

/*! What is to run, and in which run's name. */
struct CheckedCall {
    FlowCall call;
    RunPointer run; // empty when the call begins one
};

/*! Checks the body of a /step call as the service does. */
std::optional<Refusal> readStepCall(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                                    CheckedCall *checked);
/*! Checks the body of an /execute call; \a isJob when it is to be queued. */
std::optional<Refusal> readExecuteCall(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                                       bool isJob, CheckedCall *checked);

} // namespace mock
