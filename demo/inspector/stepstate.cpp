// SPDX-License-Identifier: MIT
#include "stepstate.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QCoreApplication>

namespace
{

// A step's states are a run's, but for the two that only a step has.
NoukaiFlow::State asRun(StepState::State state)
{
    switch (state) {
    case StepState::Running:
        return NoukaiFlow::Running;
    case StepState::Paused:
        return NoukaiFlow::Paused;
    case StepState::AwaitingTools:
        return NoukaiFlow::AwaitingTools;
    case StepState::Completed:
        return NoukaiFlow::Completed;
    case StepState::Failed:
        return NoukaiFlow::Failed;
    case StepState::Cancelled:
        return NoukaiFlow::Cancelled;
    case StepState::Pending:
    case StepState::Skipped:
        break;
    }
    return NoukaiFlow::Idle;
}

} // namespace

QString StepState::word(State state)
{
    if (state == Pending)
        return QCoreApplication::translate("StepState", "Pending");
    if (state == Skipped)
        return QCoreApplication::translate("StepState", "Skipped");
    return NoukaiFormat::stateWord(asRun(state));
}

NoukaiTheme::Role StepState::role(State state)
{
    return state == Skipped ? NoukaiTheme::Cancelled : NoukaiTheme::roleOf(asRun(state));
}

NoukaiTheme::Glyph StepState::glyph(State state)
{
    return state == Skipped ? NoukaiTheme::Dash : NoukaiTheme::glyphOf(asRun(state));
}
