// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using CliTesting::runArguments;

// noukai export of what noukai run --record wrote.
class tst_CliExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_server.clearRequests(); }
    void formats_data();
    void formats();
    void toFile();
    void truncated();
    void severalRuns();
    void noRun();
    void noSecrets();
    void cannotBeWritten();
    void refused_data();
    void refused();
    void help();

private:
    QString path(const QString &name = u"run.noukai.jsonl"_s) const { return m_folder.filePath(name); }
    QByteArray content(const QString &name = u"run.noukai.jsonl"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &content, const QString &name) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
    }

    QTemporaryDir m_folder;
    NoukaiMockServer m_server;
};

void tst_CliExport::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    CliTesting::addFlow(m_server, u"two"_s,
                        {QJsonObject{{u"id"_s, u"outline"_s},
                                     {u"name"_s, u"Outline"_s},
                                     {u"output"_s, u"points"_s},
                                     {u"durationMs"_s, 3400},
                                     {u"costUsd"_s, u"0.0005"_s}},
                         QJsonObject{{u"id"_s, u"draft"_s},
                                     {u"name"_s, u"Draft"_s},
                                     {u"output"_s, u"The tide rises."_s},
                                     {u"durationMs"_s, 125000}}});
    CliProcess run(m_server);
    QVERIFY(run.run(runArguments(u"two"_s, {u"--record"_s, path()})));
    QCOMPARE(run.exitCode(), 0);
}

void tst_CliExport::formats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("csv") << u"csv"_s << QByteArray("stepIndex,stepId,") << QByteArray("\r\n1,draft,Draft,Completed,1,");
    QTest::newRow("markdown") << u"markdown"_s << QByteArray("# Run of ")
                              << QByteArray("## 2\\. Draft\n\nCompleted, 125000 ms");
    QTest::newRow("trace") << u"chrome-trace"_s << QByteArray("{\"displayTimeUnit\":\"ms\"")
                           << QByteArray("\"name\":\"Draft\"");
    QTest::newRow("json") << u"json"_s << QByteArray("{\"noukai\":\"run\",\"version\":1")
                          << QByteArray("\"costUsd\":\"0.0005\"");
}

void tst_CliExport::formats()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, beginning);
    QFETCH(QByteArray, part);
    CliProcess process(m_server);
    process.environment.remove(u"NOUKAI_API_KEY"_s); // none is needed
    QVERIFY(process.run({u"export"_s, path(), u"--format"_s, format}));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.errors(), QByteArray());
    QVERIFY2(process.output().startsWith(beginning), process.output().left(200).constData());
    QVERIFY2(process.output().contains(part), process.output().constData());
    if (beginning.startsWith('{'))
        QVERIFY(QJsonDocument::fromJson(process.output()).isObject());
    QCOMPARE(m_server.requests().size(), 0);
}

void tst_CliExport::toFile()
{
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, u"-f"_s, u"markdown"_s, u"-o"_s, path(u"run.md"_s), path()}));
    QVERIFY2(process.exitCode() == 0, process.errors().constData());
    QCOMPARE(process.output(), QByteArray());
    QVERIFY(content(u"run.md"_s).contains("The tide rises."));
}

void tst_CliExport::truncated()
{
    const QByteArray whole = content();
    write(whole.left(whole.indexOf("flow_completed")), u"cut.jsonl"_s);
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, path(u"cut.jsonl"_s), u"--format=json"_s}));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(process.errors().contains("not whole"), process.errors().constData());
    QVERIFY(process.output().contains("\"state\":\"Interrupted\""));
}

void tst_CliExport::severalRuns()
{
    QByteArray text = "{\"noukai\":\"recording\",\"version\":1}\n";
    for (const char *id : {"first", "second"}) {
        text += "{\"t\":0,\"run\":\"start\",\"cursor\":0,\"identifier\":\"a/b/c\"}\n"
                "{\"t\":0,\"event\":\"run_started\",\"data\":{\"runId\":\"" +
                QByteArray(id) +
                "\"}}\n"
                "{\"t\":0,\"event\":\"flow_completed\",\"data\":{}}\n{\"t\":0,\"end\":\"Completed\"}\n";
    }
    write(text, u"several.jsonl"_s);
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, path(u"several.jsonl"_s), u"--format=json"_s}));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(process.errors().contains("several runs"), process.errors().constData());
    QVERIFY(process.output().contains("\"second\""));
    QVERIFY(!process.output().contains("\"first\""));
}

