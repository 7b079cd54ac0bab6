// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaiflowstatus.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

// What is said of a run besides its state. (States and progress are tested with the components.)
class TestFlowStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void silenceIsOfRunsThatShouldTell_data();
    void silenceIsOfRunsThatShouldTell();
    void eventsEndSilence();
    void versions_data();
    void versions();
    void partialCostIsMarked();
    void elapsed();
    void withoutFlow();
};

void TestFlowStatus::silenceIsOfRunsThatShouldTell_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<bool>("expected");
    QTest::newRow("idle") << NoukaiFlow::Idle << false;
    QTest::newRow("connecting") << NoukaiFlow::Connecting << true;
    QTest::newRow("running") << NoukaiFlow::Running << true;
    QTest::newRow("paused") << NoukaiFlow::Paused << false;
    QTest::newRow("needs a decision") << NoukaiFlow::AwaitingTools << false;
    QTest::newRow("completed") << NoukaiFlow::Completed << false;
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << false;
}

void TestFlowStatus::silenceIsOfRunsThatShouldTell()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    NoukaiFlowStatus status;
    status.setFlow(&stage.flow);
    QVERIFY(stage.reach(state));
    QTEST(status.silence() >= 0, "expected");
    // Not yet; but a connection that was lost is told at once.
    QCOMPARE(status.silenceText(), state == NoukaiFlow::Interrupted ? u"last event 0 s ago"_s : QString());
    QVERIFY(!status.isStalled());
}

void TestFlowStatus::eventsEndSilence()
{
    FlowStage stage;
    NoukaiFlowStatus status;
    status.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QTRY_VERIFY(status.silence() >= 100);
    QSignalSpy events(&stage.flow, &NoukaiFlow::eventReceived);
    qint64 silence = -1;
    connect(&stage.flow, &NoukaiFlow::stepOutput, this, [&] { silence = status.silence(); });
    stage.server.deliver(1);
    QTRY_VERIFY(events.count() > 0);
    QVERIFY2(silence >= 0 && silence < 100, qPrintable(QString::number(silence)));
}

void TestFlowStatus::versions_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("text");
    QTest::newRow("name") << u"production"_s << u"production"_s;
    QTest::newRow("number") << u"3"_s << u"version 3"_s;
}

void TestFlowStatus::versions()
{
    QFETCH(QString, version);
    NoukaiFlow flow;
    NoukaiFlowStatus status;
    status.setFlow(&flow);
    flow.setVersion(version);
    QTEST(status.versionText(), "text");
}

// The third step of the stage reports no cost, and no tokens either: that costs nothing.
void TestFlowStatus::partialCostIsMarked()
{
    FlowStage stage;
    NoukaiFlowStatus status;
    status.setFlow(&stage.flow);
    QVERIFY(stage.reach(NoukaiFlow::Paused));
    QCOMPARE(status.marks(), QList<int>());
    QCOMPARE(NoukaiFlowStatus::markText(NoukaiFlowStatus::PartialCostMark), u"Partial cost"_s);
    QCOMPARE(NoukaiFlowStatus::markRole(NoukaiFlowStatus::ReplayMark), NoukaiTheme::Replay);
    QCOMPARE(NoukaiFlowStatus::markGlyph(NoukaiFlowStatus::ReplayMark), NoukaiTheme::Rewind);
}

void TestFlowStatus::elapsed()
{
    FlowStage stage;
    NoukaiFlowStatus status;
    status.setFlow(&stage.flow);
    QCOMPARE(status.elapsedText(), QString());
    QVERIFY(stage.reach(NoukaiFlow::Completed));
    QVERIFY(status.elapsedText().endsWith(u's'));
}

void TestFlowStatus::withoutFlow()
{
    auto flow = std::make_unique<NoukaiFlow>();
    NoukaiFlowStatus status;
    status.setFlow(flow.get());
    flow.reset();
    QCOMPARE(status.silence(), -1);
    QCOMPARE(status.silenceText(), QString());
    QCOMPARE(status.elapsedText(), QString());
    QCOMPARE(status.versionText(), QString());
    QCOMPARE(status.marks(), QList<int>());
}

QTEST_GUILESS_MAIN(TestFlowStatus)
#include "tst_flowstatus.moc"
