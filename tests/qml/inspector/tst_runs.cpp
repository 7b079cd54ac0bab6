// SPDX-License-Identifier: MIT
#include "runs/runlist.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The runs of the inspector: what is kept of them, and where they stop.
class TestRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void readsRecordings_data();
    void readsRecordings();
    void keptOverRestarts();
    void attemptsAreAppended();
    void leftOverAttempts();
    void anotherFileIsNotTouched();
    void exampleBecomesARun();
    void pinsAndSearch();
    void removed();
    void noMoreThanKept();
    void cannotBeRecorded();
    void saveAs();
    void breakpoints();
    void runTo();
    void personPausesAsWell();

private:
    static QByteArray recording(const QByteArray &identifier, const QByteArray &message);
    Run::Setting setting()
    {
        return {[this](Run::Kind) { return &m_client; }, m_folder->path()};
    }
    Run *live(RunList *runs);
    static bool start(Run *run);

    NoukaiMockServer m_server;
    NoukaiClient m_client;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRuns::initTestCase()
{
    m_server.setAuthorizationRequired(false);
    m_server.setSpeed(0);
    QVERIFY(m_server.listen());
    m_client.setBaseUrl(m_server.baseUrl());
    m_client.setKeyless(true);
}

void TestRuns::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray TestRuns::recording(const QByteArray &identifier, const QByteArray &message)
{
    return R"({"noukai":"recording","version":1,"created":"2026-03-03T10:00:00.000Z","identifier":")" + identifier +
           "\"}\n" + R"({"t":0,"run":"start","cursor":0,"identifier":")" + identifier +
           R"(","flowVersion":"production"})"
           "\n"
           R"({"t":0,"cursor":0,"request":{"stepIndex":0,"message":")" +
           message +
           "\"}}\n"
           R"({"t":31,"event":"run_started","data":{"runId":"r1","stepCount":1}})"
           "\n"
           R"({"t":40,"event":"step_started","data":{"stepId":"draft","name":"Draft"}})"
           "\n"
           R"({"t":800,"event":"step_completed","data":{"stepId":"draft","output":"The tide rises."}})"
           "\n"
           R"({"t":831,"event":"flow_completed","data":{"result":"The tide rises."}})"
           "\n"
           R"({"t":831,"end":"Completed"})"
           "\n";
}

Run *TestRuns::live(RunList *runs)
{
    Run *run = runs->draft();
    run->flow()->setIdentifier(u"acme/etl/import"_s);
    run->flow()->setMessage(u"prices.csv"_s);
    return run;
}

bool TestRuns::start(Run *run)
{
    QSignalSpy finished(run->flow(), &NoukaiFlow::finished);
    run->start();
    return finished.wait();
}

void TestRuns::readsRecordings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isRecording");
    QTest::addColumn<NoukaiFlow::State>("end");
    QTest::addColumn<qint64>("duration");

    const QByteArray whole = recording("acme/docs/report", "Tides");
    QTest::newRow("whole") << whole << true << NoukaiFlow::Completed << qint64(831);
    QTest::newRow("ended by its event") << whole.left(whole.lastIndexOf("{\"t\":831,\"end\"")) << true
                                        << NoukaiFlow::Completed << qint64(831);
    QTest::newRow("cut off in a line") << whole.left(whole.indexOf("\"step_completed\"")) << true
                                       << NoukaiFlow::Interrupted << qint64(40);
    QTest::newRow("header alone") << whole.left(whole.indexOf('\n') + 1) << true << NoukaiFlow::Interrupted
                                  << qint64(0);
    QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n") << false << NoukaiFlow::Idle << qint64(0);
    QTest::newRow("no JSON") << QByteArray(100'000, '\xff') << false << NoukaiFlow::Idle << qint64(0);
    QTest::newRow("empty") << QByteArray() << false << NoukaiFlow::Idle << qint64(0);
}

void TestRuns::readsRecordings()
{
    QFETCH(QByteArray, bytes);
    QBuffer buffer(&bytes);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const std::optional<RunFile> file = RunFile::read(&buffer);
    QTEST(file.has_value(), "isRecording");
    if (!file)
        return;
    QCOMPARE(file->identifier, u"acme/docs/report"_s);
    QCOMPARE(file->created, QDateTime({2026, 3, 3}, {10, 0}, Qt::UTC));
    QTEST(file->end, "end");
    QTEST(file->durationMs, "duration");
    if (bytes.contains("request"))
        QCOMPARE(file->message, u"Tides"_s);
}

