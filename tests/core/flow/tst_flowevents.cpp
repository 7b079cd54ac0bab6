// SPDX-License-Identifier: MIT
// What a flow makes of the events of a stream.
#include "flowrecorder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

class tst_FlowEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runStartedForms_data();
    void runStartedForms();
    void stepCountUnknown();
    void loopProgressNeverFalls();
    void usage_data();
    void usage();
    void unknownAndDropped();
    void pauses_data();
    void pauses();
    void afterTerminal_data();
    void afterTerminal();
};

void tst_FlowEvents::runStartedForms_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QString>("executionId");
    QTest::addColumn<QString>("runId");
    QTest::newRow("both ids") << frame("run_started", R"({"runId": "r", "executionId": "e"})") << "e"
                              << "r";
    QTest::newRow("runId alone") << frame("run_started", R"({"runId": "r"})") << "r"
                                 << "r";
    QTest::newRow("executionId alone") << frame("run_started", R"({"executionId": "e"})") << "e"
                                       << "e";
    QTest::newRow("alias") << frame("flow_started", R"({"runId": "r", "stepCount": 1})") << "r"
                           << "r";
    QTest::newRow("missing, told at the end") << QByteArray() << "late"
                                              << "late-run";
}

void tst_FlowEvents::runStartedForms()
{
    QFETCH(QByteArray, first);
    FlowBench bench;
    const QString identifier = bench.addRaw(
        first + frame("step_started", R"({"stepId": "a"})") + frame("step_completed", R"({"stepId": "a"})") +
        frame("flow_completed", R"({"executionId": "late", "runId": "late-run", "result": null})"));
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QTEST(flow.executionId(), "executionId");
    QTEST(flow.runId(), "runId");
    QCOMPARE(flow.result(), QJsonValue(QJsonValue::Null));
}

void tst_FlowEvents::stepCountUnknown()
{
    FlowBench bench;
    const QString identifier =
        bench.addRaw(frame("run_started", R"({"runId": "r"})") + frame("step_completed", R"({"stepId": "a"})") +
                     frame("step_started", R"({"stepId": "b"})"));
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.stepCount(), -1);
    QCOMPARE(flow.progress(), -1.0);
    QCOMPARE(flow.currentStep(), 1);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
}

void tst_FlowEvents::loopProgressNeverFalls()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), u"acme/translate/chapters"_s);
    FlowRecorder recorder(&flow);
    QList<double> values;
    connect(&flow, &NoukaiFlow::progressChanged, &flow, [&] { values += flow.progress(); });
    QList<double> seen; // also what is not notified
    recorder.onEvent = [&](const NoukaiEvent &) {
        seen += flow.progress();
    };
    flow.setMessage(u"m"_s);
    flow.setRunRemaining(true);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY(std::is_sorted(values.begin(), values.end()));
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(values.last(), 1.0);
}

void tst_FlowEvents::usage_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("cost");
    QTest::addColumn<bool>("partial");
    QTest::newRow("neither tokens nor cost") << QByteArray() << qint64(10) << "0.1" << false;
    QTest::newRow("nulls") << QByteArray(R"(, "tokens": null, "costUsd": null)") << qint64(10) << "0.1" << false;
    QTest::newRow("tokens without cost") << QByteArray(R"(, "tokens": {"total": 5})") << qint64(15) << "0.1" << true;
    QTest::newRow("exact decimals") << QByteArray(R"(, "costUsd": "0.2")") << qint64(10) << "0.3" << false;
    QTest::newRow("exponent") << QByteArray(R"(, "costUsd": "1e-3")") << qint64(10) << "0.101" << false;
}

void tst_FlowEvents::usage()
{
    QFETCH(QByteArray, members);
    FlowBench bench;
    const QString identifier =
        bench.addRaw(frame("run_started", R"({"runId": "r"})") +
                     frame("step_completed", R"({"stepId": "a", "tokens": {"total": 10}, "costUsd": "0.1"})") +
                     frame("step_completed", "{\"stepId\": \"b\"" + members + '}') + frame("flow_completed", "{}"));
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    QCOMPARE(flow.usage().totalTokens(), -1);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QTEST(flow.usage().totalTokens(), "total");
    QTEST(flow.usage().costUsd(), "cost");
    QTEST(flow.usage().isPartial(), "partial");
    flow.start();
    QCOMPARE(flow.usage(), NoukaiUsage());
}

