// SPDX-License-Identifier: MIT
// How much a history keeps, and what it costs.
#include "fedflow.h"
#include "timelinerow.h"

#include <models/flowhistory_p.h>

#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using Model = NoukaiTimelineModel;

class tst_FlowHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneForAllModels();
    void outputOfAttemptIsBounded();
    void oldestOutputsGoFirst();
    void runningOutputsGoLast();
    void attemptsAreBounded();
    void manyStepsAndOutputs();
    void manySegments();
    void slotsThatDelete_data();
    void slotsThatDelete();
    void flowIsDeletedInItsOwnSlot_data();
    void flowIsDeletedInItsOwnSlot();
};

using Mode = QAbstractItemModelTester::FailureReportingMode;

void tst_FlowHistory::oneForAllModels()
{
    FedFlow fed;
    FlowHistory *history = FlowHistory::of(fed.flow);
    QCOMPARE(FlowHistory::of(fed.flow), history);
    QCOMPARE(history->parent(), fed.flow.data());
    NoukaiTimelineModel timeline;
    timeline.setFlow(fed.flow);
    NoukaiOutputModel output;
    output.setFlow(fed.flow);
    QCOMPARE(fed.flow->findChildren<FlowHistory *>().size(), 1);
}

void tst_FlowHistory::outputOfAttemptIsBounded()
{
    FedFlow fed;
    FlowHistory *history = FlowHistory::of(fed.flow);
    FlowHistory::Limits limits;
    limits.outputOfAttempt = 10001;
    history->setLimits(limits);
    NoukaiTimelineModel timeline;
    timeline.setFlow(fed.flow);
    NoukaiOutputModel output;
    output.setFlow(fed.flow);
    output.setAttemptId(0);
    QVERIFY(fed.begin());
    fed.started(u"a"_s);
    const QString piece = u"😀"_s.repeated(50);
    for (int i = 0; i < 150; ++i)
        fed.output(u"a"_s, piece);
    QTRY_VERIFY(output.isTruncated());
    QCOMPARE(output.length(), 10000); // and half a character is not kept
    QCOMPARE(timeline.index(0).data(Model::OutputBytesRole), 150 * 200);
    QCOMPARE(timeline.index(0).data(Model::IsTruncatedRole), true);
    fed.completed(u"a"_s, piece.repeated(150));
    QTRY_VERIFY(output.isComplete());
    QCOMPARE(output.length(), 10000);
    QCOMPARE(timeline.index(0).data(Model::OutputBytesRole), 150 * 200);
    fed.completed(u"b"_s, QString(u'x' + piece.repeated(150))); // at once
    output.setAttemptId(1);
    QCOMPARE(output.length(), 10001);
    QVERIFY(output.isTruncated());
    fed.completed(u"c"_s, u"short"_s);
    output.setAttemptId(2);
    QVERIFY(!output.isTruncated());
}

void tst_FlowHistory::oldestOutputsGoFirst()
{
    FedFlow fed;
    FlowHistory *history = FlowHistory::of(fed.flow);
    FlowHistory::Limits limits;
    limits.keptBytes = 200000;
    history->setLimits(limits);
    NoukaiTimelineModel timeline;
    QAbstractItemModelTester timelineTester(&timeline, Mode::QtTest);
    timeline.setFlow(fed.flow);
    NoukaiOutputModel output;
    QAbstractItemModelTester outputTester(&output, Mode::QtTest);
    output.setFlow(fed.flow);
    output.setAttemptId(0);
    QVERIFY(fed.begin());
    const QString text = u"some words\n"_s.repeated(1000);
    fed.started(u"s0"_s);
    fed.feed(u"step_input"_s, {{u"stepId"_s, u"s0"_s}, {u"inputData"_s, QJsonObject{{u"x"_s, 1}}}});
    fed.output(u"s0"_s, text);
    fed.completed(u"s0"_s, text);
    QTRY_VERIFY(output.count() > 1);
    for (int i = 1; i < 20; ++i) {
        fed.started(u"s%1"_s.arg(i));
        fed.output(u"s%1"_s.arg(i), text);
        fed.completed(u"s%1"_s.arg(i), text);
    }
    QTRY_COMPARE(timeline.count(), 20);
    QTRY_COMPARE(output.count(), 0);
    QVERIFY(output.isTruncated());
    const auto isTruncated = [&](int row) {
        return timeline.index(row).data(Model::IsTruncatedRole).toBool();
    };
    QVERIFY(isTruncated(0));
    QVERIFY(timeline.input(0).isUndefined());
    QVERIFY(timeline.outputData(0).isUndefined());
    QVERIFY(timeline.index(0).data(Model::PreviewRole).toString().startsWith(u"some words some"_s));
    QCOMPARE(timeline.index(0).data(Model::OutputBytesRole), text.size());
    QVERIFY(isTruncated(14));
    QVERIFY(!isTruncated(19));
    QCOMPARE(timeline.outputData(19), QJsonValue(text));
    output.setAttemptId(19);
    QCOMPARE(output.text(), text);
}

