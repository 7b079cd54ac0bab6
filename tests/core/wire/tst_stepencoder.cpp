// SPDX-License-Identifier: MIT
#include "wire/jsontext_p.h"
#include "wire/stepencoder_p.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

#include <limits>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonArray array(const char *json)
{
    return QJsonDocument::fromJson(json).array();
}

} // namespace

Q_DECLARE_METATYPE(NoukaiWire::StepRequest)

class tst_StepEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void everythingAtOnce();
    void anyKeySurvives_data();
    void anyKeySurvives();
    void manyOutputsInLinearTime();
    void jsonText_data();
    void jsonText();
    void jsonTextOfWhatJsonCannotSay();
    void noJsonText_data();
    void noJsonText();
};

void tst_StepEncoder::requests_data()
{
    QTest::addColumn<StepRequest>("request");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const StepRequest &request, const QByteArray &expected) {
        QTest::newRow(name) << request << expected;
    };
    const auto with = [](auto member, const auto &value) {
        StepRequest request;
        request.*member = value;
        return request;
    };
    row("nothing set", {}, R"({"stepIndex":0})");
    row("step index", with(&StepRequest::stepIndex, 7), R"({"stepIndex":7})");
    row("execution id", with(&StepRequest::executionId, u"e\"1"_s), R"({"executionId":"e\"1","stepIndex":0})");
    row("message", with(&StepRequest::message, u"hi\n"_s), R"({"stepIndex":0,"message":"hi\n"})");
    row("message of none", with(&StepRequest::message, u""_s), R"({"stepIndex":0,"message":""})");
    row("message that is a null string", with(&StepRequest::message, QString()), R"({"stepIndex":0,"message":""})");
    row("message beyond Latin", with(&StepRequest::message, u"\u00E9\U0001F600"_s),
        "{\"stepIndex\":0,\"message\":\"\xC3\xA9\xF0\x9F\x98\x80\"}");
    row("parameters", with(&StepRequest::parameters, object(R"({"a":[1,null]})")),
        R"({"stepIndex":0,"parameters":{"a":[1,null]}})");
    row("parameters without members are absent", with(&StepRequest::parameters, object("{}")), R"({"stepIndex":0})");
    row("attachments", with(&StepRequest::attachments, array(R"([{"kind":"url"}])")),
        R"({"stepIndex":0,"attachments":[{"kind":"url"}]})");
    row("input overrides", with(&StepRequest::inputOverrides, object(R"({"s":"x"})")),
        R"({"stepIndex":0,"inputOverrides":{"s":"x"}})");
    row("block overrides", with(&StepRequest::blockOverrides, object(R"({"s":{"temperature":0.5}})")),
        R"({"stepIndex":0,"blockOverrides":{"s":{"temperature":0.5}}})");
    row("run remaining", with(&StepRequest::runRemaining, true), R"({"stepIndex":0,"runRemaining":true})");
    row("trace", with(&StepRequest::trace, true), R"({"stepIndex":0,"trace":true})");
    row("tools", with(&StepRequest::tools, array(R"([{"type":"function"}])")),
        R"({"stepIndex":0,"tools":[{"type":"function"}]})");
    row("tool choice as text", with(&StepRequest::toolChoice, QJsonValue(u"auto"_s)),
        R"({"stepIndex":0,"toolChoice":"auto"})");
    row("tool choice as object", with(&StepRequest::toolChoice, QJsonValue(object(R"({"type":"function"})"))),
        R"({"stepIndex":0,"toolChoice":{"type":"function"}})");
    row("null tool choice is absent", with(&StepRequest::toolChoice, QJsonValue(QJsonValue::Null)),
        R"({"stepIndex":0})");
    row("tool call messages as they are", with(&StepRequest::toolCallMessages, R"([ {"b":1,"a":1.0} ])"_ba),
        R"({"stepIndex":0,"toolCallMessages":[ {"b":1,"a":1.0} ]})");
    row("no iterations used", with(&StepRequest::iterationsUsed, 0), R"({"stepIndex":0,"iterationsUsed":0})");
    row("outputs as they are",
        with(&StepRequest::accumulatedOutputs,
             RawOutputs{{u"b"_s, R"({ "z" : 1.10, "a" : 1e2 })"_ba}, {u"a"_s, R"("\u00e9\/")"_ba}}),
        R"({"stepIndex":0,"accumulatedOutputs":{"b":{ "z" : 1.10, "a" : 1e2 },"a":"\u00e9\/"}})");
    row("an output without text is null", with(&StepRequest::accumulatedOutputs, RawOutputs{{u"a"_s, {}}}),
        R"({"stepIndex":0,"accumulatedOutputs":{"a":null}})");
}

void tst_StepEncoder::requests()
{
    QFETCH(StepRequest, request);
    QFETCH(QByteArray, expected);
    QCOMPARE(encodeStepRequest(request), expected);
}

