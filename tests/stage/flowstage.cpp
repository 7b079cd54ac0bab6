// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <stagescene.h>

#include <QtCore/QLoggingCategory>
#include <QtTest/QTest>

namespace
{

QByteArray opening(int stepCount)
{
    const QByteArray count = stepCount < 0 ? QByteArray() : ",\"stepCount\":" + QByteArray::number(stepCount);
    QByteArray frames = stageEvent("run_started", "\"runId\":\"r1\"" + count);
    for (const char *step : {"s1", "s2"}) {
        const QByteArray id = QByteArray("\"stepId\":\"") + step + '"';
        frames += stageEvent("step_started", id + ",\"name\":\"Read\"");
        frames += stageEvent("step_completed", id + ",\"output\":\"done\",\"durationMs\":1200,\"costUsd\":\"0.001234\""
                                                    ",\"tokens\":{\"prompt\":800,\"completion\":42,\"total\":842}");
    }
    return frames + stageEvent("step_started", "\"stepId\":\"s3\",\"name\":\"Write\"");
}

QByteArray ending(NoukaiFlow::State state)
{
    switch (state) {
    case NoukaiFlow::Paused:
        return stageEvent("step_completed", "\"stepId\":\"s3\",\"output\":\"text\"") +
               stageEvent("step_paused", "\"stepId\":\"s3\",\"nextStepIndex\":3");
    case NoukaiFlow::AwaitingTools: {
        const QByteArray calls = "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"delete_file\","
                                 "\"arguments\":\"{\\\"path\\\":\\\"old.txt\\\"}\"}}]";
        return stageEvent("step_paused_for_tool_calls",
                          "\"executionId\":\"r1\",\"stepId\":\"s3\",\"stepIndex\":2,\"iterationsUsed\":1,"
                          "\"toolCallMessages\":[{\"role\":\"assistant\",\"tool_calls\":" +
                              calls + "}],\"toolCalls\":" + calls);
    }
    case NoukaiFlow::Failed:
        return stageEvent("step_error",
                          "\"stepId\":\"s3\",\"error\":{\"code\":\"MODEL_OVERLOADED\",\"message\":\"Busy\"}");
    case NoukaiFlow::Completed:
        return stageEvent("flow_completed", "\"runId\":\"r1\",\"result\":\"all\"");
    case NoukaiFlow::Interrupted:
        return {}; // the stream ends without a word
    default:
        return stageEvent("step_output", "\"stepId\":\"s3\",\"outputData\":\"text\""); // held back
    }
}

} // namespace

FlowStage::FlowStage()
    : flow(&client, QStringLiteral("acme/demo/stage"))
{
    // A run that a test leaves open is logged as cancelled, which says nothing about what is tested.
    QLoggingCategory::setFilterRules(QStringLiteral("noukai.client.warning=false"));
    server.setAuthorizationRequired(false);
    server.setManualDelivery(true);
    server.listen();
    client.setBaseUrl(server.baseUrl());
    client.setKeyless(true);
}

bool FlowStage::deliver(const QByteArray &frames, int held)
{
    const int expected = int(frames.count("\n\n"));
    if (!QTest::qWaitFor([&] { return server.pendingFrames() >= expected; }))
        return false;
    server.deliver(expected - held);
    return true;
}

bool FlowStage::reach(NoukaiFlow::State state, int stepCount)
{
    if (state == NoukaiFlow::Idle)
        return flow.state() == state;
    const bool open = state == NoukaiFlow::Connecting || state == NoukaiFlow::Running || state == NoukaiFlow::Cancelled;
    const QByteArray frames = opening(stepCount) + ending(state);
    server.addRawFlow(flow.identifier(), frames);
    flow.setAutoAdvance(false);
    flow.start();
    if (state != NoukaiFlow::Connecting && !deliver(frames, open ? 1 : 0))
        return false;
    if (state == NoukaiFlow::Cancelled) {
        if (!QTest::qWaitFor([&] { return flow.currentStep() == 2; }))
            return false;
        flow.cancel();
    }
    return QTest::qWaitFor([&] {
        return flow.state() == state &&
               (state == NoukaiFlow::Connecting || flow.currentStep() == 2 || !flow.isRunning());
    });
}
