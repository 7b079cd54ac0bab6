// SPDX-License-Identifier: MIT
#include "eventlogbench.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRegularExpression>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;
using Bench = EventLogBench;

static void wheel(QWidget *on, int delta)
{
    const QPoint at = on->rect().center();
    QWheelEvent event(at, on->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(on, &event);
}

// NoukaiEventLog: when it goes on to its end and when it does not, and what many rows cost.
class TestEventLogFollow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(u"^(?!This plugin does not support (raise|propagateSizeHints|grabbing))"_s));
    }
    void followsTheRule();
    void barAndDragStop();
    void oldestGo();
    void menuHolds();
    void newRunFollowsAgain();
    void hundredThousandRows();
};

void TestEventLogFollow::followsTheRule()
{
    Bench bench({}, 200);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(100));
    QVERIFY(bench.bar()->maximum() > 0);
    QVERIFY(bench.atEnd());
    QVERIFY(bench.deliver(10));
    QVERIFY(bench.atEnd());

    wheel(bench.view()->viewport(), 120);
    const int stays = bench.bar()->value();
    QVERIFY(!bench.atEnd());
    QVERIFY(bench.deliver(10));
    QCOMPARE(bench.bar()->value(), stays);
    wheel(bench.view()->viewport(), -120); // not all the way
    QVERIFY(bench.deliver(10));
    QVERIFY(!bench.atEnd());
    for (int page = 0; page < 20 && !bench.atEnd(); ++page) // a turn moves by a page at most
        wheel(bench.view()->viewport(), -12000);
    QVERIFY(bench.atEnd());
    QVERIFY(bench.deliver(10));
    QVERIFY(bench.atEnd());

    QTest::keyClick(bench.view(), Qt::Key_Home);
    QVERIFY(bench.deliver(10));
    QCOMPARE(bench.bar()->value(), 0);
    QTest::keyClick(bench.view(), Qt::Key_End);
    QVERIFY(bench.deliver(10));
    QVERIFY(bench.atEnd());
    bench.log.resize(700, 200);
    QVERIFY(bench.atEnd());
}

void TestEventLogFollow::barAndDragStop()
{
    Bench bench({}, 200);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(100));
    bench.bar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    const int stays = bench.bar()->value();
    QVERIFY(bench.deliver(10));
    QCOMPARE(bench.bar()->value(), stays);
    bench.bar()->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(bench.deliver(10));
    QVERIFY(bench.atEnd());
    bench.bar()->setSliderDown(true); // nothing moves under a person's hand
    const int held = bench.bar()->value();
    QVERIFY(bench.deliver(10));
    QCOMPARE(bench.bar()->value(), held);
    bench.bar()->setSliderDown(false);
}

void TestEventLogFollow::oldestGo()
{
    Bench bench({}, 400);
    bench.log.log()->setCapacity(100);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(100));
    bench.log.showSequence(50);
    const int y = bench.at(bench.view()->currentRow()).y();
    QVERIFY(bench.deliver(10));
    QCOMPARE(bench.view()->rows(), 100);
    QCOMPARE(bench.said(u"count"_s), u"100 of 110 shown, the oldest 10 are no longer kept"_s);
    QCOMPARE(bench.log.log()->rowOf(50), bench.view()->currentRow());
    QCOMPARE(bench.at(bench.view()->currentRow()).y(), y);
    QVERIFY(bench.deliver(100));
    QCOMPARE(bench.view()->currentRow(), -1); // it is gone, and nothing else is chosen
    QCOMPARE(bench.bar()->value(), 0);
    QTest::keyClick(bench.view(), Qt::Key_End);
    QVERIFY(bench.deliver(50));
    QVERIFY(bench.atEnd());
}

void TestEventLogFollow::menuHolds()
{
    Bench bench({}, 200);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(100));
    const QPoint at(60, bench.view()->viewport()->height() / 2);
    QTest::mouseClick(bench.view()->viewport(), Qt::LeftButton, {}, at);
    QTest::keyClick(bench.view(), Qt::Key_End);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, bench.view()->viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(bench.view()->viewport(), &event);
    auto *menu = bench.view()->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    const int held = bench.bar()->value();
    QVERIFY(bench.deliver(10));
    QCOMPARE(bench.bar()->value(), held);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), uR"({"stepId":"s1","outputData":"piece 97"})"_s);
    QVERIFY(bench.atEnd()); // it goes on where it would be
}

void TestEventLogFollow::newRunFollowsAgain()
{
    Bench bench({}, 100);
    QVERIFY(bench.show());
    QVERIFY(bench.deliver(102));
    QTest::keyClick(bench.view(), Qt::Key_Home);
    bench.stage.flow.cancel();
    QTRY_VERIFY(!bench.stage.flow.isRunning());
    bench.stage.server.setManualDelivery(false);
    bench.stage.flow.start();
    QTRY_VERIFY(bench.log.log()->total() >= 102 && bench.log.log()->pendingCount() == 0);
    QCOMPARE(bench.view()->currentRow(), -1);
    QVERIFY(bench.atEnd());
}

void TestEventLogFollow::hundredThousandRows()
{
    FlowStage stage;
    QByteArray frames = stageEvent("run_started", "\"runId\":\"r1\"") + stageEvent("step_started", "\"stepId\":\"s1\"");
    for (int i = 0; i < 100'000; ++i)
        frames += piece(i);
    stage.server.addRawFlow(stage.flow.identifier(), frames);
    stage.server.setManualDelivery(false);
    NoukaiEventLog log;
    log.log()->setCapacity(200'000);
    log.setFlow(&stage.flow);
    log.resize(700, 400);
    log.show();
    QVERIFY(QTest::qWaitForWindowExposed(&log));
    stage.flow.start();
    QTRY_VERIFY_WITH_TIMEOUT(log.log()->count() >= 100'002, 60'000);
    QScrollBar *bar = log.view()->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    QElapsedTimer clock;
    clock.start();
    for (int step = 0; step < 50; ++step) {
        bar->setValue(bar->maximum() / 50 * step);
        log.view()->viewport()->repaint();
    }
    QVERIFY2(clock.elapsed() < 5000, "scrolling depends on the number of rows"); // much less, on any machine
}

QTEST_MAIN(TestEventLogFollow)
#include "tst_eventlogfollow.moc"
