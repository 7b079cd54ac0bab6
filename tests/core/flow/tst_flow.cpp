// SPDX-License-Identifier: MIT
#include "flowrecorder.h"

using namespace Qt::StringLiterals;

class tst_Flow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtIns_data();
    void builtIns();
    void stepByStep();
    void oneCall();
    void traced();
    void autoAdvanceOff();
    void autoAdvanceDuringRun();
    void autoAdvanceOnWhilePaused();
    void runToEnd_data();
    void runToEnd();
    void elapsed();
    void resultAndSummary();
    void propertiesHoldForTheNextRun();
    void refusedCalls();
    void notifiesOnce();
    void identity();

private:
    static void answerTools(NoukaiFlow &flow);
};

void tst_Flow::answerTools(NoukaiFlow &flow)
{
    connect(&flow, &NoukaiFlow::toolCallsRequired, &flow, [&flow](const NoukaiToolCallsRequired &pause) {
        const auto calls = pause.toolCalls();
        for (const NoukaiToolCall &call : calls)
            flow.submitToolResult(call.id(), u"answer to "_s + call.name());
    });
}

void tst_Flow::builtIns_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<bool>("remaining");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QStringList>("started");

    const auto add = [](const char *identifier, const QStringList &started, NoukaiFlow::State state) {
        for (const bool remaining : {false, true}) {
            QTest::addRow("%s, %s", identifier, remaining ? "one call" : "step by step")
                << QString::fromLatin1(identifier) << remaining << state << started;
        }
    };
    add("acme/spelling/grade-3", {u"correct 0"_s, u"explain 1"_s}, NoukaiFlow::Completed);
    add("acme/etl/import", {u"read 0"_s, u"map 1"_s, u"parse 2"_s}, NoukaiFlow::Failed);
    add("acme/research/report", {u"outline 0"_s, u"report 1"_s}, NoukaiFlow::Completed);
    add("acme/review/contract", {u"extract 0"_s, u"legal 1"_s, u"finance 2"_s, u"privacy 3"_s, u"weigh 4"_s},
        NoukaiFlow::Completed);
    add("acme/support/refund", {u"classify 0"_s, u"answer 1"_s, u"answer 1"_s, u"log 2"_s}, NoukaiFlow::Completed);
    QStringList loop{u"split 0"_s};
    for (int round = 0; round < 4; ++round)
        loop << u"translate 1"_s << u"check 2"_s;
    add("acme/translate/chapters", loop << u"bind 3"_s, NoukaiFlow::Completed);
}

void tst_Flow::builtIns()
{
    QFETCH(QString, identifier);
    QFETCH(bool, remaining);
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QStringList, started);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    NoukaiTool order(u"get_order"_s, u"Looks an order up"_s, {});
    NoukaiTool policy(u"get_refund_policy"_s, {}, {});
    if (identifier.contains(u"support"_s)) {
        flow.setTools({&order, &policy});
        answerTools(flow);
    }
    flow.setMessage(u"Es war einmal"_s);
    flow.setRunRemaining(remaining);
    flow.start();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.finishes, 1, 30'000);

    QCOMPARE(flow.state(), state);
    QStringList expected;
    for (const QString &step : std::as_const(started))
        expected += u"stepStarted "_s + step;
    QCOMPARE(recorder.only(u"stepStarted"_s), expected);
    const bool done = state == NoukaiFlow::Completed;
    QCOMPARE(recorder.outcomes, done ? QStringList({u"flowCompleted"_s, u"finished"_s})
                                     : QStringList({u"errorOccurred Execution"_s, u"finished"_s}));
    QCOMPARE(recorder.warnings, QStringList());
    QCOMPARE(flow.droppedEvents(), 0);
    QCOMPARE(flow.progress() == 1, done);
    QVERIFY(!flow.executionId().isEmpty());
    QVERIFY(!flow.usage().costUsd().isEmpty());
    if (identifier.contains(u"research"_s)) {
        QCOMPARE_GE(recorder.output[u"report"_s].toUtf8().size(), 2'000'000);
        QCOMPARE(flow.result().toString(), recorder.output[u"report"_s]);
        QCOMPARE(flow.usage().costUsd(), u"4.83523"_s);
    }
}

void tst_Flow::stepByStep()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QCOMPARE(flow.state(), NoukaiFlow::Connecting);
    QVERIFY(flow.isRunning());
    QCOMPARE(flow.progress(), -1.0);
    QTRY_COMPARE(recorder.finishes, 1);

    const QStringList expected{
        u"state Connecting"_s,  u"running"_s,        u"state Running"_s,   u"runStarted 2"_s,      u"stepStarted a 0"_s,
        u"stepCompleted a 0"_s, u"stepPaused a 0"_s, u"stepStarted b 1"_s, u"stepCompleted b 1"_s, u"state Completed"_s,
        u"not running"_s,       u"flowCompleted"_s,  u"finished"_s};
    QCOMPARE(recorder.log, expected);
    QCOMPARE(recorder.events, 7);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1}));
    QCOMPARE(flow.stepCount(), 2);
    QCOMPARE(flow.currentStep(), 1);
    QCOMPARE(flow.progress(), 1.0);
    QCOMPARE(flow.result(), QJsonValue(u"done"_s));
    QCOMPARE(flow.usage().totalTokens(), 14);
    QCOMPARE(flow.usage().costUsd(), u"0.12"_s);
    QVERIFY(!flow.usage().isPartial());
    QCOMPARE(flow.error(), NoukaiError());
}

