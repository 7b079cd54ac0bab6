// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// How an answer can end, and what is known then.
class tst_StreamEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ending_data();
    void ending();
    void notHttp_data();
    void notHttp();
    void endlessHeaders_data();
    void endlessHeaders();
    void interimAnswers_data();
    void interimAnswers();
    void nobodyThere_data();
    void nobodyThere();
    void ipv6();
    void eventCeiling();
    void brokenControlEvent();
    void droppedFrames();
    void connectionIsUsedAgain();
    void talkAfterTheEnd_data();
    void talkAfterTheEnd();
    void nestedEventLoop();
    void noCookies();
};

enum End { LastChunk, WholeLength, EndOfBody, NoLastChunk, MidChunk, Reset, ShortLength };

void tst_StreamEnd::ending_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("last chunk in mid-frame") << int(LastChunk) << NoukaiError::NoError;
    QTest::newRow("whole length in mid-frame") << int(WholeLength) << NoukaiError::NoError;
    QTest::newRow("body without a length in mid-frame") << int(EndOfBody) << NoukaiError::NoError;
    QTest::newRow("closed before the last chunk") << int(NoLastChunk) << NoukaiError::Connection;
    QTest::newRow("closed in mid-chunk") << int(MidChunk) << NoukaiError::Connection;
    QTest::newRow("reset") << int(Reset) << NoukaiError::Connection;
    QTest::newRow("closed before the length") << int(ShortLength) << NoukaiError::Connection;
}

// What tells success is the terminal event alone, so a clean end is "no error" and nothing more.
void tst_StreamEnd::ending()
{
    QFETCH(int, end);
    QFETCH(NoukaiError::Kind, kind);

    QByteArray frames;
    for (int i = 0; i < 50; ++i)
        frames += Http::output(QByteArray::number(i % 10));
    frames += "event: step_completed\ndata: {\"stepId\":";
    const QByteArray type = "text/event-stream";
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        const QByteArray id = "X-Request-ID: r-9";
        switch (end) {
        case WholeLength:
            connection->send(Http::answer(200, type, frames, {id}));
            break;
        case ShortLength:
            connection->send(Http::head(200, type, {id, "Content-Length: 100000"}) + frames);
            break;
        case EndOfBody:
            connection->send(Http::head(200, type, {id, "Connection: close"}) + frames);
            break;
        default:
            connection->send(Http::streamHead({id}) + Http::chunk(frames));
        }
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_COMPARE(call.eventCount, 50);
    if (end == LastChunk)
        server.last()->send(Http::lastChunk());
    else if (end == MidChunk)
        server.last()->send("400\r\nabc");
    if (end == Reset)
        server.last()->reset();
    else if (end != LastChunk && end != WholeLength)
        server.last()->close();
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), kind);
    QVERIFY(call.opened);
    QVERIFY(call.openedFirst);
    QVERIFY(call.openedAtEnd);
    QCOMPARE(call.text(), u"0123456789"_s.repeated(5));
    if (kind != NoukaiError::NoError) {
        QCOMPARE(call.error.requestId(), u"r-9"_s);
        QCOMPARE(call.error.httpStatus(), 200);
        QVERIFY(!call.error.message().isEmpty());
    }
}

void tst_StreamEnd::notHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("close");
    for (const bool close : {true, false}) {
        const char *then = close ? "closed" : "left open";
        QTest::addRow("SSH, %s", then) << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << close;
        QTest::addRow("binary, %s", then) << QByteArray("\0\1\2\xff\xfe\r\n\r\n", 9) << close;
        QTest::addRow("another HTTP, %s", then) << QByteArray("HTTP/9.9 what\r\n\r\n") << close;
        QTest::addRow("status 0, %s", then) << QByteArray("HTTP/1.1 000 no\r\n\r\n") << close;
        QTest::addRow("status 999, %s", then) << QByteArray("HTTP/1.1 999 no\r\nContent-Length: 0\r\n\r\n") << close;
        QTest::addRow("half a status line, %s", then) << QByteArray("HTTP/1.1 2") << close;
        QTest::addRow("half a head, %s", then) << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty") << close;
        QTest::addRow("a head of nonsense, %s", then)
            << QByteArray("HTTP/1.1 200 OK\r\nnonsense\r\n: \r\n\r\n") << close;
        QTest::addRow("chunk of no size, %s", then) << (Http::streamHead() + "zz\r\nabc\r\n") << close;
        QTest::addRow("chunk of every size, %s", then)
            << (Http::streamHead() + "ffffffffffffffffff\r\nabc\r\n") << close;
        QTest::addRow("negative length, %s", then)
            << (Http::head(200, "text/event-stream", {"Content-Length: -5"}) + Http::output("x")) << close;
    }
}

