// SPDX-License-Identifier: MIT
// Tool pauses: who decides, in what order, and what is sent.
#include "toolflow.h"

using namespace Qt::StringLiterals;

class tst_Tools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void orders_data();
    void orders();
    void idKeys_data();
    void idKeys();
    void waitForAPerson_data();
    void waitForAPerson();
    void mixedPolicies();
    void approve_data();
    void approve();
    void reject();
    void wrongCallId();
    void answersItRepeats();
    void noCalls();
};

void tst_Tools::kinds_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<NoukaiTool::Policy>("policy");
    QTest::addColumn<QString>("expected");
    QTest::newRow("function") << "function" << NoukaiTool::Auto << "1=f({\"x\":1})";
    QTest::newRow("future") << "future" << NoukaiTool::Auto << "1=f({\"x\":1})";
    QTest::newRow("signal, respond") << "respond" << NoukaiTool::Auto << "1=f({\"x\":1})";
    QTest::newRow("signal, respond later") << "respond later" << NoukaiTool::Auto << "1=f({\"x\":1})";
    QTest::newRow("signal, fail") << "fail" << NoukaiTool::Auto << "1=Error: no such thing";
    QTest::newRow("denied, with a handler")
        << "function" << NoukaiTool::Deny << "1=The application does not allow this tool to be called.";
    QTest::newRow("denied, without a handler")
        << "" << NoukaiTool::Deny << "1=The application does not allow this tool to be called.";
}

void tst_Tools::kinds()
{
    QFETCH(QString, kind);
    QFETCH(NoukaiTool::Policy, policy);
    QFETCH(QString, expected);
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(policy);
    QPromise<QString> promise;
    QPointer<NoukaiToolRequest> pending;
    const auto text = [](const QString &name, const QJsonValue &arguments) -> QString {
        return name + u'(' + QString::fromUtf8(compact(arguments)) + u')';
    };
    if (kind == u"function"_s) {
        tool.setHandler([&](const NoukaiToolCall &call) { return text(call.name(), call.arguments()); });
    } else if (kind == u"future"_s) {
        tool.setAsyncHandler([&](const NoukaiToolCall &) { return later(promise); });
    } else if (!kind.isEmpty()) {
        connect(&tool, &NoukaiTool::called, &tool, [&](NoukaiToolRequest *call) {
            pending = call;
            if (kind == u"respond"_s)
                call->respond(text(call->name(), call->arguments()));
            if (kind == u"fail"_s)
                call->fail(u"no such thing"_s);
        });
    }
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    QSignalSpy waiting(&flow, &NoukaiFlow::toolCallsChanged);
    flow.setTools({&tool});
    flow.start();
    if (kind == u"future"_s || kind == u"respond later"_s) {
        QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
        QTRY_VERIFY(pending || promise.future().isStarted());
        QCOMPARE(flow.toolCalls(), QList<NoukaiToolCall>());
        if (pending) {
            QVERIFY(!pending->isAnswered());
            pending->respond(text(pending->name(), pending->arguments()));
        } else {
            promise.addResult(u"f({\"x\":1})"_s);
            promise.finish();
        }
    }
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(results(bench.body(2)), QStringList{expected});
    QCOMPARE(waiting.size(), 0); // no person was ever asked
    QCOMPARE(flow.result().toString(), expected.mid(2));
    QCOMPARE(recorder.only(u"toolCallsRequired"_s), QStringList{u"toolCallsRequired t 1"_s});
}

void tst_Tools::orders_data()
{
    QTest::addColumn<QStringList>("decisions");
    QTest::newRow("in order") << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("the other way round") << QStringList{u"2"_s, u"1"_s};
}

// Two calls of one pause are answered in one request, in the order in which they were asked.
void tst_Tools::orders()
{
    QFETCH(QStringList, decisions);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, TwoCalls)));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    QCOMPARE(flow.toolCalls().size(), 2);
    QSignalSpy waiting(&flow, &NoukaiFlow::toolCallsChanged);
    flow.submitToolResult(decisions[0], u"answer "_s + decisions[0]);
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(flow.toolCalls().size(), 1);
    QCOMPARE(flow.toolCalls().first().id(), decisions[1]);
    QCOMPARE(bench.server.requests().size(), 2);
    flow.submitToolResult(decisions[1], u"answer "_s + decisions[1]);
    QCOMPARE(flow.toolCalls().size(), 0);
    QCOMPARE(flow.state(), NoukaiFlow::Running);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.server.requests().size(), 4);
    QCOMPARE(results(bench.body(2)), QStringList({u"1=answer 1"_s, u"2=answer 2"_s}));
}

