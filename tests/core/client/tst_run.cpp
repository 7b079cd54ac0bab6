// SPDX-License-Identifier: MIT
#include "exchangecall.h"
#include "noukaimockserver.h"
#include "rawserver.h"

#include <Noukai/noukairun.h>

#include <QtCore/QJsonDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Traces, lists of runs and sessions, against the mock server and against one that says anything.
class tst_Run : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void trace();
    void oneForm_data();
    void oneForm();
    void neitherForm_data();
    void neitherForm();
    void withoutAFlow();
    void steps();
    void listed();
    void session();
    void sessionErrors_data();
    void sessionErrors();
    void wrongShapes_data();
    void wrongShapes();
    void refusedBefore_data();
    void refusedBefore();
    void cancelledFuture_data();
    void cancelledFuture();
    void clientGone();
    void runGone();
    void continuation();
    void properties();

private:
    QString execute(const QString &identifier, const QJsonObject &body, const QString &session = {});

    std::unique_ptr<NoukaiMockServer> m_server;
    std::unique_ptr<TestClient> m_client;
};

static const QString Session = QStringLiteral("0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11");
static const QString Spelling = QStringLiteral("acme/spelling/grade-3");

// The outcome of a call that has ended; an error of no kind where it has not.
template <typename T>
static NoukaiExpected<T> ended(const QFuture<NoukaiExpected<T>> &future)
{
    [&] {
        QTRY_VERIFY(future.isFinished());
    }();
    return future.isFinished() && future.resultCount() == 1 ? future.result() : NoukaiExpected<T>();
}

void tst_Run::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    QVERIFY(m_server->listen());
    m_client = std::make_unique<TestClient>();
    m_client->setBaseUrl(m_server->baseUrl());
    m_client->setMaxRetries(0);
}

void tst_Run::cleanup()
{
    m_client.reset();
    m_server.reset();
}

// Runs a flow on the server, as something for it to tell about.
QString tst_Run::execute(const QString &identifier, const QJsonObject &body, const QString &session)
{
    ExchangeCall call(*m_client,
                      {"POST", QUrl(m_server->baseUrl().toString() + u"/seq/"_s + identifier + u"/execute"_s),
                       QJsonDocument(body).toJson(), session});
    [&] {
        QTRY_VERIFY(call.isDone());
    }();
    const QString id = call.answer.json[u"executionId"].toString();
    m_server->clearRequests();
    return id;
}

void tst_Run::trace()
{
    const QString id = execute(Spelling, {{u"message"_s, u"teh"_s}});
    QVERIFY(!id.isEmpty());
    NoukaiRun run(m_client.get(), Spelling, id);
    const auto trace = ended(run.trace());
    QVERIFY2(trace, qPrintable(trace.error().message()));
    QCOMPARE(trace.value().flowRun().id(), id);
    QCOMPARE(trace.value().flowRun().status(), u"completed"_s);
    QCOMPARE(trace.value().flowRun().triggerType(), u"execute"_s);
    QVERIFY(trace.value().flowRun().startedAt().isValid());
    QCOMPARE(trace.value().steps().size(), 2);
    for (const NoukaiStepTrace &step : trace.value().steps()) {
        QCOMPARE(step.status(), u"completed"_s);
        QCOMPARE(step.attempt(), 1);
        QVERIFY(!step.stepId().isEmpty());
        QVERIFY(step.durationMs() >= 0);
    }
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().constFirst().path, u"/api/v1/seq/acme/spelling/grade-3/runs/"_s + id + u"/trace"_s);
}

void tst_Run::oneForm_data()
{
    QTest::addColumn<QString>("unknown");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("the documented one") << u"/seq/"_s
                                        << QStringList{u"seq"_s, u"flow-runs"_s, u"flow-runs"_s, u"flow-runs"_s};
    QTest::newRow("the SDKs'") << u"/flow-runs/"_s << QStringList{u"seq"_s, u"seq"_s, u"seq"_s};
}

