// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaidisclosure.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Which steps of a list are open. The stage has two completed steps and a third in the state that is asked for.
class TestDisclosure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens_data();
    void opens();
    void closesAWhileAfterTheEnd();
    void whatAPersonDidStays();
    void aDecisionCannotBeHidden();
    void newRunForgets();
    void modelGoes();
};

// Rows are told once per frame.
static int attemptAt(const NoukaiTimelineModel &timeline, int row)
{
    if (!QTest::qWaitFor([&] { return timeline.rowCount() > row; }))
        return -1;
    return timeline.index(row).data(NoukaiTimelineModel::AttemptIdRole).toInt();
}

void TestDisclosure::opens_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<NoukaiDisclosure::Detail>("detail");
    QTest::addColumn<bool>("completed"); // the first step
    QTest::addColumn<bool>("current");
    QTest::addColumn<bool>("pending"); // the last step
    using D = NoukaiDisclosure;
    QTest::newRow("running, compact") << NoukaiFlow::Running << D::Compact << false << false << false;
    QTest::newRow("running, normal") << NoukaiFlow::Running << D::Normal << false << true << false;
    QTest::newRow("running, full") << NoukaiFlow::Running << D::Full << true << true << false;
    QTest::newRow("failed, compact") << NoukaiFlow::Failed << D::Compact << false << true << false;
    QTest::newRow("failed, normal") << NoukaiFlow::Failed << D::Normal << false << true << false;
    QTest::newRow("decision, compact") << NoukaiFlow::AwaitingTools << D::Compact << false << true << false;
    QTest::newRow("completed, normal") << NoukaiFlow::Completed << D::Normal << false << false << false;
}

void TestDisclosure::opens()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(NoukaiDisclosure::Detail, detail);
    QFETCH(bool, completed);
    QFETCH(bool, current);
    QFETCH(bool, pending);
    FlowStage stage;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&stage.flow);
    NoukaiDisclosure disclosure;
    disclosure.setTimeline(&timeline);
    disclosure.setDetail(detail);
    disclosure.setCloseDelay(0);
    QVERIFY(stage.reach(state));
    const int last = timeline.rowCount() - 1;
    QTRY_COMPARE(disclosure.isExpanded(attemptAt(timeline, 0)), completed);
    QTRY_COMPARE(disclosure.isExpanded(attemptAt(timeline, 2)), current);
    QTRY_COMPARE(last > 2 && disclosure.isExpanded(attemptAt(timeline, last)), pending);
}

void TestDisclosure::closesAWhileAfterTheEnd()
{
    FlowStage stage;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&stage.flow);
    NoukaiDisclosure disclosure;
    disclosure.setTimeline(&timeline);
    disclosure.setCloseDelay(300);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    const int current = attemptAt(timeline, 2);
    QTRY_VERIFY(disclosure.isExpanded(current));
    QElapsedTimer clock;
    clock.start();
    stage.flow.cancel();
    QTRY_VERIFY(!disclosure.isExpanded(current));
    QVERIFY2(clock.elapsed() >= 200, qPrintable(QString::number(clock.elapsed())));
}

void TestDisclosure::whatAPersonDidStays()
{
    FlowStage stage;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&stage.flow);
    NoukaiDisclosure disclosure;
    disclosure.setTimeline(&timeline);
    disclosure.setCloseDelay(0);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    const int first = attemptAt(timeline, 0);
    const int current = attemptAt(timeline, 2);
    QTRY_VERIFY(disclosure.isExpanded(current));
    QTRY_VERIFY(!disclosure.isExpanded(first));
    disclosure.setExpanded(first, true);
    disclosure.setExpanded(current, false);
    for (const auto detail : {NoukaiDisclosure::Compact, NoukaiDisclosure::Full, NoukaiDisclosure::Normal}) {
        disclosure.setDetail(detail);
        QVERIFY(disclosure.isExpanded(first));
        QVERIFY(!disclosure.isExpanded(current));
    }
    disclosure.setExpanded(current, true);
    QSignalSpy told(&timeline, &QAbstractItemModel::dataChanged);
    stage.flow.cancel();
    QTRY_VERIFY(told.count() > 0);
    QTest::qWait(50);
    QVERIFY(disclosure.isExpanded(current));
}

void TestDisclosure::aDecisionCannotBeHidden()
{
    FlowStage stage;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&stage.flow);
    NoukaiDisclosure disclosure;
    disclosure.setTimeline(&timeline);
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    const int current = attemptAt(timeline, 2);
    QTRY_VERIFY(disclosure.isFixed(current));
    disclosure.setExpanded(current, false);
    QVERIFY(disclosure.isExpanded(current));
    QVERIFY(!disclosure.isFixed(attemptAt(timeline, 0)));
}

void TestDisclosure::newRunForgets()
{
    FlowStage stage;
    NoukaiTimelineModel timeline;
    timeline.setFlow(&stage.flow);
    NoukaiDisclosure disclosure;
    disclosure.setTimeline(&timeline);
    QVERIFY(stage.reach(NoukaiFlow::Failed));
    const int first = attemptAt(timeline, 0);
    disclosure.setExpanded(first, true);
    QVERIFY(disclosure.isExpanded(first));
    stage.flow.start();
    QTRY_VERIFY(timeline.rowCount() == 0 || attemptAt(timeline, 0) != first);
    QVERIFY(!disclosure.isExpanded(first));
}

void TestDisclosure::modelGoes()
{
    NoukaiDisclosure disclosure;
    {
        NoukaiTimelineModel timeline;
        disclosure.setTimeline(&timeline);
    }
    QVERIFY(!disclosure.timeline());
    disclosure.setExpanded(1, true);
    QVERIFY(!disclosure.isExpanded(1));
}

QTEST_GUILESS_MAIN(TestDisclosure)
#include "tst_disclosure.moc"
