// SPDX-License-Identifier: MIT
// Every way in which a key could get into what is told, written down or shown: none of it holds the key.
#include "call.h"
#include "rawserver.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaijob.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairun.h>

#include <QtCore/QBuffer>
#include <QtCore/QJsonDocument>
#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

// The client's secrets. Wherever a piece of the second half stands, a key got out.
const QByteArray Key = "nk_live_Zq7Wx-Ty6Pv";
const QByteArray Token = "eyJhbGci.Zq7Wx-Ty6Pv";

// What the application does with it, before the call.
using Ours = std::function<void(NoukaiClient &, NoukaiFlow &, NoukaiJob &, NoukaiRun &, const QString &)>;
// What the server answers to everything.
using Theirs = std::function<QByteArray(const QByteArray &)>;

} // namespace

Q_DECLARE_METATYPE(Ours)
Q_DECLARE_METATYPE(Theirs)

class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void keyStandsNowhere_data();
    void keyStandsNowhere();
    void keyInPieces_data();
    void keyInPieces();
    void keyIsSent();

private:
    static void ours();
    static void answers();
    static void events();
    void tell(const NoukaiError &error);
    void listen(NoukaiClient *client, NoukaiFlow *flow);
    void verify();

    static tst_Redaction *s_test;
    QString m_told;
    QtMessageHandler m_handler = nullptr;
};

tst_Redaction *tst_Redaction::s_test = nullptr;

// All logging categories are on, and what they say is looked at like everything else.
void tst_Redaction::initTestCase()
{
    for (const char *name : {"NOUKAI_API_KEY", "NOUKAI_BASE_URL", "NOUKAI_ENV"})
        qunsetenv(name);
    s_test = this;
    m_handler = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
        if (QByteArrayView(context.category).startsWith("noukai"))
            s_test->m_told += text + u'\n';
        else
            s_test->m_handler(type, context, text);
    });
}

void tst_Redaction::cleanupTestCase()
{
    qInstallMessageHandler(m_handler);
}

void tst_Redaction::tell(const NoukaiError &error)
{
    QDebug(&m_told) << error << QVariant::fromValue(error) << error.message() << error.code() << error.requestId()
                    << error.executionId() << error.responseBody() << '\n';
}

void tst_Redaction::listen(NoukaiClient *client, NoukaiFlow *flow)
{
    connect(client, &NoukaiClient::requestLogged, this, [this](const NoukaiLogEntry &entry) {
        QDebug(&m_told) << entry << QVariant::fromValue(entry) << entry.message() << entry.payload()
                        << entry.requestId() << entry.executionId() << entry.url() << entry.url().toEncoded()
                        << entry.method() << '\n';
    });
    // An event knows no client: it hides what looks like a key, but no token of somebody else's making.
    if (NoukaiClientPrivate::get(client)->credentialIsKey) {
        connect(flow, &NoukaiFlow::eventReceived, this,
                [this](const NoukaiEvent &event) { QDebug(&m_told) << event << QVariant::fromValue(event) << '\n'; });
    }
    connect(flow, &NoukaiFlow::warningRaised, this, [this](const QString &warning) { m_told += warning + u'\n'; });
    connect(flow, &NoukaiFlow::errorOccurred, this, &tst_Redaction::tell);
}

void tst_Redaction::verify()
{
    const QString plain = QUrl::fromPercentEncoding(m_told.toUtf8());
    for (const QString &told : {m_told, plain}) {
        for (const QString &part : {u"Zq7W"_s, u"x-Ty"_s, u"y6Pv"_s}) {
            const qsizetype at = told.indexOf(part, 0, Qt::CaseInsensitive);
            QVERIFY2(at < 0, qPrintable(told.mid(qMax<qsizetype>(0, at - 200), 300)));
        }
    }
}

// ---- What the application may do -----------------------------------------------------------------------------------

