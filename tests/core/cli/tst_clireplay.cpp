// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using CliTesting::runArguments;

// noukai run --record, and noukai replay of what it wrote.
class tst_CliReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void sameAsTheRun_data();
    void sameAsTheRun();
    void jsonSaysTheSame();
    void resumed();
    void cancelledRun();
    void truncated();
    void timesPass();
    void ctrlC();
    void refused_data();
    void refused();
    void cannotRecord();
    void noKeyInTheFile();
    void redactedFields();
    void help();

private:
    QString path() const { return m_folder.filePath(u"run.noukai.jsonl"_s); }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &content) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
    }
    QStringList replayArguments(const QStringList &more = {}) const
    {
        return QStringList{u"replay"_s, path(), u"--speed"_s, u"0"_s} + more;
    }
    QStringList recordArguments(const QString &slug, const QStringList &more = {}) const
    {
        return runArguments(slug, QStringList{u"--record"_s, path()} + more);
    }

    QTemporaryDir m_folder;
    NoukaiMockServer m_server;
};

void tst_CliReplay::initTestCase()
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
    CliTesting::addFlow(m_server, u"failing"_s,
                        {QJsonObject{{u"id"_s, u"check"_s},
                                     {u"error"_s, QJsonObject{{u"code"_s, u"BAD_INPUT"_s},
                                                              {u"message"_s, u"The input is unusable."_s}}}}});
}

void tst_CliReplay::init()
{
    m_server.clearFaults();
    m_server.clearRequests();
    m_server.setManualDelivery(false);
    QFile::remove(path());
}

void tst_CliReplay::sameAsTheRun_data()
{
    QTest::addColumn<QString>("slug");
    QTest::addColumn<QStringList>("mode");
    for (const QString &slug : {u"two"_s, u"failing"_s, u"nowhere"_s}) {
        for (const QString &mode : {QString(), u"--steps"_s})
            QTest::addRow("%s %s", qPrintable(slug), qPrintable(mode))
                << slug << (mode.isEmpty() ? QStringList() : QStringList(mode));
    }
}

void tst_CliReplay::sameAsTheRun()
{
    QFETCH(QString, slug);
    QFETCH(QStringList, mode);
    // How long it took is another matter.
    const auto withoutTimes = [](const QByteArray &text) {
        static const QRegularExpression time(u"<?[\\d.]+ m?s\\b"_s);
        return QString::fromUtf8(text).replace(time, u"T"_s);
    };
    CliProcess run(m_server);
    QVERIFY(run.run(recordArguments(slug, mode)));
    const qsizetype requests = m_server.requests().size();
    CliProcess replay(m_server);
    replay.environment.remove(u"NOUKAI_API_KEY"_s); // none is needed
    QVERIFY(replay.run(replayArguments(mode)));
    QCOMPARE(replay.exitCode(), run.exitCode());
    QCOMPARE(replay.output(), run.output());
    QCOMPARE(withoutTimes(replay.errors()), withoutTimes(run.errors()));
    QCOMPARE(m_server.requests().size(), requests);
}

void tst_CliReplay::jsonSaysTheSame()
{
    CliProcess run(m_server);
    QVERIFY(run.run(recordArguments(u"two"_s, {u"--json"_s})));
    CliProcess replay(m_server);
    QVERIFY(replay.run(replayArguments({u"--json"_s})));
    QCOMPARE(replay.exitCode(), 0);
    QList<QJsonObject> expected = run.jsonLines();
    QList<QJsonObject> lines = replay.jsonLines();
    QCOMPARE(lines.size(), expected.size());
    for (int i = 0; i < lines.size(); ++i) {
        expected[i].remove(u"elapsedMs"_s);
        lines[i].remove(u"elapsedMs"_s);
        QCOMPARE(lines.at(i), expected.at(i));
    }
}

