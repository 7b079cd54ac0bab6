// SPDX-License-Identifier: MIT
#include "call.h"
#include "rawserver.h"

#include <Noukai/noukaiversion.h>

#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class tst_Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void environment_data();
    void environment();
    void propertiesWinOverTheEnvironment();
    void unknownEnvironment();
    void properties();
    void apiKey_data();
    void apiKey();
    void keyRules_data();
    void keyRules();
    void baseUrlRules_data();
    void baseUrlRules();
    void headers();
    void bearerToken();
    void keyless();
    void sessionId_data();
    void sessionId();
    void extraHeaders();
    void reservedHeaders();
    void malformedHeaders_data();
    void malformedHeaders();
    void defaultClient();
    void log();
    void payloads();
    void payloadIsBounded();
    void keyStandsNowhere();
    void redaction_data();
    void redaction();
};

void tst_Client::init()
{
    for (const char *name : {"NOUKAI_API_KEY", "NOUKAI_BASE_URL", "NOUKAI_ENV"})
        qunsetenv(name);
}

void tst_Client::defaults()
{
    const NoukaiClient client;
    QCOMPARE(client.baseUrl(), QUrl(u"https://api.noukai.dev/api/v1"_s));
    QCOMPARE(client.environment(), NoukaiClient::Production);
    QCOMPARE(client.timeout(), 300'000);
    QVERIFY(client.organization().isEmpty() && client.project().isEmpty());
    QVERIFY(client.sessionId().isNull());
    QVERIFY(!client.isKeyless() && !client.allowInsecure() && !client.logPayloads() && !client.hasApiKey());
    QVERIFY(client.extraHeaders().isEmpty());
    QCOMPARE(client.proxy().type(), QNetworkProxy::DefaultProxy);
}

void tst_Client::environment_data()
{
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("baseUrl");
    QTest::addColumn<QString>("expected");
    const QString development = u"http://localhost:8080/api/v1"_s;
    QTest::newRow("production") << QByteArray("production") << QByteArray() << u"https://api.noukai.dev/api/v1"_s;
    QTest::newRow("dev") << QByteArray("dev") << QByteArray() << development;
    QTest::newRow("development") << QByteArray("development") << QByteArray() << development;
    QTest::newRow("base URL alone") << QByteArray() << QByteArray("http://127.0.0.1:1/x") << u"http://127.0.0.1:1/x"_s;
    QTest::newRow("base URL wins") << QByteArray("dev") << QByteArray("https://example.org")
                                   << u"https://example.org"_s;
}

void tst_Client::environment()
{
    QFETCH(QByteArray, environment);
    QFETCH(QByteArray, baseUrl);
    QFETCH(QString, expected);
    qputenv("NOUKAI_ENV", environment);
    qputenv("NOUKAI_BASE_URL", baseUrl);
    qputenv("NOUKAI_API_KEY", "nk_fromEnvironment");
    NoukaiClient client;
    QCOMPARE(client.baseUrl(), QUrl(expected));
    QVERIFY(client.hasApiKey());
    QCOMPARE(NoukaiClientPrivate::get(&client)->check(), NoukaiError());
}

void tst_Client::propertiesWinOverTheEnvironment()
{
    qputenv("NOUKAI_ENV", "dev");
    qputenv("NOUKAI_BASE_URL", "https://from.environment");
    NoukaiClient client;
    QSignalSpy urlChanged(&client, &NoukaiClient::baseUrlChanged);
    QSignalSpy environmentChanged(&client, &NoukaiClient::environmentChanged);
    client.setEnvironment(NoukaiClient::Production);
    QCOMPARE(client.baseUrl(), QUrl(u"https://api.noukai.dev/api/v1"_s));
    QCOMPARE(urlChanged.size(), 1);
    QCOMPARE(environmentChanged.size(), 1);
    client.setBaseUrl(QUrl(u"https://own.example/api"_s));
    QCOMPARE(client.baseUrl(), QUrl(u"https://own.example/api"_s));
    QCOMPARE(urlChanged.size(), 2);
    client.setEnvironment(NoukaiClient::Development);
    QCOMPARE(client.baseUrl(), QUrl(u"https://own.example/api"_s));
    QCOMPARE(urlChanged.size(), 2);
    client.setBaseUrl({});
    QCOMPARE(client.baseUrl(), QUrl(u"http://localhost:8080/api/v1"_s));
    QCOMPARE(urlChanged.size(), 3);
}

void tst_Client::unknownEnvironment()
{
    qputenv("NOUKAI_ENV", "staging");
    TestClient client;
    const NoukaiError error = client.internals()->check();
    QCOMPARE(error.kind(), NoukaiError::Configuration);
    QVERIFY(error.message().contains(u"staging"_s));
    client.setEnvironment(NoukaiClient::Production);
    QCOMPARE(client.internals()->check(), NoukaiError());
}

// Each setter changes its property, tells so once, and is silent when nothing changed.
void tst_Client::properties()
{
    const QList<QPair<const char *, QVariant>> values = {
        {"baseUrl", QUrl(u"https://own.example/api"_s)},
        {"environment", QVariant::fromValue(NoukaiClient::Development)},
        {"organization", u"acme"_s},
        {"project", u"shop"_s},
        {"sessionId", u"s-1"_s},
        {"timeout", 1000},
        {"keyless", true},
        {"allowInsecure", true},
        {"logPayloads", true},
        {"extraHeaders", QVariantMap{{u"X-Own"_s, u"1"_s}}},
        {"proxy", QVariant::fromValue(QNetworkProxy(QNetworkProxy::NoProxy))},
    };
    for (const auto &[name, value] : values) {
        NoukaiClient client;
        const QMetaProperty property =
            NoukaiClient::staticMetaObject.property(NoukaiClient::staticMetaObject.indexOfProperty(name));
        QVERIFY(property.hasNotifySignal() && property.isFinal());
        QSignalSpy changed(&client, property.notifySignal());
        QVERIFY(property.write(&client, value));
        QCOMPARE(property.read(&client), value);
        QCOMPARE(changed.size(), 1);
        QVERIFY(property.write(&client, value));
        QCOMPARE(changed.size(), 1);
    }
    NoukaiClient client;
    client.setTimeout(-5);
    QCOMPARE(client.timeout(), 0);
}

void tst_Client::apiKey_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("valid");
    QTest::newRow("a key") << u"nk_abc"_s << true;
    QTest::newRow("none") << QString() << false;
    QTest::newRow("another prefix") << u"sk_abc"_s << false;
    QTest::newRow("the prefix alone") << u"nk_"_s << false;
    QTest::newRow("upper case") << u"NK_abc"_s << false;
    QTest::newRow("space before") << u" nk_abc"_s << false;
    QTest::newRow("line end behind") << u"nk_abc\n"_s << false;
    QTest::newRow("header in it") << u"nk_abc\r\nX-Evil: 1"_s << false;
    QTest::newRow("no ASCII") << u"nk_äbc"_s << false;
}