// Where the server knows but one form, it is found, and asked for first from then on.
void tst_Run::oneForm()
{
    QFETCH(QString, unknown);
    QFETCH(QStringList, paths);
    const QString id = execute(Spelling, {{u"message"_s, u"teh"_s}});
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.path = unknown;
    fault.status = 404;
    fault.code = u"NOT_FOUND"_s;
    fault.count = -1;
    m_server->setFault(fault);
    NoukaiRun run(m_client.get(), Spelling, id);
    QVERIFY(ended(run.trace()));
    const auto steps = ended(run.trace());
    QVERIFY(steps);
    QVERIFY(ended(run.stepTrace(steps.value().steps().first().stepId())));
    QStringList asked;
    for (const NoukaiMockRequest &request : m_server->requests())
        asked.append(request.path.section(u'/', 3, 3));
    QCOMPARE(asked, paths);
}

void tst_Run::neitherForm_data()
{
    QTest::addColumn<int>("second");
    QTest::addColumn<QString>("secondCode");
    QTest::addColumn<QString>("told");
    QTest::newRow("second form unknown") << 404 << u"NOT_FOUND"_s << u"FIRST"_s;
    QTest::newRow("run unknown") << 404 << u"RUN_NOT_FOUND"_s << u"RUN_NOT_FOUND"_s;
    QTest::newRow("second form needs other rights") << 403 << u"FORBIDDEN"_s << u"FIRST"_s;
    QTest::newRow("server in trouble") << 500 << u"INTERNAL_ERROR"_s << u"INTERNAL_ERROR"_s;
}

void tst_Run::neitherForm()
{
    QFETCH(int, second);
    QFETCH(QString, secondCode);
    RawServer server([&](const RawRequest &request, RawConnection *connection) {
        const bool isFirst = request.path.contains("/seq/");
        const QByteArray code = isFirst ? QByteArray("FIRST") : secondCode.toLatin1();
        connection->send(Http::answer(isFirst ? 404 : second, "application/json",
                                      R"({"detail":{"code":")" + code + R"(","message":"No."}})"));
    });
    m_client->setBaseUrl(server.url(QString()));
    NoukaiRun run(m_client.get(), Spelling, u"e-1"_s);
    const auto trace = ended(run.trace());
    QVERIFY(!trace);
    QTEST(trace.error().code(), "told");
    QCOMPARE(trace.error().executionId(), u"e-1"_s);
    QCOMPARE(server.requests().size(), 2);
}

void tst_Run::withoutAFlow()
{
    const QString id = execute(Spelling, {{u"message"_s, u"teh"_s}});
    NoukaiRun run(m_client.get(), QString(), id);
    QVERIFY(ended(run.trace()));
    run.setExecutionId(u"unknown"_s);
    const auto unknown = ended(run.trace());
    QCOMPARE(unknown.error().kind(), NoukaiError::NotFound);
    QCOMPARE(unknown.error().code(), u"RUN_NOT_FOUND"_s);
    QVERIFY(!unknown.error().requestId().isEmpty());
    QCOMPARE(m_server->requests().size(), 2);
}

void tst_Run::steps()
{
    const QString flow = u"acme/translate/chapters"_s;
    const QString id = execute(flow, {{u"message"_s, u"en"_s}});
    NoukaiRun run(m_client.get(), flow, id);
    const auto trace = ended(run.trace());
    QVERIFY2(trace, qPrintable(trace.error().message()));
    NoukaiStepTrace looped;
    for (const NoukaiStepTrace &step : trace.value().steps()) {
        if (step.loopIndex() == 2)
            looped = step;
    }
    QCOMPARE(looped.loopIndex(), 2);
    const auto latest = ended(run.stepTrace(looped.stepId()));
    QVERIFY(latest);
    QCOMPARE(latest.value().size(), 1);
    QCOMPARE(latest.value().first().loopIndex(), 3);
    const auto all = ended(run.stepTrace(looped.stepId(), NoukaiRun::AllAttempts));
    QVERIFY(all);
    QCOMPARE(all.value().size(), 4);
    const auto round = ended(run.stepTrace(looped.stepId(), 1, 2));
    QVERIFY(round);
    QCOMPARE(round.value(), QList{looped});
    QCOMPARE(ended(run.stepTrace(looped.stepId(), 9)).error().kind(), NoukaiError::NotFound);
    QCOMPARE(ended(run.stepTrace(u"no such step"_s)).error().kind(), NoukaiError::NotFound);
}

