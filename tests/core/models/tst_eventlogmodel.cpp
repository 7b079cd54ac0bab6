// SPDX-License-Identifier: MIT
#include "../flow/flowrecorder.h"

#include <Noukai/noukaieventlogmodel.h>
#include <Noukai/noukaiplayer.h>

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using Model = NoukaiEventLogModel;

namespace
{

QByteArray output(int number)
{
    return frame("step_output", "{\"stepId\": \"a\", \"outputData\": \"piece " + QByteArray::number(number) + "\"}");
}

// run_started, step_started, `outputs` pieces, step_completed, flow_completed
QByteArray run(int outputs)
{
    QByteArray sse = frame("run_started", R"({"runId": "r", "executionId": "r", "stepCount": 1})") +
                     frame("step_started", R"({"stepId": "a", "name": "Summarise", "stepIndex": 0})");
    for (int i = 0; i < outputs; ++i)
        sse += output(i);
    return sse + frame("step_completed", R"({"stepId": "a", "output": "all"})") +
           frame("flow_completed", R"({"runId": "r", "result": "all"})");
}

// A flow that is told `sse`, and a log of it.
struct Bench : FlowBench {
    explicit Bench(const QByteArray &sse)
        : flow(std::make_unique<NoukaiFlow>(client.get(), addRaw(sse)))
        , recorder(flow.get())
    {
        model->setFlow(flow.get());
    }

    bool play()
    {
        const int before = recorder.finishes;
        flow->start();
        return QTest::qWaitFor([&] { return recorder.finishes > before; }) && settle();
    }
    // Until the rows are told.
    bool settle()
    {
        return QTest::qWaitFor([&] { return !model || model->isPaused() || model->pendingCount() == 0; });
    }
    QVariant at(int row, int role) const { return model->index(row).data(role); }
    QStringList column(int role) const
    {
        QStringList list;
        for (int row = 0; row < model->count(); ++row)
            list += at(row, role).toString();
        return list;
    }

    std::unique_ptr<NoukaiFlow> flow;
    FlowRecorder recorder;
    std::unique_ptr<Model> model = std::make_unique<Model>();
    std::unique_ptr<QAbstractItemModelTester> tester =
        std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
};

} // namespace

class TestEventLogModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows();
    void problems_data();
    void problems();
    void warningsAndErrors();
    void toldOncePerFrame();
    void ring();
    void ringOfBytes();
    void longEventsAreCut();
    void filters();
    void recordFilter();
    void faultyFilter();
    void pauses();
    void pauseIsBounded();
    void spills();
    void spillFails();
    void keyIsTakenOut();
    void startClears();
    void timesOfARecording();
    void flowGoes();
    void slotsMayDoAnything_data();
    void slotsMayDoAnything();
};

void TestEventLogModel::rows()
{
    Bench bench(run(2));
    QVERIFY(bench.play());
    QCOMPARE(bench.column(Model::EventTypeRole),
             QStringList({u"run_started"_s, u"step_started"_s, u"step_output"_s, u"step_output"_s, u"step_completed"_s,
                          u"flow_completed"_s}));
    QCOMPARE(bench.at(2, Model::SequenceRole).toLongLong(), 3);
    QVERIFY(bench.at(2, Model::TimeMsRole).toLongLong() >= 0);
    QCOMPARE(bench.at(2, Model::StepIdRole).toString(), u"a"_s);
    QCOMPARE(bench.at(2, Model::StepNameRole).toString(), u"Summarise"_s);
    QCOMPARE(bench.at(2, Model::StepIndexRole).toInt(), 0);
    QCOMPARE(bench.at(2, Model::EventTextRole).toString(), u"piece 0"_s);
    QCOMPARE(bench.at(0, Model::StepIndexRole).toInt(), -1);
    QCOMPARE(bench.at(4, Model::EventTextRole).toString(), uR"({"stepId": "a", "output": "all"})"_s);
    QCOMPARE(bench.at(2, Model::RawSizeRole).toInt(), int(bench.model->rawText(2).size()));
    QCOMPARE(json(bench.model->rawText(2)), json(R"({"stepId": "a", "outputData": "piece 0"})"));
    QVERIFY(!bench.at(2, Model::IsProblemRole).toBool());
    QVERIFY(!bench.at(2, Model::IsTruncatedRole).toBool());
    QCOMPARE(bench.at(2, Model::AccessibleTextRole).toString(), u"step_output, Summarise: piece 0"_s);
    QCOMPARE(bench.at(2, Qt::AccessibleTextRole), bench.at(2, Model::AccessibleTextRole));
    QCOMPARE(bench.model->total(), 6);
    QCOMPARE(bench.model->dropped(), 0);
    QCOMPARE(bench.model->problemCount(), 0);
    QCOMPARE(bench.model->nextProblem(), -1);
    QCOMPARE(bench.model->rawText(-1), QByteArray());
    QCOMPARE(bench.model->rawText(6), QByteArray());
    const QHash<int, QByteArray> names = bench.model->roleNames();
    for (int role = Model::SequenceRole; role <= Model::AccessibleTextRole; ++role) {
        QVERIFY(names.contains(role));
        QVERIFY(bench.at(0, role).isValid());
    }
}

