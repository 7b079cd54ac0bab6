// SPDX-License-Identifier: MIT
// The routes beside /step: execute, jobs, traces, run lists and sessions.
#include "noukaimockserver.h"
#include "rawclient.h"

#include <QtCore/QJsonArray>
#include <QtCore/QUuid>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

const QString Spelling = u"acme/spelling/grade-3"_s;

QStringList stepIds(const QJsonValue &steps)
{
    QStringList ids;
    const QJsonArray list = steps.toArray();
    for (const QJsonValue &step : list)
        ids.append(step[u"stepId"_s].toString());
    return ids;
}

} // namespace

class tst_MockRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void executes();
    void executeTellsFailure();
    void executeResumesAfterTools();
    void executeTakesItsTime();
    void jobGoesThroughItsPhases();
    void failedJobSaysWhy();
    void unknownJob();
    void traceHasTheLatestAttempts();
    void stepTraces_data();
    void stepTraces();
    void bothFormsOfTraces();
    void captureModeHidesContexts();
    void traceStreamReplays();
    void traceStreamFollows();
    void flowRuns_data();
    void flowRuns();
    void sessionHoldsItsRuns();
    void sessionErrors_data();
    void sessionErrors();

private:
    RawAnswer execute(const QString &flow, const QByteArray &headers = {}) const
    {
        return postOnce(*m_server, flowPath(flow, u"execute"_s), {{u"message"_s, u"teh cat"_s}}, headers);
    }
    QString runPath(const QString &id, const QString &rest) const
    {
        return flowPath(Spelling, u"runs/%1/%2"_s.arg(id, rest));
    }

    std::unique_ptr<NoukaiMockServer> m_server;
};

void tst_MockRoutes::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    QVERIFY(m_server->listen());
}

void tst_MockRoutes::cleanup()
{
    m_server.reset();
}

void tst_MockRoutes::executes()
{
    const RawAnswer answer = execute(Spelling);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    QCOMPARE(answer.json()[u"status"_s].toString(), u"completed"_s);
    QCOMPARE(answer.json()[u"blockCount"_s].toInt(), 2);
    QVERIFY(answer.json()[u"result"_s].toString().contains(u"teh cat"_s));
    QVERIFY(!QUuid(answer.json()[u"executionId"_s].toString()).isNull());
}

void tst_MockRoutes::executeTellsFailure()
{
    const RawAnswer answer = execute(u"acme/etl/import"_s);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"status"_s].toString(), u"failed"_s);
    QCOMPARE(answer.json()[u"result"_s][u"stepId"_s].toString(), u"parse"_s);
}

void tst_MockRoutes::executeResumesAfterTools()
{
    const QString path = flowPath(u"acme/support/refund"_s, u"execute"_s);
    const QJsonObject tool{{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"get_order"_s}}}};
    const QJsonObject paused =
        postOnce(*m_server, path, {{u"message"_s, u"money"_s}, {u"tools"_s, QJsonArray{tool}}}).json();
    QCOMPARE(paused[u"status"_s].toString(), u"tool_calls_required"_s);
    QCOMPARE(paused[u"pausedAtStep"_s].toString(), u"answer"_s);
    QJsonArray messages = paused[u"toolCallMessages"_s].toArray();
    const QJsonArray calls = paused[u"toolCalls"_s].toArray();
    QCOMPARE(calls.size(), 2);
    for (const QJsonValue &call : calls)
        messages.append(
            QJsonObject{{u"role"_s, u"tool"_s}, {u"tool_call_id"_s, call[u"id"_s]}, {u"content"_s, u"shipped"_s}});
    const QJsonObject done = postOnce(*m_server, path,
                                      {{u"executionId"_s, paused[u"executionId"_s]},
                                       {u"pausedAtStep"_s, u"answer"_s},
                                       {u"iterationsUsed"_s, paused[u"iterationsUsed"_s]},
                                       {u"accumulatedOutputs"_s, paused[u"accumulatedOutputs"_s]},
                                       {u"toolCallMessages"_s, messages}})
                                 .json();
    QCOMPARE(done[u"status"_s].toString(), u"completed"_s);
    QVERIFY(done[u"result"_s].toString().contains(u"shipped"_s));
    QCOMPARE(done[u"executionId"_s], paused[u"executionId"_s]);
}

