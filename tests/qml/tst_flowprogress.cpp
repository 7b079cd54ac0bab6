// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaitheme.h>

#include <QtGui/QAccessible>
#include <QtGui/QImage>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>
#include <QtTest/QTest>

#include <algorithm>

// FlowProgress as it looks and as it is read.
class TestFlowProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }

    void says_data();
    void says();
    void barIsMeasured_data();
    void barIsMeasured();
    void unknownProgressMoves();
    void unknownProgressIsDashedWithoutMotion();
    void flowGoesAway();
    void elidesInANarrowPlace();

private:
    struct Shown {
        QQuickView view;
        QQuickItem *progress() const { return view.rootObject()->findChild<QQuickItem *>(QStringLiteral("progress")); }
        QQuickItem *track() const;
    };
    static void show(Shown &shown, NoukaiFlow *flow, bool mirrored = false);
};

QQuickItem *TestFlowProgress::Shown::track() const
{
    const auto items = progress()->property("contentItem").value<QQuickItem *>()->childItems();
    const auto track = std::find_if(items.begin(), items.end(),
                                    [](QQuickItem *item) { return item->property("lineColor").isValid(); });
    return track == items.end() ? nullptr : *track;
}

void TestFlowProgress::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestFlowProgress::show(Shown &shown, NoukaiFlow *flow, bool mirrored)
{
    shown.view.setInitialProperties(
        {{QStringLiteral("flow"), QVariant::fromValue(flow)}, {QStringLiteral("mirrored"), mirrored}});
    shown.view.setSource(QUrl::fromLocalFile(QStringLiteral(QML_TEST_DATA "/Progress.qml")));
    QVERIFY(shown.progress());
    shown.view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
}

void TestFlowProgress::says_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("stepCount");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("indeterminate");
    QTest::addColumn<double>("value");
    QTest::addColumn<NoukaiTheme::Role>("role");
    QTest::addColumn<NoukaiTheme::Glyph>("glyph");

    QTest::newRow("idle") << NoukaiFlow::Idle << 7 << "Idle" << false << 0.0 << NoukaiTheme::Neutral
                          << NoukaiTheme::Circle;
    QTest::newRow("connecting") << NoukaiFlow::Connecting << 7 << "Connecting" << true << 0.0 << NoukaiTheme::Active
                                << NoukaiTheme::Ring;
    QTest::newRow("running") << NoukaiFlow::Running << 7 << "Running, step 3 of 7" << false << 2.0 / 7
                             << NoukaiTheme::Active << NoukaiTheme::Ring;
    QTest::newRow("running, count unknown")
        << NoukaiFlow::Running << -1 << "Running, step 3" << true << 0.0 << NoukaiTheme::Active << NoukaiTheme::Ring;
    QTest::newRow("paused") << NoukaiFlow::Paused << 7 << "Paused, step 3 of 7" << false << 3.0 / 7
                            << NoukaiTheme::Attention << NoukaiTheme::Bars;
    QTest::newRow("needs a decision") << NoukaiFlow::AwaitingTools << 7 << "Needs you, step 3 of 7" << false << 2.0 / 7
                                      << NoukaiTheme::Attention << NoukaiTheme::Hand;
    QTest::newRow("completed") << NoukaiFlow::Completed << 7 << "Completed, 7 steps" << false << 1.0
                               << NoukaiTheme::Success << NoukaiTheme::Check;
    QTest::newRow("failed") << NoukaiFlow::Failed << 7 << "Failed, step 3 of 7" << false << 2.0 / 7
                            << NoukaiTheme::Danger << NoukaiTheme::Octagon;
    QTest::newRow("failed, count unknown")
        << NoukaiFlow::Failed << -1 << "Failed, step 3" << false << 0.0 << NoukaiTheme::Danger << NoukaiTheme::Octagon;
    QTest::newRow("cancelled") << NoukaiFlow::Cancelled << 7 << "Cancelled, step 3 of 7" << false << 2.0 / 7
                               << NoukaiTheme::Cancelled << NoukaiTheme::SlashedCircle;
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << 7 << "Interrupted, step 3 of 7" << false << 2.0 / 7
                                 << NoukaiTheme::Warning << NoukaiTheme::Triangle;
}

