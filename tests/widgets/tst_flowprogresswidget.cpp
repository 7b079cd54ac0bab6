// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaitheme.h>

#include <QtGui/QAccessible>
#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

// NoukaiFlowProgress as it looks and as it is read.
class TestFlowProgressWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }

    void says_data();
    void says();
    void barIsMeasured_data();
    void barIsMeasured();
    void movesOnlyWhileSeen();
    void nameOfTheApplicationStays();
    void flowIsAProperty();

private:
    static QColor barAt(NoukaiFlowProgress &progress, double share);
};

void TestFlowProgressWidget::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
    NoukaiTheme::instance()->setReduceMotion(true);
}

QColor TestFlowProgressWidget::barAt(NoukaiFlowProgress &progress, double share)
{
    const QImage image = progress.grab().toImage();
    return image.pixelColor(QPoint(int(share * (image.width() - 1)), image.height() - 3));
}

void TestFlowProgressWidget::says_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("stepCount");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("progress");
    QTest::newRow("idle") << NoukaiFlow::Idle << 7 << "Idle" << 0.0;
    QTest::newRow("connecting") << NoukaiFlow::Connecting << 7 << "Connecting" << -1.0;
    QTest::newRow("running") << NoukaiFlow::Running << 7 << "Running, step 3 of 7" << 2.0 / 7;
    QTest::newRow("running, count unknown") << NoukaiFlow::Running << -1 << "Running, step 3" << -1.0;
    QTest::newRow("paused") << NoukaiFlow::Paused << 7 << "Paused, step 3 of 7" << 3.0 / 7;
    QTest::newRow("needs a decision") << NoukaiFlow::AwaitingTools << 7 << "Needs you, step 3 of 7" << 2.0 / 7;
    QTest::newRow("completed") << NoukaiFlow::Completed << 7 << "Completed, 7 steps" << 1.0;
    QTest::newRow("failed") << NoukaiFlow::Failed << 7 << "Failed, step 3 of 7" << 2.0 / 7;
    QTest::newRow("cancelled") << NoukaiFlow::Cancelled << 7 << "Cancelled, step 3 of 7" << 2.0 / 7;
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << 7 << "Interrupted, step 3 of 7" << 2.0 / 7;
}

void TestFlowProgressWidget::says()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, stepCount);
    QFETCH(QString, text);
    QFETCH(double, progress);
    FlowStage stage;
    NoukaiFlowProgress widget;
    widget.setFlow(&stage.flow);
    widget.resize(widget.sizeHint());
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QVERIFY(stage.reach(state, stepCount));
    QCOMPARE(widget.text(), text);
    QCOMPARE(widget.progress(), progress);

    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&widget);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::ProgressBar);
    QCOMPARE(accessible->text(QAccessible::Name), text);
    QVERIFY(accessible->valueInterface());
    QCOMPARE(accessible->valueInterface()->currentValue().isValid(), progress >= 0);
    if (progress >= 0)
        QCOMPARE(accessible->valueInterface()->currentValue().toDouble(), progress);
    QCOMPARE(accessible->valueInterface()->maximumValue().toDouble(), 1.0);
}

void TestFlowProgressWidget::barIsMeasured_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<bool>("dark");
    QTest::newRow("left to right, light") << Qt::LeftToRight << false;
    QTest::newRow("right to left, light") << Qt::RightToLeft << false;
    QTest::newRow("left to right, dark") << Qt::LeftToRight << true;
    QTest::newRow("right to left, dark") << Qt::RightToLeft << true;
}

// The pixels of the bar: two of seven steps are filled, from the side where reading begins.
void TestFlowProgressWidget::barIsMeasured()
{
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(bool, dark);
    FlowStage stage;
    NoukaiFlowProgress widget;
    QPalette palette;
    palette.setColor(QPalette::Window, dark ? QColor(0x1E, 0x1E, 0x1E) : QColor(Qt::white));
    palette.setColor(QPalette::WindowText, dark ? Qt::white : Qt::black);
    widget.setPalette(palette);
    widget.setLayoutDirection(direction);
    widget.setFlow(&stage.flow);
    widget.resize(400, widget.sizeHint().height());
    QVERIFY(stage.reach(NoukaiFlow::Running));

    const QColor fill = QColor::fromRgb(0xFF000000 | NoukaiTheme::rgb(NoukaiTheme::Active, dark));
    const auto at = [direction](double share) {
        return direction == Qt::RightToLeft ? 1 - share : share;
    };
    QCOMPARE(barAt(widget, at(0.05)), fill);
    QCOMPARE(barAt(widget, at(2.0 / 7 - 0.03)), fill);
    QVERIFY(barAt(widget, at(2.0 / 7 + 0.03)) != fill);
    QVERIFY(barAt(widget, at(0.95)) != fill);
}

// Counts what is painted: nothing may move while it is hidden, or when motion is reduced.
void TestFlowProgressWidget::movesOnlyWhileSeen()
{
    struct Counter : QObject {
        int paints = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            paints += event->type() == QEvent::Paint;
            return false;
        }
    };
    FlowStage stage;
    NoukaiFlowProgress widget;
    Counter counter;
    widget.installEventFilter(&counter);
    widget.setFlow(&stage.flow);
    NoukaiTheme::instance()->setReduceMotion(false);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QCOMPARE(counter.paints, 0);
    widget.show();
    QTRY_VERIFY(counter.paints > 5);

    NoukaiTheme::instance()->setReduceMotion(true);
    QCoreApplication::processEvents();
    const int still = counter.paints;
    QVERIFY(!QTest::qWaitFor([&] { return counter.paints > still + 1; }, 300));
}

void TestFlowProgressWidget::nameOfTheApplicationStays()
{
    NoukaiFlowProgress widget;
    widget.setAccessibleName(QStringLiteral("Nightly report"));
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&widget);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Nightly report"));
    QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("Idle"));
}

void TestFlowProgressWidget::flowIsAProperty()
{
    FlowStage stage;
    NoukaiFlowProgress widget;
    QSignalSpy spy(&widget, &NoukaiFlowProgress::flowChanged);
    auto flow = std::make_unique<NoukaiFlow>(&stage.client);
    widget.setFlow(flow.get());
    widget.setFlow(flow.get());
    QCOMPARE(spy.size(), 1);
    flow.reset();
    QCOMPARE(spy.size(), 2);
    QCOMPARE(widget.flow(), nullptr);
    QCOMPARE(widget.text(), QStringLiteral("Idle"));
}

QTEST_MAIN(TestFlowProgressWidget)
#include "tst_flowprogresswidget.moc"
