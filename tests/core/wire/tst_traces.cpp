// SPDX-License-Identifier: MIT
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"
#include "wire/routes_p.h"
#include "wire/tracereader_p.h"
#include "wire/validation_p.h"

#include <QtCore/QMetaProperty>
#include <QtTest/QTest>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

// Runs and sessions: their addresses, and what the server says about them as values.
class tst_Traces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void ids_data();
    void ids();
    void sessionIds_data();
    void sessionIds();
    void elements_data();
    void elements();
    void runTrace();
    void unknown_data();
    void unknown();
    void times_data();
    void times();
    void costs_data();
    void costs();
    void oneAttemptOrAll();
    void session();
    void wrongShape_data();
    void wrongShape();
    void propertiesAreAccessors();
};

static TraceReader reader(const QByteArray &text)
{
    return TraceReader(fromJsonText(text), text);
}

void tst_Traces::addresses_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("expected");
    const QUrl base(u"https://h/api/v1/"_s);
    const FlowAddress flow{u"o"_s, u"p q"_s, u"s"_s};
    using F = RunForm;
    QTest::newRow("trace of a flow's run")
        << runUrl(base, flow, u"e-1"_s, F::OfFlow, "trace") << "https://h/api/v1/seq/o/p%20q/s/runs/e-1/trace"_ba;
    QTest::newRow("trace alone") << runUrl(base, {}, u"e 1"_s, F::Alone, "trace/stream")
                                 << "https://h/api/v1/flow-runs/e%201/trace/stream"_ba;
    QTest::newRow("latest attempt") << runUrl(base, {}, u"e"_s, F::Alone, stepTracePath(u"s?1"_s, 0, -1))
                                    << "https://h/api/v1/flow-runs/e/steps/s%3F1/trace"_ba;
    QTest::newRow("all attempts") << runUrl(base, flow, u"e"_s, F::OfFlow, stepTracePath(u"s"_s, -1, -1))
                                  << "https://h/api/v1/seq/o/p%20q/s/runs/e/steps/s/trace?attempt=all"_ba;
    QTest::newRow("third attempt, first round")
        << runUrl(base, {}, u"e"_s, F::Alone, stepTracePath(u"s"_s, 3, 0))
        << "https://h/api/v1/flow-runs/e/steps/s/trace?attempt=3&loop_index=0"_ba;
    QTest::newRow("service") << serviceUrl(QUrl(u"http://h//?x#y"_s), "flow-runs?flow_id=a%26b")
                             << "http://h/flow-runs?flow_id=a%26b"_ba;
    QTest::newRow("no base") << serviceUrl(QUrl(u"/only/a/path"_s), "x") << QByteArray();
    QTest::newRow("no id") << runUrl(base, flow, u".."_s, F::OfFlow, "trace") << QByteArray();
    QTest::newRow("no flow") << runUrl(base, {}, u"e"_s, F::OfFlow, "trace") << QByteArray();
}

void tst_Traces::addresses()
{
    QFETCH(QUrl, url);
    QFETCH(QByteArray, expected);
    QCOMPARE(url.toEncoded(), expected);
}

void tst_Traces::ids_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("inAPath");
    QTest::addColumn<bool>("inAQuery");
    QTest::newRow("UUID") << u"0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11"_s << true << true;
    QTest::newRow("words") << u"step one"_s << true << true;
    QTest::newRow("three dots") << u"..."_s << true << true;
    QTest::newRow("nothing") << QString() << false << false;
    QTest::newRow("dot") << u"."_s << false << false;
    QTest::newRow("two dots") << u".."_s << false << false;
    QTest::newRow("slash") << u"a/b"_s << false << true;
    QTest::newRow("way up") << u"../../admin"_s << false << true;
    QTest::newRow("backslash") << u"a\\b"_s << false << true;
    QTest::newRow("line feed") << u"a\nb"_s << false << false;
    QTest::newRow("NUL") << QString(QChar(0)) << false << false;
    QTest::newRow("no Unicode") << QString(QChar(0xd800)) << false << false;
}

void tst_Traces::ids()
{
    QFETCH(QString, id);
    QFETCH(bool, inAPath);
    QFETCH(bool, inAQuery);
    const auto kind = [](bool good) {
        return good ? NoukaiError::NoError : NoukaiError::Configuration;
    };
    QCOMPARE(checkExecutionId(id).kind(), kind(inAPath));
    QCOMPARE(checkStepId(id).kind(), kind(inAPath));
    QCOMPARE(checkFlowId(id).kind(), kind(inAQuery));
    QCOMPARE(checkExecutionId(id).code(), inAPath ? QString() : u"EXECUTION_ID_INVALID"_s);
    if (!inAPath)
        QVERIFY(!checkStepId(id).message().isEmpty());
}

