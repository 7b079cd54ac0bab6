// SPDX-License-Identifier: MIT
// execute(): one call with a JSON answer, its tools, its future, and the relay that carries nothing else.
#include "toolflow.h"

#include <QtCore/QFutureWatcher>

class tst_Execute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void result();
    void body();
    void conversation();
    void badInput_data();
    void badInput();
    void failures_data();
    void failures();
    void failedFlow();
    void toolsByHandler();
    void toolsByHand();
    void answersAreKept();
    void limit();
    void whileRunning();
    void cancelByFuture();
    void cancelByFlow();
    void flowDeleted();
    void clientFirst();
    void inAContinuation();
    void draft();
    void relay();
    void relayWithTools();
    void relayRefuses();
};

using Outcome = NoukaiExpected<NoukaiResult>;

// A relay answers as the flow's own address does.
static QUrl relayOf(const FlowBench &bench, const QString &identifier)
{
    const QString address = bench.server.baseUrl().toString() + u"/seq/"_s + identifier + u"/execute"_s;
    return QUrl(address);
}

void tst_Execute::result()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    const QFuture<Outcome> future = flow.execute();
    QCOMPARE(flow.state(), NoukaiFlow::Connecting);
    QCOMPARE(recorder.finishes, 0);
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY(future.isFinished());
    QVERIFY2(future.result().hasValue(), qPrintable(future.result().error().message()));
    QCOMPARE(future.result().value().result(), QJsonValue(u"done"_s));
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"done"_s));
    QCOMPARE(flow.executionId(), future.result().value().executionId());
    QVERIFY(!flow.executionId().isEmpty());
    QCOMPARE(flow.progress(), 1.0);
    QCOMPARE(recorder.only(u"step"_s), QStringList());
    QCOMPARE(recorder.outcomes, QStringList({u"flowCompleted"_s, u"finished"_s}));
    QCOMPARE(recorder.only(u"runStarted"_s), QStringList(u"runStarted -1"_s));
    QCOMPARE(bench.server.requests().size(), 1);
    QVERIFY(bench.server.requests().constFirst().path.endsWith(u"/execute"_s));
}

void tst_Execute::body()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    flow.setMessage(u"Hello"_s);
    flow.setParameters(json(R"({"p": 1})"));
    flow.setBlockOverrides(json(R"({"a": {"x": 2}})"));
    flow.setTrace(true);
    flow.setSessionId(u"s-1"_s);
    flow.execute();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.body(0),
             json(R"({"message": "Hello", "parameters": {"p": 1}, "blockOverrides": {"a": {"x": 2}}, "trace": true})"));
    QCOMPARE(bench.server.requests().constFirst().header("x-session-id"), QByteArray("s-1"));
}

void tst_Execute::conversation()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(),
                    bench.add(R"({"steps": [{"id": "a", "output": "{{message}}", "streamed": false}]})"));
    const QJsonArray messages{json(R"({"role": "user", "content": "one"})"),
                              json(R"({"role": "assistant", "content": "two"})"),
                              json(R"({"role": "user", "content": "three"})")};
    flow.setMessages(messages);
    flow.execute();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"three"_s));
    QCOMPARE(bench.body(0), QJsonObject({{u"messages"_s, messages}}));
    flow.start(); // step by step there is no conversation
    QTRY_COMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Configuration);
    QCOMPARE(bench.server.requests().size(), 1);
}

void tst_Execute::badInput_data()
{
    QTest::addColumn<QString>("property");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const QString &property, const QVariant &value, const QString &named) {
        QTest::newRow(name) << property << value << named;
    };
    const auto messages = [&](const char *name, const QByteArray &message, const QString &named) {
        row(name, u"messages"_s, QJsonArray{json(message)}, named);
    };
    messages("role", R"({"role": "system", "content": "x"})", u"messages[0].role"_s);
    messages("no role", R"({"content": "x"})", u"messages[0].role"_s);
    messages("content", R"({"role": "user", "content": 5})", u"messages[0].content"_s);
    messages("no content", R"({"role": "user"})", u"messages[0]"_s);
    messages("tool without id", R"({"role": "tool", "content": "x"})", u"toolCallId"_s);
    messages("call without id", R"({"role": "assistant", "toolCalls": [{"function": {"name": "f"}}]})",
             u"messages[0].toolCalls[0]"_s);
    messages("calls of a user", R"({"role": "user", "content": "x", "toolCalls": []})", u"messages[0]"_s);
    row("no object", u"messages"_s, QJsonArray{1}, u"messages[0]"_s);
    row("attachments", u"attachments"_s, QJsonArray{json(R"({"kind": "file"})")}, u"attachments[0]"_s);
    row("reserved parameter", u"parameters"_s, json(R"({"attachments": []})"), u"attachments"_s);
    row("overrides", u"inputOverrides"_s, json(R"({"a": 1})"), u"inputOverrides"_s);
    row("version", u"version"_s, u"-1"_s, u"-1"_s);
    row("identifier", u"identifier"_s, u"a/../b"_s, u".."_s);
    row("session", u"sessionId"_s, u"a\nb"_s, u"session"_s);
}