void tst_Client::apiKey()
{
    QFETCH(QString, key);
    QFETCH(bool, valid);
    NoukaiClient client;
    QSignalSpy changed(&client, &NoukaiClient::hasApiKeyChanged);
    client.setApiKey(key);
    QCOMPARE(client.hasApiKey(), !key.isEmpty());
    QCOMPARE(changed.size(), key.isEmpty() ? 0 : 1);
    const NoukaiError error = NoukaiClientPrivate::get(&client)->check();
    QCOMPARE(error.kind(), valid ? NoukaiError::NoError : NoukaiError::Configuration);
    const NoukaiError form = NoukaiClient::checkApiKey(key); // says the same before anything is set
    QCOMPARE(form.kind(), error.kind());
    QVERIFY(key.isEmpty() || form.message() == error.message());
    if (key.size() > 3)
        QVERIFY2(!error.message().contains(key), qPrintable(error.message()));
}

void tst_Client::keyRules_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowInsecure");
    QTest::addColumn<bool>("keyless");
    QTest::addColumn<bool>("valid");
    QTest::newRow("https") << u"https://example.org"_s << false << false << true;
    QTest::newRow("http") << u"http://example.org"_s << false << false << false;
    QTest::newRow("http, allowed") << u"http://example.org"_s << true << false << true;
    QTest::newRow("http, keyless") << u"http://example.org"_s << false << true << true;
    QTest::newRow("localhost") << u"http://localhost:8080"_s << false << false << true;
    QTest::newRow("LOCALHOST") << u"http://LOCALHOST"_s << false << false << true;
    QTest::newRow("127.0.0.1") << u"http://127.0.0.1"_s << false << false << true;
    QTest::newRow("127.1.2.3") << u"http://127.1.2.3"_s << false << false << true;
    QTest::newRow("::1") << u"http://[::1]:8080"_s << false << false << true;
    QTest::newRow("localhost of another") << u"http://localhost.example.org"_s << false << false << false;
    QTest::newRow("looks like loopback") << u"http://127.0.0.1.example.org"_s << false << false << false;
    QTest::newRow("private network") << u"http://192.168.1.2"_s << false << false << false;
    QTest::newRow("any address") << u"http://0.0.0.0"_s << false << false << false;
}