void tst_Redaction::ours()
{
    const auto row = [](const char *name, const Ours &ours) {
        QTest::newRow(name) << ours << Theirs();
    };
    row("as the key", [](auto &, auto &, auto &, auto &, auto &) {});
    row("header", [](auto &client, auto &, auto &, auto &, auto &key) {
        client.setExtraHeaders({{u"X-Copy"_s, key}});
    });
    row("header that is reserved", [](auto &client, auto &, auto &, auto &, auto &key) {
        client.setExtraHeaders({{u"Authorization"_s, key}, {u"Cookie"_s, key}});
    });
    row("header with a line end", [](auto &client, auto &, auto &, auto &, auto &key) {
        client.setExtraHeaders({{u"X-Copy"_s, QString(key + u'\n')}});
    });
    row("name of a header", [](auto &client, auto &, auto &, auto &, auto &key) {
        client.setExtraHeaders({{QString(key + u' '), u"x"_s}});
    });
    row("session id", [](auto &client, auto &flow, auto &job, auto &, auto &key) {
        client.setSessionId(key);
        flow.setSessionId(key);
        job.setSessionId(key);
    });
    const auto url = [&](const char *name, void (*change)(QUrl &, const QString &)) {
        row(name, [change](auto &client, auto &, auto &, auto &, auto &key) {
            QUrl url = client.baseUrl();
            change(url, key);
            client.setBaseUrl(url);
        });
        row(qPrintable(u"relay: "_s + QString::fromLatin1(name)),
            [change](auto &client, auto &, auto &, auto &, auto &key) {
                QUrl url = client.baseUrl();
                change(url, key);
                client.setRelayUrl(url);
            });
    };
    url("path of the URL", [](QUrl &url, const QString &key) { url.setPath(u"/"_s + key + u"/v1"_s); });
    url("path of the URL, encoded", [](QUrl &url, const QString &key) {
        url = QUrl(url.toString() + u"/"_s + QString(key).replace(u'Z', u"%5A"_s).replace(u'-', u"%2D"_s));
    });
    url("user name of the URL", [](QUrl &url, const QString &key) { url.setUserName(key); });
    url("password of the URL", [](QUrl &url, const QString &key) { url.setPassword(key); });
    url("query of the URL", [](QUrl &url, const QString &key) { url.setQuery(u"key="_s + key); });
    url("fragment of the URL", [](QUrl &url, const QString &key) { url.setFragment(key); });
    url("scheme that is none", [](QUrl &url, const QString &key) { url = QUrl(u"ftp://h/"_s + key + u"?"_s + key); });
    row("identifier", [](auto &, auto &flow, auto &job, auto &run, auto &key) {
        const QString identifier = u"a/b/"_s + key;
        flow.setIdentifier(identifier);
        job.setIdentifier(identifier);
        run.setIdentifier(identifier);
    });
    row("identifier that is none", [](auto &, auto &flow, auto &job, auto &run, auto &key) {
        flow.setIdentifier(key);
        job.setIdentifier(key);
        run.setIdentifier(key);
    });
    row("version", [](auto &, auto &flow, auto &job, auto &, auto &key) {
        flow.setVersion(key);
        job.setVersion(key);
    });
    row("execution id", [](auto &, auto &, auto &job, auto &run, auto &key) {
        job.setExecutionId(key);
        run.setExecutionId(key);
    });
    row("execution id that is none", [](auto &, auto &, auto &job, auto &run, auto &key) {
        job.setExecutionId(key + u'/');
        run.setExecutionId(key + u'/');
    });
    row("body", [](auto &, auto &flow, auto &job, auto &, auto &key) {
        const QString text = u"my key is "_s + key + u"."_s;
        const QJsonObject both{{u"a"_s, text}, {key, 1}};
        flow.setMessage(text);
        job.setMessage(text);
        flow.setParameters(both);
        job.setParameters(both);
        flow.setBlockOverrides({{u"s"_s, both}});
        flow.setInputOverrides({{u"s"_s, text}});
    });
    row("attachment that is none", [](auto &, auto &flow, auto &job, auto &, auto &key) {
        const QJsonArray list{QJsonObject{{u"kind"_s, u"url"_s}, {u"url"_s, QString(u"http://h/?sig="_s + key)}}};
        flow.setAttachments(list);
        job.setAttachments(list);
    });
    row("tool choice", [](auto &, auto &flow, auto &, auto &, auto &key) { flow.setToolChoice(key); });
}

// ---- What a server may do ------------------------------------------------------------------------------------------

