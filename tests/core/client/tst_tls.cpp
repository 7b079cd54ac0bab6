// SPDX-License-Identifier: MIT
#include "call.h"
#include "certificates.h"
#include "rawserver.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_Tls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void privateAuthority();
    void refusedCertificate_data();
    void refusedCertificate();
    void plainHttpOnTheSecurePort();
    void closedInTheHandshake();
    void silentHandshake_data();
    void silentHandshake();
    void secureConnectionIsUsedAgain();
    void newConfigurationHoldsForTheNextCall();

private:
    Certificates m_certificates;
};

static void complete(const RawRequest &, RawConnection *connection)
{
    connection->send(Http::stream(Http::completed()));
}

void tst_Tls::privateAuthority()
{
    RawServer server(complete);
    server.setTls(m_certificates.server());
    TestClient client;
    client.setSslConfiguration(m_certificates.clientConfiguration());
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error, NoukaiError());
    QCOMPARE(call.eventCount, 1);
}

enum Certificate { Unknown, SelfSigned, Expired, OtherHost };

void tst_Tls::refusedCertificate_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<QString>("reason");
    QTest::newRow("unknown authority") << int(Unknown) << u"issuer"_s;
    QTest::newRow("self-signed") << int(SelfSigned) << u"self-signed"_s;
    QTest::newRow("expired") << int(Expired) << u"expired"_s;
    QTest::newRow("another host's") << int(OtherHost) << u"host name"_s;
}

void tst_Tls::refusedCertificate()
{
    QFETCH(int, certificate);
    QFETCH(QString, reason);
    RawServer server(complete);
    TestClient client;
    client.setSslConfiguration(m_certificates.clientConfiguration());
    switch (certificate) {
    case Unknown:
        server.setTls(m_certificates.server());
        client.setSslConfiguration(QSslConfiguration::defaultConfiguration());
        break;
    case SelfSigned:
        server.setTls(m_certificates.selfSigned());
        break;
    case Expired:
        server.setTls(m_certificates.server(u"IP:127.0.0.1"_s, true));
        break;
    case OtherHost:
        server.setTls(m_certificates.server(u"DNS:elsewhere.example"_s));
        break;
    }
    Call call(client, server.url());
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Tls);
    QVERIFY2(call.error.message().contains(reason), qPrintable(call.error.message()));
    QVERIFY(call.error.message().contains(u"127.0.0.1"_s));
    QVERIFY(!call.opened);
    QCOMPARE(server.requests().size(), 0); // and with it the key
}

void tst_Tls::plainHttpOnTheSecurePort()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    server.onAccepted([](RawConnection *connection) { connection->send(Http::answer(400, "text/plain", "no TLS")); });
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    TestClient client;
    Call call(client, url);
    QTRY_VERIFY(call.ended);
    QCOMPARE(call.error.kind(), NoukaiError::Tls);
    QVERIFY(!call.error.message().isEmpty());
}

void tst_Tls::closedInTheHandshake()
{
    RawServer server([](const RawRequest &, RawConnection *) {});
    server.onAccepted([](RawConnection *connection) { connection->close(); });
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    TestClient client;
    Call call(client, url);
    QTRY_VERIFY(call.ended);
    QVERIFY(call.error.kind() == NoukaiError::Tls || call.error.kind() == NoukaiError::Connection);
}

void tst_Tls::silentHandshake_data()
{
    QTest::addColumn<bool>("cancelled");
    QTest::newRow("until the timeout") << false;
    QTest::newRow("until it is cancelled") << true;
}

void tst_Tls::silentHandshake()
{
    QFETCH(bool, cancelled);
    RawServer server(complete);
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    TestClient client;
    client.setSslConfiguration(m_certificates.clientConfiguration());
    client.setTimeout(cancelled ? 20'000 : 300);
    Call call(client, url);
    if (cancelled) {
        QTRY_COMPARE(server.acceptedConnections(), 1);
        call.stream->abort();
    } else {
        QTRY_VERIFY(call.ended);
        QCOMPARE(call.error.kind(), NoukaiError::Timeout);
    }
    QTRY_COMPARE(server.openConnections(), 0);
    // The next call does not wait behind a handshake that hangs.
    server.setTls(m_certificates.server());
    client.setTimeout(20'000);
    Call next(client, url);
    QTRY_VERIFY(next.ended);
    QCOMPARE(next.error, NoukaiError());
}

void tst_Tls::secureConnectionIsUsedAgain()
{
    RawServer server(complete);
    server.setTls(m_certificates.server());
    TestClient client;
    client.setSslConfiguration(m_certificates.clientConfiguration());
    for (int i = 0; i < 5; ++i) {
        Call call(client, server.url());
        QTRY_VERIFY(call.ended);
        QCOMPARE(call.error, NoukaiError());
    }
    QCOMPARE(server.acceptedConnections(), 1);
}

// A connection that was made with earlier settings is not used for a call that would not have been allowed to make it.
void tst_Tls::newConfigurationHoldsForTheNextCall()
{
    RawServer server(complete);
    server.setTls(m_certificates.server());
    TestClient client;
    client.setSslConfiguration(m_certificates.clientConfiguration());
    Call trusting(client, server.url());
    QTRY_VERIFY(trusting.ended);
    QCOMPARE(trusting.error, NoukaiError());
    client.setSslConfiguration(QSslConfiguration::defaultConfiguration());
    Call strict(client, server.url());
    QTRY_VERIFY(strict.ended);
    QCOMPARE(strict.error.kind(), NoukaiError::Tls);
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
