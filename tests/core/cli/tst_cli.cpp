// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QJsonArray>
#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using CliTesting::frame;
using CliTesting::runArguments;
using CliTesting::sse;

// What the program writes where, and how it ends.
class tst_Cli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void resultOnOutputProgressOnErrors();
    void repeatedSteps();
    void resultForms_data();
    void resultForms();
    void steps();
    void events();
    void json();
    void jsonKeepsThePayload();
    void jsonComesLineByLine();
    void failures_data();
    void failures();
    void jsonTellsTheFailure();
    void interrupted();
    void resumes();
    void resumesNoMoreThanAsked();
    void silence();
    void signalsCancel_data();
    void signalsCancel();
    void signalWhileWaitingToResume();
    void secondSignalEndsAtOnce();

private:
    NoukaiMockServer m_server;
};

void tst_Cli::initTestCase()
{
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    CliTesting::addFlow(
        m_server, u"two"_s,
        {QJsonObject{{u"id"_s, u"outline"_s},
                     {u"name"_s, u"Outline"_s},
                     {u"output"_s, u"points"_s},
                     {u"durationMs"_s, 3400},
                     {u"tokens"_s, QJsonObject{{u"prompt"_s, 800}, {u"completion"_s, 42}, {u"total"_s, 842}}},
                     {u"costUsd"_s, u"0.0005"_s}},
         QJsonObject{{u"id"_s, u"draft"_s},
                     {u"name"_s, u"Draft"_s},
                     {u"output"_s, u"The tide rises."_s},
                     {u"durationMs"_s, 125000}}});
    CliTesting::addFlow(m_server, u"failing"_s,
                        {QJsonObject{{u"id"_s, u"check"_s},
                                     {u"name"_s, u"Check"_s},
                                     {u"error"_s, QJsonObject{{u"code"_s, u"BAD_INPUT"_s},
                                                              {u"message"_s, u"The input is unusable."_s}}}}});
}

void tst_Cli::init()
{
    m_server.clearFaults();
    m_server.clearRequests();
    m_server.setManualDelivery(false);
}

void tst_Cli::resultOnOutputProgressOnErrors()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s)));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.output(), QByteArray("The tide rises.\n"));
    const QList<QByteArray> lines = process.errors().trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY2(lines.at(0).startsWith("Running") && lines.at(0).endsWith("1/2  Outline"), lines.at(0).constData());
    QCOMPARE(lines.at(1).simplified(), QByteArray("Completed 1/2 Outline 3.4 s · 842 tokens · $0.0005"));
    QVERIFY2(lines.at(2).endsWith("2/2  Draft"), lines.at(2).constData());
    QCOMPARE(lines.at(3).simplified(), QByteArray("Completed 2/2 Draft 2m 05s"));
    QVERIFY2(lines.at(4).startsWith("Completed"), lines.at(4).constData());
    QVERIFY2(lines.at(4).endsWith(" · 842 tokens · $0.0005"), lines.at(4).constData());
    QVERIFY(!process.errors().contains('\x1b'));
}

// Each round of a step has a line of its own, and a step that starts anew is not taken for another.
void tst_Cli::repeatedSteps()
{
    m_server.addRawFlow(u"acme/test/raw"_s, sse({frame("step_started", R"({"stepId":"a","name":"Alpha"})"),
                                                 frame("step_started", R"({"stepId":"b","name":"Beta"})"),
                                                 frame("step_completed", R"({"stepId":"a","output":1})"),
                                                 frame("step_started", R"({"stepId":"a","name":"Alpha"})"),
                                                 frame("step_completed", R"({"stepId":"b","output":1,"durationMs":5})"),
                                                 frame("step_completed", R"({"stepId":"a","output":2,"durationMs":7})"),
                                                 frame("flow_completed", "{}")}));
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"raw"_s, {u"--steps"_s})));
    QCOMPARE(process.exitCode(), 0);
    QList<QByteArray> names;
    for (const QByteArray &line : process.output().trimmed().split('\n'))
        names += line.split('\t').value(2);
    QCOMPARE(names, (QList<QByteArray>{"Alpha", "Beta", "Alpha #2"}));
}

