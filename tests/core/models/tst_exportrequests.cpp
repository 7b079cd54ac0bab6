// SPDX-License-Identifier: MIT
// A step's call as text to copy: what it says is what the flow sent, and it runs.
#include "../flow/toolflow.h"
#include "exportedrun.h"

#include <models/exporttext_p.h>
#include <models/flowhistory_p.h>

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

using Timeline = NoukaiTimelineModel;

class tst_ExportRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsSent();
    void rerun();
    void remaining();
    void beforeTheRun();
    void executed();
    void replayed();
    void forgotten();
    void headers();
    void noCall_data();
    void noCall();
    void curlRuns_data();
    void curlRuns();
    void cppCompiles_data();
    void cppCompiles();
};

namespace
{

// A flow on a bench, with what exports it.
struct Line {
    explicit Line(const QByteArray &definition = ThreeSteps)
        : flow(bench.client.get(), bench.add(definition))
        , recorder(&flow)
    {
        timeline.setFlow(&flow);
        exporter.setFlow(&flow);
    }
    bool ends(int finishes = 1)
    {
        return QTest::qWaitFor([&] { return recorder.finishes == finishes && !flow.isRunning(); });
    }
    QString step(int row, NoukaiExporter::StepFormat format)
    {
        return exporter.stepText(row < 0 ? -1 : timeline.index(row).data(Timeline::AttemptIdRole).toInt(), format);
    }
    bool says(int row, int call)
    {
        const QString body = ExportText::shell(QString::fromUtf8(bench.bodies().value(call)));
        const QString text = step(row, NoukaiExporter::Curl);
        if (!text.endsWith(u"--data-raw " + body + u'\n'))
            qWarning("%s\nis not\n%s", qPrintable(text), qPrintable(body));
        return text.endsWith(u"--data-raw " + body + u'\n');
    }

