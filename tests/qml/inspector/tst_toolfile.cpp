// SPDX-License-Identifier: MIT
// Files of tools: what is read, what a tool then answers, and what is said of a file that is wrong.
#include "toolfile.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

using Tools = NoukaiExpected<QList<NoukaiTool *>>;

// What a model is told when it calls the tool.
static QString answerOf(NoukaiTool *tool)
{
    NoukaiMockServer server;
    server.setAuthorizationRequired(false);
    const QJsonObject call{{u"id"_s, u"c1"_s}, {u"name"_s, tool->name()}, {u"arguments"_s, QJsonObject()}};
    const QJsonObject step{{u"id"_s, u"ask"_s},
                           {u"toolRounds"_s, QJsonArray{QJsonObject{{u"calls"_s, QJsonArray{call}}}}},
                           {u"output"_s, u"{{tool.%1}}"_s.arg(tool->name())}};
    if (!server.listen() ||
        !server.addFlow(u"acme/test/tool"_s, {{u"steps"_s, QJsonArray{step}}, {u"messageRequired"_s, false}}))
        qFatal("no server: %s", qPrintable(server.errorString()));
    NoukaiClient client;
    client.setBaseUrl(server.baseUrl());
    client.setKeyless(true);
    NoukaiFlow flow(&client, u"acme/test/tool"_s);
    flow.setTools({tool});
    QSignalSpy finished(&flow, &NoukaiFlow::finished);
    flow.start();
    if (finished.isEmpty() && !finished.wait())
        return u"no end"_s;
    return flow.state() == NoukaiFlow::Completed ? flow.result().toString() : flow.error().message();
}

class tst_ToolFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void answers_data();
    void answers();
    void mistakes_data();
    void mistakes();
    void limits();
    void files();
    void yamlIsAsJson();
    void hostileYaml_data();
    void hostileYaml();
    void noKeyInErrors();

private:
    static Tools parse(const QByteArray &content, QObject *parent, const QString &name = u"/home/jo/tools.json"_s)
    {
        return ToolFile::parse(content, name, parent);
    }
};

void tst_ToolFile::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray plain = R"({"name":"find","description":"Finds.","parameters":{"type":"object",)"
                             R"("properties":{"q":{"type":"string"}}},"policy":"auto","destructive":true})";
    const QByteArray nested = R"({"type":"function","function":{"name":"find","description":"Finds.","parameters":)"
                              R"({"type":"object","properties":{"q":{"type":"string"}}}},)"
                              R"("policy":"auto","destructive":true})";
    QTest::newRow("plain") << QByteArray('[' + plain + ']');
    QTest::newRow("as models are told") << QByteArray('[' + nested + ']');
    QTest::newRow("flat with a type") << QByteArray("[{\"type\":\"function\"," + plain.mid(1) + ']');
    QTest::newRow("in an object") << QByteArray("{\"tools\":[" + plain + "]}");
    QTest::newRow("with a byte order mark") << QByteArray("\xEF\xBB\xBF[" + plain + ']');
    QTest::newRow("with white space") << QByteArray("\n\t [\r\n" + plain + "\n]\n");
}

void tst_ToolFile::reads()
{
    QFETCH(QByteArray, json);
    QObject parent;
    const Tools tools = parse(json, &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QCOMPARE(tools.value().size(), 1);
    const NoukaiTool *tool = tools.value().constFirst();
    QCOMPARE(tool->parent(), &parent);
    QCOMPARE(tool->name(), u"find"_s);
    QCOMPARE(tool->description(), u"Finds."_s);
    QCOMPARE(tool->parameters()["properties"_L1]["q"_L1]["type"_L1], u"string"_s);
    QCOMPARE(tool->policy(), NoukaiTool::Auto);
    QVERIFY(tool->isDestructive());
    QVERIFY(!tool->hasHandler()); // a person answers
}

void tst_ToolFile::answers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QByteArray(R"("in stock")") << u"in stock"_s;
    QTest::newRow("empty text") << QByteArray(R"("")") << QString();
    QTest::newRow("object") << QByteArray(R"({"a": [1, 2.5]})") << uR"({"a":[1,2.5]})"_s;
    QTest::newRow("list") << QByteArray(R"([true, null])") << u"[true,null]"_s;
    QTest::newRow("number") << QByteArray("7") << u"7"_s;
    QTest::newRow("not ASCII") << QByteArray(R"("Größe 42")") << u"Größe 42"_s;
}