void TestEventLogModel::problems_data()
{
    QTest::addColumn<QByteArray>("sse"); // between the step's start and its end
    QTest::addColumn<QStringList>("types");
    QTest::newRow("none") << output(1) << QStringList();
    QTest::newRow("unknown") << frame("step_progress", R"({"stepId": "a", "percent": 5})")
                             << QStringList{u"step_progress"_s};
    QTest::newRow("dropped") << frame("step_output", "oops") << QStringList{u"dropped"_s};
    QTest::newRow("output of a step that has not started")
        << frame("step_output", R"({"stepId": "b", "outputData": "x"})") << QStringList{u"step_output"_s};
    QTest::newRow("output after the end") << QByteArray(frame("step_completed", R"({"stepId": "a"})") + output(1) +
                                                        frame("step_started", R"({"stepId": "a"})"))
                                          << QStringList{u"step_output"_s};
    QTest::newRow("completed without a start")
        << frame("step_completed", R"({"stepId": "b", "output": 1})") << QStringList{u"step_completed"_s};
    QTest::newRow("a step that starts again")
        << QByteArray(frame("step_started", R"({"stepId": "a"})") + output(1)) << QStringList();
    QTest::newRow("steps that interleave") << QByteArray(frame("step_started", R"({"stepId": "b"})") + output(1) +
                                                         frame("step_output", R"({"stepId": "b", "outputData": "x"})") +
                                                         frame("step_completed", R"({"stepId": "b"})"))
                                           << QStringList();
}

void TestEventLogModel::problems()
{
    QFETCH(QByteArray, sse);
    QFETCH(QStringList, types);
    Bench bench(frame("run_started", R"({"runId": "r"})") + frame("step_started", R"({"stepId": "a"})") + sse +
                frame("step_completed", R"({"stepId": "a", "output": 1})") +
                frame("flow_completed", R"({"result": 1})"));
    QVERIFY(bench.play());
    QStringList found;
    for (int row = bench.model->nextProblem(); row >= 0; row = bench.model->nextProblem(row)) {
        found += bench.at(row, Model::EventTypeRole).toString();
        QVERIFY(bench.at(row, Model::IsProblemRole).toBool());
        const QString text = bench.at(row, Model::ProblemTextRole).toString();
        QVERIFY(!text.isEmpty());
        QVERIFY(bench.at(row, Model::AccessibleTextRole).toString().startsWith(text));
        QCOMPARE(bench.at(row, Model::IsUnknownRole).toBool(), found.last() == u"step_progress");
    }
    QCOMPARE(found, types);
    QCOMPARE(bench.model->problemCount(), types.size());
    bench.model->setFilter(u"problem:yes"_s);
    QCOMPARE(bench.column(Model::EventTypeRole), types);
}

