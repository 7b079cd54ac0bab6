// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "paritybench.h"

#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>

#include <QtCore/QMetaEnum>
#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>

// What the two front ends tell about one and the same flow is the same, in every state.
class TestParity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventLog_data() { eachState(); }
    void eventLog();
    void flowProgress_data();
    void flowProgress();
    void runControls_data() { eachState(); }
    void runControls();
    void runHeader_data() { eachState(); }
    void runHeader();
    void stepList_data() { eachState(); }
    void stepList();
    void stepTimeline_data() { eachState(); }
    void stepTimeline();

private:
    static void eachState();
};

namespace
{

// A component with the flow of the stage.
class Item : public QuickPart
{
public:
    Item(const char *type, FlowStage &stage)
        : QuickPart(type, {{QStringLiteral("flow"), QVariant::fromValue(&stage.flow)}})
    {
    }
};

QStringList names(QWidget &widget, QAccessible::Role role)
{
    return Parity::names(QAccessible::queryAccessibleInterface(&widget), role);
}

// What a model says of its rows to those who do not see them.
QStringList rowsOf(const QAbstractItemView *view)
{
    QStringList names;
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(const_cast<QAbstractItemView *>(view));
    for (int row = 0; row < view->model()->rowCount(); ++row)
        names.append(read->child(row)->text(QAccessible::Name));
    return names;
}

} // namespace

void TestParity::eventLog()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    const Item item("EventLog", stage);
    NoukaiEventLog widget;
    widget.setFlow(&stage.flow);
    widget.show(); // what is hidden is not read
    QVERIFY(stage.reach(state));
    const auto sorted = [](QStringList names) {
        names.removeAll(QString());
        names.removeDuplicates();
        names.sort();
        return names;
    };
    const auto here = [&](QAccessible::Role role) {
        return sorted(names(widget, role));
    };
    const bool isEmpty = state == NoukaiFlow::Idle || state == NoukaiFlow::Connecting;
    QTRY_COMPARE(widget.log()->count() == 0, isEmpty);
    for (const auto role : {QAccessible::ListItem, QAccessible::List, QAccessible::StaticText, QAccessible::Button,
                            QAccessible::CheckBox})
        QTRY_COMPARE(sorted(item.names(role)), here(role));
}

void TestParity::flowProgress_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("stepCount");
    const auto states = QMetaEnum::fromType<NoukaiFlow::State>();
    for (int i = 0; i < states.keyCount(); ++i) {
        for (int count : {7, -1}) {
            QTest::addRow("%s, %d steps", states.key(i), count) << NoukaiFlow::State(states.value(i)) << count;
        }
    }
}

void TestParity::flowProgress()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, stepCount);
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
    FlowStage stage;
    NoukaiFlowProgress widget;
    widget.setFlow(&stage.flow);

    const Item item("FlowProgress", stage);
    QVERIFY(stage.reach(state, stepCount));

    QAccessibleInterface *there = QAccessible::queryAccessibleInterface(item.item());
    QAccessibleInterface *here = QAccessible::queryAccessibleInterface(&widget);
    QVERIFY(here && there);
    QCOMPARE(there->role(), here->role());
    QCOMPARE(there->text(QAccessible::Name), here->text(QAccessible::Name));
    QCOMPARE(item->property("indeterminate").toBool(),
             widget.progress() < 0 && (state == NoukaiFlow::Connecting || state == NoukaiFlow::Running));
    QCOMPARE(item->property("value").toDouble(), qMax(0.0, widget.progress()));
    // The same fonts give the same size.
    item->setProperty("font", widget.font());
    QCOMPARE(qRound(item.item()->implicitHeight()), widget.sizeHint().height());
}

void TestParity::eachState()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    const auto states = QMetaEnum::fromType<NoukaiFlow::State>();
    for (int i = 0; i < states.keyCount(); ++i)
        QTest::newRow(states.key(i)) << NoukaiFlow::State(states.value(i));
}

void TestParity::runControls()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    const Item item("RunControls", stage);
    NoukaiRunControls widget;
    widget.setFlow(&stage.flow);
    QVERIFY(stage.reach(state));
    QStringList words;
    for (const QAction *action : widget.actions())
        words.append(action->text());
    QStringList names = item.names(QAccessible::Button) + item.names(QAccessible::CheckBox);
    names.removeDuplicates();
    names.sort();
    words.sort();
    QCOMPARE(names, words);
    for (int action = NoukaiRunAction::Start; action <= NoukaiRunAction::Resume; ++action) {
        QString reason;
        QVERIFY(QMetaObject::invokeMethod(item.object(), "disabledReason", Q_RETURN_ARG(QString, reason),
                                          Q_ARG(int, action)));
        QCOMPARE(reason, widget.disabledReason(NoukaiRunAction::Action(action)));
    }
}

void TestParity::runHeader()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    const Item item("RunHeader", stage);
    NoukaiRunHeader widget;
    widget.setFlow(&stage.flow);
    widget.show(); // what is hidden is not read
    QVERIFY(stage.reach(state));
    const auto texts = [&] {
        QStringList said = names(widget, QAccessible::StaticText);
        said.removeAll(QString());
        said = Parity::withoutTimes(said);
        said.sort();
        return said;
    };
    const auto there = [&] {
        QStringList names = item.names(QAccessible::StaticText);
        names.removeAll(QString());
        names = Parity::withoutTimes(names);
        names.sort();
        return names;
    };
    const auto same = [&] {
        QStringList a = there();
        QStringList b = texts();
        a.removeAll(QStringLiteral("Time is running"));
        b.removeAll(QStringLiteral("Time is running"));
        return a == b;
    };
    QVERIFY2(QTest::qWaitFor(same),
             qPrintable(there().join(QLatin1Char('|')) + QStringLiteral(" / ") + texts().join(QLatin1Char('|'))));
}

void TestParity::stepList()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    const Item item("StepList", stage);
    NoukaiStepList widget;
    widget.setFlow(&stage.flow);
    QVERIFY(stage.reach(state));
    const int rows = state == NoukaiFlow::Idle || state == NoukaiFlow::Connecting ? 0 : 7;
    QTRY_COMPARE(widget.timeline()->rowCount(), rows);
    const QStringList here = Parity::withoutTimes(rowsOf(widget.view()));
    // The lines are buttons there, among those of the bodies.
    const auto headers = [&] {
        QStringList names = Parity::withoutTimes(item.names(QAccessible::Button));
        names.removeIf([&](const QString &name) { return !here.contains(name); });
        return names;
    };
    QTRY_COMPARE(headers(), here);
}

void TestParity::stepTimeline()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    const Item item("StepTimeline", stage);
    NoukaiStepTimeline widget;
    widget.setFlow(&stage.flow);
    QVERIFY(stage.reach(state));
    const int rows = state == NoukaiFlow::Idle || state == NoukaiFlow::Connecting ? 0 : 7;
    QTRY_COMPARE(widget.timeline()->rowCount(), rows);
    QStringList here = Parity::withoutTimes(rowsOf(widget.view()));
    here.sort();
    const auto there = [&] {
        QStringList names = Parity::withoutTimes(item.names(QAccessible::ListItem));
        names.sort();
        return names;
    };
    QTRY_COMPARE(there(), here);
    QCOMPARE(item->property("currentRow").toInt(), widget.currentRow());
    QCOMPARE(item->property("followActiveStep").toBool(), widget.followActiveStep());
}

QTEST_MAIN(TestParity)
#include "tst_parity.moc"