void tst_Flow::oneCall()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.setRunRemaining(true);
    flow.setAutoAdvance(false); // there is nothing to stop at
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.stepIndices(), QList<int>{0});
    QCOMPARE(recorder.only(u"stepPaused"_s), QStringList());
    QCOMPARE(recorder.only(u"stepStarted"_s), QStringList({u"stepStarted a 0"_s, u"stepStarted b 1"_s}));
}

void tst_Flow::traced()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QList<NoukaiStepInput> inputs;
    connect(&flow, &NoukaiFlow::stepInput, &flow, [&](const NoukaiStepInput &input) { inputs += input; });
    flow.setTrace(true);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(recorder.only(u"stepInput"_s), QStringList({u"stepInput a 0"_s, u"stepInput b 1"_s}));
    QCOMPARE(inputs.value(1).inputData()[u"outputs"_s].toObject(), json(R"({"a": {"n": 1}})"));
}

void tst_Flow::autoAdvanceOff()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setAutoAdvance(false);
    flow.start();
    for (int step = 0; step < 2; ++step) {
        QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
        QVERIFY(flow.isRunning());
        QCOMPARE(bench.server.requests().size(), step + 1);
        QCOMPARE(flow.currentStep(), step);
        QCOMPARE(flow.progress(), (step + 1) / 3.0);
        // Paused is told before the event, so that a slot of stepPaused may advance.
        QCOMPARE(recorder.log.last(), u"stepPaused %1 %2"_s.arg(QChar(u'a' + step)).arg(step));
        flow.advance();
        QCOMPARE(flow.state(), NoukaiFlow::Running);
    }
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"CBA"_s));
    QCOMPARE(recorder.only(u"state "_s),
             QStringList({u"state Connecting"_s, u"state Running"_s, u"state Paused"_s, u"state Running"_s,
                          u"state Paused"_s, u"state Running"_s, u"state Completed"_s}));
}

void tst_Flow::autoAdvanceDuringRun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    connect(&flow, &NoukaiFlow::stepPaused, &flow, [&](const NoukaiStepPaused &pause) {
        if (pause.stepId() == u"a"_s)
            flow.setAutoAdvance(false);
    });
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
    QCOMPARE(bench.server.requests().size(), 1);
    flow.setAutoAdvance(true);
    flow.advance();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Flow::autoAdvanceOnWhilePaused()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setAutoAdvance(false);
    // Advancing from within the signal itself is as good.
    connect(&flow, &NoukaiFlow::stepPaused, &flow, [&](const NoukaiStepPaused &pause) {
        if (pause.stepId() == u"b"_s) {
            flow.setAutoAdvance(true);
            flow.advance();
        }
    });
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
    flow.setAutoAdvance(true);
    QCOMPARE(flow.state(), NoukaiFlow::Paused);
    flow.setAutoAdvance(false);
    flow.advance();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1, 2}));
}

void tst_Flow::runToEnd_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QList<int>>("calls");
    QTest::newRow("from Paused") << u"state Paused"_s << QList<int>{0, 1};
    QTest::newRow("while Running") << u"stepStarted a 0"_s << QList<int>{0, 1};
    QTest::newRow("while Connecting") << u"state Connecting"_s << QList<int>{0, 1};
}

void tst_Flow::runToEnd()
{
    QFETCH(QString, when);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    recorder.onEntry = [&](const QString &entry) {
        if (entry == when)
            flow.runToEnd();
    };
    flow.setAutoAdvance(false);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QTEST(bench.stepIndices(), "calls");
    QCOMPARE(bench.body(1)[u"runRemaining"_s], QJsonValue(true));
    // It holds for that run alone.
    recorder.onEntry = nullptr;
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
    QVERIFY(!bench.body(2).contains(u"runRemaining"_s));
}

void tst_Flow::elapsed()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QCOMPARE(flow.elapsed(), 0);
    flow.setAutoAdvance(false);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
    // A pause counts, the time after the end does not.
    const qint64 before = flow.elapsed();
    QTRY_VERIFY(flow.elapsed() > before + 5);
    flow.advance();
    QTRY_COMPARE(recorder.finishes, 1);
    const qint64 total = flow.elapsed();
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(timer.elapsed() > 20);
    QCOMPARE(flow.elapsed(), total);
    flow.rerunFrom(1);
    QVERIFY(flow.elapsed() >= total);
    flow.cancel();
    flow.start();
    QVERIFY(flow.elapsed() < total + 5);
}

