// SPDX-License-Identifier: MIT
#include "exchangecall.h"
#include "rawserver.h"

#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// One request with a JSON answer: what it sends, how it ends, and that it ends once.
class tst_Exchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answer_data();
    void answer();
    void whatIsSent_data();
    void whatIsSent();
    void dropped_data();
    void dropped();
    void late_data();
    void late();
    void tooLong_data();
    void tooLong();
    void redirect_data();
    void redirect();
    void aborted_data();
    void aborted();
    void clientGone_data();
    void clientGone();
    void cancelAll();
    void nobodyThere();
    void echoedKey();
};

static ExchangeRequest get(const QUrl &url)
{
    return {"GET", url};
}

static ExchangeRequest post(const QUrl &url, const QByteArray &body = "{}")
{
    return {"POST", url, body};
}

void tst_Exchange::answer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<QString>("text"); // of the message, or of the member "a"

    using E = NoukaiError;
    const QByteArray json = "application/json";
    const QByteArray object = R"({"a":"x"})";
    QTest::newRow("object") << 200 << json << object << E::NoError << u"x"_s;
    QTest::newRow("with a character set")
        << 200 << QByteArray("Application/JSON; charset=utf-8") << object << E::NoError << u"x"_s;
    QTest::newRow("another kind of JSON")
        << 200 << QByteArray("application/problem+json") << object << E::NoError << u"x"_s;
    QTest::newRow("202") << 202 << json << object << E::NoError << u"x"_s;
    QTest::newRow("no type named") << 200 << QByteArray() << object << E::NoError << u"x"_s;
    QTest::newRow("invalid UTF-8") << 200 << json << QByteArray("{\"a\":\"\xff\"}") << E::NoError << u"\ufffd"_s;
    QTest::newRow("array") << 200 << json << QByteArray("[1]") << E::NoError << QString();
    QTest::newRow("null") << 200 << json << QByteArray("null") << E::NoError << QString();
    QTest::newRow("page") << 200 << QByteArray("text/html") << QByteArray("<html>Log in</html>") << E::Protocol
                          << u"The server answered with text/html instead of JSON."_s;
    QTest::newRow("JSON under another name") << 200 << QByteArray("text/plain") << object << E::Protocol
                                             << u"The server answered with text/plain instead of JSON."_s;
    QTest::newRow("event stream") << 200 << QByteArray("text/event-stream") << Http::completed() << E::Protocol
                                  << u"The server answered with text/event-stream instead of JSON."_s;
    QTest::newRow("page called JSON") << 200 << json << QByteArray("<html></html>") << E::Protocol
                                      << u"The server answered with HTTP 200 and no JSON."_s;
    QTest::newRow("cut JSON") << 200 << json << QByteArray(R"({"a":)") << E::Protocol
                              << u"The server answered with HTTP 200 and no JSON."_s;
    QTest::newRow("two values") << 200 << json << QByteArray("{} {}") << E::Protocol
                                << u"The server answered with HTTP 200 and no JSON."_s;
    QTest::newRow("nothing") << 200 << json << QByteArray() << E::Protocol
                             << u"The server answered with HTTP 200 and no JSON."_s;
    QTest::newRow("204") << 204 << QByteArray() << QByteArray() << E::Protocol
                         << u"The server answered with HTTP 204 and no JSON."_s;
    QTest::newRow("nested too deep") << 200 << json << QByteArray(100'000, '[') << E::Protocol
                                     << u"The server answered with HTTP 200 and no JSON."_s;
    QTest::newRow("304") << 304 << QByteArray() << QByteArray() << E::Protocol
                         << u"The server answered with HTTP 304 and no JSON."_s;
    QTest::newRow("401") << 401 << json << QByteArray(R"({"detail":"No."})") << E::Authentication << u"No."_s;
    QTest::newRow("404") << 404 << json << QByteArray(R"({"detail":{"code":"RUN_NOT_FOUND","message":"No run."}})")
                         << E::NotFound << u"No run."_s;
    QTest::newRow("410 as a page") << 410 << QByteArray("text/html") << QByteArray("<title>Gone</title>")
                                   << E::Execution << u"HTTP 410: Gone"_s;
}

void tst_Exchange::answer()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(status, type, body, {"X-Request-ID: r-7"}));
    });
    TestClient client;
    for (const ExchangeRequest &request : {get(server.url()), post(server.url())}) {
        ExchangeCall call(client, request);
        QTRY_VERIFY(call.isDone());
        QTEST(call.error.kind(), "kind");
        if (call.error.kind() == NoukaiError::NoError)
            QTEST(call.answer.json[u"a"].toString(), "text");
        else
            QTEST(call.error.message(), "text");
        QCOMPARE(call.answer.json.isUndefined(), call.error.kind() != NoukaiError::NoError);
        QCOMPARE(call.answer.status, status);
        QCOMPARE(call.answer.requestId, u"r-7"_s);
        if (call.error.kind() != NoukaiError::NoError) {
            QCOMPARE(call.error.requestId(), u"r-7"_s);
            QCOMPARE(call.error.httpStatus(), status);
            if (status != 304)
                QCOMPARE(call.error.responseBody(), QString::fromUtf8(body.left(64 << 10)));
        }
        QTRY_VERIFY(!call.exchange);
    }
    QCOMPARE(server.requests().size(), 2);
}

