// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using CliTesting::addToolFlow;
using CliTesting::runArguments;

// Tool calls that a command answers, and those that nobody answers.
class tst_CliTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void commandAnswers_data();
    void commandAnswers();
    void severalCalls();
    void commandKnowsNoKey();
    void commandThatIgnoresItsInput();
    void argumentsThatAreNoJson();
    void tooManyRounds();
    void cancelEndsTheCommand();
    void nobodyAnswers_data();
    void nobodyAnswers();

private:
    QTemporaryDir m_folder;
    NoukaiMockServer m_server;
};

static QJsonObject call(const QString &id, const QString &name, const QJsonValue &arguments)
{
    return {{u"id"_s, id}, {u"name"_s, name}, {u"arguments"_s, arguments}};
}

void tst_CliTools::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    addToolFlow(m_server, u"look"_s, {call(u"c1"_s, u"look"_s, QJsonObject{{u"city"_s, u"Zürich"_s}, {u"days"_s, 2}})},
                u"[{{tool.look}}]"_s);
}

void tst_CliTools::init()
{
    m_server.clearRequests();
}

void tst_CliTools::commandAnswers_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QByteArray>("told"); // to the person

    QTest::newRow("arguments on standard input") << u"cat"_s << u"[{\"city\":\"Zürich\",\"days\":2}]"_s << QByteArray();
    QTest::newRow("quoted words") << u"printf '%s|%s' \"a b\" c"_s << u"['a b|c']"_s << QByteArray();
    QTest::newRow("last line ends go") << u"printf \"a\\n\\nb\\n\\n\""_s << u"[a\n\nb]"_s << QByteArray();
    QTest::newRow("nothing") << u"true"_s << u"[]"_s << QByteArray();
    QTest::newRow("exit code") << u"sh -c \"echo out; echo why >&2; exit 3\""_s
                               << u"[The tool look failed: exit code 3.\nwhy]"_s
                               << QByteArray("look failed: exit code 3");
    QTest::newRow("crash") << u"sh -c \"kill -9 $$\""_s << u"[The tool look failed: it crashed.]"_s
                           << QByteArray("look failed: it crashed");
    QTest::newRow("endless output") << u"yes"_s << u"[The tool look failed: it printed too much.]"_s
                                    << QByteArray("look failed: it printed more than");
    QTest::newRow("no shell") << u"printf %s a;b>c$HOME"_s << u"[a;b>c$HOME]"_s << QByteArray();
}

void tst_CliTools::commandAnswers()
{
    QFETCH(QString, command);
    QFETCH(QString, expected);
    QFETCH(QByteArray, told);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"look"_s, {u"--tool"_s, "look="_L1 + command, u"--json"_s})));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.jsonLines().constLast().value(u"result"_s).toString(), expected);
    if (told.isEmpty())
        QCOMPARE(process.errors(), QByteArray());
    else
        QVERIFY2(process.errors().contains(told), process.errors().constData());
}

void tst_CliTools::severalCalls()
{
    addToolFlow(m_server, u"several"_s,
                {call(u"c1"_s, u"one"_s, QJsonObject()), call(u"c2"_s, u"two"_s, QJsonObject())},
                u"{{tool.one}} {{tool.two}}"_s);
    CliProcess process(m_server);
    QVERIFY(process.run(
        runArguments(u"several"_s, {u"--tool"_s, u"one=sh -c \"sleep 0.2; echo 1\""_s, u"--tool"_s, u"two=echo 2"_s})));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.output(), QByteArray("1 2\n"));
    QVERIFY2(process.errors().contains("Tool one {}"), process.errors().constData());
    QVERIFY2(process.errors().contains("Tool two {}"), process.errors().constData());
}

void tst_CliTools::commandKnowsNoKey()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"look"_s, {u"--tool"_s, u"look=env"_s})));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.output().contains("PATH="));
    QVERIFY2(!process.output().contains("NOUKAI_API_KEY"), process.output().constData());
}

void tst_CliTools::commandThatIgnoresItsInput()
{
    // More than a pipe holds, to a program that closes it.
    addToolFlow(m_server, u"large"_s, {call(u"c1"_s, u"look"_s, QJsonObject{{u"x"_s, QString(300000, u'x')}})},
                u"{{tool.look}}"_s);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"large"_s, {u"--tool"_s, u"look=sh -c \"exec <&-; echo fine\""_s})));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.output(), QByteArray("fine\n"));
}

void tst_CliTools::argumentsThatAreNoJson()
{
    addToolFlow(m_server, u"broken"_s, {call(u"c1"_s, u"look"_s, u"{\"city\": "_s)}, u"{{tool.look}}"_s);
    const QString mark = m_folder.filePath(u"started"_s);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"broken"_s, {u"--tool"_s, "look=touch "_L1 + mark})));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QVERIFY2(process.output().contains("not valid JSON"), process.output().constData());
    QVERIFY2(process.errors().contains("look failed"), process.errors().constData());
    QVERIFY(!QFile::exists(mark));
}

void tst_CliTools::tooManyRounds()
{
    QJsonArray rounds;
    for (int i = 0; i < 12; ++i)
        rounds += QJsonObject{{u"calls"_s, QJsonArray{call(QString::number(i), u"look"_s, QJsonObject())}}};
    CliTesting::addFlow(m_server, u"endless"_s,
                        {QJsonObject{{u"id"_s, u"ask"_s}, {u"output"_s, u"x"_s}, {u"toolRounds"_s, rounds}}});
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"endless"_s, {u"--tool"_s, u"look=cat"_s})));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(!process.errors().isEmpty());
}

void tst_CliTools::cancelEndsTheCommand()
{
    const QString fileName = m_folder.filePath(u"pid"_s);
    CliProcess process(m_server);
    process.start(runArguments(
        u"look"_s, {u"--tool"_s, u"look=sh -c \"echo $$ > %1.new; mv %1.new %1; exec sleep 60\""_s.arg(fileName)}));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(fileName), 20000);
    process.signal(SIGINT);
    QVERIFY(process.finish());
    QCOMPARE(process.exitCode(), 130);
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const int pid = file.readAll().trimmed().toInt();
    QVERIFY(pid > 1);
    QTRY_COMPARE(::kill(pid, 0), -1);
}

void tst_CliTools::nobodyAnswers_data()
{
    QTest::addColumn<QStringList>("mode");
    QTest::newRow("progress") << QStringList();
    QTest::newRow("json") << QStringList{u"--json"_s};
    QTest::newRow("offered without a command") << QStringList{u"--tool"_s, u"look"_s};
    QTest::newRow("another tool") << QStringList{u"--tool"_s, u"other=cat"_s};
}

void tst_CliTools::nobodyAnswers()
{
    QFETCH(QStringList, mode);
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"look"_s, mode)));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(process.errors().contains("'look'"), process.errors().constData());
    QVERIFY2(process.errors().contains("--tool"), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 1);
    if (mode.contains(u"--json"_s))
        QCOMPARE(process.jsonLines().constLast().value(u"exitCode"_s), QJsonValue(1));
}

QTEST_GUILESS_MAIN(tst_CliTools)
#include "tst_clitools.moc"