void TestEventLogModel::warningsAndErrors()
{
    Bench bench(frame("run_started", R"({"runId": "r"})") + frame("step_started", R"({"stepId": "a"})") +
                frame("step_error", R"({"stepId": "a", "error": {"code": "BOOM", "message": "It broke"}})"));
    bench.flow->start();
    bench.flow->start(); // refused
    QTRY_COMPARE(bench.recorder.finishes, 1);
    QVERIFY(bench.settle());
    QCOMPARE(bench.column(Model::EventTypeRole),
             QStringList({u"warning"_s, u"run_started"_s, u"step_started"_s, u"step_error"_s, u"error"_s}));
    QCOMPARE(bench.model->rawText(0), bench.recorder.warnings.first().toUtf8());
    QCOMPARE(bench.at(4, Model::EventTextRole).toString(), u"BOOM: It broke"_s);
    QVERIFY(bench.at(4, Model::IsProblemRole).toBool());
}

void TestEventLogModel::toldOncePerFrame()
{
    Bench bench(run(2000));
    bench.server.setChunkBytes(0);
    QSignalSpy inserted(bench.model.get(), &QAbstractItemModel::rowsInserted);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), 2004);
    QVERIFY2(inserted.size() <= timer.elapsed() / 16 + 2, qPrintable(QString::number(inserted.size())));
}

void TestEventLogModel::ring()
{
    Bench bench(run(96));
    bench.model->setCapacity(10);
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), 10);
    QCOMPARE(bench.model->total(), 100);
    QCOMPARE(bench.model->dropped(), 90);
    QCOMPARE(bench.at(0, Model::SequenceRole).toLongLong(), 91);
    QCOMPARE(bench.model->rowOf(91), 0);
    QCOMPARE(bench.model->rowOf(90), -1);
    QCOMPARE(bench.model->rowOf(101), -1);
    bench.model->setCapacity(0);
    QCOMPARE(bench.model->capacity(), 1);
    QCOMPARE(bench.column(Model::EventTypeRole), QStringList{u"flow_completed"_s});
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), 1);
}

void TestEventLogModel::ringOfBytes()
{
    QByteArray sse = frame("run_started", R"({"runId": "r"})") + frame("step_started", R"({"stepId": "a"})");
    for (int i = 0; i < 30; ++i)
        sse += frame("step_output", "{\"stepId\": \"a\", \"outputData\": \"" + QByteArray(900, 'x') + "\"}");
    Bench bench(sse + frame("flow_completed", "{}"));
    bench.model->setByteCapacity(1);
    QCOMPARE(bench.model->byteCapacity(), 4096);
    QVERIFY(bench.play());
    QVERIFY(bench.model->count() < 33);
    QVERIFY(bench.model->count() >= 4);
    qint64 bytes = 0;
    for (int row = 0; row < bench.model->count(); ++row)
        bytes += bench.model->rawText(row).size();
    QVERIFY(bytes <= 4096);
}

void TestEventLogModel::longEventsAreCut()
{
    Bench bench(frame("run_started", R"({"runId": "r"})") + frame("step_started", R"({"stepId": "a"})") +
                frame("step_output", "{\"stepId\": \"a\", \"outputData\": \"" + QByteArray(9000, 'x') + "\"}") +
                frame("flow_completed", "{}"));
    bench.model->setByteCapacity(4096);
    QVERIFY(bench.play());
    QCOMPARE(bench.model->rawText(2).size(), 1024);
    QVERIFY(bench.at(2, Model::RawSizeRole).toInt() > 9000);
    QVERIFY(bench.at(2, Model::IsTruncatedRole).toBool());
    QCOMPARE(bench.at(2, Model::EventTextRole).toString().size(), 160);
    QCOMPARE(bench.model->count(), 4);
}

void TestEventLogModel::filters()
{
    Bench bench(run(20));
    bench.model->setFilter(u"type:step_output text:\"piece 1\""_s);
    QCOMPARE(bench.model->filterError(), QString());
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), 11); // 1 and 10 to 19
    QCOMPARE(bench.at(0, Model::SequenceRole).toLongLong(), 4);
    QCOMPARE(bench.model->total(), 24);
    QCOMPARE(bench.model->rowOf(3), -1);
    bench.model->setFilter(u"-type:step_output step:summ*"_s);
    QCOMPARE(bench.column(Model::EventTypeRole), QStringList({u"step_started"_s, u"step_completed"_s}));
    bench.model->setFilter({});
    QCOMPARE(bench.model->count(), 24);
    // Hidden rows leave the ring as well.
    bench.model->setFilter(u"type:flow_completed"_s);
    bench.model->setCapacity(3);
    QCOMPARE(bench.model->count(), 1);
    QCOMPARE(bench.model->dropped(), 21);
}

