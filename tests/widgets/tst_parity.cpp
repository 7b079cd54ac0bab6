// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaieventlog.h>
#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiquick.h>
#include <Noukai/noukairuncontrols.h>
#include <Noukai/noukairunheader.h>
#include <Noukai/noukaisteplist.h>
#include <Noukai/noukaisteptimeline.h>

#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLabel>

#include <memory>

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

// A component in a window of its own, with the flow of the stage.
class Item
{
public:
    Item(const char *type, FlowStage &stage)
        : m_component(&m_engine)
    {
        NoukaiQuick::addTo(m_engine);
        m_component.setData("import Noukai\n" + QByteArray(type) + " { }", {});
        m_item.reset(qobject_cast<QQuickItem *>(
            m_component.createWithInitialProperties({{QStringLiteral("flow"), QVariant::fromValue(&stage.flow)}})));
        if (!m_item)
            qFatal("%s", qPrintable(m_component.errorString()));
        m_window.resize(800, 600);
        m_item->setParentItem(m_window.contentItem());
        m_item->setSize(m_window.size());
        m_window.show();
    }

    QQuickItem *operator->() const { return m_item.get(); }

    // What assistive technology reads of all that has \a role.
    QStringList names(QAccessible::Role role) const
    {
        QStringList names;
        collect(QAccessible::queryAccessibleInterface(const_cast<QQuickWindow *>(&m_window)), role, names);
        return names;
    }

    static void collect(QAccessibleInterface *from, QAccessible::Role role, QStringList &names)
    {
        if (!from || from->state().invisible)
            return;
        if (from->role() == role)
            names.append(from->text(QAccessible::Name));
        for (int i = 0; i < from->childCount(); ++i)
            collect(from->child(i), role, names);
    }

private:
    QQmlEngine m_engine;
    QQmlComponent m_component;
    QQuickWindow m_window;
    std::unique_ptr<QQuickItem> m_item;
};

// What a model says of its rows to those who do not see them.
QStringList rowsOf(const QAbstractItemView *view)
{
    QStringList names;
    QAccessibleInterface *read = QAccessible::queryAccessibleInterface(const_cast<QAbstractItemView *>(view));
    for (int row = 0; row < view->model()->rowCount(); ++row)
        names.append(read->child(row)->text(QAccessible::Name));
    return names;
}

// Waiting for others, a running step counts up; that is not what is compared.
QStringList withoutTimes(const QStringList &names)
{
    static const QRegularExpression time(QStringLiteral("[<0-9.]+ (ms|s)"));
    QStringList result = names;
    result.replaceInStrings(time, QStringLiteral("#"));
    return result;
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
        QStringList names;
        Item::collect(QAccessible::queryAccessibleInterface(&widget), role, names);
        return sorted(names);
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

    QQmlEngine engine;
    NoukaiQuick::addTo(engine);
    QQmlComponent component(&engine);
    component.setData("import Noukai\nFlowProgress { }", {});
    QQuickWindow window;
    const std::unique_ptr<QQuickItem> item(qobject_cast<QQuickItem *>(
        component.createWithInitialProperties({{QStringLiteral("flow"), QVariant::fromValue(&stage.flow)}})));
    QVERIFY2(item, qPrintable(component.errorString()));
    item->setParentItem(window.contentItem());
    QVERIFY(stage.reach(state, stepCount));

    QAccessibleInterface *there = QAccessible::queryAccessibleInterface(item.get());
    QAccessibleInterface *here = QAccessible::queryAccessibleInterface(&widget);
    QVERIFY(here && there);
    QCOMPARE(there->role(), here->role());
    QCOMPARE(there->text(QAccessible::Name), here->text(QAccessible::Name));
    QCOMPARE(item->property("indeterminate").toBool(),
             widget.progress() < 0 && (state == NoukaiFlow::Connecting || state == NoukaiFlow::Running));
    QCOMPARE(item->property("value").toDouble(), qMax(0.0, widget.progress()));
    // The same fonts give the same size.
    item->setProperty("font", widget.font());
    QCOMPARE(qRound(item->implicitHeight()), widget.sizeHint().height());
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
        QVERIFY(QMetaObject::invokeMethod(item.operator->(), "disabledReason", Q_RETURN_ARG(QString, reason),
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
        QStringList said;
        Item::collect(QAccessible::queryAccessibleInterface(&widget), QAccessible::StaticText, said);
        said.removeAll(QString());
        said = withoutTimes(said);
        said.sort();
        return said;
    };
    const auto there = [&] {
        QStringList names = item.names(QAccessible::StaticText);
        names.removeAll(QString());
        names = withoutTimes(names);
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
    const QStringList here = withoutTimes(rowsOf(widget.view()));
    // The lines are buttons there, among those of the bodies.
    const auto headers = [&] {
        QStringList names = withoutTimes(item.names(QAccessible::Button));
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
    QStringList here = withoutTimes(rowsOf(widget.view()));
    here.sort();
    const auto there = [&] {
        QStringList names = withoutTimes(item.names(QAccessible::ListItem));
        names.sort();
        return names;
    };
    QTRY_COMPARE(there(), here);
    QCOMPARE(item->property("currentRow").toInt(), widget.currentRow());
    QCOMPARE(item->property("followActiveStep").toBool(), widget.followActiveStep());
}

QTEST_MAIN(TestParity)
#include "tst_parity.moc"
