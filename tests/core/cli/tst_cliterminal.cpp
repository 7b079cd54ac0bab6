// SPDX-License-Identifier: MIT
#include "cliprocess.h"
#include "screen.h"

#include <noukaimockserver.h>

#include <QtTest/QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using CliTesting::addToolFlow;
using CliTesting::frame;
using CliTesting::runArguments;
using CliTesting::sse;

// Live progress and questions, on a pseudo terminal.
class tst_CliTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void progressLeavesOnlyWhatEnded();
    void streamingTextIsShown();
    void noColor_data();
    void noColor();
    void plainLinesInAPipe();
    void dumbTerminal();
    void narrowTerminal_data();
    void narrowTerminal();
    void resize();
    void quietWhenNothingChanges();
    void hostileModel();
    void ctrlC();
    void secondCtrlCShowsTheCursor();
    void ctrlZ();
    void answerTool_data();
    void answerTool();
    void toolWithoutCommand();
    void argumentsAreShownAsTheyAre();
    void typedAheadAnswersNothing();
    void endOfInput();
    void ctrlCAtTheQuestion();
    void resumeWhenAsked_data();
    void resumeWhenAsked();

private:
    static Screen screenOf(const CliProcess &process, int columns = 80);

    NoukaiMockServer m_server;
};

Screen tst_CliTerminal::screenOf(const CliProcess &process, int columns)
{
    Screen screen(columns);
    screen.feed(process.screen());
    return screen;
}

void tst_CliTerminal::initTestCase()
{
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    CliTesting::addFlow(m_server, u"two"_s,
                        {QJsonObject{{u"id"_s, u"outline"_s},
                                     {u"name"_s, u"Outline"_s},
                                     {u"output"_s, u"points"_s},
                                     {u"durationMs"_s, 3400},
                                     {u"tokens"_s, QJsonObject{{u"total"_s, 842}}},
                                     {u"costUsd"_s, u"0.0005"_s}},
                         QJsonObject{{u"id"_s, u"draft"_s},
                                     {u"name"_s, u"Draft"_s},
                                     {u"output"_s, u"The tide rises."_s},
                                     {u"durationMs"_s, 125000}}});
    addToolFlow(m_server, u"look"_s,
                {QJsonObject{{u"id"_s, u"c1"_s},
                             {u"name"_s, u"look"_s},
                             {u"arguments"_s, QJsonObject{{u"city"_s, u"a\u202eb\x1b[2J"_s}}}}},
                u"[{{tool.look}}]"_s);
}

void tst_CliTerminal::init()
{
    m_server.clearFaults();
    m_server.clearRequests();
    m_server.setManualDelivery(false);
}

void tst_CliTerminal::progressLeavesOnlyWhatEnded()
{
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s));
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    const Screen screen = screenOf(process);
    const QStringList lines = screen.lines();
    QVERIFY2(lines.size() >= 5, qPrintable(screen.text()));
    QCOMPARE(lines.at(0).simplified(), u"✓ Completed 1/2 Outline 3.4 s · 842 tokens · $0.0005"_s);
    QCOMPARE(lines.at(1).simplified(), u"✓ Completed 2/2 Draft 2m 05s"_s);
    QVERIFY2(lines.at(2).startsWith(u"✓ Completed"_s), qPrintable(screen.text()));
    QCOMPARE(lines.mid(3), (QStringList{QString(), u"The tide rises."_s, QString()}));
    QVERIFY(screen.cursorIsVisible());
    QVERIFY(screen.wraps());
    QVERIFY(screen.usedColor());
    QCOMPARE(screen.surprises(), QStringList());
}

