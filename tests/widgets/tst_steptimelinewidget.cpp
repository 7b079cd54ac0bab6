// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "timeline/timelineheader_p.h"
#include "timeline/timelineview_p.h"

#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>
#include <Noukai/noukaitheme.h>

#include <stagescene.h>

#include <QtCore/QElapsedTimer>
#include <QtGui/QAccessible>
#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <memory>

using namespace Qt::StringLiterals;

// NoukaiStepTimeline: rows, keys, zoom, pan, and what is drawn where.
class TestStepTimelineWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support (raise|propagateSizeHints))"_s));
        NoukaiTheme::instance()->setReduceMotion(true);
    }
    void rowsAreRead_data();
    void rowsAreRead();
    void keysChooseAndOpen();
    void keysFold_data();
    void keysFold();
    void singleKeysCanBeSwitchedOff();
    void zoomsAndPans_data();
    void zoomsAndPans();
    void namesStandAboveWhereNarrow();
    void clickOnTheAxisSeeks_data();
    void clickOnTheAxisSeeks();
    void idleIsCut();
    void followsTheRunningStep();
    void thousandsOfRows();
    void flowMayGo();

private:
    static NoukaiTimelineView *view(const NoukaiStepTimeline &timeline)
    {
        return static_cast<NoukaiTimelineView *>(timeline.view());
    }
    // Whether the rows tell of the end of the run: they come a frame later than the flow.
    static bool hasEnded(const NoukaiStepTimeline &timeline)
    {
        const NoukaiTimelineModel *model = timeline.timeline();
        const QVariant last = model->index(6).data(NoukaiTimelineModel::StepStateRole);
        return last.isValid() && last.toInt() != NoukaiTimelineModel::Pending &&
               timeline.viewDuration() == double(qMax(qint64(1), model->endMs()));
    }
    static void wheel(NoukaiTimelineView *view, const QPoint &at, int delta, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(at, view->viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view->viewport(), &event);
    }
};

void TestStepTimelineWidget::rowsAreRead_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    const auto states = QMetaEnum::fromType<NoukaiFlow::State>();
    for (int i = 0; i < states.keyCount(); ++i)
        QTest::newRow(states.key(i)) << NoukaiFlow::State(states.value(i));
}

void TestStepTimelineWidget::rowsAreRead()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    NoukaiStepTimeline timeline;
    timeline.setFlow(&stage.flow);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(state));
    const int expected = state == NoukaiFlow::Idle || state == NoukaiFlow::Connecting ? 0 : 7;
    QTRY_COMPARE(timeline.timeline()->rowCount(), expected);
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(timeline.view());
    QCOMPARE(read->role(), QAccessible::List);
    QCOMPARE(read->text(QAccessible::Name), u"Timeline of the steps"_s);
    QCOMPARE(read->childCount(), expected);
    QSignalSpy activated(&timeline, &NoukaiStepTimeline::stepActivated);
    for (int row = 0; row < expected; ++row) {
        QAccessibleInterface *child = read->child(row);
        QCOMPARE(child->text(QAccessible::Name),
                 timeline.timeline()->index(row).data(NoukaiTimelineModel::AccessibleTextRole).toString());
        child->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(timeline.currentRow(), row);
    }
    QCOMPARE(activated.size(), expected);
}

void TestStepTimelineWidget::keysChooseAndOpen()
{
    FlowStage stage;
    NoukaiStepTimeline timeline;
    timeline.setFlow(&stage.flow);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::Failed));
    QTRY_COMPARE(timeline.timeline()->rowCount(), 7);
    NoukaiTimelineView *rows = view(timeline);
    timeline.setFocus();
    QSignalSpy activated(&timeline, &NoukaiStepTimeline::stepActivated);
    QTest::keyClick(rows, Qt::Key_Home);
    QCOMPARE(timeline.currentRow(), 0);
    QVERIFY(!timeline.followActiveStep());
    QTest::keyClick(rows, Qt::Key_Down);
    QCOMPARE(timeline.currentRow(), 1);
    QTest::keyClick(rows, Qt::Key_Return);
    QCOMPARE(activated.takeFirst().at(0), timeline.timeline()->index(1).data(NoukaiTimelineModel::AttemptIdRole));
    QTest::keyClick(rows, Qt::Key_E);
    QCOMPARE(timeline.currentRow(), 2);
    QTest::keyClick(rows, Qt::Key_End);
    QCOMPARE(timeline.currentRow(), 6);
    QTest::keyClick(rows, Qt::Key_Down);
    QCOMPARE(timeline.currentRow(), 6);
    QTest::keyClick(rows, Qt::Key_F);
    QVERIFY(timeline.followActiveStep());
    QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(rows->indexOf(0)).center());
    QCOMPARE(timeline.currentRow(), 0);
    QVERIFY(!timeline.followActiveStep());
    QTest::mouseDClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(rows->indexOf(2)).center());
    QCOMPARE(timeline.currentRow(), 2);
    QCOMPARE(activated.size(), 1);
}

