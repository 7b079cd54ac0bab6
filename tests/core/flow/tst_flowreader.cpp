// SPDX-License-Identifier: MIT
// Runs read at the reader's pace: blocking loops, and futures of many results.
#include "flowrecorder.h"

#include <Noukai/noukaireaderrange.h>

#include <QtCore/QFutureWatcher>

using namespace Qt::StringLiterals;

class tst_FlowReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps();
    void events();
    void failedRun();
    void leavingTheLoopCancels();
    void joiningLeavesTheRun();
    void nextStepWaitsForTheReader();
    void serverIsHeldBack_data();
    void serverIsHeldBack();
    void silenceDoesNotCountWhileHeld();
    void cutWhileHeld();
    void flowDeleted();
    void cancelWhileHeld();
    void futureOfEvents();
    void futureOfSteps();
    void futureJoins();
    void suspendedFuture();
    void cancelledFuture();
    void futureOfADeletedFlow();
};

// A step that streams `bytes` bytes.
static QByteArray longStep(int bytes)
{
    return R"({"messageRequired": false, "steps": [{"id": "a", "longText": {"heading": "Report",
        "paragraphs": ["Lorem ipsum dolor sit amet"], "bytes": )" +
           QByteArray::number(bytes) + "}}, {\"id\": \"b\", \"output\": \"end\"}]}";
}

void tst_FlowReader::steps()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    QStringList seen;
    for (const NoukaiStepCompleted &step : NoukaiSteps(&flow))
        seen += step.stepId() + u'=' + step.output().toString();
    QCOMPARE(seen, QStringList({u"a=A"_s, u"b=BA"_s, u"c=CBA"_s}));
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_FlowReader::events()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    int seen = 0;
    NoukaiEvent::Type last = NoukaiEvent::Invalid;
    for (const NoukaiEvent &event : NoukaiEvents(&flow)) {
        ++seen;
        last = event.type();
    }
    QCOMPARE(seen, recorder.events);
    QCOMPARE(last, NoukaiEvent::FlowCompleted);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_FlowReader::failedRun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(R"({"messageRequired": false, "steps": [{"id": "a", "output": "A"},
        {"id": "b", "error": {"code": "C", "message": "M"}}]})"));
    int seen = 0;
    for ([[maybe_unused]] const NoukaiStepCompleted &step : NoukaiSteps(&flow))
        ++seen;
    QCOMPARE(seen, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().message(), u"M"_s);
    flow.setVersion(u"draft"_s); // fails before anything is sent
    for ([[maybe_unused]] const NoukaiEvent &event : NoukaiEvents(&flow))
        QFAIL("nothing was to come");
    QCOMPARE(flow.error().kind(), NoukaiError::Configuration);
}

void tst_FlowReader::leavingTheLoopCancels()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    for (const NoukaiStepCompleted &step : NoukaiSteps(&flow)) {
        QCOMPARE(step.stepId(), u"a"_s);
        break;
    }
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QCOMPARE(bench.stepIndices(), QList<int>{0}); // what nobody asked for was not run
}

void tst_FlowReader::joiningLeavesTheRun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    bench.server.setManualDelivery(true);
    flow.start();
    {
        NoukaiFlowReader reader(&flow, NoukaiFlowReader::CompletedSteps);
        bench.server.setManualDelivery(false);
        QVERIFY(reader.waitForNext());
    }
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_FlowReader::nextStepWaitsForTheReader()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    NoukaiFlowReader reader(&flow, NoukaiFlowReader::CompletedSteps);
    QVERIFY(reader.waitForNext());
    // The step is there and nobody takes it: the server hears nothing.
    QTRY_COMPARE(bench.server.openStreams(), 0);
    QTest::qWait(50);
    QCOMPARE(bench.stepIndices(), QList<int>{0});
    QCOMPARE(flow.state(), NoukaiFlow::Running);
    QCOMPARE(reader.takeNext<NoukaiStepCompleted>().stepId(), u"a"_s);
    QVERIFY(reader.waitForNext());
    QCOMPARE(bench.stepIndices(), QList<int>({0, 1}));
    reader.takeNext();
    QVERIFY(reader.waitForNext());
    reader.takeNext();
    QVERIFY(!reader.waitForNext());
    QVERIFY(reader.atEnd());
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_FlowReader::serverIsHeldBack_data()
{
    QTest::addColumn<bool>("remaining");
    QTest::newRow("step by step") << false;
    QTest::newRow("all in one stream") << true;
}

