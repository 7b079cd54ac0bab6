// SPDX-License-Identifier: MIT
// Runs of the built-in flows over /step: what they say, where they pause, and how the caller's cursor moves them.
#include "noukaimockserver.h"
#include "rawclient.h"

#include <QtCore/QJsonArray>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_MockServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void listensOnFreePort();
    void saysWhenThePortIsTaken();
    void allBuiltInFlowsAreThere();
    void runsStepByStep();
    void runsToTheEndInOneStream();
    void tracesInputsWhenAsked();
    void inputOverrideChangesTheNextStep();
    void blockOverrideChangesItsStep();
    void failsAndSucceeds_data();
    void failsAndSucceeds();
    void pausesForTools_data();
    void pausesForTools();
    void answersWithoutTools();
    void toolAnswersReachTheOutput_data();
    void toolAnswersReachTheOutput();
    void parallelBlocksInterleave();
    void parallelBlocksCountAsSteps();
    void loopStartsItsStepsAgain();
    void longReportIsWhole();
    void spellings_data();
    void spellings();
    void reportsUsageAsScripted();
    void busyFlowRefusesFirst();
    void changedFlowIsStale();
    void recordsRequests();
    void manualDelivery();
    void manualDeliveryServesTheOldestFirst();

private:
    RawAnswer step(const QString &flow, const QJsonObject &body) const
    {
        return postOnce(*m_server, flowPath(flow, u"step"_s), body);
    }

    std::unique_ptr<NoukaiMockServer> m_server;
};

void tst_MockServer::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    QVERIFY(m_server->listen());
}

void tst_MockServer::cleanup()
{
    m_server.reset();
}

void tst_MockServer::listensOnFreePort()
{
    QVERIFY(m_server->isListening());
    QCOMPARE_GT(m_server->port(), 0);
    QCOMPARE(m_server->baseUrl(), QUrl(u"http://127.0.0.1:%1/api/v1"_s.arg(m_server->port())));
    m_server->close();
    QVERIFY(!m_server->isListening());
    QVERIFY(m_server->baseUrl().isEmpty());
}

void tst_MockServer::saysWhenThePortIsTaken()
{
    NoukaiMockServer second;
    QVERIFY(!second.listen(m_server->port()));
    QVERIFY(!second.errorString().isEmpty());
    QVERIFY(!second.isListening());
}

void tst_MockServer::allBuiltInFlowsAreThere()
{
    const QStringList expected{u"acme/document/summary"_s, u"acme/document/translation"_s, u"acme/etl/import"_s,
                               u"acme/hostile/page"_s,     u"acme/limits/busy"_s,          u"acme/research/report"_s,
                               u"acme/review/contract"_s,  u"acme/spelling/grade-3"_s,     u"acme/support/refund"_s,
                               u"acme/support/return"_s,   u"acme/translate/chapters"_s};
    QCOMPARE(m_server->flows(), expected);
    QCOMPARE(NoukaiMockServer::builtInScenarios().size(), expected.size());
    m_server->removeAllFlows();
    QVERIFY(m_server->flows().isEmpty());
    QVERIFY(m_server->useBuiltInScenario(u"spelling"_s));
    QVERIFY(!m_server->useBuiltInScenario(u"nothing"_s));
    QCOMPARE(m_server->flows(), QStringList{u"acme/spelling/grade-3"_s});
}

