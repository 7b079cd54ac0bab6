// SPDX-License-Identifier: MIT
// What the server refuses, and in which words.
#include "noukaimockserver.h"
#include "rawclient.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

QJsonObject tool(const QString &name)
{
    return {{u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, name}}}};
}

QJsonArray manyTools(int count)
{
    QJsonArray tools;
    for (int i = 0; i < count; ++i)
        tools.append(tool(u"tool_%1"_s.arg(i)));
    return tools;
}

QJsonObject toolResult(const QString &id)
{
    return {{u"role"_s, u"tool"_s}, {u"tool_call_id"_s, id}, {u"content"_s, u"done"_s}};
}

// An assistant's message that asks for the calls \a ids.
QJsonObject calls(const QStringList &ids)
{
    QJsonArray list;
    for (const QString &id : ids)
        list.append(QJsonObject{
            {u"id"_s, id}, {u"type"_s, u"function"_s}, {u"function"_s, QJsonObject{{u"name"_s, u"look"_s}}}});
    return {{u"role"_s, u"assistant"_s}, {u"content"_s, QJsonValue()}, {u"tool_calls"_s, list}};
}

} // namespace

class tst_MockRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void requests_data();
    void requests();
    void steps_data();
    void steps();
    void runsFromElsewhere();
    void toolAnswers_data();
    void toolAnswers();
    void executes_data();
    void executes();
    void authorizationCanBeLeftOut();

private:
    NoukaiMockServer m_server;
    QString m_executionId;
};

void tst_MockRefusals::initTestCase()
{
    const QJsonArray rounds{
        QJsonObject{{u"calls"_s, QJsonArray{QJsonObject{{u"id"_s, u"c1"_s}, {u"name"_s, u"look"_s}},
                                            QJsonObject{{u"id"_s, u"c2"_s}, {u"name"_s, u"look"_s}}}}}};
    const QJsonArray steps{QJsonObject{{u"id"_s, u"plain"_s}, {u"output"_s, u"1"_s}},
                           QJsonObject{{u"id"_s, u"asks"_s}, {u"toolRounds"_s, rounds}, {u"output"_s, u"2"_s}}};
    QVERIFY(m_server.addFlow(u"a/b/c"_s, {{u"steps"_s, steps}, {u"toolIterationLimit"_s, 2}}));
    QVERIFY(m_server.addFlow(u"a/b/notools"_s, {{u"steps"_s, steps}, {u"toolsEnabled"_s, false}}));
    QVERIFY(m_server.listen());
    const RawAnswer answer = postOnce(m_server, flowPath(u"a/b/c"_s, u"step"_s),
                                      {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}, {u"runRemaining"_s, true}});
    QCOMPARE(answer.eventNames().constLast(), u"step_paused_for_tool_calls"_s);
    m_executionId = executionIdOf(answer);
}

void tst_MockRefusals::requests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QString step = flowPath(u"a/b/c"_s, u"step"_s);
    const QByteArray good = R"({"stepIndex":0,"message":"x"})";
    const auto row = [](const char *name, const QByteArray &method, const QString &path, const QByteArray &headers,
                        const QByteArray &body, int status, const QString &code) {
        QTest::newRow(name) << method << path << headers << body << status << code;
    };
    row("no such address", "GET", u"/api/v1/nothing"_s, {}, {}, 404, u"NOT_FOUND"_s);
    row("outside the API", "GET", u"/"_s, {}, {}, 404, u"NOT_FOUND"_s);
    row("dot segment", "POST", flowPath(u"a/../c"_s, u"step"_s), {}, good, 404, u"NOT_FOUND"_s);
    row("encoded dot segment", "POST", flowPath(u"a/%2e%2E/c"_s, u"step"_s), {}, good, 404, u"NOT_FOUND"_s);
    row("empty segment", "POST", flowPath(u"a//c"_s, u"step"_s), {}, good, 404, u"NOT_FOUND"_s);
    row("wrong method", "GET", step, {}, {}, 405, u"METHOD_NOT_ALLOWED"_s);
    row("wrong key", "POST", step, "Authorization: Bearer sk_x\r\n", good, 401, u"UNAUTHORIZED"_s);
    row("no scheme", "POST", step, "Authorization: nk_x\r\n", good, 401, u"UNAUTHORIZED"_s);
    row("a JWT", "POST", step, "Authorization: Bearer aaa.bbb.ccc\r\n", good, 200, {});
    row("no API version", "POST", step, "X-Noukai-API-Version:\r\n", good, 400, u"INVALID_REQUEST"_s);
    row("unknown flow", "POST", flowPath(u"a/b/nothing"_s, u"step"_s), {}, good, 404, u"FLOW_NOT_FOUND"_s);
    row("draft by steps", "POST", flowPath(u"a/b/c"_s, u"v0/step"_s), {}, good, 400, u"INVALID_VERSION"_s);
    row("draft executed", "POST", flowPath(u"a/b/c"_s, u"v0/execute"_s), {}, R"({"message":"x"})", 200, {});
    row("published version", "POST", flowPath(u"a/b/c"_s, u"v3/step"_s), {}, good, 200, {});
    row("unpublished version", "POST", flowPath(u"a/b/c"_s, u"v4/step"_s), {}, good, 404, u"FLOW_NOT_FOUND"_s);
    row("no version", "POST", flowPath(u"a/b/c"_s, u"v-1/step"_s), {}, good, 404, u"NOT_FOUND"_s);
    row("not JSON", "POST", step, {}, "stepIndex=0", 400, u"INVALID_JSON"_s);
    row("no object", "POST", step, {}, "[0]", 400, u"INVALID_JSON"_s);
    row("wrong type", "POST", step, "Content-Type: text/plain\r\n", good, 415, u"INVALID_REQUEST"_s);
}