// What the reader does not take stays with the server, and all of it comes in the end.
void tst_FlowReader::serverIsHeldBack()
{
    QFETCH(bool, remaining);
    constexpr int Bytes = 4 << 20; // several times as many on the wire
    FlowBench bench;
    bench.server.setChunkBytes(64 << 10);
    NoukaiFlow flow(bench.client.get(), bench.add(longStep(Bytes)));
    flow.setRunRemaining(remaining);
    qint64 characters = 0;
    qint64 whole = 0;
    NoukaiFlowReader reader(&flow);
    QVERIFY(reader.waitForNext());
    // Nobody reads: what is written is what fits into the buffers on the way.
    qint64 before = -1;
    QTRY_VERIFY_WITH_TIMEOUT(
        std::exchange(before, bench.server.bytesWritten()) == bench.server.bytesWritten() && before > 0, 10'000);
    QTest::qWait(300);
    QVERIFY2(bench.server.bytesWritten() < Bytes * 2, qPrintable(QString::number(bench.server.bytesWritten())));
    while (reader.waitForNext()) {
        const NoukaiEvent event = reader.takeNext();
        if (event.type() == NoukaiEvent::StepOutput)
            characters += event.stepId() == u"a"_s ? event.to<NoukaiStepOutput>().text().size() : 0;
        else if (event.type() == NoukaiEvent::StepCompleted && event.stepId() == u"a"_s)
            whole = event.to<NoukaiStepCompleted>().output().toString().size();
    }
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QVERIFY(whole > Bytes / 2);
    QCOMPARE(characters, whole);
}

void tst_FlowReader::silenceDoesNotCountWhileHeld()
{
    FlowBench bench;
    bench.client->setTimeout(200);
    NoukaiFlow flow(bench.client.get(), bench.add(longStep(4 << 20)));
    NoukaiFlowReader reader(&flow);
    QVERIFY(reader.waitForNext());
    QTest::qWait(600);
    while (reader.waitForNext())
        reader.takeNext();
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
}

// The stream breaks off while nobody reads: what had arrived is told before the end is.
void tst_FlowReader::cutWhileHeld()
{
    FlowBench bench;
    QString mistake;
    bench.server.setFault(NoukaiMockFault::fromText(u"end-without-terminal:after=600,end=clean"_s, &mistake));
    NoukaiFlow flow(bench.client.get(), bench.add(longStep(1 << 20)));
    NoukaiFlowReader reader(&flow);
    QVERIFY(reader.waitForNext());
    QTRY_COMPARE(bench.server.openStreams(), 0);
    QCOMPARE(flow.state(), NoukaiFlow::Running);
    int seen = 0;
    while (reader.waitForNext()) {
        reader.takeNext();
        ++seen;
    }
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    QCOMPARE(seen, 600);
}

void tst_FlowReader::flowDeleted()
{
    FlowBench bench;
    auto flow = std::make_unique<NoukaiFlow>(bench.client.get(), bench.add(ThreeSteps));
    NoukaiFlowReader reader(flow.get());
    QVERIFY(reader.waitForNext());
    flow.reset();
    while (reader.waitForNext())
        reader.takeNext();
    QVERIFY(reader.atEnd());
    QCOMPARE(reader.flow(), nullptr);
}

void tst_FlowReader::cancelWhileHeld()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(longStep(4 << 20)));
    FlowRecorder recorder(&flow);
    NoukaiFlowReader reader(&flow);
    QVERIFY(reader.waitForNext());
    flow.cancel();
    QTRY_COMPARE(recorder.finishes, 1);
    while (reader.hasNext())
        reader.takeNext();
    QVERIFY(reader.atEnd());
    // A later run is not held by what is over.
    flow.start();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.finishes, 2, 20'000);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_FlowReader::futureOfEvents()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    const QFuture<NoukaiEvent> future = flow.events();
    QVERIFY(flow.isRunning());
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), recorder.events);
    QCOMPARE(future.results().constLast().type(), NoukaiEvent::FlowCompleted);
}

void tst_FlowReader::futureOfSteps()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    QStringList seen;
    QFutureWatcher<NoukaiStepCompleted> watcher;
    connect(&watcher, &QFutureWatcherBase::resultReadyAt, this,
            [&](int i) { seen += watcher.resultAt(i).output().toString(); });
    watcher.setFuture(flow.steps());
    QTRY_VERIFY(watcher.isFinished());
    QTRY_COMPARE(seen, QStringList({u"A"_s, u"BA"_s, u"CBA"_s}));
    int continued = 0;
    flow.steps().then(&flow, [&](const QFuture<NoukaiStepCompleted> &all) { continued += all.resultCount(); });
    QTRY_COMPARE(continued, 3);
    QTest::qWait(10); // and not once more when the future's maker goes
    QCOMPARE(continued, 3);
}

void tst_FlowReader::futureJoins()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    flow.start();
    auto first = flow.steps();
    const auto second = flow.steps();
    first.cancel(); // it did not start the run
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(second.resultCount(), 3);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.server.requests().size(), 3);
}

void tst_FlowReader::suspendedFuture()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    auto future = flow.steps();
    future.suspend();
    QTRY_COMPARE(bench.server.openStreams(), 0); // of the call that was under way
    QTest::qWait(100);
    QCOMPARE(future.resultCount(), 0);
    QCOMPARE(bench.server.requests().size(), 1);
    future.resume();
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 3);
}

void tst_FlowReader::cancelledFuture()
{
    FlowBench bench;
    bench.server.setManualDelivery(true);
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    auto future = flow.events();
    QTRY_COMPARE(bench.server.openStreams(), 1);
    future.cancel();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QTRY_COMPARE(bench.server.openStreams(), 0);
}

void tst_FlowReader::futureOfADeletedFlow()
{
    FlowBench bench;
    auto flow = std::make_unique<NoukaiFlow>(bench.client.get(), bench.add(ThreeSteps));
    const auto future = flow->events();
    flow.reset();
    QVERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
}

QTEST_GUILESS_MAIN(tst_FlowReader)
#include "tst_flowreader.moc"