// What is not to be kept is counted and gone; what is wrong is kept all the same.
void TestEventLogModel::recordFilter()
{
    Bench bench(run(3) + frame("step_output", R"({"stepId": "nobody", "outputData": "late"})"));
    QSignalSpy changes(bench.model.get(), &Model::recordFilterChanged);
    QSignalSpy errors(bench.model.get(), &Model::recordFilterErrorChanged);
    bench.model->setRecordFilter(u"-type:step_output"_s);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(errors.size(), 0);
    QVERIFY(bench.play());
    QVERIFY(!bench.column(Model::EventTextRole).join(u'\n').contains(u"piece"_s));
    QCOMPARE(bench.model->skipped(), 3);
    QCOMPARE(bench.model->total(), qint64(bench.model->count()));
    const int kept = bench.model->count();
    bench.model->setRecordFilter(u"colour:red"_s);
    QVERIFY(bench.model->recordFilterError().startsWith(u"colour:red"_s));
    QCOMPARE(errors.size(), 1);
    QCOMPARE(bench.model->count(), kept);
    QVERIFY(bench.play()); // the one before counts on
    QCOMPARE(bench.model->skipped(), 3);
    QCOMPARE(bench.model->count(), kept);
    bench.model->setRecordFilter({});
    QCOMPARE(bench.model->recordFilterError(), QString());
    QVERIFY(bench.play());
    QCOMPARE(bench.model->skipped(), 0);
    QCOMPARE(bench.model->count(), kept + 3);
    bench.model->setFilter(u"problem:yes"_s);
    const int problems = bench.model->count();
    bench.model->setRecordFilter(u"type:flow_completed"_s);
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), problems);
}

void TestEventLogModel::faultyFilter()
{
    Bench bench(run(3));
    bench.model->setFilter(u"type:step_output"_s);
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), 3);
    QSignalSpy errors(bench.model.get(), &Model::filterErrorChanged);
    bench.model->setFilter(u"type:step_output colour:red"_s);
    QCOMPARE(errors.size(), 1);
    QVERIFY(bench.model->filterError().startsWith(u"colour:red"_s));
    QCOMPARE(bench.model->filter(), u"type:step_output colour:red"_s);
    QCOMPARE(bench.model->count(), 3); // the last good one holds
    bench.model->setFilter(u"type:run_started"_s);
    QCOMPARE(errors.size(), 2);
    QCOMPARE(bench.model->filterError(), QString());
    QCOMPARE(bench.model->count(), 1);
}

void TestEventLogModel::pauses()
{
    Bench bench(run(6));
    bench.server.setManualDelivery(true);
    bench.flow->start();
    QTRY_VERIFY(bench.server.pendingFrames() > 0);
    bench.server.deliver(4);
    QTRY_COMPARE(bench.recorder.events, 4);
    bench.model->setPaused(true);
    QCOMPARE(bench.model->count(), 4); // as of now
    bench.server.deliver(100);
    QTRY_COMPARE(bench.recorder.finishes, 1);
    QCOMPARE(bench.model->count(), 4);
    QCOMPARE(bench.model->total(), 10);
    QCOMPARE(bench.model->pendingCount(), 6);
    bench.model->setFilter(u"type:step_output"_s);
    QCOMPARE(bench.model->count(), 2); // of what was shown
    bench.model->setPaused(false);
    QCOMPARE(bench.model->count(), 6);
    QCOMPARE(bench.model->pendingCount(), 0);
}

