// SPDX-License-Identifier: MIT
// What an application can set wrongly: each mistake ends the run with an error that names it, and nothing is sent.
#include "flowrecorder.h"

#include <QtCore/QThread>

using namespace Qt::StringLiterals;

class tst_Configuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void tools_data();
    void tools();
    void clientDeleted();
    void otherThread();
    void mistakeInTheMiddle();
    void otherAddressInTheMiddle();
    void mistakeThenRight();
    void cancelBeforeItIsTold();
};

using Mistake = std::function<void(NoukaiClient &, NoukaiFlow &)>;
Q_DECLARE_METATYPE(Mistake)

void tst_Configuration::mistakes_data()
{
    QTest::addColumn<Mistake>("mistake");
    QTest::addColumn<QString>("named"); // in the message
    QTest::addColumn<QString>("code");
    const auto add = [](const char *name, const char *named, const Mistake &mistake, const char *code = "") {
        QTest::newRow(name) << mistake << QString::fromUtf8(named) << QString::fromLatin1(code);
    };
    const auto identifier = [&](const char *text, const char *named) {
        add(qPrintable(u"identifier "_s + QString::fromUtf8(text)), named,
            [text](auto &, auto &flow) { flow.setIdentifier(QString::fromUtf8(text)); });
    };
    identifier("", "identifier");
    identifier("a/b", "a/b");
    identifier("a/b/c/d", "a/b/c/d");
    identifier("a//c", "project");
    identifier("../b/c", "..");
    identifier("a/./c", "project");
    identifier("a/b/..", "slug");
    identifier("slug", "slug");
    add("organization without project", "project", [](auto &client, auto &) { client.setOrganization(u"acme"_s); });
    add("project without organization", "rganization", [](auto &client, auto &) { client.setProject(u"p"_s); });
    const auto version = [&](const char *text) {
        add(
            qPrintable(u"version "_s + QString::fromLatin1(text)), text,
            [text](auto &, auto &flow) { flow.setVersion(QString::fromLatin1(text)); }, "INVALID_VERSION");
    };
    for (const char *text : {"draft", "0", "-1", "1.5", "v3", "latest", " 3"})
        version(text);
    add("no key", "key", [](auto &client, auto &) { client.setApiKey({}); });
    add("another key", "nk_", [](auto &client, auto &) { client.setApiKey(u"sk_secret"_s); });
    add("key with a line end", "key", [](auto &client, auto &) { client.setApiKey(u"nk_secret\r\nX: y"_s); });
    const auto url = [&](const char *text, const char *named) {
        add(qPrintable(u"base URL "_s + QString::fromLatin1(text)), named,
            [text](auto &client, auto &) { client.setBaseUrl(QUrl(QString::fromLatin1(text))); });
    };
    url("ftp://example.org/", "ftp");
    url("not a url", "base URL");
    url("https://user@example.org/", "user");
    url("https://example.org/?a=b", "query");
    url("http://example.org/", "https");
    add("session id", "session", [](auto &, auto &flow) { flow.setSessionId(u"a\nb"_s); });
    add("session id of the client", "session", [](auto &client, auto &) { client.setSessionId(u"a\x01"_s); });
    add("header", "X-Bad", [](auto &client, auto &) { client.setExtraHeaders({{u"X-Bad"_s, u"a\nb"_s}}); });
    add(
        "attachments as a parameter", "attachments",
        [](auto &, auto &flow) {
            flow.setParameters({{u"attachments"_s, QJsonArray()}});
        },
        "PARAMETER_NAME_RESERVED");
    const auto attachment = [&](const char *name, const char *member, const QByteArray &object) {
        add(qPrintable(u"attachment: "_s + QString::fromLatin1(name)), member,
            [object](auto &, auto &flow) { flow.setAttachments({json(object)}); });
    };
    attachment("kind", "kind", R"({"kind": "file"})");
    attachment("http", "https", R"({"kind": "url", "url": "http://a.org/x.png", "mime_type": "image/png"})");
    attachment("type", "mime_type", R"({"kind": "url", "url": "https://a.org/x", "mime_type": "text/plain"})");
    attachment("file name", "filename",
               R"({"kind": "url", "url": "https://a.org/x", "mime_type": "image/png", "filename": "../x"})");
    add("eleven attachments", "11", [](auto &, auto &flow) {
        QJsonArray eleven;
        for (int i = 0; i < 11; ++i)
            eleven += json(R"({"kind": "url", "url": "https://a.org/x", "mime_type": "image/png"})");
        flow.setAttachments(eleven);
    });
    add(
        "tool choice", "toolChoice", [](auto &, auto &flow) { flow.setToolChoice(u"maybe"_s); }, "TOOLS_INVALID");
    add(
        "tool choice of no tool", "nobody",
        [](auto &, auto &flow) { flow.setToolChoice(json(R"({"type": "function", "function": {"name": "nobody"}})")); },
        "TOOLS_INVALID");
}

void tst_Configuration::mistakes()
{
    QFETCH(Mistake, mistake);
    QFETCH(QString, named);
    QFETCH(QString, code);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    mistake(*bench.client, flow);
    flow.start();
    QCOMPARE(flow.state(), NoukaiFlow::Connecting);
    QCOMPARE(recorder.finishes, 0);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(recorder.log, QStringList({u"state Connecting"_s, u"running"_s, u"state Failed"_s, u"not running"_s,
                                        u"errorOccurred Configuration"_s, u"finished"_s}));
    const QString message = flow.error().message();
    QVERIFY2(message.contains(named, Qt::CaseInsensitive), qPrintable(message));
    QVERIFY2(!message.contains(u"secret"_s), qPrintable(message));
    QCOMPARE(flow.error().code(), code);
    QVERIFY(!flow.error().isRetryable());
    QCOMPARE(bench.server.acceptedConnections(), 0);
}

void tst_Configuration::tools_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("code");
    QStringList many;
    for (int i = 0; i < 65; ++i)
        many += u"t%1"_s.arg(i);
    QTest::newRow("64") << many.first(64) << QString() << QString();
    QTest::newRow("65") << many << u"65"_s << u"TOOLS_INVALID"_s;
    QTest::newRow("no name") << QStringList{QString()} << u"name"_s << u"TOOL_NAME_INVALID"_s;
    QTest::newRow("a space") << QStringList{u"get order"_s} << u"get order"_s << u"TOOL_NAME_INVALID"_s;
    QTest::newRow("64 characters") << QStringList{QString(64, u'x')} << QString() << QString();
    QTest::newRow("65 characters") << QStringList{QString(65, u'x')} << u"64"_s << u"TOOL_NAME_INVALID"_s;
    QTest::newRow("not ASCII") << QStringList{u"größe"_s} << u"größe"_s << u"TOOL_NAME_INVALID"_s;
    QTest::newRow("twice the same") << QStringList{u"f"_s, u"f"_s} << u"“f”"_s << u"TOOLS_INVALID"_s;
}

void tst_Configuration::tools()
{
    QFETCH(QStringList, names);
    QFETCH(QString, named);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QObject owner;
    QList<NoukaiTool *> tools;
    for (const QString &name : std::as_const(names))
        tools += new NoukaiTool(name, {}, {}, &owner);
    flow.setTools(tools);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), named.isEmpty() ? NoukaiFlow::Completed : NoukaiFlow::Failed);
    QVERIFY2(flow.error().message().contains(named), qPrintable(flow.error().message()));
    QTEST(flow.error().code(), "code");
    QCOMPARE(bench.server.acceptedConnections() == 0, !named.isEmpty());
}

void tst_Configuration::clientDeleted()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    bench.client.reset();
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.error().kind(), NoukaiError::Configuration);
    QVERIFY(flow.error().message().contains(u"client"_s));
    // It is not forgotten that there was one: the default client is not the application's choice.
    QCOMPARE(bench.server.acceptedConnections(), 0);
}

