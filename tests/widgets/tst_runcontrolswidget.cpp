// SPDX-License-Identifier: MIT
#include "flowstage.h"
#include "parts/actionbutton_p.h"

#include <Noukai/noukairuncontrols.h>

#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QMenu>

#include <memory>

using namespace Qt::StringLiterals;

// NoukaiRunControls: the buttons, and the actions that menus and tool bars show.
class TestRunControlsWidget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support (raise|propagateSizeHints))"_s));
    }
    void offers_data();
    void offers();
    void controlsARun();
    void actionsControlARun();
    void wordsGiveWayToGlyphs();
    void readsFromTheOtherSide();
    void flowIsAProperty();
    void slotMayDelete();

private:
    static NoukaiActionButton *button(const NoukaiRunControls &controls, NoukaiRunAction::Action action)
    {
        return controls.findChildren<NoukaiActionButton *>().value(action);
    }
};

void TestRunControlsWidget::offers_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QList<NoukaiRunAction::Action>>("possible");
    QTest::addColumn<int>("suggested");
    using A = QList<NoukaiRunAction::Action>;
    const auto start = NoukaiRunAction::Start;
    const auto pause = NoukaiRunAction::PauseAfterStep;
    const auto toEnd = NoukaiRunAction::RunToEnd;
    const auto resume = NoukaiRunAction::Resume;
    const auto stop = NoukaiRunAction::Stop;
    QTest::newRow("idle") << NoukaiFlow::Idle << A{start, pause} << int(start);
    QTest::newRow("connecting") << NoukaiFlow::Connecting << A{pause, toEnd, stop} << -1;
    QTest::newRow("running") << NoukaiFlow::Running << A{pause, toEnd, stop} << -1;
    QTest::newRow("paused") << NoukaiFlow::Paused << A{pause, NoukaiRunAction::Step, toEnd, stop}
                            << int(NoukaiRunAction::Step);
    QTest::newRow("needs a decision") << NoukaiFlow::AwaitingTools << A{pause, toEnd, stop} << -1;
    QTest::newRow("completed") << NoukaiFlow::Completed << A{start, pause} << int(start);
    QTest::newRow("failed") << NoukaiFlow::Failed << A{start, pause, resume} << int(start);
    QTest::newRow("cancelled") << NoukaiFlow::Cancelled << A{start, pause, resume} << int(start);
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << A{start, pause, resume} << int(resume);
}

// Each button and each action is possible where the run's action is, and says why it is not elsewhere.
void TestRunControlsWidget::offers()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QList<NoukaiRunAction::Action>, possible);
    QFETCH(int, suggested);
    FlowStage stage;
    NoukaiRunControls controls;
    controls.setFlow(&stage.flow);
    QVERIFY(stage.reach(state));
    QCOMPARE(controls.actions().size(), 6);
    for (int i = NoukaiRunAction::Start; i <= NoukaiRunAction::Resume; ++i) {
        const auto kind = NoukaiRunAction::Action(i);
        QAction *action = controls.action(kind);
        const NoukaiActionButton *press = button(controls, kind);
        QVERIFY(action && press);
        QCOMPARE(controls.actions().at(i), action);
        QCOMPARE(action->isEnabled(), possible.contains(kind));
        QCOMPARE(press->isPossible(), possible.contains(kind));
        QCOMPARE(controls.disabledReason(kind).isEmpty(), possible.contains(kind));
        QCOMPARE(press->disabledReason(), controls.disabledReason(kind));
        QCOMPARE(press->isSuggested(), i == suggested);
        QCOMPARE(action->text(), NoukaiRunAction::text(kind));
        QVERIFY(!action->icon().isNull());
        QVERIFY(!action->statusTip().isEmpty());
        if (!possible.contains(kind))
            QCOMPARE(action->statusTip(), controls.disabledReason(kind));
        QVERIFY(action->toolTip().contains(action->statusTip().toHtmlEscaped()));
        QCOMPARE(action->isCheckable(), kind == NoukaiRunAction::PauseAfterStep);
        QAccessibleInterface *read = QAccessible::queryAccessibleInterface(const_cast<NoukaiActionButton *>(press));
        QCOMPARE(read->text(QAccessible::Name), action->text());
        QVERIFY(!read->text(QAccessible::Description).isEmpty());
    }
    QVERIFY(controls.action(NoukaiRunAction::PauseAfterStep)->isChecked() == !stage.flow.autoAdvance());
    QAccessibleInterface *bar = QAccessible::queryAccessibleInterface(&controls);
    QCOMPARE(bar->role(), QAccessible::ToolBar);
    QCOMPARE(bar->text(QAccessible::Name), u"Run controls"_s);
}