void tst_Exchange::whatIsSent_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("withKey");
    for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST")}) {
        for (const bool withKey : {true, false})
            QTest::addRow("%s %s", method.constData(), withKey ? "with the key" : "without a key") << method << withKey;
    }
}

void tst_Exchange::whatIsSent()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, withKey);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(200, "application/json", "{}"));
    });
    TestClient client;
    client.setExtraHeaders({{u"X-Mine"_s, u"1"_s}, {u"Accept"_s, u"text/html"_s}});
    const QByteArray body = method == "POST" ? QByteArray(300'000, ' ') + "{}" : QByteArray();
    const auto send = [&](const QString &session) {
        ExchangeRequest request{method, server.url(), body, session};
        request.withKey = withKey;
        ExchangeCall call(client, request);
        QTRY_VERIFY(call.isDone());
        QCOMPARE(call.error.kind(), NoukaiError::NoError);
    };
    send({});
    client.setSessionId(u"mine"_s);
    send({});
    send(u""_s);
    send(u"yours"_s);

    QCOMPARE(server.requests().size(), 4);
    QStringList sessions;
    for (const RawRequest &request : server.requests()) {
        QCOMPARE(request.method, method);
        QCOMPARE(request.body, body);
        QCOMPARE(request.header("accept"), "application/json");
        QCOMPARE(request.header("x-mine"), "1");
        QVERIFY(!request.header("x-noukai-api-version").isEmpty());
        QCOMPARE(request.header("authorization"), withKey ? QByteArray("Bearer ") + TestKey : QByteArray());
        QCOMPARE(request.header("content-type"), method == "POST" ? QByteArray("application/json") : QByteArray());
        QVERIFY(!request.headers.contains("cookie"));
        sessions.append(request.headers.contains("x-session-id")
                            ? QString::fromLatin1('"' + request.header("x-session-id") + '"')
                            : u"none"_s);
    }
    QCOMPARE(sessions, QStringList({u"none"_s, u"\"mine\""_s, u"\"\""_s, u"\"yours\""_s}));
}

void tst_Exchange::dropped_data()
{
    QTest::addColumn<QByteArray>("before"); // what is sent before the connection goes
    QTest::addColumn<bool>("reset");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<QString>("text");
    const QByteArray head = Http::head(200, "application/json", {"Content-Length: 100", "X-Request-ID: r-1"});
    const QByteArray refused = Http::head(500, "application/json", {"Content-Length: 100", "X-Request-ID: r-1"});
    for (const bool reset : {false, true}) {
        const auto row = [&](const char *name) -> QTestData & {
            return QTest::addRow("%s, %s", name, reset ? "reset" : "closed");
        };
        row("before the answer") << QByteArray() << reset << NoukaiError::Connection << u"without an answer"_s;
        row("in the head") << QByteArray("HTTP/1.1 200 OK\r\nConte") << reset << NoukaiError::Connection << QString();
        row("after the head") << head << reset << NoukaiError::Connection << u"in the middle of the answer"_s;
        row("in the body") << head + "{\"a\":" << reset << NoukaiError::Connection << u"in the middle of the answer"_s;
        row("in the body of an error") << refused + R"({"detail":"wh)" << reset << NoukaiError::Execution << QString();
    }
}