void tst_MockRefusals::requests()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    RawClient client(m_server);
    client.request(method, path, body, headers);
    const RawAnswer answer = client.take();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.code(), code);
    QVERIFY(!answer.headers.value("x-request-id").isEmpty());
    QCOMPARE(answer.headers.contains("www-authenticate"), status == 401);
    QCOMPARE(answer.headers.contains("allow"), status == 405);
}

void tst_MockRefusals::steps_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<bool>("inRun");
    QTest::addColumn<QString>("code");
    const QJsonObject outputs{{u"plain"_s, u"1"_s}};
    const auto first = [](const char *name, QJsonObject members, const QString &code) {
        if (!members.contains(u"stepIndex"_s))
            members.insert(u"stepIndex"_s, 0);
        if (!members.contains(u"message"_s))
            members.insert(u"message"_s, u"x"_s);
        QTest::newRow(name) << members << false << code;
    };
    const auto later = [](const char *name, const QJsonObject &members, const QString &code) {
        QTest::newRow(name) << members << true << code;
    };
    QTest::newRow("no index") << QJsonObject{{u"message"_s, u"x"_s}} << false << u"INVALID_STEP_INDEX"_s;
    first("negative index", {{u"stepIndex"_s, -1}}, u"INVALID_STEP_INDEX"_s);
    first("fraction", {{u"stepIndex"_s, 0.5}}, u"INVALID_STEP_INDEX"_s);
    first("index as text", {{u"stepIndex"_s, u"0"_s}}, u"INVALID_STEP_INDEX"_s);
    first("index behind the last", {{u"stepIndex"_s, 2}}, u"INVALID_STEP_INDEX"_s);
    first("last index without a run", {{u"stepIndex"_s, 1}}, u"INVALID_FIRST_CALL"_s);
    first("outputs without a run", {{u"accumulatedOutputs"_s, outputs}}, u"INVALID_FIRST_CALL"_s);
    first("tool results without a run", {{u"toolCallMessages"_s, QJsonArray()}}, u"INVALID_FIRST_CALL"_s);
    first("empty outputs and nulls", {{u"accumulatedOutputs"_s, QJsonObject()}, {u"executionId"_s, QJsonValue()}}, {});
    first("empty message", {{u"message"_s, QString()}}, u"MISSING_MESSAGE"_s);
    first("null message", {{u"message"_s, QJsonValue()}}, u"MISSING_MESSAGE"_s);
    first("message as number", {{u"message"_s, 1}}, u"INVALID_REQUEST"_s);
    first("parameters as list", {{u"parameters"_s, QJsonArray()}}, u"INVALID_REQUEST"_s);
    first("reserved parameter", {{u"parameters"_s, QJsonObject{{u"attachments"_s, 1}}}}, u"PARAMETER_NAME_RESERVED"_s);
    first("attachment over http", {{u"attachments"_s, QJsonArray{QJsonObject{{u"url"_s, u"http://x/y.png"_s}}}}},
          u"INVALID_REQUEST"_s);
    first("64 tools", {{u"tools"_s, manyTools(64)}}, {});
    first("65 tools", {{u"tools"_s, manyTools(65)}}, u"TOOLS_INVALID"_s);
    first("a tool twice", {{u"tools"_s, QJsonArray{tool(u"a"_s), tool(u"a"_s)}}}, u"TOOLS_INVALID"_s);
    first("a tool without function", {{u"tools"_s, QJsonArray{QJsonObject{{u"name"_s, u"a"_s}}}}}, u"TOOLS_INVALID"_s);
    first("a tool's name with a space", {{u"tools"_s, QJsonArray{tool(u"a b"_s)}}}, u"TOOL_NAME_INVALID"_s);
    first("an odd choice", {{u"tools"_s, manyTools(1)}, {u"toolChoice"_s, u"perhaps"_s}}, u"TOOLS_INVALID"_s);
    first("a choice that is declared", {{u"tools"_s, manyTools(1)}, {u"toolChoice"_s, tool(u"tool_0"_s)}}, {});
    first("a choice that is not declared", {{u"tools"_s, manyTools(1)}, {u"toolChoice"_s, tool(u"z"_s)}},
          u"TOOLS_INVALID"_s);
    first("unknown run", {{u"executionId"_s, u"7a6c1f0e-0000-4000-8000-000000000000"_s}}, u"EXECUTION_ID_INVALID"_s);
    later("again from the start", {{u"stepIndex"_s, 0}}, {});
    later("missing output", {{u"stepIndex"_s, 1}}, u"INVALID_STEP_INDEX"_s);
    later("output by override", {{u"stepIndex"_s, 1}, {u"inputOverrides"_s, outputs}}, {});
    later("results for a step that asked nothing",
          {{u"stepIndex"_s, 0}, {u"toolCallMessages"_s, QJsonArray{calls({u"c1"_s}), toolResult(u"c1"_s)}}},
          u"PAUSED_STEP_INVALID"_s);
}