void tst_CliTerminal::streamingTextIsShown()
{
    m_server.setManualDelivery(true);
    m_server.addRawFlow(
        u"acme/test/raw"_s,
        sse({frame("step_started", R"({"stepId":"a","name":"Alpha"})"),
             frame("step_started", R"({"stepId":"b","name":"Beta"})"),
             frame("step_output", R"({"stepId":"b","outputData":"one\ntwo\nthree\n"})"),
             frame("step_output", R"({"stepId":"b","outputData":"four\nfive"})"),
             frame("step_completed", R"({"stepId":"b","output":"x"})"), frame("flow_completed", R"({"result":"x"})")}));
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"raw"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!screenOf(process).cursorIsVisible(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    m_server.deliver(5);
    QTRY_VERIFY_WITH_TIMEOUT(screenOf(process).text().contains(u"│ five"_s), 20000);
    const QString text = screenOf(process).text();
    QVERIFY2(text.contains(u"Alpha"_s) && text.contains(u"Beta"_s) && text.contains(u"│ two"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"│ one"_s), qPrintable(text)); // only the last rows
    m_server.deliver(1);
    QTRY_VERIFY_WITH_TIMEOUT(screenOf(process).lines().constFirst().contains(u"Completed"_s), 20000);
    QVERIFY2(!screenOf(process).text().contains(u"│ five"_s), qPrintable(screenOf(process).text()));
    QVERIFY2(screenOf(process).text().contains(u"Alpha"_s), qPrintable(screenOf(process).text()));
    m_server.setManualDelivery(false);
    m_server.deliver(1);
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
}

void tst_CliTerminal::noColor_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("color");

    QTest::newRow("NO_COLOR") << u"1"_s << QStringList() << false;
    QTest::newRow("--no-color") << QString() << QStringList{u"--no-color"_s} << false;
    QTest::newRow("NO_COLOR empty") << u""_s << QStringList() << true;
}

void tst_CliTerminal::noColor()
{
    QFETCH(QString, variable);
    QFETCH(QStringList, arguments);
    CliProcess process(m_server);
    if (!variable.isNull())
        process.environment.insert(u"NO_COLOR"_s, variable);
    process.startOnTerminal(runArguments(u"two"_s, arguments));
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    QTEST(screenOf(process).usedColor(), "color");
}

// The other way round is tst_Cli's: there nothing is a terminal.
void tst_CliTerminal::plainLinesInAPipe()
{
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s), QSize(80, 24), u"| cat"_s);
    QVERIFY(process.finish());
    QVERIFY2(!process.screen().contains('\x1b'), process.screen().constData());
    QVERIFY(process.screen().contains("Completed"));
    QVERIFY(process.screen().contains("The tide rises."));
}

void tst_CliTerminal::dumbTerminal()
{
    CliProcess process(m_server);
    process.environment.insert(u"TERM"_s, u"dumb"_s);
    process.startOnTerminal(runArguments(u"two"_s));
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(!process.screen().contains('\x1b'), process.screen().constData());
    QVERIFY(process.screen().contains("The tide rises."));
}

void tst_CliTerminal::narrowTerminal_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("40 x 10") << QSize(40, 10);
    QTest::newRow("20 x 4") << QSize(20, 4);
    QTest::newRow("one row") << QSize(60, 1);
}

// Rows that move must never wrap: each frame would leave one behind.
void tst_CliTerminal::narrowTerminal()
{
    QFETCH(QSize, size);
    m_server.setManualDelivery(true);
    const QByteArray words = QByteArray("word ").repeated(60);
    m_server.addRawFlow(
        u"acme/test/raw"_s,
        sse({frame("step_started", R"({"stepId":"a","name":"A name that is longer than the row"})"),
             frame("step_output", R"({"stepId":"a","outputData":")" + words + "\"}"),
             frame("step_output", R"({"stepId":"a","outputData":"世界世界世界世界世界世界世界世界 end"})"),
             frame("flow_completed", "{}")}));
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"raw"_s), size);
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    for (int delivered = 0; delivered < 4; ++delivered) {
        m_server.deliver(1);
        const qsizetype before = process.screen().size();
        QTRY_VERIFY_WITH_TIMEOUT(process.screen().size() > before, 20000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(screenOf(process, size.width()).text().contains(u"s"_s), 20000);
    QVERIFY2(screenOf(process, size.width()).lines().size() <= qMax(1, size.height() - 1),
             qPrintable(screenOf(process, size.width()).text()));
    m_server.setManualDelivery(false);
    m_server.deliver(10);
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    const QStringList lines = screenOf(process, size.width()).lines();
    QVERIFY2(lines.size() <= 3, qPrintable(lines.join(u'\n')));
}

void tst_CliTerminal::resize()
{
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s), QSize(100, 24));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().contains("cancels"), 20000);
    process.resize(QSize(12, 24));
    const qsizetype before = process.screen().size();
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().sliced(before).count("\x1b[?2026l") >= 2, 20000);
    const QByteArray frames = process.screen().sliced(before);
    const qsizetype last = frames.lastIndexOf("\x1b[?2026h", frames.lastIndexOf("\x1b[?2026l"));
    Screen screen(12);
    screen.feed(frames.sliced(last));
    for (const QString &line : screen.lines())
        QVERIFY2(line.size() <= 12, qPrintable(line));
    m_server.setManualDelivery(false);
    m_server.deliver(100);
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
}

