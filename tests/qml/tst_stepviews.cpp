// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaidisclosure.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlExpression>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// Step list, timeline, events and the editor of overrides, used with mouse and keys.
class TestStepViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }

    void cardOpensByClickAndKey();
    void decisionCannotBeFolded();
    void timelineByKeys();
    void timelineSingleKeys_data();
    void timelineSingleKeys();
    void timelineZoomsByWheel();
    void timelineFoldsCards_data();
    void timelineFoldsCards();
    void eventsAreFiltered();
    void newRunFollowsAgain();
    void replacedOutputRunsAgain();
    void invalidSettingsAreRefused();
};

namespace
{

QQuickItem *headerAt(QQuickItem *list, int index)
{
    QList<QQuickItem *> headers;
    const auto items = itemsOf(list);
    for (QQuickItem *candidate : items) {
        if (candidate->objectName() == u"stepHeader" && candidate->isVisible())
            headers << candidate;
    }
    std::sort(headers.begin(), headers.end(),
              [](const QQuickItem *a, const QQuickItem *b) { return a->mapToScene({}).y() < b->mapToScene({}).y(); });
    return headers.value(index);
}

} // namespace

void TestStepViews::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    NoukaiTheme::instance()->setReduceMotion(true);
}

void TestStepViews::cardOpensByClickAndKey()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("StepList"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    auto *disclosure = scene.part()->property("disclosure").value<NoukaiDisclosure *>();
    disclosure->setCloseDelay(0);
    auto *timeline = scene.part()->property("timeline").value<NoukaiTimelineModel *>();
    QTRY_VERIFY(headerAt(scene.part(), 6));
    const int first = timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    QTRY_VERIFY(!disclosure->isExpanded(first));
    QSignalSpy activated(scene.part(), SIGNAL(stepActivated(int)));

    QQuickItem *header = headerAt(scene.part(), 0);
    const double before = header->mapToScene({}).y();
    click(header);
    QVERIFY(disclosure->isExpanded(first));
    QCOMPARE(activated.count(), 1);
    QTRY_VERIFY(headerAt(scene.part(), 1)->mapToScene({}).y() > before + 3 * header->height()); // its body is there
    QCOMPARE(headerAt(scene.part(), 0)->mapToScene({}).y(), before); // what was clicked keeps its place

    headerAt(scene.part(), 0)->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_Return);
    QVERIFY(!disclosure->isExpanded(first));
    QTest::keyClick(&scene.view, Qt::Key_Space);
    QVERIFY(disclosure->isExpanded(first));
}

void TestStepViews::decisionCannotBeFolded()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("StepList"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    auto *disclosure = scene.part()->property("disclosure").value<NoukaiDisclosure *>();
    auto *timeline = scene.part()->property("timeline").value<NoukaiTimelineModel *>();
    QTRY_VERIFY(timeline->rowCount() > 2);
    const int waiting = timeline->index(2).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    QTRY_VERIFY(disclosure->isFixed(waiting));
    QTRY_VERIFY(headerAt(scene.part(), 2));
    for (int i = 0; i < 3; ++i) {
        if (QQuickItem *header = headerAt(scene.part(), i))
            click(header);
    }
    QVERIFY(disclosure->isExpanded(waiting));
}

