// SPDX-License-Identifier: MIT
// A server that answers any JSON of the wrong shape to any route: a named error, and nothing is asked twice.
#include "attempts.h"
#include "rawserver.h"

#include <Noukai/noukaijob.h>
#include <Noukai/noukairun.h>

using namespace Qt::StringLiterals;

class tst_BadAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void events_data();
    void events();
};

namespace
{

// Every route, with what asks for it.
QList<std::pair<QString, Attempt>> routes()
{
    const auto viaRelay = [](NoukaiClient *client) {
        client->setRelayUrl(client->baseUrl());
        NoukaiFlow flow(client, DemoFlow);
        return errorOfStart(&flow);
    };
    return {
        {u"step"_s,
         [](auto *client) {
             NoukaiFlow flow(client, DemoFlow);
             return errorOfStart(&flow);
         }},
        {u"execute"_s,
         [](auto *client) {
             NoukaiFlow flow(client, DemoFlow);
             return errorOfExecute(&flow);
         }},
        {u"relay"_s, viaRelay},
        {u"jobs"_s,
         [](auto *client) {
             return errorOf(NoukaiJob(client, DemoFlow).submit());
         }},
        {u"job"_s,
         [](auto *client) {
             return errorOf(NoukaiJob(client, DemoFlow, u"e"_s).poll());
         }},
        {u"trace"_s,
         [](auto *client) {
             return errorOf(NoukaiRun(client, DemoFlow, u"e"_s).trace());
         }},
        {u"step trace"_s,
         [](auto *client) {
             return errorOf(NoukaiRun(client, DemoFlow, u"e"_s).stepTrace(u"s"_s));
         }},
        {u"all attempts"_s,
         [](auto *client) {
             return errorOf(NoukaiRun(client, DemoFlow, u"e"_s).stepTrace(u"s"_s, -1));
         }},
        {u"live trace"_s,
         [](auto *client) {
             NoukaiFlow flow(client, DemoFlow);
             FlowRecorder recorder(&flow);
             flow.watch(u"e"_s);
             return QTest::qWaitFor([&] { return recorder.finishes == 1; }) ? flow.error() : NoukaiError();
         }},
        {u"runs"_s,
         [](auto *client) {
             return errorOf(client->runs(u"f"_s));
         }},
        {u"session"_s,
         [](auto *client) {
             return errorOf(client->session(u"0b8d3c52-6c3e-4bb0-9d65-0d0a5a8f0c11"_s));
         }},
    };
}

} // namespace

void tst_BadAnswers::answers_data()
{
    QTest::addColumn<Attempt>("attempt");
    QTest::addColumn<QByteArray>("body");
    const QByteArray deep = QByteArray(900, '[') + QByteArray(900, ']');
    const QByteArray large = "[" + QByteArray("\"0123456789abcdef\",").repeated(60'000) + "0]";
    const QList<std::pair<QString, QByteArray>> shapes = {
        {u"null"_s, "null"},
        {u"true"_s, "true"},
        {u"number"_s, "-1e300"},
        {u"text"_s, "\"ok\""},
        {u"list"_s, "[]"},
        {u"list of lists"_s, "[[[]],{}]"},
        {u"empty object"_s, "{}"},
        {u"members of another type"_s, R"({"status":7,"executionId":{},"stepId":[],"flowRun":1,"steps":2,"runs":3,
            "executions":4,"attempts":5,"sessionId":6})"},
        {u"elements of another type"_s, R"({"status":["completed"],"executionId":[1],"stepId":true,"flowRun":{},
            "steps":[1],"runs":[2],"executions":[3],"attempts":[4]})"},
        {u"members twice"_s, R"({"status":1,"status":2,"steps":3,"steps":4,"runs":5,"runs":6})"},
        {u"nested 900 deep"_s, deep},
        {u"1 MB"_s, large},
        {u"1 MB, an object"_s, "{\"status\":" + large + '}'},
        {u"no JSON"_s, "{\"status\":"},
        {u"nothing"_s, ""},
    };
    const auto all = routes();
    for (const auto &[route, attempt] : all) {
        for (const auto &[shape, body] : shapes)
            QTest::newRow(qPrintable(route + u": "_s + shape)) << attempt << body;
    }
    // A pause that lacks what it takes to go on.
    const Attempt execute = all.at(1).second;
    for (const char *pause :
         {R"({"status":"tool_calls_required"})",
          R"({"status":"tool_calls_required","executionId":"e","pausedAtStep":"s","iterationsUsed":1,
                                  "toolCallMessages":{},"toolCalls":[]})",
          R"({"status":"tool_calls_required","executionId":"e","pausedAtStep":"s","iterationsUsed":1,
                                  "toolCallMessages":[],"toolCalls":7})",
          R"({"status":"asleep"})"})
        QTest::newRow(qPrintable(u"execute: "_s + QString::fromLatin1(pause).simplified()))
            << execute << QByteArray(pause);
}

