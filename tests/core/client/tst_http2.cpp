// SPDX-License-Identifier: MIT
#include "call.h"
#include "certificates.h"
#include "nghttpx.h"
#include "pourserver.h"
#include "rawserver.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// HTTP/2 is taken where the server offers it in the TLS handshake, and behaves as HTTP/1.1 does.
class tst_Http2 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams();
    void stepsShareOneConnection();
    void manyOnOneManager();
    void postGoesOutOnce_data();
    void postGoesOutOnce();
    void cleanEndInMidFrame();
    void brokenInMidStream();
    void killedInMidStream();
    void floodMeetsTheCeiling();
    void silence();
    void refusal();

private:
    std::unique_ptr<TestClient> client();
    static bool usedHttp2(TestClient &client);

    Certificates m_certificates;
};

std::unique_ptr<TestClient> tst_Http2::client()
{
    auto client = std::make_unique<TestClient>();
    client->setSslConfiguration(m_certificates.clientConfiguration());
    return client;
}

// Whether the reply of a call that is under way came over HTTP/2.
bool tst_Http2::usedHttp2(TestClient &client)
{
    const auto managers = client.findChildren<QNetworkAccessManager *>();
    for (const QNetworkAccessManager *manager : managers) {
        const auto replies = manager->findChildren<QNetworkReply *>();
        for (const QNetworkReply *reply : replies) {
            if (reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool())
                return true;
        }
    }
    return false;
}

void tst_Http2::streams()
{
    RawServer backend([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"X-Request-ID: r-2"}) + Http::chunk(Http::output("a")));
    });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    Call call(*client, proxy.url(), R"({"message":"hello"})");
    QTRY_COMPARE(call.text(), u"a"_s);
    QVERIFY(usedHttp2(*client));
    backend.last()->send(Http::chunk(Http::output("b")));
    QTRY_COMPARE(call.text(), u"ab"_s); // each arrives before the next is sent
    backend.last()->send(Http::chunk(Http::completed()) + Http::lastChunk());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, 3);
    QCOMPARE(backend.requests().size(), 1);
    QCOMPARE(backend.requests().first().body, QByteArray(R"({"message":"hello"})"));
    QCOMPARE(backend.requests().first().header("authorization"), QByteArray("Bearer ") + TestKey);
}

void tst_Http2::stepsShareOneConnection()
{
    RawServer backend(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    for (int i = 0; i < 10; ++i) {
        Call call(*client, proxy.url());
        QTRY_VERIFY(call.ended);
        QCOMPARE(call.error, NoukaiError());
    }
    QCOMPARE(client->internals()->managers.managerCount(), 1);
}

void tst_Http2::manyOnOneManager()
{
    QList<RawConnection *> waiting;
    RawServer backend([&](const RawRequest &request, RawConnection *connection) {
        if (request.path == "/warm") {
            connection->send(Http::stream(Http::completed()));
            return;
        }
        connection->send(Http::streamHead() + Http::chunk(Http::output("x")));
        waiting.append(connection);
    });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    Call warm(*client, proxy.url(u"/warm"_s));
    QTRY_VERIFY(warm.ended);
    std::vector<std::unique_ptr<Call>> calls;
    for (int i = 0; i < 250; ++i)
        calls.push_back(std::make_unique<Call>(*client, proxy.url()));
    QCOMPARE(client->internals()->managers.managerCount(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 250, 15'000);
    for (RawConnection *connection : std::as_const(waiting))
        connection->send(Http::chunk(Http::completed()) + Http::lastChunk());
    for (const auto &call : calls) {
        QTRY_VERIFY(call->ended);
        QCOMPARE(call->error, NoukaiError());
        QCOMPARE(call->eventCount, 2);
    }
}

void tst_Http2::postGoesOutOnce_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("warm");
    for (const bool warm : {false, true}) {
        for (const int size : {2, 1 << 20})
            QTest::addRow("%d bytes, %s connection", size, warm ? "warm" : "cold") << size << warm;
    }
}

// The server drops the request before an answer; the proxy makes an error of it, and nothing is sent again.
void tst_Http2::postGoesOutOnce()
{
    QFETCH(int, size);
    QFETCH(bool, warm);
    Nghttpx *dying = nullptr;
    RawServer backend([&](const RawRequest &request, RawConnection *connection) {
        if (request.path == "/cut")
            dying->kill();
        else
            connection->send(Http::stream(Http::completed()));
    });
    auto proxy = std::make_unique<Nghttpx>(m_certificates, backend.serverPort());
    dying = proxy.get();
    QVERIFY(proxy->waitUntilReady());
    const auto client = this->client();
    client->setTimeout(3000);
    if (warm) {
        Call first(*client, proxy->url());
        QTRY_VERIFY(first.ended);
    }
    Call call(*client, proxy->url(u"/cut"_s), QByteArray(size, 'x'));
    QTRY_VERIFY(call.ended);
    QVERIFY(call.error.kind() == NoukaiError::Connection || call.error.kind() == NoukaiError::Timeout);
    QVERIFY(!call.opened);
    QCOMPARE(backend.requestCount("/cut"), 1);
}

void tst_Http2::cleanEndInMidFrame()
{
    RawServer backend([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::stream(Http::output("kept") + "event: step_"));
    });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    Call call(*client, proxy.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.text(), u"kept"_s);
}

void tst_Http2::brokenInMidStream()
{
    RawServer backend([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("kept")));
    });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    Call call(*client, proxy.url());
    QTRY_COMPARE(call.eventCount, 1);
    backend.last()->reset();
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Connection);
    QVERIFY(call.openedAtEnd);
    QCOMPARE(call.text(), u"kept"_s);
}

