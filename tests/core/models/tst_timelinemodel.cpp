// SPDX-License-Identifier: MIT
// What a timeline makes of the events of a run, at times that the test sets.
#include "fedflow.h"
#include "timelinerow.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using Model = NoukaiTimelineModel;

class tst_TimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutFlow();
    void pendingRows();
    void stepCountIsNotTrusted();
    void runOfSteps();
    void times();
    void completedWithoutAStart();
    void loops();
    void parallelSteps();
    void startedTwiceAtOnce();
    void startedAgainBeforeItsEnd();
    void failure();
    void endStates_data();
    void endStates();
    void rerun();
    void resume();
    void resumeInTheMidst();
    void pause();
    void pauseWithoutStepCount();
    void toolPause();
    void passedOver();
    void cursorsOfAnySize();
    void preview_data();
    void preview();
    void usage();
    void hostileNames();
    void accessibleText_data();
    void accessibleText();
    void nextRow();
    void newRun();
    void attachedLate();
    void flowDeleted();
    void otherFlow();

private:
    std::unique_ptr<FedFlow> fed;
    std::unique_ptr<Model> model;
    std::unique_ptr<QAbstractItemModelTester> tester;

    QStringList rows() const { return TimelineRow::all(*model); }
    QVariant value(int row, int role) const { return model->index(row).data(role); }
    Model::StepState state(int row) const { return value(row, Model::StepStateRole).value<Model::StepState>(); }
};

// A row is "name state attempt/attempts" and "#iteration" where a loop repeats it.
void tst_TimelineModel::init()
{
    tester.reset();
    model = std::make_unique<Model>();
    tester =
        std::make_unique<QAbstractItemModelTester>(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    fed = std::make_unique<FedFlow>();
    model->setFlow(fed->flow);
}

void tst_TimelineModel::withoutFlow()
{
    Model alone;
    QCOMPARE(alone.flow(), nullptr);
    QCOMPARE(alone.count(), 0);
    QCOMPARE(alone.runningRow(), -1);
    QCOMPARE(alone.firstErrorRow(), -1);
    QCOMPARE(alone.attentionRow(), -1);
    QCOMPARE(alone.endMs(), 0);
    QCOMPARE(alone.nowMs(), 0);
    QCOMPARE(alone.workingMs(), 0);
    QCOMPARE(alone.waitingMs(), 0);
    QCOMPARE(alone.rowOf(0), -1);
    QCOMPARE(alone.rowOf(-1), -1);
    QCOMPARE(alone.nextRow(-1, Model::Error), -1);
    QCOMPARE(alone.elapsedMs(0), -1);
    QVERIFY(alone.input(0).isUndefined());
    QVERIFY(alone.outputData(-1).isUndefined());
    QVERIFY(alone.overrides(7).isEmpty());
    QVERIFY(!alone.data({}, Model::StepNameRole).isValid());
    const auto names = alone.roleNames();
    for (const char *name :
         {"stepId",       "stepName",     "stepIndex",        "stepState",      "attempt",  "attemptCount",
          "iteration",    "startMs",      "firstOutputMs",    "durationMs",     "segments", "preview",
          "outputBytes",  "promptTokens", "completionTokens", "totalTokens",    "costUsd",  "stepError",
          "isOverridden", "isReplayed",   "isTruncated",      "accessibleText", "attemptId"})
        QVERIFY2(names.values().contains(name), name);
}

void tst_TimelineModel::pendingRows()
{
    QSignalSpy counts(model.get(), &Model::countChanged);
    QVERIFY(fed->begin());
    fed->runStarted(3);
    QTRY_COMPARE(model->count(), 3);
    QCOMPARE(counts.size(), 1);
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(state(row), Model::Pending);
        QCOMPARE(value(row, Model::StepIndexRole), row);
        QCOMPARE(value(row, Model::StepNameRole), QString());
        QCOMPARE(value(row, Model::StartMsRole), -1);
        QCOMPARE(value(row, Model::DurationMsRole), -1);
        QCOMPARE(model->elapsedMs(row), -1);
        QCOMPARE(model->rowOf(value(row, Model::AttemptIdRole).toInt()), row);
    }
    fed->runStarted(3); // each call tells it again
    fed->runStarted(5); // and the flow may be another one by now
    QTRY_COMPARE(model->count(), 5);
    fed->runStarted(2);
    fed->started(u"a"_s, u"First"_s);
    QTRY_COMPARE(state(0), Model::Running);
    QCOMPARE(model->count(), 5);
    QCOMPARE(value(0, Model::StepNameRole), u"First"_s);
    QTRY_COMPARE(model->runningRow(), 0);
}

