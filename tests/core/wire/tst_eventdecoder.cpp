// SPDX-License-Identifier: MIT
#include "eventexpectation.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using NoukaiWire::Decoded;
using NoukaiWire::EventDecoder;
using NoukaiWire::SseEvent;
using NoukaiWire::SseParser;

class tst_EventDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void events_data();
    void events();
    void refused_data();
    void refused();
    void warnings_data();
    void warnings();
};

void tst_EventDecoder::events_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<NoukaiEvent::Type>("type");
    QTest::addColumn<ExpectedProperties>("expected");
    const auto row = [](const char *title, const char *name, const QByteArray &data, NoukaiEvent::Type type,
                        const ExpectedProperties &expected) {
        QTest::newRow(title) << QByteArray(name) << data << type << expected;
    };
    const QJsonValue undefined(QJsonValue::Undefined);

    row("run_started", "run_started", R"({"runId":"r1","executionId":"e1","flowId":"f1","stepCount":3})",
        NoukaiEvent::RunStarted,
        {{"eventType", "run_started"},
         {"runId", "r1"},
         {"executionId", "e1"},
         {"flowId", "f1"},
         {"stepCount", 3},
         {"stepId", ""},
         {"stepIndex", -1}});
    row("run_started, runId alone", "run_started", R"({"runId":"r1"})", NoukaiEvent::RunStarted,
        {{"runId", "r1"}, {"executionId", "r1"}, {"flowId", ""}, {"stepCount", -1}});
    row("run_started, executionId alone", "run_started", R"({"executionId":"e1"})", NoukaiEvent::RunStarted,
        {{"runId", "e1"}, {"executionId", "e1"}});
    row("run_started, runId null", "run_started", R"({"runId":null,"executionId":"e1"})", NoukaiEvent::RunStarted,
        {{"runId", "e1"}, {"executionId", "e1"}});
    row("run_started, runId empty", "run_started", R"({"runId":"","executionId":"e1"})", NoukaiEvent::RunStarted,
        {{"runId", "e1"}, {"executionId", "e1"}});
    row("flow_started", "flow_started", R"({"executionId":"e1","stepCount":0})", NoukaiEvent::RunStarted,
        {{"eventType", "flow_started"}, {"executionId", "e1"}, {"stepCount", 0}});
    row("step_started", "step_started", R"({"stepId":"s","name":"Plan it","stepIndex":2})", NoukaiEvent::StepStarted,
        {{"stepId", "s"}, {"name", "Plan it"}, {"stepIndex", 2}});
    row("step_started, stepId alone", "step_started", R"({"stepId":"s"})", NoukaiEvent::StepStarted,
        {{"stepId", "s"}, {"name", ""}, {"stepIndex", -1}});
    row("step_input", "step_input", R"({"stepId":"s","inputData":{"a":[1,{"b":null}]}})", NoukaiEvent::StepInput,
        {{"stepId", "s"}, {"inputData", json(R"({"a":[1,{"b":null}]})").toObject()}});
    row("step_input, stepId alone", "step_input", R"({"stepId":"s"})", NoukaiEvent::StepInput,
        {{"inputData", QJsonObject()}});
    row("step_input, null", "step_input", R"({"stepId":"s","inputData":null})", NoukaiEvent::StepInput,
        {{"inputData", QJsonObject()}});
    row("step_completed", "step_completed",
        R"({"stepId":"s","name":"Plan","stepIndex":1,"output":{"text":"x"},"durationMs":1234,"tokens":{"prompt":5,"completion":7,"total":12},"costUsd":"0.000123"})",
        NoukaiEvent::StepCompleted,
        {{"stepId", "s"},
         {"name", "Plan"},
         {"stepIndex", 1},
         {"output", json(R"({"text":"x"})")},
         {"durationMs", qint64(1234)},
         {"tokens", NoukaiTokens(5, 7, 12)},
         {"costUsd", "0.000123"}});
    row("step_completed, stepId alone", "step_completed", R"({"stepId":"s"})", NoukaiEvent::StepCompleted,
        {{"name", ""}, {"output", undefined}, {"durationMs", qint64(-1)}, {"tokens", NoukaiTokens()}, {"costUsd", ""}});
    row("step_completed, all null", "step_completed",
        R"({"stepId":"s","name":null,"stepIndex":null,"output":null,"durationMs":null,"tokens":null,"costUsd":null})",
        NoukaiEvent::StepCompleted,
        {{"name", ""},
         {"stepIndex", -1},
         {"output", QJsonValue(QJsonValue::Null)},
         {"durationMs", qint64(-1)},
         {"tokens", NoukaiTokens()},
         {"costUsd", ""}});
    row("step_completed, some tokens", "step_completed", R"({"stepId":"s","tokens":{"prompt":0,"total":null}})",
        NoukaiEvent::StepCompleted, {{"tokens", NoukaiTokens(0, -1, -1)}});
    row("step_completed, duration with a fraction", "step_completed", R"({"stepId":"s","durationMs":12.5})",
        NoukaiEvent::StepCompleted, {{"durationMs", qint64(13)}});
    row("step_completed, duration with an exponent", "step_completed", R"({"stepId":"s","durationMs":1.2e3})",
        NoukaiEvent::StepCompleted, {{"durationMs", qint64(1200)}});
    row("step_error", "step_error", R"({"stepId":"s","name":"Plan","error":{"code":"E1","message":"no","more":[1]}})",
        NoukaiEvent::StepFailed,
        {{"stepId", "s"},
         {"name", "Plan"},
         {"error", json(R"({"code":"E1","message":"no","more":[1]})").toObject()},
         {"code", "E1"},
         {"message", "no"}});
    row("step_error, error without text", "step_error", R"({"stepId":"s","error":{"code":5,"message":null}})",
        NoukaiEvent::StepFailed, {{"code", ""}, {"message", ""}});
    row("step_error, stepId alone", "step_error", R"({"stepId":"s"})", NoukaiEvent::StepFailed,
        {{"error", QJsonObject()}, {"code", ""}, {"message", ""}});
    row("step_paused", "step_paused", R"({"stepId":"s","stepIndex":0,"nextStepIndex":1})", NoukaiEvent::StepPaused,
        {{"stepId", "s"}, {"stepIndex", 0}, {"nextStepIndex", 1}});
    row("step_paused, empty object", "step_paused", "{}", NoukaiEvent::StepPaused,
        {{"stepId", ""}, {"stepIndex", -1}, {"nextStepIndex", -1}});
    const QByteArray tools =
        R"({"executionId":"e","stepId":"s","stepIndex":1,"iterationsUsed":2,"toolCallMessages":[{"role":"assistant"}],"toolCalls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":{}}}])";
    const ExpectedProperties toolsExpected{
        {"executionId", "e"},
        {"stepId", "s"},
        {"stepIndex", 1},
        {"iterationsUsed", 2},
        {"toolCallMessages", json(R"([{"role":"assistant"}])").toArray()},
        {"toolCalls", QList<NoukaiToolCall>{{u"c1"_s, u"f"_s, u"{\"a\":1}"_s}, {u"c2"_s, u"g"_s, QJsonObject()}}}};
    row("step_paused_for_tool_calls", "step_paused_for_tool_calls",
        tools + R"(,"runId":"r","accumulatedOutputs":{"p":"o"}})", NoukaiEvent::ToolCallsRequired,
        toolsExpected + ExpectedProperties{{"runId", "r"}, {"accumulatedOutputs", json(R"({"p":"o"})").toObject()}});
    row("step_paused_for_tool_calls, required alone", "step_paused_for_tool_calls", tools + "}",
        NoukaiEvent::ToolCallsRequired,
        toolsExpected + ExpectedProperties{{"runId", ""}, {"accumulatedOutputs", QJsonObject()}});
    row("tool_calls_required", "tool_calls_required", tools + "}", NoukaiEvent::ToolCallsRequired,
        toolsExpected + ExpectedProperties{{"eventType", "tool_calls_required"}});
    row("flow_completed", "flow_completed", R"({"runId":"r","executionId":"e","result":["x"],"summary":{"steps":2}})",
        NoukaiEvent::FlowCompleted,
        {{"runId", "r"},
         {"executionId", "e"},
         {"result", json(R"(["x"])")},
         {"summary", json(R"({"steps":2})").toObject()}});
    row("flow_completed, empty object", "flow_completed", "{}", NoukaiEvent::FlowCompleted,
        {{"runId", ""}, {"executionId", ""}, {"result", undefined}, {"summary", QJsonObject()}});
    row("flow_completed, falsy result", "flow_completed", R"({"result":false})", NoukaiEvent::FlowCompleted,
        {{"result", QJsonValue(false)}});

    row("name in the JSON", "", R"({"eventType":"step_started","stepId":"s"})", NoukaiEvent::StepStarted,
        {{"eventType", "step_started"}, {"stepId", "s"}});
    row("alias in the JSON", "", R"({"eventType":"flow_started","runId":"r"})", NoukaiEvent::RunStarted,
        {{"eventType", "flow_started"}, {"runId", "r"}});
    row("the field wins", "step_paused", R"({"eventType":"step_started","stepId":"s"})", NoukaiEvent::StepPaused,
        {{"eventType", "step_paused"}});
    row("the field wins though nobody knows it", "message", R"({"eventType":"step_started","stepId":"s"})",
        NoukaiEvent::Unknown, {{"eventType", "message"}, {"stepId", "s"}});
    row("eventType of no use beside the field", "step_started", R"({"eventType":5,"stepId":"s"})",
        NoukaiEvent::StepStarted, {{"stepId", "s"}});
    row("unknown name", "step_progress", R"({"stepId":"s","stepIndex":4,"percent":50})", NoukaiEvent::Unknown,
        {{"eventType", "step_progress"},
         {"stepId", "s"},
         {"stepIndex", 4},
         {"data", json(R"({"stepId":"s","stepIndex":4,"percent":50})").toObject()}});
    row("unknown name in the JSON", "", R"({"eventType":"loop_completed"})", NoukaiEvent::Unknown,
        {{"eventType", "loop_completed"}, {"stepId", ""}, {"stepIndex", -1}});
    row("unknown name, odd members", "x", R"({"stepId":5,"stepIndex":"a"})", NoukaiEvent::Unknown,
        {{"stepId", ""}, {"stepIndex", -1}});
    row("unknown name, unicode", "\xE2\x82\xAC", "{}", NoukaiEvent::Unknown,
        {{"eventType", u"€"_s}, {"data", QJsonObject()}});
    row("names have case", "Step_Started", R"({"stepId":"s"})", NoukaiEvent::Unknown, {{"eventType", "Step_Started"}});
    row("name with a space", "step_started ", R"({"stepId":"s"})", NoukaiEvent::Unknown,
        {{"eventType", "step_started "}});

    row("extra members", "step_started", R"({"x":{"stepId":"no"},"stepId":"s","y":[{"stepId":"no"}]})",
        NoukaiEvent::StepStarted, {{"stepId", "s"}});
    row("white space", "step_input", " {\n\t\"stepId\" : \"s\" ,\r\n \"inputData\" : { \"a\" : 1 } } \n",
        NoukaiEvent::StepInput, {{"stepId", "s"}, {"inputData", json(R"({"a":1})").toObject()}});
    row("member twice, the last wins", "step_input",
        R"({"stepId":"a","inputData":{"n":1},"stepId":"b","inputData":{"n":2}})", NoukaiEvent::StepInput,
        {{"stepId", "b"}, {"inputData", json(R"({"n":2})").toObject()}});
    row("member twice, the last is null", "step_started", R"({"stepId":"s","name":"n","name":null})",
        NoukaiEvent::StepStarted, {{"name", ""}});
    row("escapes", "step_started", R"({"stepId":"\u0073\"\\\/\n","name":"\u20ac\ud83d\ude00"})",
        NoukaiEvent::StepStarted, {{"stepId", u"s\"\\/\n"_s}, {"name", u"€😀"_s}});
    row("NUL in a text", "step_started", R"({"stepId":"s","name":"a\u0000b"})", NoukaiEvent::StepStarted,
        {{"name", u"a\0b"_s}});
    row("BOM before the JSON", "step_started", "\xEF\xBB\xBF{\"stepId\":\"s\"}", NoukaiEvent::StepStarted,
        {{"stepId", "s"}});
    row("BOM before unknown JSON", "x", "\xEF\xBB\xBF{\"a\":1}", NoukaiEvent::Unknown,
        {{"data", json(R"({"a":1})").toObject()}});
    row("largest index", "step_started", R"({"stepId":"s","stepIndex":2147483647})", NoukaiEvent::StepStarted,
        {{"stepIndex", 2147483647}});
    row("index with an exponent", "step_started", R"({"stepId":"s","stepIndex":1e1})", NoukaiEvent::StepStarted,
        {{"stepIndex", 10}});
    row("index with a zero fraction", "step_started", R"({"stepId":"s","stepIndex":3.0})", NoukaiEvent::StepStarted,
        {{"stepIndex", 3}});
    row("number beyond every integer elsewhere", "step_started", R"({"stepId":"s","x":123456789012345678901234567890})",
        NoukaiEvent::StepStarted, {{"stepId", "s"}});
    row("invalid UTF-8", "step_started", "{\"stepId\":\"s\",\"name\":\"a\xFFz\"}", NoukaiEvent::StepStarted,
        {{"name", u"a\uFFFDz"_s}});
    row("truncated UTF-8 before the quote", "step_started", "{\"stepId\":\"s\",\"name\":\"a\xE2\x82\"}",
        NoukaiEvent::StepStarted, {{"name", QString::fromUtf8("a\xE2\x82")}});
}

