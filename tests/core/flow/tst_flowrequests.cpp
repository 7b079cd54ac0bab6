// SPDX-License-Identifier: MIT
// What a flow sends, call by call.
#include "flowrecorder.h"

using namespace Qt::StringLiterals;

class tst_FlowRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bare();
    void everything();
    void outputsByteForByte();
    void emptyMessage();
    void addresses_data();
    void addresses();
    void sessions_data();
    void sessions();
};

void tst_FlowRequests::bare()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    const QByteArray id = flow.executionId().toUtf8();
    QCOMPARE(bench.bodies().value(0), QByteArray("{\"stepIndex\":0}"));
    const QByteArray outputs = "{\"a\":{\"n\":1}}";
    QCOMPARE(bench.bodies().value(1),
             "{\"executionId\":\"" + id + "\",\"stepIndex\":1,\"accumulatedOutputs\":" + outputs + '}');
}

void tst_FlowRequests::everything()
{
    FlowBench bench;
    NoukaiTool tool(u"get_order"_s, u"Looks an order up"_s, json(R"({"type": "object", "properties": {"id": {}}})"));
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.setMessage(u"hällo"_s);
    flow.setParameters({{u"grade"_s, 3}});
    flow.setAttachments({json(R"({"kind": "url", "url": "https://example.org/a.png", "mime_type": "image/png"})")});
    flow.setInputOverrides({{u"a"_s, u"other"_s}});
    flow.setBlockOverrides({{u"b"_s, QJsonObject{{u"temperature"_s, 0.5}}}});
    flow.setTools({&tool});
    flow.setToolChoice(u"auto"_s);
    flow.setTrace(true);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);

    QJsonObject every = json(R"({"inputOverrides": {"a": "other"}, "blockOverrides": {"b": {"temperature": 0.5}},
        "toolChoice": "auto", "trace": true, "tools": [{"type": "function", "function": {"name": "get_order",
        "description": "Looks an order up", "parameters": {"type": "object", "properties": {"id": {}}}}}]})");
    QJsonObject first = every;
    first[u"stepIndex"_s] = 0;
    first[u"message"_s] = u"hällo"_s;
    first[u"parameters"_s] = flow.parameters();
    first[u"attachments"_s] = flow.attachments();
    QCOMPARE(compact(bench.body(0)), compact(first));

    every[u"executionId"_s] = flow.executionId();
    every[u"stepIndex"_s] = 1;
    every[u"accumulatedOutputs"_s] = json(R"({"a": "A"})");
    QCOMPARE(compact(bench.body(1)), compact(every));
    every[u"stepIndex"_s] = 2;
    every[u"accumulatedOutputs"_s] = json(R"({"a": "A", "b": "Bother"})");
    QCOMPARE(compact(bench.body(2)), compact(every));
}

void tst_FlowRequests::outputsByteForByte()
{
    const QByteArray output =
        "{ \"n\": 1.50, \"big\":12345678901234567890123 ,\"e\":1E+2, \"t\":\"\\u00e9\\/\xc3\xa9\"}";
    FlowBench bench;
    const QString identifier =
        bench.addRaw(frame("run_started", R"({"runId": "r"})") +
                     frame("step_completed", "{\"output\":" + output + ", \"stepId\": \"a b\\\"c\"}") +
                     frame("step_paused", "{\"nextStepIndex\":1}"));
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(bench.bodies().value(1),
             "{\"executionId\":\"r\",\"stepIndex\":1,\"accumulatedOutputs\":{\"a b\\\"c\":" + output + "}}");
}

void tst_FlowRequests::emptyMessage()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), u"acme/spelling/grade-3"_s);
    FlowRecorder recorder(&flow);
    flow.setMessage(u""_s);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QVERIFY(!bench.body(0).contains(u"message"_s));
    QCOMPARE(flow.error().code(), u"MISSING_MESSAGE"_s);
}

void tst_FlowRequests::addresses_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("path");
    QTest::newRow("whole") << "o/p/s"
                           << "production"
                           << "/api/v1/seq/o/p/s/step";
    QTest::newRow("slug") << "s"
                          << ""
                          << "/api/v1/seq/acme/demo/s/step";
    QTest::newRow("version") << "o/p/s"
                             << "3"
                             << "/api/v1/seq/o/p/s/v3/step";
    QTest::newRow("encoded") << u"o/p/ä ?"_s << "production"
                             << "/api/v1/seq/o/p/%C3%A4%20%3F/step";
}

void tst_FlowRequests::addresses()
{
    QFETCH(QString, identifier);
    QFETCH(QString, version);
    FlowBench bench;
    bench.client->setOrganization(u"acme"_s);
    bench.client->setProject(u"demo"_s);
    NoukaiFlow flow(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    flow.setVersion(version);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QTEST(bench.server.requests().value(0).path, "path");
    QCOMPARE(flow.error().kind(), NoukaiError::NotFound);
}

void tst_FlowRequests::sessions_data()
{
    QTest::addColumn<QString>("ofClient");
    QTest::addColumn<QString>("ofFlow");
    QTest::addColumn<bool>("sent");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("neither") << QString() << QString() << false << QByteArray();
    QTest::newRow("client") << u"c"_s << QString() << true << QByteArray("c");
    QTest::newRow("flow wins") << u"c"_s << u"f"_s << true << QByteArray("f");
    QTest::newRow("empty flow wins") << u"c"_s << u""_s << true << QByteArray();
}

void tst_FlowRequests::sessions()
{
    QFETCH(QString, ofClient);
    QFETCH(QString, ofFlow);
    FlowBench bench;
    bench.client->setSessionId(ofClient);
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    flow.setSessionId(ofFlow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    const auto requests = bench.server.requests();
    QCOMPARE(requests.size(), 2);
    for (const NoukaiMockRequest &request : requests) {
        QTEST(request.headers.contains("x-session-id"), "sent");
        QTEST(request.header("X-Session-Id"), "expected");
    }
}

QTEST_GUILESS_MAIN(tst_FlowRequests)
#include "tst_flowrequests.moc"