void tst_Http2::killedInMidStream()
{
    RawServer backend([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("kept")));
    });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    client->setTimeout(2000);
    Call call(*client, proxy.url());
    QTRY_COMPARE(call.eventCount, 1);
    proxy.kill();
    QTRY_VERIFY(call.ended);
    QVERIFY(call.error.kind() == NoukaiError::Connection || call.error.kind() == NoukaiError::Timeout);
    QVERIFY(call.openedAtEnd);
    QCOMPARE(call.text(), u"kept"_s);
}

// Over HTTP/2 Qt takes whatever comes, so a server that is faster than the application for long meets the ceiling.
void tst_Http2::floodMeetsTheCeiling()
{
    const QByteArray piece = Http::chunk(Http::output(QByteArray(1000, 'x')).repeated(64));
    PourServer backend(Http::streamHead(), piece, 2000, Http::chunk(Http::completed()) + Http::lastChunk());
    Nghttpx proxy(m_certificates, backend.port(), {u"--backend-response-buffer=16M"_s});
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    client->internals()->maxUnreadBytes = 8 << 20;
    Call call(*client, proxy.url());
    call.onEvent = [&](const NoukaiEvent &) {
        if (call.eventCount == 10)
            backend.blockUntilStalled(700, 30'000);
    };
    QTRY_VERIFY_WITH_TIMEOUT(call.ended, 60'000);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QVERIFY2(call.error.message().contains(u"8 MiB"_s), qPrintable(call.error.message()));
    QVERIFY(call.openedAtEnd);
    QVERIFY(call.eventCount >= 10);
}

void tst_Http2::silence()
{
    RawServer backend([](const RawRequest &, RawConnection *) {});
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    client->setTimeout(500);
    Call call(*client, proxy.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Timeout);
    QVERIFY(!call.openedAtEnd);
    QTRY_COMPARE(backend.openConnections(), 0); // the stream was closed, so the proxy stops as well
}

void tst_Http2::refusal()
{
    RawServer backend([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(402, "application/json",
                                      R"({"detail":{"code":"CREDITS_EXHAUSTED","message":"Empty."}})",
                                      {"X-Request-ID: r-402"}));
    });
    Nghttpx proxy(m_certificates, backend.serverPort());
    QVERIFY(proxy.waitUntilReady());
    const auto client = this->client();
    Call call(*client, proxy.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::InsufficientCredits);
    QCOMPARE(call.error.code(), u"CREDITS_EXHAUSTED"_s);
    QCOMPARE(call.error.requestId(), u"r-402"_s);
    QCOMPARE(backend.requests().size(), 1);
}

QTEST_GUILESS_MAIN(tst_Http2)
#include "tst_http2.moc"
