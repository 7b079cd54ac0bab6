// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>

// The one door through which the wire layer builds events and the flow stamps them. The flow-absolute index is not on
// the wire: see NoukaiFlow. Stamping detaches from other copies.
struct NOUKAI_INTERNAL_EXPORT NoukaiEventAccess {
    static void assign(NoukaiEvent &event, NoukaiEventData *data);
    static const NoukaiEventData *data(const NoukaiEvent &event);
    static void setStepIndex(NoukaiEvent &event, int index);
    static void setStepId(NoukaiEvent &event, const QString &stepId);
};
