// SPDX-License-Identifier: MIT
#include "call.h"
#include "certificates.h"
#include "rawserver.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// A step is billed by the call: whatever happens to a connection, its POST goes out once, and only to the address that
// was set.
class tst_SendOnce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void droppedConnection_data();
    void droppedConnection();
    void cancelledCall();
    void redirect_data();
    void redirect();
    void challenge_data();
    void challenge();
    void bodyArrivesWhole_data();
    void bodyArrivesWhole();

private:
    Certificates m_certificates;
};

void tst_SendOnce::droppedConnection_data()
{
    QTest::addColumn<bool>("kept");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("atHead");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("size");

    for (const bool tls : {false, true}) {
        for (const bool kept : {false, true}) {
            for (const bool reset : {false, true}) {
                for (const bool atHead : {false, true}) {
                    for (const int size : {2, 1 << 20}) {
                        QTest::addRow("%s, %s connection, %s after the %s, %d bytes", tls ? "TLS" : "plain",
                                      kept ? "kept" : "fresh", reset ? "reset" : "closed", atHead ? "head" : "body",
                                      size)
                            << kept << reset << atHead << tls << size;
                    }
                }
            }
        }
    }
}

void tst_SendOnce::droppedConnection()
{
    QFETCH(bool, kept);
    QFETCH(bool, reset);
    QFETCH(bool, atHead);
    QFETCH(bool, tls);
    QFETCH(int, size);

    int heads = 0;
    const auto drop = [&](RawConnection *connection) {
        if (reset)
            connection->reset();
        else
            connection->close();
    };
    RawServer server([&](const RawRequest &request, RawConnection *connection) {
        if (request.path != "/cut")
            connection->send(Http::stream(Http::completed()));
        else if (!atHead)
            drop(connection);
    });
    server.onHead([&](RawConnection *connection) {
        ++heads;
        if (atHead && heads == (kept ? 2 : 1))
            drop(connection);
    });
    TestClient client;
    if (tls) {
        server.setTls(m_certificates.server());
        client.setSslConfiguration(m_certificates.clientConfiguration());
    }
    if (kept) {
        Call first(client, server.url());
        QTRY_VERIFY(first.ended);
        QCOMPARE(first.error, NoukaiError());
    }
    heads = kept ? 1 : 0;

    Call call(client, server.url(u"/cut"_s), QByteArray(size, 'x'));
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Connection);
    QVERIFY(!call.opened);
    QVERIFY(!call.error.message().isEmpty());

    // What Qt had in mind to send again would have come before this.
    Call after(client, server.url(u"/after"_s));
    QTRY_VERIFY(after.ended);
    QCOMPARE(after.error, NoukaiError());
    QCOMPARE(heads, kept ? 3 : 2);
    QCOMPARE(call.endCount, 1);
}

void tst_SendOnce::cancelledCall()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    TestClient client;
    Call call(client, server.url());
    QTRY_COMPARE(server.requests().size(), 1);
    call.stream->abort();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(call.endCount, 0);
    QCOMPARE(server.requests().size(), 1);
}

void tst_SendOnce::redirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("sameOrigin");
    QTest::addColumn<bool>("withBody");

    for (const int status : {301, 302, 303, 307, 308}) {
        for (const bool same : {false, true}) {
            for (const bool withBody : {false, true})
                QTest::addRow("%d to %s, %s", status, same ? "the same origin" : "another origin",
                              withBody ? "with a body" : "bare")
                    << status << same << withBody;
        }
    }
}

void tst_SendOnce::redirect()
{
    QFETCH(int, status);
    QFETCH(bool, sameOrigin);
    QFETCH(bool, withBody);

    RawServer elsewhere(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    QByteArray target;
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(status, withBody ? "text/html" : QByteArray(), withBody ? "<p>moved" : "",
                                      {"Location: " + target, "X-Request-ID: r-1"}));
    });
    const QUrl goal = sameOrigin ? server.url(u"/other"_s) : elsewhere.url(u"/other"_s);
    target = goal.toEncoded() + "?echo=" + TestKey;

    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QVERIFY(!call.opened);
    QVERIFY2(call.error.message().contains(goal.toString()), qPrintable(call.error.message()));
    QVERIFY(!call.error.message().contains(QLatin1String(TestKey)));
    QCOMPARE(call.error.httpStatus(), status);
    QCOMPARE(call.error.requestId(), u"r-1"_s);

    Call after(client, elsewhere.url(u"/after"_s));
    QTRY_VERIFY(after.ended);
    QCOMPARE(elsewhere.requestCount("/other"), 0);
    QCOMPARE(server.requests().size(), 1);
}

void tst_SendOnce::challenge_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<bool>("kept");
    for (const bool kept : {false, true}) {
        QTest::addRow("Basic, %s connection", kept ? "kept" : "fresh") << QByteArray("Basic realm=\"api\"") << kept;
        QTest::addRow("Bearer, %s connection", kept ? "kept" : "fresh") << QByteArray("Bearer realm=\"api\"") << kept;
        QTest::addRow("Digest, %s connection", kept ? "kept" : "fresh")
            << QByteArray("Digest realm=\"api\", nonce=\"n\", qop=\"auth\"") << kept;
        QTest::addRow("none, %s connection", kept ? "kept" : "fresh") << QByteArray() << kept;
    }
}

void tst_SendOnce::challenge()
{
    QFETCH(QByteArray, challenge);
    QFETCH(bool, kept);

    RawServer server([&](const RawRequest &request, RawConnection *connection) {
        QList<QByteArray> headers{"X-Request-ID: r-401"};
        if (!challenge.isEmpty())
            headers.append("WWW-Authenticate: " + challenge);
        if (request.path == "/guarded")
            connection->send(Http::answer(401, "application/json",
                                          R"({"detail":{"code":"BAD_KEY","message":"No such key."}})", headers));
        else
            connection->send(Http::stream(Http::completed()));
    });
    TestClient client;
    if (kept) {
        Call first(client, server.url());
        QTRY_VERIFY(first.ended);
    }
    Call call(client, server.url(u"/guarded"_s));
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Authentication);
    QCOMPARE(call.error.code(), u"BAD_KEY"_s);
    QVERIFY(call.error.message().startsWith(u"No such key."_s));
    QVERIFY(call.error.message().contains(QString::fromLatin1(challenge.left(5))));
    QCOMPARE(call.error.httpStatus(), 401);
    QCOMPARE(call.error.requestId(), u"r-401"_s);
    QVERIFY(!call.opened);

    Call after(client, server.url());
    QTRY_VERIFY(after.ended);
    QCOMPARE(server.requestCount("/guarded"), 1);
}

void tst_SendOnce::bodyArrivesWhole_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 300'000, 8 << 20})
        QTest::addRow("%d bytes", size) << size;
}

void tst_SendOnce::bodyArrivesWhole()
{
    QFETCH(int, size);
    RawServer server(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    QByteArray body(size, Qt::Uninitialized);
    for (int i = 0; i < size; ++i)
        body[i] = char(i % 251);
    TestClient client;
    Call call(client, server.url(), body);
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().first().body == body);
}

QTEST_GUILESS_MAIN(tst_SendOnce)
#include "tst_sendonce.moc"
