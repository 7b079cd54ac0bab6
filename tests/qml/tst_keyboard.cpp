// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaitheme.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace QuickParts;

// Every component by keyboard alone: what can have the focus is reached by Tab, Shift+Tab leads back the same way, and
// what is not available just now says why instead of hiding.
class TestKeyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void tabGoesAroundAndBack_data();
    void tabGoesAroundAndBack();
    void unavailableActionsAreReached();
    void focusStaysInItsPlace();

private:
    static QQuickItem *tab(Scene *scene, bool back = false);
};

namespace
{

QString nameOf(QQuickItem *item)
{
    QAccessibleInterface *accessible = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
    const QString name = accessible ? accessible->text(QAccessible::Name) : QString();
    return !name.isEmpty() || !item ? name : QString::fromLatin1(item->metaObject()->className());
}

QStringList namesOf(const QList<QQuickItem *> &items)
{
    QStringList names;
    for (QQuickItem *item : items)
        names << nameOf(item);
    return names;
}

// What Tab has to reach.
QList<QQuickItem *> stopsIn(QQuickItem *item)
{
    QList<QQuickItem *> stops;
    const auto items = itemsOf(item);
    for (QQuickItem *candidate : items) {
        if (candidate->isVisible() && candidate->isEnabled() && candidate->activeFocusOnTab())
            stops << candidate;
    }
    return stops;
}

} // namespace

void TestKeyboard::initTestCase()
{
    NoukaiTheme::instance()->setReduceMotion(true);
    QAccessible::setActive(true); // as with a screen reader; the controls of Qt name themselves only then
}

QQuickItem *TestKeyboard::tab(Scene *scene, bool back)
{
    QTest::keyClick(&scene->view, back ? Qt::Key_Backtab : Qt::Key_Tab, back ? Qt::ShiftModifier : Qt::NoModifier);
    return scene->view.activeFocusItem();
}

void TestKeyboard::tabGoesAroundAndBack_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("mirrored");
    QTest::addColumn<NoukaiFlow::State>("state");
    const QList<std::pair<const char *, QString>> components = {
        {"EventLog", u"EventLog { anchors.fill: parent; flow: theFlow }"_s},
        {"ErrorNotice", u"ErrorNotice { width: parent.width; error: theFlow.error; detailsShown: true }"_s},
        {"FlowView", u"FlowView { anchors.fill: parent; flow: theFlow }"_s},
        {"OutputView", u"OutputView { anchors.fill: parent; flow: theFlow; attemptId: 1 }"_s},
        {"PayloadView", u"PayloadView { anchors.fill: parent; value: ({ a: [1, 'two'], b: true }) }"_s},
        {"ReplayBar", u"ReplayBar { width: parent.width }"_s},
        {"RunControls", u"RunControls { width: parent.width; flow: theFlow }"_s},
        {"StepList", u"StepList { anchors.fill: parent; flow: theFlow }"_s},
        {"StepTimeline", u"StepTimeline { anchors.fill: parent; flow: theFlow }"_s},
        {"ToolCallPrompt", u"ToolCallPrompt { anchors.fill: parent; flow: theFlow }"_s},
    };
    for (const auto &[name, code] : components) {
        for (const bool mirrored : {false, true}) {
            for (const auto state : {NoukaiFlow::AwaitingTools, NoukaiFlow::Failed}) {
                if (state == NoukaiFlow::AwaitingTools ? qstrcmp(name, "ErrorNotice") == 0
                                                       : qstrcmp(name, "ToolCallPrompt") == 0)
                    continue; // which shows nothing then
                QTest::addRow("%s, %s, %s", name, mirrored ? "right to left" : "left to right",
                              state == NoukaiFlow::Failed ? "failed" : "awaiting a decision")
                    << code << mirrored << state;
            }
        }
    }
}