void TestFlowProgress::says()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, stepCount);
    QFETCH(QString, text);
    QFETCH(bool, indeterminate);
    QFETCH(double, value);
    QFETCH(NoukaiTheme::Role, role);
    QFETCH(NoukaiTheme::Glyph, glyph);

    FlowStage stage;
    Shown shown;
    show(shown, &stage.flow);
    QVERIFY(stage.reach(state, stepCount));
    QQuickItem *progress = shown.progress();
    QCOMPARE(progress->property("indeterminate").toBool(), indeterminate);
    QCOMPARE(progress->property("value").toDouble(), value);
    const QObject *status = progress->property("status").value<QObject *>();
    QCOMPARE(status->property("role").value<NoukaiTheme::Role>(), role);
    QCOMPARE(status->property("glyph").value<NoukaiTheme::Glyph>(), glyph);

    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(progress);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::ProgressBar);
    QCOMPARE(accessible->text(QAccessible::Name), text);
}

void TestFlowProgress::barIsMeasured_data()
{
    QTest::addColumn<bool>("mirrored");
    QTest::addColumn<bool>("dark");
    QTest::newRow("left to right, light") << false << false;
    QTest::newRow("right to left, light") << true << false;
    QTest::newRow("left to right, dark") << false << true;
    QTest::newRow("right to left, dark") << true << true;
}

// The pixels of the bar: two of seven steps are filled, from the side where reading begins.
void TestFlowProgress::barIsMeasured()
{
    QFETCH(bool, mirrored);
    QFETCH(bool, dark);
    FlowStage stage;
    Shown shown;
    show(shown, &stage.flow, mirrored);
    shown.view.rootObject()->setProperty("paper", dark ? QColor(0x1E, 0x1E, 0x1E) : QColor(Qt::white));
    shown.view.rootObject()->setProperty("ink", dark ? QColor(Qt::white) : QColor(Qt::black));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QQuickItem *track = shown.track();
    QVERIFY(track);
    const QColor fill = QColor::fromRgb(0xFF000000 | NoukaiTheme::rgb(NoukaiTheme::Active, dark));
    const QPointF origin = track->mapToScene({0, track->height() / 2});
    const auto filledAt = [&](double share) {
        const QImage image = shown.view.grabWindow();
        const double x = (mirrored ? 1 - share : share) * track->width();
        return image.pixelColor(QPoint(int(origin.x() + x), int(origin.y()))) == fill;
    };
    QTRY_VERIFY(filledAt(0.05));
    QVERIFY(filledAt(2.0 / 7 - 0.03));
    QVERIFY(!filledAt(2.0 / 7 + 0.03));
    QVERIFY(!filledAt(0.95));
}

void TestFlowProgress::unknownProgressMoves()
{
    NoukaiTheme::instance()->setReduceMotion(false);
    FlowStage stage;
    Shown shown;
    show(shown, &stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Connecting));
    const QImage first = shown.view.grabWindow();
    QTRY_VERIFY(shown.view.grabWindow() != first);
}

void TestFlowProgress::unknownProgressIsDashedWithoutMotion()
{
    FlowStage stage;
    Shown shown;
    show(shown, &stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Connecting));
    QQuickItem *track = shown.track();
    const QColor fill = QColor::fromRgb(0xFF000000 | NoukaiTheme::rgb(NoukaiTheme::Active, false));
    const QPointF origin = track->mapToScene({0, track->height() / 2});
    const auto dashes = [&] {
        const QImage image = shown.view.grabWindow();
        int count = 0;
        bool inside = false;
        for (int x = 0; x < int(track->width()); ++x) {
            const bool filled = image.pixelColor(QPoint(int(origin.x()) + x, int(origin.y()))) == fill;
            count += filled && !inside;
            inside = filled;
        }
        return count;
    };
    QTRY_COMPARE(dashes(), 5);
}

void TestFlowProgress::flowGoesAway()
{
    FlowStage stage;
    Shown shown;
    auto flow = std::make_unique<NoukaiFlow>(&stage.client);
    show(shown, flow.get());
    flow.reset();
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(shown.progress());
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Idle"));
}

void TestFlowProgress::elidesInANarrowPlace()
{
    FlowStage stage;
    Shown shown;
    show(shown, &stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    shown.view.rootObject()->setWidth(90);
    const auto items = shown.progress()->property("contentItem").value<QQuickItem *>()->childItems();
    for (QQuickItem *item : items) {
        QVERIFY(item->x() >= 0);
        QVERIFY(item->x() + item->width() <= shown.progress()->width() + 0.5);
    }
}

QTEST_MAIN(TestFlowProgress)
#include "tst_flowprogress.moc"