void tst_CliExport::noRun()
{
    write("{\"noukai\":\"recording\",\"version\":1}\n", u"empty.jsonl"_s);
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, path(u"empty.jsonl"_s), u"--format=csv"_s}));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(process.errors().contains("holds no run"), process.errors().constData());
    QCOMPARE(process.output(), QByteArray());
}

void tst_CliExport::noSecrets()
{
    write("{\"noukai\":\"recording\",\"version\":1}\n"
          "{\"t\":0,\"run\":\"start\",\"cursor\":0,\"identifier\":\"a/b/c\"}\n"
          "{\"t\":0,\"cursor\":0,\"request\":{\"stepIndex\":0,\"parameters\":{\"email\":\"a@b.example\"}}}\n"
          "{\"t\":0,\"event\":\"flow_completed\",\"data\":{\"result\":\"nk_live_abcdef " +
              QByteArray(CliProcess::Key) + "\"}}\n{\"t\":0,\"end\":\"Completed\"}\n",
          u"secret.jsonl"_s);
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, path(u"secret.jsonl"_s), u"--format=json"_s, u"--redact"_s, u"email"_s}));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(!process.output().contains("nk_"));
    QVERIFY(process.output().contains("\"result\":\"[key] [key]\""));
    QVERIFY(process.output().contains("\"email\":\"[redacted]\""));
}

void tst_CliExport::cannotBeWritten()
{
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, path(), u"--format=csv"_s, u"--output=/no/such/folder/x"_s}));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(process.errors().contains("/no/such/folder/x"), process.errors().constData());
    CliProcess full(m_server);
    full.setOutputFile(u"/dev/full"_s);
    QVERIFY(full.run({u"export"_s, path(), u"--format=csv"_s}));
    QCOMPARE(full.exitCode(), 1);
    QVERIFY2(full.errors().contains("cannot be written"), full.errors().constData());
}

void tst_CliExport::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QStringList &arguments, const char *expected) {
        QTest::newRow(name) << QStringList{u"export"_s} + arguments << QByteArray(expected);
    };
    const QString csv = u"--format=csv"_s;
    write("hello\n", u"foreign"_s);
    row("no file named", {csv}, "no recording to export");
    row("no format", {path()}, "--format is missing");
    row("unknown format", {path(), u"--format=pdf"_s}, "'pdf'");
    row("two formats", {path(), csv, csv}, "more than once");
    row("two outputs", {path(), csv, u"-o"_s, u"a"_s, u"-o"_s, u"b"_s}, "more than once");
    row("output without a name", {path(), csv, u"--output="_s}, "--output needs");
    row("redact without a name", {path(), csv, u"--redact="_s}, "--redact needs");
    row("two files", {path(), u"b"_s, csv}, "'b'");
    row("a key", {path(), u"nk_secret"_s, csv}, "'nk_***'");
    row("no such file", {u"/no/such/file"_s, csv}, "/no/such/file");
    row("foreign file", {path(u"foreign"_s), csv}, "this is no recording");
    row("unknown option", {path(), csv, u"--speed=1"_s}, "speed");
}

void tst_CliExport::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    CliProcess process(m_server);
    QVERIFY(process.run(arguments));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(process.errors().contains(expected), process.errors().constData());
    QVERIFY(!process.errors().contains("nk_secret"));
    QCOMPARE(process.output(), QByteArray());
}

void tst_CliExport::help()
{
    CliProcess process(m_server);
    QVERIFY(process.run({u"export"_s, u"--help"_s}));
    QCOMPARE(process.exitCode(), 0);
    for (const char *text : {"noukai export [options]", "--format", "--output", "chrome-trace", "Exit codes"})
        QVERIFY2(process.output().contains(text), text);
    for (const QByteArray &line : process.output().split('\n'))
        QVERIFY2(line.size() <= 130, line.constData());
    CliProcess program(m_server);
    QVERIFY(program.run({u"--help"_s}));
    QVERIFY(program.output().contains("export <file>"));
}

QTEST_GUILESS_MAIN(tst_CliExport)
#include "tst_cliexport.moc"