void tst_Configuration::otherThread()
{
    FlowBench bench;
    const QString identifier = bench.add(TwoSteps);
    for (NoukaiClient *client : {bench.client.get(), static_cast<NoukaiClient *>(nullptr)}) {
        QStringList outcomes;
        NoukaiError error;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            NoukaiFlow flow(client, identifier);
            FlowRecorder recorder(&flow);
            flow.start();
            QEventLoop loop;
            connect(&flow, &NoukaiFlow::finished, &loop, &QEventLoop::quit);
            loop.exec();
            outcomes = recorder.outcomes;
            error = flow.error();
        }));
        thread->start();
        QVERIFY(thread->wait(10'000));
        QCOMPARE(outcomes, QStringList({u"errorOccurred Configuration"_s, u"finished"_s}));
        QVERIFY(error.message().contains(u"thread"_s));
    }
}

// The next call of a run that is under way is checked as well.
void tst_Configuration::mistakeInTheMiddle()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.setAutoAdvance(false);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
    bench.client->setApiKey({});
    flow.advance();
    QCOMPARE(recorder.finishes, 0);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Configuration);
    QCOMPARE(flow.error().executionId(), flow.executionId());
    QCOMPARE(bench.server.requests().size(), 1);
    bench.client->setApiKey(u"nk_x"_s);
    flow.setAutoAdvance(true);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1}));
}

// The key of one server is not sent to another one, at which the run began.
void tst_Configuration::otherAddressInTheMiddle()
{
    FlowBench bench;
    FlowBench elsewhere;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.setAutoAdvance(false);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Paused);
    const QUrl before = bench.client->baseUrl();
    bench.client->setBaseUrl(elsewhere.client->baseUrl());
    bench.client->setApiKey(u"nk_elsewhere"_s);
    flow.advance();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.error().kind(), NoukaiError::Configuration);
    QVERIFY2(flow.error().message().contains(before.host()), qPrintable(flow.error().message()));
    QCOMPARE(bench.server.requests().size(), 1);
    QCOMPARE(elsewhere.server.requests().size(), 0);
    bench.client->setBaseUrl(before);
    flow.setAutoAdvance(true);
    flow.resume();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Configuration::mistakeThenRight()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get());
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    flow.setIdentifier(bench.add(TwoSteps));
    flow.resume(); // nothing was sent, so this begins
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Configuration::cancelBeforeItIsTold()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get());
    FlowRecorder recorder(&flow);
    flow.start();
    flow.cancel();
    flow.setIdentifier(bench.add(TwoSteps));
    flow.start();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(recorder.outcomes, QStringList({u"finished"_s, u"flowCompleted"_s, u"finished"_s}));
}

QTEST_GUILESS_MAIN(tst_Configuration)
#include "tst_configuration.moc"