// At most ten frames a second, however fast the text comes.
void tst_CliTerminal::quietWhenNothingChanges()
{
    QList<QByteArray> frames{frame("step_started", R"({"stepId":"a"})")};
    for (int i = 0; i < 20000; ++i)
        frames += frame("step_output", R"({"stepId":"a","outputData":"x "})");
    frames += frame("flow_completed", "{}");
    m_server.addRawFlow(u"acme/test/raw"_s, sse(frames));
    QElapsedTimer time;
    time.start();
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"raw"_s));
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    const qint64 tenths = time.elapsed() / 100;
    const qsizetype drawn = process.screen().count("\x1b[?2026h");
    QVERIFY2(drawn <= tenths + 3, qPrintable(u"%1 frames in %2 s/10"_s.arg(drawn).arg(tenths)));
}

void tst_CliTerminal::hostileModel()
{
    const QByteArray hostile = "\"\\u001b]0;gotcha\\u0007\\u001b[2J\\u001b[?1049h\xc2\x9b"
                               "31mred\\u007f\\rover\\u202egnp\"";
    m_server.addRawFlow(u"acme/test/raw"_s, sse({frame("step_started", R"({"stepId":"a","name":)" + hostile + "}"),
                                                 frame("step_output", R"({"stepId":"a","outputData":)" + hostile + "}"),
                                                 frame("step_completed", R"({"stepId":"a","output":"x"})"),
                                                 frame("flow_completed", R"({"result":)" + hostile + "}")}));
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"raw"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    m_server.deliver(3);
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().contains("│"), 20000);
    m_server.setManualDelivery(false);
    m_server.deliver(10);
    QVERIFY(process.finish());
    const Screen screen = screenOf(process);
    QVERIFY2(screen.text().contains(u"gotcha"_s), qPrintable(screen.text()));
    QCOMPARE(screen.surprises(), QStringList());
    QVERIFY(!screen.text().contains(QChar(0x202e)));
}

void tst_CliTerminal::ctrlC()
{
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    m_server.deliver(2);
    QTRY_VERIFY_WITH_TIMEOUT(screenOf(process).text().contains(u"Outline"_s), 20000);
    process.type("\x03");
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 130);
    const Screen screen = screenOf(process);
    QVERIFY(screen.cursorIsVisible());
    QVERIFY(screen.wraps());
    QVERIFY2(screen.lines().constFirst().contains(u"Cancelled"_s), qPrintable(screen.text()));
    QVERIFY2(!screen.text().contains(u"Outline"_s), qPrintable(screen.text()));
}

void tst_CliTerminal::secondCtrlCShowsTheCursor()
{
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!screenOf(process).cursorIsVisible(), 20000);
    // Stopped, so that the event loop cannot answer between the two; SIGTERM and SIGINT both ask for an end.
    process.signal(SIGSTOP);
    process.signal(SIGTERM);
    process.signal(SIGINT);
    process.signal(SIGCONT);
    QVERIFY(process.finish());
    QVERIFY(!process.crashed());
    QVERIFY(process.exitCode() == 130 || process.exitCode() == 143);
    QVERIFY(screenOf(process).cursorIsVisible());
    QVERIFY(screenOf(process).wraps());
}

void tst_CliTerminal::ctrlZ()
{
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!screenOf(process).cursorIsVisible(), 20000);
    process.signal(SIGTSTP);
    QTRY_VERIFY_WITH_TIMEOUT(screenOf(process).cursorIsVisible(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), 'T', 20000);
    process.signal(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(!screenOf(process).cursorIsVisible(), 20000);
    m_server.setManualDelivery(false);
    m_server.deliver(100);
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
}

