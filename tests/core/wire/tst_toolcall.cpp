// SPDX-License-Identifier: MIT
#include "wire/eventdecoder_p.h"
#include "wire/toolanswer_p.h"

#include <Noukai/noukaievents.h>
#include <Noukai/noukaitoolcall.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QMetaProperty>
#include <QtTest/QTest>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().first();
}

QByteArray callJson(const QByteArray &id)
{
    return R"({"id":")" + id + R"(","type":"function","function":{"name":"t","arguments":"{}"}})";
}

// `messages` is the raw array, `calls` the ids of the event's calls.
NoukaiToolCallsRequired eventWith(const QByteArray &messages, const QList<QByteArray> &ids)
{
    QByteArray calls;
    for (const QByteArray &id : ids)
        calls += (calls.isEmpty() ? "" : ",") + callJson(id);
    const QByteArray payload =
        R"({"executionId":"e","stepId":"s","stepIndex":0,"iterationsUsed":1,"toolCallMessages":)" + messages +
        R"(,"toolCalls":[)" + calls + "]}";
    NoukaiWire::EventDecoder decoder;
    return decoder.decode("step_paused_for_tool_calls", payload).event.to<NoukaiToolCallsRequired>();
}

} // namespace

Q_DECLARE_METATYPE(NoukaiWire::ToolResult)

class tst_ToolCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void constructs_data();
    void constructs();
    void comparesEveryMember();
    void readableAsProperties();
    void answers_data();
    void answers();
    void answersEscapeText();
};

void tst_ToolCall::reads_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("arguments");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const char *wire, const QString &id, const QString &tool,
                        const QJsonValue &arguments, const QString &text) {
        QTest::newRow(name) << QByteArray(wire) << id << tool << arguments << text;
    };
    const QJsonValue undefined(QJsonValue::Undefined);
    row("arguments as text", R"({"id":"c1","type":"function","function":{"name":"t","arguments":"{ \"a\": 1.50 }"}})",
        u"c1"_s, u"t"_s, json(R"({"a":1.5})"), u"{ \"a\": 1.50 }"_s);
    row("arguments as object",
        R"({"id":"c1","type":"function","function":{"name":"t","arguments":{ "b": 1, "a": [] }}})", u"c1"_s, u"t"_s,
        json(R"({"a":[],"b":1})"), uR"({"a":[],"b":1})"_s);
    row("arguments as array", R"({"id":"c1","function":{"name":"t","arguments":[1]}})", u"c1"_s, u"t"_s, json("[1]"),
        u"[1]"_s);
    row("text of a bare value", R"({"id":"c1","function":{"name":"t","arguments":" 5 "}})", u"c1"_s, u"t"_s, 5,
        u" 5 "_s);
    row("text of null", R"({"id":"c1","function":{"name":"t","arguments":"null"}})", u"c1"_s, u"t"_s,
        QJsonValue(QJsonValue::Null), u"null"_s);
    row("text that breaks off", R"({"id":"c1","function":{"name":"t","arguments":"{\"a\":"}})", u"c1"_s, u"t"_s,
        undefined, u"{\"a\":"_s);
    row("text that is no JSON", R"({"id":"c1","function":{"name":"t","arguments":"rm -rf"}})", u"c1"_s, u"t"_s,
        undefined, u"rm -rf"_s);
    row("empty text", R"({"id":"c1","function":{"name":"t","arguments":""}})", u"c1"_s, u"t"_s, undefined, u""_s);
    row("arguments absent", R"({"id":"c1","function":{"name":"t"}})", u"c1"_s, u"t"_s, undefined, u""_s);
    row("arguments null", R"({"id":"c1","function":{"name":"t","arguments":null}})", u"c1"_s, u"t"_s, undefined, u""_s);
    row("no id", R"({"function":{"name":"t","arguments":"{}"}})", {}, u"t"_s, QJsonObject(), u"{}"_s);
    row("id is no text", R"({"id":7,"function":{"name":"t","arguments":"{}"}})", {}, u"t"_s, QJsonObject(), u"{}"_s);
    row("function is no object", R"({"id":"c1","function":"t"})", u"c1"_s, {}, undefined, {});
    row("an empty object", "{}", {}, {}, undefined, {});
    row("no object", "[1]", {}, {}, undefined, {});
}