void tst_BadAnswers::answers()
{
    QFETCH(Attempt, attempt);
    QFETCH(QByteArray, body);
    FlowBench bench; // for its client
    RawServer server([&](const RawRequest &, RawConnection *connection) {
        connection->send(Http::answer(200, "application/json", body, {"X-Request-ID: r-7"}));
    });
    bench.client->setBaseUrl(server.url(u"/api/v1"_s));
    bench.client->setProxy(QNetworkProxy::NoProxy);
    const NoukaiError error = attempt(bench.client.get());
    QVERIFY2(error.kind() == NoukaiError::Protocol, qPrintable(nameOf(error.kind()) + u": "_s + error.message()));
    QVERIFY(!error.message().isEmpty());
    QVERIFY(error.message().size() < 400);
    QVERIFY(error.responseBody().size() <= 64 << 10);
    QCOMPARE(error.requestId(), u"r-7"_s);
    QCOMPARE(server.requests().size(), 1); // a wrong answer is no reason to ask again
}

void tst_BadAnswers::events_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("ends");
    const QList<std::pair<QByteArray, QByteArray>> known = {
        {"run_started", "runId"},   {"step_completed", "stepId"},
        {"step_error", "stepId"},   {"step_paused_for_tool_calls", "toolCalls"},
        {"flow_completed", {}},     {"step_paused", {}},
        {"step_started", "stepId"}, {"step_input", "stepId"},
        {"step_output", "stepId"},
    };
    for (const auto &[event, member] : known) {
        const bool ends = event != "step_started" && event != "step_input" && event != "step_output";
        QList<QByteArray> shapes{"null", "7", "\"x\"", "[]", "{", "{\"a\":\"\xff", QByteArray(2000, '[')};
        if (!member.isEmpty())
            shapes += {"{}", "{\"" + member + "\":[[]]}", "{\"" + member + "\":null}"};
        for (const QByteArray &data : std::as_const(shapes))
            QTest::addRow("%s: %s", event.constData(), data.left(20).toPercentEncoding("{}[]\": ").constData())
                << event << data << ends;
    }
}

// A control event of the wrong shape ends the run, since going on could repeat what was paid for; any other is dropped.
void tst_BadAnswers::events()
{
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, data);
    QFETCH(bool, ends);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.addRaw(frame("run_started", R"({"executionId":"e"})") +
                                                     frame(event, data) + frame("flow_completed", R"({"result":1})")));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), ends ? NoukaiFlow::Interrupted : NoukaiFlow::Completed);
    QCOMPARE(flow.error().kind(), ends ? NoukaiError::Protocol : NoukaiError::NoError);
    QCOMPARE(flow.droppedEvents(), ends ? 0 : 1);
    const QString told = ends ? flow.error().message() : recorder.warnings.value(0);
    QVERIFY2(told.contains(QString::fromLatin1(event)), qPrintable(told));
    QVERIFY(told.size() < 400);
    QCOMPARE(bench.server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(tst_BadAnswers)
#include "tst_badanswers.moc"