void tst_StreamEnd::notHttp()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, close);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(bytes);
        if (close)
            connection->close();
    });
    TestClient client;
    client.setTimeout(500);
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    // A body of unknown length that was closed is whole; everything else is an error of some kind.
    const QSet<NoukaiError::Kind> kinds = {NoukaiError::Protocol, NoukaiError::Connection, NoukaiError::Timeout,
                                           NoukaiError::Execution};
    QVERIFY2(kinds.contains(call.error.kind()) || call.opened, qPrintable(call.error.message()));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(call.endCount, 1);
}

void tst_StreamEnd::endlessHeaders_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("headers without end") << QByteArray("X-Header: value\r\n").repeated(4096);
    QTest::newRow("one header without end") << QByteArray(64 << 10, 'x');
    QTest::newRow("interim answers without end") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(1000);
}

void tst_StreamEnd::endlessHeaders()
{
    QFETCH(QByteArray, piece);
    QTimer tap;
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        if (!piece.startsWith("HTTP"))
            connection->send("HTTP/1.1 200 OK\r\nX-First: ");
        QObject::connect(&tap, &QTimer::timeout, connection, [=] { connection->send(piece); });
        tap.start(1);
    });
    TestClient client;
    client.setTimeout(1500);
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QVERIFY(!call.opened);
    QVERIFY(call.error.kind() != NoukaiError::NoError);
    // As long as headers come without a pause, Qt 6.4 does nothing but read them, not even close the connection.
    tap.stop();
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 20'000);
}

void tst_StreamEnd::interimAnswers_data()
{
    QTest::addColumn<QByteArray>("interim");
    QTest::addColumn<bool>("understood");
    QTest::newRow("100") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << true;
    QTest::newRow("100 twice") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(2) << true;
    // Qt 6.4 takes what follows for the answer to the next request. What matters here: an error, and no second POST.
    QTest::newRow("102") << QByteArray("HTTP/1.1 102 Processing\r\n\r\n") << false;
    QTest::newRow("103") << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n") << false;
}

void tst_StreamEnd::interimAnswers()
{
    QFETCH(QByteArray, interim);
    QFETCH(bool, understood);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(interim + Http::stream(Http::completed()));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    if (understood) {
        QCOMPARE(call.error, NoukaiError());
        QCOMPARE(call.eventCount, 1);
    } else {
        QVERIFY(call.error.kind() != NoukaiError::NoError || call.eventCount == 1);
    }
    Call after(client, server.url(u"/after"_s));
    QTRY_VERIFY(after.ended);
    QCOMPARE(server.requestCount("/step"), 1);
}

void tst_StreamEnd::nobodyThere_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("closed port") << u"127.0.0.1"_s;
    QTest::newRow("closed IPv6 port") << u"::1"_s;
    QTest::newRow("unknown host") << u"no-such-host.invalid"_s;
}

void tst_StreamEnd::nobodyThere()
{
    QFETCH(QString, host);
    QUrl url;
    {
        RawServer server([](const RawRequest &, RawConnection *) {});
        url = server.url();
    }
    url.setHost(host);
    TestClient client;
    Call call(client, url);
    QTRY_VERIFY_WITH_TIMEOUT(call.ended, 30'000);
    QCOMPARE(call.error.kind(), NoukaiError::Connection);
    QVERIFY2(call.error.message().contains(host), qPrintable(call.error.message()));
    QVERIFY(call.error.isRetryable());
    QVERIFY(!call.opened);
}

void tst_StreamEnd::ipv6()
{
    RawServer server(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); },
        QHostAddress::LocalHostIPv6);
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, 1);
}