void tst_MockServer::runsStepByStep()
{
    const RawAnswer first = step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"teh cat"_s}});
    QCOMPARE(first.status, 200);
    QVERIFY(first.isComplete);
    QVERIFY(first.headers.value("content-type").startsWith("text/event-stream"));
    const QList<RawEvent> events = first.events();
    QCOMPARE(events.constFirst().name, u"run_started"_s);
    QCOMPARE(events.constFirst().data[u"stepCount"_s].toInt(), 2);
    QCOMPARE(events.at(1).name, u"step_started"_s);
    QCOMPARE(events.at(1).data[u"stepIndex"_s].toInt(), 0);
    QCOMPARE(events.constLast().name, u"step_paused"_s);
    QCOMPARE(events.constLast().data[u"nextStepIndex"_s].toInt(), 1);
    const QJsonObject completed = events.at(events.size() - 2).data;
    QCOMPARE(completed[u"output"_s].toString(), first.outputOf(u"correct"_s));

    const QJsonObject outputs{{u"correct"_s, completed[u"output"_s]}};
    const RawAnswer second =
        step(u"acme/spelling/grade-3"_s,
             {{u"stepIndex"_s, 1}, {u"executionId"_s, executionIdOf(first)}, {u"accumulatedOutputs"_s, outputs}});
    QVERIFY(!second.eventNames().contains(u"run_started"_s));
    // The server counts from 0 in each stream.
    QCOMPARE(second.events().constFirst().data[u"stepIndex"_s].toInt(), 0);
    QCOMPARE(second.eventNames().constLast(), u"flow_completed"_s);
    QVERIFY(second.outputOf(u"explain"_s).contains(u"teh cat"_s));
    QCOMPARE(second.events().constLast().data[u"result"_s].toString(), second.outputOf(u"explain"_s));
}

void tst_MockServer::runsToTheEndInOneStream()
{
    const RawAnswer answer =
        step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}, {u"runRemaining"_s, true}});
    QCOMPARE(answer.eventNames().count(u"step_completed"_s), 2);
    QVERIFY(!answer.eventNames().contains(u"step_paused"_s));
    QCOMPARE(answer.eventNames().constLast(), u"flow_completed"_s);
    QCOMPARE(answer.events().constLast().data[u"summary"_s].toObject()[u"totalTokens"_s].toInt(), 236 + 405);
}

void tst_MockServer::tracesInputsWhenAsked()
{
    const RawAnswer plain = step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    QVERIFY(!plain.eventNames().contains(u"step_input"_s));
    const RawAnswer traced =
        step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}, {u"trace"_s, true}});
    const qsizetype at = traced.eventNames().indexOf(u"step_input"_s);
    QCOMPARE(at, 2);
    QCOMPARE(traced.events().at(at).data[u"inputData"_s].toObject()[u"message"_s].toString(), u"x"_s);
}

void tst_MockServer::inputOverrideChangesTheNextStep()
{
    const RawAnswer first = step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    const RawAnswer second =
        step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 1},
                                          {u"executionId"_s, executionIdOf(first)},
                                          {u"accumulatedOutputs"_s, QJsonObject{{u"correct"_s, u"old"_s}}},
                                          {u"inputOverrides"_s, QJsonObject{{u"correct"_s, u"brand new"_s}}}});
    QVERIFY(second.outputOf(u"explain"_s).contains(u"brand new"_s));
    QVERIFY(!second.outputOf(u"explain"_s).contains(u"old"_s));
}

void tst_MockServer::blockOverrideChangesItsStep()
{
    const QJsonObject tone{{u"tone"_s, u"stern"_s}};
    const RawAnswer answer =
        step(u"acme/spelling/grade-3"_s, {{u"stepIndex"_s, 0},
                                          {u"message"_s, u"x"_s},
                                          {u"runRemaining"_s, true},
                                          {u"blockOverrides"_s, QJsonObject{{u"explain"_s, tone}}}});
    QVERIFY(answer.outputOf(u"explain"_s).contains(u"In a stern way"_s));
}

void tst_MockServer::failsAndSucceeds_data()
{
    QTest::addColumn<QJsonObject>("overrides");
    QTest::addColumn<QString>("last");
    const QJsonObject format{{u"parse"_s, QJsonObject{{u"dateFormat"_s, u"dd.MM.yyyy"_s}}}};
    const QJsonObject other{{u"parse"_s, QJsonObject{{u"dateFormat"_s, u"MM/dd"_s}}}};
    const QJsonObject rows{{u"read"_s, QJsonObject{{u"sample"_s, u"4711;1;2026-04-03"_s}}}};
    QTest::newRow("as scripted") << QJsonObject() << u"step_error"_s;
    QTest::newRow("block overridden") << QJsonObject{{u"blockOverrides"_s, format}} << u"flow_completed"_s;
    QTest::newRow("block overridden, still wrong") << QJsonObject{{u"blockOverrides"_s, other}} << u"step_error"_s;
    QTest::newRow("input overridden") << QJsonObject{{u"inputOverrides"_s, rows}} << u"flow_completed"_s;
}

