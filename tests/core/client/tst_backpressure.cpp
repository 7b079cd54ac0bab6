// SPDX-License-Identifier: MIT
#include "call.h"
#include "certificates.h"
#include "pourserver.h"
#include "rawserver.h"

#include <QtTest/QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

// Memory stays bounded however fast the server and slow the application; nothing stalls, nothing is lost.
class tst_Backpressure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowReaderSlowsTheServer_data();
    void slowReaderSlowsTheServer();
    void drainsToTheEnd_data();
    void drainsToTheEnd();
    void compressedWithoutDelay();
    void repetitiveCompressedStream();
    void corruptedCompression_data();
    void corruptedCompression();
    void acceptEncodingIsQts();

private:
    Certificates m_certificates;
};

static qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

void tst_Backpressure::slowReaderSlowsTheServer_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("inSlot");
    QTest::newRow("plain, busy in a slot") << false << true;
    QTest::newRow("plain, busy outside") << false << false;
    QTest::newRow("TLS, busy in a slot") << true << true;
    QTest::newRow("TLS, busy outside") << true << false;
}

void tst_Backpressure::slowReaderSlowsTheServer()
{
    QFETCH(bool, tls);
    QFETCH(bool, inSlot);
    const QByteArray piece = Http::chunk(Http::output(QByteArray(1000, 'x')).repeated(64));
    constexpr int pieces = 2000; // 130 MB
    TestClient client;
    std::optional<QSslConfiguration> secure;
    if (tls) {
        secure = m_certificates.server();
        client.setSslConfiguration(m_certificates.clientConfiguration());
    }
    PourServer server(Http::streamHead(), piece, pieces, Http::chunk(Http::completed()) + Http::lastChunk(), secure);
    Call call(client, server.url());
    qint64 writtenWhileBusy = -1;
    qint64 grown = 0;
    const auto block = [&] {
        if (writtenWhileBusy >= 0)
            return;
        const qint64 before = residentBytes();
        QVERIFY(server.blockUntilStalled(700, 15'000));
        writtenWhileBusy = server.written();
        grown = residentBytes() - before;
    };
    call.onEvent = [&](const NoukaiEvent &) {
        if (inSlot && call.eventCount == 100)
            block();
    };
    QTRY_VERIFY(call.eventCount >= 100);
    if (!inSlot)
        block();
    // What fits into the system's socket buffers, and little more.
    QVERIFY2(writtenWhileBusy < (32 << 20), qPrintable(QString::number(writtenWhileBusy)));
    QVERIFY2(grown < (16 << 20), qPrintable(QString::number(grown)));
    QTRY_VERIFY_WITH_TIMEOUT(call.ended, 60'000);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, 64LL * pieces + 1);
}

void tst_Backpressure::drainsToTheEnd_data()
{
    QTest::addColumn<int>("pieceBytes");
    QTest::addColumn<int>("pieces");
    QTest::newRow("pieces smaller than the read buffer") << 1 << 20'000;
    QTest::newRow("pieces of the read buffer's size") << (256 << 10) << 100;
    QTest::newRow("pieces larger than the read buffer") << (5 << 20) << 8;
}

void tst_Backpressure::drainsToTheEnd()
{
    QFETCH(int, pieceBytes);
    QFETCH(int, pieces);
    TestClient client;
    PourServer server(Http::streamHead(), Http::chunk(Http::output(QByteArray(pieceBytes, 'x'))), pieces,
                      Http::chunk(Http::completed()) + Http::lastChunk());
    Call call(client, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(call.ended, 60'000);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, pieces + 1LL);
}

void tst_Backpressure::compressedWithoutDelay()
{
    Http::Gzip gzip;
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"Content-Encoding: gzip"}));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.opened);
    for (int i = 1; i <= 5; ++i) {
        server.last()->send(Http::chunk(gzip.piece(Http::output("x"))));
        QTRY_COMPARE(call.eventCount, i); // each arrives before the next is sent
    }
    server.last()->send(Http::chunk(gzip.piece(Http::completed())));
    server.last()->send(Http::chunk(gzip.end()) + Http::lastChunk());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.text(), u"xxxxx"_s);
    QCOMPARE(call.eventCount, 6);
}

// A model that says the same again and again compresses like an archive bomb, and is none.
void tst_Backpressure::repetitiveCompressedStream()
{
    Http::Gzip gzip;
    const QByteArray frames = Http::output(QByteArray(1000, 'x')).repeated(1000);
    QByteArray body;
    for (int i = 0; i < 40; ++i)
        body += Http::chunk(gzip.piece(frames));
    body += Http::chunk(gzip.piece(Http::completed()));
    body += Http::chunk(gzip.end()) + Http::lastChunk();
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"Content-Encoding: gzip"}) + body);
    });
    TestClient client;
    const qint64 before = residentBytes();
    qint64 peak = 0;
    Call call(client, server.url());
    call.onEvent = [&](const NoukaiEvent &) {
        call.events.clear();
        if (call.eventCount % 1000 == 0)
            peak = qMax(peak, residentBytes());
    };
    QTRY_VERIFY_WITH_TIMEOUT(call.ended, 30'000);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, 40'001); // 42 MB
    qInfo("decoded 42 MB from %lld KB; memory grew by %lld MB", qint64(body.size() >> 10), (peak - before) >> 20);
}

void tst_Backpressure::corruptedCompression_data()
{
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("no gzip at all") << true;
    QTest::newRow("broken in the middle") << false;
}

void tst_Backpressure::corruptedCompression()
{
    QFETCH(bool, atOnce);
    Http::Gzip gzip;
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"Content-Encoding: gzip"}));
        if (!atOnce)
            connection->send(Http::chunk(gzip.piece(Http::output("kept"))));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.opened);
    if (!atOnce)
        QTRY_COMPARE(call.eventCount, 1); // Qt drops what it has not handed over when the rest is broken
    server.last()->send(Http::chunk("this is not what gzip looks like, at all") + Http::lastChunk());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QVERIFY(!call.error.message().isEmpty());
    if (!atOnce)
        QCOMPARE(call.text(), u"kept"_s);
}

// Qt decodes only what it asked for itself.
void tst_Backpressure::acceptEncodingIsQts()
{
    RawServer server(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    TestClient client;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"reserved"_s));
    QLoggingCategory::setFilterRules({});
    client.setExtraHeaders({{u"Accept-Encoding"_s, u"identity"_s}});
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QVERIFY(server.requests().first().header("accept-encoding").contains("gzip"));
}

QTEST_GUILESS_MAIN(tst_Backpressure)
#include "tst_backpressure.moc"
