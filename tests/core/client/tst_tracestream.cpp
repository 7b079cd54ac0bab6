// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// An event stream that is only asked for, and calls to a relay: what they carry and where they go.
class tst_TraceStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void events();
    void redirect_data();
    void redirect();
    void refused();
    void relayUrl_data();
    void relayUrl();
    void relayNeedsNoKey();
    void relayProperty();
};

// A call of openTraceStream().
class TraceCall : public StreamSink
{
public:
    TraceCall(TestClient &client, const QUrl &url)
        : stream(client.internals()->openTraceStream(url, u"mine"_s, this))
    {
    }
    ~TraceCall()
    {
        if (stream && !ended)
            stream->abort();
    }
    Q_DISABLE_COPY_MOVE(TraceCall)

    void streamOpened() override { ++openedCount; }
    void streamEvent(NoukaiEvent &) override { ++eventCount; }
    void streamWarning(const QString &, bool) override {}
    void streamEnded(const NoukaiError &why, bool) override
    {
        ended = true;
        error = why;
    }

    int openedCount = 0;
    int eventCount = 0;
    bool ended = false;
    NoukaiError error;
    QPointer<Stream> stream;
};

void tst_TraceStream::events()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::stream(Http::output("a") + Http::completed()));
    });
    TestClient client;
    QSignalSpy log(&client, &NoukaiClient::requestLogged);
    TraceCall call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::NoError);
    QCOMPARE(call.eventCount, 2);
    const RawRequest request = server.requests().constFirst();
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.header("accept"), "text/event-stream");
    QCOMPARE(request.header("x-session-id"), "mine");
    QCOMPARE(request.header("authorization"), QByteArray("Bearer ") + TestKey);
    QVERIFY(!request.headers.contains("content-type"));
    QVERIFY(!request.headers.contains("content-length"));
    QTRY_VERIFY(log.size() >= 2);
    for (const QList<QVariant> &arguments : log)
        QCOMPARE(arguments.first().value<NoukaiLogEntry>().method(), u"GET"_s);
}

void tst_TraceStream::redirect_data()
{
    QTest::addColumn<QByteArray>("target"); // %2: another server
    QTest::addColumn<int>("hops");
    QTest::addColumn<int>("requests");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("once") << QByteArray("/there") << 1 << 2 << NoukaiError::NoError;
    QTest::newRow("five times") << QByteArray("/there") << 5 << 6 << NoukaiError::NoError;
    QTest::newRow("six times") << QByteArray("/there") << 6 << 6 << NoukaiError::Protocol;
    QTest::newRow("elsewhere") << QByteArray("%2/there") << 1 << 1 << NoukaiError::Protocol;
}

void tst_TraceStream::redirect()
{
    QFETCH(QByteArray, target);
    QFETCH(int, hops);
    QFETCH(int, requests);
    RawServer other(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        if (server.requests().size() > hops) {
            connection->send(Http::stream(Http::output("a") + Http::completed()));
            return;
        }
        QByteArray location = "Location: " + target;
        location.replace("%2", other.url(QString()).toEncoded());
        connection->send(Http::answer(302, {}, "moved", {location}));
    });
    TestClient client;
    TraceCall call(client, server.url());
    QTRY_VERIFY(call.ended);
    QTEST(call.error.kind(), "kind");
    QCOMPARE(server.requests().size(), requests);
    QCOMPARE(other.acceptedConnections(), 0);
    const bool good = call.error.kind() == NoukaiError::NoError;
    QCOMPARE(call.openedCount, good ? 1 : 0);
    QCOMPARE(call.eventCount, good ? 2 : 0);
    QTRY_VERIFY(!call.stream);
}

void tst_TraceStream::refused()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(404, "application/json", R"({"detail":{"code":"RUN_NOT_FOUND"}})"));
    });
    TestClient client;
    TraceCall call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::NotFound);
    QCOMPARE(call.error.code(), u"RUN_NOT_FOUND"_s);
}

void tst_TraceStream::relayUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("good");
    QTest::newRow("https") << u"https://my.app/relay"_s << true;
    QTest::newRow("http to another machine") << u"http://my.app/relay"_s << true;
    QTest::newRow("loopback") << u"http://127.0.0.1:1/"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("a path") << u"/relay"_s << false;
    QTest::newRow("another scheme") << u"ftp://my.app/relay"_s << false;
    QTest::newRow("without a host") << u"https:///relay"_s << false;
    QTest::newRow("with a user") << u"https://me:secret@my.app/relay"_s << false;
    QTest::newRow("with a query") << u"https://my.app/relay?x=1"_s << false;
    QTest::newRow("with a fragment") << u"https://my.app/relay#x"_s << false;
}

void tst_TraceStream::relayUrl()
{
    QFETCH(QString, url);
    QFETCH(bool, good);
    TestClient client;
    client.setRelayUrl(QUrl(url));
    const NoukaiError error = client.internals()->checkRelay();
    QCOMPARE(error.kind(), good ? NoukaiError::NoError : NoukaiError::Configuration);
    QVERIFY(!error.message().contains(u"secret"_s));
}

void tst_TraceStream::relayNeedsNoKey()
{
    NoukaiClient client;
    client.setApiKey(QString());
    client.setRelayUrl(QUrl(u"https://my.app/relay"_s));
    auto *internals = NoukaiClientPrivate::get(&client);
    QCOMPARE(internals->check().kind(), NoukaiError::Configuration);
    QCOMPARE(internals->checkRelay().kind(), NoukaiError::NoError);
    client.setExtraHeaders({{u"bad name"_s, u"x"_s}});
    QCOMPARE(internals->checkRelay().kind(), NoukaiError::Configuration);
    client.setExtraHeaders({});
    client.setSessionId(u"a\nb"_s);
    QCOMPARE(internals->checkRelay().kind(), NoukaiError::Configuration);
}

void tst_TraceStream::relayProperty()
{
    NoukaiClient client;
    QSignalSpy changed(&client, &NoukaiClient::relayUrlChanged);
    QVERIFY(client.relayUrl().isEmpty());
    client.setRelayUrl(QUrl(u"https://a/"_s));
    client.setRelayUrl(QUrl(u"https://a/"_s));
    QVERIFY(client.setProperty("relayUrl", QUrl()));
    QCOMPARE(changed.size(), 2);
}

QTEST_GUILESS_MAIN(tst_TraceStream)
#include "tst_tracestream.moc"