// However it goes, a POST is sent once.
void tst_Exchange::dropped()
{
    QFETCH(QByteArray, before);
    QFETCH(bool, reset);
    QFETCH(QString, text);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(before);
        // Long enough for the client to have read it also on a busy machine: what comes together with the end of the
        // connection is, to Qt, no answer.
        QTimer::singleShot(before.isEmpty() ? 0 : 300, connection, [=] {
            if (reset)
                connection->reset();
            else
                connection->close();
        });
    });
    TestClient client;
    ExchangeCall call(client, post(server.url(), "{\"x\":1}"));
    QTRY_VERIFY(call.isDone());
    QTEST(call.error.kind(), "kind");
    QVERIFY2(call.error.message().contains(text), qPrintable(call.error.message()));
    QCOMPARE(server.requests().size(), 1);
    if (call.error.httpStatus() > 0)
        QCOMPARE(call.error.requestId(), u"r-1"_s);
}

void tst_Exchange::late_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<bool>("byRequest");
    const QByteArray good = Http::head(200, "application/json", {"X-Request-ID: r-1"});
    for (const bool byRequest : {false, true}) {
        const char *whose = byRequest ? "the call's" : "the client's";
        QTest::addRow("silent, %s", whose) << QByteArray() << NoukaiError::Timeout << byRequest;
        QTest::addRow("trickling, %s", whose) << good << NoukaiError::Timeout << byRequest;
        QTest::addRow("trickling refusal, %s", whose)
            << Http::head(400, "application/json") << NoukaiError::Execution << byRequest;
    }
}

// The time is that of the whole answer: a server that goes on saying a little does not prolong it.
void tst_Exchange::late()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, byRequest);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        if (head.isEmpty())
            return;
        connection->send(head);
        auto *timer = new QTimer(connection);
        connect(timer, &QTimer::timeout, connection, [=] { connection->send(" "); });
        timer->start(10);
    });
    TestClient client;
    if (!byRequest)
        client.setTimeout(200);
    ExchangeRequest request = get(server.url());
    request.timeout = byRequest ? 200 : -1;
    ExchangeCall call(client, request);
    QTRY_VERIFY(call.isDone());
    QTEST(call.error.kind(), "kind");
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(server.requests().size(), 1);
}

void tst_Exchange::tooLong_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("zipped");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("at the ceiling") << (1 << 20) << false << NoukaiError::NoError;
    QTest::newRow("one more") << (1 << 20) + 1 << false << NoukaiError::Protocol;
    QTest::newRow("at the ceiling, zipped") << (1 << 20) << true << NoukaiError::NoError;
    QTest::newRow("a bomb") << (64 << 20) << true << NoukaiError::Protocol;
}

void tst_Exchange::tooLong()
{
    QFETCH(int, size);
    QFETCH(bool, zipped);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        QByteArray body = "{}" + QByteArray(size - 2, ' ');
        QList<QByteArray> headers;
        if (zipped) {
            Http::Gzip gzip;
            body = gzip.piece(body);
            body += gzip.end();
            headers.append("Content-Encoding: gzip");
        }
        connection->send(Http::answer(200, "application/json", body, headers));
    });
    TestClient client;
    client.internals()->answerCeiling = 1 << 20;
    ExchangeCall call(client, get(server.url()));
    QTRY_VERIFY(call.isDone());
    QTEST(call.error.kind(), "kind");
    if (call.error.kind() != NoukaiError::NoError) {
        QCOMPARE(call.error.message(), u"The server's answer is longer than 1 MiB."_s);
        QVERIFY(call.answer.body.isEmpty());
    }
}