void tst_MockServer::failsAndSucceeds()
{
    QFETCH(QJsonObject, overrides);
    QFETCH(QString, last);
    const RawAnswer first = step(u"acme/etl/import"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"prices.csv"_s}});
    const QJsonObject read = first.events().at(2).data[u"output"_s].toObject();
    QJsonObject body{{u"stepIndex"_s, 2},
                     {u"executionId"_s, executionIdOf(first)},
                     {u"accumulatedOutputs"_s, QJsonObject{{u"read"_s, read}, {u"map"_s, u"mapped"_s}}},
                     {u"runRemaining"_s, true}};
    for (auto it = overrides.begin(); it != overrides.end(); ++it)
        body.insert(it.key(), it.value());
    const RawAnswer rerun = step(u"acme/etl/import"_s, body);
    QCOMPARE(rerun.eventNames().constLast(), last);
    if (last == "step_error"_L1) {
        const QJsonObject error = rerun.events().constLast().data[u"error"_s].toObject();
        QCOMPARE(error[u"code"_s].toString(), u"DATE_FORMAT_MISMATCH"_s);
        QCOMPARE(error[u"column"_s].toString(), u"valid_from"_s);
    }
}

void tst_MockServer::pausesForTools_data()
{
    QTest::addColumn<bool>("camelCase");
    QTest::newRow("tool_calls") << false;
    QTest::newRow("toolCalls") << true;
}

void tst_MockServer::pausesForTools()
{
    QFETCH(bool, camelCase);
    const QJsonArray calls{QJsonObject{
        {u"id"_s, u"c1"_s}, {u"name"_s, u"look"_s}, {u"arguments"_s, QJsonObject{{u"at"_s, u"{{message}}"_s}}}}};
    QVERIFY(m_server->addFlow(
        u"a/b/tools"_s,
        {{u"wire"_s, QJsonObject{{u"camelCaseToolCalls"_s, camelCase}}},
         {u"steps"_s, QJsonArray{QJsonObject{{u"id"_s, u"one"_s}, {u"output"_s, u"1"_s}},
                                 QJsonObject{{u"id"_s, u"two"_s},
                                             {u"toolRounds"_s, QJsonArray{QJsonObject{{u"calls"_s, calls}}}},
                                             {u"output"_s, u"seen: {{tool.look}}"_s}}}}}));
    const RawAnswer paused =
        step(u"a/b/tools"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"moon"_s}, {u"runRemaining"_s, true}});
    const RawEvent pause = paused.events().constLast();
    QCOMPARE(pause.name, u"step_paused_for_tool_calls"_s);
    QCOMPARE(pause.data[u"stepIndex"_s].toInt(), 1);
    QCOMPARE(pause.data[u"iterationsUsed"_s].toInt(), 1);
    QCOMPARE(pause.data[u"accumulatedOutputs"_s].toObject(), (QJsonObject{{u"one"_s, u"1"_s}}));
    const QJsonObject function = pause.data[u"toolCalls"_s].toArray().at(0).toObject()[u"function"_s].toObject();
    QCOMPARE(function[u"arguments"_s].toString(), u"{\"at\":\"moon\"}"_s);
    QJsonArray messages = pause.data[u"toolCallMessages"_s].toArray();
    QVERIFY(messages.last().toObject().contains(camelCase ? u"toolCalls"_s : u"tool_calls"_s));

    messages.append(QJsonObject{{u"role"_s, u"tool"_s},
                                {camelCase ? u"toolCallId"_s : u"tool_call_id"_s, u"c1"_s},
                                {u"content"_s, u"craters"_s}});
    const RawAnswer resumed = step(u"a/b/tools"_s, {{u"stepIndex"_s, 1},
                                                    {u"executionId"_s, executionIdOf(paused)},
                                                    {u"accumulatedOutputs"_s, pause.data[u"accumulatedOutputs"_s]},
                                                    {u"iterationsUsed"_s, 1},
                                                    {u"toolCallMessages"_s, messages}});
    QCOMPARE(resumed.outputOf(u"two"_s), u"seen: craters"_s);
    QCOMPARE(resumed.eventNames().constLast(), u"flow_completed"_s);
}