void tst_Traces::sessionIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("good");
    QTest::newRow("UUID") << u"0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11"_s << true;
    QTest::newRow("upper case") << u"0B8D3C52-6C3E-4BB0-9D65-0D0A5A8F0C11"_s << true;
    QTest::newRow("in braces") << u"{0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11}"_s << false;
    QTest::newRow("without dashes") << u"0b8d3c526c3e4bb09d650d0a5a8f0c11"_s << false;
    QTest::newRow("too long") << u"0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c110"_s << false;
    QTest::newRow("no hexadecimal digit") << u"0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c1g"_s << false;
    QTest::newRow("word") << u"mine"_s << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("36 characters") << QString(36, u'.') << false;
}

void tst_Traces::sessionIds()
{
    QFETCH(QString, id);
    QFETCH(bool, good);
    QCOMPARE(checkSessionUuid(id).kind(), good ? NoukaiError::NoError : NoukaiError::Configuration);
    QCOMPARE(checkSessionUuid(id).code(), good ? QString() : u"SESSION_ID_INVALID"_s);
}

void tst_Traces::elements_data()
{
    QTest::addColumn<QByteArray>("array");
    QTest::addColumn<QList<QByteArray>>("expected");
    QTest::newRow("empty") << "[]"_ba << QList<QByteArray>();
    QTest::newRow("blank") << "[ \n]"_ba << QList<QByteArray>();
    QTest::newRow("scalars") << R"([1, "a]\"b" ,null,true])"_ba << QList<QByteArray>{"1", R"("a]\"b")", "null", "true"};
    QTest::newRow("nested") << R"([[1,[2]],{"a":[3]} ])"_ba << QList<QByteArray>{"[1,[2]]", R"({"a":[3]})"};
    QTest::newRow("object") << R"({"a":[1]})"_ba << QList<QByteArray>();
    QTest::newRow("nothing") << QByteArray() << QList<QByteArray>();
    QTest::newRow("cut") << "[1,[2"_ba << QList<QByteArray>{"1", "[2"};
}

void tst_Traces::elements()
{
    QFETCH(QByteArray, array);
    QList<QByteArray> found;
    for (const std::string_view element : jsonElements({array.constData(), std::size_t(array.size())}))
        found.append(QByteArray(element.data(), qsizetype(element.size())));
    QTEST(found, "expected");
}

void tst_Traces::runTrace()
{
    const auto trace = reader(R"({
        "flowRun": {"id": "r", "flowId": "f", "status": "failed", "triggerType": "job",
                    "startedAt": "2026-03-04T10:00:00.250Z", "completedAt": "2026-03-04T12:00:01+02:00",
                    "durationMs": 750, "stepCount": 2, "new": [1]},
        "steps": [
            {"stepId": "a", "attempt": 2, "loopIndex": 0, "status": "completed", "startedAt": null,
             "completedAt": "2026-03-04T10:00:00", "durationMs": 12.6, "modelUsed": "m",
             "tokens": {"prompt": 1, "completion": 2, "total": 3}, "costUsd": "0.10", "inputContext": {"x": 1},
             "outputContext": ["y"], "errorContext": null, "inputSizeBytes": 9007199254740993, "outputSizeBytes": 0,
             "truncated": true},
            {"stepId": "b", "status": "running", "errorContext": {"code": "C"}}]})")
                           .runTrace();
    QVERIFY(trace);
    const NoukaiRunSummary run = trace.value().flowRun();
    QCOMPARE(run.id(), u"r"_s);
    QCOMPARE(run.flowId(), u"f"_s);
    QCOMPARE(run.status(), u"failed"_s);
    QCOMPARE(run.triggerType(), u"job"_s);
    QCOMPARE(run.startedAt(), QDateTime(QDate(2026, 3, 4), QTime(10, 0, 0, 250), Qt::UTC));
    QCOMPARE(run.completedAt(), QDateTime(QDate(2026, 3, 4), QTime(10, 0, 1), Qt::UTC));
    QCOMPARE(run.durationMs(), 750);
    QCOMPARE(run.stepCount(), 2);
    QCOMPARE(run.json().value(u"new"_s), QJsonValue(QJsonArray{1}));

    QCOMPARE(trace.value().steps().size(), 2);
    const NoukaiStepTrace a = trace.value().steps().at(0);
    QCOMPARE(a.stepId(), u"a"_s);
    QCOMPARE(a.attempt(), 2);
    QCOMPARE(a.loopIndex(), 0);
    QCOMPARE(a.status(), u"completed"_s);
    QVERIFY(!a.startedAt().isValid());
    QCOMPARE(a.completedAt(), QDateTime(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC));
    QCOMPARE(a.durationMs(), 13);
    QCOMPARE(a.modelUsed(), u"m"_s);
    QCOMPARE(a.tokens(), NoukaiTokens(1, 2, 3));
    QCOMPARE(a.costUsd(), u"0.10"_s);
    QCOMPARE(a.inputContext(), QJsonValue(QJsonObject{{u"x"_s, 1}}));
    QCOMPARE(a.outputContext(), QJsonValue(QJsonArray{u"y"_s}));
    QVERIFY(a.errorContext().isNull());
    QCOMPARE(a.inputSizeBytes(), 9007199254740993);
    QCOMPARE(a.outputSizeBytes(), 0);
    QVERIFY(a.truncated());
    const NoukaiStepTrace b = trace.value().steps().at(1);
    QCOMPARE(b.errorContext()[u"code"].toString(), u"C"_s);
    QVERIFY(b != a);
    QVERIFY(NoukaiRunTrace(trace.value()) == trace.value());
}

