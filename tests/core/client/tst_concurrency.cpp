// SPDX-License-Identifier: MIT
// A thousand runs at once behind a real proxy, at its own limit of streams per connection: none waits for another.
#include "certificates.h"
#include "client/noukaiclient_p.h"
#include "nghttpx.h"
#include "nginx.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;

class tst_Concurrency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thousandRuns_data();
    void thousandRuns();

private:
    Certificates m_certificates;
};

static constexpr int Runs = 1000;
static constexpr int Patience = 60'000; // far more than it takes on a quiet machine

// Both ends of a thousand connections are in this process, and what QNetworkAccessManager needs of its own. Any user
// may go up to the hard limit, and the proxies inherit what is set here.
void tst_Concurrency::initTestCase()
{
#ifdef Q_OS_UNIX
    constexpr rlim_t Needed = 4000;
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_cur < Needed) {
        QVERIFY2(limit.rlim_max >= Needed, "The hard limit of open files (ulimit -Hn) must be 4000 at least.");
        limit.rlim_cur = Needed;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    }
#endif
}

void tst_Concurrency::thousandRuns_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<bool>("warm");
    QTest::newRow("HTTP/1.1, nginx") << u"nginx"_s << false << false;
    QTest::newRow("HTTP/2, nginx, cold") << u"nginx"_s << true << false;
    QTest::newRow("HTTP/2, nginx, 100 a connection") << u"nginx"_s << true << true;
    QTest::newRow("HTTP/2, nghttpx, cold") << u"nghttpx"_s << true << false;
    QTest::newRow("HTTP/2, nghttpx, 100 a connection") << u"nghttpx"_s << true << true;
}

namespace
{

// A run and what became of it.
class Runs1000
{
public:
    explicit Runs1000(NoukaiClient *client)
    {
        for (int i = 0; i < Runs; ++i) {
            m_flows.push_back(std::make_unique<NoukaiFlow>(client, u"acme/demo/flow"_s));
            NoukaiFlow *flow = m_flows.back().get();
            flow->setMessage(QString::number(i));
            QObject::connect(flow, &NoukaiFlow::stepStarted, flow, [this] { ++started; });
            QObject::connect(flow, &NoukaiFlow::eventReceived, flow, [this] { ++events; });
            QObject::connect(flow, &NoukaiFlow::finished, flow, [this] { ++finished; });
        }
    }
    void start()
    {
        for (const auto &flow : m_flows)
            flow->start();
    }
    // Which runs did not end with their own result.
    QString mistakes() const
    {
        QStringList mistakes;
        for (int i = 0; i < Runs; ++i) {
            const NoukaiFlow *flow = m_flows[std::size_t(i)].get();
            if (flow->state() != NoukaiFlow::Completed || flow->result() != QJsonValue(u"done: %1"_s.arg(i)))
                mistakes += u"%1: %2"_s.arg(i).arg(flow->error().message());
        }
        return mistakes.isEmpty() ? QString() : u"%1 of them, first %2"_s.arg(mistakes.size()).arg(mistakes.first());
    }

    int started = 0;
    int events = 0;
    int finished = 0;

private:
    std::vector<std::unique_ptr<NoukaiFlow>> m_flows;
};

} // namespace

void tst_Concurrency::thousandRuns()
{
    QFETCH(QString, proxy);
    QFETCH(bool, secure);
    QFETCH(bool, warm);
    NoukaiMockServer server;
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    QVERIFY(server.addFlow(
        u"acme/demo/flow"_s,
        QJsonDocument::fromJson(R"({"steps": [{"id": "a", "output": "done: {{message}}", "streamed": false}]})")
            .object()));
    const QByteArray location = "proxy_buffering off; proxy_http_version 1.1; proxy_set_header Connection \"\";";
    std::unique_ptr<Nginx> nginx;
    std::unique_ptr<Nghttpx> nghttpx;
    NoukaiClient client;
    client.setApiKey(u"nk_test"_s);
    client.setProxy(QNetworkProxy::NoProxy);
    client.setTimeout(Patience);
    client.setSslConfiguration(m_certificates.clientConfiguration());
    if (proxy == u"nginx"_s) {
        nginx = std::make_unique<Nginx>(server.port(), location, secure ? &m_certificates : nullptr);
        QVERIFY(nginx->waitUntilReady());
        client.setBaseUrl(nginx->baseUrl());
    } else {
        nghttpx = std::make_unique<Nghttpx>(m_certificates, server.port());
        QVERIFY(nghttpx->waitUntilReady());
        client.setBaseUrl(nghttpx->url(u"/api/v1"_s));
    }
    if (warm) { // after the first answer the client knows that the server speaks HTTP/2
        NoukaiFlow first(&client, u"acme/demo/flow"_s);
        first.setMessage(u"0"_s);
        first.start();
        QTRY_VERIFY_WITH_TIMEOUT(!first.isRunning(), Patience);
        QVERIFY2(first.state() == NoukaiFlow::Completed, qPrintable(first.error().message()));
    }

    server.setManualDelivery(true);
    Runs1000 runs(&client);
    runs.start();
    if (warm)
        QCOMPARE(NoukaiClientPrivate::get(&client)->managers.managerCount(), Runs / ManagerPool::Http2Streams);
    // The server has all of them before it says a word to any, so none was kept waiting for another's end.
    QTRY_COMPARE_WITH_TIMEOUT(server.openStreams(), Runs, Patience);
    QCOMPARE(runs.finished, 0);
    // Run and step begin everywhere before any may end.
    QCOMPARE(server.deliverToEach(2), 2 * Runs);
    QTRY_COMPARE_WITH_TIMEOUT(runs.started, Runs, Patience);
    QCOMPARE(runs.events, 2 * Runs);
    QCOMPARE(runs.finished, 0);
    QCOMPARE(server.openStreams(), Runs);
    server.setManualDelivery(false);
    QTRY_COMPARE_WITH_TIMEOUT(runs.finished, Runs, Patience);
    QCOMPARE(runs.mistakes(), QString());
    QCOMPARE(server.requests().size(), Runs + (warm ? 1 : 0)); // each was sent once
}

QTEST_GUILESS_MAIN(tst_Concurrency)
#include "tst_concurrency.moc"
