// SPDX-License-Identifier: MIT
// The HTTP underneath: framing at every cut, limits, keep-alive, slow and vanishing clients, many streams.
#include "certificates.h"
#include "noukaimockserver.h"
#include "rawclient.h"

#include <QtCore/QJsonArray>
#include <QtNetwork/QSslSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_MockHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyCut_data();
    void everyCut();
    void keepsAlive();
    void takesTheNextRequestEarly();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void http10GetsNoChunks();
    void continues();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void chunkBytes_data();
    void chunkBytes();
    void slowReaderSlowsTheServer();
    void vanishedClients_data();
    void vanishedClients();
    void closeInASlot();
    void closeDropsConnections();
    void frameDelay();
    void rawFlow();
    void tls();
    void thousandStreams();

private:
    std::unique_ptr<NoukaiMockServer> m_server;
};

void tst_MockHttp::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    const QJsonArray steps{QJsonObject{{u"id"_s, u"a"_s}, {u"output"_s, u"{{message}}"_s}}};
    QVERIFY(m_server->addFlow(u"a/b/c"_s, {{u"steps"_s, steps}}));
    QVERIFY(m_server->listen());
}

void tst_MockHttp::cleanup()
{
    m_server.reset();
}

void tst_MockHttp::everyCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString path = flowPath(u"a/b/c"_s, u"execute"_s);
    const QByteArray body = R"({"message":"whole"})";
    QTest::newRow("sized") << RawClient::requestBytes("POST", path, body, {});
    const QByteArray chunked = "5\r\n{\"mes\r\n00e;name=value\r\nsage\":\"whole\"}\r\n0\r\nX-Trailer: 1\r\n\r\n";
    QTest::newRow("chunked") << RawClient::requestBytes("POST", path, chunked, "Transfer-Encoding: chunked\r\n");
}

void tst_MockHttp::everyCut()
{
    QFETCH(QByteArray, bytes);
    RawClient client(*m_server);
    QVERIFY(client.socket()->waitForConnected());
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        QSignalSpy spy(m_server.get(), &NoukaiMockServer::requestReceived);
        client.write(bytes.left(cut));
        client.socket()->flush();
        // The server has read the first part once its own event loop has turned.
        QCoreApplication::processEvents();
        client.write(bytes.mid(cut));
        const RawAnswer answer = client.take();
        QVERIFY2(answer.json()[u"result"_s].toString() == "whole"_L1, qPrintable(u"cut at %1"_s.arg(cut)));
        QCOMPARE(spy.size(), 1);
    }
    QCOMPARE(m_server->acceptedConnections(), 1);
}

void tst_MockHttp::keepsAlive()
{
    RawClient client(*m_server);
    for (int i = 0; i < 3; ++i) {
        client.post(flowPath(u"a/b/c"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
        const RawAnswer answer = client.take();
        QCOMPARE(answer.headers.value("connection"), "keep-alive");
        QVERIFY(answer.isComplete);
    }
    QCOMPARE(m_server->acceptedConnections(), 1);
    QCOMPARE(m_server->requests().size(), 3);
    QCOMPARE(m_server->requests().constLast().connectionId, 1);
}

void tst_MockHttp::takesTheNextRequestEarly()
{
    const QByteArray one =
        RawClient::requestBytes("POST", flowPath(u"a/b/c"_s, u"execute"_s), R"({"message":"1"})", {});
    const QByteArray two =
        RawClient::requestBytes("POST", flowPath(u"a/b/c"_s, u"execute"_s), R"({"message":"2"})", {});
    RawClient client(*m_server);
    client.write(one + two);
    QCOMPARE(client.take().json()[u"result"_s].toString(), u"1"_s);
    QCOMPARE(client.take().json()[u"result"_s].toString(), u"2"_s);
}

void tst_MockHttp::closesWhenAsked_data()
{
    QTest::addColumn<QString>("route");
    QTest::newRow("sized") << u"execute"_s;
    QTest::newRow("stream") << u"step"_s;
}

void tst_MockHttp::closesWhenAsked()
{
    QFETCH(QString, route);
    RawClient client(*m_server);
    client.post(flowPath(u"a/b/c"_s, route), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}}, "Connection: close\r\n");
    const RawAnswer answer = client.take();
    QVERIFY(answer.isComplete);
    QCOMPARE(answer.headers.value("connection"), "close");
    QTRY_VERIFY(client.isClosed());
}

void tst_MockHttp::http10GetsNoChunks()
{
    QByteArray bytes =
        RawClient::requestBytes("POST", flowPath(u"a/b/c"_s, u"step"_s), R"({"stepIndex":0,"message":"x"})", {});
    bytes.replace("HTTP/1.1", "HTTP/1.0");
    RawClient client(*m_server);
    client.write(bytes);
    const RawAnswer answer = client.take();
    QVERIFY(!answer.headers.contains("transfer-encoding"));
    QCOMPARE(answer.eventNames().constLast(), u"flow_completed"_s);
    QVERIFY(client.isClosed());
}