void tst_StreamEnd::eventCeiling()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("kept")) +
                         Http::chunk("data: " + QByteArray(3 << 20, 'x')));
    });
    TestClient client;
    client.internals()->eventCeiling = 2 << 20;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QVERIFY2(call.error.message().contains(u"2 MiB"_s), qPrintable(call.error.message()));
    QVERIFY(call.openedAtEnd);
    QCOMPARE(call.text(), u"kept"_s);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_StreamEnd::brokenControlEvent()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("kept") + Http::frame("step_completed", "{}") +
                                                          Http::output("never")));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Protocol);
    QVERIFY2(call.error.message().contains(u"step_completed"_s), qPrintable(call.error.message()));
    QVERIFY(call.openedAtEnd);
    QCOMPARE(call.text(), u"kept"_s);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_StreamEnd::droppedFrames()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::stream("data: no JSON\n\ndata: {}\n\n" + Http::frame("step_output", "{}") +
                                      Http::output("kept") + Http::frame("novelty", "{\"a\":1}") + Http::completed()));
    });
    TestClient client;
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.droppedCount, 3);
    QCOMPARE(call.eventCount, 3);
    QCOMPARE(call.text(), u"kept"_s);
}

// The steps of a run go over the same connection, each begun in the slot that hears of the end of the one before.
void tst_StreamEnd::connectionIsUsedAgain()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::stream(Http::output("x") + Http::completed()));
    });
    TestClient client;
    std::vector<std::unique_ptr<Call>> calls;
    std::function<void()> next = [&] {
        calls.push_back(std::make_unique<Call>(client, server.url()));
        Call *call = calls.back().get();
        call->onEvent = [&, call](const NoukaiEvent &event) {
            if (event.type() != NoukaiEvent::FlowCompleted)
                return;
            call->stream->detach();
            if (calls.size() < 20)
                next();
        };
    };
    next();
    QTRY_COMPARE(server.requests().size(), 20);
    QVERIFY2(server.acceptedConnections() <= 2, qPrintable(QString::number(server.acceptedConnections())));
    QTRY_VERIFY(!calls.back()->stream); // the last one has been read to its end
    QVERIFY(server.openConnections() > 0);
    QCOMPARE(client.internals()->managers.managerCount(), 1);
}

void tst_StreamEnd::talkAfterTheEnd_data()
{
    QTest::addColumn<bool>("silent");
    QTest::newRow("talks without end") << false;
    QTest::newRow("never closes") << true;
}

// What a server does after the terminal event is not waited for: soon the connection is closed.
void tst_StreamEnd::talkAfterTheEnd()
{
    QFETCH(bool, silent);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::completed()));
        if (silent)
            return;
        auto *timer = new QTimer(connection);
        QObject::connect(timer, &QTimer::timeout, connection,
                         [=] { connection->send(Http::chunk(Http::output("x").repeated(1000))); });
        timer->start(1);
    });
    TestClient client;
    Call call(client, server.url());
    call.onEvent = [&](const NoukaiEvent &) {
        call.stream->detach();
    };
    QTRY_COMPARE(call.eventCount, 1);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 12'000);
    QTRY_VERIFY(!call.stream);
    QCOMPARE(call.eventCount, 1);
    QCOMPARE(call.endCount, 0);
}

// A slot may open a dialog: events go on arriving in it, in order, each once.
void tst_StreamEnd::nestedEventLoop()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("a") + Http::output("b")));
    });
    TestClient client;
    Call call(client, server.url());
    bool nested = false;
    call.onEvent = [&](const NoukaiEvent &) {
        if (std::exchange(nested, true))
            return;
        server.last()->send(Http::chunk(Http::output("c") + Http::output("d")) + Http::lastChunk());
        QEventLoop loop;
        call.onEnded = [&] {
            loop.quit();
        };
        loop.exec();
    };
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.text(), u"abcd"_s);
    QCOMPARE(call.endCount, 1);
}

void tst_StreamEnd::noCookies()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"Set-Cookie: session=1; Path=/"}) + Http::chunk(Http::completed()) +
                         Http::lastChunk());
    });
    TestClient client;
    for (int i = 0; i < 2; ++i) {
        Call call(client, server.url());
        QTRY_VERIFY(call.ended);
    }
    QCOMPARE(server.requests().size(), 2);
    for (const RawRequest &request : server.requests())
        QVERIFY(!request.headers.contains("cookie"));
}

QTEST_GUILESS_MAIN(tst_StreamEnd)
#include "tst_streamend.moc"