// What a person looks at stays as long as it can; then the oldest go, in order.
void TestEventLogModel::pauseIsBounded()
{
    Bench bench(run(96));
    bench.model->setCapacity(10);
    bench.model->setPaused(true);
    QVERIFY(bench.play());
    QTRY_COMPARE(bench.model->dropped(), 80);
    QCOMPARE(bench.model->count(), 0);
    bench.model->setPaused(false);
    QCOMPARE(bench.model->count(), 10);
    QCOMPARE(bench.at(9, Model::EventTypeRole).toString(), u"flow_completed"_s);
}

void TestEventLogModel::spills()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"older.jsonl"_s);
    Bench bench(run(6));
    bench.model->setCapacity(3);
    bench.model->setSpillFile(path);
    QCOMPARE(bench.model->spillError(), QString());
    bench.flow->start();
    bench.flow->start(); // a warning
    QTRY_COMPARE(bench.recorder.finishes, 1);
    QVERIFY(bench.settle());
    QCOMPARE(bench.model->dropped(), 8);
    const auto lines = [&] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
    };
    QCOMPARE(lines().size(), 8);
    for (int i = 0; i < 8; ++i)
        QCOMPARE(json(lines().at(i)).value(u"sequence"_s).toInt(), i + 1);
    QCOMPARE(json(lines().at(0)).value(u"text"_s).toString(), bench.recorder.warnings.first());
    const QJsonObject piece = json(lines().at(4));
    QCOMPARE(piece.value(u"type"_s).toString(), u"step_output"_s);
    QCOMPARE(piece.value(u"stepId"_s).toString(), u"a"_s);
    QCOMPARE(piece.value(u"data"_s)[u"outputData"_s].toString(), u"piece 1"_s);
    QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    bench.model->clear();
    QCOMPARE(lines().size(), 11);
    QCOMPARE(bench.model->total(), 0);
}

void TestEventLogModel::spillFails()
{
    Bench bench(run(6));
    QSignalSpy errors(bench.model.get(), &Model::spillErrorChanged);
    bench.model->setSpillFile(u"/nonexistent/folder/file"_s);
    QVERIFY(bench.model->spillError().contains(u"/nonexistent/folder/file"_s));
    QTRY_COMPARE(errors.size(), 1);
    bench.model->setCapacity(3);
    QVERIFY(bench.play()); // the log goes on without
    QCOMPARE(bench.model->count(), 3);
    bench.model->setSpillFile({});
    QCOMPARE(bench.model->spillError(), QString());
    QCOMPARE(errors.size(), 2);
#ifdef Q_OS_LINUX
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"sequential"_s));
    bench.model->setSpillFile(u"/dev/full"_s);
    QCOMPARE(bench.model->spillError(), QString());
    bench.model->clear();
    QVERIFY(!bench.model->spillError().isEmpty());
#endif
}

void TestEventLogModel::keyIsTakenOut()
{
    Bench bench(frame("run_started", R"({"runId": "r"})") + frame("step_started", R"({"stepId": "a"})") +
                frame("step_output", R"({"stepId": "a", "outputData": "the key is nk_test_0123456789, keep it"})") +
                frame("flow_completed", "{}"));
    QVERIFY(bench.play());
    QVERIFY(!bench.model->rawText(2).contains("nk_test"));
    QVERIFY(bench.at(2, Model::EventTextRole).toString().startsWith(u"the key is "_s));
    QVERIFY(!bench.at(2, Model::EventTextRole).toString().contains(u"nk_test"_s));
    QVERIFY(bench.at(2, Model::EventTextRole).toString().endsWith(u", keep it"_s));
}

void TestEventLogModel::startClears()
{
    Bench bench(run(1));
    QVERIFY(bench.play());
    QCOMPARE(bench.model->count(), 5);
    bench.flow->start();
    QCOMPARE(bench.model->count(), 0);
    QTRY_COMPARE(bench.recorder.finishes, 2);
    QVERIFY(bench.settle());
    QCOMPARE(bench.model->count(), 5);
    QCOMPARE(bench.at(0, Model::SequenceRole).toInt(), 1);
    bench.flow->rerunFrom(0); // a run that goes on
    QTRY_COMPARE(bench.recorder.finishes, 3);
    QVERIFY(bench.settle());
    QCOMPARE(bench.model->count(), 10);
}