void tst_TimelineModel::stepCountIsNotTrusted()
{
    QVERIFY(fed->begin());
    fed->runStarted(std::numeric_limits<int>::max());
    QTRY_COMPARE(model->count(), 10000);
    fed->step(u"a"_s);
    QTRY_COMPARE(state(0), Model::Completed);
}

void tst_TimelineModel::runOfSteps()
{
    QVERIFY(fed->begin());
    fed->runStarted(2);
    fed->started(u"a"_s, u"First"_s);
    fed->feed(u"step_input"_s, {{u"stepId"_s, u"a"_s}, {u"inputData"_s, QJsonObject{{u"x"_s, 1}}}});
    fed->output(u"a"_s, u"Hello "_s);
    fed->output(u"a"_s, u"wörld"_s);
    QTRY_COMPARE(rows(), (QStringList{u"First Running 1/1"_s, u"- Pending 1/1"_s}));
    QCOMPARE(value(0, Model::PreviewRole), u"Hello wörld"_s);
    QCOMPARE(value(0, Model::OutputBytesRole), 12);
    QVERIFY(model->outputData(0).isUndefined());
    fed->completed(u"a"_s, u"Hello wörld"_s);
    fed->step(u"b"_s, QJsonObject{{u"n"_s, 1}});
    fed->flowCompleted();
    QTRY_COMPARE(rows(), (QStringList{u"First Completed 1/1"_s, u"b Completed 1/1"_s}));
    QCOMPARE(value(0, Model::StepIdRole), u"a"_s);
    QCOMPARE(model->input(0), QJsonValue(QJsonObject{{u"x"_s, 1}}));
    QVERIFY(model->input(1).isUndefined());
    QCOMPARE(model->outputData(0), QJsonValue(u"Hello wörld"_s));
    QCOMPARE(model->outputData(1), QJsonValue(QJsonObject{{u"n"_s, 1}}));
    QCOMPARE(value(1, Model::PreviewRole), uR"({ "n": 1 })"_s);
    QCOMPARE(value(0, Model::IsReplayedRole), true); // whatever is fed was recorded
    QCOMPARE(value(0, Model::IsTruncatedRole), false);
    QCOMPARE(value(0, Model::IsOverriddenRole), false);
    QTRY_COMPARE(model->runningRow(), -1);
}

