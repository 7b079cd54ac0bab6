// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The timeout bounds how long a server is silent, no more and no less.
class tst_Silence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeTheHeaders();
    void inMidStream();
    void headersOnly();
    void slowButAlive();
    void commentsKeepAlive();
    void zeroWaitsForEver();
    void changedDuringTheCall();
    void cancelIsNoTimeout();
    void blockedThread_data();
    void blockedThread();
    void manyAtOnce_data();
    void manyAtOnce();
};

void tst_Silence::beforeTheHeaders()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    TestClient client;
    client.setTimeout(200);
    QElapsedTimer clock;
    clock.start();
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QVERIFY(clock.elapsed() >= 200);
    QCOMPARE(call.error.kind(), NoukaiError::Timeout);
    QVERIFY(call.error.isRetryable());
    QVERIFY(!call.openedAtEnd);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Silence::inMidStream()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"X-Request-ID: r-7"}) + Http::chunk(Http::output("kept") + "event: step_"));
    });
    TestClient client;
    client.setTimeout(200);
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Timeout);
    QCOMPARE(call.error.requestId(), u"r-7"_s);
    QVERIFY(call.openedAtEnd);
    QCOMPARE(call.text(), u"kept"_s);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Silence::headersOnly()
{
    RawServer server([](const RawRequest &, RawConnection *connection) { connection->send(Http::streamHead()); });
    TestClient client;
    client.setTimeout(200);
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Timeout);
    QVERIFY(call.openedAtEnd);
}

// Sends `piece` each `ms` milliseconds, `count` times, then the last chunk.
static void drip(RawConnection *connection, const QByteArray &piece, int ms, int count)
{
    connection->send(Http::streamHead());
    auto *timer = new QTimer(connection);
    QObject::connect(timer, &QTimer::timeout, connection, [=, left = count]() mutable {
        connection->send(left > 0 ? Http::chunk(piece) : Http::lastChunk());
        if (--left < 0)
            timer->stop();
    });
    timer->start(ms);
}

void tst_Silence::slowButAlive()
{
    RawServer server(
        [](const RawRequest &, RawConnection *connection) { drip(connection, Http::output("x"), 100, 15); });
    TestClient client;
    client.setTimeout(800);
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.text(), QString(15, u'x'));
}

void tst_Silence::commentsKeepAlive()
{
    RawServer server([](const RawRequest &, RawConnection *connection) { drip(connection, ":\n", 100, 15); });
    TestClient client;
    client.setTimeout(800);
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
}

void tst_Silence::zeroWaitsForEver()
{
    RawConnection *open = nullptr;
    RawServer server([&](const RawRequest &, RawConnection *connection) { open = connection; });
    TestClient client;
    client.setTimeout(0);
    Call patient(client, server.url());
    QTRY_VERIFY(open);
    client.setTimeout(150);
    Call other(client, server.url());
    QTRY_VERIFY(other.ended);
    QVERIFY(!patient.ended);
    patient.stream->abort();
}

void tst_Silence::changedDuringTheCall()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    TestClient client;
    client.setTimeout(300);
    Call call(client, server.url());
    QTRY_COMPARE(server.requests().size(), 1);
    client.setTimeout(0);
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Timeout);
    QVERIFY2(call.error.message().contains(u"0.3"_s), qPrintable(call.error.message()));
}

void tst_Silence::cancelIsNoTimeout()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    TestClient client;
    client.setTimeout(200);
    Call cancelled(client, server.url());
    Call waiting(client, server.url());
    QTRY_COMPARE(server.requests().size(), 2);
    cancelled.stream->abort();
    QTRY_VERIFY(waiting.ended);
    QCOMPARE(waiting.error.kind(), NoukaiError::Timeout);
    QCOMPARE(cancelled.endCount, 0);
}

void tst_Silence::blockedThread_data()
{
    QTest::addColumn<bool>("inSlot");
    QTest::newRow("in a slot of the stream") << true;
    QTest::newRow("outside of the stream") << false;
}

// The application's thread is busy for longer than the timeout, while the server goes on talking.
void tst_Silence::blockedThread()
{
    QFETCH(bool, inSlot);
    const auto busy = [](int ms) {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < ms)
            QThread::yieldCurrentThread();
    };
    RawConnection *connection = nullptr;
    RawServer server([&](const RawRequest &, RawConnection *to) {
        connection = to;
        to->send(Http::streamHead() + Http::chunk(Http::output("a")));
    });
    TestClient client;
    client.setTimeout(300);
    Call call(client, server.url());
    bool blocked = false;
    const auto block = [&] {
        if (std::exchange(blocked, true))
            return;
        // The system delivers this to Qt's network thread while this one is busy.
        connection->send(Http::chunk(Http::output("b")));
        QCoreApplication::sendPostedEvents(connection);
        busy(700);
    };
    call.onEvent = [&](const NoukaiEvent &) {
        if (inSlot)
            block();
    };
    QTRY_COMPARE(call.eventCount, 1);
    if (!inSlot)
        block();
    QTRY_COMPARE(call.eventCount, 2);
    QVERIFY(!call.ended);
    connection->send(Http::chunk(Http::completed()) + Http::lastChunk());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
}

void tst_Silence::manyAtOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("six") << 6;
    QTest::newRow("seven") << 7;
    QTest::newRow("thirty") << 30;
    QTest::newRow("three hundred") << 300;
}

// None waits for another, so none meets a timeout that it did not earn.
void tst_Silence::manyAtOnce()
{
    QFETCH(int, count);
    QList<RawConnection *> waiting;
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("x")));
        waiting.append(connection);
    });
    TestClient client;
    std::vector<std::unique_ptr<Call>> calls;
    for (int i = 0; i < count; ++i)
        calls.push_back(std::make_unique<Call>(client, server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), count, 15'000);
    for (RawConnection *connection : std::as_const(waiting))
        connection->send(Http::chunk(Http::completed()) + Http::lastChunk());
    for (const auto &call : calls) {
        QTRY_VERIFY(call->ended);
        QCOMPARE(call->error, NoukaiError());
        QCOMPARE(call->eventCount, 2);
    }
}

QTEST_GUILESS_MAIN(tst_Silence)
#include "tst_silence.moc"