void tst_FlowHistory::runningOutputsGoLast()
{
    FedFlow fed;
    FlowHistory *history = FlowHistory::of(fed.flow);
    FlowHistory::Limits limits;
    limits.keptBytes = 100000;
    history->setLimits(limits);
    NoukaiOutputModel output;
    QAbstractItemModelTester tester(&output, Mode::QtTest);
    output.setFlow(fed.flow);
    output.setAttemptId(1);
    QVERIFY(fed.begin());
    fed.started(u"a"_s);
    fed.started(u"b"_s);
    qint64 longest = 0;
    for (int i = 0; i < 300; ++i) {
        fed.output(u"a"_s, QString(300, u'a'));
        fed.output(u"b"_s, QString(700, u'b'));
        if (i % 20 == 0)
            QTRY_COMPARE(output.count() > 0, output.length() > 0);
        longest = qMax(longest, output.length());
    }
    QVERIFY(longest <= 50000);
    QTRY_VERIFY(output.isTruncated());
    fed.completed(u"b"_s, u"all of it"_s); // now it is known again
    QTRY_VERIFY(output.isComplete());
    QCOMPARE(output.text(), u"all of it"_s);
    QVERIFY(!output.isTruncated());
}

void tst_FlowHistory::attemptsAreBounded()
{
    FedFlow fed;
    FlowHistory *history = FlowHistory::of(fed.flow);
    FlowHistory::Limits limits;
    limits.attempts = 50;
    history->setLimits(limits);
    NoukaiTimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, Mode::QtTest);
    timeline.setFlow(fed.flow);
    QVERIFY(fed.begin());
    for (int i = 0; i < 200; ++i) {
        fed.started(u"s%1"_s.arg(i % 70));
        fed.output(u"s%1"_s.arg(i % 70), u"x"_s);
        fed.completed(u"s%1"_s.arg(i % 70), u"x"_s);
    }
    fed.asksForTools(u"new"_s, 5);
    fed.get()->feedCall(6);
    fed.failed(u"newer"_s, u"BAD"_s, u"bad"_s);
    QTRY_COMPARE(timeline.count(), 50);
    QCOMPARE(fed.flow->state(), NoukaiFlow::Failed);
}

// The last tenth costs what the first one does, but for what a loaded machine adds.
void tst_FlowHistory::manyStepsAndOutputs()
{
    constexpr int Steps = 10000;
    constexpr int Outputs = 20;
    FedFlow fed;
    NoukaiTimelineModel timeline;
    timeline.setFlow(fed.flow);
    NoukaiOutputModel output;
    output.setFlow(fed.flow);
    output.setAttemptId(Steps - 1);
    QSignalSpy changes(&timeline, &Model::dataChanged);
    QSignalSpy inserts(&timeline, &Model::rowsInserted);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(fed.begin());
    fed.runStarted(Steps);
    QList<qint64> tenths;
    for (int i = 0; i < Steps; ++i) {
        if (i % (Steps / 10) == 0)
            tenths.append(clock.nsecsElapsed());
        const QString id = u"step-%1"_s.arg(i);
        fed.started(id);
        for (int chunk = 0; chunk < Outputs; ++chunk)
            fed.output(id, u"some words "_s);
        fed.completed(id);
        if (i % 100 == 0)
            QCoreApplication::processEvents();
    }
    tenths.append(clock.nsecsElapsed());
    fed.flowCompleted();
    QTRY_COMPARE(timeline.index(Steps - 1).data(Model::StepStateRole).value<Model::StepState>(), Model::Completed);
    QCOMPARE(timeline.count(), Steps);
    QTRY_COMPARE(output.length(), 11 * Outputs);
    QVERIFY(inserts.size() <= 1); // the pending rows took the names
    const double ratio = double(tenths.at(10) - tenths.at(9)) / double(tenths.at(1) - tenths.at(0));
    QVERIFY2(ratio < 8, qPrintable(u"the last tenth took %1 times as long as the first"_s.arg(ratio)));
}

void tst_FlowHistory::manySegments()
{
    FedFlow fed;
    NoukaiTimelineModel timeline;
    timeline.setFlow(fed.flow);
    QVERIFY(fed.begin());
    fed.started(u"a"_s);
    for (int i = 0; i < 1000; ++i) {
        fed.time += 10;
        fed.asksForTools(u"a"_s, 0);
        fed.time += 10;
        fed.get()->feedCall(0);
    }
    fed.time += 10;
    fed.completed(u"a"_s);
    fed.flowCompleted();
    QTRY_COMPARE(timeline.count(), 1);
    const QStringList segments = TimelineRow::segments(timeline, 0);
    QCOMPARE(segments.size(), 256);
    QVERIFY(!segments.last().endsWith(u"-1"_s));
    QCOMPARE(timeline.index(0).data(Model::DurationMsRole), 20010);
}