void tst_TimelineModel::times()
{
    fed->time = 1000; // where a recording goes on
    QVERIFY(fed->begin());
    fed->time = 1100;
    fed->started(u"a"_s);
    QTRY_COMPARE(model->nowMs(), 100);
    fed->time = 1250;
    QTRY_COMPARE(model->count(), 1);
    QCOMPARE(model->elapsedMs(0), 150);
    fed->output(u"a"_s, u"x"_s);
    fed->time = 1300;
    fed->output(u"a"_s, u"y"_s);
    QTRY_COMPARE(model->endMs(), 300);
    QCOMPARE(value(0, Model::DurationMsRole), -1);
    QCOMPARE(TimelineRow::segments(*model, 0), (QStringList{u"Waiting 100+150"_s, u"Streaming 250+-1"_s}));
    fed->time = 1400;
    fed->completed(u"a"_s, QJsonValue::Undefined, {{u"durationMs"_s, 290}});
    fed->time = 1500;
    fed->started(u"b"_s);
    fed->time = 1510;
    fed->completed(u"b"_s);
    fed->time = 1520;
    fed->flowCompleted();
    fed->time = 99999;
    QTRY_COMPARE(state(1), Model::Completed);
    QCOMPARE(value(0, Model::StartMsRole), 100);
    QCOMPARE(value(0, Model::FirstOutputMsRole), 250);
    QCOMPARE(value(0, Model::DurationMsRole), 290); // the server's
    QCOMPARE(model->elapsedMs(0), 290);
    QCOMPARE(value(1, Model::DurationMsRole), 10); // as measured
    QCOMPARE(value(1, Model::FirstOutputMsRole), -1);
    QCOMPARE(TimelineRow::segments(*model, 0), (QStringList{u"Waiting 100+150"_s, u"Streaming 250+150"_s}));
    QCOMPARE(TimelineRow::segments(*model, 1), (QStringList{u"Waiting 500+10"_s}));
    QCOMPARE(model->endMs(), 520);
    QCOMPARE(model->nowMs(), 520);
    QCOMPARE(model->workingMs(), 520);
    QCOMPARE(model->waitingMs(), 0);
}

void tst_TimelineModel::completedWithoutAStart()
{
    QVERIFY(fed->begin());
    fed->completed(u"a"_s, u"A"_s, {{u"name"_s, u"First"_s}});
    fed->output(u"b"_s, u"B"_s);
    fed->started(u"b"_s, u"Second"_s); // late
    fed->completed(u"b"_s);
    fed->flowCompleted();
    QTRY_COMPARE(rows(), (QStringList{u"First Completed 1/1"_s, u"Second Completed 1/1"_s}));
}

void tst_TimelineModel::loops()
{
    QVERIFY(fed->begin());
    fed->runStarted(4);
    QTRY_COMPARE(model->count(), 4);
    fed->step(u"a"_s);
    for (int round = 0; round < 3; ++round) {
        fed->step(u"b"_s, u"B%1"_s.arg(round));
        fed->step(u"c"_s);
        if (round == 1)
            QTRY_COMPARE(model->count(), 6); // rows in front of the one that is pending
    }
    fed->started(u"d"_s);
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/1"_s, u"c Completed 1/1"_s,
                                      u"b Completed 1/1 #2"_s, u"c Completed 1/1 #2"_s, u"b Completed 1/1 #3"_s,
                                      u"c Completed 1/1 #3"_s, u"d Running 1/1"_s}));
    QCOMPARE(value(3, Model::PreviewRole), u"B1"_s);
    for (int row = 0; row < model->count(); ++row)
        QCOMPARE(model->rowOf(value(row, Model::AttemptIdRole).toInt()), row);
}

void tst_TimelineModel::parallelSteps()
{
    QVERIFY(fed->begin());
    fed->runStarted(3);
    fed->started(u"a"_s);
    fed->started(u"b"_s);
    fed->started(u"c"_s);
    for (int i = 0; i < 3; ++i) {
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
            fed->output(id, QString(id + QString::number(i)));
    }
    QTRY_COMPARE(model->runningRow(), 2);
    fed->completed(u"c"_s, u"c0c1c2"_s);
    QTRY_COMPARE(model->runningRow(), 1);
    fed->completed(u"a"_s, u"a0a1a2"_s);
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Running 1/1"_s, u"c Completed 1/1"_s}));
    QCOMPARE(value(0, Model::PreviewRole), u"a0a1a2"_s);
    QCOMPARE(value(1, Model::PreviewRole), u"b0b1b2"_s);
    QCOMPARE(value(2, Model::PreviewRole), u"c0c1c2"_s);
}

// A loop whose rounds go on at the same time: which round puts something out is not on the wire.
void tst_TimelineModel::startedTwiceAtOnce()
{
    QVERIFY(fed->begin());
    fed->started(u"a"_s);
    fed->started(u"a"_s);
    fed->completed(u"a"_s, u"one"_s);
    fed->completed(u"a"_s, u"two"_s);
    fed->flowCompleted();
    QTRY_COMPARE(model->count(), 2);
    QCOMPARE(state(0), Model::Completed);
    QCOMPARE(state(1), Model::Completed);
}

