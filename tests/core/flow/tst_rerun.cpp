// SPDX-License-Identifier: MIT
// Runs that are taken up again: resume() and rerunFrom().
#include "flowrecorder.h"

using namespace Qt::StringLiterals;

class tst_Rerun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterEnd_data();
    void afterEnd();
    void outOfRange_data();
    void outOfRange();
    void fromFirst();
    void overrides_data();
    void overrides();
    void staleTree();
    void keepsAndForgets();
    void resumeWhenOnlyTheEndWasLost();
    void resumeOfAnInterruptedLoop();
    void resumeTwice();
    void rerunOfOneCall();
    void rerunWithoutSteps();
};

static NoukaiMockFault cut(int nth, int afterFrames = -1)
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.end = NoukaiMockFault::Clean;
    fault.nth = nth;
    fault.afterFrames = afterFrames;
    return fault;
}

void tst_Rerun::afterEnd_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("from");
    for (const int from : {0, 1}) {
        QTest::addRow("Completed, from %d", from) << u""_s << NoukaiFlow::Completed << from;
        QTest::addRow("Failed, from %d", from) << u"fail"_s << NoukaiFlow::Failed << from;
        QTest::addRow("Interrupted, from %d", from) << u"cut"_s << NoukaiFlow::Interrupted << from;
        QTest::addRow("Cancelled, from %d", from) << u"cancel"_s << NoukaiFlow::Cancelled << from;
    }
    QTest::addRow("Completed, from the last") << u""_s << NoukaiFlow::Completed << 2;
}

void tst_Rerun::afterEnd()
{
    QFETCH(QString, end);
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, from);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    if (end == u"cut"_s)
        bench.server.setFault(cut(2));
    NoukaiMockFault refusal;
    refusal.kind = NoukaiMockFault::HttpError;
    refusal.nth = 2;
    if (end == u"fail"_s)
        bench.server.setFault(refusal);
    recorder.onEntry = [&](const QString &entry) {
        if (end == u"cancel"_s && entry == u"stepStarted b 1"_s)
            flow.cancel();
    };
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), state);
    recorder.onEntry = nullptr;
    recorder.log.clear();
    bench.server.clearRequests();

    flow.rerunFrom(from);
    QCOMPARE(flow.state(), NoukaiFlow::Connecting);
    QCOMPARE(flow.error(), NoukaiError());
    QCOMPARE(flow.currentStep(), from - 1);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"CBA"_s));
    QCOMPARE(bench.stepIndices().value(0), from);
    QCOMPARE(bench.server.requests().size(), 3 - from);
    const QList<QByteArray> outputs{"", R"({"a":"A"})", R"({"a":"A","b":"BA"})"};
    const QJsonValue sent = bench.body(0).value(u"accumulatedOutputs"_s);
    QCOMPARE(sent.isUndefined() ? QByteArray() : compact(sent), outputs[from]);
    QCOMPARE(recorder.only(u"stepStarted"_s).value(0), u"stepStarted %1 %2"_s.arg(QChar(u'a' + from)).arg(from));
}

void tst_Rerun::outOfRange_data()
{
    QTest::addColumn<bool>("complete");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("negative") << true << -1 << false;
    QTest::newRow("last") << true << 2 << true;
    QTest::newRow("behind the last") << true << 3 << false;
    QTest::newRow("largest") << true << std::numeric_limits<int>::max() << false;
    QTest::newRow("smallest") << true << std::numeric_limits<int>::min() << false;
    QTest::newRow("incomplete: completed") << false << 0 << true;
    QTest::newRow("incomplete: the open one") << false << 1 << true;
    QTest::newRow("incomplete: behind the open one") << false << 2 << false;
}

void tst_Rerun::outOfRange()
{
    QFETCH(bool, complete);
    QFETCH(int, from);
    QFETCH(bool, accepted);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    if (!complete)
        bench.server.setFault(cut(2, 1));
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    const NoukaiFlow::State before = flow.state();
    const auto requests = bench.server.requests().size();
    flow.rerunFrom(from);
    QCOMPARE(flow.isRunning(), accepted);
    QCOMPARE(recorder.warnings.size(), accepted ? 0 : 1);
    if (!accepted) {
        QCOMPARE(flow.state(), before);
        QCOMPARE(bench.server.requests().size(), requests);
    } else {
        QTRY_COMPARE(recorder.finishes, 2);
    }
}

void tst_Rerun::fromFirst()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), u"acme/spelling/grade-3"_s);
    FlowRecorder recorder(&flow);
    flow.setMessage(u"first"_s);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    const QString id = flow.executionId();
    flow.setMessage(u"second"_s);
    flow.rerunFrom(0);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(bench.body(2)[u"message"_s], QJsonValue(u"second"_s));
    QCOMPARE(bench.body(2)[u"executionId"_s], QJsonValue(id));
    QVERIFY(!bench.body(3).contains(u"message"_s));
}