void tst_MockHttp::continues()
{
    const QByteArray bytes = RawClient::requestBytes("POST", flowPath(u"a/b/c"_s, u"execute"_s), R"({"message":"x"})",
                                                     "Expect: 100-continue\r\n");
    const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
    RawClient client(*m_server);
    client.write(bytes.left(head));
    QTRY_COMPARE(client.answer().status, 100);
    client.take();
    client.write(bytes.mid(head));
    QCOMPARE(client.take().json()[u"result"_s].toString(), u"x"_s);
}

void tst_MockHttp::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray post = "POST /x HTTP/1.1\r\nHost: x\r\n";
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("no path") << QByteArray("GET x HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << 400;
    QTest::newRow("another version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 505;
    QTest::newRow("header without a colon") << QByteArray(post + "nonsense\r\n\r\n") << 400;
    QTest::newRow("folded header") << QByteArray(post + "A: b\r\n c\r\n\r\n") << 400;
    QTest::newRow("negative length") << QByteArray(post + "Content-Length: -1\r\n\r\n") << 400;
    QTest::newRow("length that is no number") << QByteArray(post + "Content-Length: ten\r\n\r\n") << 400;
    QTest::newRow("length too large") << QByteArray(post + "Content-Length: 99999999999\r\n\r\n") << 413;
    QTest::newRow("two framings") << QByteArray(post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
                                  << 400;
    QTest::newRow("unknown coding") << QByteArray(post + "Transfer-Encoding: br\r\n\r\n") << 501;
    QTest::newRow("chunk size no number") << QByteArray(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") << 400;
    QTest::newRow("chunk too large") << QByteArray(post + "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n") << 413;
    QTest::newRow("chunk without its end") << QByteArray(post + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc") << 400;
    QTest::newRow("head at the limit") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(64 * 1024 - 19, 'a') +
                                                     "\r\n\r\n")
                                       << 404;
    QTest::newRow("head over the limit") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(64 * 1024 - 18, 'a') +
                                                       "\r\n\r\n")
                                         << 431;
    QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\nA: " + QByteArray(80 * 1024, 'a')) << 431;
}

void tst_MockHttp::refusesBadRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    RawClient client(*m_server);
    client.write(bytes);
    QCOMPARE(client.take().status, status);
    if (status != 404)
        QTRY_VERIFY(client.isClosed());
    QTRY_COMPARE(m_server->openConnections(), status == 404 ? 1 : 0);
}

void tst_MockHttp::chunkBytes_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("1") << 1;
    QTest::newRow("7") << 7;
    QTest::newRow("more than all") << 1'000'000;
}

void tst_MockHttp::chunkBytes()
{
    QFETCH(int, bytes);
    m_server->setChunkBytes(bytes);
    RawClient client(*m_server);
    client.post(flowPath(u"a/b/c"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    const RawAnswer answer = client.take();
    QVERIFY(answer.isComplete);
    QCOMPARE(answer.eventNames().constLast(), u"flow_completed"_s);
    for (qsizetype i = 0; i + 1 < answer.chunks.size(); ++i)
        QCOMPARE(answer.chunks.at(i).size(), bytes);
    QCOMPARE(answer.chunks.size(), (answer.body.size() + bytes - 1) / bytes);
}

void tst_MockHttp::slowReaderSlowsTheServer()
{
    RawClient client(*m_server);
    client.setReading(false);
    client.socket()->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 16 * 1024);
    client.post(flowPath(u"acme/research/report"_s, u"step"_s),
                {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}, {u"runRemaining"_s, true}});
    QTRY_COMPARE_GT(m_server->bytesWritten(), 0);
    // It stops: over many turns of the event loop nothing more is written.
    qint64 written = -1;
    int quiet = 0;
    QTRY_VERIFY(
        (quiet = m_server->bytesWritten() == written ? quiet + 1 : 0, written = m_server->bytesWritten(), quiet >= 10));
    QCOMPARE_LT(written, 5'000'000); // of seven, most of it in the client's system
    QCOMPARE(m_server->openStreams(), 1);
    client.setReading(true);
    const RawAnswer answer = client.take();
    QVERIFY(answer.isComplete);
    QCOMPARE(answer.eventNames().constLast(), u"flow_completed"_s);
    QCOMPARE_GT(m_server->bytesWritten(), 6'000'000);
}

void tst_MockHttp::vanishedClients_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("requests");
    const QByteArray whole = RawClient::requestBytes("POST", flowPath(u"acme/research/report"_s, u"step"_s),
                                                     R"({"stepIndex":0,"message":"x","runRemaining":true})", {});
    QTest::newRow("says nothing") << QByteArray() << 0;
    QTest::newRow("in the head") << whole.left(40) << 1;
    QTest::newRow("in the body") << whole.chopped(3) << 1;
    QTest::newRow("in the answer") << whole << 1;
}