void tst_TimelineModel::startedAgainBeforeItsEnd()
{
    QVERIFY(fed->begin());
    fed->started(u"a"_s);
    fed->output(u"a"_s, u"half"_s);
    fed->started(u"a"_s);
    fed->output(u"a"_s, u"whole"_s);
    fed->completed(u"a"_s, u"whole"_s);
    fed->flowCompleted();
    QTRY_COMPARE(rows(), (QStringList{u"a Cancelled 1/2"_s, u"a Completed 2/2"_s}));
    QCOMPARE(value(0, Model::PreviewRole), u"half"_s);
}

void tst_TimelineModel::failure()
{
    QVERIFY(fed->begin());
    fed->runStarted(3);
    fed->step(u"a"_s);
    fed->started(u"b"_s);
    QTRY_COMPARE(model->runningRow(), 1);
    QSignalSpy errors(model.get(), &Model::firstErrorRowChanged);
    fed->failed(u"b"_s, u"BAD"_s, u"It is bad."_s);
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Failed 1/1"_s, u"- Skipped 1/1"_s}));
    QTRY_COMPARE(model->firstErrorRow(), 1);
    QCOMPARE(errors.size(), 1);
    const auto error = value(1, Model::StepErrorRole).value<NoukaiError>();
    QCOMPARE(error.kind(), NoukaiError::Execution);
    QCOMPARE(error.code(), u"BAD"_s);
    QCOMPARE(error.message(), u"It is bad."_s);
    QCOMPARE(error, fed->flow->error()); // with the ids of the run
    QCOMPARE(value(0, Model::StepErrorRole).value<NoukaiError>(), NoukaiError());
}

void tst_TimelineModel::endStates_data()
{
    QTest::addColumn<NoukaiFlow::State>("end");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<Model::StepState>("running");
    QTest::addColumn<Model::StepState>("pending");
    QTest::newRow("Completed") << NoukaiFlow::Completed << NoukaiError::NoError << Model::Completed << Model::Skipped;
    QTest::newRow("Cancelled") << NoukaiFlow::Cancelled << NoukaiError::NoError << Model::Cancelled << Model::Skipped;
    QTest::newRow("Failed") << NoukaiFlow::Failed << NoukaiError::ToolCallLimit << Model::Failed << Model::Skipped;
    QTest::newRow("Interrupted") << NoukaiFlow::Interrupted << NoukaiError::Connection << Model::Cancelled
                                 << Model::Pending;
}

void tst_TimelineModel::endStates()
{
    QFETCH(NoukaiFlow::State, end);
    QFETCH(NoukaiError::Kind, kind);
    QFETCH(Model::StepState, running);
    QFETCH(Model::StepState, pending);
    QVERIFY(fed->begin());
    fed->runStarted(3);
    fed->step(u"a"_s);
    fed->started(u"b"_s);
    if (end == NoukaiFlow::Completed)
        fed->flowCompleted();
    else
        fed->end(end, kind, u"why"_s);
    QCOMPARE(fed->flow->state(), end);
    QTRY_COMPARE(model->count(), 3);
    QCOMPARE(state(0), Model::Completed);
    QCOMPARE(state(1), running);
    QCOMPARE(state(2), pending);
    QCOMPARE(value(1, Model::StepErrorRole).value<NoukaiError>().kind(), kind);
    QTRY_COMPARE(model->firstErrorRow(), running == Model::Failed ? 1 : -1);
    QTRY_COMPARE(model->runningRow(), -1);
}