void tst_Client::keyRules()
{
    QFETCH(QString, url);
    QFETCH(bool, allowInsecure);
    QFETCH(bool, keyless);
    QFETCH(bool, valid);
    TestClient client;
    client.setBaseUrl(QUrl(url));
    client.setAllowInsecure(allowInsecure);
    client.setKeyless(keyless);
    QCOMPARE(client.internals()->check().kind(), valid ? NoukaiError::NoError : NoukaiError::Configuration);
}

void tst_Client::baseUrlRules_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("valid");
    QTest::newRow("path") << u"https://example.org/api/v1"_s << true;
    QTest::newRow("trailing slash") << u"https://example.org/api/v1/"_s << true;
    QTest::newRow("no path") << u"https://example.org"_s << true;
    QTest::newRow("upper-case scheme") << u"HTTPS://example.org"_s << true;
    QTest::newRow("no scheme") << u"example.org/api"_s << false;
    QTest::newRow("ftp") << u"ftp://example.org"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("no host") << u"https:///api"_s << false;
    QTest::newRow("user") << u"https://me@example.org"_s << false;
    QTest::newRow("user and password") << u"https://me:secret@example.org"_s << false;
    QTest::newRow("query") << u"https://example.org/api?x=1"_s << false;
    QTest::newRow("fragment") << u"https://example.org/api#x"_s << false;
    QTest::newRow("invalid") << u"https://exa mple.org"_s << false;
    QTest::newRow("invalid port") << u"https://example.org:99999"_s << false;
}

void tst_Client::baseUrlRules()
{
    QFETCH(QString, url);
    QFETCH(bool, valid);
    TestClient client;
    client.setBaseUrl(QUrl(url));
    const NoukaiError error = client.internals()->check();
    QCOMPARE(error.kind(), valid ? NoukaiError::NoError : NoukaiError::Configuration);
    QVERIFY(!error.message().contains(u"secret"_s));
}