void tst_FlowEvents::unknownAndDropped()
{
    FlowBench bench;
    NoukaiMockFault garbage;
    garbage.kind = NoukaiMockFault::GarbageFrames;
    garbage.afterFrames = 1;
    bench.server.setFault(garbage);
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QList<NoukaiUnknownEvent> unknown;
    connect(&flow, &NoukaiFlow::unknownEvent, &flow, [&](const NoukaiUnknownEvent &event) { unknown += event; });
    int noted = 0;
    connect(&flow, &NoukaiFlow::droppedEventsChanged, &flow, [&] { noted = flow.droppedEvents(); });
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QVERIFY(flow.droppedEvents() >= 5);
    QCOMPARE(noted, flow.droppedEvents());
    QCOMPARE(recorder.warnings.size(), flow.droppedEvents());
    QVERIFY(unknown.size() >= 3);
    QCOMPARE(unknown.first().eventType(), u"mystery"_s);
    flow.start();
    QCOMPARE(flow.droppedEvents(), 0);
}

void tst_FlowEvents::pauses_data()
{
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QString>("pause");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<QList<int>>("calls");

    const QByteArray run = frame("run_started", R"({"runId": "r"})");
    const QByteArray step = frame("step_completed", R"({"stepId": "a"})");
    const auto pause = [](const QByteArray &data) {
        return frame("step_paused", data);
    };
    // The raw answer is the same for each call, so the second one does not move, whatever the first did.
    QTest::newRow("moves on") << run + step + pause(R"({"stepId": "a", "nextStepIndex": 1})") << "stepPaused a 0"
                              << NoukaiError::Protocol << QList<int>{0, 1};
    QTest::newRow("without stepId") << run + step + pause("{\"nextStepIndex\": 1}") << "stepPaused a 0"
                                    << NoukaiError::Protocol << QList<int>{0, 1};
    QTest::newRow("of a step that was never told") << run + step + pause(R"({"stepId": "x", "nextStepIndex": 1})")
                                                   << "stepPaused x 0" << NoukaiError::Protocol << QList<int>{0, 1};
    QTest::newRow("the server's index is local") << run + step + pause(R"({"stepIndex": 9, "nextStepIndex": 1})")
                                                 << "stepPaused a 0" << NoukaiError::Protocol << QList<int>{0, 1};
    QTest::newRow("nothing completed, nothing said")
        << run + pause("{}") << "stepPaused  -1" << NoukaiError::Protocol << QList<int>{0};
    QTest::newRow("not moving") << run + step + pause("{\"nextStepIndex\": 0}") << "stepPaused a 0"
                                << NoukaiError::Protocol << QList<int>{0};
    QTest::newRow("no execution id") << step + pause("{\"nextStepIndex\": 1}") << "stepPaused a 0"
                                     << NoukaiError::Protocol << QList<int>{0};
    QTest::newRow("largest cursor") << run + step + pause("{\"nextStepIndex\": 2147483647}") << "stepPaused a 0"
                                    << NoukaiError::Protocol << QList<int>{0, 2147483647};
}

void tst_FlowEvents::pauses()
{
    QFETCH(QByteArray, events);
    QFETCH(QString, pause);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.addRaw(events));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    QTEST(flow.error().kind(), "kind");
    QCOMPARE(recorder.only(u"stepPaused"_s).value(0), pause);
    QTEST(bench.stepIndices(), "calls");
    QCOMPARE(flow.error().executionId(), flow.executionId());
    QCOMPARE(flow.error().requestId(), QString::fromUtf8(bench.server.requests().last().requestId));
}

void tst_FlowEvents::afterTerminal_data()
{
    QTest::addColumn<QByteArray>("terminal");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::newRow("flow_completed") << frame("flow_completed", "{}") << NoukaiFlow::Completed;
    QTest::newRow("step_error") << frame("step_error", R"({"stepId": "a"})") << NoukaiFlow::Failed;
    QTest::newRow("pause that does not move") << frame("step_paused", "{}") << NoukaiFlow::Interrupted;
}

// Whatever follows the end in the same stream is not told.
void tst_FlowEvents::afterTerminal()
{
    QFETCH(QByteArray, terminal);
    FlowBench bench;
    const QByteArray more = frame("step_started", R"({"stepId": "late"})") + frame("mystery", "{}") +
                            frame("step_error", R"({"stepId": "late"})") + frame("flow_completed", "{}");
    NoukaiFlow flow(bench.client.get(),
                    bench.addRaw(frame("run_started", R"({"runId": "r"})") + terminal + more + more));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QTRY_COMPARE(bench.server.openStreams(), 0);
    QTEST(flow.state(), "state");
    QCOMPARE(recorder.events, 2);
    QCOMPARE(recorder.log.last(), u"finished"_s);
    QCOMPARE(bench.server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(tst_FlowEvents)
#include "tst_flowevents.moc"