void tst_CliReplay::resumed()
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::CutMidFrame;
    fault.afterFrames = 2;
    fault.nth = 2;
    m_server.setFault(fault);
    CliProcess run(m_server);
    QVERIFY(run.run(recordArguments(u"two"_s, {u"--resume-attempts"_s, u"1"_s})));
    QCOMPARE(run.exitCode(), 0);
    CliProcess replay(m_server);
    QVERIFY(replay.run(replayArguments({u"--skip-waits"_s})));
    QVERIFY2(replay.exitCode() == 0, replay.errors().constData());
    QCOMPARE(replay.output(), QByteArray("The tide rises.\n"));
}

void tst_CliReplay::cancelledRun()
{
    m_server.setManualDelivery(true);
    CliProcess run(m_server);
    run.start(recordArguments(u"two"_s, {u"--json"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.pendingFrames() > 0, 20000);
    m_server.deliver();
    QTRY_VERIFY_WITH_TIMEOUT(!run.output().isEmpty(), 20000);
    run.signal(SIGINT);
    QVERIFY(run.finish());
    CliProcess replay(m_server);
    QVERIFY(replay.run(replayArguments({u"--json"_s})));
    QCOMPARE(replay.exitCode(), 130);
    QCOMPARE(replay.jsonLines().constLast().value(u"outcome"_s), u"cancelled"_s);
    QCOMPARE(replay.errors(), QByteArray());
}

// As after a crash: the last line is half there.
void tst_CliReplay::truncated()
{
    CliProcess run(m_server);
    QVERIFY(run.run(recordArguments(u"two"_s)));
    const QByteArray whole = content();
    write(whole.left(whole.indexOf("flow_completed")));
    CliProcess replay(m_server);
    QVERIFY(replay.run(replayArguments({u"--steps"_s})));
    QCOMPARE(replay.exitCode(), 1);
    QCOMPARE(replay.output().count('\n'), 2);
    QVERIFY2(replay.errors().contains("not whole"), replay.errors().constData());
    QVERIFY2(replay.errors().contains("ends before the run did"), replay.errors().constData());
}

void tst_CliReplay::timesPass()
{
    write("{\"noukai\":\"recording\",\"version\":1}\n{\"t\":0,\"run\":\"start\",\"cursor\":0}\n"
          "{\"t\":2000,\"event\":\"flow_completed\",\"data\":{\"result\":\"late\"}}\n");
    for (const QString &speed : {u"4"_s, u"16"_s}) {
        CliProcess replay(m_server);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(replay.run({u"replay"_s, path(), u"--speed"_s, speed}));
        QCOMPARE_GE(clock.elapsed(), 2000 / speed.toInt());
        QCOMPARE(replay.exitCode(), 0);
        QCOMPARE(replay.output(), QByteArray("late\n"));
    }
}

void tst_CliReplay::ctrlC()
{
    write("{\"noukai\":\"recording\",\"version\":1}\n{\"t\":0,\"run\":\"start\",\"cursor\":0}\n"
          "{\"t\":0,\"event\":\"run_started\",\"data\":{\"runId\":\"r\"}}\n"
          "{\"t\":3600000,\"event\":\"flow_completed\",\"data\":{}}\n");
    CliProcess replay(m_server);
    replay.start({u"replay"_s, path(), u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!replay.output().isEmpty(), 20000);
    replay.signal(SIGINT);
    QVERIFY(replay.finish());
    QCOMPARE(replay.exitCode(), 130);
    QCOMPARE(replay.jsonLines().constLast().value(u"outcome"_s), u"cancelled"_s);
}

void tst_CliReplay::refused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray empty = "{\"noukai\":\"recording\",\"version\":1}\n";
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &content,
                        const char *expected) {
        QTest::newRow(name) << arguments << content << QByteArray(expected);
    };
    row("no file named", {u"replay"_s}, empty, "no recording to replay");
    row("no such file", {u"replay"_s, u"/no/such/file"_s}, empty, "/no/such/file");
    row("two files", {u"replay"_s, path(), u"b"_s}, empty, "'b'");
    row("a key", {u"replay"_s, path(), u"nk_secret"_s}, empty, "'nk_***'");
    row("foreign file", {u"replay"_s, path()}, "hello\n", "line 1: this is no recording");
    row("newer version", {u"replay"_s, path()}, "{\"noukai\":\"recording\",\"version\":9}\n", "version 9");
    row("damaged", {u"replay"_s, path()}, empty + "?\n", "line 2: it is no JSON");
    for (const QString &speed : {u"fast"_s, u"-1"_s, u"0.1"_s, u"17"_s, u"nan"_s})
        row(qPrintable(u"speed "_s + speed), {u"replay"_s, path(), u"--speed="_s + speed}, empty, "0.25 to 16");
    row("two speeds", {u"replay"_s, path(), u"--speed"_s, u"1"_s, u"--speed"_s, u"2"_s}, empty, "more than once");
    row("two modes", {u"replay"_s, path(), u"--json"_s, u"--steps"_s}, empty, "exclude each other");
    row("unknown option", {u"replay"_s, path(), u"--message"_s}, empty, "message");
    row("two recordings", runArguments(u"two"_s, {u"--record"_s, path(), u"--record"_s, path()}), empty,
        "more than once");
    row("recording without a name", runArguments(u"two"_s, {u"--record="_s}), empty, "--record needs");
}

void tst_CliReplay::refused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, expected);
    write(content);
    CliProcess process(m_server);
    QVERIFY(process.run(arguments));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(process.errors().contains(expected), process.errors().constData());
    QVERIFY(!process.errors().contains("nk_secret"));
    QCOMPARE(process.output(), QByteArray());
    QCOMPARE(m_server.requests().size(), 0);
}

