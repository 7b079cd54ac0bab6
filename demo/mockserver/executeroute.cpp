// SPDX-License-Identifier: MIT
#include "callreader.h"
#include "router.h"

#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

void noteAll(RunStore *runs, const RunPointer &run, EventScript script)
{
    MockEvent event;
    while (script.next(&event))
        runs->note(run, event);
}

QJsonObject outcomeOf(const FlowEngine &engine, const FlowPointer &flow, const RunPointer &run)
{
    QJsonObject answer{
        {u"executionId"_s, run->executionId}, {u"flowId"_s, flow->flowId}, {u"blockCount"_s, flow->stepCount}};
    if (engine.outcome() != FlowEngine::PausedForTools) {
        answer.insert(u"status"_s, engine.outcome() == FlowEngine::Completed ? u"completed"_s : u"failed"_s);
        answer.insert(u"result"_s, engine.result());
        return answer;
    }
    const QJsonObject pause = engine.toolPause();
    answer.insert(u"status"_s, u"tool_calls_required"_s);
    answer.insert(u"pausedAtStep"_s, pause.value("stepId"_L1));
    for (const QString &member : {u"iterationsUsed"_s, u"toolCallMessages"_s, u"toolCalls"_s, u"accumulatedOutputs"_s})
        answer.insert(member, pause.value(member));
    return answer;
}

RunPointer beginRun(const RouteContext &context, const QString &trigger, CheckedCall *checked)
{
    if (checked->run)
        return checked->run;
    const QString session = QString::fromUtf8(context.request.header("x-session-id"));
    checked->run = context.state.runs.create(context.flow, trigger, session);
    checked->run->message = checked->call.message.toString();
    checked->run->parameters = checked->call.parameters;
    checked->call.executionId = checked->run->executionId;
    return checked->run;
}

} // namespace

HttpAnswer answerExecute(const RouteContext &context)
{
    CheckedCall checked;
    if (auto refusal = readExecuteCall(context.flow, context.state.runs, context.body, false, &checked))
        return HttpAnswer::error(refusal->status, refusal->code, refusal->message);
    if (!checked.run) {
        if (auto refusal = refuseIfBusy(context))
            return std::move(*refusal);
    }
    const RunPointer run = beginRun(context, u"execute"_s, &checked);
    FlowEngine engine(checked.call);
    engine.plan();
    noteAll(&context.state.runs, run, engine.takeScript());
    HttpAnswer answer = HttpAnswer::json(200, outcomeOf(engine, context.flow, run));
    answer.delayMs = context.state.paced(engine.durationMs());
    return answer;
}

HttpAnswer answerSubmitJob(const RouteContext &context)
{
    CheckedCall checked;
    if (auto refusal = readExecuteCall(context.flow, context.state.runs, context.body, true, &checked))
        return HttpAnswer::error(refusal->status, refusal->code, refusal->message);
    if (auto refusal = refuseIfBusy(context))
        return std::move(*refusal);
    const RunPointer run = beginRun(context, u"job"_s, &checked);
    run->status = Run::Pending;
    FlowEngine engine(checked.call);
    engine.plan();
    auto job = std::make_shared<Job>();
    job->script = engine.takeScript();
    job->result = engine.result();
    job->durationMs = engine.durationMs();
    if (engine.outcome() == FlowEngine::Failed)
        job->error = engine.result().toObject().value("error"_L1).toObject().value("message"_L1).toString();
    else if (engine.outcome() == FlowEngine::PausedForTools)
        job->error = u"A queued run cannot call tools."_s;
    job->since.start();
    context.state.addJob(run->executionId, job);
    return HttpAnswer::json(202, QJsonObject{{u"executionId"_s, run->executionId},
                                             {u"status"_s, u"pending"_s},
                                             {u"flowId"_s, context.flow->flowId},
                                             {u"blockCount"_s, context.flow->stepCount}});
}

HttpAnswer answerPollJob(const RouteContext &context)
{
    const Route &route = context.route;
    const auto job = context.state.jobs.value(route.runId);
    const RunPointer run = context.state.runs.find(route.runId);
    const auto unknown = [&] {
        return HttpAnswer::error(404, u"RUN_NOT_FOUND"_s, u"There is no job \"%1\"."_s.arg(route.runId));
    };
    if (!job || !run || run->flow->identifier != route.identifier)
        return unknown();
    const Job::Phase phase = job->advance(context.state.speed);
    if (phase == Job::Unregistered)
        return unknown();
    QJsonObject answer{{u"executionId"_s, route.runId}};
    if (phase == Job::Ended) {
        noteAll(&context.state.runs, run, std::move(job->script));
        run->status = job->error.isEmpty() ? Run::Completed : Run::Failed;
        if (job->error.isEmpty())
            answer.insert(u"result"_s, job->result);
        else
            answer.insert(u"error"_s, job->error);
    } else if (phase == Job::Running) {
        run->status = Run::Running;
    }
    answer.insert(u"status"_s, Run::statusName(run->status));
    return HttpAnswer::json(200, answer);
}

} // namespace mock