void tst_MockServer::answersWithoutTools()
{
    const RawAnswer answer =
        step(u"acme/support/refund"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"money"_s}, {u"runRemaining"_s, true}});
    QCOMPARE(answer.eventNames().constLast(), u"flow_completed"_s);
    QVERIFY(answer.outputOf(u"answer"_s).contains(u"cannot see your order"_s));
}

void tst_MockServer::toolAnswersReachTheOutput_data()
{
    QTest::addColumn<QJsonValue>("choice");
    QTest::addColumn<bool>("pauses");
    QTest::newRow("no choice") << QJsonValue(QJsonValue::Undefined) << true;
    QTest::newRow("auto") << QJsonValue(u"auto"_s) << true;
    QTest::newRow("none") << QJsonValue(u"none"_s) << false;
}

void tst_MockServer::toolAnswersReachTheOutput()
{
    QFETCH(QJsonValue, choice);
    QFETCH(bool, pauses);
    const QJsonObject tool{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"get_order"_s}}}};
    QJsonObject body{
        {u"stepIndex"_s, 0}, {u"message"_s, u"money"_s}, {u"runRemaining"_s, true}, {u"tools"_s, QJsonArray{tool}}};
    if (!choice.isUndefined())
        body.insert(u"toolChoice"_s, choice);
    const RawAnswer answer = step(u"acme/support/refund"_s, body);
    QCOMPARE(answer.eventNames().constLast() == "step_paused_for_tool_calls"_L1, pauses);
    if (pauses)
        QCOMPARE(answer.events().constLast().data[u"toolCalls"_s].toArray().size(), 2);
}

void tst_MockServer::parallelBlocksInterleave()
{
    const RawAnswer answer =
        step(u"acme/review/contract"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"NDA"_s}, {u"runRemaining"_s, true}});
    QStringList order;
    const QList<RawEvent> events = answer.events();
    for (const RawEvent &event : events) {
        if (event.name == "step_output"_L1)
            order.append(event.data[u"stepId"_s].toString());
    }
    QCOMPARE(order.mid(0, 6),
             (QStringList{u"legal"_s, u"finance"_s, u"privacy"_s, u"legal"_s, u"finance"_s, u"privacy"_s}));
    QVERIFY(answer.outputOf(u"weigh"_s).contains(answer.outputOf(u"privacy"_s)));
}

void tst_MockServer::parallelBlocksCountAsSteps()
{
    const RawAnswer first = step(u"acme/review/contract"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"NDA"_s}});
    const RawAnswer second =
        step(u"acme/review/contract"_s, {{u"stepIndex"_s, 1},
                                         {u"executionId"_s, executionIdOf(first)},
                                         {u"accumulatedOutputs"_s, QJsonObject{{u"extract"_s, QJsonObject()}}}});
    QCOMPARE(second.eventNames().count(u"step_completed"_s), 3);
    QCOMPARE(second.events().constLast().data[u"nextStepIndex"_s].toInt(), 4);

    // Going on in the middle of the group runs what is left of it.
    const RawAnswer rest =
        step(u"acme/review/contract"_s,
             {{u"stepIndex"_s, 3},
              {u"executionId"_s, executionIdOf(first)},
              {u"accumulatedOutputs"_s, QJsonObject{{u"extract"_s, 1}, {u"legal"_s, 1}, {u"finance"_s, 1}}}});
    QCOMPARE(rest.eventNames().count(u"step_completed"_s), 1);
    QCOMPARE(rest.events().constLast().data[u"nextStepIndex"_s].toInt(), 4);
}

void tst_MockServer::loopStartsItsStepsAgain()
{
    const RawAnswer answer =
        step(u"acme/translate/chapters"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"Book"_s}, {u"runRemaining"_s, true}});
    QStringList started;
    const QList<RawEvent> events = answer.events();
    for (const RawEvent &event : events) {
        if (event.name == "step_started"_L1)
            started.append(event.data[u"stepId"_s].toString());
    }
    QCOMPARE(started.count(u"translate"_s), 4);
    QCOMPARE(started.count(u"check"_s), 4);
    QCOMPARE(answer.eventNames().count(u"step_progress"_s), 4);
    QCOMPARE(answer.eventNames().count(u"loop_completed"_s), 1);
    QVERIFY(answer.outputOf(u"translate"_s).contains(u"3. The crossing"_s));
}