void tst_TimelineModel::rerun()
{
    QVERIFY(fed->begin());
    fed->runStarted(3);
    fed->step(u"a"_s, u"A"_s);
    fed->step(u"b"_s, u"B"_s);
    fed->failed(u"c"_s, u"BAD"_s, u"It is bad."_s);
    QTRY_COMPARE(model->count(), 3);
    const int id = value(1, Model::AttemptIdRole).toInt();
    for (int pass = 2; pass < 4; ++pass) {
        QVERIFY(fed->begin(FedFlow::Begin::Rerun, 1));
        fed->runStarted(3);
        fed->step(u"b"_s, u"B%1"_s.arg(pass));
        fed->step(u"b"_s, u"again"_s);
        fed->step(u"c"_s);
        fed->flowCompleted();
    }
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/3"_s, u"c Failed 1/3"_s,
                                      u"b Completed 2/3"_s, u"b Completed 2/3 #2"_s, u"c Completed 2/3"_s,
                                      u"b Completed 3/3"_s, u"b Completed 3/3 #2"_s, u"c Completed 3/3"_s}));
    QCOMPARE(model->rowOf(id), 1);
    QCOMPARE(value(1, Model::PreviewRole), u"B"_s);
    QCOMPARE(value(3, Model::PreviewRole), u"B2"_s);
    QCOMPARE(value(3, Model::StepIndexRole), 1);
    QCOMPARE(model->firstErrorRow(), 2);
}

void tst_TimelineModel::resume()
{
    QVERIFY(fed->begin());
    fed->runStarted(3);
    fed->step(u"a"_s);
    fed->started(u"b"_s);
    fed->output(u"b"_s, u"half"_s);
    fed->end(NoukaiFlow::Interrupted, NoukaiError::Connection, u"gone"_s);
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Cancelled 1/1"_s, u"- Pending 1/1"_s}));
    QVERIFY(fed->begin(FedFlow::Begin::Resume, 1));
    fed->runStarted(3);
    fed->step(u"b"_s, u"whole"_s);
    fed->step(u"c"_s);
    fed->flowCompleted();
    QTRY_COMPARE(rows(),
                 (QStringList{u"a Completed 1/1"_s, u"b Cancelled 1/2"_s, u"b Completed 2/2"_s, u"c Completed 1/1"_s}));
    QCOMPARE(value(1, Model::PreviewRole), u"half"_s);
    QCOMPARE(value(3, Model::StepIndexRole), 2);
}

// The server's record of the run goes on where the stream broke off.
void tst_TimelineModel::resumeInTheMidst()
{
    QVERIFY(fed->begin());
    fed->runStarted(2);
    fed->started(u"a"_s);
    fed->output(u"a"_s, u"half "_s);
    fed->end(NoukaiFlow::Interrupted, NoukaiError::Connection, u"gone"_s);
    QTRY_COMPARE(rows(), (QStringList{u"a Cancelled 1/1"_s, u"- Pending 1/1"_s}));
    QVERIFY(fed->begin(FedFlow::Begin::Resume, 0));
    fed->output(u"a"_s, u"whole"_s);
    QTRY_COMPARE(rows(), (QStringList{u"a Running 1/1"_s, u"- Pending 1/1"_s}));
    QCOMPARE(value(0, Model::StepErrorRole).value<NoukaiError>(), NoukaiError());
    fed->completed(u"a"_s, u"half whole"_s);
    fed->step(u"b"_s);
    fed->flowCompleted();
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/1"_s}));
    QCOMPARE(value(0, Model::PreviewRole), u"half whole"_s);
}

void tst_TimelineModel::pause()
{
    QVERIFY(fed->begin());
    fed->runStarted(2);
    fed->step(u"a"_s);
    fed->time = 100;
    fed->feed(u"step_paused"_s, {{u"stepId"_s, u"a"_s}, {u"nextStepIndex"_s, 1}});
    fed->get()->feedPause();
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"- Paused 1/1"_s}));
    QTRY_COMPARE(model->attentionRow(), 1);
    QCOMPARE(model->nextRow(-1, Model::Attention), 1);
    fed->time = 400;
    QCOMPARE(model->waitingMs(), 300);
    QCOMPARE(model->workingMs(), 100);
    fed->get()->feedCall(1);
    QTRY_COMPARE(model->attentionRow(), -1);
    QCOMPARE(state(1), Model::Pending);
    fed->time = 450;
    fed->step(u"b"_s);
    fed->flowCompleted();
    QTRY_COMPARE(state(1), Model::Completed);
    QCOMPARE(TimelineRow::segments(*model, 1).first(), u"Paused 100+300"_s);
    QCOMPARE(value(1, Model::StartMsRole), 450);
    QCOMPARE(model->waitingMs(), 300);
    QCOMPARE(model->workingMs(), 150);
}