void tst_Cli::resultForms_data()
{
    QTest::addColumn<QByteArray>("completed");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("text") << QByteArray(R"({"result":"a\nb"})") << QByteArray("a\nb\n");
    QTest::newRow("text with a line end") << QByteArray(R"({"result":"a\n"})") << QByteArray("a\n");
    QTest::newRow("empty text") << QByteArray(R"({"result":""})") << QByteArray("\n");
    QTest::newRow("object") << QByteArray(R"({"result":{"a":[1,"x"]}})")
                            << QByteArray("{\n    \"a\": [\n        1,\n        \"x\"\n    ]\n}\n");
    QTest::newRow("number") << QByteArray(R"({"result":0.5})") << QByteArray("0.5\n");
    QTest::newRow("false") << QByteArray(R"({"result":false})") << QByteArray("false\n");
    QTest::newRow("null") << QByteArray(R"({"result":null})") << QByteArray("null\n");
    QTest::newRow("none") << QByteArray(R"({"runId":"r1"})") << QByteArray();
    QTest::newRow("direction marks stay")
        << QByteArray("{\"result\":\"\xd7\x90\xe2\x80\x8e.\"}") << QByteArray("\xd7\x90\xe2\x80\x8e.\n");
}

void tst_Cli::resultForms()
{
    QFETCH(QByteArray, completed);
    QFETCH(QByteArray, expected);
    m_server.addRawFlow(u"acme/test/raw"_s, sse({frame("flow_completed", completed)}));
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"raw"_s)));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.output(), expected);
}

void tst_Cli::steps()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--steps"_s})));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.output(), QByteArray("Completed\t1/2\tOutline\t3.4 s\t842\t$0.0005\n"
                                          "Completed\t2/2\tDraft\t2m 05s\t—\t—\n"));
    QCOMPARE(process.errors(), QByteArray());
}

void tst_Cli::events()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--events"_s, u"--remaining"_s})));
    QCOMPARE(process.exitCode(), 0);
    const QList<QByteArray> lines = process.output().trimmed().split('\n');
    QVERIFY(lines.size() >= 8);
    static const QRegularExpression form(u"^ *\\d+\\.\\d{3}  \\w+ +\\{.*\\}$"_s);
    for (const QByteArray &line : lines)
        QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
    QVERIFY(lines.constFirst().contains("run_started"));
    QVERIFY(lines.constLast().contains("flow_completed"));
    QVERIFY(process.output().contains("\"The tide rises.\""));
    QCOMPARE(process.errors(), QByteArray());
}

void tst_Cli::json()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--json"_s})));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.errors(), QByteArray());
    const QList<QJsonObject> lines = process.jsonLines();
    QStringList completed;
    for (const QJsonObject &line : lines.first(lines.size() - 1)) {
        QVERIFY(line.value(u"event"_s).isString());
        QVERIFY(line.value(u"elapsedMs"_s).isDouble());
        QVERIFY(line.value(u"data"_s).isObject());
        QVERIFY(!line.contains(u"outcome"_s));
        if (line.value(u"event"_s) == u"step_completed"_s)
            completed += line.value(u"data"_s).toObject().value(u"stepId"_s).toString() + u' ' +
                         QString::number(line.value(u"stepIndex"_s).toInt(-1));
    }
    QCOMPARE(completed, (QStringList{u"outline 0"_s, u"draft 1"_s}));
    const QJsonObject outcome = lines.constLast();
    QCOMPARE(outcome.value(u"outcome"_s).toString(), u"completed"_s);
    QCOMPARE(outcome.value(u"exitCode"_s), QJsonValue(0));
    QCOMPARE(outcome.value(u"result"_s).toString(), u"The tide rises."_s);
    QVERIFY(!outcome.value(u"executionId"_s).toString().isEmpty());
    const QJsonObject usage = outcome.value(u"usage"_s).toObject();
    QCOMPARE(usage.value(u"totalTokens"_s), QJsonValue(842));
    QCOMPARE(usage.value(u"costUsd"_s).toString(), u"0.0005"_s);
    QVERIFY(!outcome.contains(u"error"_s));
}

void tst_Cli::jsonKeepsThePayload()
{
    const QByteArray payload = R"({"z":1,"stepId":"a","outputData":{"n":12345678901234567890,"d":1.50}})";
    m_server.addRawFlow(u"acme/test/raw"_s,
                        sse({frame("step_started", R"({"stepId":"a"})"), frame("step_output", payload),
                             frame("brand_new", "{\"x\":\ndata: 1}"), frame("flow_completed", "{}")}));
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"raw"_s, {u"--json"_s})));
    QVERIFY2(process.output().contains(QByteArray("\"data\":" + payload + "}\n")), process.output().constData());
    QVERIFY2(process.output().contains("{\"event\":\"brand_new\""), process.output().constData());
    QCOMPARE(process.jsonLines().size(), 6);
    QVERIFY(!process.jsonLines().contains(QJsonObject()));
}