void tst_MockRefusals::steps()
{
    QFETCH(QJsonObject, body);
    QFETCH(bool, inRun);
    QFETCH(QString, code);
    if (inRun)
        body.insert(u"executionId"_s, m_executionId);
    const RawAnswer answer = postOnce(m_server, flowPath(u"a/b/c"_s, u"step"_s), body);
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.status == 200, code.isEmpty());
}

// As a recording has them: refused, unless the server is to adopt them.
void tst_MockRefusals::runsFromElsewhere()
{
    const QJsonObject body{{u"stepIndex"_s, 1},
                           {u"executionId"_s, u"exe_90b4"_s},
                           {u"accumulatedOutputs"_s, QJsonObject{{u"plain"_s, u"1"_s}}}};
    const QString path = flowPath(u"a/b/c"_s, u"step"_s);
    QCOMPARE(postOnce(m_server, path, body).code(), u"EXECUTION_ID_INVALID"_s);
    m_server.setAdoptsRuns(true);
    QCOMPARE(postOnce(m_server, path, body).status, 200);
    m_server.setAdoptsRuns(false);
    QCOMPARE(postOnce(m_server, path, body).status, 200); // it is known from now on
}

void tst_MockRefusals::toolAnswers_data()
{
    QTest::addColumn<QJsonArray>("messages");
    QTest::addColumn<int>("iterationsUsed");
    QTest::addColumn<QString>("code");
    const QJsonObject user{{u"role"_s, u"user"_s}, {u"content"_s, u"x"_s}};
    const QJsonObject asked = calls({u"c1"_s, u"c2"_s});
    const QJsonObject one = toolResult(u"c1"_s);
    const QJsonObject two = toolResult(u"c2"_s);
    const QString mismatch = u"TOOL_RESULTS_MISMATCH"_s;
    QTest::newRow("both answered") << QJsonArray{user, asked, one, two} << 1 << QString();
    QTest::newRow("in the other order") << QJsonArray{user, asked, two, one} << 1 << QString();
    QTest::newRow("one missing") << QJsonArray{user, asked, one} << 1 << mismatch;
    QTest::newRow("none") << QJsonArray{user, asked} << 1 << mismatch;
    QTest::newRow("empty") << QJsonArray() << 1 << mismatch;
    QTest::newRow("one twice") << QJsonArray{user, asked, one, one, two} << 1 << mismatch;
    QTest::newRow("one unknown") << QJsonArray{user, asked, one, toolResult(u"c3"_s)} << 1 << mismatch;
    QTest::newRow("no call asked") << QJsonArray{user, one, two} << 1 << mismatch;
    QTest::newRow("wrong id key") << QJsonArray{user, asked, one,
                                                QJsonObject{{u"role"_s, u"tool"_s},
                                                            {u"toolCallId"_s, u"c2"_s},
                                                            {u"content"_s, u""_s}}}
                                  << 1 << mismatch;
    QTest::newRow("content no text") << QJsonArray{user, asked, one,
                                                   QJsonObject{{u"role"_s, u"tool"_s},
                                                               {u"tool_call_id"_s, u"c2"_s},
                                                               {u"content"_s, 1}}}
                                     << 1 << mismatch;
    QTest::newRow("a system message") << QJsonArray{QJsonObject{{u"role"_s, u"system"_s}}, asked, one, two} << 1
                                      << u"MESSAGES_ROLE_INVALID"_s;
    QTest::newRow("no role") << QJsonArray{user, asked, one,
                                           QJsonObject{{u"tool_call_id"_s, u"c2"_s}, {u"content"_s, u""_s}}}
                             << 1 << u"MESSAGES_ROLE_INVALID"_s;
    QTest::newRow("another count") << QJsonArray{user, asked, one, two} << 2 << mismatch;
    QTest::newRow("too many rounds") << QJsonArray{asked, one, two, asked, one, two, asked, one, two} << 3
                                     << u"TOOL_ITERATION_LIMIT"_s;
    QTest::newRow("too large") << QJsonArray{QJsonObject{{u"role"_s, u"user"_s},
                                                         {u"content"_s, QString(1024 * 1024, u'x')}},
                                             asked, one, two}
                               << 1 << u"MESSAGES_TOO_LARGE"_s;
}