void tst_Redaction::answers()
{
    const auto row = [](const char *name, const Theirs &theirs) {
        QTest::newRow(name) << Ours() << theirs;
    };
    const auto error = [&](const char *name, int status, const char *body, const char *header = nullptr,
                           const char *type = "application/json") {
        row(name, [=](const QByteArray &key) -> QByteArray {
            const auto filled = [&](const char *text) {
                QByteArray escaped("\\u00" + QByteArray::number(int(key[0]), 16) + key.mid(1));
                return QByteArray(text).replace("ESCAPED", escaped).replace("KEY", key);
            };
            return Http::answer(status, filled(type), filled(body),
                                header ? QList<QByteArray>{filled(header)} : QList<QByteArray>{});
        });
    };
    error("message of an error", 401, R"({"detail":{"code":"X","message":"Key KEY is bad"}})");
    error("code of an error", 401, R"({"detail":{"code":"KEY","message":"m"}})");
    error("detail of an error", 422, R"({"detail":"KEY"})");
    error("error in another form", 500, R"({"error":"KEY","KEY":[{"KEY":"KEY"}]})");
    error("error with escapes", 500, R"({"detail":"ESCAPED","more":"ESCAPED"})");
    error("error as a list", 500, R"(["KEY"])");
    error("page", 502, "<html><title>KEY</title>KEY</html>", nullptr, "text/html");
    error("text", 503, "KEY", nullptr, "text/plain");
    error("cut in an error", 500, R"({"detail":"nk_live_Zq7Wx-)");
    error("request id", 500, "{}", "X-Request-ID: KEY");
    error("request id of a good answer", 200, "{}", "X-Request-ID: KEY");
    error("challenge", 401, "{}", "WWW-Authenticate: Bearer error=\"KEY\"");
    error("content type", 200, "{}", nullptr, "text/KEY");
    error("Retry-After", 429, "{}", "Retry-After: KEY");
    error("redirect", 302, "", "Location: /other/KEY");
    error("redirect with a query", 307, "", "Location: /other?key=KEY");
    error("redirect with a user", 307, "", "Location: http://KEY@127.0.0.1/");
    error("redirect elsewhere", 308, "", "Location: https://KEY.example.org/KEY#KEY");
    error("wrong shape", 200, R"({"status":"KEY","executionId":["KEY"],"KEY":"ESCAPED"})");
    error("failed flow", 200, R"({"status":"failed","executionId":"KEY","error":{"code":"KEY","message":"KEY"}})");
    error("no JSON", 200, R"({"KEY)");
    row("reason", [](const QByteArray &key) -> QByteArray {
        return "HTTP/1.1 500 " + key + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    });
    row("no HTTP", [](const QByteArray &key) -> QByteArray { return key + "\r\n\r\n"; });
}

void tst_Redaction::events()
{
    const auto row = [](const char *name, const Theirs &frames) {
        QTest::newRow(name) << Ours() << Theirs([frames](const QByteArray &key) -> QByteArray {
            return Http::stream(frames(key));
        });
    };
    const QByteArray started = Http::frame("run_started", R"({"executionId":"e"})");
    row("ids", [](const QByteArray &key) -> QByteArray {
        return Http::frame("run_started", "{\"executionId\":\"" + key + "\",\"flowId\":\"" + key + "\"}") +
               Http::frame("step_started", "{\"stepId\":\"" + key + "\",\"name\":\"" + key + "\"}");
    });
    row("step's error", [=](const QByteArray &key) -> QByteArray {
        return started +
               Http::frame("step_error", "{\"stepId\":\"" + key + "\",\"name\":\"" + key + "\",\"error\":{\"code\":\"" +
                                             key + "\",\"message\":\"" + key + "\"}}");
    });
    row("output", [=](const QByteArray &key) -> QByteArray {
        return started + Http::output("say " + key + "!") + Http::completed();
    });
    row("output that is an object", [=](const QByteArray &key) -> QByteArray {
        return started + Http::frame("step_output", R"({"stepId":"s","outputData":{"a":[")" + key + R"("]}})") +
               Http::completed();
    });
    row("result", [=](const QByteArray &key) -> QByteArray {
        return started + Http::frame("flow_completed", R"({"result":")" + key + R"(","summary":{")" + key + R"(":1}})");
    });
    row("unknown event", [=](const QByteArray &key) -> QByteArray {
        return started + Http::frame(key, "{\"" + key + "\":1}") + Http::frame(key, "{") + Http::completed();
    });
    row("malformed events", [=](const QByteArray &key) -> QByteArray {
        return started + Http::frame("step_output", R"({"stepId":7,")" + key + R"(":1})") +
               Http::frame("step_completed", R"({"x":")" + key + R"("})");
    });
    row("tool call", [=](const QByteArray &key) -> QByteArray {
        return started +
               Http::frame("step_paused_for_tool_calls",
                           R"({"executionId":"e","stepId":"s","stepIndex":0,"iterationsUsed":1,"toolCallMessages":[],
                              "toolCalls":[{"id":")" +
                               key + R"(","type":"function","function":{"name":")" + key + R"(","arguments":")" + key +
                               R"("}}]})");
    });
    row("events over two lines", [=](const QByteArray &key) -> QByteArray {
        return started + "event: step_output\ndata: {\"stepId\":\"s\",\"outputData\":\ndata: \"" + key + "\"}\n\n" +
               Http::completed();
    });
}