void tst_ToolCall::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(QString, id);
    QFETCH(QString, name);
    QFETCH(QJsonValue, arguments);
    QFETCH(QString, text);
    const NoukaiToolCall call = NoukaiToolCall::fromJson(json(wire));
    QCOMPARE(call.id(), id);
    QCOMPARE(call.name(), name);
    QCOMPARE(call.arguments(), arguments);
    QCOMPARE(call.argumentsText(), text);
}

void tst_ToolCall::constructs_data()
{
    QTest::addColumn<QJsonValue>("given");
    QTest::addColumn<QJsonValue>("arguments");
    QTest::addColumn<QString>("text");

    const QJsonValue undefined(QJsonValue::Undefined);
    QTest::newRow("object") << json(R"({"b":1,"a":"x"})") << json(R"({"a":"x","b":1})") << uR"({"a":"x","b":1})"_s;
    QTest::newRow("number") << QJsonValue(5) << QJsonValue(5) << u"5"_s;
    QTest::newRow("JSON text") << QJsonValue(u"{}"_s) << QJsonValue(QJsonObject()) << u"{}"_s;
    QTest::newRow("other text") << QJsonValue(u"x"_s) << undefined << u"x"_s;
    QTest::newRow("undefined") << undefined << undefined << QString();
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << undefined << QString();
}

void tst_ToolCall::constructs()
{
    QFETCH(QJsonValue, given);
    QFETCH(QJsonValue, arguments);
    QFETCH(QString, text);
    const NoukaiToolCall call(u"c1"_s, u"search"_s, given);
    QCOMPARE(call.id(), u"c1"_s);
    QCOMPARE(call.name(), u"search"_s);
    QCOMPARE(call.arguments(), arguments);
    QCOMPARE(call.argumentsText(), text);
}

void tst_ToolCall::comparesEveryMember()
{
    const NoukaiToolCall call(u"a"_s, u"b"_s, u"{}"_s);
    QCOMPARE(call, NoukaiToolCall(u"a"_s, u"b"_s, u"{}"_s));
    QVERIFY(call != NoukaiToolCall(u"x"_s, u"b"_s, u"{}"_s));
    QVERIFY(call != NoukaiToolCall(u"a"_s, u"x"_s, u"{}"_s));
    QVERIFY(call != NoukaiToolCall(u"a"_s, u"b"_s, u"[]"_s));
    QVERIFY(call != NoukaiToolCall(u"a"_s, u"b"_s, u"{ }"_s));
}

void tst_ToolCall::readableAsProperties()
{
    const NoukaiToolCall call(u"a"_s, u"b"_s, 5);
    const QMetaObject &meta = NoukaiToolCall::staticMetaObject;
    const auto read = [&](const char *name) {
        const int index = meta.indexOfProperty(name);
        return index < 0 ? QVariant() : meta.property(index).readOnGadget(&call);
    };
    QCOMPARE(read("id"), QVariant(u"a"_s));
    QCOMPARE(read("name"), QVariant(u"b"_s));
    QCOMPARE(read("arguments").toJsonValue(), QJsonValue(5));
    QCOMPARE(read("argumentsText"), QVariant(u"5"_s));
}

