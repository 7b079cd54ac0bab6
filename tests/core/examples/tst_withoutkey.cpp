// SPDX-License-Identifier: MIT
// Applications that carry no key: through a proxy that adds it (nginx), and through a relay (node).
#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

static const QString Key = u"nk_secret_of_the_proxy"_s;

class tst_WithoutKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void streamThroughAProxy();
    void piecesComeAsTheyAre();
    void proxyHasItsOwnKey();
    void serviceIsGone();
    void relay();
    void relayWithTools();
    void relaySaysWhatTheServiceSays();
    void relayRefuses_data();
    void relayRefuses();

private:
    void startProxy();
    void startRelay();
    QByteArray postToRelay(const QByteArray &head, const QByteArray &body);

    std::unique_ptr<NoukaiMockServer> m_server;
    std::unique_ptr<NoukaiClient> m_client; // has no key
    std::unique_ptr<QProcess> m_helper;
    std::unique_ptr<QTemporaryDir> m_folder;
    quint16 m_port = 0;
};

static quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

static bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(100);
}

void tst_WithoutKey::initTestCase()
{
    qunsetenv("NOUKAI_API_KEY");
    qunsetenv("NOUKAI_BASE_URL");
    qunsetenv("NOUKAI_ENV");
    for (const QString &program : {u"nginx"_s, u"node"_s}) {
        const bool found = !QStandardPaths::findExecutable(program).isEmpty() ||
                           !QStandardPaths::findExecutable(program, {u"/usr/sbin"_s}).isEmpty();
        QVERIFY2(found, qPrintable(program + u" is needed: tests/setup installs it"_s));
    }
}

void tst_WithoutKey::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    QVERIFY(m_server->listen());
    QString error;
    m_server->addFlow(u"acme/demo/flow"_s,
                      QJsonDocument::fromJson(R"({"steps": [
        {"id": "a", "output": "one two three four five six", "chunkCharacters": 4},
        {"id": "b", "output": "done: {{message}}", "streamed": false}]})")
                          .object(),
                      &error);
    m_server->addFlow(u"acme/demo/tools"_s,
                      QJsonDocument::fromJson(R"({"steps": [{"id": "t", "output": "{{tool.f}}",
        "toolRounds": [{"calls": [{"id": "1", "name": "f", "arguments": {}}]}]}]})")
                          .object(),
                      &error);
    m_client = std::make_unique<NoukaiClient>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_helper = std::make_unique<QProcess>();
    m_helper->setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