void tst_EventDecoder::events()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, data);
    QFETCH(const NoukaiEvent::Type, type);
    QFETCH(const ExpectedProperties, expected);

    for (const Decoded &decoded : decodeBothWays(name, data)) {
        QCOMPARE(decoded.outcome, Decoded::Event);
        QCOMPARE(decoded.reason, QString());
        QCOMPARE(decoded.warning, QString());
        QCOMPARE(decoded.event.type(), type);
        QCOMPARE(decoded.event.payload(), data);
        QCOMPARE(mismatch(decoded.event, expected), QByteArray());
    }
}

void tst_EventDecoder::refused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<Decoded::Outcome>("outcome");
    QTest::addColumn<QStringList>("reason"); // words it must hold

    const auto row = [](const QByteArray &name, const QByteArray &what, const QByteArray &data,
                        Decoded::Outcome outcome, const QStringList &words) {
        QTest::addRow("%s, %s", name.isEmpty() ? "no name" : name.constData(), what.constData())
            << name << data << outcome << words;
    };
    const std::pair<const char *, Decoded::Outcome> known[] = {
        {"run_started", Decoded::Broken},        {"flow_started", Decoded::Broken},
        {"step_started", Decoded::Dropped},      {"step_input", Decoded::Dropped},
        {"step_output", Decoded::Dropped},       {"step_completed", Decoded::Broken},
        {"step_error", Decoded::Broken},         {"step_paused", Decoded::Broken},
        {"flow_completed", Decoded::Broken},     {"step_paused_for_tool_calls", Decoded::Broken},
        {"tool_calls_required", Decoded::Broken}};
    const std::pair<const char *, QByteArray> malformed[] = {{"empty", ""},
                                                             {"blank", "  "},
                                                             {"text", "hello"},
                                                             {"cut", R"({"stepId":"s","output)"},
                                                             {"cut string", R"({"stepId":"s)"},
                                                             {"array", R"([{"stepId":"s"}])"},
                                                             {"string", R"("s")"},
                                                             {"number", "5"},
                                                             {"null", "null"},
                                                             {"trailing comma", R"({"stepId":"s",})"},
                                                             {"two objects", R"({"stepId":"s"}{"stepId":"s"})"},
                                                             {"single quotes", "{'stepId':'s'}"},
                                                             {"only a BOM", "\xEF\xBB\xBF"},
                                                             {"only NUL", QByteArray(1, '\0')}};
    for (const auto &[name, outcome] : known) {
        for (const auto &[what, data] : malformed)
            row(name, what, data, outcome, {QString::fromLatin1(name)});
    }
    for (const auto &[what, data] : malformed) {
        row("", what, data, Decoded::Dropped, {});
        row("step_progress", what, data, Decoded::Dropped, {u"step_progress"_s});
    }
    row("", "no eventType", R"({"stepId":"s"})", Decoded::Dropped, {});
    row("", "eventType null", R"({"eventType":null})", Decoded::Dropped, {});
    row("", "eventType empty", R"({"eventType":""})", Decoded::Dropped, {});
    row("", "eventType no text", R"({"eventType":["step_output"]})", Decoded::Dropped, {});
    row("", "known in the JSON, lacking", R"({"eventType":"step_completed"})", Decoded::Broken,
        {u"step_completed"_s, u"stepId"_s});
    row("", "dispensable in the JSON, lacking", R"({"eventType":"step_output"})", Decoded::Dropped,
        {u"step_output"_s, u"stepId"_s});

    for (const auto &[name, outcome] : known) {
        const QByteArray event = name;
        if (!event.startsWith("step_") || event.startsWith("step_paused"))
            continue;
        for (const QByteArray value : {"null", "\"\"", "5", "{}", "[\"s\"]", "true"})
            row(event, "stepId " + value, "{\"stepId\":" + value + "}", outcome,
                {QString::fromLatin1(name), u"stepId"_s});
        row(event, "no stepId", R"({"name":"x","stepID":"s"})", outcome, {QString::fromLatin1(name), u"stepId"_s});
        row(event, "stepId twice, the last null", R"({"stepId":"s","stepId":null})", outcome, {u"stepId"_s});
    }
    for (const char *name : {"run_started", "flow_started"}) {
        row(name, "no id", R"({"flowId":"f","stepCount":2})", Decoded::Broken, {QString::fromLatin1(name), u"runId"_s});
        row(name, "ids of no use", R"({"runId":5,"executionId":null})", Decoded::Broken, {u"runId"_s});
    }

    const QJsonObject tools =
        json(
            R"({"executionId":"e","stepId":"s","stepIndex":1,"iterationsUsed":2,"toolCallMessages":[],"toolCalls":[]})")
            .toObject();
    for (const QByteArray name : {"step_paused_for_tool_calls", "tool_calls_required"}) {
        for (const QString &member : tools.keys()) {
            const QStringList words{QString::fromLatin1(name), member};
            QJsonObject without = tools;
            without.remove(member);
            row(name, "no " + member.toLatin1(), QJsonDocument(without).toJson(), Decoded::Broken, words);
            const QJsonValue wrong[] = {QJsonValue::Null, true,
                                        tools.value(member).isString() ? QJsonValue(5) : QJsonValue(u"5"_s),
                                        QJsonObject{}};
            for (const QJsonValue &value : wrong) {
                QJsonObject changed = tools;
                changed.insert(member, value);
                row(name, member.toLatin1() + " of type " + QByteArray::number(value.type()),
                    QJsonDocument(changed).toJson(), Decoded::Broken, words);
            }
        }
        const auto with = [&](const QString &member, const QByteArray &value) {
            QJsonObject changed = tools;
            changed.insert(member, json(value));
            return QJsonDocument(changed).toJson();
        };
        row(name, "stepIndex negative", with(u"stepIndex"_s, "-1"), Decoded::Broken, {u"stepIndex"_s});
        row(name, "stepIndex a fraction", with(u"stepIndex"_s, "0.5"), Decoded::Broken, {u"stepIndex"_s});
        row(name, "iterationsUsed too large", with(u"iterationsUsed"_s, "2147483648"), Decoded::Broken,
            {u"iterationsUsed"_s});
        row(name, "call without id",
            with(u"toolCalls"_s, R"([{"type":"function","function":{"name":"f","arguments":"{}"}}])"), Decoded::Broken,
            {u"toolCalls"_s});
        row(name, "call that is no object", with(u"toolCalls"_s, R"(["c1"])"), Decoded::Broken, {u"toolCalls"_s});
    }
}