void TestKeyboard::tabGoesAroundAndBack()
{
    QFETCH(QString, code);
    QFETCH(bool, mirrored);
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(code, &stage.flow, mirrored));
    QVERIFY(QTest::qWaitForWindowActive(&scene.view));
    QVERIFY(stage.reach(state));
    QTRY_COMPARE(stage.flow.state(), state);
    scene.view.grabWindow();
    QTRY_VERIFY(!stopsIn(scene.item.get()).isEmpty());

    const auto before = stopsIn(scene.item.get());

    // Once around: until it comes to where it was before.
    QList<QQuickItem *> there;
    for (QQuickItem *item = tab(&scene); item && !there.contains(item) && there.size() < 200; item = tab(&scene))
        there << item;
    QVERIFY(there.size() < 200);
    for (QQuickItem *item : std::as_const(there))
        QVERIFY2(nameOf(item) != QString::fromLatin1(item->metaObject()->className()), qPrintable(nameOf(item)));
    const auto stops = stopsIn(scene.item.get());
    for (QQuickItem *stop : stops)
        QVERIFY2(!before.contains(stop) || there.contains(stop) || there.contains(stop->parentItem()),
                 qPrintable(nameOf(stop)));

    // And back the same way. Qt passes by what has other stops in it, such as a list of cards.
    const auto holdsAnother = [&](QQuickItem *item) {
        return std::any_of(there.begin(), there.end(),
                           [item](QQuickItem *other) { return other != item && item->isAncestorOf(other); });
    };
    QList<QQuickItem *> expected = there;
    expected.erase(std::remove_if(expected.begin(), expected.end(), holdsAnother), expected.end());
    expected.constLast()->forceActiveFocus(Qt::TabFocusReason);
    QList<QQuickItem *> back{scene.view.activeFocusItem()};
    while (back.size() < expected.size())
        back.prepend(tab(&scene, true));
    QVERIFY2(back == expected,
             qPrintable(namesOf(expected).join(u", "_s) + u"\nback: "_s + namesOf(back).join(u", "_s)));
}

void TestKeyboard::unavailableActionsAreReached()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(u"RunControls { width: parent.width; flow: theFlow }"_s, &stage.flow));
    QVERIFY(QTest::qWaitForWindowActive(&scene.view));
    QStringList names;
    for (int i = 0; i < 6; ++i) {
        QQuickItem *item = tab(&scene);
        names << nameOf(item);
        const bool possible = i < 2;
        QCOMPARE(description(item).startsWith(u"Not available. "_s), !possible);
        QCOMPARE(item->property("tipShown").toBool(), !possible);
        if (!possible) {
            QTest::keyClick(&scene.view, Qt::Key_Space);
            QTest::keyClick(&scene.view, Qt::Key_Return);
        }
    }
    QCOMPARE(names, QStringList({u"Start"_s, u"Pause after each step"_s, u"Next step"_s, u"Run to the end"_s, u"Stop"_s,
                                 u"Resume"_s}));
    QCOMPARE(stage.flow.state(), NoukaiFlow::Idle);
}

// A button that its own press makes unavailable keeps the focus, and is a button again when it can be pressed.
void TestKeyboard::focusStaysInItsPlace()
{
    FlowStage stage;
    Scene scene;
    QVERIFY(scene.show(u"RunControls { width: parent.width; flow: theFlow }"_s, &stage.flow));
    QVERIFY(QTest::qWaitForWindowActive(&scene.view));
    stage.server.addRawFlow(stage.flow.identifier(), "event: run_started\ndata: {\"runId\":\"r1\"}\n\n");
    QCOMPARE(nameOf(tab(&scene)), u"Start"_s);
    QTest::keyClick(&scene.view, Qt::Key_Space);
    QTRY_VERIFY(stage.flow.isRunning());
    QCOMPARE(nameOf(scene.view.activeFocusItem()), u"Start"_s);
    QVERIFY(description(scene.view.activeFocusItem()).startsWith(u"Not available. "_s));
    stage.flow.cancel();
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::Cancelled);
    QCOMPARE(nameOf(scene.view.activeFocusItem()), u"Start"_s);
    QTest::keyClick(&scene.view, Qt::Key_Space);
    QTRY_VERIFY(stage.flow.isRunning());
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