void tst_CliTerminal::answerTool_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QString>("expected");

    QTest::newRow("answer") << QByteArray("sunny, 20°\n") << u"[sunny, 20°]"_s;
    QTest::newRow("an empty line asks again") << QByteArray("\n") << QString();
    QTest::newRow("deny") << QByteArray("/deny\n") << u"["_s;
    QTest::newRow("deny with a reason") << QByteArray("/deny not today\n") << u"not today"_s;
    QTest::newRow("a word like deny") << QByteArray("/denying\n") << u"[/denying]"_s;
}

void tst_CliTerminal::answerTool()
{
    QFETCH(QByteArray, typed);
    QFETCH(QString, expected);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"look"_s));
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().endsWith("> "), 20000);
    QVERIFY(screenOf(process).cursorIsVisible());
    const qsizetype asked = process.screen().size();
    process.type(typed);
    if (expected.isEmpty()) {
        QTRY_VERIFY_WITH_TIMEOUT(process.screen().sliced(asked).endsWith("> "), 20000);
        process.type("again\n");
        expected = u"[again]"_s;
    }
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(screenOf(process).text().contains(expected), qPrintable(screenOf(process).text()));
    QCOMPARE(m_server.requests().size(), 2);
}

void tst_CliTerminal::toolWithoutCommand()
{
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"look"_s, {u"--tool"_s, u"look"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().endsWith("> "), 20000);
    process.type("by hand\n");
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(screenOf(process).text().contains(u"[by hand]"_s), qPrintable(screenOf(process).text()));
    QCOMPARE(m_server.requests().constFirst().json().value(u"tools"_s).toArray().size(), 1);
}

void tst_CliTerminal::argumentsAreShownAsTheyAre()
{
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"look"_s));
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().endsWith("> "), 20000);
    const Screen screen = screenOf(process);
    QVERIFY2(screen.text().contains(u"'look'"_s), qPrintable(screen.text()));
    QVERIFY2(screen.text().contains(u"a\\u{202e}b\\u001b[2J"_s), qPrintable(screen.text()));
    QCOMPARE(screen.surprises(), QStringList());
}

void tst_CliTerminal::typedAheadAnswersNothing()
{
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"look"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    process.type("early\n");
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().contains("early"), 20000); // the terminal has it
    m_server.setManualDelivery(false);
    m_server.deliver(100);
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().endsWith("> "), 20000);
    process.type("late\n");
    QVERIFY(process.finish());
    QVERIFY2(screenOf(process).text().contains(u"[late]"_s), qPrintable(screenOf(process).text()));
}

void tst_CliTerminal::endOfInput()
{
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"look"_s));
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().endsWith("> "), 20000);
    process.type("\x04");
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(m_server.requests().size(), 1);
}

void tst_CliTerminal::ctrlCAtTheQuestion()
{
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"look"_s));
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().endsWith("> "), 20000);
    process.type("half an ans\x03");
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(screenOf(process).cursorIsVisible());
    QCOMPARE(m_server.requests().size(), 1);
}

void tst_CliTerminal::resumeWhenAsked_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("requests");

    QTest::newRow("resume") << QByteArray("resume\n") << 0 << 3;
    QTest::newRow("anything else") << QByteArray("y\n") << 1 << 2;
    QTest::newRow("end of input") << QByteArray("\x04") << 1 << 2;
    QTest::newRow("Ctrl+C") << QByteArray("\x03") << 130 << 2;
}

void tst_CliTerminal::resumeWhenAsked()
{
    QFETCH(QByteArray, typed);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.end = NoukaiMockFault::Clean;
    fault.nth = 2;
    m_server.setFault(fault);
    CliProcess process(m_server);
    process.startOnTerminal(runArguments(u"two"_s));
    QTRY_VERIFY_WITH_TIMEOUT(process.screen().contains("'resume'"), 20000);
    process.type(typed);
    QVERIFY(process.finish());
    QTEST(process.exitCode(), "exitCode");
    QTEST(int(m_server.requests().size()), "requests");
    QVERIFY(screenOf(process).cursorIsVisible());
}

QTEST_GUILESS_MAIN(tst_CliTerminal)
#include "tst_cliterminal.moc"