void tst_ToolCall::answers_data()
{
    QTest::addColumn<QByteArray>("messages");
    QTest::addColumn<QList<QByteArray>>("calls");
    QTest::addColumn<QList<ToolResult>>("results");
    QTest::addColumn<QByteArray>("expected");

    using Ids = QList<QByteArray>;
    using Results = QList<ToolResult>;
    const Results a{{u"a"_s, u"1"_s}};
    const QByteArray snake = R"({"content":"1","role":"tool","tool_call_id":"a"})";
    const QByteArray camel = R"({"content":"1","role":"tool","toolCallId":"a"})";

    QTest::newRow("no messages") << "[]"_ba << Ids{"a"} << a << QByteArray('[' + snake + ']');
    QTest::newRow("blank array") << "[ \n ]"_ba << Ids{"a"} << a << QByteArray("[ \n " + snake + ']');
    QTest::newRow("snake case") << R"([{"role":"assistant","tool_calls":[]}])"_ba << Ids{"a"} << a
                                << QByteArray(R"([{"role":"assistant","tool_calls":[]},)" + snake + ']');
    QTest::newRow("camel case") << R"([{"role":"assistant","toolCalls":[]}])"_ba << Ids{"a"} << a
                                << QByteArray(R"([{"role":"assistant","toolCalls":[]},)" + camel + ']');
    QTest::newRow("neither") << R"([{"role":"assistant","content":"x"}])"_ba << Ids{"a"} << a
                             << QByteArray(R"([{"role":"assistant","content":"x"},)" + snake + ']');
    QTest::newRow("another role does not count") << R"([{"role":"user","toolCalls":[]}])"_ba << Ids{"a"} << a
                                                 << QByteArray(R"([{"role":"user","toolCalls":[]},)" + snake + ']');
    QTest::newRow("null does not count") << R"([{"role":"assistant","toolCalls":null,"tool_calls":[]}])"_ba << Ids{"a"}
                                         << a
                                         << QByteArray(R"([{"role":"assistant","toolCalls":null,"tool_calls":[]},)" +
                                                       snake + ']');
    QTest::newRow("messages stay byte for byte")
        << R"([ {"z" : 1.10, "role":"assistant", "tool_calls":[], "a":"\u00e9\/"} ])"_ba << Ids{"a"} << a
        << QByteArray(R"([ {"z" : 1.10, "role":"assistant", "tool_calls":[], "a":"\u00e9\/"} ,)" + snake + ']');
    QTest::newRow("in the order of the calls")
        << "[]"_ba << Ids{"a", "b", "c"} << Results{{u"c"_s, u"3"_s}, {u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}}
        << QByteArray('[' + snake +
                      R"(,{"content":"2","role":"tool","tool_call_id":"b"})"
                      R"(,{"content":"3","role":"tool","tool_call_id":"c"}])");
    QTest::newRow("a result without a call is left out")
        << "[]"_ba << Ids{"a"} << Results{{u"x"_s, u"9"_s}, {u"a"_s, u"1"_s}} << QByteArray('[' + snake + ']');
    QTest::newRow("a call without a result is left out")
        << "[]"_ba << Ids{"x", "a"} << a << QByteArray('[' + snake + ']');
    QTest::newRow("an id twice, two results")
        << "[]"_ba << Ids{"a", "a"} << Results{{u"a"_s, u"1"_s}, {u"a"_s, u"2"_s}}
        << QByteArray('[' + snake + R"(,{"content":"2","role":"tool","tool_call_id":"a"}])");
    QTest::newRow("an id twice, one result")
        << "[]"_ba << Ids{"a", "a"} << a << QByteArray('[' + snake + ',' + snake + ']');
    QTest::newRow("no results") << R"([{"role":"assistant"}])"_ba << Ids{"a"} << Results{}
                                << R"([{"role":"assistant"}])"_ba;
}

void tst_ToolCall::answers()
{
    QFETCH(QByteArray, messages);
    QFETCH(QList<QByteArray>, calls);
    QFETCH(QList<ToolResult>, results);
    QFETCH(QByteArray, expected);
    const NoukaiToolCallsRequired event = eventWith(messages, calls);
    QCOMPARE(event.type(), NoukaiEvent::ToolCallsRequired);
    QCOMPARE(answerToolCalls(event, results), expected);
}

void tst_ToolCall::answersEscapeText()
{
    const QString content = u"a\"],\\\n\u0001\u6D41"_s;
    const NoukaiToolCallsRequired event = eventWith("[]", {"a"});
    const QJsonDocument answer = QJsonDocument::fromJson(answerToolCalls(event, {{u"a"_s, content}}));
    QCOMPARE(answer.array().size(), 1);
    QCOMPARE(answer[0][u"content"_s], QJsonValue(content));

    QCOMPARE(answerToolCalls({}, {{u"a"_s, content}}), "[]"_ba);
}

QTEST_APPLESS_MAIN(tst_ToolCall)
#include "tst_toolcall.moc"
