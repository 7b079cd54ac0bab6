// SPDX-License-Identifier: MIT
// Live traces: a run that someone else started, and our own after its stream broke off.
#include "toolflow.h"

#include <Noukai/noukairun.h>

class tst_Watch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runThatIsOver();
    void liveTraceOfARun();
    void runUnderWay();
    void failedRun();
    void unknownRun_data();
    void unknownRun();
    void otherForm();
    void whileRunning();
    void nothingIsSent();
    void awaitingTools();
    void cancelledWatch();
    void reattach_data();
    void reattach();
    void reattachToARunThatStopped();
    void reattachThatFails();
    void noReattachStepByStep();
    void stepAfterAReattach();
};

// A run by one flow, to be followed by another.
static QString completedRun(FlowBench &bench, const QString &identifier)
{
    NoukaiFlow flow(bench.client.get(), identifier);
    flow.start();
    if (!QTest::qWaitFor([&] { return flow.state() == NoukaiFlow::Completed; }))
        qFatal("%s", qPrintable(flow.error().message()));
    return flow.executionId();
}

void tst_Watch::runThatIsOver()
{
    FlowBench bench;
    const QString identifier = bench.add(TwoSteps);
    const QString run = completedRun(bench, identifier);
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.watch(run);
    QCOMPARE(flow.state(), NoukaiFlow::Connecting);
    QCOMPARE(flow.executionId(), run);
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(flow.result(), QJsonValue(u"done"_s));
    QCOMPARE(recorder.only(u"step"_s),
             QStringList({u"stepStarted a 0"_s, u"stepCompleted a 0"_s, u"stepStarted b 1"_s, u"stepCompleted b 1"_s}));
    QCOMPARE(flow.usage().totalTokens(), 14);
    QCOMPARE(flow.usage().costUsd(), u"0.12"_s);
}

void tst_Watch::liveTraceOfARun()
{
    FlowBench bench;
    const QString identifier = bench.add(TwoSteps);
    NoukaiRun run(bench.client.get(), identifier, completedRun(bench, identifier));
    NoukaiFlow *flow = run.liveTrace();
    QCOMPARE(flow->parent(), &run);
    FlowRecorder recorder(flow);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow->state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.only(u"stepCompleted"_s).size(), 2);
}

void tst_Watch::runUnderWay()
{
    FlowBench bench;
    const QString identifier = bench.add(ThreeSteps);
    bench.server.setManualDelivery(true);
    NoukaiFlow runner(bench.client.get(), identifier);
    runner.setRunRemaining(true);
    runner.start();
    QTRY_VERIFY(bench.server.pendingFrames() > 0);
    bench.server.deliver(4);
    QTRY_VERIFY(runner.currentStep() >= 0);
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.watch(runner.executionId());
    QTRY_COMPARE(flow.state(), NoukaiFlow::Running);
    bench.server.setManualDelivery(false);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"CBA"_s));
    QCOMPARE(recorder.only(u"stepStarted"_s),
             QStringList({u"stepStarted a 0"_s, u"stepStarted b 1"_s, u"stepStarted c 2"_s}));
    QCOMPARE(recorder.only(u"stepCompleted"_s).size(), 3);
}

void tst_Watch::failedRun()
{
    FlowBench bench;
    const QString identifier = bench.add(R"({"messageRequired": false, "steps": [{"id": "a", "output": "A"},
        {"id": "b", "error": {"code": "C", "message": "M"}}]})");
    NoukaiFlow runner(bench.client.get(), identifier);
    runner.start();
    QTRY_COMPARE(runner.state(), NoukaiFlow::Failed);
    NoukaiFlow flow(bench.client.get(), identifier);
    flow.watch(runner.executionId());
    QTRY_COMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Execution);
    QCOMPARE(flow.error().message(), u"M"_s);
}

void tst_Watch::unknownRun_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("unknown") << u"no-such-run"_s << NoukaiError::NotFound;
    QTest::newRow("empty") << QString() << NoukaiError::Configuration;
    QTest::newRow("dots") << u".."_s << NoukaiError::Configuration;
}