// The one request that a client sends to a server that completes every flow.
static RawRequest requestOf(TestClient &client, const QString &session = {})
{
    RawServer server(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    Call call(client, server.url(u"/api/v1/seq/a/b/c/step"_s), R"({"stepIndex":0})", session);
    if (!QTest::qWaitFor([&] { return call.ended; }) || server.requests().size() != 1)
        return {};
    return server.requests().first();
}

void tst_Client::headers()
{
    TestClient client;
    const RawRequest request = requestOf(client);
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/api/v1/seq/a/b/c/step");
    QCOMPARE(request.body, R"({"stepIndex":0})");
    QCOMPARE(request.header("authorization"), QByteArray("Bearer ") + TestKey);
    QCOMPARE(request.header("x-noukai-api-version"), "2026-05-31");
    QCOMPARE(request.header("content-type"), "application/json");
    QCOMPARE(request.header("accept"), "text/event-stream");
    QVERIFY(request.header("user-agent").startsWith("noukai-qt/" NOUKAI_VERSION_STR " (Qt "));
    QVERIFY(request.header("user-agent").contains(qVersion()));
    QCOMPARE(request.header("content-length"), "15");
    QVERIFY(!request.headers.contains("x-session-id"));
    QVERIFY(!request.headers.contains("cookie"));
    QVERIFY(!request.headers.contains("transfer-encoding"));
}

void tst_Client::bearerToken()
{
    TestClient client;
    client.setBearerToken(u"eyJ.a.b"_s);
    QVERIFY(client.hasApiKey());
    QCOMPARE(client.internals()->check(), NoukaiError());
    QCOMPARE(requestOf(client).header("authorization"), "Bearer eyJ.a.b");
    client.setBearerToken(u"two words"_s);
    QCOMPARE(client.internals()->check().kind(), NoukaiError::Configuration);
    client.setBearerToken({});
    QVERIFY(!client.hasApiKey());
    QCOMPARE(client.internals()->check().kind(), NoukaiError::Configuration);
}

void tst_Client::keyless()
{
    TestClient client;
    client.setKeyless(true);
    const RawRequest request = requestOf(client);
    QCOMPARE(request.method, "POST");
    QVERIFY(!request.headers.contains("authorization"));
    NoukaiClient bare;
    bare.setKeyless(true);
    QCOMPARE(NoukaiClientPrivate::get(&bare)->check(), NoukaiError());
}

void tst_Client::sessionId_data()
{
    QTest::addColumn<QString>("clients");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QByteArray>("sent"); // null: no such header
    QTest::newRow("none") << QString() << QString() << QByteArray();
    QTest::newRow("the client's") << u"c"_s << QString() << QByteArray("c");
    QTest::newRow("the call's") << QString() << u"f"_s << QByteArray("f");
    QTest::newRow("the call's wins") << u"c"_s << u"f"_s << QByteArray("f");
    QTest::newRow("the client's is empty") << u""_s << QString() << QByteArray("");
    QTest::newRow("the call's empty one wins") << u"c"_s << u""_s << QByteArray("");
    QTest::newRow("any text") << u"größe 1"_s << QString()
                              << QByteArray("gr\xC3\xB6\xC3\x9F"
                                            "e 1");
}

void tst_Client::sessionId()
{
    QFETCH(QString, clients);
    QFETCH(QString, calls);
    QFETCH(QByteArray, sent);
    TestClient client;
    client.setSessionId(clients);
    const RawRequest request = requestOf(client, calls);
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.headers.contains("x-session-id"), !sent.isNull());
    QCOMPARE(request.header("x-session-id"), sent);
    client.resetSessionId();
    QVERIFY(client.sessionId().isNull());
    client.setSessionId(u"a\nb"_s);
    QCOMPARE(client.internals()->check().kind(), NoukaiError::Configuration);
}

void tst_Client::extraHeaders()
{
    TestClient client;
    client.setExtraHeaders({{u"X-Tenant"_s, u"größe"_s}, {u"X-Number"_s, 42}});
    const RawRequest request = requestOf(client);
    QCOMPARE(request.header("x-tenant"), "gr\xC3\xB6\xC3\x9F"
                                         "e");
    QCOMPARE(request.header("x-number"), "42");
}

void tst_Client::reservedHeaders()
{
    const QStringList names = {u"authorization"_s,
                               u"AUTHORIZATION"_s,
                               u"X-Noukai-Api-Version"_s,
                               u"user-agent"_s,
                               u"X-Request-Id"_s,
                               u"content-TYPE"_s,
                               u"Cookie"_s,
                               u"Accept"_s,
                               u"Content-Length"_s,
                               u"Connection"_s,
                               u"Transfer-Encoding"_s,
                               u"Accept-Encoding"_s};
    QVariantMap headers;
    TestClient client;
    QLoggingCategory::setFilterRules({});
    for (const QString &name : names)
        headers.insert(name, u"evil"_s);
    for (qsizetype i = 0; i < names.size(); ++i)
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is reserved"_s));
    client.setExtraHeaders(headers);
    const RawRequest request = requestOf(client);
    QCOMPARE(request.method, "POST");
    for (const QByteArray &value : request.headers)
        QVERIFY(value != "evil");
    QCOMPARE(request.header("authorization"), QByteArray("Bearer ") + TestKey);
}

