// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "steplistmodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The rows of the inspector, over real streams.
class TestStepListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void rowsInEachState_data();
    void rowsInEachState();
    void repeatedStepsAreAttempts();
    void outputWithoutAStart();
    void longOutputIsBounded();
    void changesAreGathered();
    void startForgets();
    void hostileStepCount();

private:
    static void run(FlowStage &stage, StepListModel &model, const QByteArray &sse);
    static QStringList states(const StepListModel &model);
};

void TestStepListModel::run(FlowStage &stage, StepListModel &model, const QByteArray &sse)
{
    stage.server.setManualDelivery(false);
    stage.server.addRawFlow(stage.flow.identifier(), sse);
    model.setFlow(&stage.flow);
    stage.flow.start();
    QTRY_VERIFY(!stage.flow.isRunning());
    model.flush();
}

QStringList TestStepListModel::states(const StepListModel &model)
{
    QStringList words;
    for (const StepListModel::Row &row : model.rows())
        words << StepState::word(row.state);
    return words;
}

void TestStepListModel::rowsInEachState_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QStringList>("words");
    const QStringList done{u"Completed"_s, u"Completed"_s};
    QTest::newRow("idle") << NoukaiFlow::Idle << QStringList();
    QTest::newRow("connecting") << NoukaiFlow::Connecting << QStringList();
    QTest::newRow("running") << NoukaiFlow::Running << done + QStringList{u"Running"_s, u"Pending"_s};
    QTest::newRow("paused") << NoukaiFlow::Paused << done + QStringList{u"Completed"_s, u"Pending"_s};
    QTest::newRow("awaiting tools") << NoukaiFlow::AwaitingTools << done + QStringList{u"Needs you"_s, u"Pending"_s};
    QTest::newRow("failed") << NoukaiFlow::Failed << done + QStringList{u"Failed"_s, u"Skipped"_s};
    QTest::newRow("cancelled") << NoukaiFlow::Cancelled << done + QStringList{u"Cancelled"_s, u"Skipped"_s};
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << done + QStringList{u"Cancelled"_s, u"Pending"_s};
}

void TestStepListModel::rowsInEachState()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QStringList, words);
    FlowStage stage;
    StepListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlow(&stage.flow);
    QVERIFY(stage.reach(state, 4));
    QCOMPARE(states(model), words);
    if (words.isEmpty())
        return;
    const QModelIndex first = model.index(0);
    QCOMPARE(model.data(first, StepListModel::StepNameRole).toString(), u"Read"_s);
    QCOMPARE(model.data(first, StepListModel::DurationRole).toInt(), 1200);
    QCOMPARE(model.data(first, StepListModel::TokensRole).toInt(), 842);
    QCOMPARE(model.data(first, StepListModel::CostRole).toString(), u"0.001234"_s);
    QCOMPARE(model.data(first, StepListModel::PreviewRole).toString(), u"done"_s);
    QCOMPARE(model.data(model.index(3), StepListModel::DurationRole).toInt(), -1);
}

void TestStepListModel::repeatedStepsAreAttempts()
{
    FlowStage stage;
    StepListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QByteArray sse = "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":2}\n\n";
    for (int i = 0; i < 3; ++i) {
        sse += "event: step_started\ndata: {\"stepId\":\"loop\",\"name\":\"Loop\"}\n\n"
               "event: step_completed\ndata: {\"stepId\":\"loop\",\"output\":{\"round\":1}}\n\n";
    }
    run(stage, model, sse + "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    QCOMPARE(states(model), (QStringList{u"Completed"_s, u"Completed"_s, u"Completed"_s, u"Skipped"_s}));
    QCOMPARE(model.rows().at(2).attempt, 3);
    QVERIFY(model.rows().at(0).output.contains(u"\"round\": 1"_s));
}

void TestStepListModel::outputWithoutAStart()
{
    FlowStage stage;
    StepListModel model;
    run(stage, model,
        "event: run_started\ndata: {\"runId\":\"r1\"}\n\n"
        "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"text\"}\n\n"
        "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    QCOMPARE(states(model), QStringList{u"Completed"_s});
    QCOMPARE(model.rows().at(0).output, u"text"_s);
}

void TestStepListModel::longOutputIsBounded()
{
    FlowStage stage;
    StepListModel model;
    QByteArray sse = "event: run_started\ndata: {\"runId\":\"r1\"}\n\n";
    const QByteArray chunk = "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"" +
                             QByteArray("\xF0\x9F\x98\x80").repeated(999) + "\"}\n\n"; // outside the first plane
    for (int i = 0; i < 40; ++i)
        sse += chunk;
    run(stage, model, sse + "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    const QString output = model.rows().at(0).output;
    QVERIFY(output.size() <= 2 * StepListModel::OutputLimit);
    QVERIFY(output.size() > StepListModel::OutputLimit - 2000);
    QVERIFY(!output.at(0).isLowSurrogate());
    QVERIFY(model.rows().at(0).truncated);
}

// Thousands of chunks are told in a few changes, and the last one is told as well.
void TestStepListModel::changesAreGathered()
{
    FlowStage stage;
    StepListModel model;
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QByteArray sse = "event: run_started\ndata: {\"runId\":\"r1\"}\n\n";
    for (int i = 0; i < 5000; ++i)
        sse += "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"x\"}\n\n";
    run(stage, model, sse + "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    QVERIFY(changes.size() >= 1);
    QVERIFY2(changes.size() < 500, QByteArray::number(changes.size()).constData());
    QCOMPARE(model.rows().at(0).output.size(), 5000);
}

void TestStepListModel::startForgets()
{
    FlowStage stage;
    StepListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Failed, 4));
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(stage.reach(NoukaiFlow::Connecting));
    QCOMPARE(model.rowCount(), 0);
}

void TestStepListModel::hostileStepCount()
{
    FlowStage stage;
    StepListModel model;
    run(stage, model,
        "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":2000000000}\n\n"
        "event: flow_completed\ndata: {\"runId\":\"r1\"}\n\n");
    QCOMPARE(model.rowCount(), 10000);
}

QTEST_GUILESS_MAIN(TestStepListModel)
#include "tst_steplistmodel.moc"