void tst_Cli::jsonComesLineByLine()
{
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.start(runArguments(u"two"_s, {u"--json"_s}));
    for (int lines = 1; lines <= 3; ++lines) {
        QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
        m_server.deliver();
        QTRY_COMPARE_WITH_TIMEOUT(process.output().count('\n'), lines, 20000);
        QVERIFY(process.output().endsWith("}\n"));
    }
    QVERIFY(process.isRunning());
}

void tst_Cli::failures_data()
{
    QTest::addColumn<QString>("slug");
    QTest::addColumn<NoukaiMockFault>("fault");
    QTest::addColumn<QList<QByteArray>>("expected");

    const auto httpError = [](int status, const char *code, const char *message) {
        NoukaiMockFault fault;
        fault.kind = NoukaiMockFault::HttpError;
        fault.status = status;
        fault.code = QLatin1StringView(code);
        fault.message = QLatin1StringView(message);
        return fault;
    };
    const auto other = [](NoukaiMockFault::Kind kind) {
        NoukaiMockFault fault;
        fault.kind = kind;
        return fault;
    };
    QTest::newRow("step fails") << u"failing"_s << NoukaiMockFault()
                                << QList<QByteArray>{"Failed", "Check", "The input is unusable. (BAD_INPUT)"};
    QTest::newRow("unknown flow") << u"nowhere"_s << NoukaiMockFault()
                                  << QList<QByteArray>{"HTTP 404", "FLOW_NOT_FOUND"};
    QTest::newRow("401") << u"two"_s << httpError(401, "UNAUTHORIZED", "Bad key.")
                         << QList<QByteArray>{"Bad key. (UNAUTHORIZED)", "HTTP 401, request ", "NOUKAI_API_KEY"};
    QTest::newRow("402") << u"two"_s << httpError(402, "INSUFFICIENT_CREDITS", "No credits.")
                         << QList<QByteArray>{"No credits. (INSUFFICIENT_CREDITS)", "HTTP 402"};
    NoukaiMockFault rateLimit = httpError(429, "RATE_LIMITED", "Slow down.");
    rateLimit.headers = {{"Retry-After", "12"}};
    QTest::newRow("429") << u"two"_s << rateLimit << QList<QByteArray>{"Slow down.", "HTTP 429", "wait 12 s"};
    QTest::newRow("500") << u"two"_s << httpError(500, "INTERNAL_ERROR", "Oops.")
                         << QList<QByteArray>{"Oops.", "HTTP 500"};
    QTest::newRow("no stream") << u"two"_s << other(NoukaiMockFault::WrongContentType) << QList<QByteArray>{"noukai: "};
    QTest::newRow("no answer") << u"two"_s << other(NoukaiMockFault::CutBeforeResponse)
                               << QList<QByteArray>{"noukai: "};
}

void tst_Cli::failures()
{
    QFETCH(QString, slug);
    QFETCH(NoukaiMockFault, fault);
    QFETCH(QList<QByteArray>, expected);
    if (fault.kind != NoukaiMockFault::None)
        m_server.setFault(fault);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(slug)));
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.output(), QByteArray());
    for (const QByteArray &text : expected)
        QVERIFY2(process.errors().contains(text), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 1);
}

void tst_Cli::jsonTellsTheFailure()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"failing"_s, {u"--json"_s})));
    QCOMPARE(process.exitCode(), 1);
    const QJsonObject outcome = process.jsonLines().constLast();
    QCOMPARE(outcome.value(u"outcome"_s).toString(), u"failed"_s);
    QCOMPARE(outcome.value(u"exitCode"_s), QJsonValue(1));
    const QJsonObject error = outcome.value(u"error"_s).toObject();
    QCOMPARE(error.value(u"kind"_s).toString(), u"Execution"_s);
    QCOMPARE(error.value(u"code"_s).toString(), u"BAD_INPUT"_s);
    QVERIFY(process.errors().contains("The input is unusable."));
}

