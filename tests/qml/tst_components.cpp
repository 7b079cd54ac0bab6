// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "quickparts.h"

#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtGui/QAccessible>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

// Every component alone, in the style that QT_QUICK_CONTROLS_STYLE names: it loads without a warning, shows a flow in
// each state, and assistive technology finds a name on all that takes the focus.
class TestComponents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void cleanup() { NoukaiTheme::instance()->setReduceMotion(false); }

    void loadsAlone_data() { components(); }
    void loadsAlone();
    void showsEveryState_data();
    void showsEveryState();
    void showsARealRun_data();
    void showsARealRun();
    void isNamed_data() { components(); }
    void isNamed();

private:
    static void components();
};

void TestComponents::components()
{
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *code) {
        QTest::newRow(name) << QString::fromUtf8(code);
    };
    row("EventLog", "EventLog { anchors.fill: parent; flow: theFlow }");
    row("ErrorNotice", "ErrorNotice { width: parent.width; error: theFlow.error }");
    row("FlowProgress", "FlowProgress { width: parent.width; flow: theFlow }");
    row("FlowView", "FlowView { anchors.fill: parent; flow: theFlow }");
    row("OutputView", "OutputView { anchors.fill: parent; flow: theFlow; attemptId: 1 }");
    row("PayloadView", "PayloadView { anchors.fill: parent; value: ({ a: [1, 'two', { three: null }], b: true }) }");
    row("RunControls", "RunControls { width: parent.width; flow: theFlow }");
    row("RunHeader", "RunHeader { width: parent.width; flow: theFlow }");
    row("StepList", "StepList { anchors.fill: parent; flow: theFlow }");
    row("StepTimeline", "StepTimeline { anchors.fill: parent; flow: theFlow }");
    row("ToolCallPrompt", "ToolCallPrompt { anchors.fill: parent; flow: theFlow }");
    row("UsageBadge", "UsageBadge { usage: theFlow.usage }");
    row("UsageTotals", "UsageTotals { width: parent.width; usage: theFlow.usage }");
}

void TestComponents::loadsAlone()
{
    QFETCH(QString, code);
    FlowStage stage;
    QuickParts::Scene shown;
    QVERIFY(shown.show(code, &stage.flow));
    const QSize size = shown.view.grabWindow().size();
    QCOMPARE(size, shown.view.size());
}

void TestComponents::showsEveryState_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QString>("look");
    for (int value = NoukaiFlow::Idle; value <= NoukaiFlow::Interrupted; ++value) {
        const auto state = NoukaiFlow::State(value);
        for (const QString &look : {u"light"_s, u"dark"_s, u"rtl"_s, u"narrow"_s}) {
            const char *name = QMetaEnum::fromType<NoukaiFlow::State>().valueToKey(value);
            QTest::addRow("%s, %s", name, qPrintable(look)) << state << look;
        }
    }
}

// How each looks is for the gallery's pictures.
void TestComponents::showsEveryState()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QString, look);
    FlowStage stage;
    QuickParts::Scene shown;
    QVERIFY(shown.show(u"FlowView { anchors.fill: parent; flow: theFlow }"_s, &stage.flow, look == u"rtl",
                       look == u"narrow" ? QSize(320, 640) : QSize(900, 700), look == u"dark"));
    QVERIFY(stage.reach(state));
    QTRY_VERIFY(!shown.view.grabWindow().isNull());
}

void TestComponents::showsARealRun_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

// The README's picture: a flow of the mock server in its last step, which puts out text.
void TestComponents::showsARealRun()
{
    QFETCH(bool, dark);
    FlowStage stage;
    stage.server.setManualDelivery(false);
    stage.server.setSpeed(4);
    stage.flow.setIdentifier(u"acme/review/contract"_s);
    stage.flow.setMessage(u"Supplier contract of 3 March"_s);
    QuickParts::Scene shown;
    QVERIFY(shown.show(u"FlowView { anchors.fill: parent; flow: theFlow }"_s, &stage.flow, false, {900, 700}, dark));
    stage.flow.start();
    const auto seen = [&] {
        return QuickParts::seenText(shown.item.get());
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen().contains(u"Do not sign yet"_s), 20000);
    if (const QString folder = qEnvironmentVariable("NOUKAI_PICTURES"); !folder.isEmpty()) {
        QTRY_VERIFY(seen().contains(u"Legal: Clause 7"_s));
        shown.view.grabWindow().save(folder + u"/flowview-%1.png"_s.arg(dark ? u"dark"_s : u"light"_s));
    }
    for (const QString &name : {u"Extract the clauses"_s, u"Legal review"_s, u"Weigh the findings"_s})
        QVERIFY2(seen().contains(name), qPrintable(name));
    QTRY_COMPARE_WITH_TIMEOUT(stage.flow.state(), NoukaiFlow::Completed, 20000);
    QTRY_VERIFY(seen().contains(u"100%"_s));
}

// What can have the focus has a role and a name.
void TestComponents::isNamed()
{
    QFETCH(QString, code);
    FlowStage stage;
    QuickParts::Scene shown;
    QVERIFY(shown.show(code, &stage.flow));
    QVERIFY(stage.reach(NoukaiFlow::AwaitingTools));
    QTRY_COMPARE(stage.flow.state(), NoukaiFlow::AwaitingTools);
    QAccessibleInterface *root = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(root);
    int named = 0;
    QList<QAccessibleInterface *> open{root};
    while (!open.isEmpty()) {
        QAccessibleInterface *node = open.takeLast();
        for (int i = 0; i < node->childCount(); ++i) {
            if (QAccessibleInterface *child = node->child(i))
                open.append(child);
        }
        const QAccessible::State state = node->state();
        if (!state.focusable || state.invisible || node == root)
            continue;
        const QString name = node->text(QAccessible::Name);
        const QString what = u"%1 in a %2"_s.arg(QString::fromLatin1(node->object()->metaObject()->className()),
                                                 node->parent() ? node->parent()->text(QAccessible::Name) : QString());
        QVERIFY2(!name.isEmpty(), qPrintable(what));
        QVERIFY2(node->role() != QAccessible::NoRole, qPrintable(what));
        ++named;
    }
    QVERIFY2(named > 0 || qstrcmp(QTest::currentDataTag(), "FlowProgress") == 0 ||
                 qstrcmp(QTest::currentDataTag(), "RunHeader") == 0 ||
                 QByteArray(QTest::currentDataTag()).startsWith("Usage") ||
                 qstrcmp(QTest::currentDataTag(), "ErrorNotice") == 0,
             "nothing takes the focus");
}

QTEST_MAIN(TestComponents)
#include "tst_components.moc"
