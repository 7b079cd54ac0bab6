// SPDX-License-Identifier: MIT
// OpenAPI documents as tools: names, descriptions, arguments, references, and what is said of a document that is wrong.
#include "toolfile.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

using Tools = NoukaiExpected<QList<NoukaiTool *>>;

class tst_OpenApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operation();
    void names_data();
    void names();
    void bodies_data();
    void bodies();
    void schemas_data();
    void schemas();
    void cycles();
    void yaml();
    void mistakes_data();
    void mistakes();
    void bounded();

private:
    static QByteArray document(const QByteArray &paths, const QByteArray &components = "{}")
    {
        return R"({"openapi":"3.0.3","info":{"title":"Shop","version":"1"},"paths":)" + paths + R"(,"components":)" +
               components + '}';
    }
    static Tools read(const QByteArray &content, QObject *parent)
    {
        return ToolFile::parse(content, u"shop.json"_s, parent);
    }
    static QJsonObject json(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }
};

void tst_OpenApi::operation()
{
    const QByteArray paths = R"({"/orders/{id}":{
        "summary":"ignored","parameters":[
            {"name":"id","in":"path","required":true,"description":"the order","schema":{"type":"string"}},
            {"name":"verbose","in":"query","schema":{"type":"boolean"}}],
        "get":{"operationId":"getOrder","summary":"Reads an order.","description":"With all its lines.","parameters":[
            {"name":"verbose","in":"query","schema":{"type":"integer"}},
            {"name":"X-Trace","in":"header","required":true,"schema":{"type":"string"}},
            {"$ref":"#/components/parameters/Limit"}]},
        "delete":{"operationId":"deleteOrder"}}})";
    QObject parent;
    const Tools tools = read(
        document(
            paths,
            R"({"parameters":{"Limit":{"name":"limit","in":"query","required":true,"schema":{"type":"integer"}}}})"),
        &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QCOMPARE(tools.value().size(), 2);
    const NoukaiTool *get = tools.value().at(0);
    QCOMPARE(get->name(), u"getOrder"_s);
    QCOMPARE(get->description(), u"Reads an order.\n\nWith all its lines."_s);
    QCOMPARE(get->policy(), NoukaiTool::Ask);
    QVERIFY(!get->hasHandler());
    QVERIFY(!get->isDestructive());
    QCOMPARE(get->parameters(), json(R"({"type":"object","properties":{
        "id":{"type":"string","description":"the order"},"verbose":{"type":"integer"},"limit":{"type":"integer"}},
        "required":["id","limit"]})"));
    const NoukaiTool *remove = tools.value().at(1);
    QCOMPARE(remove->name(), u"deleteOrder"_s);
    QVERIFY(remove->isDestructive());
    QCOMPARE(remove->parameters()["required"_L1], QJsonValue(QJsonArray{u"id"_s}));
}

void tst_OpenApi::names_data()
{
    QTest::addColumn<QByteArray>("paths");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("operationId") << QByteArray(R"({"/a":{"get":{"operationId":"list__a"}}})")
                                 << QStringList{u"list__a"_s};
    QTest::newRow("of other characters") << QByteArray(R"({"/a":{"get":{"operationId":"pets.list all/größe"}}})")
                                         << QStringList{u"pets_list_all_gr_e"_s};
    QTest::newRow("none") << QByteArray(R"({"/pets/{petId}/toys":{"post":{}}})")
                          << QStringList{u"post_pets_petId_toys"_s};
    QTest::newRow("none at the root") << QByteArray(R"({"/":{"get":{}}})") << QStringList{u"get"_s};
    QTest::newRow("no letters") << QByteArray(R"({"/a":{"put":{"operationId":"…"}}})") << QStringList{u"put"_s};
    QTest::newRow("twice") << QByteArray(R"({"/a":{"get":{"operationId":"a.b"}},"/b":{"get":{"operationId":"a/b"}}})")
                           << QStringList{u"a_b"_s, u"a_b_2"_s};
    const QByteArray twice = "{\"/a\":{\"get\":{\"operationId\":\"" + QByteArray(80, 'x') +
                             "\"},\"put\":{\"operationId\":\"" + QByteArray(90, 'x') + "\"}}}";
    QTest::newRow("long, twice") << twice << QStringList{QString(64, u'x'), QString(QString(62, u'x') + u"_2"_s)};
}