void tst_Cli::interrupted()
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.end = NoukaiMockFault::Clean;
    fault.nth = 2;
    m_server.setFault(fault);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--json"_s})));
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(process.jsonLines().constLast().value(u"outcome"_s).toString(), u"interrupted"_s);
    QVERIFY2(process.errors().contains("--resume-attempts"), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 2); // a step is paid for once
}

void tst_Cli::resumes()
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::CutMidFrame;
    fault.afterFrames = 2;
    fault.nth = 2;
    m_server.setFault(fault);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--resume-attempts"_s, u"1"_s})));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.output(), QByteArray("The tide rises.\n"));
    QVERIFY2(process.errors().contains("(1 of 1)"), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 3);
    QCOMPARE(m_server.requests().at(2).json().value(u"stepIndex"_s), QJsonValue(1));
}

void tst_Cli::resumesNoMoreThanAsked()
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.end = NoukaiMockFault::Clean;
    fault.count = -1;
    m_server.setFault(fault);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--resume-attempts"_s, u"1"_s})));
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(m_server.requests().size(), 2);
}

void tst_Cli::silence()
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::Silence;
    fault.afterFrames = 1;
    m_server.setFault(fault);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--timeout"_s, u"1"_s, u"--json"_s})));
    QCOMPARE(process.exitCode(), 1);
    const QJsonObject outcome = process.jsonLines().constLast();
    QCOMPARE(outcome.value(u"error"_s).toObject().value(u"kind"_s).toString(), u"Timeout"_s);
}

void tst_Cli::signalsCancel_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("Ctrl+C") << SIGINT << 130;
    QTest::newRow("SIGTERM") << SIGTERM << 143;
    QTest::newRow("SIGHUP") << SIGHUP << 129;
}

void tst_Cli::signalsCancel()
{
    QFETCH(int, number);
    QFETCH(int, exitCode);
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.start(runArguments(u"two"_s, {u"--json"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    m_server.deliver();
    QTRY_VERIFY_WITH_TIMEOUT(!process.output().isEmpty(), 20000);
    process.signal(number);
    QVERIFY(process.finish());
    QVERIFY(!process.crashed());
    QCOMPARE(process.exitCode(), exitCode);
    QCOMPARE(process.jsonLines().constLast().value(u"outcome"_s).toString(), u"cancelled"_s);
    QCOMPARE(process.jsonLines().constLast().value(u"exitCode"_s), QJsonValue(exitCode));
    QTRY_COMPARE(m_server.openStreams(), 0);
    QCOMPARE(process.errors(), QByteArray()); // a stop is no error
}

void tst_Cli::signalWhileWaitingToResume()
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.end = NoukaiMockFault::Clean;
    fault.count = -1;
    m_server.setFault(fault);
    CliProcess process(m_server);
    process.start(runArguments(u"two"_s, {u"--resume-attempts"_s, u"1000"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(process.errors().contains("(2 of 1000)"), 20000);
    process.signal(SIGINT);
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 130);
}

// A reader that does not read stops the program in the middle of a write; one Ctrl+C cannot end that, two do.
void tst_Cli::secondSignalEndsAtOnce()
{
    QTemporaryDir folder;
    const QByteArray fifo = QFile::encodeName(folder.filePath(u"fifo"_s));
    QCOMPARE(::mkfifo(fifo.constData(), 0600), 0);
    const int reader = ::open(fifo.constData(), O_RDWR | O_CLOEXEC);
    QVERIFY(reader >= 0);
    const auto close = qScopeGuard([reader] { ::close(reader); });
    m_server.addRawFlow(u"acme/test/raw"_s,
                        sse({frame("flow_completed", "{\"result\":\"" + QByteArray(1024 * 1024, 'x') + "\"}")}));
    CliProcess process(m_server);
    process.setOutputFile(QFile::decodeName(fifo));
    process.start(runArguments(u"raw"_s));
    QTRY_VERIFY_WITH_TIMEOUT(process.errors().contains("Completed"), 20000);
    process.signal(SIGINT);
    QTRY_VERIFY_WITH_TIMEOUT((process.signal(SIGINT), !process.isRunning()), 20000);
    QVERIFY(!process.crashed());
    QCOMPARE(process.exitCode(), 130);
}

QTEST_GUILESS_MAIN(tst_Cli)
#include "tst_cli.moc"
