// SPDX-License-Identifier: MIT
// All that an application can pass wrongly, in one table: each mistake gets its named error, and nothing is sent. What
// a server can answer wrongly is in tst_badanswers.
#include "attempts.h"

#include <Noukai/noukaijob.h>
#include <Noukai/noukairun.h>

using namespace Qt::StringLiterals;

class tst_BadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ours_data();
    void ours();
    void tooLarge_data();
    void tooLarge();

private:
    // `named` stands in the message.
    static void row(const QString &name, const Attempt &attempt, const QString &named, const QString &code = {});
    template <typename Spoil>
    static void everywhere(const QString &name, const Spoil &spoil, const QString &named, const QString &code = {});
    template <typename Spoil>
    static void flows(const QString &name, const Spoil &spoil, const QString &named, const QString &code = {});
    static void identifiers();
    static void inputs();
    static void messages();
    static void tools();
    static void reads();
};

// ---- What an application passes ------------------------------------------------------------------------------------

void tst_BadInput::row(const QString &name, const Attempt &attempt, const QString &named, const QString &code)
{
    QTest::newRow(qPrintable(name)) << attempt << named << code;
}

// By start() and by execute().
template <typename Spoil>
void tst_BadInput::flows(const QString &name, const Spoil &spoil, const QString &named, const QString &code)
{
    const auto spoilt = [spoil](NoukaiClient *client, auto &&call) {
        NoukaiFlow flow(client, DemoFlow);
        spoil(flow);
        return call(&flow);
    };
    row(
        name + u", start()"_s,
        [spoilt](auto *client) { return spoilt(client, [](auto *flow) { return errorOfStart(flow); }); }, named, code);
    row(
        name + u", execute()"_s, [spoilt](auto *client) { return spoilt(client, &errorOfExecute); }, named, code);
}

template <typename Spoil>
void tst_BadInput::everywhere(const QString &name, const Spoil &spoil, const QString &named, const QString &code)
{
    flows(name, spoil, named, code);
    row(
        name + u", job"_s,
        [spoil](auto *client) {
            NoukaiJob job(client, DemoFlow);
            spoil(job);
            return errorOf(job.submit());
        },
        named, code);
}

void tst_BadInput::identifiers()
{
    const QList<std::pair<QString, QString>> bad = {
        {u""_s, u"identifier"_s},       {u"slug"_s, u"organization and project"_s},
        {u"a/b"_s, u"“a/b”"_s},         {u"a/b/c/d"_s, u"“a/b/c/d”"_s},
        {u"/b/c"_s, u"organization"_s}, {u"a//c"_s, u"project"_s},
        {u"a/b/"_s, u"slug"_s},         {u"../b/c"_s, u"organization cannot be “..”"_s},
        {u"a/./c"_s, u"project"_s},     {u"a/b/.."_s, u"slug"_s},
        {u"a/b/c\n"_s, u"slug"_s},      {u"a/b/"_s + QChar(0xd800), u"slug"_s},
    };
    for (const auto &[text, named] : bad) {
        everywhere(
            u"identifier “%1”"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(text, "/"))),
            [text = text](auto &call) { call.setIdentifier(text); }, named);
    }
    row(
        u"organization without project"_s,
        [](auto *client) {
            client->setOrganization(u"acme"_s);
            NoukaiFlow flow(client, u"slug"_s);
            return errorOfStart(&flow);
        },
        u"project"_s);
    for (const char *text : {"0", "-1", "1.5", "v3", "latest", " 3", "1e3", "9999999999"}) {
        const QString version = QString::fromLatin1(text);
        everywhere(
            u"version “%1”"_s.arg(version), [version](auto &call) { call.setVersion(version); },
            u"“%1” is no version"_s.arg(version), u"INVALID_VERSION"_s);
    }
    row(
        u"version “draft”, start()"_s,
        [](auto *client) {
            NoukaiFlow flow(client, DemoFlow);
            flow.setVersion(u"draft"_s);
            return errorOfStart(&flow);
        },
        u"draft"_s, u"INVALID_VERSION"_s);
}