void tst_OpenApi::names()
{
    QFETCH(QByteArray, paths);
    QFETCH(QStringList, names);
    QObject parent;
    const Tools tools = read(document(paths), &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QStringList found;
    for (const NoukaiTool *tool : tools.value())
        found.append(tool->name());
    QCOMPARE(found, names);
}

void tst_OpenApi::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("properties"); // besides id, which is in the path
    QTest::addColumn<QByteArray>("required");
    const auto media = [](const QByteArray &schema, const QByteArray &rest = {}) {
        return QByteArray(R"({"content":{"text/plain":{"schema":{"type":"string"}},"application/json":{"schema":)" +
                          schema + "}}" + rest + '}');
    };
    const QByteArray required = R"(,"required":true)";
    const QByteArray none;
    QTest::newRow("none") << QByteArray("{}") << none << none;
    QTest::newRow("members, required")
        << media(R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["b"]})",
                 required)
        << QByteArray(R"(,"a":{"type":"string"},"b":{"type":"number"})") << QByteArray(R"(,"b")");
    QTest::newRow("members, none required") << media(R"({"properties":{"a":{"type":"string"}},"required":["a"]})")
                                            << QByteArray(R"(,"a":{"type":"string"})") << none;
    QTest::newRow("in parts") << media(
                                     R"({"allOf":[{"properties":{"a":{}}},{"properties":{"b":{}},"required":["b"]}]})",
                                     required)
                              << QByteArray(R"(,"a":{},"b":{})") << QByteArray(R"(,"b")");
    QTest::newRow("a list") << media(R"({"type":"array","items":{"type":"string"}})",
                                     QByteArray(required + R"(,"description":"names")"))
                            << QByteArray(R"(,"body":{"type":"array","items":{"type":"string"},"description":"names"})")
                            << QByteArray(R"(,"body")");
    QTest::newRow("one of two") << media(R"({"oneOf":[{"type":"object"},{"type":"string"}]})")
                                << QByteArray(R"(,"body":{"oneOf":[{"type":"object"},{"type":"string"}]})") << none;
    QTest::newRow("a member of the same name")
        << media(R"({"properties":{"id":{"type":"integer"}}})")
        << QByteArray(R"(,"body":{"properties":{"id":{"type":"integer"}}})") << none;
    QTest::newRow("no JSON") << QByteArray(R"({"content":{"text/plain":{"schema":{"type":"string"}}}})")
                             << QByteArray(R"(,"body":{"type":"string"})") << none;
}

void tst_OpenApi::bodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, properties);
    QFETCH(QByteArray, required);
    QObject parent;
    const Tools tools = read(document(R"({"/a/{id}":{"put":{"requestBody":)" + body + "}}}"), &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    const QJsonObject expected = json(R"({"type":"object","properties":{"id":{"type":"string"})" + properties +
                                      R"(},"required":["id")" + required + "]}");
    QVERIFY(!expected.isEmpty());
    QCOMPARE(tools.value().constFirst()->parameters(), expected);
}