void tst_Watch::unknownRun()
{
    QFETCH(QString, id);
    QFETCH(NoukaiError::Kind, kind);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.watch(id);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), kind);
    // Both forms of the address were tried, each once.
    QCOMPARE(bench.server.requests().size(), kind == NoukaiError::NotFound ? 2 : 0);
}

// The SDKs' form is asked first; a server that does not have it may have the documented one.
void tst_Watch::otherForm()
{
    FlowBench bench;
    const QString identifier = bench.add(TwoSteps);
    const QString run = completedRun(bench, identifier);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.status = 404;
    fault.path = u"/seq/"_s;
    fault.count = -1;
    bench.server.setFault(fault);
    NoukaiFlow flow(bench.client.get(), identifier);
    flow.watch(run);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QVERIFY(bench.server.requests().constLast().path.contains(u"/flow-runs/"_s));
}

void tst_Watch::whileRunning()
{
    FlowBench bench;
    const QString identifier = bench.add(TwoSteps);
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.start();
    flow.watch(u"another"_s);
    QCOMPARE(recorder.warnings.size(), 1);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Watch::nothingIsSent()
{
    FlowBench bench;
    const QString identifier = bench.add(ThreeSteps);
    bench.server.setManualDelivery(true);
    NoukaiFlow runner(bench.client.get(), identifier);
    runner.setRunRemaining(true);
    runner.start();
    QTRY_VERIFY(bench.server.pendingFrames() > 0);
    bench.server.deliver(3);
    QTRY_VERIFY(!runner.executionId().isEmpty());
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.watch(runner.executionId());
    QTRY_COMPARE(flow.state(), NoukaiFlow::Running);
    flow.advance();
    flow.runToEnd();
    QCOMPARE(recorder.warnings.size(), 2);
    bench.server.setManualDelivery(false);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QTRY_COMPARE(runner.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.server.requests().size(), 2);
    QCOMPARE(bench.server.requests().constLast().method, QByteArray("GET"));
}

void tst_Watch::awaitingTools()
{
    FlowBench bench;
    const QString identifier = bench.add(rounds(1));
    NoukaiFlow runner(bench.client.get(), identifier);
    runner.setRunRemaining(true);
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    QObject::connect(&runner, &NoukaiFlow::runStarted, &flow, [&] {
        if (!flow.isRunning())
            flow.watch(runner.executionId());
    });
    bench.server.setManualDelivery(true);
    runner.start();
    QTRY_VERIFY(bench.server.pendingFrames() > 0);
    bench.server.deliver(1);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Running);
    bench.server.setManualDelivery(false);
    QTRY_COMPARE(runner.state(), NoukaiFlow::AwaitingTools);
    QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    QVERIFY(flow.toolCalls().isEmpty()); // they are the runner's to decide
    QCOMPARE(recorder.only(u"toolCallsRequired"_s).size(), 1);
    runner.submitToolResult(u"1"_s, u"done"_s);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(runner.state(), NoukaiFlow::Completed);
}

void tst_Watch::cancelledWatch()
{
    FlowBench bench;
    const QString identifier = bench.add(ThreeSteps);
    bench.server.setManualDelivery(true);
    NoukaiFlow runner(bench.client.get(), identifier);
    runner.setRunRemaining(true);
    runner.start();
    QTRY_VERIFY(bench.server.pendingFrames() > 0);
    bench.server.deliver(1);
    QTRY_VERIFY(!runner.executionId().isEmpty());
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.watch(runner.executionId());
    QTRY_COMPARE(flow.state(), NoukaiFlow::Running);
    flow.cancel();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    bench.server.setManualDelivery(false);
    QTRY_COMPARE(runner.state(), NoukaiFlow::Completed);
}

void tst_Watch::reattach_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("before anything") << "end-without-terminal:after=1";
    QTest::newRow("within a step") << "end-without-terminal:after=3";
    QTest::newRow("between steps") << "end-without-terminal:after=5,end=clean";
    QTest::newRow("in mid-frame") << "cut-mid-frame:after=6,end=reset";
    QTest::newRow("at the end") << "cut-mid-frame";
}

