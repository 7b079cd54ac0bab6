// SPDX-License-Identifier: MIT
#include "exchangecall.h"
#include "rawserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// A call without effect is tried again, one with an effect never.
class tst_Retries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void status_data();
    void status();
    void connectionRefused();
    void droppedInTheMiddle();
    void retryAfter_data();
    void retryAfter();
    void maximum_data();
    void maximum();
    void logged();
    void endedWhileItWaits_data();
    void endedWhileItWaits();
    void afterARedirect();
    void realClock();
    void property();
};

void tst_Retries::status_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("retried");
    for (const int status : {408, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status << true;
    for (const int status : {400, 401, 402, 403, 404, 409, 410, 501})
        QTest::addRow("%d", status) << status << false;
}

void tst_Retries::status()
{
    QFETCH(int, status);
    QFETCH(bool, retried);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(server.requests().size() % 2 == 1 ? Http::answer(status, "application/json", "{}")
                                                           : Http::answer(200, "application/json", "{\"a\":1}"));
    });
    TestClient client;
    const FastRetries time(client);
    ExchangeCall get(client, {"GET", server.url()});
    QTRY_VERIFY(get.isDone());
    QCOMPARE(server.requests().size(), retried ? 2 : 1);
    QCOMPARE(get.error.kind() == NoukaiError::NoError, retried);
    QCOMPARE(time.waits, retried ? QList<qint64>{1000} : QList<qint64>());
    if (!retried)
        return;
    ExchangeCall post(client, {"POST", server.url(), "{}"});
    QTRY_VERIFY(post.isDone());
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(post.error.httpStatus(), status);
    QCOMPARE(time.waits.size(), 1);
}

void tst_Retries::connectionRefused()
{
    QUrl url;
    {
        RawServer server({});
        url = server.url();
    }
    TestClient client;
    const FastRetries time(client);
    ExchangeCall get(client, {"GET", url});
    QTRY_VERIFY(get.isDone());
    QCOMPARE(get.error.kind(), NoukaiError::Connection);
    QCOMPARE(time.waits, QList<qint64>{1000});
    ExchangeCall post(client, {"POST", url, "{}"});
    QTRY_VERIFY(post.isDone());
    QCOMPARE(time.waits.size(), 1);
}

// What began to arrive is not asked for again.
void tst_Retries::droppedInTheMiddle()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::head(200, "application/json", {"Content-Length: 100"}) + "{");
        connection->close();
    });
    TestClient client;
    const FastRetries time(client);
    ExchangeCall call(client, {"GET", server.url()});
    QTRY_VERIFY(call.isDone());
    QCOMPARE(call.error.kind(), NoukaiError::Connection);
    QVERIFY(time.waits.isEmpty());
    QCOMPARE(server.requests().size(), 1);
}

void tst_Retries::retryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("wait"); // -1: none
    QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
    QTest::newRow("date") << QByteArray("Wed, 04 Mar 2026 10:00:09 GMT") << qint64(9000);
    QTest::newRow("an hour") << QByteArray("3600") << qint64(-1);
}

void tst_Retries::retryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, wait);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(429, "application/json", "{}", {"Retry-After: " + header}));
    });
    TestClient client;
    const FastRetries time(client);
    ExchangeCall call(client, {"GET", server.url()});
    QTRY_VERIFY(call.isDone());
    QCOMPARE(call.error.kind(), NoukaiError::RateLimited);
    QCOMPARE(time.waits, wait < 0 ? QList<qint64>() : QList<qint64>{wait});
    if (wait < 0)
        QCOMPARE(call.error.retryAfter(), 3600);
}

void tst_Retries::maximum_data()
{
    QTest::addColumn<int>("maxRetries");
    QTest::addColumn<QList<qint64>>("waits");
    QTest::newRow("none") << 0 << QList<qint64>();
    QTest::newRow("one") << 1 << QList<qint64>{1000};
    QTest::newRow("five") << 5 << QList<qint64>{1000, 4000, 16000, 16000, 16000};
}

void tst_Retries::maximum()
{
    QFETCH(int, maxRetries);
    QFETCH(QList<qint64>, waits);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(503, "application/json", R"({"detail":"Try later."})"));
    });
    TestClient client;
    client.setMaxRetries(maxRetries);
    const FastRetries time(client);
    ExchangeCall call(client, {"GET", server.url()});
    QTRY_VERIFY(call.isDone());
    QCOMPARE(call.error.message(), u"Try later."_s);
    QCOMPARE(time.waits, waits);
    QCOMPARE(server.requests().size(), maxRetries + 1);
    QTRY_VERIFY(!call.exchange);
}

