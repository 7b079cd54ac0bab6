// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_ManagerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sixStreamsAManager();
    void hundredStreamsOverHttp2();
    void originsDoNotShare();
    void idleManagersAreFew();
    void retiredManagersEnd();
    void retiredByItsUser();
    void leaseOutlivesThePool();
    void factory();
    void factoryThatMakesNothing();
    void managerDeletedFromOutside();
    void threadsComeAndGo();
    void proxy();
};

using Leases = std::vector<std::unique_ptr<ManagerPool::Lease>>;

static const QUrl First(u"http://127.0.0.1:1/a"_s);
static const QUrl Second(u"http://127.0.0.1:2/a"_s);

static Leases acquire(ManagerPool &pool, const QUrl &url, int count)
{
    Leases leases;
    for (int i = 0; i < count; ++i)
        leases.push_back(pool.acquire(url));
    return leases;
}

void tst_ManagerPool::sixStreamsAManager()
{
    QObject parent;
    ManagerPool pool(&parent);
    Leases leases = acquire(pool, First, 6);
    QCOMPARE(pool.managerCount(), 1);
    leases.push_back(pool.acquire(First));
    QCOMPARE(pool.managerCount(), 2);
    QVERIFY(leases.front()->manager() != leases.back()->manager());
    // A place that was given back is taken first.
    leases.erase(leases.begin());
    leases.push_back(pool.acquire(First));
    QCOMPARE(pool.managerCount(), 2);
    QCOMPARE(leases.back()->manager(), leases.front()->manager());
}

void tst_ManagerPool::hundredStreamsOverHttp2()
{
    QObject parent;
    ManagerPool pool(&parent);
    Leases leases = acquire(pool, First, 1);
    leases.front()->setHttp2(true);
    Leases more = acquire(pool, First, 99);
    QCOMPARE(pool.managerCount(), 1);
    more.push_back(pool.acquire(First));
    QCOMPARE(pool.managerCount(), 2);
    // What is known of the address holds for the next manager at once.
    Leases rest = acquire(pool, First, 99);
    QCOMPARE(pool.managerCount(), 2);
    more.back()->setHttp2(false);
    rest.push_back(pool.acquire(First));
    QCOMPARE(pool.managerCount(), 3);
}

void tst_ManagerPool::originsDoNotShare()
{
    QObject parent;
    ManagerPool pool(&parent);
    const auto first = pool.acquire(First);
    const auto second = pool.acquire(Second);
    const auto secure = pool.acquire(QUrl(u"https://127.0.0.1:1/"_s));
    const auto again = pool.acquire(QUrl(u"http://127.0.0.1:1/other?x=1"_s));
    QCOMPARE(pool.managerCount(), 3);
    QCOMPARE(again->manager(), first->manager());
    const auto plain = pool.acquire(QUrl(u"https://example.org/"_s));
    const auto ported = pool.acquire(QUrl(u"https://example.org:443/"_s));
    QCOMPARE(plain->manager(), ported->manager());
}

void tst_ManagerPool::idleManagersAreFew()
{
    QObject parent;
    ManagerPool pool(&parent);
    {
        const Leases leases = acquire(pool, First, 60);
        QCOMPARE(pool.managerCount(), 10);
    }
    QCOMPARE(pool.managerCount(), ManagerPool::IdleManagersKept);
    QTRY_COMPARE(parent.findChildren<QNetworkAccessManager *>().size(), ManagerPool::IdleManagersKept);
}

void tst_ManagerPool::retiredManagersEnd()
{
    QObject parent;
    ManagerPool pool(&parent);
    auto busy = pool.acquire(First);
    const QPointer<QNetworkAccessManager> old(busy->manager());
    pool.acquire(Second).reset();
    pool.setProxy(QNetworkProxy::NoProxy);
    QCOMPARE(pool.managerCount(), 0);
    QCOMPARE(busy->manager(), old.data()); // a request under way keeps its own
    const auto next = pool.acquire(First);
    QVERIFY(next->manager() != old);
    busy->setHttp2(true); // of no concern to the next one
    const Leases more = acquire(pool, First, 6);
    QCOMPARE(pool.managerCount(), 2);
    busy.reset();
    QTRY_VERIFY(!old);
}