void tst_Redaction::keyStandsNowhere_data()
{
    QTest::addColumn<Ours>("ours");
    QTest::addColumn<Theirs>("theirs");
    ours();
    answers();
    events();
}

void tst_Redaction::keyStandsNowhere()
{
    QFETCH(Ours, ours);
    QFETCH(Theirs, theirs);
    for (const QByteArray &secret : {Key, Token}) {
        m_told.clear();
        RawServer server([&](const RawRequest &, RawConnection *connection) {
            connection->send(theirs ? theirs(secret) : Http::stream(Http::completed()));
            connection->close();
        });
        TestClient client;
        QLoggingCategory::setFilterRules(u"noukai.*=true"_s);
        const QString text = QString::fromLatin1(secret);
        if (secret == Key)
            client.setApiKey(text);
        else
            client.setBearerToken(text);
        client.setBaseUrl(server.url(u"/api/v1"_s));
        client.setLogPayloads(true);
        client.setMaxRetries(0);
        NoukaiFlow flow(&client, u"a/b/c"_s);
        NoukaiJob job(&client, u"a/b/c"_s);
        NoukaiRun run(&client, u"a/b/c"_s, u"e"_s);
        listen(&client, &flow);
        QBuffer recording;
        QVERIFY(recording.open(QIODevice::WriteOnly));
        NoukaiRecorder recorder;
        recorder.setFlow(&flow);
        recorder.setDevice(&recording);
        QVERIFY(recorder.start());
        if (ours)
            ours(client, flow, job, run, text);

        flow.start();
        QTRY_VERIFY_WITH_TIMEOUT(!flow.isRunning() || flow.state() == NoukaiFlow::AwaitingTools, 20'000);
        flow.cancel();
        flow.execute();
        QTRY_VERIFY_WITH_TIMEOUT(!flow.isRunning(), 20'000);
        flow.watch(ours ? run.executionId() : u"e"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!flow.isRunning() || flow.state() == NoukaiFlow::AwaitingTools, 20'000);
        flow.cancel();
        const auto ended = [this](const auto &future) {
            QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000);
            if (future.resultCount() > 0)
                tell(future.result().error());
        };
        if (job.executionId().isEmpty())
            ended(job.submit());
        ended(job.poll());
        ended(run.trace());
        ended(run.stepTrace(ours ? text : u"s"_s));
        ended(run.stepTrace(text + u'/'));
        ended(client.runs(ours ? text : u"f"_s, 5, ours ? text : QString()));
        ended(client.session(text));
        recorder.stop();
        QCoreApplication::processEvents(); // log entries come from the event loop
        tell(flow.error());
        tell(job.error());
        tell(recorder.error());
        QDebug(&m_told) << &client << &flow << &job << &run << &recorder << QVariant::fromValue(flow.usage());
        for (int i = 0; i < client.metaObject()->propertyCount(); ++i) {
            // What the application set itself it may read back.
            const QMetaProperty property = client.metaObject()->property(i);
            if (!ours || !property.isWritable())
                QDebug(&m_told) << property.read(&client);
        }
        m_told += QString::fromUtf8(recording.data());
        QVERIFY(m_told.contains(u"\"noukai\":\"recording\""_s));
        verify();
    }
}

// ---- In pieces -----------------------------------------------------------------------------------------------------

void tst_Redaction::keyInPieces_data()
{
    QTest::addColumn<bool>("token");
    QTest::addColumn<QList<int>>("cuts");
    for (const bool token : {false, true}) {
        const char *kind = token ? "token" : "key";
        const int size = int((token ? Token : Key).size());
        for (int cut = 1; cut < size; ++cut)
            QTest::addRow("%s, cut at %d", kind, cut) << token << QList<int>{cut};
        QList<int> all;
        QList<int> odd;
        for (int cut = 1; cut < size; ++cut) {
            all += cut;
            if (cut % 3 == 1)
                odd += cut;
        }
        QTest::addRow("%s, letter by letter", kind) << token << all;
        QTest::addRow("%s, by three", kind) << token << odd;
    }
}

// A model that repeats the key streams it in pieces, and those of two steps may come in turn.
void tst_Redaction::keyInPieces()
{
    QFETCH(bool, token);
    QFETCH(QList<int>, cuts);
    m_told.clear();
    const QByteArray secret = token ? Token : Key;
    QByteArray frames = Http::frame("run_started", R"({"executionId":"e"})");
    const auto piece = [&](const QByteArray &step, const QByteArray &text) {
        frames += Http::frame("step_output", R"({"stepId":")" + step + R"(","outputData":")" + text + R"("})");
    };
    int from = 0;
    for (const int cut : cuts) {
        piece("a", (from == 0 ? "it is " : "") + secret.mid(from, cut - from));
        piece("b", "other ");
        from = cut;
    }
    piece("a", secret.mid(from) + " and so on");
    piece("a", "to the end");
    frames += Http::completed();
    RawServer server([&](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(frames)); });
    TestClient client;
    if (token)
        client.setBearerToken(QString::fromLatin1(secret));
    else
        client.setApiKey(QString::fromLatin1(secret));
    client.setBaseUrl(server.url(u"/api/v1"_s));
    client.setLogPayloads(true);
    NoukaiFlow flow(&client, u"a/b/c"_s);
    listen(&client, &flow);
    QString seen;
    connect(&flow, &NoukaiFlow::stepOutput, this, [&](const NoukaiStepOutput &event) {
        if (event.stepId() == u"a"_s)
            seen += event.text();
    });
    QBuffer recording;
    QVERIFY(recording.open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    recorder.setFlow(&flow);
    recorder.setDevice(&recording);
    QVERIFY(recorder.start());
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    recorder.stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_told.contains(u"Finished"_s), 20'000);
    // The run itself tells what the model wrote; only what is written down does not.
    QCOMPARE(seen, u"it is %1 and so onto the end"_s.arg(QString::fromLatin1(secret)));
    m_told += QString::fromUtf8(recording.data());
    QVERIFY(recording.data().contains("[key]"));
    QVERIFY(recording.data().contains("and so on"));
    QCOMPARE(recording.data().count("other "), cuts.size());
    QCOMPARE(recording.data().count("step_output"), 2 * cuts.size() + 2);
    // Joined, so that no border between two pieces hides it. Three characters are no secret.
    QString joined;
    const QList<QByteArray> lines = recording.data().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject data = QJsonDocument::fromJson(line).object().value(u"data"_s).toObject();
        if (data.value(u"stepId"_s) == u"a"_s)
            joined += data.value(u"outputData"_s).toString();
    }
    QVERIFY2(!joined.contains(QString::fromLatin1(secret.mid(3, 4))), qPrintable(joined));
    m_told += joined;
    if (cuts.size() < 3) // else single letters stand in every word
        verify();
    else
        QVERIFY2(QRegularExpression(u"^it is .{0,3}\\[key\\] and so onto the end$"_s).match(joined).hasMatch(),
                 qPrintable(joined));
}

// It does go where it belongs.
void tst_Redaction::keyIsSent()
{
    RawServer server(
        [](const RawRequest &, RawConnection *connection) { connection->send(Http::stream(Http::completed())); });
    TestClient client;
    client.setApiKey(QString::fromLatin1(Key));
    client.setBaseUrl(server.url(u"/api/v1"_s));
    NoukaiFlow flow(&client, u"a/b/c"_s);
    flow.setMessage(QString::fromLatin1(Key));
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(server.requests().first().header("authorization"), "Bearer " + Key);
    QVERIFY(server.requests().first().body.contains(Key));
}

QTEST_GUILESS_MAIN(tst_Redaction)
#include "tst_redaction.moc"