void tst_TimelineModel::pauseWithoutStepCount()
{
    QVERIFY(fed->begin());
    fed->step(u"a"_s);
    fed->time = 100;
    fed->get()->feedPause();
    fed->time = 300;
    fed->get()->feedCall(1);
    fed->step(u"b"_s);
    QTRY_COMPARE(model->count(), 2);
    QCOMPARE(TimelineRow::segments(*model, 1).first(), u"Paused 100+200"_s);
}

// Whoever runs a watched run is asked, and not the person in front of this one.
void tst_TimelineModel::toolPause()
{
    QVERIFY(fed->begin());
    fed->runStarted(1);
    fed->started(u"a"_s);
    fed->time = 100;
    fed->asksForTools(u"a"_s, 0);
    QTRY_COMPARE(rows(), (QStringList{u"a AwaitingTools 1/1"_s}));
    QTRY_COMPARE(model->attentionRow(), -1);
    fed->time = 300;
    fed->get()->feedCall(0);
    QTRY_COMPARE(rows(), (QStringList{u"a Running 1/1"_s}));
    fed->started(u"a"_s); // its answer goes on with it
    fed->time = 350;
    fed->output(u"a"_s, u"x"_s);
    fed->time = 400;
    fed->completed(u"a"_s, u"x"_s);
    fed->flowCompleted();
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s}));
    QCOMPARE(TimelineRow::segments(*model, 0),
             (QStringList{u"Waiting 0+100"_s, u"Tools 100+200"_s, u"Waiting 300+50"_s, u"Streaming 350+50"_s}));
}

// A server may go on behind steps that it never runs.
void tst_TimelineModel::passedOver()
{
    QVERIFY(fed->begin());
    fed->runStarted(5);
    fed->step(u"a"_s);
    fed->get()->feedCall(3);
    fed->step(u"d"_s);
    QTRY_COMPARE(state(3), Model::Completed);
    QCOMPARE(model->count(), 5);
    fed->get()->feedCall(1);
    fed->step(u"b"_s);
    fed->flowCompleted();
    QTRY_COMPARE(rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/1"_s, u"- Skipped 1/1"_s,
                                      u"d Completed 1/1"_s, u"- Skipped 1/1"_s}));
}

void tst_TimelineModel::cursorsOfAnySize()
{
    QVERIFY(fed->begin());
    for (const int cursor : {0, std::numeric_limits<int>::max(), 5, std::numeric_limits<int>::max() - 1}) {
        fed->get()->feedCall(cursor);
        fed->step(u"s%1"_s.arg(cursor));
        fed->step(u"t%1"_s.arg(cursor));
    }
    fed->runStarted(3);
    fed->flowCompleted();
    QTRY_VERIFY(model->count() >= 8);
}

void tst_TimelineModel::preview_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("preview");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("spaces") << u" \n\t "_s << QString();
    QTest::newRow("lines") << u"\n one\r\ntwo\u2028three\n"_s << u"one two three"_s;
    QTest::newRow("controls") << u"a\u0007b\u001bc\u0085d"_s << u"a b c d"_s;
    QTest::newRow("as long as it may be") << QString(160, u'x') << QString(160, u'x');
    QTest::newRow("longer by one") << QString(161, u'x') << QString(159, u'x') + u'…';
    QTest::newRow("much longer") << QString(10000, u'x') << QString(159, u'x') + u'…';
    QTest::newRow("many spaces first") << QString(5000, u' ') + u"x"_s << u"…"_s;
    QTest::newRow("never half a character") << QString(158, u'x') + u"😀😀"_s << QString(158, u'x') + u'…';
}

