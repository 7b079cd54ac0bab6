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

namespace
{

struct Opened {
    Opened()
    {
        timeline.setFlow(&stage.flow);
        disclosure.setTimeline(&timeline);
    }

    FlowStage stage;
    NoukaiTimelineModel timeline;
    NoukaiDisclosure disclosure;
};

} // namespace

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
    Opened shown;
    shown.disclosure.setDetail(detail);
    shown.disclosure.setCloseDelay(0);
    QVERIFY(shown.stage.reach(state));
    QTRY_COMPARE(shown.timeline.rowCount(), 7);
    QTRY_COMPARE(shown.disclosure.isExpanded(attemptAt(shown.timeline, 0)), completed);
    QTRY_COMPARE(shown.disclosure.isExpanded(attemptAt(shown.timeline, 2)), current);
    QTRY_COMPARE(shown.disclosure.isExpanded(attemptAt(shown.timeline, 6)), pending);
}

void TestDisclosure::closesAWhileAfterTheEnd()
{
    Opened shown;
    shown.disclosure.setCloseDelay(300);
    QVERIFY(shown.stage.reach(NoukaiFlow::Running));
    const int current = attemptAt(shown.timeline, 2);
    QTRY_VERIFY(shown.disclosure.isExpanded(current));
    QElapsedTimer clock;
    clock.start();
    shown.stage.flow.cancel();
    QTRY_VERIFY(!shown.disclosure.isExpanded(current));
    QVERIFY2(clock.elapsed() >= 200, qPrintable(QString::number(clock.elapsed())));
}

void TestDisclosure::whatAPersonDidStays()
{
    Opened shown;
    shown.disclosure.setCloseDelay(0);
    QVERIFY(shown.stage.reach(NoukaiFlow::Running));
    const int first = attemptAt(shown.timeline, 0);
    const int current = attemptAt(shown.timeline, 2);
    QTRY_VERIFY(shown.disclosure.isExpanded(current));
    QTRY_VERIFY(!shown.disclosure.isExpanded(first));
    shown.disclosure.setExpanded(first, true);
    shown.disclosure.setExpanded(current, false);
    for (const auto detail : {NoukaiDisclosure::Compact, NoukaiDisclosure::Full, NoukaiDisclosure::Normal}) {
        shown.disclosure.setDetail(detail);
        QVERIFY(shown.disclosure.isExpanded(first));
        QVERIFY(!shown.disclosure.isExpanded(current));
    }
    shown.disclosure.setExpanded(current, true);
    NoukaiDisclosure untouched;
    untouched.setTimeline(&shown.timeline);
    untouched.setCloseDelay(shown.disclosure.closeDelay());
    QVERIFY(untouched.isExpanded(current));
    shown.stage.flow.cancel();
    QTRY_VERIFY(!untouched.isExpanded(current)); // the end is told, the delay is over
    QVERIFY(shown.disclosure.isExpanded(current));
}

void TestDisclosure::aDecisionCannotBeHidden()
{
    Opened shown;
    QVERIFY(shown.stage.reach(NoukaiFlow::AwaitingTools));
    const int current = attemptAt(shown.timeline, 2);
    QTRY_VERIFY(shown.disclosure.isFixed(current));
    shown.disclosure.setExpanded(current, false);
    QVERIFY(shown.disclosure.isExpanded(current));
    QVERIFY(!shown.disclosure.isFixed(attemptAt(shown.timeline, 0)));
}

void TestDisclosure::newRunForgets()
{
    Opened shown;
    QVERIFY(shown.stage.reach(NoukaiFlow::Failed));
    const int first = attemptAt(shown.timeline, 0);
    shown.disclosure.setExpanded(first, true);
    QVERIFY(shown.disclosure.isExpanded(first));
    shown.stage.flow.start();
    QTRY_VERIFY(shown.timeline.rowCount() == 0 || attemptAt(shown.timeline, 0) != first);
    QVERIFY(!shown.disclosure.isExpanded(first));
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
