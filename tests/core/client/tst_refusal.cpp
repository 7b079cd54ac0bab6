// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Answers that are no event stream.
class tst_Refusal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void httpError_data();
    void httpError();
    void errorOverTheEventStreamType();
    void bodyWithoutEnd_data();
    void bodyWithoutEnd();
    void droppedInTheBody();
    void retryAfter();
    void noEventStream_data();
    void noEventStream();
    void eventStreamTypes_data();
    void eventStreamTypes();
    void redirectWithoutTarget();
    void echoedKey_data();
    void echoedKey();
};

void tst_Refusal::httpError_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");

    const QByteArray json = "application/json";
    const auto detail = [](const char *code) -> QByteArray {
        return QByteArray(R"({"detail":{"code":")") + code + R"(","message":"What happened."}})";
    };
    const QString what = u"What happened."_s;
    using E = NoukaiError;
    QTest::newRow("400") << 400 << json << detail("INVALID_STEP_INDEX") << E::Execution << u"INVALID_STEP_INDEX"_s
                         << what;
    QTest::newRow("401") << 401 << json << detail("BAD_KEY") << E::Authentication << u"BAD_KEY"_s << what;
    QTest::newRow("402") << 402 << json << detail("INSUFFICIENT_CREDITS") << E::InsufficientCredits
                         << u"INSUFFICIENT_CREDITS"_s << what;
    QTest::newRow("403") << 403 << json << detail("FORBIDDEN") << E::PermissionDenied << u"FORBIDDEN"_s << what;
    QTest::newRow("404") << 404 << json << detail("FLOW_NOT_FOUND") << E::NotFound << u"FLOW_NOT_FOUND"_s << what;
    QTest::newRow("405") << 405 << json << detail("NO") << E::Execution << u"NO"_s << what;
    QTest::newRow("407") << 407 << json << detail("NO") << E::Execution << u"NO"_s << what;
    QTest::newRow("408") << 408 << json << detail("SLOW") << E::Execution << u"SLOW"_s << what;
    QTest::newRow("409") << 409 << json << detail("STALE_TREE") << E::Execution << u"STALE_TREE"_s << what;
    QTest::newRow("410") << 410 << json << detail("GONE") << E::Execution << u"GONE"_s << what;
    QTest::newRow("413") << 413 << json << detail("MESSAGES_TOO_LARGE") << E::Execution << u"MESSAGES_TOO_LARGE"_s
                         << what;
    QTest::newRow("429") << 429 << json << detail("SLOW_DOWN") << E::RateLimited << u"SLOW_DOWN"_s << what;
    QTest::newRow("500") << 500 << json << detail("INTERNAL_ERROR") << E::Execution << u"INTERNAL_ERROR"_s << what;
    QTest::newRow("502 as a page") << 502 << QByteArray("text/html")
                                   << QByteArray("<html><head><title>Bad Gateway</title></head></html>") << E::Execution
                                   << QString() << u"HTTP 502: Bad Gateway"_s;
    QTest::newRow("503") << 503 << json << detail("BILLING_UNAVAILABLE") << E::Execution << u"BILLING_UNAVAILABLE"_s
                         << what;
    QTest::newRow("500 with nothing") << 500 << QByteArray() << QByteArray() << E::Execution << QString()
                                      << u"HTTP 500"_s;
    QTest::newRow("422 as text in detail")
        << 422 << json << QByteArray(R"({"detail":"What happened."})") << E::Execution << QString() << what;
    QTest::newRow("599") << 599 << json << detail("ODD") << E::Execution << u"ODD"_s << what;
}

void tst_Refusal::httpError()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(status, type, body, {"X-Request-ID: r-42"}));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QTEST(call.error.kind(), "kind");
    QTEST(call.error.code(), "code");
    QTEST(call.error.message(), "message");
    QCOMPARE(call.error.httpStatus(), status);
    QCOMPARE(call.error.requestId(), u"r-42"_s);
    QCOMPARE(call.error.responseBody(), QString::fromUtf8(body));
    QVERIFY(!call.opened && !call.openedAtEnd);
    QCOMPARE(server.requests().size(), 1);
}

void tst_Refusal::errorOverTheEventStreamType()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(500, "text/event-stream", Http::output("no event")));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Execution);
    QVERIFY(!call.opened);
    QCOMPARE(call.eventCount, 0);
}

void tst_Refusal::bodyWithoutEnd_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("everyMs");
    QTest::addColumn<NoukaiError::Kind>("kind");
    for (const int status : {200, 500}) {
        const auto kind = status == 200 ? NoukaiError::Protocol : NoukaiError::Execution;
        QTest::addRow("%d, silent after the head", status) << status << QByteArray() << 1000 << kind;
        QTest::addRow("%d, trickling", status) << status << QByteArray("x") << 20 << kind;
        QTest::addRow("%d, flooding", status) << status << QByteArray(256 << 10, 'x') << 1 << kind;
    }
}

// The status is known, so the error is too, however long the server goes on explaining.
void tst_Refusal::bodyWithoutEnd()
{
    QFETCH(int, status);
    QFETCH(QByteArray, piece);
    QFETCH(int, everyMs);
    QFETCH(NoukaiError::Kind, kind);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::head(status, "text/html", {"X-Request-ID: r-5"}) + "start");
        auto *timer = new QTimer(connection);
        QObject::connect(timer, &QTimer::timeout, connection, [=] { connection->send(piece); });
        timer->start(everyMs);
    });
    TestClient client;
    client.internals()->refusalDeadline = 400;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), kind);
    QCOMPARE(call.error.httpStatus(), status);
    QCOMPARE(call.error.requestId(), u"r-5"_s);
    QVERIFY(call.error.responseBody().startsWith(u"start"_s));
    QVERIFY(call.error.responseBody().size() <= 64 << 10);
    QVERIFY(call.error.message().size() < 1500);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Refusal::droppedInTheBody()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::head(402, "application/json", {"Content-Length: 1000"}) + R"({"detail":)");
        connection->close();
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::InsufficientCredits);
    QCOMPARE(call.error.httpStatus(), 402);
}