void tst_Tools::idKeys_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("key");
    QTest::newRow("tool_calls") << QByteArray("{}") << "tool_call_id";
    QTest::newRow("toolCalls") << QByteArray(R"({"camelCaseToolCalls": true})") << "toolCallId";
    QTest::newRow("alias of the pause") << QByteArray(R"({"toolPauseEvent": "tool_calls_required"})") << "tool_call_id";
    QTest::newRow("arguments as an object") << QByteArray(R"({"argumentsAsObject": true})") << "tool_call_id";
}

void tst_Tools::idKeys()
{
    QFETCH(QByteArray, wire);
    QFETCH(QString, key);
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    QJsonValue arguments;
    tool.setHandler([&](const NoukaiToolCall &call) {
        arguments = call.arguments();
        return u"ok"_s;
    });
    const QByteArray one = R"([{"id": "1", "name": "f", "arguments": {"x": 1}}])";
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, one, ", \"wire\": " + wire)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(results(bench.body(2), key), QStringList{u"1=ok"_s});
    QCOMPARE(compact(arguments), QByteArray("{\"x\":1}"));
}

void tst_Tools::waitForAPerson_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<NoukaiTool::Policy>("policy");
    QTest::addColumn<bool>("handler");
    QTest::newRow("a tool that nobody offered") << "other" << NoukaiTool::Auto << true;
    QTest::newRow("Auto without a handler") << "f" << NoukaiTool::Auto << false;
    QTest::newRow("Ask without a handler") << "f" << NoukaiTool::Ask << false;
    QTest::newRow("Ask with a handler") << "f" << NoukaiTool::Ask << true;
}

void tst_Tools::waitForAPerson()
{
    QFETCH(QString, tool);
    QFETCH(NoukaiTool::Policy, policy);
    QFETCH(bool, handler);
    FlowBench bench;
    NoukaiTool offered(tool, {}, {});
    offered.setPolicy(policy);
    int called = 0;
    if (handler) {
        offered.setHandler([&](const NoukaiToolCall &) {
            ++called;
            return QString();
        });
    }
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.setTools({&offered});
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    QCOMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    QCOMPARE(called, 0);
    flow.submitToolResult(u"1"_s, u"by hand"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList{u"1=by hand"_s});
    QCOMPARE(called, 0);
}

// What policy decides does not disturb the list that a person looks at.
void tst_Tools::mixedPolicies()
{
    FlowBench bench;
    NoukaiTool automatic(u"f"_s, {}, {});
    automatic.setPolicy(NoukaiTool::Auto);
    QPromise<QString> promise;
    automatic.setAsyncHandler([&](const NoukaiToolCall &) { return later(promise); });
    NoukaiTool asked(u"g"_s, {}, {});
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, TwoCalls)));
    FlowRecorder recorder(&flow);
    flow.setTools({&automatic, &asked});
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    QCOMPARE(flow.toolCalls().first().name(), u"g"_s);
    QSignalSpy waiting(&flow, &NoukaiFlow::toolCallsChanged);
    QTRY_VERIFY(promise.future().isStarted());
    promise.addResult(u"F"_s);
    promise.finish();
    flow.submitToolResult(u"1"_s, u"not for a person"_s);
    QCOMPARE(recorder.warnings.size(), 1);
    flow.submitToolResult(u"2"_s, u"G"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList({u"1=F"_s, u"2=G"_s}));
    QCOMPARE(waiting.size(), 1);
}

void tst_Tools::approve_data()
{
    QTest::addColumn<QJsonValue>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as they are") << QJsonValue(QJsonValue::Undefined) << R"(1={"x":1})";
    QTest::newRow("edited") << QJsonValue(QJsonObject{{u"x"_s, 2}}) << R"(1={"x":2})";
    QTest::newRow("edited as text") << QJsonValue(u"{\"x\": 3}"_s) << R"(1={"x":3})";
}