void tst_StepEncoder::everythingAtOnce()
{
    StepRequest request;
    request.executionId = u"e1"_s;
    request.stepIndex = 2;
    request.accumulatedOutputs = {{u"s1"_s, "1"_ba}, {u"s2"_s, "\"two\""_ba}};
    request.message = u"m"_s;
    request.parameters = object(R"({"p":1})");
    request.attachments = array(R"([{"kind":"url"}])");
    request.inputOverrides = object(R"({"s1":2})");
    request.blockOverrides = object(R"({"s2":{"prompt":"x"}})");
    request.runRemaining = true;
    request.trace = true;
    request.tools = array(R"([{"type":"function"}])");
    request.toolChoice = u"required"_s;
    request.toolCallMessages = R"([{"role":"assistant"}])"_ba;
    request.iterationsUsed = 3;

    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(encodeStepRequest(request), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(document.object(), object(R"({
        "executionId": "e1", "stepIndex": 2, "accumulatedOutputs": {"s1": 1, "s2": "two"}, "message": "m",
        "parameters": {"p": 1}, "attachments": [{"kind": "url"}], "inputOverrides": {"s1": 2},
        "blockOverrides": {"s2": {"prompt": "x"}}, "runRemaining": true, "trace": true,
        "tools": [{"type": "function"}], "toolChoice": "required",
        "toolCallMessages": [{"role": "assistant"}], "iterationsUsed": 3})"));
}

void tst_StepEncoder::anyKeySurvives_data()
{
    QTest::addColumn<QString>("stepId");

    QTest::newRow("empty") << u""_s;
    QTest::newRow("quote") << u"a\"b"_s;
    QTest::newRow("closing quote and member") << u"a\":1,\"stepIndex\":9,\"b"_s;
    QTest::newRow("backslash at the end") << u"a\\"_s;
    QTest::newRow("control characters") << QString(u"\u0001\n\t\u001F"_s + QChar(u'\0'));
    QTest::newRow("beyond Latin") << u"\u6D41 \U0001F600"_s;
    QTest::newRow("a known member's name") << u"stepIndex"_s;
}

void tst_StepEncoder::anyKeySurvives()
{
    QFETCH(QString, stepId);
    StepRequest request;
    request.accumulatedOutputs = {{stepId, "42"_ba}};
    const QJsonDocument document = QJsonDocument::fromJson(encodeStepRequest(request));
    QCOMPARE(document[u"accumulatedOutputs"_s], QJsonValue(QJsonObject{{stepId, 42}}));
    QCOMPARE(document[u"stepIndex"_s], QJsonValue(0));
    QCOMPARE(document.object().size(), 2);
}

// 64 MiB in 20,000 outputs: copying what was written again and again would take minutes.
void tst_StepEncoder::manyOutputsInLinearTime()
{
    const QByteArray output = '"' + QByteArray(3350, 'x') + '"';
    StepRequest request;
    qsizetype expected = QByteArray(R"({"stepIndex":0,"accumulatedOutputs":{}})").size() - 1;
    for (int i = 0; i < 20000; ++i) {
        request.accumulatedOutputs.emplace_back(QString::number(i), output);
        expected += QByteArray::number(i).size() + 4 + output.size();
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(encodeStepRequest(request).size(), expected);
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
}

void tst_StepEncoder::jsonText_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << "null"_ba;
    QTest::newRow("true") << QJsonValue(true) << "true"_ba;
    QTest::newRow("false") << QJsonValue(false) << "false"_ba;
    QTest::newRow("zero") << QJsonValue(0) << "0"_ba;
    QTest::newRow("fraction") << QJsonValue(-0.5) << "-0.5"_ba;
    QTest::newRow("integer beyond a double") << QJsonValue(9007199254740993LL) << "9007199254740993"_ba;
    QTest::newRow("empty text") << QJsonValue(u""_s) << "\"\""_ba;
    QTest::newRow("text") << QJsonValue(u"a]\"\\\n"_s) << R"("a]\"\\\n")"_ba;
    QTest::newRow("lone surrogate") << QJsonValue(QString(QChar(0xD83D))) << R"("\ud83d")"_ba;
    QTest::newRow("empty array") << QJsonValue(QJsonArray()) << "[]"_ba;
    QTest::newRow("array") << QJsonValue(array("[1,[2]]")) << "[1,[2]]"_ba;
    QTest::newRow("empty object") << QJsonValue(QJsonObject()) << "{}"_ba;
    QTest::newRow("object") << QJsonValue(object(R"({"a":{"b":[]}})")) << R"({"a":{"b":[]}})"_ba;
}

void tst_StepEncoder::jsonText()
{
    QFETCH(QJsonValue, value);
    QFETCH(QByteArray, text);
    QCOMPARE(toJsonText(value), text);
    QCOMPARE(fromJsonText(text), value);
    QCOMPARE(fromJsonText(" \r\n\t" + text + "\t\n "), value);
}

void tst_StepEncoder::jsonTextOfWhatJsonCannotSay()
{
    QCOMPARE(toJsonText(QJsonValue::Undefined), "null"_ba);
    QCOMPARE(toJsonText(std::numeric_limits<double>::infinity()), "null"_ba);
    QCOMPARE(toJsonText(std::numeric_limits<double>::quiet_NaN()), "null"_ba);
}

void tst_StepEncoder::noJsonText_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("null") << QByteArray();
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("blank") << " \n"_ba;
    QTest::newRow("two values") << "1,2"_ba;
    QTest::newRow("trailing comma") << "1,"_ba;
    QTest::newRow("two objects") << "{}{}"_ba;
    QTest::newRow("value behind an object") << "{} 1"_ba;
    QTest::newRow("brackets the wrong way round") << "1],[2"_ba;
    QTest::newRow("closing bracket") << "]"_ba;
    QTest::newRow("open object") << R"({"a":1)"_ba;
    QTest::newRow("open text") << "\"a"_ba;
    QTest::newRow("word") << "hello"_ba;
    QTest::newRow("single quotes") << "'a'"_ba;
    QTest::newRow("invalid UTF-8") << "\"\xFF\""_ba;
    QTest::newRow("nested too deep") << QByteArray(100000, '[');
}

void tst_StepEncoder::noJsonText()
{
    QFETCH(QByteArray, text);
    QVERIFY(fromJsonText(text).isUndefined());
}

QTEST_APPLESS_MAIN(tst_StepEncoder)
#include "tst_stepencoder.moc"