void tst_OpenApi::schemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("reference") << QByteArray(R"({"$ref":"#/components/schemas/Colour"})")
                               << QByteArray(R"({"type":"string","enum":["red"]})");
    QTest::newRow("reference with words")
        << QByteArray(R"({"$ref":"#/components/schemas/Colour","description":"of the box"})")
        << QByteArray(R"({"type":"string","enum":["red"],"description":"of the box"})");
    QTest::newRow("reference to a reference")
        << QByteArray(R"({"$ref":"#/components/schemas/Paint"})") << QByteArray(R"({"type":"string","enum":["red"]})");
    QTest::newRow("escaped names") << QByteArray(R"({"$ref":"#/components/schemas/a~1b%20c"})")
                                   << QByteArray(R"({"type":"integer"})");
    QTest::newRow("nested")
        << QByteArray(R"({"type":"array","items":{"anyOf":[{"$ref":"#/components/schemas/Colour"},true]}})")
        << QByteArray(R"({"type":"array","items":{"anyOf":[{"type":"string","enum":["red"]},{}]}})");
    QTest::newRow("nullable") << QByteArray(R"({"type":"string","nullable":true,"enum":["a"]})")
                              << QByteArray(R"({"type":["string","null"],"enum":["a",null]})");
    QTest::newRow("remarks") << QByteArray(R"({"type":"string","example":"x","x-order":1,"xml":{},"default":"y"})")
                             << QByteArray(R"({"type":"string","default":"y"})");
    QTest::newRow("members called as keywords")
        << QByteArray(R"({"type":"object","properties":{"$ref":{"type":"string"},"example":{"type":"string"}}})")
        << QByteArray(R"({"type":"object","properties":{"$ref":{"type":"string"},"example":{"type":"string"}}})");
    QTest::newRow("written by the server")
        << QByteArray(R"({"type":"object","properties":{"id":{"readOnly":true},"a":{}},"required":["id","a"]})")
        << QByteArray(R"({"type":"object","properties":{"a":{}},"required":["a"]})");
}

void tst_OpenApi::schemas()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, expected);
    const QByteArray paths = R"({"/a":{"get":{"parameters":[{"name":"p","in":"query","schema":)" + schema + "}]}}}";
    const QByteArray components = R"({"schemas":{"Colour":{"type":"string","enum":["red"]},)"
                                  R"("Paint":{"$ref":"#/components/schemas/Colour"},"a/b c":{"type":"integer"}}})";
    QObject parent;
    const Tools tools = read(document(paths, components), &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QVERIFY(!json(expected).isEmpty());
    QCOMPARE(tools.value().constFirst()->parameters()["properties"_L1]["p"_L1].toObject(), json(expected));
}

void tst_OpenApi::cycles()
{
    const QByteArray paths = R"({"/a":{"post":{"requestBody":{"content":{"application/json":)"
                             R"({"schema":{"$ref":"#/components/schemas/Node"}}}}}}})";
    const QByteArray components = R"({"schemas":{"Node":{"type":"object","properties":{"name":{"type":"string"},)"
                                  R"("next":{"$ref":"#/components/schemas/Node"}}}}})";
    QObject parent;
    const Tools tools = read(document(paths, components), &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QCOMPARE(tools.value().constFirst()->parameters()["properties"_L1].toObject(),
             json(R"({"name":{"type":"string"},"next":{"type":"object","description":"As Node above."}})"));
}

void tst_OpenApi::yaml()
{
#ifndef INSPECTOR_HAS_YAML
    QSKIP("built without YAML");
#endif
    const QByteArray text = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths:\n  /orders/{id}:\n    get:\n"
                            "      operationId: getOrder\n      responses:\n        200: {description: ok}\n";
    QObject parent;
    const Tools tools = ToolFile::parse(text, u"shop.yaml"_s, &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
    QCOMPARE(tools.value().constFirst()->name(), u"getOrder"_s);
    QCOMPARE(tools.value().constFirst()->parameters()["required"_L1], QJsonValue(QJsonArray{u"id"_s}));
}

void tst_OpenApi::mistakes_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("complaint");
    const auto schema = [](const QByteArray &reference) {
        return document(R"({"/a":{"get":{"parameters":[{"name":"p","in":"query","schema":{"$ref":")" + reference +
                            R"("}}]}}})",
                        R"({"schemas":{"A":{"$ref":"#/components/schemas/A"}}})");
    };
    QTest::newRow("version") << QByteArray(R"({"openapi":"4.0.0","paths":{"/a":{}}})") << u"not \"4.0.0\""_s;
    QTest::newRow("no paths") << QByteArray(R"({"openapi":"3.1.0"})") << u"paths: is missing"_s;
    QTest::newRow("no operations") << document(R"({"/a":{"summary":"x"}})") << u"there are no tools"_s;
    QTest::newRow("nothing there") << schema("#/components/schemas/B") << u"GET /a: the reference"_s;
    QTest::newRow("another file") << schema("other.yaml#/A") << u"leads out of the file"_s;
    QTest::newRow("the network") << schema("https://example.org/a.json") << u"leads out of the file"_s;
    QTest::newRow("parameter without a name") << document(R"({"/a":{"get":{"parameters":[{"in":"query"}]}}})")
                                              << u"GET /a: parameters[0]: name or in is missing"_s;
    QTest::newRow("a path that leads nowhere")
        << document(R"({"/a":{"$ref":"#/paths/~1b"}})") << u"/a: the reference"_s;
    QTest::newRow("a path that leads to itself") << document(R"({"/a":{"$ref":"#/paths/~1a"}})") << u"back to itself"_s;
}

void tst_OpenApi::mistakes()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, complaint);
    QObject parent;
    const QString message = read(content, &parent).error().message();
    QVERIFY2(message.startsWith(u"shop.json: "_s) && message.contains(complaint), qPrintable(message));
    QVERIFY(parent.children().isEmpty());
}

// References that double at each step, and schemas that never end: told in a moment, without much memory.
void tst_OpenApi::bounded()
{
    QByteArray schemas = R"({"S0":{"type":"string"})";
    for (int i = 1; i < 40; ++i) {
        const QByteArray before = R"({"$ref":"#/components/schemas/S)" + QByteArray::number(i - 1) + "\"}";
        schemas += ",\"S" + QByteArray::number(i) + "\":{\"allOf\":[" + before + ',' + before + "]}";
    }
    const QByteArray paths =
        R"({"/a":{"get":{"parameters":[{"name":"p","in":"query","schema":{"$ref":"#/components/schemas/S39"}}]}}})";
    QObject parent;
    QElapsedTimer timer;
    timer.start();
    const QString message = read(document(paths, "{\"schemas\":" + schemas + "}}"), &parent).error().message();
    QVERIFY2(message.contains(u"too large"_s), qPrintable(message));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));

    const QByteArray deep = QByteArray(R"({"items":)").repeated(300) + "{}" + QByteArray("}").repeated(300);
    const Tools tools =
        read(document(R"({"/a":{"get":{"parameters":[{"name":"p","in":"query","schema":)" + deep + "}]}}}"), &parent);
    QVERIFY2(tools, qPrintable(tools.error().message()));
}

QTEST_GUILESS_MAIN(tst_OpenApi)
#include "tst_openapi.moc"
