// SPDX-License-Identifier: MIT
// Tool pauses that do not go well: answers that fail, runs that end while a handler works, models that never stop.
#include "flowrecorder.h"

#include <QtCore/QPromise>

using namespace Qt::StringLiterals;

class tst_ToolRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failedAnswers_data();
    void failedAnswers();
    void failedStepKeepsTheAnswers();
    void rerunAsksAgain();
    void cancelWhileAHandlerWorks();
    void cancelWithinAHandler();
    void cancelAndResumeWithinAHandler();
    void deleteWithinAHandler_data();
    void deleteWithinAHandler();
    void cancelWhileAPersonDecides();
    void limits_data();
    void limits();
    void personsRoundsDoNotCount();
    void limitStartsAnewWithResume();
    void manyMessages();
};

static QByteArray rounds(int count, const QByteArray &calls)
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i)
        list += "{\"calls\": [" + calls + "]}";
    return "{\"messageRequired\": false, \"toolIterationLimit\": 1000, \"steps\": [{\"id\": \"a\", \"output\": \"A\"},"
           "{\"id\": \"t\", \"output\": \"T\", \"toolRounds\": [" +
           list.join(',') + "]}]}";
}

static const QByteArray One = "{\"id\": \"1\", \"name\": \"f\", \"arguments\": {}}";
static const QByteArray Two = One + ", {\"id\": \"2\", \"name\": \"g\", \"arguments\": {}}";

void tst_ToolRuns::failedAnswers_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::newRow("HTTP 500") << "http-error:status=500" << NoukaiFlow::Failed;
    QTest::newRow("HTTP 429") << "http-error:status=429" << NoukaiFlow::Failed;
    QTest::newRow("cut before the answer") << "cut-before-response" << NoukaiFlow::Failed;
    QTest::newRow("cut in mid-stream") << "end-without-terminal:after=1" << NoukaiFlow::Interrupted;
    QTest::newRow("clean end in mid-stream") << "end-without-terminal:after=1,end=clean" << NoukaiFlow::Interrupted;
    QTest::newRow("broken event") << "broken-control:event=step_completed" << NoukaiFlow::Interrupted;
}

// What was decided is kept and sent again, to the byte; no tool is called twice.
void tst_ToolRuns::failedAnswers()
{
    QFETCH(QString, fault);
    QFETCH(NoukaiFlow::State, state);
    FlowBench bench;
    QString mistake;
    NoukaiMockFault set = NoukaiMockFault::fromText(fault, &mistake);
    set.nth = 3;
    bench.server.setFault(set);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    int called = 0;
    tool.setHandler([&](const NoukaiToolCall &) { return QString::number(++called); });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, Two)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    flow.submitToolResult(u"2"_s, u"by hand"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), state);
    QCOMPARE(flow.toolCalls().size(), 0);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(called, 1);
    QCOMPARE(bench.server.requests().size(), 4);
    QCOMPARE(bench.bodies().value(3), bench.bodies().value(2));
    QVERIFY(bench.body(2).contains(u"toolCallMessages"_s));
    QCOMPARE(recorder.outcomes.size(), 4);
}

// Calls may have had effects, so a step that fails with its answers is run again with the same ones.
void tst_ToolRuns::failedStepKeepsTheAnswers()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(R"({"messageRequired": false, "steps": [{"id": "t", "output": "T",
        "toolRounds": [{"calls": [{"id": "1", "name": "f", "arguments": {}}]}],
        "error": {"message": "busy", "unless": [{"value": "{{block.x}}", "equals": "1"}]}, "block": {"x": "0"}}]})"));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    flow.submitToolResult(u"1"_s, u"paid"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.error().message(), u"busy"_s);
    flow.setBlockOverrides(json(R"({"t": {"x": "1"}})"));
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.body(2)[u"toolCallMessages"_s], bench.body(1)[u"toolCallMessages"_s]);
}