void TestStepTimelineWidget::keysFold_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<Qt::Key>("opens");
    QTest::newRow("left to right") << Qt::LeftToRight << Qt::Key_Right;
    QTest::newRow("right to left") << Qt::RightToLeft << Qt::Key_Left;
}

void TestStepTimelineWidget::keysFold()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(Qt::Key, opens);
    FlowStage stage;
    NoukaiStepList list;
    NoukaiStepTimeline timeline;
    timeline.setLayoutDirection(direction);
    list.setFlow(&stage.flow);
    list.setDetail(NoukaiDisclosure::Compact);
    timeline.setTimeline(list.timeline());
    timeline.setDisclosure(list.disclosure());
    timeline.setFlow(&stage.flow);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_COMPARE(timeline.timeline()->rowCount(), 7);
    timeline.setCurrentRow(1);
    const int attempt = list.timeline()->index(1).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    QTest::keyClick(view(timeline), opens);
    QVERIFY(list.disclosure()->isExpanded(attempt));
    QTest::keyClick(view(timeline), opens == Qt::Key_Left ? Qt::Key_Right : Qt::Key_Left);
    QVERIFY(!list.disclosure()->isExpanded(attempt));
}

void TestStepTimelineWidget::singleKeysCanBeSwitchedOff()
{
    FlowStage stage;
    NoukaiStepTimeline timeline;
    timeline.setFlow(&stage.flow);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(hasEnded(timeline));
    const double all = timeline.viewDuration();
    timeline.setSingleKeys(false);
    QTest::keyClick(view(timeline), Qt::Key_Plus);
    QCOMPARE(timeline.viewDuration(), all);
    timeline.setSingleKeys(true);
    QTest::keyClick(view(timeline), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(timeline.viewDuration(), all);
    QTest::keyClick(view(timeline), Qt::Key_Plus);
    QVERIFY(timeline.viewDuration() < all);
    QTest::keyClick(view(timeline), Qt::Key_Minus);
    QCOMPARE(timeline.viewDuration(), all);
    QTest::keyClick(view(timeline), Qt::Key_Plus);
    QTest::keyClick(view(timeline), Qt::Key_0);
    QCOMPARE(timeline.viewDuration(), all);
}

void TestStepTimelineWidget::zoomsAndPans_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

// What is under the mouse stays there while it zooms; dragging takes the axis along.
void TestStepTimelineWidget::zoomsAndPans()
{
    QFETCH(Qt::LayoutDirection, direction);
    FlowStage stage;
    NoukaiStepTimeline timeline;
    timeline.setLayoutDirection(direction);
    timeline.setFlow(&stage.flow);
    timeline.resize(800, 300);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(hasEnded(timeline));
    NoukaiTimelineView *rows = view(timeline);
    const QPoint at(rows->barArea(rows->visualRect(rows->indexOf(1))).center());
    const auto under = [&](const QPoint &point) {
        return rows->axis().scale().ms(rows->axisX(point.x()));
    };
    const double before = under(at);
    const double all = timeline.viewDuration();
    QSignalSpy changed(&timeline, &NoukaiStepTimeline::viewChanged);
    wheel(rows, at, 120, Qt::NoModifier);
    QCOMPARE(timeline.viewDuration(), all);
    wheel(rows, at, 240, Qt::ControlModifier);
    QVERIFY(timeline.viewDuration() < all);
    QVERIFY(!changed.isEmpty());
    QVERIFY(qAbs(under(at) - before) < all / 1000);

    const QPoint to = at + QPoint(40, 0);
    const double taken = under(at);
    const int chosen = timeline.currentRow();
    QTest::mousePress(rows->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseMove(rows->viewport(), (at + to) / 2);
    QTest::mouseMove(rows->viewport(), to);
    QTest::mouseRelease(rows->viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(timeline.currentRow(), chosen); // that was no click
    QVERIFY2(qAbs(under(to) - taken) < all / 500, qPrintable(u"%1 %2"_s.arg(under(to)).arg(taken)));
    timeline.setViewDuration(0);
    QCOMPARE(timeline.viewDuration(), all);
    QCOMPARE(timeline.viewStart(), 0.0);
}

void TestStepTimelineWidget::namesStandAboveWhereNarrow()
{
    NoukaiStepTimeline timeline;
    NoukaiTimelineView *rows = view(timeline);
    timeline.resize(900, 300);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(!rows->isStacked());
    const int high = rows->rowHeight();
    QVERIFY(rows->nameWidth() > 0);
    timeline.resize(320, 300);
    QVERIFY(rows->isStacked());
    QCOMPARE(rows->nameWidth(), 0);
    QVERIFY(rows->rowHeight() > high * 3 / 2);
    QVERIFY(rows->axis().width() > 280);
}

void TestStepTimelineWidget::clickOnTheAxisSeeks_data()
{
    zoomsAndPans_data();
}

void TestStepTimelineWidget::clickOnTheAxisSeeks()
{
    QFETCH(Qt::LayoutDirection, direction);
    FlowStage stage;
    NoukaiStepTimeline timeline;
    timeline.setLayoutDirection(direction);
    timeline.setFlow(&stage.flow);
    timeline.resize(800, 300);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(hasEnded(timeline));
    NoukaiTimelineView *rows = view(timeline);
    QSignalSpy seek(&timeline, &NoukaiStepTimeline::seekRequested);
    const double moment = timeline.viewDuration() / 2;
    const QPoint at(rows->viewportX(moment), rows->header()->height() / 2);
    QTest::mouseClick(rows->header(), Qt::LeftButton, {}, at);
    QCOMPARE(seek.size(), 1);
    QVERIFY(qAbs(seek.at(0).at(0).toDouble() - moment) < timeline.viewDuration() / 100);
    const int side = direction == Qt::RightToLeft ? rows->header()->width() - 3 : 3;
    QTest::mouseClick(rows->header(), Qt::LeftButton, {}, QPoint(side, 3)); // above the names
    QCOMPARE(seek.size(), 1);

    timeline.setPlayhead(moment);
    QVERIFY(rows->viewportX(timeline.playhead()) >= 0);
    const QImage image = rows->viewport()->grab().toImage();
    QCOMPARE(image.pixelColor(at.x(), image.height() - 2), timeline.palette().color(QPalette::Highlight));
}

// A run that waits for a person leaves out that time where that is asked for, and says so.
void TestStepTimelineWidget::idleIsCut()
{
    FlowStage stage;
    NoukaiStepTimeline timeline;
    timeline.setFlow(&stage.flow);
    timeline.resize(800, 300);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    NoukaiTimelineView *rows = view(timeline);
    QSignalSpy changed(&timeline, &NoukaiStepTimeline::compressIdleChanged);
    const int height = rows->header()->height();
    timeline.setCompressIdle(true);
    QCOMPARE(changed.size(), 1);
    QTRY_VERIFY(!rows->axis().scale().gaps().isEmpty());
    QTRY_VERIFY(rows->header()->height() > height); // a line for the labels of gaps
    timeline.setCompressIdle(false);
    QVERIFY(rows->axis().scale().gaps().isEmpty());
    QCOMPARE(rows->header()->height(), height);
}

void TestStepTimelineWidget::followsTheRunningStep()
{
    FlowStage stage;
    NoukaiStepTimeline timeline;
    QSignalSpy current(&timeline, &NoukaiStepTimeline::currentRowChanged);
    timeline.setFlow(&stage.flow);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QTRY_COMPARE(timeline.currentRow(), 2);
    QVERIFY(!current.isEmpty());
    timeline.showStep(timeline.timeline()->index(5).data(NoukaiTimelineModel::AttemptIdRole).toInt());
    QCOMPARE(timeline.currentRow(), 5);
    timeline.showNext(NoukaiTimelineModel::Error); // there is none
    QCOMPARE(timeline.currentRow(), 5);
}

// Only the rows that are seen are drawn, so that thousands scroll like a few.
void TestStepTimelineWidget::thousandsOfRows()
{
    FlowStage stage;
    stage.server.addRawFlow(stage.flow.identifier(),
                            stageEvent("run_started", "\"runId\":\"r1\",\"stepCount\":10000") +
                                stageEvent("step_started", "\"stepId\":\"s1\",\"name\":\"Read\""));
    stage.server.setManualDelivery(false);
    NoukaiStepTimeline timeline;
    NoukaiStepList list;
    timeline.setFlow(&stage.flow);
    list.setFlow(&stage.flow);
    timeline.resize(700, 400);
    list.resize(700, 400);
    timeline.show();
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    stage.flow.start();
    QTRY_COMPARE(timeline.timeline()->rowCount(), 10000);
    QTRY_COMPARE(list.timeline()->rowCount(), 10000);
    for (QAbstractItemView *rows : {timeline.view(), list.view()}) {
        QTRY_VERIFY(rows->verticalScrollBar()->maximum() > 100000);
        QElapsedTimer clock;
        clock.start();
        for (int step = 0; step < 50; ++step) {
            rows->verticalScrollBar()->setValue(rows->verticalScrollBar()->maximum() / 50 * step);
            rows->viewport()->repaint();
        }
        QVERIFY2(clock.elapsed() < 5000, "scrolling depends on the number of rows"); // much less, on any machine
    }
}

void TestStepTimelineWidget::flowMayGo()
{
    auto stage = std::make_unique<FlowStage>();
    NoukaiStepTimeline timeline;
    QSignalSpy changed(&timeline, &NoukaiStepTimeline::flowChanged);
    timeline.setFlow(&stage->flow);
    timeline.show();
    QVERIFY(QTest::qWaitForWindowExposed(&timeline));
    QVERIFY(stage->reach(NoukaiFlow::Running));
    stage.reset();
    QTRY_COMPARE(timeline.timeline()->rowCount(), 0);
    QCOMPARE(timeline.flow(), nullptr);
    QCOMPARE(changed.size(), 2);
    QTest::keyClick(view(timeline), Qt::Key_Return);
    QTest::keyClick(view(timeline), Qt::Key_E);
}

QTEST_MAIN(TestStepTimelineWidget)
#include "tst_steptimelinewidget.moc"