void tst_MockServer::longReportIsWhole()
{
    const RawAnswer answer =
        step(u"acme/research/report"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"Tea"_s}, {u"runRemaining"_s, true}});
    QVERIFY(answer.isComplete);
    const QString text = answer.outputOf(u"report"_s);
    QCOMPARE_GE(text.toUtf8().size(), 2'000'000);
    QCOMPARE(answer.events().constLast().data[u"result"_s].toString(), text);
}

void tst_MockServer::spellings_data()
{
    QTest::addColumn<QJsonObject>("wire");
    QTest::addColumn<QByteArray>("present");
    QTest::addColumn<QByteArray>("absent");
    QTest::newRow("both names") << QJsonObject() << QByteArray("event: step_paused\ndata: {\"eventType\"")
                                << QByteArray("flow_started");
    QTest::newRow("event field alone") << QJsonObject{{u"names"_s, u"event"_s}} << QByteArray("event: step_paused")
                                       << QByteArray("eventType");
    QTest::newRow("name in JSON alone") << QJsonObject{{u"names"_s, u"eventType"_s}}
                                        << QByteArray("\"eventType\":\"step_paused\"") << QByteArray("event: ");
    QTest::newRow("no nextStepIndex") << QJsonObject{{u"nextStepIndex"_s, false}} << QByteArray("step_paused")
                                      << QByteArray("nextStepIndex");
    QTest::newRow("flow_started") << QJsonObject{{u"startEvent"_s, u"flow_started"_s}} << QByteArray("flow_started")
                                  << QByteArray("run_started");
}

void tst_MockServer::spellings()
{
    QFETCH(QJsonObject, wire);
    QFETCH(QByteArray, present);
    QFETCH(QByteArray, absent);
    const QJsonArray steps{QJsonObject{{u"id"_s, u"a"_s}}, QJsonObject{{u"id"_s, u"b"_s}}};
    QVERIFY(m_server->addFlow(u"a/b/c"_s, {{u"wire"_s, wire}, {u"steps"_s, steps}}));
    const RawAnswer answer = step(u"a/b/c"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    QVERIFY(answer.body.contains(present));
    QVERIFY(!answer.body.contains(absent));
}

void tst_MockServer::reportsUsageAsScripted()
{
    const QJsonArray steps{QJsonObject{{u"id"_s, u"silent"_s}},
                           QJsonObject{{u"id"_s, u"null"_s}, {u"tokens"_s, QJsonValue()}, {u"costUsd"_s, QJsonValue()}},
                           QJsonObject{{u"id"_s, u"cost"_s}, {u"costUsd"_s, u"1.5E-7"_s}}};
    QVERIFY(m_server->addFlow(u"a/b/c"_s, {{u"steps"_s, steps}}));
    const RawAnswer answer = step(u"a/b/c"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}, {u"runRemaining"_s, true}});
    QHash<QString, QJsonObject> completed;
    const QList<RawEvent> events = answer.events();
    for (const RawEvent &event : events) {
        if (event.name == "step_completed"_L1)
            completed.insert(event.data[u"stepId"_s].toString(), event.data);
    }
    QVERIFY(!completed[u"silent"_s].contains(u"tokens"_s));
    QVERIFY(!completed[u"silent"_s].contains(u"costUsd"_s));
    QVERIFY(completed[u"null"_s][u"tokens"_s].isNull());
    QVERIFY(completed[u"null"_s][u"costUsd"_s].isNull());
    QCOMPARE(completed[u"cost"_s][u"costUsd"_s].toString(), u"1.5E-7"_s);
}