// The server ran on while the stream was gone: the rest is told, nothing twice, and no step is sent again.
void tst_Watch::reattach()
{
    QFETCH(QString, fault);
    FlowBench bench;
    QString mistake;
    bench.server.setFault(NoukaiMockFault::fromText(fault, &mistake));
    QVERIFY2(mistake.isEmpty(), qPrintable(mistake));
    bench.server.setRunsGoOn(true);
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setRunRemaining(true);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(flow.result(), QJsonValue(u"CBA"_s));
    QCOMPARE(recorder.only(u"stepStarted"_s),
             QStringList({u"stepStarted a 0"_s, u"stepStarted b 1"_s, u"stepStarted c 2"_s}));
    QCOMPARE(recorder.only(u"stepCompleted"_s),
             QStringList({u"stepCompleted a 0"_s, u"stepCompleted b 1"_s, u"stepCompleted c 2"_s}));
    QCOMPARE(bench.server.requests().size(), 2);
    QCOMPARE(bench.server.requests().constLast().method, QByteArray("GET"));
    QCOMPARE(flow.progress(), 1.0);
}

// It did not: then, and only when asked again, the step is sent again.
void tst_Watch::reattachToARunThatStopped()
{
    FlowBench bench;
    QString mistake;
    bench.server.setFault(NoukaiMockFault::fromText(u"end-without-terminal:after=5"_s, &mistake));
    bench.client->setTimeout(700); // the trace of a run that is not over stays silent
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setRunRemaining(true);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Interrupted);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    QCOMPARE(flow.error().kind(), NoukaiError::Timeout);
    QVERIFY2(flow.error().message().contains(u"resume() sends step"_s), qPrintable(flow.error().message()));
    QCOMPARE(bench.server.requests().size(), 2);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 3);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.server.requests().size(), 3);
    QCOMPARE(bench.server.requests().constLast().method, QByteArray("POST"));
    QCOMPARE(flow.result(), QJsonValue(u"CBA"_s));
}

void tst_Watch::reattachThatFails()
{
    FlowBench bench;
    QString mistake;
    bench.server.setFault(NoukaiMockFault::fromText(u"end-without-terminal:after=5"_s, &mistake));
    NoukaiMockFault missing;
    missing.kind = NoukaiMockFault::HttpError;
    missing.status = 404;
    missing.method = "GET";
    missing.count = -1;
    bench.server.setFault(missing);
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setRunRemaining(true);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Interrupted);
    const QStringList before = recorder.only(u"step"_s);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    QCOMPARE(flow.error().kind(), NoukaiError::Interrupted);
    QCOMPARE(recorder.only(u"step"_s), before);
    flow.resume();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.only(u"stepCompleted"_s).size(), 3);
}

// A call for one step has nothing to go on with: it is sent again at once, as the person asked.
void tst_Watch::noReattachStepByStep()
{
    FlowBench bench;
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.afterFrames = 2;
    bench.server.setFault(fault);
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Interrupted);
    flow.resume();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    const auto requests = bench.server.requests();
    for (const NoukaiMockRequest &request : requests)
        QCOMPARE(request.method, QByteArray("POST"));
}

// The trace brings a run to its tool pause; from there it goes on with calls as ever, and all that comes is news.
void tst_Watch::stepAfterAReattach()
{
    FlowBench bench;
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.afterFrames = 2;
    bench.server.setFault(fault);
    bench.server.setRunsGoOn(true);
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(2)));
    FlowRecorder recorder(&flow);
    flow.setRunRemaining(true);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Interrupted);
    bench.client->setTimeout(700);
    flow.resume();
    QTRY_VERIFY(flow.state() == NoukaiFlow::AwaitingTools || recorder.finishes == 2);
    if (flow.state() == NoukaiFlow::Interrupted) // the record holds no pauses that nobody followed
        flow.resume();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    flow.submitToolResult(u"1"_s, u"one"_s);
    QTRY_COMPARE(recorder.only(u"toolCallsRequired"_s).size(), 2);
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    flow.submitToolResult(u"1"_s, u"two"_s);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.only(u"stepCompleted"_s),
             QStringList({u"stepCompleted a 0"_s, u"stepCompleted t 1"_s, u"stepCompleted z 2"_s}));
}

QTEST_GUILESS_MAIN(tst_Watch)
#include "tst_watch.moc"