void tst_ToolRuns::rerunAsksAgain()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, One)));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    flow.cancel();
    QTRY_COMPARE(recorder.finishes, 1);
    flow.rerunFrom(1);
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    QVERIFY(!bench.body(2).contains(u"toolCallMessages"_s));
    flow.submitToolResult(u"1"_s, {});
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_ToolRuns::cancelWhileAHandlerWorks()
{
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    std::vector<QPromise<QString>> promises(2);
    std::size_t called = 0;
    tool.setAsyncHandler([&](const NoukaiToolCall &) {
        promises[called].start();
        return promises[called++].future();
    });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, One)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(called, 1U);
    flow.cancel();
    QVERIFY(promises[0].isCanceled());
    promises[0].addResult(u"late"_s);
    promises[0].finish();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QCOMPARE(bench.server.requests().size(), 2);
    // Nothing was decided, so the handler is asked again.
    flow.resume();
    QTRY_COMPARE(called, 2U);
    QCOMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    promises[1].addResult(u"in time"_s);
    promises[1].finish();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QVERIFY(bench.bodies().value(2).contains("in time"));
    // A flow that is deleted stops its handlers as well.
    promises.emplace_back();
    auto other = std::make_unique<NoukaiFlow>(bench.client.get(), flow.identifier());
    other->setTools({&tool});
    other->start();
    QTRY_COMPARE(called, 3U);
    other.reset();
    QVERIFY(promises[2].isCanceled());
    promises[2].finish();
}

// After the run has ended in one handler, no other is called.
void tst_ToolRuns::cancelWithinAHandler()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, Two)));
    FlowRecorder recorder(&flow);
    NoukaiTool first(u"f"_s, {}, {});
    NoukaiTool second(u"g"_s, {}, {});
    int called = 0;
    bool cancels = true;
    for (NoukaiTool *tool : {&first, &second}) {
        tool->setPolicy(NoukaiTool::Auto);
        tool->setHandler([&](const NoukaiToolCall &call) -> QString {
            ++called;
            if (cancels)
                flow.cancel();
            return u"of "_s + call.name();
        });
    }
    flow.setTools({&first, &second});
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QCOMPARE(called, 1);
    // What the first one gave is kept.
    cancels = false;
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(called, 2);
    QVERIFY(bench.bodies().value(2).contains("of f") && bench.bodies().value(2).contains("of g"));
}

void tst_ToolRuns::cancelAndResumeWithinAHandler()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, One)));
    FlowRecorder recorder(&flow);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    int called = 0;
    tool.setHandler([&](const NoukaiToolCall &) {
        if (++called == 1) {
            flow.cancel();
            flow.resume();
        }
        return QString::number(called);
    });
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(called, 1);
    QCOMPARE(bench.server.requests().size(), 3);
}

void tst_ToolRuns::deleteWithinAHandler_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("tool");
    for (const char *kind : {"function", "future", "signal"}) {
        QTest::addRow("%s, the flow", kind) << QString::fromLatin1(kind) << false;
        QTest::addRow("%s, flow and tool", kind) << QString::fromLatin1(kind) << true;
    }
}

void tst_ToolRuns::deleteWithinAHandler()
{
    QFETCH(QString, kind);
    QFETCH(bool, tool);
    FlowBench bench;
    QPointer<NoukaiFlow> flow = new NoukaiFlow(bench.client.get(), bench.add(rounds(1, Two)));
    QPointer<NoukaiTool> f = new NoukaiTool(u"f"_s, {}, {});
    f->setPolicy(NoukaiTool::Auto);
    QPromise<QString> promise;
    QString seen;
    const auto act = [&] {
        delete flow;
        if (tool)
            delete f;
    };
    if (kind == u"function"_s) {
        f->setHandler([&](const NoukaiToolCall &call) {
            act();
            return seen = call.id();
        });
    } else if (kind == u"future"_s) {
        f->setAsyncHandler([&](const NoukaiToolCall &call) {
            act();
            seen = call.id();
            promise.start();
            return promise.future();
        });
    } else {
        connect(f, &NoukaiTool::called, this, [&](NoukaiToolRequest *call) {
            seen = call->id();
            act();
        });
    }
    flow->setTools({f});
    flow->start();
    QTRY_VERIFY(!flow);
    QTRY_COMPARE(seen, u"1"_s);
    if (kind == u"future"_s)
        QVERIFY(promise.isCanceled());
    QCOMPARE(f.isNull(), tool);
    delete f;
    QTRY_COMPARE(bench.server.openStreams(), 0);
}