void tst_Flow::resultAndSummary()
{
    FlowBench bench;
    const QString identifier = bench.add(R"({"messageRequired": false, "result": {"x": [1, "{{outputs.a}}"]},
        "summary": {"words": 3}, "steps": [{"id": "a", "output": "A"}]})");
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    bool early = false;
    connect(&flow, &NoukaiFlow::eventReceived, &flow, [&] { early |= !flow.result().isUndefined(); });
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY(!early);
    QCOMPARE(compact(flow.result()), QByteArray(R"({"x":[1,"A"]})"));
    QCOMPARE(compact(flow.summary()), QByteArray(R"({"words":3})"));
    flow.start();
    QVERIFY(flow.result().isUndefined());
    QVERIFY(flow.summary().isEmpty());
}

void tst_Flow::propertiesHoldForTheNextRun()
{
    FlowBench bench;
    NoukaiTool tool(u"late"_s, {}, {});
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    NoukaiClient other;
    recorder.onEntry = [&](const QString &entry) {
        if (entry != u"stepPaused a 0"_s)
            return;
        flow.setIdentifier(u"acme/demo/other"_s);
        flow.setVersion(u"7"_s);
        flow.setMessage(u"new"_s);
        flow.setParameters({{u"p"_s, 1}});
        flow.setInputOverrides({{u"a"_s, 1}});
        flow.setBlockOverrides({{u"b"_s, QJsonObject{{u"x"_s, 1}}}});
        flow.setSessionId(u"session"_s);
        flow.setTrace(true);
        flow.setToolChoice(u"none"_s);
        flow.setTools({&tool});
        flow.setClient(&other);
        bench.client->setBaseUrl(QUrl(u"http://127.0.0.1:1/elsewhere"_s));
    };
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    const NoukaiMockRequest second = bench.server.requests().value(1);
    QCOMPARE(second.path, u"/api/v1/seq/acme/demo/flow/step"_s);
    QVERIFY(second.header("X-Session-Id").isEmpty());
    QCOMPARE(second.json().keys(), QStringList({u"accumulatedOutputs"_s, u"executionId"_s, u"stepIndex"_s}));
}

void tst_Flow::refusedCalls()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.advance();
    flow.runToEnd();
    flow.resume();
    flow.rerunFrom(0);
    flow.submitToolResult(u"x"_s, u"y"_s);
    flow.rejectToolCall(u"x"_s);
    flow.approveToolCall(u"x"_s);
    QCOMPARE(recorder.warnings.size(), 7);
    flow.cancel(); // nothing to cancel is no mistake
    QCOMPARE(recorder.warnings.size(), 7);
    QCOMPARE(flow.state(), NoukaiFlow::Idle);
    flow.start();
    flow.start();
    flow.advance();
    flow.resume();
    flow.rerunFrom(0);
    QCOMPARE(recorder.warnings.size(), 11);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.server.requests().size(), 2);
    flow.resume();
    QCOMPARE(recorder.warnings.size(), 12);
    QCOMPARE(recorder.finishes, 1);
}

// A property set to what it is already tells nobody.
void tst_Flow::notifiesOnce()
{
    NoukaiFlow flow;
    const QMetaObject *meta = flow.metaObject();
    const QHash<QByteArray, QVariant> values{{"identifier", u"a/b/c"_s},
                                             {"version", u"3"_s},
                                             {"message", u"m"_s},
                                             {"messages", QJsonArray{1}},
                                             {"attachments", QJsonArray{1}},
                                             {"parameters", QJsonObject{{u"a"_s, 1}}},
                                             {"inputOverrides", QJsonObject{{u"a"_s, 1}}},
                                             {"blockOverrides", QJsonObject{{u"a"_s, 1}}},
                                             {"toolChoice", QJsonValue(u"none"_s)},
                                             {"sessionId", u""_s},
                                             {"timeout", 1000},
                                             {"trace", true},
                                             {"runRemaining", true},
                                             {"autoAdvance", false},
                                             {"maxToolRounds", 3}};
    for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        QVERIFY2(property.hasNotifySignal() && property.isFinal(), property.name());
        if (!property.isWritable() || property.name() == QByteArray("client"))
            continue;
        const QVariant value = values.value(property.name());
        QVERIFY2(value.isValid(), property.name());
        QSignalSpy spy(&flow, property.notifySignal());
        QVERIFY(property.write(&flow, value));
        QVERIFY(property.write(&flow, value));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(property.read(&flow), value);
    }
}

void tst_Flow::identity()
{
    NoukaiClient client;
    NoukaiFlow *first = client.flow(u"a/b/c"_s);
    NoukaiFlow *second = client.flow(u"a/b/c"_s);
    QVERIFY(first != second);
    QCOMPARE(first->parent(), &client);
    QCOMPARE(first->client(), &client);
    QCOMPARE(first->identifier(), u"a/b/c"_s);
    QCOMPARE(first->state(), NoukaiFlow::Idle);
    QCOMPARE(NoukaiFlow().client(), nullptr);
    first->setSessionId(u""_s);
    QVERIFY(!first->sessionId().isNull());
    first->resetSessionId();
    QVERIFY(first->sessionId().isNull());
}

QTEST_GUILESS_MAIN(tst_Flow)
#include "tst_flow.moc"