void tst_Exchange::redirect_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("target"); // %1: this server, %2: another one
    QTest::addColumn<int>("hops");
    QTest::addColumn<int>("requests");
    QTest::addColumn<NoukaiError::Kind>("kind");

    using E = NoukaiError;
    const QByteArray get = "GET";
    const QByteArray post = "POST";
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d, a path", status) << get << status << QByteArray("/end") << 1 << 2 << E::NoError;
        QTest::addRow("%d, a POST", status) << post << status << QByteArray("/end") << 1 << 1 << E::Protocol;
    }
    QTest::newRow("the whole address") << get << 302 << QByteArray("%1/end") << 1 << 2 << E::NoError;
    QTest::newRow("with a fragment") << get << 302 << QByteArray("/end#there") << 1 << 2 << E::NoError;
    QTest::newRow("five") << get << 302 << QByteArray("/end") << 5 << 6 << E::NoError;
    QTest::newRow("six") << get << 302 << QByteArray("/end") << 6 << 6 << E::Protocol;
    QTest::newRow("for ever") << get << 302 << QByteArray("/step") << 1000 << 6 << E::Protocol;
    QTest::newRow("another port") << get << 307 << QByteArray("%2/end") << 1 << 1 << E::Protocol;
    QTest::newRow("another host") << get << 307 << QByteArray("//localhost/end") << 1 << 1 << E::Protocol;
    QTest::newRow("another scheme") << get << 307 << QByteArray("https://127.0.0.1/end") << 1 << 1 << E::Protocol;
    QTest::newRow("a file") << get << 307 << QByteArray("file:///etc/passwd") << 1 << 1 << E::Protocol;
    QTest::newRow("with a user") << get << 307 << QByteArray("%3/end") << 1 << 1 << E::Protocol;
    QTest::newRow("a POST elsewhere") << post << 307 << QByteArray("%2/end") << 1 << 1 << E::Protocol;
    QTest::newRow("nowhere") << get << 302 << QByteArray() << 1 << 1 << E::Protocol;
}

void tst_Exchange::redirect()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, target);
    QFETCH(int, hops);
    QFETCH(int, requests);
    RawServer other([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(200, "application/json", "{}"));
    });
    int hop = 0;
    RawServer server([&](const RawRequest &request, RawConnection *connection) {
        if (hop++ >= hops) {
            connection->send(Http::answer(200, "application/json", "{\"path\":\"" + request.path + "\"}"));
            return;
        }
        QByteArray location = target;
        location.replace("%1", server.url(QString()).toEncoded());
        location.replace("%2", other.url(QString()).toEncoded());
        location.replace("%3", server.url(QString()).toEncoded().replace("//", "//user:pass@"));
        QList<QByteArray> headers;
        if (!target.isEmpty())
            headers.append("Location: " + location);
        connection->send(Http::answer(status, {}, {}, headers));
    });
    TestClient client;
    ExchangeCall call(client, {method, server.url(), method == "POST" ? "{}" : ""});
    QTRY_VERIFY(call.isDone());
    QTEST(call.error.kind(), "kind");
    QCOMPARE(server.requests().size(), requests);
    QCOMPARE(other.acceptedConnections(), 0);
    if (call.error.kind() == NoukaiError::NoError) {
        QCOMPARE(call.answer.json[u"path"].toString(), u"/end"_s);
        QCOMPARE(server.requests().constLast().header("authorization"), QByteArray("Bearer ") + TestKey);
    } else if (!target.isEmpty()) {
        QVERIFY2(call.error.message().contains(u"redirect"_s), qPrintable(call.error.message()));
        QVERIFY(!call.error.message().contains(u"pass"_s) || target.startsWith("file"));
    }
}

enum Moment { AtOnce, Waiting, InTheBody, InItsDone };

static void moments()
{
    QTest::addColumn<int>("moment");
    QTest::newRow("at once") << int(AtOnce);
    QTest::newRow("while it waits") << int(Waiting);
    QTest::newRow("in the middle of the body") << int(InTheBody);
    QTest::newRow("while it is told") << int(InItsDone);
}

static RawServer::Handler untilMoment(int moment)
{
    return [moment](const RawRequest &, RawConnection *connection) {
        if (moment == InTheBody)
            connection->send(Http::head(200, "application/json", {"Content-Length: 100"}) + "{");
        else if (moment == InItsDone)
            connection->send(Http::answer(200, "application/json", "{}"));
    };
}

void tst_Exchange::aborted_data()
{
    moments();
}