void tst_FlowHistory::slotsThatDelete_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QString>("act");
    for (const QString &signal :
         {u"inserted"_s, u"changed"_s, u"reset"_s, u"count"_s, u"running"_s, u"error"_s, u"times"_s, u"flow"_s}) {
        for (const QString &act :
             {u"delete flow"_s, u"delete model"_s, u"cancel"_s, u"no flow"_s, u"new run"_s, u"event loop"_s})
            QTest::addRow("%s: %s", qPrintable(signal), qPrintable(act)) << signal << act;
    }
}

void tst_FlowHistory::slotsThatDelete()
{
    QFETCH(QString, signal);
    QFETCH(QString, act);
    FedFlow fed;
    auto timeline = std::make_unique<NoukaiTimelineModel>();
    std::optional<QAbstractItemModelTester> tester;
    if (act != u"delete model"_s) // it would outlive the model by a slot
        tester.emplace(timeline.get(), Mode::QtTest);
    int acts = 0;
    const auto perform = [&] {
        if (acts++ > 0)
            return;
        if (act == u"delete flow"_s) {
            delete fed.flow.data();
        } else if (act == u"delete model"_s) {
            timeline.reset();
        } else if (act == u"cancel"_s) {
            fed.flow->cancel();
        } else if (act == u"no flow"_s) {
            timeline->setFlow(nullptr);
        } else if (act == u"new run"_s) {
            fed.flow->cancel();
            if (fed.begin())
                fed.step(u"z"_s);
        } else {
            fed.step(u"z"_s);
            QTest::qWait(50);
        }
    };
    if (signal == u"inserted"_s)
        connect(timeline.get(), &Model::rowsInserted, this, perform);
    else if (signal == u"changed"_s)
        connect(timeline.get(), &Model::dataChanged, this, perform);
    else if (signal == u"reset"_s)
        connect(timeline.get(), &Model::modelReset, this, perform);
    else if (signal == u"count"_s)
        connect(timeline.get(), &Model::countChanged, this, perform);
    else if (signal == u"running"_s)
        connect(timeline.get(), &Model::runningRowChanged, this, perform);
    else if (signal == u"error"_s)
        connect(timeline.get(), &Model::firstErrorRowChanged, this, perform);
    else if (signal == u"times"_s)
        connect(timeline.get(), &Model::timesChanged, this, perform);
    else
        connect(timeline.get(), &Model::flowChanged, this, perform);

    timeline->setFlow(fed.flow);
    if (!fed.flow || fed.flow->isRunning())
        return; // it began anew, or is gone
    fed.begin();
    fed.runStarted(3);
    fed.started(u"a"_s);
    if (signal != u"flow"_s && signal != u"times"_s && signal != u"reset"_s)
        QTRY_COMPARE(timeline ? timeline->count() : 3, 3);
    fed.time = 10;
    fed.output(u"a"_s, u"x"_s);
    fed.step(u"a"_s);
    fed.step(u"a"_s);
    if (signal == u"error"_s)
        fed.failed(u"b"_s, u"BAD"_s, u"bad"_s);
    QTRY_VERIFY(acts > 0);
    QTest::qWait(40); // nothing is told to what is gone
    if (timeline && act == u"delete flow"_s)
        QCOMPARE(timeline->count(), 0);
    if (fed.flow && act == u"new run"_s && timeline)
        QVERIFY(TimelineRow::all(*timeline).contains(u"z Completed 1/1"_s));
}

void tst_FlowHistory::flowIsDeletedInItsOwnSlot_data()
{
    QTest::addColumn<bool>("before"); // the history hears of it
    QTest::newRow("before") << true;
    QTest::newRow("after") << false;
}

void tst_FlowHistory::flowIsDeletedInItsOwnSlot()
{
    QFETCH(bool, before);
    for (const int moment : {0, 1, 2, 3}) {
        FedFlow fed;
        NoukaiTimelineModel timeline;
        QAbstractItemModelTester tester(&timeline, Mode::QtTest);
        if (!before)
            timeline.setFlow(fed.flow);
        NoukaiFlow *flow = fed.flow;
        const auto remove = [flow] {
            delete flow;
        };
        if (moment == 0)
            connect(flow, &NoukaiFlow::stateChanged, this, remove);
        else if (moment == 1)
            connect(flow, &NoukaiFlow::runStarted, this, remove);
        else if (moment == 2)
            connect(flow, &NoukaiFlow::stepOutput, this, remove);
        else
            connect(flow, &NoukaiFlow::finished, this, remove);
        if (before)
            timeline.setFlow(flow);
        fed.get()->beginFeed(&fed, FedFlow::Begin::Start, 0);
        fed.runStarted(2);
        fed.started(u"a"_s);
        fed.output(u"a"_s, u"x"_s);
        fed.flowCompleted();
        QVERIFY(!fed.flow);
        QCOMPARE(timeline.flow(), nullptr);
        QTRY_COMPARE(timeline.count(), 0);
    }
}

QTEST_GUILESS_MAIN(tst_FlowHistory)
#include "tst_flowhistory.moc"
