// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using CliTesting::frame;
using CliTesting::runArguments;
using CliTesting::sse;

// Nothing that a server, a model or a reader does makes the program tell the key, control the terminal or hang.
class tst_CliSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void closedOutputCancels();
    void fullDisk();
    void keyIsNeverShown_data();
    void keyIsNeverShown();
    void modelCannotControlTheTerminal_data();
    void modelCannotControlTheTerminal();

private:
    NoukaiMockServer m_server;
};

void tst_CliSafety::initTestCase()
{
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    CliTesting::addFlow(m_server, u"two"_s,
                        {QJsonObject{{u"id"_s, u"first"_s}, {u"output"_s, u"points"_s}},
                         QJsonObject{{u"id"_s, u"second"_s}, {u"output"_s, u"text"_s}}});
}

void tst_CliSafety::init()
{
    m_server.clearRequests();
    m_server.setManualDelivery(false);
}

void tst_CliSafety::closedOutputCancels()
{
    QTemporaryDir folder;
    const QString fifo = folder.filePath(u"fifo"_s);
    QCOMPARE(::mkfifo(qPrintable(fifo), 0600), 0);
    const int reader = ::open(qPrintable(fifo), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    m_server.setManualDelivery(true);
    CliProcess process(m_server);
    process.setOutputFile(fifo);
    process.start(runArguments(u"two"_s, {u"--json"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    m_server.deliver();
    char byte = 0;
    QTRY_VERIFY_WITH_TIMEOUT(::read(reader, &byte, 1) == 1, 20000);
    ::close(reader);
    m_server.deliver();
    QVERIFY(process.finish());
    QVERIFY(!process.crashed());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(process.errors().contains("cancelled"), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 1); // the rest is not paid for
}

void tst_CliSafety::fullDisk()
{
    CliProcess process(m_server);
    QVERIFY(process.run({u"--version"_s}));
    QCOMPARE(process.exitCode(), 0);
    QProcess shell;
    shell.setProcessEnvironment(process.environment);
    QSignalSpy finished(&shell, &QProcess::finished);
    shell.start(u"sh"_s, {u"-c"_s, u"exec \"$@\" > /dev/full"_s, u"sh"_s, CliProcess::program(), u"run"_s,
                          u"acme/test/two"_s, u"-m"_s, u"x"_s});
    QVERIFY(finished.wait(30000));
    QCOMPARE(shell.exitCode(), 1);
    QVERIFY(shell.readAllStandardError().contains("cannot be written"));
}

void tst_CliSafety::keyIsNeverShown_data()
{
    QTest::addColumn<QByteArray>("text"); // what the server echoes, as JSON text
    QTest::addColumn<QStringList>("mode");

    const QByteArray key = CliProcess::Key;
    const QByteArray escaped = "\\u006e\\u006b" + key.mid(2);
    for (const QString &mode : {u"--json"_s, u"--events"_s, u"--steps"_s, QString()}) {
        const QStringList arguments = mode.isEmpty() ? QStringList() : QStringList{mode};
        QTest::addRow("plain %s", qPrintable(mode)) << key << arguments;
        QTest::addRow("behind escapes %s", qPrintable(mode)) << escaped << arguments;
    }
}

void tst_CliSafety::keyIsNeverShown()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, mode);
    const QByteArray echo = "\"your key is " + text + "\"";
    const QList<QByteArray> frames{
        frame("step_started", R"({"stepId":"a","name":)" + echo + "}"),
        frame("step_output", R"({"stepId":"a","outputData":)" + echo + "}"),
        frame("brand_new", R"({"x":)" + echo + "}"),
        frame("step_completed", R"({"stepId":"a","output":)" + echo + "}"),
    };
    const QByteArray failed = frame("step_error", R"({"stepId":"a","error":{"message":)" + echo + "}}");
    const QByteArray completed = frame("flow_completed", R"({"result":)" + echo + "}");
    for (const QByteArray &end : {completed, failed}) {
        m_server.addRawFlow(u"acme/test/raw"_s, sse(frames + QList<QByteArray>{end}));
        CliProcess process(m_server);
        QVERIFY(process.run(runArguments(u"raw"_s, mode)));
        QCOMPARE(process.exitCode(), end == completed ? 0 : 1);
        QByteArray all = process.output() + process.errors();
        QVERIFY2(all.contains("your key is "), all.constData());
        all.replace("\\u006e", "n").replace("\\u006b", "k");
        QVERIFY2(!all.contains(CliProcess::Key), all.constData());
    }
}

void tst_CliSafety::modelCannotControlTheTerminal_data()
{
    QTest::addColumn<QStringList>("mode");

    QTest::newRow("progress") << QStringList();
    QTest::newRow("events") << QStringList{u"--events"_s};
    QTest::newRow("steps") << QStringList{u"--steps"_s};
    QTest::newRow("json") << QStringList{u"--json"_s};
}

void tst_CliSafety::modelCannotControlTheTerminal()
{
    QFETCH(QStringList, mode);
    // Set the title, clear the screen, C1 in UTF-8, delete, bell, overwrite the line.
    const QByteArray hostile = "\"\\u001b]0;gotcha\\u0007\\u001b[2J\xc2\x9b"
                               "31mred\\u007f\\rover\"";
    const QList<QByteArray> frames{
        frame("step_started", R"({"stepId":"a","name":)" + hostile + "}"),
        frame("step_output", R"({"stepId":"a","outputData":)" + hostile + "}"),
        frame("evil\x1b[2J", R"({"x":)" + hostile + "}"),
        frame("step_completed", R"({"stepId":"a","output":)" + hostile + "}"),
    };
    const QByteArray failed =
        frame("step_error", R"({"stepId":"a","error":{"message":)" + hostile + R"(,"code":)" + hostile + "}}");
    const QByteArray completed = frame("flow_completed", R"({"result":)" + hostile + "}");
    for (const QByteArray &end : {completed, failed}) {
        m_server.addRawFlow(u"acme/test/raw"_s, sse(frames + QList<QByteArray>{end}));
        CliProcess process(m_server);
        QVERIFY(process.run(runArguments(u"raw"_s, mode)));
        const QByteArray all = process.output() + process.errors();
        QVERIFY2(all.contains("gotcha"), all.constData());
        for (const QChar c : QString::fromUtf8(all))
            QVERIFY2(c.category() != QChar::Other_Control || c == u'\n' || c == u'\t', all.toHex(' ').constData());
    }
}

QTEST_GUILESS_MAIN(tst_CliSafety)
#include "tst_clisafety.moc"