void tst_CliReplay::cannotRecord()
{
    CliProcess process(m_server);
    QVERIFY(process.run(runArguments(u"two"_s, {u"--record"_s, u"/no/such/folder/x"_s})));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY2(process.errors().contains("/no/such/folder/x"), process.errors().constData());
    QCOMPARE(m_server.requests().size(), 0);
    // A disk that is full from the first byte on.
    CliProcess full(m_server);
    QVERIFY(full.run(runArguments(u"two"_s, {u"--record"_s, u"/dev/full"_s})));
    QCOMPARE(full.exitCode(), 2);
    QVERIFY2(full.errors().contains("/dev/full"), full.errors().constData());
    QCOMPARE(m_server.requests().size(), 0);
}

void tst_CliReplay::noKeyInTheFile()
{
    CliProcess run(m_server);
    QVERIFY(run.run(
        runArguments(u"two"_s, {u"--record"_s, path(), u"-p"_s, u"a="_s + QLatin1StringView(CliProcess::Key)})));
    QCOMPARE(run.exitCode(), 0);
    QVERIFY(!content().isEmpty());
    QVERIFY(!content().contains("nk_"));
}

void tst_CliReplay::redactedFields()
{
    CliProcess run(m_server);
    QVERIFY(run.run(recordArguments(
        u"two"_s, {u"-p"_s, u"email=a@b.example"_s, u"--redact"_s, u"email"_s, u"--redact"_s, u"result"_s})));
    QCOMPARE(run.exitCode(), 0);
    QVERIFY(content().contains(R"("email":"[redacted]")"));
    QVERIFY(!content().contains("a@b.example"));
    for (const QStringList &wrong :
         {QStringList{u"--redact"_s, u"email"_s}, QStringList{u"--record"_s, path(), u"--redact"_s, QString()}}) {
        CliProcess refused(m_server);
        QVERIFY(refused.run(runArguments(u"two"_s, wrong)));
        QCOMPARE(refused.exitCode(), 2);
        QVERIFY2(refused.errors().contains("--redact"), refused.errors().constData());
    }
}

void tst_CliReplay::help()
{
    CliProcess process(m_server);
    QVERIFY(process.run({u"replay"_s, u"--help"_s}));
    QCOMPARE(process.exitCode(), 0);
    for (const char *text : {"noukai replay [options] <file>", "--speed", "--skip-waits", "Exit codes"})
        QVERIFY2(process.output().contains(text), text);
    for (const QByteArray &line : process.output().split('\n'))
        QVERIFY2(line.size() <= 130, line.constData());
}

QTEST_GUILESS_MAIN(tst_CliReplay)
#include "tst_clireplay.moc"
