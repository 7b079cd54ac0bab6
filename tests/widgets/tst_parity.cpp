// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaiflowprogress.h>
#include <Noukai/noukaiquick.h>

#include <QtGui/QAccessible>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QTest>

#include <memory>

// What the two front ends tell about one and the same flow is the same, in every state.
class TestParity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flowProgress_data();
    void flowProgress();
};

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

QTEST_MAIN(TestParity)
#include "tst_parity.moc"