void tst_Traces::unknown_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"null", "true", "[]", "{}", "-3", "1e300", "\"\"", "\"no number\""})
        QTest::newRow(value) << QByteArray(value);
    QTest::newRow("absent") << QByteArray();
}

// Members of any other type are unknown, never zero, and never a crash.
void tst_Traces::unknown()
{
    QFETCH(QByteArray, value);
    QByteArray members = R"("status":"x")";
    if (!value.isEmpty()) {
        for (const char *name : {"attempt", "loopIndex", "startedAt", "durationMs", "tokens", "costUsd",
                                 "inputSizeBytes", "stepCount", "completedAt", "truncated"})
            members += QByteArray(",\"") + name + "\":" + value;
    }
    const auto trace = reader("{\"flowRun\":{" + members + "},\"steps\":[{" + members + "}]}").runTrace();
    QVERIFY(trace);
    QCOMPARE(trace.value().flowRun().durationMs(), -1);
    QCOMPARE(trace.value().flowRun().stepCount(), -1);
    QVERIFY(!trace.value().flowRun().startedAt().isValid());
    const NoukaiStepTrace step = trace.value().steps().first();
    QCOMPARE(step.attempt(), -1);
    QCOMPARE(step.loopIndex(), -1);
    QCOMPARE(step.durationMs(), -1);
    QCOMPARE(step.inputSizeBytes(), -1);
    QCOMPARE(step.tokens(), NoukaiTokens());
    QVERIFY(!step.completedAt().isValid());
    QCOMPARE(step.truncated(), value == "true");
    if (value != "-3" && value != "1e300")
        QCOMPARE(step.costUsd(), QString());
}

void tst_Traces::times_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected"); // ms after 10:00 UTC; -1: invalid
    QTest::newRow("UTC") << u"2026-03-04T10:00:00Z"_s << 0LL;
    QTest::newRow("without a zone") << u"2026-03-04T10:00:00"_s << 0LL;
    QTest::newRow("microseconds") << u"2026-03-04T10:00:00.123456+00:00"_s << 123LL;
    QTest::newRow("another zone") << u"2026-03-04T05:30:01-04:30"_s << 1000LL;
    QTest::newRow("nonsense") << u"yesterday"_s << -1LL;
    QTest::newRow("no such day") << u"2026-02-30T10:00:00Z"_s << -1LL;
}

void tst_Traces::times()
{
    QFETCH(QString, text);
    QFETCH(qint64, expected);
    const auto runs = reader("{\"runs\":[{\"startedAt\":\"" + text.toUtf8() + "\"}]}").runs();
    QVERIFY(runs);
    const QDateTime time = runs.value().first().startedAt();
    QCOMPARE(time.isValid(), expected >= 0);
    if (expected >= 0) {
        QCOMPARE(time, QDateTime(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC).addMSecs(expected));
        QCOMPARE(time.timeSpec(), Qt::UTC);
    }
}