void tst_ToolFile::answers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, text);
    QObject parent;
    const Tools tools = parse(R"([{"name":"find","answer":)" + answer + "}]", &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QVERIFY(tools.value().constFirst()->hasHandler());
    tools.value().constFirst()->setPolicy(NoukaiTool::Auto);
    QCOMPARE(answerOf(tools.value().constFirst()), text);
}

void tst_ToolFile::mistakes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("complaint");
    const auto tool = [](const QByteArray &members) {
        return QByteArray(R"([{"name":"first"},{"name":"find",)" + members + "}]");
    };
    QTest::newRow("empty") << QByteArray(" \n") << u"it is empty"_s;
    QTest::newRow("no JSON") << QByteArray("[\n  {\"name\": find}\n]") << u"line 2, column "_s;
    QTest::newRow("a text") << QByteArray("{\"a\":1}") << u"neither a list of tools nor"_s;
    QTest::newRow("no tools") << QByteArray("[]") << u"there are no tools"_s;
    QTest::newRow("no object") << QByteArray("[7]") << u"tools[0]: must be an object"_s;
    QTest::newRow("no name") << QByteArray("[{}]") << u"tools[0]: name is missing"_s;
    QTest::newRow("name no text") << QByteArray(R"([{"name":7}])") << u"tools[0]: the name must be"_s;
    QTest::newRow("name with a space") << QByteArray(R"([{"name":"a b"}])") << u"not \"a b\""_s;
    QTest::newRow("name of 65") << QByteArray("[{\"name\":\"" + QByteArray(65, 'a') + "\"}]") << u"1 to 64"_s;
    QTest::newRow("name not ASCII") << QByteArray(R"([{"name":"größe"}])") << u"größe"_s;
    QTest::newRow("same name") << QByteArray(R"([{"name":"a"},{"name":"a"}])") << u"tools[1] (a): another tool"_s;
    QTest::newRow("misspelt") << tool(R"("anwser":1)") << u"tools[1] (find): \"anwser\" is not a known member"_s;
    QTest::newRow("misspelt inside") << QByteArray(R"([{"function":{"name":"a","descripton":""}}])")
                                     << u"\"descripton\" is not a known"_s;
    QTest::newRow("other type") << tool(R"("type":"retrieval")") << u"type must be \"function\""_s;
    QTest::newRow("description") << tool(R"("description":[])") << u"description must be a text"_s;
    QTest::newRow("parameters") << tool(R"("parameters":"none")") << u"parameters must be an object"_s;
    QTest::newRow("parameters of a list") << tool(R"("parameters":{"type":"array"})") << u"parameters.type must"_s;
    QTest::newRow("properties") << tool(R"("parameters":{"properties":[]})") << u"parameters.properties must"_s;
    QTest::newRow("required") << tool(R"("parameters":{"required":[1]})") << u"parameters.required must"_s;
    QTest::newRow("policy") << tool(R"("policy":"allow")") << u"policy must be"_s;
    QTest::newRow("destructive") << tool(R"("destructive":"yes")") << u"destructive must be"_s;
    QTest::newRow("Swagger") << QByteArray(R"({"swagger":"2.0","paths":{}})") << u"OpenAPI 2"_s;
}

void tst_ToolFile::mistakes()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, complaint);
    QObject parent;
    const Tools tools = parse(json, &parent);
    QVERIFY(!tools);
    QCOMPARE(tools.error().kind(), NoukaiError::Configuration);
    const QString message = tools.error().message();
    QVERIFY2(message.startsWith(u"tools.json: "_s) && message.contains(complaint), qPrintable(message));
    QVERIFY(parent.children().isEmpty());
}

void tst_ToolFile::limits()
{
    QObject parent;
    QByteArray list = "[";
    for (int i = 0; i < ToolFile::MostTools; ++i)
        list += "{\"name\":\"t" + QByteArray::number(i) + "\"},";
    list.chop(1);
    QVERIFY(parse(list + ']', &parent));
    QVERIFY(parse(list + R"(,{"name":"more"}])", &parent).error().message().contains(u"65 tools"_s));

    const QByteArray longest(ToolFile::LongestAnswer, 'x');
    QVERIFY(parse(R"([{"name":"a","answer":")" + longest + "\"}]", &parent));
    QVERIFY(parse(R"([{"name":"a","answer":"x)" + longest + "\"}]", &parent).error().message().contains(u"longer"_s));

    const QByteArray spaces(ToolFile::LargestFile - 14, ' ');
    QVERIFY(parse(spaces + R"([{"name":"a"}])", &parent));
    QVERIFY(parse(spaces + R"( [{"name":"a"}])", &parent).error().message().contains(u"larger than 4 MiB"_s));
    const QByteArray deep(5000, '[');
    QVERIFY(parse(deep, &parent).error().message().contains(u"line 1"_s));
}

