// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukairunaction.h>

#include <QtCore/QBuffer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace
{

using A = NoukaiRunAction;
constexpr A::Action All[] = {A::Start, A::PauseAfterStep, A::Step, A::RunToEnd, A::Stop, A::Resume};

// The keys of what is possible, in the order of the enumeration.
QStringList possible(NoukaiFlow *flow)
{
    QStringList keys;
    for (const A::Action action : All) {
        if (A::disabledReason(flow, action).isEmpty())
            keys << QString::fromLatin1(QMetaEnum::fromType<A::Action>().valueToKey(action));
    }
    return keys;
}

} // namespace

// What can be done about a run in each of its states, and why not.
class TestRunAction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void possibleInState_data();
    void possibleInState();
    void whatIsImpossibleSaysWhy();
    void oneIsSuggested_data();
    void oneIsSuggested();
    void withoutFlow();
    void flowGoes();
    void triggers();
    void togglesPause();
    void runToEndIsAskedOnce();
    void recordingsAreOnlyShown();
};

void TestRunAction::possibleInState_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QStringList>("keys");
    // The stage stops after each step.
    QTest::newRow("idle") << NoukaiFlow::Idle << QStringList{u"Start"_s, u"PauseAfterStep"_s};
    QTest::newRow("connecting") << NoukaiFlow::Connecting << QStringList{u"PauseAfterStep"_s, u"RunToEnd"_s, u"Stop"_s};
    QTest::newRow("running") << NoukaiFlow::Running << QStringList{u"PauseAfterStep"_s, u"RunToEnd"_s, u"Stop"_s};
    QTest::newRow("paused") << NoukaiFlow::Paused
                            << QStringList{u"PauseAfterStep"_s, u"Step"_s, u"RunToEnd"_s, u"Stop"_s};
    QTest::newRow("needs a decision") << NoukaiFlow::AwaitingTools
                                      << QStringList{u"PauseAfterStep"_s, u"RunToEnd"_s, u"Stop"_s};
    QTest::newRow("completed") << NoukaiFlow::Completed << QStringList{u"Start"_s, u"PauseAfterStep"_s};
    QTest::newRow("failed") << NoukaiFlow::Failed << QStringList{u"Start"_s, u"PauseAfterStep"_s, u"Resume"_s};
    QTest::newRow("cancelled") << NoukaiFlow::Cancelled << QStringList{u"Start"_s, u"PauseAfterStep"_s, u"Resume"_s};
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted
                                 << QStringList{u"Start"_s, u"PauseAfterStep"_s, u"Resume"_s};
}

void TestRunAction::possibleInState()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    QVERIFY(stage.reach(state));
    QTEST(possible(&stage.flow), "keys");
}

void TestRunAction::whatIsImpossibleSaysWhy()
{
    FlowStage stage;
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QCOMPARE(A::disabledReason(&stage.flow, A::Start), u"The flow is running. Stop it before you start it again."_s);
    QCOMPARE(A::disabledReason(&stage.flow, A::Step), u"The flow is at work; it stops after this step."_s);
    stage.flow.setAutoAdvance(true);
    QCOMPARE(A::disabledReason(&stage.flow, A::Step), u"The flow does not stop between steps."_s);
    QCOMPARE(A::disabledReason(&stage.flow, A::RunToEnd), u"The flow runs to its end already."_s);
    NoukaiFlow nameless;
    QCOMPARE(A::disabledReason(&nameless, A::Start), u"No flow is chosen."_s);
}

void TestRunAction::oneIsSuggested_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("suggested"); // -1: none
    QTest::newRow("idle") << NoukaiFlow::Idle << int(A::Start);
    QTest::newRow("running") << NoukaiFlow::Running << -1;
    QTest::newRow("paused") << NoukaiFlow::Paused << int(A::Step);
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << int(A::Resume);
    QTest::newRow("completed") << NoukaiFlow::Completed << int(A::Start);
}

void TestRunAction::oneIsSuggested()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, suggested);
    FlowStage stage;
    QVERIFY(stage.reach(state));
    for (const A::Action kind : All) {
        A action(kind);
        action.setFlow(&stage.flow);
        QCOMPARE(action.isSuggested(), int(kind) == suggested);
        QVERIFY(!action.text().isEmpty());
        QVERIFY(!action.description().isEmpty());
    }
}

void TestRunAction::withoutFlow()
{
    for (const A::Action kind : All) {
        A action(kind);
        QVERIFY(!action.isPossible());
        QCOMPARE(action.description(), u"There is no flow."_s);
        action.trigger();
    }
}

void TestRunAction::flowGoes()
{
    FlowStage stage;
    auto flow = std::make_unique<NoukaiFlow>(&stage.client, u"acme/demo/other"_s);
    A action;
    action.setFlow(flow.get());
    QVERIFY(action.isPossible());
    QSignalSpy changes(&action, &A::changed);
    flow.reset();
    QCOMPARE(changes.count(), 1);
    QCOMPARE(action.flow(), nullptr);
    QVERIFY(!action.isPossible());
}

void TestRunAction::triggers()
{
    FlowStage stage;
    QVERIFY(stage.reach(NoukaiFlow::Paused));
    A action(A::Stop);
    action.setFlow(&stage.flow);
    QSignalSpy changes(&action, &A::changed);
    action.trigger();
    QCOMPARE(stage.flow.state(), NoukaiFlow::Cancelled);
    QVERIFY(changes.count() > 0);
    action.trigger(); // not possible any more, and silent
    action.setAction(A::Resume);
    action.trigger();
    QCOMPARE(stage.flow.state(), NoukaiFlow::Connecting);
}

void TestRunAction::togglesPause()
{
    FlowStage stage;
    A action(A::PauseAfterStep);
    action.setFlow(&stage.flow);
    QVERIFY(action.isCheckable());
    QVERIFY(!action.isChecked());
    action.trigger();
    QVERIFY(action.isChecked());
    QVERIFY(!stage.flow.autoAdvance());
    stage.flow.setRunRemaining(true);
    QVERIFY(!action.isPossible());
    action.trigger();
    QVERIFY(!stage.flow.autoAdvance());
}

void TestRunAction::runToEndIsAskedOnce()
{
    FlowStage stage;
    QVERIFY(stage.reach(NoukaiFlow::Running));
    A action(A::RunToEnd);
    action.setFlow(&stage.flow);
    QVERIFY(action.isPossible());
    QSignalSpy changes(&action, &A::changed);
    action.trigger();
    QCOMPARE(changes.count(), 1);
    QVERIFY(!action.isPossible());
}

void TestRunAction::recordingsAreOnlyShown()
{
    QByteArray recording;
    {
        FlowStage stage;
        QBuffer buffer(&recording);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        NoukaiRecorder recorder;
        recorder.setFlow(&stage.flow);
        recorder.setDevice(&buffer);
        recorder.start();
        QVERIFY(stage.reach(NoukaiFlow::Paused));
        recorder.stop();
    }
    QBuffer buffer(&recording);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    NoukaiFlow flow;
    NoukaiPlayer player;
    player.setFlow(&flow);
    player.setDevice(&buffer);
    player.setSpeed(0.25);
    player.play();
    QTRY_VERIFY(flow.isRunning());
    QCOMPARE(possible(&flow), QStringList{u"Stop"_s});
    QCOMPARE(A::disabledReason(&flow, A::Step), u"A recording is played back; it cannot be steered."_s);
}

QTEST_GUILESS_MAIN(TestRunAction)
#include "tst_runaction.moc"