void tst_EventDecoder::refused()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, data);
    QFETCH(const Decoded::Outcome, outcome);
    QFETCH(const QStringList, reason);

    for (const Decoded &decoded : decodeBothWays(name, data)) {
        QCOMPARE(decoded.outcome, outcome);
        QVERIFY(!decoded.event.isValid());
        QVERIFY(!decoded.reason.isEmpty());
        for (const QString &word : reason)
            QVERIFY2(decoded.reason.contains(word), qPrintable(decoded.reason));
    }
}

void tst_EventDecoder::warnings_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QStringList>("members");
    QTest::addColumn<ExpectedProperties>("expected");
    const auto row = [](const char *title, const char *name, const QByteArray &data, const QStringList &members,
                        const ExpectedProperties &expected) {
        QTest::newRow(title) << QByteArray(name) << data << members << expected;
    };
    row("run_started", "run_started", R"({"runId":"r","executionId":5,"flowId":{},"stepCount":"3"})",
        {u"executionId"_s, u"flowId"_s, u"stepCount"_s}, {{"executionId", "r"}, {"flowId", ""}, {"stepCount", -1}});
    row("step_started", "step_started", R"({"stepId":"s","name":7,"stepIndex":"0"})", {u"name"_s, u"stepIndex"_s},
        {{"name", ""}, {"stepIndex", -1}});
    row("step_input", "step_input", R"({"stepId":"s","inputData":[1]})", {u"inputData"_s},
        {{"inputData", QJsonObject()}});
    row("step_output", "step_output", R"({"stepId":"s","stepIndex":{},"outputData":"x"})", {u"stepIndex"_s},
        {{"stepIndex", -1}, {"text", "x"}});
    row("step_completed", "step_completed", R"({"stepId":"s","name":[],"durationMs":"5","tokens":7,"costUsd":{}})",
        {u"name"_s, u"durationMs"_s, u"tokens"_s, u"costUsd"_s},
        {{"name", ""}, {"durationMs", qint64(-1)}, {"costUsd", ""}});
    row("negative duration", "step_completed", R"({"stepId":"s","durationMs":-1})", {u"durationMs"_s},
        {{"durationMs", qint64(-1)}});
    row("endless duration", "step_completed", R"({"stepId":"s","durationMs":1e300})", {u"durationMs"_s},
        {{"durationMs", qint64(-1)}});
    row("step_error", "step_error", R"({"stepId":"s","error":"no"})", {u"error"_s},
        {{"error", QJsonObject()}, {"message", ""}});
    row("step_paused", "step_paused", R"({"stepId":1,"stepIndex":-1,"nextStepIndex":1.5})",
        {u"stepId"_s, u"stepIndex"_s, u"nextStepIndex"_s}, {{"stepId", ""}, {"stepIndex", -1}, {"nextStepIndex", -1}});
    row("index beyond int", "step_started", R"({"stepId":"s","stepIndex":2147483648})", {u"stepIndex"_s},
        {{"stepIndex", -1}});
    row("index beyond every integer", "step_started", R"({"stepId":"s","stepIndex":99999999999999999999})",
        {u"stepIndex"_s}, {{"stepIndex", -1}});
    row("tool pause", "tool_calls_required",
        R"({"executionId":"e","stepId":"s","stepIndex":1,"iterationsUsed":0,"toolCallMessages":[],"toolCalls":[],"runId":false,"accumulatedOutputs":[]})",
        {u"runId"_s, u"accumulatedOutputs"_s}, {{"runId", ""}, {"accumulatedOutputs", QJsonObject()}});
    row("flow_completed", "flow_completed", R"({"runId":1,"executionId":2,"summary":"x","result":"kept"})",
        {u"runId"_s, u"executionId"_s, u"summary"_s},
        {{"runId", ""}, {"summary", QJsonObject()}, {"result", QJsonValue(u"kept"_s)}});
}

void tst_EventDecoder::warnings()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, data);
    QFETCH(const QStringList, members);
    QFETCH(const ExpectedProperties, expected);

    for (const Decoded &decoded : decodeBothWays(name, data)) {
        QCOMPARE(decoded.outcome, Decoded::Event);
        QVERIFY(decoded.warning.contains(QString::fromLatin1(name)));
        for (const QString &member : members)
            QVERIFY2(decoded.warning.contains(QLatin1Char('"') + member + QLatin1Char('"')),
                     qPrintable(decoded.warning));
        QCOMPARE(decoded.warning.count(QLatin1Char(';')), members.size() - 1);
        QCOMPARE(mismatch(decoded.event, expected), QByteArray());
    }
}

QTEST_APPLESS_MAIN(tst_EventDecoder)
#include "tst_eventdecoder.moc"