void TestStepViews::timelineByKeys()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("StepTimeline"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QTRY_COMPARE(scene.part()->property("currentRow").toInt(), 2); // the one that runs
    find(scene.item.get(), u"timelineRows"_s)->forceActiveFocus();
    QSignalSpy activated(scene.part(), SIGNAL(stepActivated(int)));
    const QList<std::pair<Qt::Key, int>> moves = {{Qt::Key_Down, 3}, {Qt::Key_Up, 2},  {Qt::Key_Home, 0},
                                                  {Qt::Key_Up, 0},   {Qt::Key_End, 6}, {Qt::Key_Down, 6}};
    for (const auto &[key, row] : moves) {
        QTest::keyClick(&scene.view, key);
        QCOMPARE(scene.part()->property("currentRow").toInt(), row);
    }
    QCOMPARE(scene.part()->property("followActiveStep").toBool(), false);
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTest::keyClick(&scene.view, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    auto *timeline = scene.part()->property("timeline").value<NoukaiTimelineModel *>();
    QCOMPARE(activated.at(0).at(0).toInt(), timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt());
}

void TestStepViews::timelineSingleKeys_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<char>("key");
    QTest::addColumn<bool>("on");
    QTest::addColumn<int>("row");
    QTest::newRow("next error") << NoukaiFlow::Failed << 'e' << true << 2;
    QTest::newRow("next that needs a person") << NoukaiFlow::AwaitingTools << 'n' << true << 2;
    QTest::newRow("switched off") << NoukaiFlow::Failed << 'e' << false << 0;
    QTest::newRow("nothing to find") << NoukaiFlow::Completed << 'e' << true << 0;
}

void TestStepViews::timelineSingleKeys()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(char, key);
    QFETCH(bool, on);
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("StepTimeline"), &stage.flow));
    QVERIFY(stage.reach(state));
    auto *timeline = scene.part()->property("timeline").value<NoukaiTimelineModel *>();
    QTRY_VERIFY(timeline->rowCount() > 2);
    QTRY_VERIFY(state == NoukaiFlow::Completed || timeline->firstErrorRow() >= 0 || timeline->attentionRow() >= 0);
    scene.part()->setProperty("singleKeys", on);
    find(scene.item.get(), u"timelineRows"_s)->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTest::keyClick(&scene.view, key);
    QTEST(scene.part()->property("currentRow").toInt(), "row");
}

void TestStepViews::timelineZoomsByWheel()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("StepTimeline"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QQuickItem *rows = find(scene.item.get(), u"timelineRows"_s);
    QTRY_VERIFY(rows->property("count").toInt() > 2);
    const double all = scene.part()->property("viewDuration").toDouble();
    const QPoint place(600, 100);
    QWheelEvent event(place, scene.view.mapToGlobal(place), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&scene.view, &event);
    QTRY_VERIFY(scene.part()->property("viewDuration").toDouble() < all * 0.8);
    rows->forceActiveFocus();
    QTest::keyClick(&scene.view, '0');
    QCOMPARE(scene.part()->property("viewDuration").toDouble(), all);
    QTest::keyClick(&scene.view, '+');
    QVERIFY(scene.part()->property("viewDuration").toDouble() < all);
    QTest::keyClick(&scene.view, '-');
    QVERIFY(qAbs(scene.part()->property("viewDuration").toDouble() - all) < 1e-6);
}

void TestStepViews::timelineFoldsCards_data()
{
    QTest::addColumn<bool>("mirrored");
    QTest::addColumn<Qt::Key>("open");
    QTest::addColumn<Qt::Key>("close");
    QTest::newRow("left to right") << false << Qt::Key_Right << Qt::Key_Left;
    QTest::newRow("right to left") << true << Qt::Key_Left << Qt::Key_Right;
}

void TestStepViews::timelineFoldsCards()
{
    QFETCH(bool, mirrored);
    QFETCH(Qt::Key, open);
    QFETCH(Qt::Key, close);
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("FlowView"), &stage.flow, mirrored));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QQuickItem *rows = find(scene.item.get(), u"timelineRows"_s);
    QTRY_VERIFY(rows && rows->property("count").toInt() > 2);
    rows->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QQuickItem *view = rows->property("timelineView").value<QQuickItem *>();
    auto *disclosure = view->property("disclosure").value<NoukaiDisclosure *>();
    auto *timeline = view->property("timeline").value<NoukaiTimelineModel *>();
    const int first = timeline->index(0).data(NoukaiTimelineModel::AttemptIdRole).toInt();
    QTRY_VERIFY(!disclosure->isExpanded(first));
    QTest::keyClick(&scene.view, open);
    QVERIFY(disclosure->isExpanded(first));
    QTest::keyClick(&scene.view, close);
    QVERIFY(!disclosure->isExpanded(first));
}