void tst_Traces::costs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("cost");
    QTest::newRow("text") << R"("0.10")"_ba << u"0.10"_s;
    QTest::newRow("number") << "0.1"_ba << u"0.1"_s;
    QTest::newRow("more digits than a double has") << "0.12345678901234567890123"_ba << u"0.12345678901234567890123"_s;
    QTest::newRow("exponent") << "1e-7"_ba << u"1e-7"_s;
    QTest::newRow("zero") << "0"_ba << u"0"_s;
    QTest::newRow("null") << "null"_ba << QString();
    QTest::newRow("words") << R"("cheap")"_ba << QString();
}

// Digit for digit, wherever the step stands and whatever its contexts call a cost.
void tst_Traces::costs()
{
    QFETCH(QByteArray, json);
    const QByteArray step =
        R"({"stepId":"s","inputContext":{"costUsd":7},"costUsd":)" + json + R"(,"outputContext":[{"costUsd":8}]})";
    const QByteArray other = R"({"stepId":"}]","costUsd":3.50})";
    const auto trace = reader(R"({"steps":[)" + other + ", " + step + R"(],"flowRun":{}})").runTrace();
    QVERIFY(trace);
    QCOMPARE(trace.value().steps().at(0).costUsd(), u"3.50"_s);
    QTEST(trace.value().steps().at(1).costUsd(), "cost");
    const auto all = reader(R"({"stepId":"s","attempts":[)" + step + "]}").stepTraces();
    QVERIFY(all);
    QTEST(all.value().at(0).costUsd(), "cost");
    const auto one = reader(step).stepTraces();
    QVERIFY(one);
    QTEST(one.value().at(0).costUsd(), "cost");
}

void tst_Traces::oneAttemptOrAll()
{
    const auto one = reader(R"({"stepId":"s","attempt":3})").stepTraces();
    QCOMPARE(one.value().size(), 1);
    QCOMPARE(one.value().first().attempt(), 3);
    const auto all = reader(R"({"stepId":"s","attempts":[{"attempt":1},{"attempt":2}]})").stepTraces();
    QCOMPARE(all.value().size(), 2);
    QCOMPARE(all.value().last().attempt(), 2);
    QVERIFY(reader(R"({"stepId":"s","attempts":[]})").stepTraces().value().isEmpty());
}

void tst_Traces::session()
{
    const auto session = reader(R"({"sessionId": "u", "executions": [
        {"executionId": "e", "flowId": "f", "slug": "s", "triggerType": "step", "status": "failed",
         "startedAt": "2026-03-04T10:00:00Z", "completedAt": null, "traceCaptureMode": "full",
         "snapshotsAvailable": true, "errorAtStep": "b", "steps": [
            {"stepId": "a", "attempt": 1, "loopIndex": 2, "status": "completed", "startedAt": "2026-03-04T10:00:00Z",
             "completedAt": "2026-03-04T10:00:01Z", "durationMs": 1000, "inputSnapshot": {"i": 1},
             "outputSnapshot": "o", "errorSnapshot": null, "truncated": true},
            {"stepId": "b", "status": "failed", "errorSnapshot": {"code": "C"}}]},
        {"executionId": "g", "slug": null, "status": "new word", "steps": []}]})")
                             .session();
    QVERIFY(session);
    QCOMPARE(session.value().sessionId(), u"u"_s);
    QCOMPARE(session.value().executions().size(), 2);
    const NoukaiSessionExecution run = session.value().executions().first();
    QCOMPARE(run.executionId(), u"e"_s);
    QCOMPARE(run.flowId(), u"f"_s);
    QCOMPARE(run.slug(), u"s"_s);
    QCOMPARE(run.triggerType(), u"step"_s);
    QCOMPARE(run.status(), u"failed"_s);
    QCOMPARE(run.startedAt(), QDateTime(QDate(2026, 3, 4), QTime(10, 0), Qt::UTC));
    QVERIFY(!run.completedAt().isValid());
    QCOMPARE(run.traceCaptureMode(), u"full"_s);
    QVERIFY(run.snapshotsAvailable());
    QCOMPARE(run.errorAtStep(), u"b"_s);
    QCOMPARE(run.steps().size(), 2);
    const NoukaiSessionStep step = run.steps().first();
    QCOMPARE(step.stepId(), u"a"_s);
    QCOMPARE(step.attempt(), 1);
    QCOMPARE(step.loopIndex(), 2);
    QCOMPARE(step.durationMs(), 1000);
    QCOMPARE(step.inputSnapshot()[u"i"].toInt(), 1);
    QCOMPARE(step.outputSnapshot().toString(), u"o"_s);
    QVERIFY(step.errorSnapshot().isNull());
    QVERIFY(step.truncated());
    QCOMPARE(run.steps().last().loopIndex(), -1);
    QCOMPARE(session.value().executions().last().slug(), QString());
    QVERIFY(!session.value().executions().last().snapshotsAvailable());
}