void tst_Retries::logged()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(server.requests().size() == 1
                             ? Http::answer(500, "application/json", "{}", {"X-Request-ID: r-1"})
                             : Http::answer(200, "application/json", "{}", {"X-Request-ID: r-2"}));
    });
    TestClient client;
    const FastRetries time(client, 1.0);
    QSignalSpy log(&client, &NoukaiClient::requestLogged);
    ExchangeCall call(client, {"GET", server.url()});
    QTRY_VERIFY(call.isDone());
    QTRY_COMPARE(log.size(), 7);
    QStringList lines;
    for (const QList<QVariant> &arguments : log) {
        const auto entry = arguments.first().value<NoukaiLogEntry>();
        QCOMPARE(entry.method(), u"GET"_s);
        QCOMPARE(entry.url(), server.url());
        lines.append(u"%1 %2 %3 %4 %5"_s
                         .arg(QLatin1String(QMetaEnum::fromType<NoukaiLogEntry::Phase>().valueToKey(entry.phase())))
                         .arg(entry.attempt())
                         .arg(entry.waitMs())
                         .arg(entry.httpStatus())
                         .arg(entry.requestId()));
        if (entry.phase() == NoukaiLogEntry::Retry)
            QCOMPARE(entry.message(), u"Attempt 2 follows in 1.25 s."_s);
    }
    QCOMPARE(lines, QStringList({u"Request 1 -1 -1 "_s, u"Response 1 -1 500 r-1"_s, u"Failure 1 -1 500 r-1"_s,
                                 u"Retry 2 1250 500 r-1"_s, u"Request 2 -1 -1 "_s, u"Response 2 -1 200 r-2"_s,
                                 u"Finished 2 -1 200 r-2"_s}));
}

void tst_Retries::endedWhileItWaits_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("aborted") << 0;
    QTest::newRow("cancelled with all") << 1;
    QTest::newRow("client deleted") << 2;
}

void tst_Retries::endedWhileItWaits()
{
    QFETCH(int, how);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(503, "application/json", "{}"));
    });
    auto client = std::make_unique<TestClient>();
    FastRetries time(*client);
    time.held = true;
    ExchangeCall call(*client, {"GET", server.url()});
    QTRY_COMPARE(time.waits.size(), 1);
    if (how == 0)
        call.exchange->abort();
    else if (how == 1)
        client->cancelAll();
    else
        client.reset();
    QTRY_VERIFY(!call.exchange);
    QCOMPARE(call.doneCount, how == 0 ? 0 : 1);
    if (how > 0)
        QCOMPARE(call.error.kind(), NoukaiError::Cancelled);
    QCOMPARE(server.requests().size(), 1);
}

// Each try begins at the address that was asked for.
void tst_Retries::afterARedirect()
{
    RawServer server([&](const RawRequest &request, RawConnection *connection) {
        if (request.path == "/step")
            connection->send(Http::answer(302, {}, {}, {"Location: /there"}));
        else
            connection->send(Http::answer(503, "application/json", "{}"));
    });
    TestClient client;
    const FastRetries time(client);
    ExchangeCall call(client, {"GET", server.url()});
    QTRY_VERIFY(call.isDone());
    QCOMPARE(call.error.httpStatus(), 503);
    QCOMPARE(server.requestCount("/step"), 2);
    QCOMPARE(server.requestCount("/there"), 2);
}

void tst_Retries::realClock()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(server.requests().size() == 1 ? Http::answer(503, "application/json", "{}", {"Retry-After: 0"})
                                                       : Http::answer(200, "application/json", "{}"));
    });
    TestClient client;
    ExchangeCall call(client, {"GET", server.url()});
    QTRY_VERIFY(call.isDone());
    QCOMPARE(call.error.kind(), NoukaiError::NoError);
    QCOMPARE(server.requests().size(), 2);
}

void tst_Retries::property()
{
    NoukaiClient client;
    QSignalSpy changed(&client, &NoukaiClient::maxRetriesChanged);
    QCOMPARE(client.maxRetries(), 1);
    client.setMaxRetries(1);
    client.setMaxRetries(-3);
    QCOMPARE(client.maxRetries(), 0);
    QVERIFY(client.setProperty("maxRetries", 4));
    QCOMPARE(client.maxRetries(), 4);
    QCOMPARE(changed.size(), 2);
}

QTEST_GUILESS_MAIN(tst_Retries)
#include "tst_retries.moc"