void tst_Execute::badInput()
{
    QFETCH(QString, property);
    QFETCH(QVariant, value);
    QFETCH(QString, named);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QVERIFY(flow.setProperty(property.toLatin1().constData(), value));
    const auto future = flow.execute();
    QCOMPARE(recorder.finishes, 0);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(future.result().error().kind(), NoukaiError::Configuration);
    QVERIFY2(flow.error().message().contains(named), qPrintable(flow.error().message()));
    QCOMPARE(bench.server.requests().size(), 0);
}

void tst_Execute::failures_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("401") << "http-error:status=401" << NoukaiFlow::Failed << NoukaiError::Authentication;
    QTest::newRow("402") << "http-error:status=402" << NoukaiFlow::Failed << NoukaiError::InsufficientCredits;
    QTest::newRow("429") << "http-error:status=429" << NoukaiFlow::Failed << NoukaiError::RateLimited;
    QTest::newRow("503") << "http-error:status=503" << NoukaiFlow::Failed << NoukaiError::Execution;
    QTest::newRow("cut before") << "cut-before-response" << NoukaiFlow::Failed << NoukaiError::Connection;
    QTest::newRow("a page") << "wrong-content-type" << NoukaiFlow::Failed << NoukaiError::Protocol;
    QTest::newRow("redirect") << "redirect:target=/elsewhere" << NoukaiFlow::Failed << NoukaiError::Protocol;
    QTest::newRow("short body") << "short-body" << NoukaiFlow::Interrupted << NoukaiError::Connection;
}

void tst_Execute::failures()
{
    QFETCH(QString, fault);
    QFETCH(NoukaiFlow::State, state);
    QFETCH(NoukaiError::Kind, kind);
    FlowBench bench;
    QString mistake;
    bench.server.setFault(NoukaiMockFault::fromText(fault, &mistake));
    QVERIFY2(mistake.isEmpty(), qPrintable(mistake));
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    const auto future = flow.execute();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), state);
    QCOMPARE(flow.error().kind(), kind);
    QCOMPARE(future.result().error().kind(), kind);
    QCOMPARE(recorder.outcomes, QStringList({u"errorOccurred "_s + nameOf(kind), u"finished"_s}));
    QCOMPARE(bench.server.requests().size(), 1); // a POST is never repeated
}

void tst_Execute::failedFlow()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(R"({"messageRequired": false,
        "steps": [{"id": "a", "error": {"code": "BAD_DATE", "message": "No date"}}]})"));
    FlowRecorder recorder(&flow);
    const auto future = flow.execute();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Execution);
    QCOMPARE(flow.error().code(), u"BAD_DATE"_s);
    QCOMPARE(flow.error().message(), u"No date"_s);
    QCOMPARE(future.result().error().code(), u"BAD_DATE"_s);
}

void tst_Execute::toolsByHandler()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(2)));
    FlowRecorder recorder(&flow);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([](const NoukaiToolCall &call) {
        return QString(u"x is "_s + QString::fromUtf8(compact(call.arguments()[u"x"_s])));
    });
    flow.setTools({&tool});
    const auto future = flow.execute();
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(future.result().value().result(), QJsonValue(u"x is 1"_s));
    QCOMPARE(bench.server.requests().size(), 3);
    QCOMPARE(results(bench.body(1)), QStringList(u"1=x is 1"_s));
    QVERIFY(bench.body(1).contains(u"pausedAtStep"_s));
    QVERIFY(!bench.body(1).contains(u"message"_s));
    QCOMPARE(bench.body(1)[u"executionId"_s].toString(), flow.executionId());
    QCOMPARE(recorder.only(u"runStarted"_s).size(), 1);
    QCOMPARE(recorder.only(u"toolCallsRequired"_s),
             QStringList({u"toolCallsRequired t -1"_s, u"toolCallsRequired t -1"_s}));
}

void tst_Execute::toolsByHand()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(),
                    bench.add(R"({"messageRequired": false, "steps": [{"id": "t", "output": "{{tool.f}}{{tool.g}}",
        "toolRounds": [{"calls": [{"id": "1", "name": "f", "arguments": {}}, {"id": "2", "name": "g", "arguments": {}}]}]}]})"));
    FlowRecorder recorder(&flow);
    const auto future = flow.execute();
    QTRY_COMPARE(flow.state(), NoukaiFlow::AwaitingTools);
    QCOMPARE(flow.toolCalls().size(), 2);
    QVERIFY(!future.isFinished());
    flow.submitToolResult(u"2"_s, u"two"_s);
    flow.submitToolResult(u"1"_s, u"one"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.result(), QJsonValue(u"onetwo"_s));
    QCOMPARE(results(bench.body(1)), QStringList({u"1=one"_s, u"2=two"_s}));
}