void tst_Tools::approve()
{
    QFETCH(QJsonValue, arguments);
    QFETCH(QString, expected);
    FlowBench bench;
    NoukaiTool tool(u"f"_s, {}, {});
    QPointer<NoukaiToolRequest> request;
    connect(&tool, &NoukaiTool::called, &tool, [&](NoukaiToolRequest *call) { request = call; });
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    QSignalSpy waiting(&flow, &NoukaiFlow::toolCallsChanged);
    flow.approveToolCall(u"1"_s, arguments);
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(flow.toolCalls().size(), 0);
    QCOMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    flow.approveToolCall(u"1"_s); // it does not wait any more
    QCOMPARE(recorder.warnings.size(), 1);
    QVERIFY(request);
    request->respond(QString::fromUtf8(compact(request->arguments())));
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList{expected});
}

void tst_Tools::reject()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1, TwoCalls)));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 2);
    flow.rejectToolCall(u"1"_s, u"Too expensive."_s);
    flow.rejectToolCall(u"2"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(results(bench.body(2)), QStringList({u"1=Too expensive."_s, u"2=The user refused this tool call."_s}));
}

void tst_Tools::wrongCallId()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    flow.submitToolResult(u"x"_s, {});
    flow.rejectToolCall(u"x"_s);
    flow.approveToolCall(u"x"_s);
    flow.approveToolCall(u"1"_s); // there is nobody to answer
    QCOMPARE(recorder.warnings.size(), 4);
    QCOMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    flow.submitToolResult(u"1"_s, {});
    flow.submitToolResult(u"1"_s, u"twice"_s);
    QCOMPARE(recorder.warnings.size(), 5);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(results(bench.body(2)), QStringList{u"1="_s});
}

// The answer repeats what the pause said; the server's outputs lie over ours, each as it came.
void tst_Tools::answersItRepeats()
{
    FlowBench bench;
    const QByteArray pause = "{\"executionId\": \"other\", \"stepId\": \"t\", \"stepIndex\": 4, \"iterationsUsed\": 3,"
                             "\"toolCallMessages\": [ {\"role\":\"user\",\"n\":1.50}], \"toolCalls\": [{\"id\": \"c\", "
                             "\"function\": {\"name\": \"f\"}}],"
                             "\"accumulatedOutputs\": {\"a\": {\"n\": 2.50}, \"\xc3\xa9\": 1.10}}";
    NoukaiFlow flow(bench.client.get(), bench.addRaw(frame("run_started", R"({"runId": "r"})") +
                                                     frame("step_completed", R"({"stepId": "a", "output": 1.0})") +
                                                     frame("step_paused_for_tool_calls", pause)));
    FlowRecorder recorder(&flow);
    flow.setMessage(u"m"_s);
    flow.setTrace(true);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    QCOMPARE(flow.executionId(), u"other"_s);
    flow.submitToolResult(u"c"_s, u"C"_s);
    QTRY_COMPARE(bench.server.requests().size(), 2);
    QCOMPARE(
        bench.bodies().value(1),
        "{\"executionId\":\"other\",\"stepIndex\":4,\"accumulatedOutputs\":{\"a\":{\"n\": 2.50},\"\xc3\xa9\":1.10},"
        "\"toolCallMessages\":[ {\"role\":\"user\",\"n\":1.50},{\"content\":\"C\",\"role\":\"tool\","
        "\"tool_call_id\":\"c\"}],\"iterationsUsed\":3,\"trace\":true}");
}

void tst_Tools::noCalls()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(),
                    bench.addRaw(frame("tool_calls_required",
                                       R"({"executionId": "e", "stepId": "t", "stepIndex": 0, "iterationsUsed": 1, )"
                                       R"("toolCallMessages": [], "toolCalls": []})")));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Interrupted);
    QCOMPARE(flow.error().kind(), NoukaiError::Protocol);
    QCOMPARE(recorder.only(u"toolCallsRequired"_s).size(), 1);
}

QTEST_GUILESS_MAIN(tst_Tools)
#include "tst_tools.moc"
