// SPDX-License-Identifier: MIT
// Proxies that do to streams what their makers had other answers in mind for: they compress them, and they gather them.
#include "certificates.h"
#include "nginx.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_Proxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streams_data();
    void streams();
    void manyAtOnce();

private:
    Certificates m_certificates;
};

namespace
{

constexpr auto Gzip =
    "gzip on; gzip_types text/event-stream; gzip_min_length 0; gzip_proxied any; gzip_http_version 1.0;";
constexpr int Patience = 60'000;

// What a run told, to be compared with what it tells without a proxy.
struct Told {
    QStringList events; // name, step and index of each
    QHash<QString, QString> texts;
    QJsonValue result;
    NoukaiFlow::State state = NoukaiFlow::Idle;
    QString error;
};

std::unique_ptr<NoukaiClient> makeClient(const QUrl &baseUrl, const Certificates &certificates)
{
    auto client = std::make_unique<NoukaiClient>();
    client->setApiKey(u"nk_test"_s);
    client->setProxy(QNetworkProxy::NoProxy);
    client->setTimeout(Patience);
    client->setSslConfiguration(certificates.clientConfiguration());
    client->setBaseUrl(baseUrl);
    return client;
}

Told run(NoukaiClient *client, const QString &identifier, bool remaining)
{
    Told told;
    NoukaiFlow flow(client, identifier);
    flow.setMessage(u"größe"_s);
    flow.setRunRemaining(remaining);
    QObject::connect(&flow, &NoukaiFlow::eventReceived, &flow, [&](const NoukaiEvent &event) {
        told.events += u"%1 %2 %3"_s.arg(event.eventType(), event.stepId()).arg(event.stepIndex());
    });
    QObject::connect(&flow, &NoukaiFlow::stepOutput, &flow,
                     [&](const NoukaiStepOutput &event) { told.texts[event.stepId()] += event.text(); });
    flow.start();
    if (!QTest::qWaitFor([&] { return !flow.isRunning(); }, Patience))
        told.error = u"It does not end."_s;
    told.result = flow.result();
    told.state = flow.state();
    told.error += flow.error().message();
    return told;
}

} // namespace

void tst_Proxies::streams_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<bool>("compressed");
    // Nothing at all is said: HTTP/1.0 to the server, answers gathered in memory and files.
    QTest::newRow("gathering, as nginx does by default") << QByteArray() << false << false;
    QTest::newRow("gathering little") << QByteArray(
                                             "proxy_buffers 2 4k; proxy_buffer_size 4k; proxy_busy_buffers_size 4k;")
                                      << false << false;
    QTest::newRow("gathering, HTTP/2") << QByteArray() << true << false;
    QTest::newRow("gzip, piece by piece") << QByteArray(Gzip).append("proxy_buffering off;") << false << true;
    QTest::newRow("gzip, gathering") << QByteArray(Gzip) << false << true;
    QTest::newRow("gzip, gathering, HTTP/2") << QByteArray(Gzip) << true << true;
}

void tst_Proxies::streams()
{
    QFETCH(QByteArray, location);
    QFETCH(bool, secure);
    QFETCH(bool, compressed);
    NoukaiMockServer server;
    QVERIFY(server.listen());
    Nginx nginx(server.port(), location, secure ? &m_certificates : nullptr);
    QVERIFY(nginx.waitUntilReady());
    const auto direct = makeClient(server.baseUrl(), m_certificates);
    const auto proxied = makeClient(nginx.baseUrl(), m_certificates);
    const QStringList flows = {u"acme/spelling/grade-3"_s, u"acme/translate/chapters"_s, u"acme/review/contract"_s,
                               u"acme/research/report"_s};
    for (const QString &flow : flows) {
        for (const bool remaining : {false, true}) {
            if (flow == u"acme/research/report"_s && !remaining)
                continue; // two megabytes are enough once
            const Told expected = run(direct.get(), flow, remaining);
            QCOMPARE(expected.state, NoukaiFlow::Completed);
            const Told told = run(proxied.get(), flow, remaining);
            QVERIFY2(told.state == NoukaiFlow::Completed, qPrintable(told.error));
            QCOMPARE(told.events.size(), expected.events.size());
            QCOMPARE(told.events, expected.events);
            QCOMPARE(told.texts, expected.texts);
            QCOMPARE(told.result, expected.result);
        }
    }
    // The proxy did what it was to do. It writes the last line after the client has all.
    const auto lastIs = [&](bool gzip) {
        const QByteArrayList lines = nginx.accessLog();
        return lines.size() >= 7 && lines.constLast().startsWith(gzip ? "gzip " : "- ");
    };
    QTRY_VERIFY(lastIs(compressed));
}

// What is gathered comes late, but nothing that one run waits for hangs on another.
void tst_Proxies::manyAtOnce()
{
    constexpr int Count = 50;
    NoukaiMockServer server;
    QVERIFY(server.listen());
    Nginx nginx(server.port(), Gzip, &m_certificates);
    QVERIFY(nginx.waitUntilReady());
    const auto client = makeClient(nginx.baseUrl(), m_certificates);
    server.setManualDelivery(true);
    std::vector<std::unique_ptr<NoukaiFlow>> flows;
    for (int i = 0; i < Count; ++i) {
        flows.push_back(std::make_unique<NoukaiFlow>(client.get(), u"acme/review/contract"_s));
        flows.back()->setMessage(u"hello"_s);
        flows.back()->setRunRemaining(true);
        flows.back()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.openStreams(), Count, Patience);
    server.setManualDelivery(false);
    for (const auto &flow : flows) {
        QTRY_VERIFY_WITH_TIMEOUT(!flow->isRunning(), Patience);
        QVERIFY2(flow->state() == NoukaiFlow::Completed, qPrintable(flow->error().message()));
    }
}

QTEST_GUILESS_MAIN(tst_Proxies)
#include "tst_proxies.moc"