void tst_Refusal::retryAfter()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(429, "application/json", "{}", {"Retry-After: 17"}));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::RateLimited);
    QCOMPARE(call.error.retryAfter(), 17);
    QVERIFY(call.error.isRetryable());
}

void tst_Refusal::noEventStream_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("200, a page") << 200 << QByteArray("text/html; charset=utf-8") << QByteArray("<html>log in</html>");
    QTest::newRow("200, JSON") << 200 << QByteArray("application/json") << QByteArray(R"({"status":"completed"})");
    QTest::newRow("200, no type") << 200 << QByteArray() << Http::output("x");
    QTest::newRow("200, nearly the type") << 200 << QByteArray("text/event-streams") << Http::output("x");
    QTest::newRow("202, JSON") << 202 << QByteArray("application/json") << QByteArray("{}");
    QTest::newRow("204") << 204 << QByteArray() << QByteArray();
    QTest::newRow("200, nothing") << 200 << QByteArray() << QByteArray();
    QTest::newRow("200, an answer of 10 MB") << 200 << QByteArray("text/plain") << QByteArray(10 << 20, 'x');
}

void tst_Refusal::noEventStream()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(status == 204 ? Http::head(204, {}, {"X-Request-ID: r-3"})
                                       : Http::answer(status, type, body, {"X-Request-ID: r-3"}));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QCOMPARE(call.error.httpStatus(), status);
    QCOMPARE(call.error.requestId(), u"r-3"_s);
    QCOMPARE(call.error.responseBody(), QString::fromUtf8(body.left(64 << 10)));
    QVERIFY(!call.error.message().isEmpty());
    QVERIFY(!call.opened && !call.openedAtEnd);
    QCOMPARE(call.eventCount, 0);
}

void tst_Refusal::eventStreamTypes_data()
{
    QTest::addColumn<QByteArray>("type");
    for (const char *type : {"text/event-stream", "text/event-stream; charset=utf-8", "TEXT/Event-Stream",
                             "text/event-stream ;charset=\"utf-8\"", "text/event-stream;"})
        QTest::addRow("%s", type) << QByteArray(type);
}

void tst_Refusal::eventStreamTypes()
{
    QFETCH(QByteArray, type);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(200, type, Http::completed()));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, 1);
}

void tst_Refusal::redirectWithoutTarget()
{
    RawServer server(
        [&](const RawRequest &, RawConnection *connection) { connection->send(Http::answer(304, {}, {})); });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QVERIFY2(call.error.message().contains(u"304"_s), qPrintable(call.error.message()));
}

void tst_Refusal::echoedKey_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    const QByteArray key(TestKey);
    const QByteArray json = "application/json";
    QTest::newRow("message") << 401 << json
                             << QByteArray(R"({"detail":{"code":"X","message":"Key )" + key + R"( is bad"}})")
                             << QByteArray();
    QTest::newRow("code") << 401 << json << QByteArray(R"({"detail":{"code":")" + key + R"(","message":"m"}})")
                          << QByteArray();
    QTest::newRow("page") << 500 << QByteArray("text/html") << QByteArray("<title>" + key + "</title>") << QByteArray();
    QTest::newRow("cut at the limit of the body")
        << 500 << QByteArray("text/plain") << QByteArray(QByteArray((64 << 10) - 10, 'x') + key + "more")
        << QByteArray();
    QTest::newRow("request id") << 500 << json << QByteArray("{}") << QByteArray("X-Request-ID: " + key);
    QTest::newRow("challenge") << 401 << json << QByteArray("{}")
                               << QByteArray("WWW-Authenticate: Bearer error=" + key);
    QTest::newRow("2xx page") << 200 << QByteArray("text/html") << QByteArray("<p>" + key) << QByteArray();
    QTest::newRow("content type") << 200 << QByteArray("text/" + key) << QByteArray("x") << QByteArray();
    QTest::newRow("redirect") << 302 << QByteArray() << QByteArray() << QByteArray("Location: /other/" + key);
    QTest::newRow("redirect, encoded") << 302 << QByteArray() << QByteArray()
                                       << QByteArray("Location: /other/" + QByteArray(key).replace('-', "%2D"));
}

void tst_Refusal::echoedKey()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(status, type, body, header.isEmpty() ? QList<QByteArray>{} : QList{header}));
    });
    TestClient client;
    client.setLogPayloads(true);
    QString told;
    connect(&client, &NoukaiClient::requestLogged, this, [&](const NoukaiLogEntry &entry) {
        QDebug(&told) << entry << entry.message() << entry.payload() << entry.requestId() << entry.url();
    });
    Call call(client, server.url(), QByteArray("{\"message\":\"") + TestKey + "\"}");
    QTRY_VERIFY(call.ended);
    QTRY_VERIFY(told.contains(u"Failure"_s));
    QDebug(&told) << call.error << call.error.message() << call.error.code() << call.error.requestId()
                  << call.error.responseBody();
    QVERIFY2(!told.contains(QLatin1String(TestKey).left(10)), qPrintable(told));
}

QTEST_GUILESS_MAIN(tst_Refusal)
#include "tst_refusal.moc"
