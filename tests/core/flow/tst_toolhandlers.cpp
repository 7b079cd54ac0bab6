// SPDX-License-Identifier: MIT
// A tool and its handlers: what they give, throw and leave undone, and when they go.
#include "toolflow.h"

#include <stdexcept>

class tst_ToolHandlers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void throwing_data();
    void throwing();
    void cancelledFuture();
    void policyChangeHoldsForLaterCalls();
    void toolDeleted_data();
    void toolDeleted();
    void toolsChangedDuringTheRun();
    void nothingLostFromTheRequest();
    void requestOutlivesItsAnswer();
};

void tst_ToolHandlers::throwing_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("expected");
    QTest::newRow("function") << "function"
                              << "1=Error: the tool failed: boom";
    QTest::newRow("function, no exception class") << "int"
                                                  << "1=Error: the tool failed: unknown reason";
    QTest::newRow("function that should give a future") << "async"
                                                        << "1=Error: the tool failed: boom";
    QTest::newRow("future") << "future"
                            << "1=Error: the tool failed: boom";
}

void tst_ToolHandlers::throwing()
{
    QFETCH(QString, how);
    QFETCH(QString, expected);
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    QPromise<QString> promise;
    if (how == u"function"_s || how == u"int"_s) {
        tool.setHandler([&](const NoukaiToolCall &) -> QString {
            if (how == u"int"_s)
                throw 1;
            throw std::runtime_error("boom");
        });
    } else {
        tool.setAsyncHandler([&](const NoukaiToolCall &) -> QFuture<QString> {
            if (how == u"async"_s)
                throw std::runtime_error("boom");
            const QFuture<QString> future = later(promise);
            promise.setException(std::make_exception_ptr(std::runtime_error("boom")));
            promise.finish();
            return future;
        });
    }
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(results(bench.body(2)), QStringList{expected});
}

void tst_ToolHandlers::cancelledFuture()
{
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setAsyncHandler([&](const NoukaiToolCall &) { return QFuture<QString>(); });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList{u"1=Error: the tool was stopped before it answered."_s});
}

void tst_ToolHandlers::policyChangeHoldsForLaterCalls()
{
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setHandler([&](const NoukaiToolCall &) { return u"auto"_s; });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(2)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    tool.setPolicy(NoukaiTool::Auto);
    QCOMPARE(flow.toolCalls().size(), 1);
    flow.submitToolResult(u"1"_s, u"hand"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(3)), QStringList({u"1=hand"_s, u"1=auto"_s}));
}

void tst_ToolHandlers::toolDeleted_data()
{
    QTest::addColumn<QString>("when");
    QTest::newRow("before the pause") << "runStarted";
    QTest::newRow("at the pause") << "toolCallsRequired";
    QTest::newRow("while it answers") << "called";
    QTest::newRow("while it waits") << "waiting";
}

// Whoever would have answered is gone, so a person has to.
void tst_ToolHandlers::toolDeleted()
{
    QFETCH(QString, when);
    FlowBench bench;
    auto tool = std::make_unique<NoukaiTool>(u"f"_s, QString(), QJsonObject());
    tool->setPolicy(NoukaiTool::Auto);
    bool called = false;
    connect(tool.get(), &NoukaiTool::called, this, [&] {
        called = true;
        if (when == u"called"_s)
            tool.reset();
    });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    recorder.onEntry = [&](const QString &entry) {
        if (entry.startsWith(when))
            tool.reset();
    };
    flow.setTools({tool.get()});
    flow.start();
    if (when == u"waiting"_s) {
        QTRY_VERIFY(called);
        QCOMPARE(flow.toolCalls().size(), 0);
        tool.reset();
    }
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    QVERIFY(flow.tools().isEmpty());
    flow.submitToolResult(u"1"_s, u"by hand"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList{u"1=by hand"_s});
}

void tst_ToolHandlers::toolsChangedDuringTheRun()
{
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([&](const NoukaiToolCall &) { return u"still offered"_s; });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    flow.setTools({});
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList{u"1=still offered"_s});
    QVERIFY(bench.body(2).contains(u"tools"_s));
}

void tst_ToolHandlers::nothingLostFromTheRequest()
{
    FlowBench bench;
    NoukaiTool tool(u"f"_s, u"What it does"_s, {});
    QCOMPARE(compact(tool.definition()),
             QByteArray(R"({"function":{"description":"What it does","name":"f","parameters":{"properties":{},)"
                        R"("type":"object"}},"type":"function"})"));
    tool.setDescription({});
    tool.setParameters(json(R"({"type": "object", "required": ["x"]})"));
    QCOMPARE(
        compact(tool.definition()),
        QByteArray(R"({"function":{"name":"f","parameters":{"required":["x"],"type":"object"}},"type":"function"})"));
    QVERIFY(!tool.hasHandler());
    tool.setHandler([](const NoukaiToolCall &) { return QString(); });
    QVERIFY(tool.hasHandler());
    tool.setHandler({});
    QVERIFY(!tool.hasHandler());
    const auto connection = connect(&tool, &NoukaiTool::called, this, [] {});
    QVERIFY(tool.hasHandler());
    disconnect(connection);
    QVERIFY(!tool.hasHandler());
}

// A request may be kept for longer than it is good for.
void tst_ToolHandlers::requestOutlivesItsAnswer()
{
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    QPointer<NoukaiToolRequest> request;
    connect(&tool, &NoukaiTool::called, &tool, [&](NoukaiToolRequest *call) { request = call; });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_VERIFY(request);
    QSignalSpy answered(request, &NoukaiToolRequest::answeredChanged);
    request->respond(u"first"_s);
    request->respond(u"second"_s);
    request->fail(u"third"_s);
    QVERIFY(request->isAnswered());
    QCOMPARE(answered.size(), 1);
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY(!request);
    QCOMPARE(results(bench.body(2)), QStringList{u"1=first"_s});
    // One that is answered after the run was cancelled is ignored.
    flow.rerunFrom(1);
    QTRY_VERIFY(request);
    flow.cancel();
    if (request)
        request->respond(u"late"_s);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
}

QTEST_GUILESS_MAIN(tst_ToolHandlers)
#include "tst_toolhandlers.moc"