void tst_BadInput::inputs()
{
    everywhere(
        u"session id with a line end"_s, [](auto &call) { call.setSessionId(u"a\r\nX-Evil: 1"_s); },
        u"session id contains control characters"_s);
    everywhere(
        u"session id with NUL"_s, [](auto &call) { call.setSessionId(QString(QChar(0))); },
        u"session id contains control characters"_s);
    everywhere(
        u"parameter “attachments”"_s,
        [](auto &call) {
            call.setParameters({{u"attachments"_s, QJsonArray()}});
        },
        u"“attachments” is reserved"_s, u"PARAMETER_NAME_RESERVED"_s);

    const QJsonObject good = json(R"({"kind":"url","url":"https://a.org/x.png","mime_type":"image/png"})");
    const auto attachments = [](const QString &name, const QJsonArray &list, const QString &named) {
        everywhere(
            u"attachments: "_s + name, [list](auto &call) { call.setAttachments(list); }, named);
    };
    const auto with = [&](const QString &member, const QJsonValue &value, const QString &name) {
        QJsonObject changed = good;
        changed.insert(member, value);
        attachments(name, {good, changed}, u"attachments[1]."_s + member);
    };
    QJsonArray eleven;
    while (eleven.size() < 11)
        eleven.append(good);
    attachments(u"eleven"_s, eleven, u"11 attachments; at most 10"_s);
    attachments(u"no object"_s, {u"https://a.org/x.png"_s}, u"attachments[0] must be an object"_s);
    attachments(u"nothing in it"_s, {QJsonObject()}, u"attachments[0].kind"_s);
    with(u"kind"_s, u"base64"_s, u"another kind"_s);
    with(u"url"_s, 5, u"url is a number"_s);
    with(u"url"_s, u"http://a.org/x.png"_s, u"plain http"_s);
    with(u"url"_s, u"file:///etc/passwd"_s, u"a file"_s);
    with(u"url"_s, u"https:///x.png"_s, u"no host"_s);
    with(u"url"_s, QString(u"https://a.org/"_s + QString(2035, u'x')), u"2049 characters"_s);
    with(u"mime_type"_s, u"image/svg+xml"_s, u"SVG"_s);
    with(u"mime_type"_s, QJsonValue::Null, u"no type"_s);
    with(u"filename"_s, u"../x.png"_s, u"file name with dots"_s);
    with(u"filename"_s, u"a/x.png"_s, u"file name with a slash"_s);
    with(u"filename"_s, u"a\\x.png"_s, u"file name with a backslash"_s);
    with(u"filename"_s, QString(256, u'x'), u"file name of 256 characters"_s);
    with(u"filename"_s, 5, u"file name is a number"_s);
}

void tst_BadInput::messages()
{
    const auto list = [](const QString &name, const QJsonArray &messages, const QString &named,
                         const QString &code = {}) {
        row(
            u"messages: "_s + name,
            [messages](auto *client) {
                NoukaiFlow flow(client, DemoFlow);
                flow.setMessages(messages);
                return errorOfExecute(&flow);
            },
            named, code);
    };
    const QJsonObject good = json(R"({"role":"user","content":"x"})");
    const QString role = u"MESSAGES_ROLE_INVALID"_s;
    list(u"no object"_s, {good, u"hello"_s}, u"messages[1] must be an object"_s);
    for (const char *text : {R"("system")", R"("developer")", R"("User")", R"("")", "null", "7", R"(["user"])"}) {
        const QByteArray message = QByteArray(R"({"role":)") + text + R"(,"content":"x"})";
        list(u"role "_s + QString::fromLatin1(text), {good, json(message)}, u"messages[1].role"_s, role);
    }
    list(u"nothing in it"_s, {QJsonObject()}, u"messages[0].role"_s, role);
    list(u"no content"_s, {json(R"({"role":"user"})")}, u"messages[0] has no content"_s);
    list(u"content is a number"_s, {json(R"({"role":"user","content":5})")}, u"messages[0].content"_s);
    list(u"content is an object"_s, {json(R"({"role":"user","content":{}})")}, u"messages[0].content"_s);
    list(u"name is a number"_s, {json(R"({"role":"user","content":"x","name":5})")}, u"messages[0].name"_s);
    list(u"a user calls tools"_s, {json(R"({"role":"user","content":"x","toolCalls":[]})")},
         u"messages[0]: only an assistant"_s);
    list(u"calls are an object"_s, {json(R"({"role":"assistant","toolCalls":{}})")}, u"messages[0].toolCalls"_s);
    list(u"call without id"_s, {json(R"({"role":"assistant","toolCalls":[{"function":{"name":"f"}}]})")},
         u"messages[0].toolCalls[0] has no id"_s);
    list(u"call without name"_s, {json(R"({"role":"assistant","toolCalls":[{"id":"1"}]})")},
         u"messages[0].toolCalls[0] has no function.name"_s);
    list(u"answer without its call"_s, {json(R"({"role":"tool","content":"x"})")}, u"messages[0]"_s);
    const auto together = [good](NoukaiClient *client, NoukaiError (*call)(NoukaiFlow *)) {
        NoukaiFlow flow(client, DemoFlow);
        flow.setMessage(u"x"_s);
        flow.setMessages({good});
        return call(&flow);
    };
    row(
        u"message and messages"_s, [together](auto *client) { return together(client, &errorOfExecute); },
        u"not both"_s);
    row(
        u"messages, start()"_s,
        [together](auto *client) { return together(client, [](NoukaiFlow *flow) { return errorOfStart(flow); }); },
        u"execute()"_s);
    row(
        u"inputOverrides, execute()"_s,
        [](auto *client) {
            NoukaiFlow flow(client, DemoFlow);
            flow.setInputOverrides({{u"a"_s, 1}});
            return errorOfExecute(&flow);
        },
        u"inputOverrides"_s);
}

void tst_BadInput::tools()
{
    const QString invalid = u"TOOLS_INVALID"_s;
    const QString badName = u"TOOL_NAME_INVALID"_s;
    const auto named = [](const QStringList &names) {
        return [names](NoukaiFlow &flow) {
            QList<NoukaiTool *> tools;
            for (const QString &name : names)
                tools += new NoukaiTool(name, {}, {}, &flow);
            flow.setTools(tools);
        };
    };
    QStringList many;
    while (many.size() < 65)
        many += u"tool_%1"_s.arg(many.size());
    flows(u"65 tools"_s, named(many), u"65 tools; at most 64"_s, invalid);
    flows(u"two tools of one name"_s, named({u"f"_s, u"f"_s}), u"“f” is used by another tool"_s, invalid);
    const QStringList names{QString(), u"get order"_s, u"fs.read"_s, u"größe"_s, u"f\n"_s, u"f()"_s, QString(65, u'x')};
    for (const QString &name : names) {
        flows(u"tool “%1”"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(name))), named({u"good"_s, name}),
              u"tools[1].function.name"_s, badName);
    }
    const auto schema = [&](const QByteArray &text, const QString &member) {
        const QJsonObject parameters = json(text);
        flows(
            u"schema "_s + QString::fromLatin1(text),
            [parameters](NoukaiFlow &flow) { flow.setTools({new NoukaiTool(u"f"_s, {}, parameters, &flow)}); },
            u"tools[0].function.parameters."_s + member, invalid);
    };
    schema(R"({"type":"string"})", u"type"_s);
    schema(R"({"type":5})", u"type"_s);
    schema(R"({"type":["null","array"]})", u"type"_s);
    schema(R"({"type":"object","properties":["city"]})", u"properties"_s);
    schema(R"({"type":"object","required":"city"})", u"required"_s);
    schema(R"({"type":"object","required":["city",5]})", u"required"_s);
    const auto choice = [&](const QString &name, const QJsonValue &value) {
        flows(
            u"toolChoice "_s + name, [value](NoukaiFlow &flow) { flow.setToolChoice(value); }, u"toolChoice"_s,
            invalid);
    };
    choice(u"of another word"_s, u"always"_s);
    choice(u"of a number"_s, 1);
    choice(u"of no tool"_s, json(R"({"type":"function","function":{"name":"nobody"}})"));
    row(
        u"tools of a job"_s,
        [](auto *client) {
            NoukaiJob job(client, DemoFlow);
            job.setTools({QJsonObject()});
            return errorOf(job.submit());
        },
        u"job cannot call tools"_s, u"TOOLS_REQUIRE_SYNC_EXECUTE"_s);
}

