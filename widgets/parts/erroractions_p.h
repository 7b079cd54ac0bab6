// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierrortext.h>
#include <Noukai/noukaiflow.h>

// What a view that acts by itself does about an error.
namespace NoukaiErrorActions
{

// Does \a action for the step at \a stepIndex, -1 for the one where the run stands. False for what the flow alone
// cannot do: edit an input, change settings. Any slot may have deleted the flow afterwards.
inline bool act(NoukaiFlow *flow, NoukaiErrorText::Action action, int stepIndex = -1)
{
    const int step = stepIndex >= 0 ? stepIndex : flow->currentStep();
    switch (action) {
    case NoukaiErrorText::Retry:
    case NoukaiErrorText::RerunFrom:
        if (step >= 0 && !flow->executionId().isEmpty())
            flow->rerunFrom(step);
        else
            flow->start();
        return true;
    case NoukaiErrorText::Resume:
        flow->resume();
        return true;
    case NoukaiErrorText::Reload:
    case NoukaiErrorText::Start:
        flow->start();
        return true;
    case NoukaiErrorText::EditInput:
    case NoukaiErrorText::Settings:
        break;
    }
    return false;
}

} // namespace NoukaiErrorActions