void TestEventLogModel::timesOfARecording()
{
    QBuffer recording;
    recording.setData(R"({"noukai":"recording","version":1}
{"t":100,"run":"start","cursor":0}
{"t":150,"request":{},"cursor":0}
{"t":200,"answer":"r"}
{"t":1100,"event":"run_started","data":{"runId":"r","executionId":"r"}}
{"t":6100,"event":"flow_completed","data":{"result":1}}
{"t":6100,"end":"Completed"}
)");
    QVERIFY(recording.open(QIODevice::ReadOnly));
    NoukaiFlow flow;
    Bench bench(run(1));
    bench.model->setFlow(&flow);
    NoukaiPlayer player;
    player.setFlow(&flow);
    player.setDevice(&recording);
    player.setSpeed(0);
    player.play();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QVERIFY(bench.settle());
    QCOMPARE(bench.column(Model::TimeMsRole), QStringList({u"1000"_s, u"6000"_s}));
    // Played once more, it is another run.
    QSignalSpy resets(bench.model.get(), &QAbstractItemModel::modelReset);
    player.play();
    QTRY_VERIFY(resets.size() == 1 && flow.state() == NoukaiFlow::Completed);
    QVERIFY(bench.settle());
    QCOMPARE(bench.model->count(), 2);
}

void TestEventLogModel::flowGoes()
{
    Bench bench(run(3));
    QSignalSpy changes(bench.model.get(), &Model::flowChanged);
    QVERIFY(bench.play());
    bench.flow.reset();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(bench.model->flow(), nullptr);
    QCOMPARE(bench.model->count(), 7);
    bench.model->setFlow(nullptr);
    bench.model->clear();
    QCOMPARE(bench.model->count(), 0);
}

void TestEventLogModel::slotsMayDoAnything_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("act");
    for (const char *when : {"rowsInserted", "rowsRemoved", "countChanged", "modelReset"}) {
        for (const char *act : {"delete model", "delete flow", "cancel", "clear", "filter", "capacity", "other flow"})
            QTest::addRow("%s: %s", when, act) << QString::fromLatin1(when) << QString::fromLatin1(act);
    }
}

void TestEventLogModel::slotsMayDoAnything()
{
    QFETCH(QString, when);
    QFETCH(QString, act);
    Bench bench(run(300));
    bench.tester.reset();
    bench.model->setCapacity(20);
    bool done = false;
    const auto perform = [&] {
        if (std::exchange(done, true))
            return;
        if (act == u"delete model")
            bench.model.reset();
        else if (act == u"delete flow")
            bench.flow.reset();
        else if (act == u"cancel")
            bench.flow->cancel();
        else if (act == u"clear")
            bench.model->clear();
        else if (act == u"filter")
            bench.model->setFilter(u"type:step_output"_s);
        else if (act == u"capacity")
            bench.model->setCapacity(2);
        else
            bench.model->setFlow(nullptr);
    };
    QObject context;
    if (when == u"rowsInserted")
        connect(bench.model.get(), &QAbstractItemModel::rowsInserted, &context, perform);
    else if (when == u"rowsRemoved")
        connect(bench.model.get(), &QAbstractItemModel::rowsRemoved, &context, perform);
    else if (when == u"countChanged")
        connect(bench.model.get(), &Model::countChanged, &context, perform);
    else
        connect(bench.model.get(), &QAbstractItemModel::modelReset, &context, perform);
    bench.flow->start();
    QTRY_VERIFY(!bench.flow || bench.recorder.finishes > 0);
    QVERIFY(bench.settle());
    if (when == u"rowsRemoved" && !done) // all came within one frame
        bench.model->setCapacity(5);
    QVERIFY(done);
    if (bench.model) {
        for (int row = 0; row < bench.model->count(); ++row)
            QVERIFY(bench.at(row, Model::SequenceRole).toLongLong() > 0);
    }
}

QTEST_GUILESS_MAIN(TestEventLogModel)
#include "tst_eventlogmodel.moc"