void tst_MockRoutes::executeTakesItsTime()
{
    m_server->setSpeed(40); // four seconds in the script
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(execute(Spelling).status, 200);
    QCOMPARE_GE(timer.elapsed(), 90); // a coarse timer may be early by a twentieth
}

void tst_MockRoutes::jobGoesThroughItsPhases()
{
    const RawAnswer accepted = postOnce(*m_server, flowPath(Spelling, u"jobs"_s), {{u"message"_s, u"teh cat"_s}});
    QCOMPARE(accepted.status, 202);
    QCOMPARE(accepted.json()[u"status"_s].toString(), u"pending"_s);
    QCOMPARE(accepted.json()[u"blockCount"_s].toInt(), 2);
    const QString poll = flowPath(Spelling, u"jobs/"_s + accepted.json()[u"executionId"_s].toString());
    QCOMPARE(getOnce(*m_server, poll).status, 404);
    QCOMPARE(getOnce(*m_server, poll).json()[u"status"_s].toString(), u"pending"_s);
    QCOMPARE(getOnce(*m_server, poll).json()[u"status"_s].toString(), u"running"_s);
    for (int i = 0; i < 2; ++i) {
        const QJsonObject done = getOnce(*m_server, poll).json();
        QCOMPARE(done[u"status"_s].toString(), u"completed"_s);
        QVERIFY(done[u"result"_s].toString().contains(u"teh cat"_s));
    }
}

void tst_MockRoutes::failedJobSaysWhy()
{
    const RawAnswer accepted = postOnce(*m_server, flowPath(u"acme/etl/import"_s, u"jobs"_s), {{u"message"_s, u"x"_s}});
    const QString poll = flowPath(u"acme/etl/import"_s, u"jobs/"_s + accepted.json()[u"executionId"_s].toString());
    QJsonObject status;
    for (int i = 0; i < 4; ++i)
        status = getOnce(*m_server, poll).json();
    QCOMPARE(status[u"status"_s].toString(), u"failed"_s);
    QVERIFY(status[u"error"_s].toString().contains(u"is no date"_s));
}

void tst_MockRoutes::unknownJob()
{
    QCOMPARE(getOnce(*m_server, flowPath(Spelling, u"jobs/nothing"_s)).code(), u"RUN_NOT_FOUND"_s);
}

void tst_MockRoutes::traceHasTheLatestAttempts()
{
    const QString path = flowPath(Spelling, u"step"_s);
    const QString id = executionIdOf(postOnce(*m_server, path, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}}));
    const QJsonObject running = getOnce(*m_server, runPath(id, u"trace"_s)).json();
    QCOMPARE(running[u"flowRun"_s][u"status"_s].toString(), u"running"_s);
    QCOMPARE(stepIds(running[u"steps"_s]), QStringList{u"correct"_s});
    // The same step again, then the rest.
    postOnce(*m_server, path, {{u"stepIndex"_s, 0}, {u"executionId"_s, id}, {u"runRemaining"_s, true}});
    const QJsonObject trace = getOnce(*m_server, runPath(id, u"trace"_s)).json();
    QCOMPARE(trace[u"flowRun"_s][u"status"_s].toString(), u"completed"_s);
    QCOMPARE(stepIds(trace[u"steps"_s]), (QStringList{u"correct"_s, u"explain"_s}));
    const QJsonObject step = trace[u"steps"_s][0].toObject();
    QCOMPARE(step[u"attempt"_s].toInt(), 2);
    QCOMPARE(step[u"status"_s].toString(), u"completed"_s);
    QCOMPARE(step[u"modelUsed"_s].toString(), u"gpt-4o-mini"_s);
    QCOMPARE(step[u"costUsd"_s].toString(), u"0.000058"_s);
    QVERIFY(step[u"outputContext"_s].toString().contains(u"You wrote"_s));
    QVERIFY(step[u"inputSizeBytes"_s].toInt() > 0);
}