void tst_MockRefusals::toolAnswers()
{
    QFETCH(QJsonArray, messages);
    QFETCH(int, iterationsUsed);
    QFETCH(QString, code);
    const RawAnswer answer = postOnce(m_server, flowPath(u"a/b/c"_s, u"step"_s),
                                      {{u"stepIndex"_s, 1},
                                       {u"executionId"_s, m_executionId},
                                       {u"accumulatedOutputs"_s, QJsonObject{{u"plain"_s, u"1"_s}}},
                                       {u"iterationsUsed"_s, iterationsUsed},
                                       {u"toolCallMessages"_s, messages}});
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.status, code.isEmpty() ? 200 : 400);
}

void tst_MockRefusals::executes_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    const QJsonArray turn{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"x"_s}}};
    const QJsonArray system{QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, u"x"_s}}};
    const QString execute = flowPath(u"a/b/c"_s, u"execute"_s);
    QTest::newRow("no message") << execute << QJsonObject() << u"MISSING_MESSAGE"_s;
    QTest::newRow("messages") << execute << QJsonObject{{u"messages"_s, turn}} << QString();
    QTest::newRow("both") << execute << QJsonObject{{u"messages"_s, turn}, {u"message"_s, u"x"_s}}
                          << u"INVALID_REQUEST"_s;
    QTest::newRow("no messages") << execute << QJsonObject{{u"messages"_s, QJsonArray()}} << u"INVALID_REQUEST"_s;
    QTest::newRow("a system message") << execute << QJsonObject{{u"messages"_s, system}} << u"MESSAGES_ROLE_INVALID"_s;
    QTest::newRow("tools not enabled") << flowPath(u"a/b/notools"_s, u"execute"_s)
                                       << QJsonObject{{u"message"_s, u"x"_s}, {u"tools"_s, manyTools(1)}}
                                       << u"TOOLS_NOT_ENABLED"_s;
    QTest::newRow("resumed with a message")
        << execute << QJsonObject{{u"executionId"_s, u"?"_s}, {u"message"_s, u"x"_s}} << u"INVALID_REQUEST"_s;
    QTest::newRow("resumed at a plain step")
        << execute << QJsonObject{{u"executionId"_s, u"?"_s}, {u"pausedAtStep"_s, u"plain"_s}}
        << u"PAUSED_STEP_INVALID"_s;
    QTest::newRow("resumed at no step") << execute
                                        << QJsonObject{{u"executionId"_s, u"?"_s}, {u"pausedAtStep"_s, u"zzz"_s}}
                                        << u"PAUSED_STEP_INVALID"_s;
    QTest::newRow("a job with tools") << flowPath(u"a/b/c"_s, u"jobs"_s)
                                      << QJsonObject{{u"message"_s, u"x"_s}, {u"tools"_s, manyTools(1)}}
                                      << u"TOOLS_REQUIRE_SYNC_EXECUTE"_s;
}

void tst_MockRefusals::executes()
{
    QFETCH(QString, route);
    QFETCH(QJsonObject, body);
    QFETCH(QString, code);
    if (body[u"executionId"_s] == "?"_L1)
        body[u"executionId"_s] = m_executionId;
    const RawAnswer answer = postOnce(m_server, route, body);
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.status == 200, code.isEmpty());
}

void tst_MockRefusals::authorizationCanBeLeftOut()
{
    NoukaiMockServer server;
    server.setAuthorizationRequired(false);
    QVERIFY(server.listen());
    const RawAnswer answer = postOnce(server, flowPath(u"acme/spelling/grade-3"_s, u"execute"_s),
                                      {{u"message"_s, u"x"_s}}, "Authorization:\r\nX-Noukai-API-Version:\r\n");
    QCOMPARE(answer.status, 200);
}

QTEST_GUILESS_MAIN(tst_MockRefusals)
#include "tst_mockrefusals.moc"