void tst_WithoutKey::cleanup()
{
    m_client.reset();
    m_helper->terminate();
    if (!m_helper->waitForFinished(5'000))
        m_helper->kill();
    m_helper.reset();
    m_server.reset();
}

void tst_WithoutKey::startProxy()
{
    QFile file(QStringLiteral(EXAMPLES_DIR "/proxy/nginx.conf.template"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_port = freePort();
    QString configuration = QString::fromUtf8(file.readAll());
    configuration.replace(u"${FOLDER}"_s, m_folder->path());
    configuration.replace(u"${PORT}"_s, QString::number(m_port));
    configuration.replace(u"${KEY}"_s, Key);
    configuration.replace(u"${UPSTREAM}"_s, u"http://127.0.0.1:"_s + QString::number(m_server->port()));
    QFile written(m_folder->filePath(u"nginx.conf"_s));
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write(configuration.toUtf8()) > 0);
    written.close();
    QString program = QStandardPaths::findExecutable(u"nginx"_s);
    if (program.isEmpty())
        program = u"/usr/sbin/nginx"_s;
    m_helper->start(
        program, {u"-p"_s, m_folder->path(), u"-c"_s, written.fileName(), u"-e"_s, m_folder->filePath(u"error.log"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(answers(m_port), 10'000);
    m_client->setKeyless(true);
    m_client->setBaseUrl(QUrl(QStringLiteral("http://127.0.0.1:%1/api/v1").arg(m_port)));
}

void tst_WithoutKey::startRelay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NOUKAI_API_KEY"_s, Key);
    environment.insert(u"NOUKAI_BASE_URL"_s, m_server->baseUrl().toString());
    if (!environment.contains(u"NOUKAI_FLOW"_s))
        environment.insert(u"NOUKAI_FLOW"_s, property("flow").toString());
    m_helper->setProcessEnvironment(environment);
    m_helper->start(u"node"_s, {QStringLiteral(EXAMPLES_DIR "/relay/relay.mjs")});
    QTRY_VERIFY_WITH_TIMEOUT(m_helper->canReadLine(), 10'000);
    m_port = m_helper->readLine().trimmed().toUShort();
    QVERIFY(m_port > 0);
    m_client->setRelayUrl(QUrl(QStringLiteral("http://127.0.0.1:%1/run").arg(m_port)));
}

void tst_WithoutKey::streamThroughAProxy()
{
    startProxy();
    NoukaiFlow flow(m_client.get(), u"acme/demo/flow"_s);
    flow.setMessage(u"hello"_s);
    flow.start();
    QTRY_VERIFY(!flow.isRunning());
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(flow.result(), QJsonValue(u"done: hello"_s));
    const auto requests = m_server->requests();
    QCOMPARE(requests.size(), 2);
    for (const NoukaiMockRequest &request : requests)
        QCOMPARE(request.header("authorization"), "Bearer " + Key.toUtf8());
}

// The proxy gathers nothing: each piece is here before the next one is let out.
void tst_WithoutKey::piecesComeAsTheyAre()
{
    startProxy();
    m_server->setManualDelivery(true);
    NoukaiFlow flow(m_client.get(), u"acme/demo/flow"_s);
    flow.setMessage(u"hello"_s);
    int events = 0;
    connect(&flow, &NoukaiFlow::eventReceived, &flow, [&] { ++events; });
    flow.start();
    QTRY_VERIFY(m_server->pendingFrames() > 0);
    for (int i = 1; i <= 5; ++i) {
        QCOMPARE(m_server->deliver(1), 1);
        QTRY_COMPARE(events, i);
    }
    m_server->setManualDelivery(false);
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
}

// A key that the application has all the same does not get through, nor does one in a header of its own.
void tst_WithoutKey::proxyHasItsOwnKey()
{
    startProxy();
    m_client->setApiKey(u"nk_of_the_application"_s);
    NoukaiFlow flow(m_client.get(), u"acme/demo/flow"_s);
    flow.setMessage(u"hello"_s);
    flow.execute();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(m_server->requests().constLast().header("authorization"), "Bearer " + Key.toUtf8());
}

void tst_WithoutKey::serviceIsGone()
{
    startProxy();
    m_server->close();
    NoukaiFlow flow(m_client.get(), u"acme/demo/flow"_s);
    flow.setMessage(u"hello"_s);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().httpStatus(), 502);
}

void tst_WithoutKey::relay()
{
    setProperty("flow", u"acme/demo/flow"_s);
    startRelay();
    NoukaiFlow flow(m_client.get(), u"acme/demo/flow"_s);
    flow.setMessage(u"hello"_s);
    flow.start();
    QTRY_VERIFY(!flow.isRunning());
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(flow.result(), QJsonValue(u"done: hello"_s));
    QCOMPARE(m_server->requests().constLast().header("authorization"), "Bearer " + Key.toUtf8());
}

void tst_WithoutKey::relayWithTools()
{
    setProperty("flow", u"acme/demo/tools"_s);
    startRelay();
    NoukaiFlow flow(m_client.get(), u"acme/demo/tools"_s);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([](const NoukaiToolCall &) { return u"sunny"_s; });
    flow.setTools({&tool});
    flow.setMessage(u"hello"_s);
    flow.start();
    QTRY_VERIFY(!flow.isRunning());
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(flow.result(), QJsonValue(u"sunny"_s));
}

void tst_WithoutKey::relaySaysWhatTheServiceSays()
{
    setProperty("flow", u"acme/demo/flow"_s);
    startRelay();
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.status = 429;
    fault.code = u"RATE_LIMITED"_s;
    fault.message = u"Later"_s;
    fault.headers = {{"Retry-After", "7"}};
    m_server->setFault(fault);
    NoukaiFlow flow(m_client.get(), u"acme/demo/flow"_s);
    flow.setMessage(u"hello"_s);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::RateLimited);
    QCOMPARE(flow.error().code(), u"RATE_LIMITED"_s);
    QCOMPARE(flow.error().retryAfter(), 7);
    QVERIFY(!flow.error().requestId().isEmpty());
}

QByteArray tst_WithoutKey::postToRelay(const QByteArray &head, const QByteArray &body)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_port);
    socket.write(head + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    const bool closed = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QTcpSocket::UnconnectedState;
        },
        10'000);
    return closed ? answer : QByteArray();
}

void tst_WithoutKey::relayRefuses_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no JSON") << QByteArray("POST /run") << QByteArray("{") << QByteArray("400")
                             << QByteArray("INVALID_JSON");
    QTest::newRow("another path") << QByteArray("POST /") << QByteArray("{}") << QByteArray("404")
                                  << QByteArray("NOT_FOUND");
    QTest::newRow("too large") << QByteArray("POST /run") << QByteArray(2 << 20, ' ') << QByteArray("413")
                               << QByteArray("BODY_TOO_LARGE");
}

void tst_WithoutKey::relayRefuses()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, code);
    setProperty("flow", u"acme/demo/flow"_s);
    startRelay();
    const QByteArray answer = postToRelay(head, body);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status)), answer.constData());
    QVERIFY2(answer.contains(code), answer.constData());
    QCOMPARE(m_server->requests().size(), 0);
}

QTEST_GUILESS_MAIN(tst_WithoutKey)
#include "tst_withoutkey.moc"