void tst_MockRoutes::stepTraces_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("attempts");
    QTest::newRow("latest") << u"steps/correct/trace"_s << 200 << 2 << 0;
    QTest::newRow("first") << u"steps/correct/trace?attempt=1"_s << 200 << 1 << 0;
    QTest::newRow("all") << u"steps/correct/trace?attempt=all"_s << 200 << 0 << 2;
    QTest::newRow("no such attempt") << u"steps/correct/trace?attempt=3"_s << 404 << 0 << 0;
    QTest::newRow("no such step") << u"steps/nobody/trace"_s << 404 << 0 << 0;
    QTest::newRow("no such round") << u"steps/correct/trace?loop_index=7"_s << 404 << 0 << 0;
}

void tst_MockRoutes::stepTraces()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(int, attempt);
    QFETCH(int, attempts);
    const QString id = executionIdOf(
        postOnce(*m_server, flowPath(Spelling, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}}));
    postOnce(*m_server, flowPath(Spelling, u"step"_s), {{u"stepIndex"_s, 0}, {u"executionId"_s, id}});
    const RawAnswer answer = getOnce(*m_server, runPath(id, path));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.json()[u"attempt"_s].toInt(), attempt);
    QCOMPARE(answer.json()[u"attempts"_s].toArray().size(), attempts);
}

void tst_MockRoutes::bothFormsOfTraces()
{
    const QString id = execute(Spelling).json()[u"executionId"_s].toString();
    for (const QString &rest : {u"trace"_s, u"steps/explain/trace"_s, u"trace/stream"_s}) {
        const RawAnswer documented = getOnce(*m_server, u"/api/v1/flow-runs/%1/%2"_s.arg(id, rest));
        QCOMPARE(documented.status, 200);
        QCOMPARE(documented.body, getOnce(*m_server, runPath(id, rest)).body);
    }
    QCOMPARE(getOnce(*m_server, flowPath(u"acme/etl/import"_s, u"runs/%1/trace"_s.arg(id))).code(), u"RUN_NOT_FOUND"_s);
}

void tst_MockRoutes::captureModeHidesContexts()
{
    QVERIFY(m_server->addFlow(u"a/b/c"_s,
                              {{u"capture"_s, u"off"_s},
                               {u"steps"_s, QJsonArray{QJsonObject{{u"id"_s, u"a"_s}, {u"output"_s, u"secret"_s}}}}}));
    const QString id = execute(u"a/b/c"_s).json()[u"executionId"_s].toString();
    const QJsonObject step =
        getOnce(*m_server, u"/api/v1/flow-runs/%1/trace"_s.arg(id)).json()[u"steps"_s][0].toObject();
    QVERIFY(step[u"outputContext"_s].isNull());
    QVERIFY(step[u"inputContext"_s].isNull());
    QCOMPARE(step[u"outputSizeBytes"_s].toInt(), 8);
}

void tst_MockRoutes::traceStreamReplays()
{
    const QString id = execute(u"acme/etl/import"_s).json()[u"executionId"_s].toString();
    const RawAnswer stream = getOnce(*m_server, u"/api/v1/flow-runs/%1/trace/stream"_s.arg(id));
    QVERIFY(stream.isComplete);
    QCOMPARE(stream.eventNames(),
             (QStringList{u"run_started"_s, u"step_started"_s, u"step_completed"_s, u"step_started"_s,
                          u"step_completed"_s, u"step_started"_s, u"step_error"_s}));
}

void tst_MockRoutes::traceStreamFollows()
{
    const QString path = flowPath(Spelling, u"step"_s);
    const QString id = executionIdOf(postOnce(*m_server, path, {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}}));
    RawClient follower(*m_server);
    follower.request("GET", runPath(id, u"trace/stream"_s));
    QTRY_COMPARE(follower.answer().events().size(), 3);
    QVERIFY(!follower.answer().isComplete);
    postOnce(
        *m_server, path,
        {{u"stepIndex"_s, 1}, {u"executionId"_s, id}, {u"accumulatedOutputs"_s, QJsonObject{{u"correct"_s, u"c"_s}}}});
    const RawAnswer stream = follower.take();
    QVERIFY(stream.isComplete);
    QCOMPARE(stream.eventNames().constLast(), u"flow_completed"_s);
    QVERIFY(!stream.outputOf(u"explain"_s).isEmpty());
}