void tst_Run::listed()
{
    QStringList ids;
    for (int i = 0; i < 3; ++i)
        ids.prepend(execute(Spelling, {{u"message"_s, QString::number(i)}}));
    execute(u"acme/etl/import"_s, {{u"message"_s, u"x"_s}});
    const auto runs = ended(m_client->runs(Spelling));
    QVERIFY2(runs, qPrintable(runs.error().message()));
    QStringList listed;
    for (const NoukaiRunSummary &run : runs.value())
        listed.append(run.id());
    QCOMPARE(listed, ids);
    QCOMPARE(ended(m_client->runs(Spelling, 2)).value().size(), 2);
    QVERIFY(ended(m_client->runs(Spelling, 100, u"failed"_s)).value().isEmpty());
    QCOMPARE(ended(m_client->runs(Spelling, 1, u"completed"_s)).value().size(), 1);
    QVERIFY(ended(m_client->runs(u"a&limit=1+ü"_s)).value().isEmpty());
    QCOMPARE(m_server->requests().constLast().query.queryItemValue(u"flow_id"_s, QUrl::FullyDecoded), u"a&limit=1+ü"_s);
}

void tst_Run::session()
{
    const QString first = execute(Spelling, {{u"message"_s, u"a"_s}}, Session);
    const QString second = execute(u"acme/etl/import"_s, {{u"message"_s, u"b"_s}}, Session);
    const auto session = ended(m_client->session(Session));
    QVERIFY2(session, qPrintable(session.error().message()));
    QCOMPARE(session.value().sessionId(), Session);
    const QList<NoukaiSessionExecution> executions = session.value().executions();
    QCOMPARE(executions.size(), 2);
    QCOMPARE(executions.first().executionId(), first);
    QCOMPARE(executions.first().slug(), u"grade-3"_s);
    QCOMPARE(executions.first().steps().size(), 2);
    QVERIFY(executions.first().snapshotsAvailable());
    QVERIFY(!executions.first().steps().first().outputSnapshot().isNull());
    QCOMPARE(executions.last().executionId(), second);
    QCOMPARE(executions.last().status(), u"failed"_s);
    QCOMPARE(executions.last().errorAtStep(), u"parse"_s);
}

void tst_Run::sessionErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("refused") << 400 << u"SESSION_ID_INVALID"_s << NoukaiError::Replay;
    QTest::newRow("no key") << 401 << u"UNAUTHORIZED"_s << NoukaiError::Authentication;
    QTest::newRow("another account's") << 403 << u"FORBIDDEN"_s << NoukaiError::PermissionDenied;
    QTest::newRow("unknown") << 404 << u"SESSION_NOT_FOUND"_s << NoukaiError::NotFound;
    QTest::newRow("expired") << 410 << u"SESSION_EXPIRED"_s << NoukaiError::Replay;
    QTest::newRow("too many") << 429 << u"RATE_LIMITED"_s << NoukaiError::RateLimited;
    QTest::newRow("trouble") << 500 << u"INTERNAL_ERROR"_s << NoukaiError::Execution;
}