void TestRunControlsWidget::controlsARun()
{
    FlowStage stage;
    NoukaiRunControls controls;
    controls.setFlow(&stage.flow);
    controls.show();
    QVERIFY(QTest::qWaitForWindowExposed(&controls));
    QVERIFY(stage.reach(NoukaiFlow::Running));
    NoukaiActionButton *stop = button(controls, NoukaiRunAction::Stop);
    QTest::mouseClick(button(controls, NoukaiRunAction::Start), Qt::LeftButton); // not now
    QCOMPARE(stage.flow.state(), NoukaiFlow::Running);
    QTest::mouseClick(button(controls, NoukaiRunAction::PauseAfterStep), Qt::LeftButton);
    QVERIFY(stage.flow.autoAdvance());
    QVERIFY(!button(controls, NoukaiRunAction::PauseAfterStep)->isChecked());
    stop->setFocus();
    QTest::keyClick(stop, Qt::Key_Space);
    QCOMPARE(stage.flow.state(), NoukaiFlow::Cancelled);
    QVERIFY(stop->hasFocus());
    QVERIFY(!stop->isPossible());
}

void TestRunControlsWidget::actionsControlARun()
{
    FlowStage stage;
    NoukaiRunControls controls; // never shown
    controls.setFlow(&stage.flow);
    QMenu menu;
    menu.addActions(controls.actions());
    QCOMPARE(menu.actions().size(), 6);
    QVERIFY(stage.reach(NoukaiFlow::Paused));
    QAction *pause = controls.action(NoukaiRunAction::PauseAfterStep);
    QVERIFY(pause->isChecked());
    pause->trigger();
    QVERIFY(stage.flow.autoAdvance());
    QVERIFY(!pause->isChecked());
    pause->trigger();
    QVERIFY(pause->isChecked());
    controls.action(NoukaiRunAction::Stop)->trigger();
    QCOMPARE(stage.flow.state(), NoukaiFlow::Cancelled);
    QCOMPARE(controls.action(NoukaiRunAction::Action(99)), nullptr);
}

void TestRunControlsWidget::wordsGiveWayToGlyphs()
{
    NoukaiRunControls controls;
    controls.resize(controls.sizeHint());
    controls.show();
    QVERIFY(QTest::qWaitForWindowExposed(&controls));
    QVERIFY(!button(controls, NoukaiRunAction::Start)->isIconOnly());
    QCOMPARE(controls.heightForWidth(controls.width()), controls.sizeHint().height());
    controls.resize(controls.width() - 1, controls.height());
    for (const NoukaiActionButton *each : controls.findChildren<NoukaiActionButton *>())
        QVERIFY(each->isIconOnly());
    QVERIFY(controls.minimumSizeHint().width() < controls.sizeHint().width() / 6);
    // Where even the glyphs do not fit they take lines.
    QVERIFY(controls.heightForWidth(controls.minimumSizeHint().width() * 2) > controls.sizeHint().height());
    controls.resize(controls.sizeHint());
    QVERIFY(!button(controls, NoukaiRunAction::Start)->isIconOnly());
}

void TestRunControlsWidget::readsFromTheOtherSide()
{
    NoukaiRunControls controls;
    controls.setLayoutDirection(Qt::RightToLeft);
    controls.resize(controls.sizeHint());
    controls.show();
    QVERIFY(QTest::qWaitForWindowExposed(&controls));
    QCOMPARE(button(controls, NoukaiRunAction::Start)->geometry().right(), controls.rect().right());
    QVERIFY(button(controls, NoukaiRunAction::Stop)->x() > button(controls, NoukaiRunAction::Resume)->x());
}

void TestRunControlsWidget::flowIsAProperty()
{
    FlowStage stage;
    NoukaiRunControls controls;
    QSignalSpy spy(&controls, &NoukaiRunControls::flowChanged);
    QCOMPARE(controls.disabledReason(NoukaiRunAction::Start), u"There is no flow."_s);
    auto flow = std::make_unique<NoukaiFlow>(&stage.client);
    controls.setFlow(flow.get());
    controls.setFlow(flow.get());
    QCOMPARE(spy.size(), 1);
    flow.reset();
    QCOMPARE(controls.flow(), nullptr);
    QVERIFY(!controls.action(NoukaiRunAction::Start)->isEnabled());
}

// Who is told of what a button did may delete the buttons.
void TestRunControlsWidget::slotMayDelete()
{
    FlowStage stage;
    auto *controls = new NoukaiRunControls;
    const QPointer<NoukaiRunControls> alive(controls);
    controls->setFlow(&stage.flow);
    controls->show();
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QObject context;
    connect(&stage.flow, &NoukaiFlow::stateChanged, &context, [&alive] { delete alive.data(); });
    QTest::mouseClick(button(*controls, NoukaiRunAction::Stop), Qt::LeftButton);
    QVERIFY(!alive);
}

QTEST_MAIN(TestRunControlsWidget)
#include "tst_runcontrolswidget.moc"