void tst_ToolFile::files()
{
    QTemporaryDir folder;
    QObject parent;
    const QString name = folder.filePath(u"tools.json"_s);
    Tools tools = ToolFile::read(name, &parent);
    QVERIFY(!tools);
    QVERIFY2(tools.error().message().startsWith(u"tools.json: "_s), qPrintable(tools.error().message()));
    tools = ToolFile::read(folder.path(), &parent);
    QVERIFY2(tools.error().message().contains(u"this is no file"_s), qPrintable(tools.error().message()));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(R"([{"name":"a"}])") > 0);
    file.close();
    QVERIFY(ToolFile::read(name, &parent));
}

void tst_ToolFile::yamlIsAsJson()
{
    const QByteArray yaml = "# tools\n- name: find\n  description: >\n    Finds\n    things.\n  parameters:\n"
                            "    type: object\n    properties: {q: {type: string, default: \"7\", maxLength: 7}}\n"
                            "    required: [q]\n  policy: deny\n  answer: {ok: true, n: 1.5, none: ~, text: 'true'}\n";
    QObject parent;
    const Tools tools = parse(yaml, &parent, u"tools.yaml"_s);
#ifdef INSPECTOR_HAS_YAML
    QVERIFY2(tools, qPrintable(tools.error().message()));
    const NoukaiTool *tool = tools.value().constFirst();
    QCOMPARE(tool->description(), u"Finds things.\n"_s);
    QCOMPARE(tool->policy(), NoukaiTool::Deny);
    QCOMPARE(tool->parameters()["properties"_L1]["q"_L1]["default"_L1], QJsonValue(u"7"_s));
    QCOMPARE(tool->parameters()["properties"_L1]["q"_L1]["maxLength"_L1], QJsonValue(7));
    tools.value().constFirst()->setPolicy(NoukaiTool::Auto);
    QCOMPARE(answerOf(tools.value().constFirst()), uR"({"n":1.5,"none":null,"ok":true,"text":"true"})"_s);
#else
    QVERIFY2(tools.error().message().contains(u"YAML"_s), qPrintable(tools.error().message()));
#endif
}

void tst_ToolFile::hostileYaml_data()
{
#ifndef INSPECTOR_HAS_YAML
    QSKIP("built without YAML");
#endif
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("malformed") << QByteArray("a: b\n c: [d\n") << u"line "_s;
    QByteArray laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c <= 'j'; ++c) {
        const QByteArray before = QByteArray("*") + char(c - 1) + " , ";
        laughs += QByteArray(1, c) + ": &" + c + " [" + before.repeated(9).chopped(2) + "]\n";
    }
    QTest::newRow("a billion laughs") << laughs << u"too much"_s;
    QTest::newRow("alias of itself") << QByteArray("a: &a [*a]\n") << u"line "_s;
    QTest::newRow("nested") << QByteArray(QByteArray("[").repeated(300) + QByteArray("]").repeated(300)) << u"line "_s;
    QTest::newRow("nested without end") << QByteArray("[").repeated(100'000) << u"line "_s;
    QTest::newRow("a list as a key") << QByteArray("? [a, b]\n: c\n") << u"a key is no text"_s;
    QTest::newRow("binary") << QByteArray("\x00\x01\xFF\xFEtools", 9) << u"tools.yml: "_s;
}

void tst_ToolFile::hostileYaml()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, complaint);
    QObject parent;
    const QString message = parse(yaml, &parent, u"tools.yml"_s).error().message();
    QVERIFY2(message.contains(complaint), qPrintable(message));
}

void tst_ToolFile::noKeyInErrors()
{
    QObject parent;
    const QString message = parse(R"([{"name":"nk_live_0123456789 x"}])", &parent).error().message();
    QVERIFY2(!message.contains(u"0123456789"_s), qPrintable(message));
}

QTEST_GUILESS_MAIN(tst_ToolFile)
#include "tst_toolfile.moc"