void tst_MockRoutes::flowRuns_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("runs");
    QTest::newRow("by identifier") << u"flow_id=acme%2Fspelling%2Fgrade-3"_s << 200 << 2;
    QTest::newRow("limit") << u"flow_id=acme%2Fspelling%2Fgrade-3&limit=1"_s << 200 << 1;
    QTest::newRow("limit 100") << u"flow_id=acme%2Fspelling%2Fgrade-3&limit=100"_s << 200 << 2;
    QTest::newRow("limit 101") << u"flow_id=acme%2Fspelling%2Fgrade-3&limit=101"_s << 422 << 0;
    QTest::newRow("limit 0") << u"flow_id=acme%2Fspelling%2Fgrade-3&limit=0"_s << 422 << 0;
    QTest::newRow("completed") << u"flow_id=acme%2Fspelling%2Fgrade-3&status=completed"_s << 200 << 1;
    QTest::newRow("other flow") << u"flow_id=other"_s << 200 << 0;
    QTest::newRow("no flow") << u"limit=3"_s << 422 << 0;
}

void tst_MockRoutes::flowRuns()
{
    QFETCH(QString, query);
    QFETCH(int, status);
    QFETCH(int, runs);
    const QString first = execute(Spelling).json()[u"executionId"_s].toString();
    const QString second = executionIdOf(
        postOnce(*m_server, flowPath(Spelling, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}}));
    const RawAnswer answer = getOnce(*m_server, u"/api/v1/flow-runs?"_s + query);
    QCOMPARE(answer.status, status);
    const QJsonArray list = answer.json()[u"runs"_s].toArray();
    QCOMPARE(list.size(), runs);
    if (runs > 1) {
        QCOMPARE(list.at(0)[u"id"_s].toString(), second); // newest first
        QCOMPARE(list.at(1)[u"id"_s].toString(), first);
        QCOMPARE(list.at(1)[u"triggerType"_s].toString(), u"execute"_s);
    }
}

void tst_MockRoutes::sessionHoldsItsRuns()
{
    const QByteArray session = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const QByteArray header = "X-Session-Id: " + session + "\r\n";
    execute(Spelling, header);
    execute(Spelling); // in no session
    execute(u"acme/etl/import"_s, header);
    const RawAnswer answer = getOnce(*m_server, u"/api/v1/seq/sessions/"_s + QString::fromLatin1(session));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"sessionId"_s].toString(), QString::fromLatin1(session));
    const QJsonArray executions = answer.json()[u"executions"_s].toArray();
    QCOMPARE(executions.size(), 2);
    QCOMPARE(executions.at(0)[u"slug"_s].toString(), u"grade-3"_s);
    QCOMPARE(executions.at(0)[u"triggerType"_s].toString(), u"execute"_s);
    QCOMPARE(executions.at(0)[u"snapshotsAvailable"_s].toBool(), true);
    QCOMPARE(stepIds(executions.at(0)[u"steps"_s]), (QStringList{u"correct"_s, u"explain"_s}));
    QCOMPARE(executions.at(1)[u"status"_s].toString(), u"failed"_s);
    QCOMPARE(executions.at(1)[u"errorAtStep"_s].toString(), u"parse"_s);
}

void tst_MockRoutes::sessionErrors_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("status");
    QTest::newRow("malformed") << u"my-session"_s << 400;
    QTest::newRow("nearly a UUID") << u"7a6c1f0e-0000-4000-8000-00000000000g"_s << 400;
    QTest::newRow("unknown") << u"7a6c1f0e-0000-4000-8000-000000000000"_s << 404;
}

void tst_MockRoutes::sessionErrors()
{
    QFETCH(QString, id);
    QFETCH(int, status);
    QCOMPARE(getOnce(*m_server, u"/api/v1/seq/sessions/"_s + id).status, status);
}

QTEST_GUILESS_MAIN(tst_MockRoutes)
#include "tst_mockroutes.moc"