void tst_Traces::wrongShape_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");

    const QString object = u"no JSON object"_s;
    for (const QString &kind : {u"trace"_s, u"steps"_s, u"runs"_s, u"session"_s}) {
        for (const char *json : {"null", "[]", "[{}]", "1", "\"x\"", "true"})
            QTest::addRow("%s: %s", qPrintable(kind), json) << kind << QByteArray(json) << object;
    }
    const auto row = [](const QString &kind, const char *json, const QString &named) {
        QTest::addRow("%s: %s", qPrintable(kind), json) << kind << QByteArray(json) << named;
    };
    row(u"trace"_s, "{}", u"flowRun"_s);
    row(u"trace"_s, R"({"flowRun":[],"steps":[]})", u"flowRun"_s);
    row(u"trace"_s, R"({"flowRun":{}})", u"steps"_s);
    row(u"trace"_s, R"({"flowRun":{},"steps":{}})", u"steps"_s);
    row(u"trace"_s, R"({"flowRun":{},"steps":[{},3]})", u"steps[1]"_s);
    row(u"steps"_s, "{}", u"stepId"_s);
    row(u"steps"_s, R"({"stepId":4})", u"stepId"_s);
    row(u"steps"_s, R"({"attempts":4})", u"attempts"_s);
    row(u"steps"_s, R"({"attempts":[null]})", u"attempts[0]"_s);
    row(u"runs"_s, "{}", u"runs"_s);
    row(u"runs"_s, R"({"runs":null})", u"runs"_s);
    row(u"runs"_s, R"({"runs":["x"]})", u"runs[0]"_s);
    row(u"session"_s, "{}", u"executions"_s);
    row(u"session"_s, R"({"executions":"x"})", u"executions"_s);
    row(u"session"_s, R"({"executions":[7]})", u"executions[0]"_s);
    row(u"session"_s, R"({"executions":[{}]})", u"executions[0].steps"_s);
    row(u"session"_s, R"({"executions":[{"steps":[]},{"steps":[{},[]]}]})", u"executions[1].steps[1]"_s);
}

void tst_Traces::wrongShape()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    NoukaiError error;
    if (kind == "trace"_L1)
        error = reader(json).runTrace().error();
    else if (kind == "steps"_L1)
        error = reader(json).stepTraces().error();
    else if (kind == "runs"_L1)
        error = reader(json).runs().error();
    else
        error = reader(json).session().error();
    QCOMPARE(error.kind(), NoukaiError::Protocol);
    QVERIFY2(error.message().contains(named), qPrintable(error.message()));
}

void tst_Traces::propertiesAreAccessors()
{
    const auto trace = reader(R"({"flowRun":{"id":"r"},"steps":[{"stepId":"a","costUsd":1.20}]})").runTrace();
    const NoukaiRunTrace value = trace.value();
    const QMetaObject &meta = NoukaiRunTrace::staticMetaObject;
    const QVariant steps = meta.property(meta.indexOfProperty("steps")).readOnGadget(&value);
    const auto list = steps.value<QList<NoukaiStepTrace>>();
    QCOMPARE(list.size(), 1);
    const QMetaObject &stepMeta = NoukaiStepTrace::staticMetaObject;
    QCOMPARE(stepMeta.propertyCount(), 17);
    QCOMPARE(stepMeta.property(stepMeta.indexOfProperty("costUsd")).readOnGadget(&list.first()).toString(), u"1.20"_s);
    QCOMPARE(NoukaiRunSummary::staticMetaObject.propertyCount(), 9);
    QCOMPARE(NoukaiSession::staticMetaObject.propertyCount(), 2);
    QCOMPARE(NoukaiSessionExecution::staticMetaObject.propertyCount(), 12);
    QCOMPARE(NoukaiSessionStep::staticMetaObject.propertyCount(), 12);
}

QTEST_APPLESS_MAIN(tst_Traces)
#include "tst_traces.moc"
