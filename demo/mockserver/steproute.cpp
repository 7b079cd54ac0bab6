// SPDX-License-Identifier: MIT
#include "callreader.h"
#include "router.h"

using namespace Qt::StringLiterals;

namespace mock
{

HttpAnswer answerStep(const RouteContext &context)
{
    if (!context.flow->rawSse.isEmpty())
        return makeStream(context, makeRawScript(context.flow->rawSse), {});
    const QString known = context.body.value("executionId"_L1).toString();
    if (context.state.adoptsRuns && !known.isEmpty() && !context.state.runs.find(known))
        context.state.runs.create(context.flow, u"step"_s, {}, known);
    CheckedCall checked;
    if (auto refusal = readStepCall(context.flow, context.state.runs, context.body, &checked))
        return HttpAnswer::error(refusal->status, refusal->code, refusal->message);
    if (!checked.run) {
        if (auto refusal = refuseIfBusy(context))
            return std::move(*refusal);
        checked.run = context.state.runs.create(context.flow, u"step"_s,
                                                QString::fromUtf8(context.request.header("x-session-id")));
        checked.run->message = checked.call.message.toString();
        checked.run->parameters = checked.call.parameters;
        checked.call.executionId = checked.run->executionId;
    }
    FlowEngine engine(checked.call);
    engine.plan();
    StreamOptions options;
    options.callStepIndex = checked.call.stepIndex;
    options.goesOn = context.state.runsGoOn;
    options.sent = [&runs = context.state.runs, run = checked.run](const MockEvent &event) {
        runs.note(run, event);
    };
    return makeStream(context, std::make_unique<EventScript>(engine.takeScript()), options);
}

} // namespace mock