void tst_TimelineModel::preview()
{
    QFETCH(QString, output);
    QFETCH(QString, preview);
    QVERIFY(fed->begin());
    fed->started(u"a"_s);
    fed->started(u"b"_s);
    for (qsizetype i = 0; i < output.size(); i += 50)
        fed->output(u"a"_s, output.mid(i, 50));
    fed->completed(u"b"_s, output);
    QTRY_COMPARE(model->count(), 2);
    QCOMPARE(value(0, Model::PreviewRole).toString(), preview);
    QCOMPARE(value(1, Model::PreviewRole).toString(), preview);
}

void tst_TimelineModel::usage()
{
    QVERIFY(fed->begin());
    fed->started(u"a"_s);
    fed->completed(u"a"_s, {},
                   {{u"tokens"_s, QJsonObject{{u"prompt"_s, 10}, {u"completion"_s, 5}}}, {u"costUsd"_s, u"1.2e-3"_s}});
    fed->completed(u"b"_s, {}, {{u"tokens"_s, QJsonObject{{u"total"_s, 7}}}});
    QTRY_COMPARE(model->count(), 2);
    QCOMPARE(value(0, Model::PromptTokensRole), 10);
    QCOMPARE(value(0, Model::CompletionTokensRole), 5);
    QCOMPARE(value(0, Model::TotalTokensRole), 15);
    QCOMPARE(value(0, Model::CostUsdRole), u"1.2e-3"_s); // the server's text
    QCOMPARE(value(1, Model::PromptTokensRole), -1);
    QCOMPARE(value(1, Model::TotalTokensRole), 7);
    QCOMPARE(value(1, Model::CostUsdRole), QString());
}

void tst_TimelineModel::hostileNames()
{
    QVERIFY(fed->begin());
    fed->started(u"a"_s, QString(1000000, u'<'));
    fed->started(QString(1000000, u'b'));
    QTRY_COMPARE(model->count(), 2);
    QCOMPARE(value(0, Model::StepNameRole).toString().size(), 256);
    QCOMPARE(value(1, Model::StepNameRole).toString().size(), 256);
    QVERIFY(value(0, Model::AccessibleTextRole).toString().size() < 400);
}

void tst_TimelineModel::accessibleText_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("text");
    QTest::newRow("pending") << 4 << u"Step 4: Skipped"_s;
    QTest::newRow("completed") << 0 << u"Summary: Completed, 3.4 s, 1,234 tokens, $0.05, replayed"_s;
    QTest::newRow("failed") << 1 << u"b: Failed, <1 ms, attempt 1 of 2, replayed: It is bad."_s;
    QTest::newRow("a loop's round") << 3 << u"b: Completed, <1 ms, attempt 2 of 2, iteration 2, replayed"_s;
}

void tst_TimelineModel::accessibleText()
{
    QFETCH(int, row);
    QFETCH(QString, text);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QVERIFY(fed->begin());
    fed->runStarted(4);
    fed->started(u"a"_s, u"Summary"_s);
    fed->completed(
        u"a"_s, {},
        {{u"durationMs"_s, 3400}, {u"tokens"_s, QJsonObject{{u"total"_s, 1234}}}, {u"costUsd"_s, u"0.05"_s}});
    fed->failed(u"b"_s, u"BAD"_s, u"It is bad."_s);
    QVERIFY(fed->begin(FedFlow::Begin::Rerun, 1));
    fed->step(u"b"_s);
    fed->step(u"b"_s);
    fed->flowCompleted();
    QTRY_COMPARE(model->count(), 6);
    if (row == 4)
        QCOMPARE(value(5, Model::AccessibleTextRole).toString(), text);
    else
        QCOMPARE(value(row, Model::AccessibleTextRole).toString(), text);
}