void tst_Exchange::aborted()
{
    QFETCH(int, moment);
    RawServer server(untilMoment(moment));
    TestClient client;
    QSignalSpy log(&client, &NoukaiClient::requestLogged);
    ExchangeCall call(client, get(server.url()));
    const auto abort = [&] {
        call.exchange->abort();
        call.exchange->abort();
    };
    if (moment == InItsDone)
        call.onDone = abort;
    else if (moment == Waiting)
        QTRY_COMPARE(server.requests().size(), 1);
    else if (moment == InTheBody)
        QTRY_COMPARE(log.size(), 2); // request and response
    if (moment != InItsDone)
        abort();
    QTRY_VERIFY(!call.exchange);
    if (moment != InItsDone)
        QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(call.doneCount, moment == InItsDone ? 1 : 0);
    QVERIFY(client.internals()->m_users.isEmpty());
}

void tst_Exchange::clientGone_data()
{
    moments();
}

void tst_Exchange::clientGone()
{
    QFETCH(int, moment);
    RawServer server(untilMoment(moment));
    auto client = std::make_unique<TestClient>();
    QSignalSpy log(client.get(), &NoukaiClient::requestLogged);
    ExchangeCall call(*client, post(server.url()));
    ExchangeCall other(*client, get(server.url()));
    if (moment == InItsDone)
        call.onDone = [&] {
            client.reset();
        };
    else if (moment == Waiting)
        QTRY_COMPARE(server.requests().size(), 2);
    else if (moment == InTheBody)
        QTRY_COMPARE(log.size(), 4);
    if (moment != InItsDone)
        client.reset();
    QTRY_VERIFY(!client);
    QVERIFY(!call.exchange && !other.exchange);
    QCOMPARE(call.doneCount, 1);
    QCOMPARE(other.doneCount, 1);
    if (moment != InItsDone) {
        QCOMPARE(call.error.kind(), NoukaiError::Cancelled);
        QCOMPARE(other.error.kind(), NoukaiError::Cancelled);
    }
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Exchange::cancelAll()
{
    RawServer server(untilMoment(Waiting));
    TestClient client;
    ExchangeCall first(client, get(server.url()));
    ExchangeCall second(client, get(server.url()));
    QTRY_COMPARE(server.requests().size(), 2);
    first.onDone = [&] {
        client.cancelAll();
    };
    client.cancelAll();
    QCOMPARE(first.doneCount, 1);
    QCOMPARE(second.doneCount, 1);
    QCOMPARE(second.error.kind(), NoukaiError::Cancelled);
}

void tst_Exchange::nobodyThere()
{
    QUrl url;
    {
        RawServer server({});
        url = server.url();
    }
    TestClient client;
    ExchangeCall call(client, post(url));
    QTRY_VERIFY(call.isDone());
    QCOMPARE(call.error.kind(), NoukaiError::Connection);
    QCOMPARE(call.answer.status, 0);
}

void tst_Exchange::echoedKey()
{
    RawServer server([](const RawRequest &request, RawConnection *connection) {
        const QByteArray key = request.header("authorization");
        connection->send(Http::answer(request.path == "/page" ? 200 : 400, "text/plain", "You sent " + key,
                                      {"X-Request-ID: " + key}));
    });
    TestClient client;
    client.setLogPayloads(true);
    QSignalSpy log(&client, &NoukaiClient::requestLogged);
    for (const QString &path : {u"/page"_s, u"/refusal"_s}) {
        ExchangeCall call(client, get(server.url(path)));
        QTRY_VERIFY(call.isDone());
        for (const QString &text :
             {call.error.message(), call.error.requestId(), call.error.responseBody(), call.answer.requestId})
            QVERIFY2(!text.contains(QLatin1String(TestKey)), qPrintable(text));
    }
    QTRY_COMPARE(log.size(), 6);
    for (const QList<QVariant> &arguments : log) {
        const auto entry = arguments.first().value<NoukaiLogEntry>();
        QVERIFY(!entry.payload().contains(TestKey));
        QVERIFY(!entry.requestId().contains(QLatin1String(TestKey)));
    }
}

QTEST_GUILESS_MAIN(tst_Exchange)
#include "tst_exchange.moc"