void tst_Run::sessionErrors()
{
    QFETCH(int, status);
    QFETCH(QString, code);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.status = status;
    fault.code = code;
    fault.message = u"No."_s;
    m_server->setFault(fault);
    const auto session = ended(m_client->session(Session));
    QTEST(session.error().kind(), "kind");
    QCOMPARE(session.error().code(), code);
    QCOMPARE(session.error().httpStatus(), status);
    QCOMPARE(session.error().message(), u"No."_s);
    QVERIFY(!session.error().requestId().isEmpty());
}

void tst_Run::wrongShapes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("array") << "[]"_ba;
    QTest::newRow("text") << "\"ok\""_ba;
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("wrong members") << R"({"flowRun":1,"steps":2,"runs":3,"executions":4,"attempts":5})"_ba;
    QTest::newRow("wrong elements") << R"({"flowRun":{},"steps":[1],"runs":[2],"executions":[3],"attempts":[4]})"_ba;
}

void tst_Run::wrongShapes()
{
    QFETCH(QByteArray, body);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(200, "application/json", body, {"X-Request-ID: r-3"}));
    });
    m_client->setBaseUrl(server.url(QString()));
    NoukaiRun run(m_client.get(), Spelling, u"e-1"_s);
    const QList<NoukaiError> errors = {ended(run.trace()).error(), ended(run.stepTrace(u"s"_s)).error(),
                                       ended(m_client->runs(u"f"_s)).error(),
                                       ended(m_client->session(Session)).error()};
    for (const NoukaiError &error : errors) {
        QCOMPARE(error.kind(), NoukaiError::Protocol);
        QCOMPARE(error.requestId(), u"r-3"_s);
        QCOMPARE(error.responseBody(), QString::fromUtf8(body));
        QVERIFY(!error.message().isEmpty());
    }
}

void tst_Run::refusedBefore_data()
{
    QTest::addColumn<QString>("executionId");
    QTest::addColumn<QString>("stepId");
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("loopIndex");
    QTest::addColumn<QString>("identifier");
    const auto row = [](const char *name, const QString &id, const QString &step, int attempt, int loop,
                        const QString &flow = Spelling) {
        QTest::newRow(name) << id << step << attempt << loop << flow;
    };
    row("no execution id", QString(), u"s"_s, 0, -1);
    row("slash in the execution id", u"a/b"_s, u"s"_s, 0, -1);
    row("dots", u".."_s, u"s"_s, 0, -1);
    row("control character", u"a\tb"_s, u"s"_s, 0, -1);
    row("no step id", u"e"_s, QString(), 0, -1);
    row("slash in the step id", u"e"_s, u"a/b"_s, 0, -1);
    row("dots for a step", u"e"_s, u"."_s, 0, -1);
    row("attempt -2", u"e"_s, u"s"_s, -2, -1);
    row("round -2", u"e"_s, u"s"_s, 0, -2);
    row("two parts", u"e"_s, u"s"_s, 0, -1, u"a/b"_s);
    row("slug without defaults", u"e"_s, u"s"_s, 0, -1, u"a"_s);
}