// An answer that fails keeps what was decided; resume() sends it again, to the byte.
void tst_Execute::answersAreKept()
{
    FlowBench bench;
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.status = 503;
    fault.nth = 2;
    bench.server.setFault(fault);
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(1)));
    FlowRecorder recorder(&flow);
    flow.execute();
    QTRY_COMPARE(flow.toolCalls().size(), 1);
    flow.submitToolResult(u"1"_s, u"paid"_s);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.bodies().value(2), bench.bodies().value(1));
    QVERIFY(bench.server.requests().constLast().path.endsWith(u"/execute"_s));
}

void tst_Execute::limit()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(rounds(3)));
    FlowRecorder recorder(&flow);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([](const NoukaiToolCall &) { return u"again"_s; });
    flow.setTools({&tool});
    flow.setMaxToolRounds(2);
    flow.execute();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.error().kind(), NoukaiError::ToolCallLimit);
    QCOMPARE(bench.server.requests().size(), 3);
}

void tst_Execute::whileRunning()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    const auto refused = flow.execute();
    QVERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().kind(), NoukaiError::Configuration);
    QCOMPARE(recorder.warnings.size(), 1);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Execute::cancelByFuture()
{
    FlowBench bench;
    NoukaiMockFault silence;
    silence.kind = NoukaiMockFault::SilenceBeforeHeaders;
    bench.server.setFault(silence);
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    auto future = flow.execute();
    QTRY_COMPARE(bench.server.requests().size(), 1);
    future.cancel();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QTRY_COMPARE(bench.server.openConnections(), 0);
    // The next run is another one.
    flow.execute();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.finishes, 2);
}

void tst_Execute::cancelByFlow()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    const auto future = flow.execute();
    flow.cancel();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(future.result().error().kind(), NoukaiError::Cancelled);
    QCOMPARE(recorder.outcomes, QStringList(u"finished"_s));
}

void tst_Execute::flowDeleted()
{
    FlowBench bench;
    auto flow = std::make_unique<NoukaiFlow>(bench.client.get(), bench.add(TwoSteps));
    const auto future = flow->execute();
    flow.reset();
    QVERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
    QCOMPARE(future.resultCount(), 0);
}

void tst_Execute::clientFirst()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    const auto future = flow.execute();
    bench.client.reset();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QCOMPARE(future.result().error().kind(), NoukaiError::Cancelled);
}

void tst_Execute::inAContinuation()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    QString said;
    flow.execute().then(&flow, [&](const Outcome &outcome) {
        said = outcome ? outcome.value().result().toString() : outcome.error().message();
    });
    QTRY_COMPARE(said, u"done"_s);
}

void tst_Execute::draft()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    flow.setVersion(u"draft"_s);
    flow.execute();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QVERIFY(bench.server.requests().constFirst().path.endsWith(u"/v0/execute"_s));
}

void tst_Execute::relay()
{
    FlowBench bench;
    bench.server.setAuthorizationRequired(false);
    const QString identifier = bench.add(TwoSteps);
    NoukaiClient client; // has no key
    client.setRelayUrl(relayOf(bench, identifier));
    NoukaiFlow flow(&client, identifier);
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY2(flow.state() == NoukaiFlow::Completed, qPrintable(flow.error().message()));
    QCOMPARE(flow.result(), QJsonValue(u"done"_s));
    QCOMPARE(recorder.only(u"step"_s), QStringList());
    QCOMPARE(recorder.only(u"runStarted"_s).size(), 1);
    QVERIFY(bench.server.requests().constFirst().header("authorization").isEmpty());
}

void tst_Execute::relayWithTools()
{
    FlowBench bench;
    const QString identifier = bench.add(rounds(1));
    // A key that is set stays here all the same.
    bench.server.setAuthorizationRequired(false);
    bench.client->setRelayUrl(relayOf(bench, identifier));
    NoukaiFlow flow(bench.client.get(), identifier);
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([](const NoukaiToolCall &) { return u"sunny"_s; });
    flow.setTools({&tool});
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"sunny"_s));
    QCOMPARE(bench.server.requests().size(), 2);
    const auto requests = bench.server.requests();
    for (const NoukaiMockRequest &request : requests)
        QVERIFY(request.header("authorization").isEmpty());
}

void tst_Execute::relayRefuses()
{
    FlowBench bench;
    bench.server.setAuthorizationRequired(false);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.status = 413;
    fault.code = u"BODY_TOO_LARGE"_s;
    fault.message = u"Too large"_s;
    bench.server.setFault(fault);
    const QString identifier = bench.add(TwoSteps);
    NoukaiClient client;
    client.setRelayUrl(relayOf(bench, identifier));
    NoukaiFlow flow(&client, identifier);
    flow.start();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().code(), u"BODY_TOO_LARGE"_s);
    QCOMPARE(flow.error().message(), u"Too large"_s);
    // No step by step, no trace: what is not carried needs a key of its own.
    flow.watch(u"some-run"_s);
    QTRY_COMPARE(flow.error().kind(), NoukaiError::Configuration);
}

QTEST_GUILESS_MAIN(tst_Execute)
#include "tst_execute.moc"