void tst_BadInput::reads()
{
    const QString invalid = u"EXECUTION_ID_INVALID"_s;
    const QStringList ids{QString(), u"."_s, u".."_s, u"a/b"_s, u"a\\b"_s, u"a\nb"_s, QString(QChar(0xdc00))};
    for (const QString &id : ids) {
        const QString name = QString::fromLatin1(QUrl::toPercentEncoding(id));
        row(
            u"execution id “%1”, trace"_s.arg(name),
            [id](auto *client) { return errorOf(NoukaiRun(client, DemoFlow, id).trace()); }, u"execution id"_s,
            invalid);
        row(
            u"execution id “%1”, job"_s.arg(name),
            [id](auto *client) { return errorOf(NoukaiJob(client, DemoFlow, id).poll()); }, u"xecution id"_s, invalid);
        row(
            u"execution id “%1”, live trace"_s.arg(name),
            [id](auto *client) {
                NoukaiFlow flow(client, DemoFlow);
                FlowRecorder recorder(&flow);
                flow.watch(id);
                return QTest::qWaitFor([&] { return recorder.finishes == 1; }) ? flow.error() : NoukaiError();
            },
            u"xecution id"_s, invalid);
        row(
            u"step id “%1”"_s.arg(name),
            [id](auto *client) { return errorOf(NoukaiRun(client, DemoFlow, u"e"_s).stepTrace(id)); }, u"step id"_s);
    }
    for (const QString &id : {QString(), u"mine"_s, u"{0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11}"_s, u"../x"_s}) {
        row(
            u"session “%1”"_s.arg(id), [id](auto *client) { return errorOf(client->session(id)); }, u"UUID"_s,
            u"SESSION_ID_INVALID"_s);
    }
    row(
        u"attempt -2"_s,
        [](auto *client) { return errorOf(NoukaiRun(client, DemoFlow, u"e"_s).stepTrace(u"s"_s, -2)); }, u"-2"_s);
    row(
        u"round -2"_s,
        [](auto *client) { return errorOf(NoukaiRun(client, DemoFlow, u"e"_s).stepTrace(u"s"_s, 1, -2)); }, u"-2"_s);
    row(
        u"runs of no flow"_s, [](auto *client) { return errorOf(client->runs(QString())); }, u"flow id"_s);
    for (const int limit : {-1, 0, 101}) {
        row(
            u"%1 runs"_s.arg(limit), [limit](auto *client) { return errorOf(client->runs(u"f"_s, limit)); },
            QString::number(limit));
    }
}