void tst_TimelineModel::nextRow()
{
    QVERIFY(fed->begin());
    fed->step(u"a"_s);
    fed->failed(u"b"_s, u"BAD"_s, {});
    QVERIFY(fed->begin(FedFlow::Begin::Rerun, 1));
    fed->step(u"b"_s);
    fed->failed(u"c"_s, u"BAD"_s, {});
    QTRY_COMPARE(model->count(), 4);
    QCOMPARE(model->nextRow(-1, Model::Error), 1);
    QCOMPARE(model->nextRow(1, Model::Error), 3);
    QCOMPARE(model->nextRow(3, Model::Error), 1);
    QCOMPARE(model->nextRow(-100, Model::Error), 1);
    QCOMPARE(model->nextRow(100, Model::Error), 1);
    QCOMPARE(model->nextRow(-1, Model::Attention), -1);
}

void tst_TimelineModel::newRun()
{
    QVERIFY(fed->begin());
    fed->step(u"a"_s);
    fed->flowCompleted();
    QTRY_COMPARE(model->count(), 1);
    const int id = value(0, Model::AttemptIdRole).toInt();
    QSignalSpy resets(model.get(), &Model::modelReset);
    fed->time = 5000;
    QVERIFY(fed->begin());
    fed->step(u"a"_s);
    QTRY_COMPARE(resets.size(), 1);
    QCOMPARE(rows(), (QStringList{u"a Completed 1/1"_s}));
    QVERIFY(value(0, Model::AttemptIdRole).toInt() > id);
    QCOMPARE(model->rowOf(id), -1);
    QCOMPARE(value(0, Model::StartMsRole), 0);
}

void tst_TimelineModel::attachedLate()
{
    FedFlow other;
    QVERIFY(other.begin());
    other.runStarted(3);
    other.step(u"a"_s);
    other.started(u"b"_s);
    model->setFlow(other.flow);
    QCOMPARE(model->count(), 3);
    other.output(u"b"_s, u"x"_s);
    other.completed(u"b"_s, u"xx"_s, {{u"name"_s, u"Second"_s}});
    QTRY_VERIFY(rows().contains(u"Second Completed 1/1"_s));
    Model second; // what the flow's models share is there already
    second.setFlow(other.flow);
    QCOMPARE(TimelineRow::all(second), rows());
}

void tst_TimelineModel::flowDeleted()
{
    QVERIFY(fed->begin());
    fed->runStarted(3);
    fed->started(u"a"_s);
    QTRY_COMPARE(model->count(), 3);
    fed->output(u"a"_s, u"x"_s);
    QSignalSpy flows(model.get(), &Model::flowChanged);
    delete fed->flow.data();
    QCOMPARE(model->flow(), nullptr);
    QCOMPARE(flows.size(), 1);
    QCOMPARE(rows().size(), model->count()); // whatever is still shown can be read
    QCOMPARE(model->nowMs(), model->endMs());
    QTRY_COMPARE(model->count(), 0);
    QCOMPARE(model->runningRow(), -1);
}

void tst_TimelineModel::otherFlow()
{
    QVERIFY(fed->begin());
    fed->started(u"a"_s);
    QTRY_COMPARE(model->count(), 1);
    FedFlow other;
    QVERIFY(other.begin());
    other.runStarted(4);
    QSignalSpy flows(model.get(), &Model::flowChanged);
    model->setFlow(other.flow);
    model->setFlow(other.flow);
    QCOMPARE(flows.size(), 1);
    QCOMPARE(model->flow(), other.flow.data());
    fed->completed(u"a"_s);
    other.started(u"z"_s);
    QTRY_COMPARE(model->runningRow(), 0);
    QVERIFY(rows().contains(u"z Running 1/1"_s));
    model->setFlow(nullptr);
    QCOMPARE(model->count(), 0);
    other.completed(u"z"_s);
}

QTEST_GUILESS_MAIN(tst_TimelineModel)
#include "tst_timelinemodel.moc"