void tst_Run::refusedBefore()
{
    QFETCH(QString, executionId);
    QFETCH(QString, stepId);
    QFETCH(int, attempt);
    QFETCH(int, loopIndex);
    QFETCH(QString, identifier);
    NoukaiRun run(m_client.get(), identifier, executionId);
    const auto future = run.stepTrace(stepId, attempt, loopIndex);
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind(), NoukaiError::Configuration);
    QVERIFY(!future.result().error().message().isEmpty());

    for (const int limit : {-1, 0, 101})
        QCOMPARE(m_client->runs(u"f"_s, limit).result().error().kind(), NoukaiError::Configuration);
    for (const QString &flow : {QString(), u".."_s, u"a\nb"_s})
        QCOMPARE(m_client->runs(flow).result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(m_client->runs(u"f"_s, 1, u"a\nb"_s).result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(m_client->session(u"mine"_s).result().error().code(), u"SESSION_ID_INVALID"_s);
    m_client->setApiKey(QString());
    QCOMPARE(m_client->session(Session).result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(m_client->runs(u"f"_s).result().error().kind(), NoukaiError::Configuration);
    NoukaiRun good(m_client.get(), Spelling, u"e"_s);
    QCOMPARE(good.trace().result().error().kind(), NoukaiError::Configuration);
    QVERIFY(m_server->requests().isEmpty());
}

void tst_Run::cancelledFuture_data()
{
    QTest::addColumn<int>("call");
    QTest::newRow("trace") << 0;
    QTest::newRow("runs") << 1;
    QTest::newRow("session") << 2;
}

// Cancelling the future cancels the request.
void tst_Run::cancelledFuture()
{
    QFETCH(int, call);
    RawServer server([](const RawRequest &, RawConnection *) {});
    m_client->setBaseUrl(server.url(QString()));
    NoukaiRun run(m_client.get(), Spelling, u"e"_s);
    const auto check = [&](auto future) {
        QTRY_COMPARE(server.requests().size(), 1);
        future.cancel();
        QTRY_COMPARE(server.openConnections(), 0);
        QVERIFY(future.isCanceled());
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.resultCount(), 0);
        QVERIFY(m_client->internals()->m_users.isEmpty());
    };
    if (call == 0)
        check(run.trace());
    else if (call == 1)
        check(m_client->runs(u"f"_s));
    else
        check(m_client->session(Session));
}

void tst_Run::clientGone()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    m_client->setBaseUrl(server.url(QString()));
    NoukaiRun run(m_client.get(), Spelling, u"e"_s);
    auto trace = run.trace();
    auto session = m_client->session(Session);
    QTRY_COMPARE(server.requests().size(), 2);
    m_client.reset();
    QVERIFY(trace.isFinished() && session.isFinished());
    QCOMPARE(trace.result().error().kind(), NoukaiError::Cancelled);
    QCOMPARE(session.result().error().kind(), NoukaiError::Cancelled);
    QVERIFY(!run.client());
    QCOMPARE(run.trace().result().error().kind(), NoukaiError::Configuration);
}

// A call lives with its client.
void tst_Run::runGone()
{
    const QString id = execute(Spelling, {{u"message"_s, u"teh"_s}});
    auto run = std::make_unique<NoukaiRun>(m_client.get(), Spelling, id);
    const auto future = run->trace();
    run.reset();
    QVERIFY(ended(future));
}

// A continuation may delete everything.
void tst_Run::continuation()
{
    const QString id = execute(Spelling, {{u"message"_s, u"teh"_s}});
    auto run = std::make_unique<NoukaiRun>(m_client.get(), Spelling, id);
    QString status;
    run->trace().then([&](const NoukaiExpected<NoukaiRunTrace> &trace) {
        status = trace.valueOr({}).flowRun().status();
        run.reset();
        m_client.reset();
    });
    QTRY_COMPARE(status, u"completed"_s);
    QVERIFY(!m_client);
}

void tst_Run::properties()
{
    NoukaiRun run;
    QSignalSpy client(&run, &NoukaiRun::clientChanged);
    QSignalSpy identifier(&run, &NoukaiRun::identifierChanged);
    QSignalSpy executionId(&run, &NoukaiRun::executionIdChanged);
    QCOMPARE(run.client(), NoukaiClient::defaultClient());
    for (int i = 0; i < 2; ++i) {
        run.setClient(m_client.get());
        run.setIdentifier(u"a"_s);
        run.setExecutionId(u"b"_s);
    }
    QCOMPARE(run.client(), m_client.get());
    run.setClient(nullptr);
    QCOMPARE(run.client(), NoukaiClient::defaultClient());
    QCOMPARE(client.size(), 2);
    QCOMPARE(identifier.size(), 1);
    QCOMPARE(executionId.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Run)
#include "tst_run.moc"