void tst_MockServer::busyFlowRefusesFirst()
{
    const QJsonObject body{{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}};
    const RawAnswer refused = step(u"acme/limits/busy"_s, body);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.headers.value("retry-after"), "2");
    QCOMPARE(refused.code(), u"RATE_LIMITED"_s);
    QCOMPARE(step(u"acme/limits/busy"_s, body).status, 200);
    QCOMPARE(step(u"acme/limits/busy"_s, body).status, 429);
}

void tst_MockServer::changedFlowIsStale()
{
    const QJsonArray steps{QJsonObject{{u"id"_s, u"a"_s}}, QJsonObject{{u"id"_s, u"b"_s}}};
    QVERIFY(m_server->addFlow(u"a/b/c"_s, {{u"steps"_s, steps}}));
    const QString id = executionIdOf(step(u"a/b/c"_s, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}}));
    const QJsonObject next{
        {u"stepIndex"_s, 1}, {u"executionId"_s, id}, {u"accumulatedOutputs"_s, QJsonObject{{u"a"_s, 1}}}};
    QCOMPARE(step(u"a/b/c"_s, next).status, 200);
    QVERIFY(m_server->addFlow(u"a/b/c"_s, {{u"steps"_s, steps}, {u"name"_s, u"changed"_s}}));
    const RawAnswer stale = step(u"a/b/c"_s, next);
    QCOMPARE(stale.status, 409);
    QCOMPARE(stale.code(), u"STALE_TREE"_s);
}

void tst_MockServer::recordsRequests()
{
    QSignalSpy spy(m_server.get(), &NoukaiMockServer::requestReceived);
    const RawAnswer answer =
        postOnce(*m_server, flowPath(u"a%2Fb/c/d"_s, u"step?q=1"_s), {{u"stepIndex"_s, 0}}, "X-Odd: One\r\n");
    QCOMPARE(answer.status, 404);
    QCOMPARE(spy.size(), 1);
    const NoukaiMockRequest request = m_server->requests().constFirst();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, u"/api/v1/seq/a%2Fb/c/d/step"_s);
    QCOMPARE(request.query.queryItemValue(u"q"_s), u"1"_s);
    QCOMPARE(request.header("x-ODD"), "One");
    QCOMPARE(request.json()[u"stepIndex"_s].toInt(), 0);
    QCOMPARE(request.requestId, answer.headers.value("x-request-id"));
    QVERIFY(request.isComplete);
    m_server->clearRequests();
    QVERIFY(m_server->requests().isEmpty());
}

void tst_MockServer::manualDelivery()
{
    m_server->setManualDelivery(true);
    RawClient client(*m_server);
    client.post(flowPath(u"acme/spelling/grade-3"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    QTRY_COMPARE(client.answer().status, 200);
    const int all = m_server->pendingFrames();
    QCOMPARE_GT(all, 5);
    QVERIFY(client.answer().chunks.isEmpty());
    QCOMPARE(m_server->deliver(), 1);
    QTRY_COMPARE(client.answer().chunks.size(), 1);
    QCOMPARE(m_server->deliver(3), 3);
    QTRY_COMPARE(client.answer().chunks.size(), 4);
    QCOMPARE(m_server->pendingFrames(), all - 4);
    QCOMPARE(m_server->deliver(1000), all - 4);
    QVERIFY(client.take().isComplete);
    QCOMPARE(m_server->deliver(), 0);
}

void tst_MockServer::manualDeliveryServesTheOldestFirst()
{
    m_server->setManualDelivery(true);
    RawClient first(*m_server);
    RawClient second(*m_server);
    const QJsonObject body{{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}};
    first.post(flowPath(u"acme/spelling/grade-3"_s, u"step"_s), body);
    QTRY_COMPARE(m_server->openStreams(), 1);
    second.post(flowPath(u"acme/spelling/grade-3"_s, u"step"_s), body);
    QTRY_COMPARE(m_server->openStreams(), 2);
    const int each = m_server->pendingFrames() / 2;
    m_server->deliver(each);
    QVERIFY(first.take().isComplete);
    QVERIFY(second.answer().chunks.isEmpty());
    m_server->setManualDelivery(false);
    QVERIFY(second.take().isComplete);
}

QTEST_GUILESS_MAIN(tst_MockServer)
#include "tst_mockserver.moc"