void tst_Rerun::overrides_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("block");
    QTest::newRow("another date format") << QByteArray("{}")
                                         << QByteArray(R"({"parse": {"dateFormat": "dd.MM.yyyy"}})");
    QTest::newRow("other rows") << QByteArray(R"({"read": {"file": "f", "sample": "4711;19,90;2026-04-03"}})")
                                << QByteArray("{}");
}

// The step that failed succeeds when it is run again with an override.
void tst_Rerun::overrides()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, block);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), u"acme/etl/import"_s);
    FlowRecorder recorder(&flow);
    flow.setMessage(u"prices.csv"_s);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Execution);
    QCOMPARE(flow.error().code(), u"DATE_FORMAT_MISMATCH"_s);
    QVERIFY(flow.error().message().startsWith(u"Row 1:"_s));
    QCOMPARE(flow.error().executionId(), flow.executionId());
    QCOMPARE(flow.error().requestId(), QString::fromUtf8(bench.server.requests().last().requestId));
    QCOMPARE(recorder.only(u"step"_s).last(), u"stepFailed parse 2"_s);
    // The outputs that were given are kept as they came.
    const QJsonValue outputs = bench.body(2)[u"accumulatedOutputs"_s];

    flow.setInputOverrides(json(input));
    flow.setBlockOverrides(json(block));
    flow.rerunFrom(2);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.body(3)[u"accumulatedOutputs"_s], outputs);
    QCOMPARE(bench.body(3)[u"inputOverrides"_s].toObject(), json(input));
    QCOMPARE(bench.body(3)[u"blockOverrides"_s].toObject(), json(block));
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1, 2, 2, 3}));
}

void tst_Rerun::staleTree()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    bench.add(TwoSteps);
    flow.rerunFrom(1);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Execution);
    QCOMPARE(flow.error().code(), u"STALE_TREE"_s);
    QCOMPARE(flow.error().executionId(), flow.executionId());
}

// What was spent stays spent; what is run again is open again.
void tst_Rerun::keepsAndForgets()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    const QString id = flow.executionId();
    flow.rerunFrom(1);
    QCOMPARE(flow.executionId(), id);
    QCOMPARE(flow.progress(), 0.5);
    QCOMPARE(flow.stepCount(), 2);
    QVERIFY(flow.result().isUndefined());
    QCOMPARE(flow.usage().costUsd(), u"0.12"_s);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.usage().costUsd(), u"0.14"_s);
    QCOMPARE(flow.usage().totalTokens(), 16);
    flow.start();
    QVERIFY(flow.executionId().isEmpty());
    QVERIFY(flow.usage().costUsd().isEmpty());
}

// No step is open, yet just a call can bring the end: the last step is run again.
void tst_Rerun::resumeWhenOnlyTheEndWasLost()
{
    FlowBench bench;
    bench.server.setFault(cut(3));
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    QCOMPARE(flow.progress(), 1.0);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1, 2, 2}));
    QCOMPARE(compact(bench.body(3)[u"accumulatedOutputs"_s]), QByteArray(R"({"a":"A","b":"BA"})"));
}

void tst_Rerun::resumeOfAnInterruptedLoop()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), u"acme/translate/chapters"_s);
    FlowRecorder recorder(&flow);
    flow.setMessage(u"m"_s);
    flow.setRunRemaining(true);
    // In the second round of the loop, once its first step has started again.
    recorder.onEntry = [&](const QString &entry) {
        if (entry == u"stepStarted translate 1"_s && recorder.only(entry).size() == 2)
            flow.cancel();
    };
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    recorder.onEntry = nullptr;
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1}));
    QCOMPARE(bench.body(1)[u"accumulatedOutputs"_s].toObject().keys(), QStringList{u"split"_s});
}

void tst_Rerun::resumeTwice()
{
    FlowBench bench;
    for (int i = 0; i < 2; ++i)
        bench.server.setFault(cut(2));
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 3);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.outcomes,
             QStringList({u"errorOccurred Interrupted"_s, u"finished"_s, u"errorOccurred Interrupted"_s, u"finished"_s,
                          u"flowCompleted"_s, u"finished"_s}));
}

void tst_Rerun::rerunOfOneCall()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setRunRemaining(true);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    flow.rerunFrom(1);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1}));
    QCOMPARE(recorder.only(u"stepStarted"_s).mid(3), QStringList({u"stepStarted b 1"_s, u"stepStarted c 2"_s}));
}

void tst_Rerun::rerunWithoutSteps()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.addRaw(frame("flow_completed", "{}")));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    flow.rerunFrom(0);
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

QTEST_GUILESS_MAIN(tst_Rerun)
#include "tst_rerun.moc"