void tst_Client::malformedHeaders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("no name") << u""_s << u"x"_s;
    QTest::newRow("space in the name") << u"X Own"_s << u"x"_s;
    QTest::newRow("colon in the name") << u"X-Own:"_s << u"x"_s;
    QTest::newRow("line end in the name") << u"X-Own\r\nX"_s << u"x"_s;
    QTest::newRow("no ASCII in the name") << u"X-Größe"_s << u"x"_s;
    QTest::newRow("line end in the value") << u"X-Own"_s << u"x\r\nAuthorization: y"_s;
    QTest::newRow("NUL in the value") << u"X-Own"_s << QString(QChar(0));
}

void tst_Client::malformedHeaders()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    TestClient client;
    client.setExtraHeaders({{name, value}});
    QCOMPARE(client.internals()->check().kind(), NoukaiError::Configuration);
}

void tst_Client::defaultClient()
{
    QPointer<NoukaiClient> client = NoukaiClient::defaultClient();
    QCOMPARE(client->parent(), QCoreApplication::instance());
    QCOMPARE(NoukaiClient::defaultClient(), client.data());
    delete client;
    QVERIFY(NoukaiClient::defaultClient());
}

void tst_Client::log()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"X-Request-ID: r-1"}) + Http::chunk("data: odd\n\n" + Http::completed()) +
                         Http::lastChunk());
    });
    TestClient client;
    QList<NoukaiLogEntry> entries;
    connect(&client, &NoukaiClient::requestLogged, this, [&](const NoukaiLogEntry &entry) { entries.append(entry); });
    Call call(client, server.url(), "12345");
    QVERIFY(entries.isEmpty()); // never from inside the call
    QTRY_COMPARE(entries.size(), 4);

    const NoukaiLogEntry &request = entries.at(0);
    QCOMPARE(request.phase(), NoukaiLogEntry::Request);
    QCOMPARE(request.method(), u"POST"_s);
    QCOMPARE(request.url(), server.url());
    QCOMPARE(request.requestBytes(), 5);
    QCOMPARE(request.httpStatus(), -1);
    QCOMPARE(request.responseBytes(), -1);
    QCOMPARE(request.durationMs(), -1);
    QVERIFY(request.time().isValid());

    const NoukaiLogEntry &response = entries.at(1);
    QCOMPARE(response.phase(), NoukaiLogEntry::Response);
    QCOMPARE(response.httpStatus(), 200);
    QCOMPARE(response.requestId(), u"r-1"_s);
    QVERIFY(response.durationMs() >= 0);

    QCOMPARE(entries.at(2).phase(), NoukaiLogEntry::Warning);
    QVERIFY(!entries.at(2).message().isEmpty());

    const NoukaiLogEntry &finished = entries.at(3);
    QCOMPARE(finished.phase(), NoukaiLogEntry::Finished);
    QCOMPARE(finished.requestId(), u"r-1"_s);
    QCOMPARE(finished.responseBytes(), qint64(QByteArray("data: odd\n\n" + Http::completed()).size()));
    for (const NoukaiLogEntry &entry : std::as_const(entries)) {
        QVERIFY(entry.payload().isEmpty());
        QCOMPARE(entry.url(), server.url());
    }

    entries.clear();
    Call cancelled(client, server.url());
    cancelled.stream->abort();
    QTRY_COMPARE(entries.size(), 2);
    QCOMPARE(entries.at(1).phase(), NoukaiLogEntry::Finished); // what somebody wanted is no failure
    QVERIFY(!entries.at(1).message().isEmpty());
}

