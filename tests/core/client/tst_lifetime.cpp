// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Clients, streams and managers may go at any moment, also in a slot that they are calling.
class tst_Lifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientDeletedInASlot_data();
    void clientDeletedInASlot();
    void clientDeletedWhileItLogs();
    void clientDeletedWhileStreamsLinger();
    void clientDeletedInANestedLoop();
    void streamAbortedInASlot_data();
    void streamAbortedInASlot();
    void managerDeletedUnderAStream_data();
    void managerDeletedUnderAStream();
    void usersAreToldFirst();
    void cancelAll();
};

enum Moment { Opened, FirstEvent, LastEvent, Ended, Refused, Silent };

static void moments()
{
    QTest::addColumn<int>("moment");
    QTest::newRow("opened") << int(Opened);
    QTest::newRow("first event") << int(FirstEvent);
    QTest::newRow("last event") << int(LastEvent);
    QTest::newRow("ended") << int(Ended);
    QTest::newRow("ended by a refusal") << int(Refused);
    QTest::newRow("ended by silence") << int(Silent);
}

static void answer(int moment, RawConnection *connection)
{
    if (moment == Refused)
        connection->send(Http::answer(500, "text/plain", "no"));
    else if (moment != Silent)
        connection->send(Http::stream(Http::output("a") + Http::output("b") + Http::completed()));
}

// Has `act` called from within the call at that moment.
static void at(int moment, Call &call, std::function<void()> act)
{
    switch (moment) {
    case Opened:
        call.onOpened = act;
        break;
    case FirstEvent:
    case LastEvent:
        call.onEvent = [&call, act, wanted = moment == FirstEvent ? 1 : 3](const NoukaiEvent &) {
            if (call.eventCount == wanted)
                act();
        };
        break;
    default:
        call.onEnded = act;
    }
}

void tst_Lifetime::clientDeletedInASlot_data()
{
    moments();
}

void tst_Lifetime::clientDeletedInASlot()
{
    QFETCH(int, moment);
    RawServer server([&](const RawRequest &, RawConnection *connection) { answer(moment, connection); });
    auto client = std::make_unique<TestClient>();
    client->setTimeout(300);
    Call call(*client, server.url());
    Call other(*client, server.url());
    at(moment, call, [&] { client.reset(); });
    QTRY_VERIFY(!client);
    QVERIFY(!call.stream);
    QVERIFY(!other.stream);
    const auto events = call.eventCount;
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(call.eventCount, events);
    QCOMPARE(call.endCount, moment >= Ended ? 1 : 0);
}

void tst_Lifetime::clientDeletedWhileItLogs()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) { answer(Ended, connection); });
    for (int entry = 1; entry <= 3; ++entry) {
        auto client = std::make_unique<TestClient>();
        int seen = 0;
        connect(client.get(), &NoukaiClient::requestLogged, this, [&] {
            if (++seen == entry)
                client.reset();
        });
        Call call(*client, server.url());
        QTRY_VERIFY(!client);
        QCOMPARE(seen, entry);
    }
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Lifetime::clientDeletedWhileStreamsLinger()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::completed()));
    });
    auto client = std::make_unique<TestClient>();
    Call call(*client, server.url());
    call.onEvent = [&](const NoukaiEvent &) {
        call.stream->detach();
    };
    QTRY_COMPARE(call.eventCount, 1);
    QVERIFY(call.stream);
    client.reset();
    QVERIFY(!call.stream);
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Lifetime::clientDeletedInANestedLoop()
{
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead() + Http::chunk(Http::output("a")));
    });
    auto client = std::make_unique<TestClient>();
    Call call(*client, server.url());
    call.onEvent = [&](const NoukaiEvent &) {
        if (call.eventCount > 1) {
            client.reset();
            return;
        }
        server.last()->send(Http::chunk(Http::output("b")));
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            if (QTest::qWaitFor([&] { return !client; }))
                loop.quit();
        });
        loop.exec();
    };
    QTRY_VERIFY(!client);
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(call.eventCount, 2);
}

void tst_Lifetime::streamAbortedInASlot_data()
{
    moments();
}

void tst_Lifetime::streamAbortedInASlot()
{
    QFETCH(int, moment);
    RawServer server([&](const RawRequest &request, RawConnection *connection) {
        answer(request.path == "/after" ? int(Ended) : moment, connection);
    });
    TestClient client;
    client.setTimeout(300);
    Call call(client, server.url());
    bool done = false;
    at(moment, call, [&] {
        done = true;
        if (call.stream)
            call.stream->abort();
    });
    QTRY_VERIFY(done);
    const auto events = call.eventCount;
    QTRY_VERIFY(!call.stream);
    QCOMPARE(call.eventCount, events);
    QCOMPARE(call.endCount, moment >= Ended ? 1 : 0);
    Call after(client, server.url(u"/after"_s));
    QTRY_VERIFY(after.ended);
    QCOMPARE(after.error, NoukaiError());
}

void tst_Lifetime::managerDeletedUnderAStream_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("before the headers") << QByteArray();
    QTest::newRow("in mid-stream") << (Http::streamHead() + Http::chunk(Http::output("kept")));
    QTest::newRow("in a refusal") << (Http::head(500, "text/plain", {"Content-Length: 10"}) + "half");
}

void tst_Lifetime::managerDeletedUnderAStream()
{
    QFETCH(QByteArray, answer);
    RawServer server([&](const RawRequest &, RawConnection *connection) { connection->send(answer); });
    TestClient client;
    QPointer<QNetworkAccessManager> manager;
    client.setNetworkAccessManagerFactory([&](QObject *parent) {
        manager = new QNetworkAccessManager(parent);
        return manager;
    });
    QStringList phases;
    connect(&client, &NoukaiClient::requestLogged, this,
            [&](const NoukaiLogEntry &entry) { phases.append(QVariant::fromValue(entry.phase()).toString()); });
    Call call(client, server.url());
    const qsizetype told = answer.isEmpty() ? 1 : 2;
    QTRY_COMPARE(server.requests().size(), 1);
    QTRY_COMPARE(phases.size(), told);
    delete manager;
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Connection);
    QCOMPARE(call.endCount, 1);
    Call after(client, server.url());
    QVERIFY(manager); // a new one
}

class User : public ClientUser
{
public:
    void cancelForClient() override { ++cancelled; }
    void clientGoing() override
    {
        ++told;
        if (then)
            then();
    }
    std::function<void()> then;
    int cancelled = 0;
    int told = 0;
};

void tst_Lifetime::usersAreToldFirst()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    User first;
    User second;
    auto client = std::make_unique<TestClient>();
    NoukaiClientPrivate *internals = client->internals();
    internals->addUser(&first);
    internals->addUser(&second);
    Call call(*client, server.url());
    first.then = [&] {
        QVERIFY(call.stream); // the client is still whole
        internals->removeUser(&second);
    };
    client.reset();
    QCOMPARE(first.told, 1);
    QCOMPARE(second.told, 0);
    QVERIFY(!call.stream);
}

void tst_Lifetime::cancelAll()
{
    TestClient client;
    User first;
    User second;
    client.internals()->addUser(&first);
    client.internals()->addUser(&second);
    client.cancelAll();
    QCOMPARE(first.cancelled, 1);
    QCOMPARE(second.cancelled, 1);
    client.internals()->removeUser(&first);
    client.internals()->removeUser(&second);
}

QTEST_GUILESS_MAIN(tst_Lifetime)
#include "tst_lifetime.moc"