void tst_ToolRuns::cancelWhileAPersonDecides()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, Two)));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 2);
    flow.submitToolResult(u"2"_s, u"decided"_s);
    flow.cancel();
    QCOMPARE(flow.toolCalls().size(), 0);
    flow.submitToolResult(u"1"_s, u"too late"_s);
    QCOMPARE(recorder.warnings.size(), 1);
    QTRY_COMPARE(recorder.finishes, 1);
    flow.resume();
    QCOMPARE(flow.state(), NoukaiFlow::Connecting);
    QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    QCOMPARE(flow.toolCalls().size(), 1);
    QCOMPARE(flow.toolCalls().first().id(), u"1"_s);
    QCOMPARE(bench.server.requests().size(), 2);
    flow.submitToolResult(u"1"_s, u"now"_s);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_ToolRuns::limits_data()
{
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<int>("called");
    QTest::newRow("default, ten rounds") << 10 << 10 << 10;
    QTest::newRow("default, round 11") << 10 << 11 << 10;
    QTest::newRow("one, one round") << 1 << 1 << 1;
    QTest::newRow("one, round 2") << 1 << 2 << 1;
    QTest::newRow("none") << 0 << 1 << 0;
    QTest::newRow("negative") << -5 << 1 << 0;
}

void tst_ToolRuns::limits()
{
    QFETCH(int, maximum);
    QFETCH(int, rounds);
    QFETCH(int, called);
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    int calls = 0;
    tool.setHandler([&](const NoukaiToolCall &) { return QString::number(++calls); });
    NoukaiFlow flow(bench.client.get(), bench.add(::rounds(rounds, One)));
    FlowRecorder recorder(&flow);
    QCOMPARE(flow.maxToolRounds(), 10);
    flow.setMaxToolRounds(maximum);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(calls, called);
    if (rounds == called) {
        QCOMPARE(flow.state(), NoukaiFlow::Completed);
        return;
    }
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::ToolCallLimit);
    QCOMPARE(flow.error().code(), u"TOOL_CALL_LIMIT_CLIENT"_s);
    QCOMPARE(flow.error().executionId(), flow.executionId());
    QCOMPARE(recorder.only(u"toolCallsRequired"_s).size(), called + 1);
    QCOMPARE(bench.server.requests().size(), called + 2);
}

void tst_ToolRuns::personsRoundsDoNotCount()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(5, Two)));
    FlowRecorder recorder(&flow);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([&](const NoukaiToolCall &) { return QString(); });
    flow.setTools({&tool});
    flow.setMaxToolRounds(1);
    connect(&flow, &NoukaiFlow::toolCallsRequired, &flow, [&] { flow.submitToolResult(u"2"_s, u"a person"_s); });
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_ToolRuns::limitStartsAnewWithResume()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(3, One)));
    FlowRecorder recorder(&flow);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([&](const NoukaiToolCall &) { return QString(); });
    flow.setTools({&tool});
    flow.setMaxToolRounds(2);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.error().kind(), NoukaiError::ToolCallLimit);
    flow.setMaxToolRounds(3);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

// One warning, however often there are too many.
void tst_ToolRuns::manyMessages()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(103, One)));
    FlowRecorder recorder(&flow);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    int warnedAt = 0;
    int calls = 0;
    tool.setHandler([&](const NoukaiToolCall &) {
        ++calls;
        if (recorder.warnings.size() == 1 && warnedAt == 0)
            warnedAt = calls;
        return QString();
    });
    flow.setTools({&tool});
    flow.setMaxToolRounds(1000);
    flow.start();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.finishes, 1, 30'000);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.warnings.size(), 1);
    QCOMPARE(warnedAt, 100); // a message, and an assistant's and a tool's for each round
}

QTEST_GUILESS_MAIN(tst_ToolRuns)
#include "tst_toolruns.moc"