void tst_BadInput::ours_data()
{
    QTest::addColumn<Attempt>("attempt");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("code");
    identifiers();
    inputs();
    messages();
    tools();
    reads();
}

void tst_BadInput::ours()
{
    QFETCH(Attempt, attempt);
    QFETCH(QString, named);
    FlowBench bench;
    bench.add(TwoSteps);
    const NoukaiError error = attempt(bench.client.get());
    QVERIFY2(error.kind() == NoukaiError::Configuration, qPrintable(error.message()));
    QVERIFY2(error.message().contains(named), qPrintable(error.message()));
    QVERIFY(error.message().size() < 400);
    QTEST(error.code(), "code");
    QVERIFY(!error.isRetryable());
    QCOMPARE(bench.server.acceptedConnections(), 0);
}

// ---- What is too large ---------------------------------------------------------------------------------------------

void tst_BadInput::tooLarge_data()
{
    QTest::addColumn<bool>("conversation");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("refused");
    QTest::addColumn<int>("warnings");
    QTest::newRow("conversation of 800 KB") << true << 800'000 << false << 0;
    QTest::newRow("conversation near 1 MB") << true << 950'000 << false << 1;
    QTest::newRow("conversation over 1 MB") << true << (1 << 20) + 1000 << true << 1;
    QTest::newRow("message of 1 MB") << false << (1 << 20) << false << 0;
}

// How much is too much is the server's word; the client warns once, before it is asked.
void tst_BadInput::tooLarge()
{
    QFETCH(bool, conversation);
    QFETCH(int, bytes);
    QFETCH(bool, refused);
    QFETCH(int, warnings);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    const QString text(bytes, u'x');
    if (conversation)
        flow.setMessages({QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}});
    else
        flow.setMessage(text);
    const NoukaiError error = errorOf(flow.execute());
    QCOMPARE(error.kind(), refused ? NoukaiError::Execution : NoukaiError::NoError);
    QCOMPARE(error.code(), refused ? u"MESSAGES_TOO_LARGE"_s : QString());
    QCOMPARE(recorder.warnings.size(), warnings);
    if (warnings > 0)
        QVERIFY2(recorder.warnings.first().contains(u"1 MB"_s), qPrintable(recorder.warnings.first()));
    QCOMPARE(bench.server.requests().size(), 1);
    QVERIFY(bench.server.requests().first().body.size() > bytes);
}

QTEST_GUILESS_MAIN(tst_BadInput)
#include "tst_badinput.moc"