void tst_Client::payloads()
{
    RawServer server([](const RawRequest &request, RawConnection *connection) {
        if (request.path == "/refused")
            connection->send(Http::answer(500, "application/json", R"({"detail":"no"})"));
        else
            connection->send(Http::stream(Http::output("a") + Http::completed()));
    });
    TestClient client;
    client.setLogPayloads(true);
    QList<NoukaiLogEntry> entries;
    connect(&client, &NoukaiClient::requestLogged, this, [&](const NoukaiLogEntry &entry) { entries.append(entry); });
    Call call(client, server.url(), R"({"message":"hello"})");
    QTRY_COMPARE(entries.size(), 3);
    QCOMPARE(entries.at(0).payload(), R"({"message":"hello"})");
    QVERIFY(entries.at(1).payload().isEmpty());
    QVERIFY(entries.at(2).payload().contains(R"("outputData":"a")"));
    entries.clear();
    Call refused(client, server.url(u"/refused"_s));
    QTRY_COMPARE(entries.size(), 3);
    QCOMPARE(entries.at(2).payload(), R"({"detail":"no"})");
}

void tst_Client::payloadIsBounded()
{
    RawServer server([](const RawRequest &, RawConnection *connection) {
        connection->send(Http::stream(Http::output(QByteArray(1 << 20, 'x')) + Http::completed()));
    });
    TestClient client;
    client.setLogPayloads(true);
    NoukaiLogEntry last;
    connect(&client, &NoukaiClient::requestLogged, this, [&](const NoukaiLogEntry &entry) { last = entry; });
    Call call(client, server.url());
    QTRY_COMPARE(last.phase(), NoukaiLogEntry::Finished);
    QCOMPARE(last.payload().size(), 64 << 10);
}

// A server that says the key back in everything it can say.
void tst_Client::keyStandsNowhere()
{
    const QByteArray key(TestKey);
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::streamHead({"X-Request-ID: " + key}) +
                         Http::chunk(Http::frame(key, "[1]") +
                                     Http::frame("step_output", R"({"stepId":7,")" + key + R"(":1})") +
                                     Http::output(key) + Http::frame("step_completed", R"({"x":")" + key + R"("})")));
    });
    TestClient client;
    client.setLogPayloads(true);
    QString told;
    connect(&client, &NoukaiClient::requestLogged, this, [&](const NoukaiLogEntry &entry) {
        QDebug(&told) << entry << entry.message() << entry.payload() << entry.requestId() << entry.url();
    });
    Call call(client, server.url(), key + key);
    QTRY_VERIFY(call.ended);
    QTRY_VERIFY(told.contains(u"Failure"_s));
    QDebug(&told) << call.error << call.error.message() << call.error.code() << call.error.requestId()
                  << call.error.responseBody() << call.warnings << &client;
    for (int i = 0; i < client.metaObject()->propertyCount(); ++i)
        QDebug(&told) << client.metaObject()->property(i).read(&client);
    QVERIFY2(!told.contains(QLatin1String(TestKey).left(10)), qPrintable(told));
}

void tst_Client::redaction_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QString key = QString::fromLatin1(TestKey);
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("no key") << u"all is well"_s << u"all is well"_s;
    QTest::newRow("the key") << key << u"[key]"_s;
    QTest::newRow("in the middle") << (u"<"_s + key + u">"_s) << u"<[key]>"_s;
    QTest::newRow("twice") << QString(key + key) << u"[key][key]"_s;
    QTest::newRow("cut short") << (u"x"_s + key.left(12)) << u"x[key]"_s;
    QTest::newRow("cut very short") << (u"x"_s + key.left(4)) << u"x[key]"_s;
    QTest::newRow("the prefix alone says nothing") << u"a key starts with nk_"_s << u"a key starts with nk_"_s;
    QTest::newRow("another key") << u"nk_other"_s << u"[key]"_s;
    QTest::newRow("spelt with escapes") << (u"\"\\u006e"_s + key.mid(1) + u'"') << u"\"[key]\""_s;
}

void tst_Client::redaction()
{
    QFETCH(QString, text);
    TestClient client;
    QTEST(client.internals()->redacted(text), "expected");
    QTEST(QString::fromUtf8(client.internals()->redacted(text.toUtf8())), "expected");
}

QTEST_GUILESS_MAIN(tst_Client)
#include "tst_client.moc"