void TestRuns::keptOverRestarts()
{
    {
        RunList runs(setting());
        const QAbstractItemModelTester tester(&runs, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Run *run = live(&runs);
        QVERIFY(run->isDraft());
        QCOMPARE(run->title(), u"New run"_s);
        QVERIFY(start(run));
        QVERIFY(!run->isDraft());
        QCOMPARE(run->state(), NoukaiFlow::Failed); // the flow of this name does
        QVERIFY(runs.draft() != run);
    }
    RunList runs(setting());
    QCOMPARE(runs.count(), 1);
    Run *run = runs.at(0);
    QCOMPARE(run->kind(), Run::Recording);
    QCOMPARE(run->title(), u"acme/etl/import"_s);
    QCOMPARE(run->note(), u"prices.csv"_s);
    QCOMPARE(run->state(), NoukaiFlow::Failed);
    QVERIFY(!run->isOpen());

    QTRY_COMPARE(run->timeline()->firstErrorRow(), 2);
    QTRY_COMPARE(run->flow()->state(), NoukaiFlow::Failed);
    QVERIFY(run->isReplay());
    QCOMPARE(run->flow()->identifier(), u"acme/etl/import"_s);
}

// A run that was kept goes on as a live one, and the next start shows all attempts.
void TestRuns::attemptsAreAppended()
{
    {
        RunList runs(setting());
        QVERIFY(start(live(&runs)));
    }
    {
        RunList runs(setting());
        Run *run = runs.at(0);
        QTRY_COMPARE(run->flow()->state(), NoukaiFlow::Failed);
        QTRY_VERIFY(!run->player()->isPlaying());
        run->flow()->setBlockOverrides({{u"parse"_s, QJsonObject{{u"dateFormat"_s, u"dd.MM.yyyy"_s}}}});
        QSignalSpy finished(run->flow(), &NoukaiFlow::finished);
        run->rerun(2);
        QVERIFY(!run->isReplay());
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY2(run->flow()->state() == NoukaiFlow::Completed, qPrintable(run->flow()->error().message()));
        QTRY_COMPARE(run->timeline()->count(), 5); // the step that failed has two attempts
    }
    RunList runs(setting());
    QCOMPARE(runs.count(), 1);
    QCOMPARE(runs.at(0)->state(), NoukaiFlow::Completed);
    QTRY_COMPARE(runs.at(0)->flow()->state(), NoukaiFlow::Completed);
    QTRY_COMPARE(runs.at(0)->timeline()->count(), 5);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

// What was written beside a recording when the program died is there at the next start.
void TestRuns::leftOverAttempts()
{
    const QString path = m_folder->filePath(u"a.noukai.jsonl"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(recording("acme/docs/report", "Tides"));
    file.close();
    QFile part(path + u".part"_s);
    QVERIFY(part.open(QIODevice::WriteOnly));
    part.write(R"({"noukai":"recording","version":1,"created":"2026-03-04T10:00:00.000Z"})"
               "\n"
               R"({"t":0,"run":"rerun","cursor":0,"identifier":"acme/docs/report"})"
               "\n"
               R"({"t":12,"event":"step_started","data":{"stepId":"draft"}})"
               "\n"
               R"({"t":90,"event":"step_comp)");
    part.close();
    RunList runs(setting());
    QVERIFY(!part.exists());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith(recording("acme/docs/report", "Tides")));
    QVERIFY2(bytes.endsWith(R"({"t":843,"event":"step_started","data":{"stepId":"draft"}})"
                            "\n"),
             bytes.constData());
    QTRY_COMPARE(runs.at(0)->timeline()->count(), 2);
}

// A file of somebody else's is copied before it is gone on with, and stays when its run is removed.
void TestRuns::anotherFileIsNotTouched()
{
    const QTemporaryDir elsewhere;
    const QString path = elsewhere.filePath(u"shared.noukai.jsonl"_s);
    const QByteArray bytes = recording("acme/etl/import", "prices.csv");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    RunList runs(setting());
    Run *run = runs.open(path);
    QVERIFY(run);
    QCOMPARE(runs.open(path), run);
    QTRY_COMPARE(run->flow()->state(), NoukaiFlow::Completed);
    QSignalSpy finished(run->flow(), &NoukaiFlow::finished);
    run->start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(run->path().startsWith(m_folder->path()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QVERIFY(runs.remove(run));
    QVERIFY(file.exists());
    QVERIFY(!runs.open(elsewhere.filePath(u"none"_s)));
}

void TestRuns::exampleBecomesARun()
{
    RunList runs(setting());
    runs.addExample({u"A report"_s, u"Ends well"_s, u"acme/etl/import"_s, u"prices.csv"_s, [] {
                         return recording("acme/etl/import", "prices.csv");
                     }});
    Run *run = runs.at(0);
    QCOMPARE(run->kind(), Run::Example);
    QCOMPARE(run->title(), u"A report"_s);
    QCOMPARE(run->state(), NoukaiFlow::Idle);
    QVERIFY(!runs.remove(run));
    run->player()->setSpeed(0);
    QTRY_COMPARE(run->flow()->state(), NoukaiFlow::Completed);
    QVERIFY(!run->isSaved());
    QSignalSpy finished(run->flow(), &NoukaiFlow::finished);
    run->start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(run->isSaved());
}

void TestRuns::pinsAndSearch()
{
    for (const char *name : {"20260301-a", "20260302-b", "20260303-c"}) {
        QFile file(m_folder->filePath(QLatin1String(name) + u".noukai.jsonl"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recording(QByteArray("acme/docs/") + name, name == QByteArray("20260302-b") ? "Neap tide" : "Moon"));
    }
    QFile foreign(m_folder->filePath(u"notes.txt"_s));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    {
        RunList runs(setting());
        QCOMPARE(runs.count(), 3);
        runs.at(2)->setPinned(true);
    }
    RunList runs(setting());
    RunFilter filter(&runs);
    QCOMPARE(filter.at(0)->title(), u"acme/docs/20260301-a"_s);
    QVERIFY(filter.at(0)->isPinned());
    filter.setSearch(u" TIDE  neap"_s);
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.at(0)->title(), u"acme/docs/20260302-b"_s);
    QCOMPARE(filter.rowOf(filter.at(0)), 0);
    filter.setSearch(u"nothing"_s);
    QCOMPARE(filter.rowCount(), 0);
    QCOMPARE(filter.rowOf(runs.at(0)), -1);
    QVERIFY(!filter.at(0));
}

void TestRuns::removed()
{
    QStandardPaths::setTestModeEnabled(true);
    RunList runs(setting());
    Run *run = live(&runs);
    QVERIFY(start(run));
    const QString path = run->path();
    QVERIFY(QFile::exists(path));
    QVERIFY(runs.remove(run));
    QVERIFY(!QFile::exists(path));
    QCOMPARE(runs.count(), 0);
    QVERIFY(!runs.remove(nullptr));
}

void TestRuns::noMoreThanKept()
{
    for (int i = 0; i < RunList::MostKept + 3; ++i) {
        QFile file(m_folder->filePath(u"%1.noukai.jsonl"_s.arg(i, 4, 10, QLatin1Char('0'))));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(recording("a/b/c", "x"));
    }
    QFile pins(m_folder->filePath(u"pinned.json"_s));
    QVERIFY(pins.open(QIODevice::WriteOnly));
    pins.write("[\"0000.noukai.jsonl\"]");
    pins.close();
    const RunList runs(setting());
    QCOMPARE(runs.count(), RunList::MostKept + 1);
    QVERIFY(QFile::exists(m_folder->filePath(u"0000.noukai.jsonl"_s)));
    QVERIFY(!QFile::exists(m_folder->filePath(u"0001.noukai.jsonl"_s)));
}

// That a run cannot be recorded is told, and it runs all the same.
void TestRuns::cannotBeRecorded()
{
    RunList runs({[this](Run::Kind) { return &m_client; }, u"/dev/null/runs"_s});
    Run *run = live(&runs);
    QVERIFY(start(run));
    QCOMPARE(run->state(), NoukaiFlow::Failed);
    QVERIFY2(run->problem().contains(u"/dev/null"_s), qPrintable(run->problem()));
}

void TestRuns::saveAs()
{
    RunList runs(setting());
    Run *run = live(&runs);
    QVERIFY(start(run));
    const QTemporaryDir elsewhere;
    const QString path = elsewhere.filePath(u"copy.noukai.jsonl"_s);
    QVERIFY(run->saveAs(QUrl::fromLocalFile(path)));
    const std::optional<RunFile> copy = RunFile::read(path);
    QVERIFY(copy);
    QCOMPARE(copy->end, NoukaiFlow::Failed);
    QVERIFY(!run->saveAs(QUrl::fromLocalFile(u"/dev/null/copy"_s)));
    QVERIFY2(run->problem().contains(u"/dev/null"_s), qPrintable(run->problem()));
}

void TestRuns::breakpoints()
{
    RunList runs(setting());
    Run *run = live(&runs);
    run->driver()->toggleBreakpoint(2);
    run->driver()->toggleBreakpoint(1);
    QCOMPARE(run->driver()->breakpoints(), QList<int>({1, 2}));
    NoukaiFlow *flow = run->flow();
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Paused);
    QCOMPARE(flow->currentStep(), 0); // it has completed, and nothing of the next one is sent
    QVERIFY(flow->autoAdvance());     // it was no person's choice
    run->driver()->toggleBreakpoint(2);
    flow->advance();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Failed); // in step 2
    QVERIFY(flow->autoAdvance());
}

void TestRuns::runTo()
{
    RunList runs(setting());
    Run *run = live(&runs);
    NoukaiFlow *flow = run->flow();
    flow->setAutoAdvance(false);
    run->driver()->runTo(2); // nothing is paused yet
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Paused);
    QCOMPARE(flow->currentStep(), 0);
    run->driver()->runTo(2);
    QTRY_VERIFY(flow->state() == NoukaiFlow::Paused && flow->currentStep() == 1);
    QVERIFY(!flow->autoAdvance()); // as the person chose
}

void TestRuns::personPausesAsWell()
{
    RunList runs(setting());
    Run *run = live(&runs);
    run->driver()->toggleBreakpoint(1);
    NoukaiFlow *flow = run->flow();
    flow->setAutoAdvance(false);
    run->start();
    QTRY_COMPARE(flow->state(), NoukaiFlow::Paused);
    QVERIFY(!flow->autoAdvance());
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