    FlowBench bench;
    NoukaiFlow flow;
    FlowRecorder recorder;
    NoukaiTimelineModel timeline;
    NoukaiExporter exporter;
};

void giveAll(NoukaiFlow &flow)
{
    flow.setMessage(u"it's \"hällo\" $(id) !! `x` \\ \n\t\u202e end"_s);
    flow.setParameters({{u"grade"_s, 3}, {u"big"_s, qint64(1) << 60}, {u"__proto__"_s, u")noukai\""_s}});
    flow.setAttachments({json(R"({"kind": "url", "url": "https://example.org/a.png", "mime_type": "image/png"})")});
    flow.setInputOverrides({{u"a"_s, u"other"_s}});
    flow.setBlockOverrides({{u"b"_s, QJsonObject{{u"temperature"_s, 0.5}}}});
    flow.setToolChoice(u"auto"_s);
    flow.setTrace(true);
}

} // namespace

void tst_ExportRequests::sameAsSent()
{
    Line line;
    NoukaiTool tool(u"get_order"_s, u"Looks an order up"_s, json(R"({"type": "object", "properties": {"id": {}}})"));
    line.flow.setTools({&tool});
    giveAll(line.flow);
    line.flow.start();
    QVERIFY(line.ends());
    QCOMPARE(line.flow.state(), NoukaiFlow::Completed);
    QTRY_COMPARE(line.timeline.rowCount(), 3);
    QVERIFY(line.says(-1, 0));
    for (int row = 0; row < 3; ++row)
        QVERIFY(line.says(row, row));
    // What is set for the next run does not change what was sent.
    line.flow.setMessage(u"next"_s);
    line.flow.setIdentifier(u"other/one/here"_s);
    line.flow.setTools({});
    QVERIFY(line.says(0, 0));
    QVERIFY(line.step(0, NoukaiExporter::Curl).contains(u"/seq/acme/demo/flow/step'"));
}

void tst_ExportRequests::rerun()
{
    Line line;
    line.flow.start();
    QVERIFY(line.ends());
    line.flow.setInputOverrides({{u"a"_s, u"changed"_s}});
    line.flow.rerunFrom(1);
    QVERIFY(line.ends(2));
    QTRY_COMPARE(line.timeline.rowCount(), 5);
    for (int row = 0; row < 5; ++row)
        QVERIFY(line.says(row, row));
    line.flow.rerunFrom(0);
    QVERIFY(line.ends(3));
    QTRY_COMPARE(line.timeline.rowCount(), 8);
    QVERIFY(line.says(5, 5));
}

// One call for all steps: a step of it is run as a call of its own would.
void tst_ExportRequests::remaining()
{
    Line line;
    line.flow.setMessage(u"m"_s);
    line.flow.setRunRemaining(true);
    line.flow.start();
    QVERIFY(line.ends());
    QTRY_COMPARE(line.timeline.rowCount(), 3);
    QVERIFY(line.says(0, 0));
    const QString second = line.step(1, NoukaiExporter::Curl);
    QVERIFY2(second.contains(u"\"stepIndex\":1,\"accumulatedOutputs\":{\"a\":\"A\"},\"runRemaining\":true"),
             qPrintable(second));
    QVERIFY(!second.contains(u"\"message\""));
}

void tst_ExportRequests::beforeTheRun()
{
    Line line;
    giveAll(line.flow);
    const QString text = line.step(-1, NoukaiExporter::Curl);
    line.flow.start();
    QVERIFY(line.ends());
    QVERIFY(line.says(-1, 0));
    QCOMPARE(line.step(-1, NoukaiExporter::Curl), text);
}

void tst_ExportRequests::executed()
{
    Line line;
    line.flow.setMessages({QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Hello"_s}}});
    line.flow.execute();
    QVERIFY(line.ends());
    QVERIFY(line.says(-1, 0));
    const QString text = line.step(-1, NoukaiExporter::Curl);
    QVERIFY(text.contains(u"/flow/execute'"));
    QVERIFY(text.contains(u"'Accept: application/json'"));
    QVERIFY(line.step(-1, NoukaiExporter::Cpp).contains(u"flow.execute();"));
    QVERIFY(line.step(-1, NoukaiExporter::Qml).contains(u"\"content\":\"Hello\""));
}

// A recording knows what was sent.
void tst_ExportRequests::replayed()
{
    const ExportedRun exported(u"rerun"_s);
    QVERIFY(exported.played);
    const auto curl = [&](int row) {
        return exported.exporter.stepText(exported.attemptId(row), NoukaiExporter::Curl);
    };
    QVERIFY2(curl(0).endsWith(u"--data-raw '{\"stepIndex\":0,\"message\":\"Tides\"}'\n"), qPrintable(curl(0)));
    QVERIFY(curl(0).contains(u"/seq/acme/docs/report/v3/step'"));
    const QString second = u"{\"executionId\":\"exe_90b4\",\"stepIndex\":1,\"accumulatedOutputs\":{\"draft\":"
                           u"\"The tide rises.\"}"_s;
    QVERIFY2(curl(1).endsWith(second + u"}'\n"), qPrintable(curl(1)));
    QVERIFY2(curl(2).endsWith(second + u",\"inputOverrides\":{\"draft\":\"The tide falls.\"},"
                                       u"\"blockOverrides\":{\"check\":{\"temperature\":0.5}}}'\n"),
             qPrintable(curl(2)));
    const QString cpp = exported.exporter.stepText(exported.attemptId(2), NoukaiExporter::Cpp);
    QVERIFY(cpp.contains(u"flow.setMessage(u\"Tides\"_s);"));
    QVERIFY(cpp.contains(u"The tide falls."));
}

void tst_ExportRequests::forgotten()
{
    Line line;
    FlowHistory::Limits limits;
    limits.keptBytes = 40;
    FlowHistory::of(&line.flow)->setLimits(limits);
    line.flow.start();
    QVERIFY(line.ends());
    QTRY_COMPARE(line.timeline.rowCount(), 3);
    const QString text = line.step(2, NoukaiExporter::Curl);
    QVERIFY2(text.startsWith(u"# The output"), qPrintable(text));
}

void tst_ExportRequests::headers()
{
    Line line;
    line.bench.client->setExtraHeaders({{u"X-Team"_s, u"it's us"_s}, {u"X-Proxy-Token"_s, u"hunter2"_s}});
    line.bench.client->setSessionId(u""_s);
    const QString text = line.step(-1, NoukaiExporter::Curl);
    for (const QString &part :
         {u"-H \"Authorization: Bearer $NOUKAI_API_KEY\""_s, u"-H 'X-Noukai-API-Version: 2026-05-31'"_s,
          u"-H 'Content-Type: application/json'"_s, u"-H 'Accept: text/event-stream'"_s, u"-H 'X-Session-Id;'"_s,
          u"-H 'X-Team: it'\\''s us'"_s, u"-H 'X-Proxy-Token: [redacted]'"_s})
        QVERIFY2(text.contains(part), qPrintable(text + u"\nlacks " + part));
    QVERIFY(!line.step(-1, NoukaiExporter::Cpp).contains(u"hunter2"));
    QVERIFY(!line.step(-1, NoukaiExporter::Qml).contains(u"hunter2"));
    line.flow.setSessionId(u"mine"_s);
    QVERIFY(line.step(-1, NoukaiExporter::Curl).contains(u"-H 'X-Session-Id: mine'"));
    line.bench.client->setKeyless(true);
    QVERIFY(!line.step(-1, NoukaiExporter::Curl).contains(u"Authorization"));
    QVERIFY(line.step(-1, NoukaiExporter::Cpp).contains(u"client.setKeyless(true);"));
}

void tst_ExportRequests::noCall_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("version");
    QTest::newRow("no identifier") << QString() << u"production"_s;
    QTest::newRow("half an identifier") << u"a/b"_s << u"production"_s;
    QTest::newRow("the draft, step by step") << u"a/b/c"_s << u"draft"_s;
    QTest::newRow("no version") << u"a/b/c"_s << u"x"_s;
}

void tst_ExportRequests::noCall()
{
    QFETCH(QString, identifier);
    QFETCH(QString, version);
    Line line;
    line.flow.setIdentifier(identifier);
    line.flow.setVersion(version);
    QVERIFY(line.step(-1, NoukaiExporter::Curl).isEmpty());
    QVERIFY(line.exporter.stepText(99, NoukaiExporter::Curl).isEmpty());
    QVERIFY(line.exporter.stepText(-2, NoukaiExporter::StepJson).isEmpty());
}

void tst_ExportRequests::curlRuns_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("plain") << u"Tides"_s;
    QTest::newRow("quotes") << u"it's \"said\" `so` $(id) ${HOME} !! \\ %s"_s;
    QTest::newRow("lines") << u"one\ntwo\r\nthree\t"_s;
    QTest::newRow("controls") << u"\u001b[31m\u0001\u007f!x' \u202e\u2028"_s;
    QTest::newRow("beyond the plane") << u"\U0001F30A"_s;
    QTest::newRow("longer than an argument may be") << u"wörd' "_s.repeated(40'000);
}

void tst_ExportRequests::curlRuns()
{
    QFETCH(QString, message);
    const QString bash = QStandardPaths::findExecutable(u"bash"_s);
    if (bash.isEmpty() || QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        QSKIP("There is no bash or no curl.");
    Line line;
    line.flow.setMessage(message);
    line.flow.setSessionId(u"mine"_s);
    line.flow.start();
    QVERIFY(line.ends());
    QTRY_COMPARE(line.timeline.rowCount(), 3);
    for (int row = 0; row < 2; ++row) {
        const qsizetype before = line.bench.server.requests().size();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NOUKAI_API_KEY"_s, u"nk_test_0123456789"_s);
        environment.insert(u"no_proxy"_s, u"*"_s);
        process.setProcessEnvironment(environment);
        QTemporaryDir folder;
        QFile script(folder.filePath(u"call.sh"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(line.step(row, NoukaiExporter::Curl).toUtf8());
        script.close();
        process.start(bash, {script.fileName()});
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30000);
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QVERIFY(process.readAllStandardOutput().contains("event: step_completed"));
        const auto requests = line.bench.server.requests();
        QCOMPARE(requests.size(), before + 1);
        const NoukaiMockRequest &sent = requests.at(row);
        const NoukaiMockRequest &copied = requests.constLast();
        QCOMPARE(copied.method, sent.method);
        QCOMPARE(copied.path, sent.path);
        QCOMPARE(copied.body, sent.body);
        for (const char *header : {"authorization", "x-noukai-api-version", "content-type", "accept", "x-session-id"})
            QCOMPARE(copied.header(header), sent.header(header));
    }
}

void tst_ExportRequests::cppCompiles_data()
{
    QTest::addColumn<bool>("everything");
    QTest::addColumn<bool>("executes");
    QTest::newRow("bare") << false << false;
    QTest::newRow("everything") << true << false;
    QTest::newRow("executed") << false << true;
}

void tst_ExportRequests::cppCompiles()
{
    QFETCH(bool, everything);
    QFETCH(bool, executes);
    Line line;
    NoukaiTool tool(u"get_\"order"_s, u"Looks\nan order up"_s, json(R"({"type": "object"})"));
    if (everything) {
        giveAll(line.flow);
        line.flow.setTools({&tool});
        line.flow.setSessionId(u""_s);
        line.flow.setVersion(u"3"_s);
        line.flow.setRunRemaining(true);
        line.bench.client->setExtraHeaders({{u"X-Team"_s, u"us"_s}, {u"X-Other"_s, u"\""_s}});
        line.bench.client->setOrganization(u"acme"_s);
        line.bench.client->setProject(u"demo"_s);
        line.bench.client->setSessionId(u"s"_s);
        line.bench.client->setKeyless(true);
    }
    if (executes) {
        line.flow.setMessages({QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, u"Hello"_s}}});
        line.flow.execute();
        QVERIFY(line.ends());
    }
    const QString program = line.step(-1, NoukaiExporter::Cpp);
    QVERIFY(!program.isEmpty());
    QTemporaryDir folder;
    QFile file(folder.filePath(u"snippet.cpp"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(program.toUtf8());
    file.close();
    QStringList arguments{u"-std=c++20"_s, u"-fPIC"_s, u"-Wall"_s, u"-Wextra"_s, u"-Werror"_s, u"-fsyntax-only"_s};
    const QStringList folders = QStringLiteral(NOUKAI_INCLUDES).split(u'|', Qt::SkipEmptyParts);
    for (const QString &include : folders)
        arguments += {u"-isystem"_s, include};
    QProcess process;
    process.start(QStringLiteral(NOUKAI_CXX), arguments + QStringList{file.fileName()});
    if (!process.waitForStarted())
        QSKIP("There is no compiler.");
    QVERIFY(process.waitForFinished(110'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().left(3000).constData());
}

QTEST_GUILESS_MAIN(tst_ExportRequests)
#include "tst_exportrequests.moc"