void tst_ManagerPool::retiredByItsUser()
{
    QObject parent;
    ManagerPool pool(&parent);
    auto hanging = pool.acquire(First);
    auto fine = pool.acquire(First);
    const QPointer<QNetworkAccessManager> old(hanging->manager());
    hanging->retire();
    const auto next = pool.acquire(First);
    QVERIFY(next->manager() != old);
    hanging.reset();
    QCOMPARE(fine->manager(), old.data());
    fine.reset();
    QTRY_VERIFY(!old);
    QCOMPARE(pool.managerCount(), 1);
}

void tst_ManagerPool::leaseOutlivesThePool()
{
    QObject parent;
    std::unique_ptr<ManagerPool::Lease> lease;
    {
        ManagerPool pool(&parent);
        lease = pool.acquire(First);
    }
    QVERIFY(!lease->manager());
    lease->setHttp2(true);
    lease.reset();
}

void tst_ManagerPool::factory()
{
    QObject parent;
    QObject other;
    ManagerPool pool(&parent);
    const auto before = pool.acquire(First);
    int made = 0;
    pool.setFactory([&](QObject *) {
        ++made;
        return new QNetworkAccessManager(&other);
    });
    const auto after = pool.acquire(First);
    QCOMPARE(made, 1);
    QVERIFY(after->manager() != before->manager());
    QCOMPARE(after->manager()->parent(), &parent); // the pool decides how long it lives
    pool.setFactory({});
    const auto last = pool.acquire(First);
    QCOMPARE(made, 1);
    QVERIFY(last->manager());
}

void tst_ManagerPool::factoryThatMakesNothing()
{
    QObject parent;
    ManagerPool pool(&parent);
    pool.setFactory([](QObject *) { return nullptr; });
    QVERIFY(pool.acquire(First)->manager());
}

void tst_ManagerPool::managerDeletedFromOutside()
{
    QObject parent;
    ManagerPool pool(&parent);
    auto lease = pool.acquire(First);
    delete lease->manager();
    QVERIFY(!lease->manager());
    QVERIFY(pool.acquire(First)->manager());
    lease.reset();
    QCOMPARE(pool.managerCount(), 1);
}

static int threadCount()
{
    return int(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

// Each manager has a thread of Qt's own. After a burst they are gone, but for a few that wait for the next call.
void tst_ManagerPool::threadsComeAndGo()
{
    QList<RawConnection *> waiting;
    RawServer server([&](const RawRequest &, RawConnection *connection) { waiting.append(connection); });
    TestClient client;
    const int before = threadCount();
    std::vector<std::unique_ptr<Call>> calls;
    for (int i = 0; i < 120; ++i)
        calls.push_back(std::make_unique<Call>(client, server.url()));
    QTRY_COMPARE(waiting.size(), 120);
    QVERIFY(threadCount() >= before + 20);
    for (RawConnection *connection : std::as_const(waiting))
        connection->send(Http::stream(Http::completed()));
    for (const auto &call : calls)
        QTRY_VERIFY(call->ended);
    QTRY_VERIFY2(threadCount() <= before + ManagerPool::IdleManagersKept, qPrintable(QString::number(threadCount())));
}

void tst_ManagerPool::proxy()
{
    QByteArray seen;
    RawServer proxy([&](const RawRequest &request, RawConnection *connection) {
        seen = request.path;
        connection->send(Http::stream(Http::completed()));
    });
    TestClient client;
    client.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.serverPort()));
    Call call(client, QUrl(u"http://service.invalid/step"_s));
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(seen, QByteArray("http://service.invalid/step"));
}

QTEST_GUILESS_MAIN(tst_ManagerPool)
#include "tst_managerpool.moc"