void tst_MockHttp::vanishedClients()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, requests);
    QSignalSpy closed(m_server.get(), &NoukaiMockServer::connectionClosed);
    {
        RawClient client(*m_server);
        client.setReading(false);
        client.write(bytes);
        QTRY_COMPARE(m_server->openConnections(), 1);
        QTRY_COMPARE(client.socket()->bytesToWrite(), 0);
        if (requests > 0)
            QTRY_VERIFY(client.socket()->bytesAvailable() > 0 || m_server->requests().isEmpty());
        client.socket()->abort();
    }
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(m_server->openConnections(), 0);
    QCOMPARE(m_server->openStreams(), 0);
    QCOMPARE(m_server->requests().size(), requests);
}

void tst_MockHttp::closeInASlot()
{
    connect(m_server.get(), &NoukaiMockServer::requestReceived, m_server.get(), [this] { m_server->close(); });
    RawClient client(*m_server);
    client.post(flowPath(u"a/b/c"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received().isEmpty());
    QCOMPARE(m_server->requests().size(), 1);
}

void tst_MockHttp::closeDropsConnections()
{
    m_server->setManualDelivery(true);
    RawClient client(*m_server);
    client.post(flowPath(u"a/b/c"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    QTRY_COMPARE(client.answer().status, 200);
    const quint16 port = m_server->port();
    m_server->close();
    QTRY_VERIFY(client.isClosed());
    QVERIFY(!client.answer().isComplete);
    QTRY_COMPARE(m_server->openStreams(), 0);
    QVERIFY(m_server->listen(port));
}

void tst_MockHttp::frameDelay()
{
    m_server->setFrameDelay(20);
    QElapsedTimer timer;
    timer.start();
    RawClient client(*m_server);
    client.post(flowPath(u"a/b/c"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    const RawAnswer answer = client.take();
    QVERIFY(answer.isComplete);
    QCOMPARE_GE(timer.elapsed(), (answer.chunks.size() - 1) * 20);
}

void tst_MockHttp::rawFlow()
{
    const QByteArray sse = "event: one\ndata: {}\n\n: comment\n\ndata: two\n\nevent: cut\ndata";
    m_server->addRawFlow(u"r/a/w"_s, sse);
    RawClient client(*m_server);
    client.post(flowPath(u"r/a/w"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    const RawAnswer answer = client.take();
    QVERIFY(answer.isComplete);
    QCOMPARE(answer.body, sse);
    QCOMPARE(answer.chunks.size(), 4);
}

void tst_MockHttp::tls()
{
    Certificates certificates;
    QVERIFY(m_server->listenTls(certificates.server()));
    QCOMPARE(m_server->baseUrl().scheme(), u"https"_s);
    // One that never says hello is in nobody's way.
    QTcpSocket mute;
    mute.connectToHost(QHostAddress::LocalHost, m_server->port());
    QTRY_COMPARE(mute.state(), QAbstractSocket::ConnectedState);

    QSslSocket socket;
    socket.setSslConfiguration(certificates.clientConfiguration());
    QByteArray received;
    connect(&socket, &QSslSocket::readyRead, &socket, [&] { received += socket.readAll(); });
    socket.connectToHostEncrypted(u"localhost"_s, m_server->port(), QIODevice::ReadWrite,
                                  QAbstractSocket::IPv4Protocol);
    socket.write(RawClient::requestBytes("POST", flowPath(u"acme/research/report"_s, u"step"_s),
                                         R"({"stepIndex":0,"message":"x","runRemaining":true})", {}));
    QTRY_VERIFY(received.endsWith("0\r\n\r\n"));
    QCOMPARE_GT(received.size(), 6'000'000);
    QCOMPARE_GT(m_server->bytesWritten(), received.size());
}

void tst_MockHttp::thousandStreams()
{
    constexpr int Count = 1000;
    m_server->setManualDelivery(true);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < Count; ++i) {
        clients.push_back(std::make_unique<RawClient>(*m_server));
        clients.back()->post(flowPath(u"acme/spelling/grade-3"_s, u"step"_s),
                             {{u"stepIndex"_s, 0}, {u"message"_s, u"run %1"_s.arg(i)}});
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openStreams(), Count, 30'000);
    QCOMPARE(m_server->peakConnections(), Count);
    m_server->setManualDelivery(false);
    for (int i = 0; i < Count; ++i) {
        const RawAnswer answer = clients.at(std::size_t(i))->take();
        QVERIFY(answer.isComplete);
        QVERIFY(answer.body.contains(u"run %1"_s.arg(i).toUtf8()));
    }
    clients.clear();
    QTRY_COMPARE(m_server->openConnections(), 0);
}

QTEST_GUILESS_MAIN(tst_MockHttp)
#include "tst_mockhttp.moc"