void TestStepViews::eventsAreFiltered()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("EventLog"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QQuickItem *rows = find(scene.item.get(), u"eventRows"_s);
    QTRY_VERIFY(rows->property("count").toInt() > 5);
    const int all = rows->property("count").toInt();
    QQuickItem *filter = find(scene.item.get(), u"eventFilter"_s);
    filter->forceActiveFocus();
    for (const char letter : QByteArray("type:step_completed"))
        QTest::keyClick(&scene.view, letter);
    QTRY_COMPARE(rows->property("count").toInt(), 2);
    QVERIFY(seenText(scene.part()).contains(u"step_completed"_s));

    filter->setProperty("text", u"nonsense:1"_s);
    QTRY_VERIFY(seenText(scene.part()).contains(u"nonsense"_s));
    filter->setProperty("text", QString());
    QTRY_COMPARE(rows->property("count").toInt(), all);
}

// Whoever looked back at the last run sees what comes.
void TestStepViews::newRunFollowsAgain()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("EventLog"), &stage.flow, false, {600, 200}));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QQuickItem *rows = find(scene.item.get(), u"eventRows"_s);
    QTRY_VERIFY(rows->property("count").toInt() > 5 && rows->property("atYEnd").toBool());
    rows->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTRY_VERIFY(rows->property("atYBeginning").toBool());
    QVERIFY(!rows->property("atYEnd").toBool());
    stage.server.setManualDelivery(false);
    stage.flow.start();
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::Completed);
    QTRY_VERIFY(rows->property("count").toInt() > 5 && rows->property("atYEnd").toBool());
}

void TestStepViews::replacedOutputRunsAgain()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("FlowView"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(headerAt(scene.part(), 2));
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "edit", Q_ARG(int, 1)));
    QQuickItem *overlay = scene.view.contentItem();
    QTRY_VERIFY(find(overlay, u"replacement"_s));
    auto *replacement = find(overlay, u"replacement"_s)->property("area").value<QQuickItem *>();
    QCOMPARE(replacement->property("text").toString(), u"done"_s); // of the step before
    replacement->forceActiveFocus();
    QTest::keyClick(&scene.view, Qt::Key_A, Qt::ControlModifier);
    for (const char letter : QByteArray("other"))
        QTest::keyClick(&scene.view, letter);
    stage.server.clearRequests();
    QTRY_VERIFY(find(overlay, u"accept"_s)->property("possible").toBool());
    click(find(overlay, u"accept"_s));
    QTRY_COMPARE(stage.server.requests().size(), 1);
    const QJsonObject body = QJsonDocument::fromJson(stage.server.requests().constFirst().body).object();
    QCOMPARE(body.value("stepIndex"_L1).toInt(), 1);
    QCOMPARE(body.value("inputOverrides"_L1).toObject().value("s1"_L1).toString(), u"other"_s);
}

void TestStepViews::invalidSettingsAreRefused()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(named("FlowView"), &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QTRY_VERIFY(headerAt(scene.part(), 2));
    QVERIFY(QMetaObject::invokeMethod(scene.part(), "edit", Q_ARG(int, 2)));
    QQuickItem *overlay = scene.view.contentItem();
    QTRY_VERIFY(find(overlay, u"settings"_s));
    const QList<std::pair<QString, bool>> texts = {{u"{\"temperature\": 0.2}"_s, true},
                                                   {u"{\"temperature\": }"_s, false},
                                                   {u"[1]"_s, false},
                                                   {u"null"_s, false},
                                                   {u"{}"_s, true}};
    auto *settings = find(overlay, u"settings"_s)->property("area").value<QQuickItem *>();
    settings->forceActiveFocus();
    for (const auto &[text, good] : texts) {
        settings->setProperty("text", text);
        QTRY_COMPARE(find(overlay, u"accept"_s)->property("possible").toBool(), good);
    }
}

QTEST_MAIN(TestStepViews)
#include "tst_stepviews.moc"
