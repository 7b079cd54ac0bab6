// SPDX-License-Identifier: MIT
#include "flowstage.h"

#include <Noukai/noukaiannouncer.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;

// What a screen reader is told of a run.
class TestAnnouncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void defaults();
    void gathersWhatHappens();
    void politeOnesAreApart();
    void atOnce_data();
    void atOnce();
    void ends_data();
    void ends();
    void chunksAreNeverTold();
    void readsNewOutput();
    void flowGoes();
};

static QStringList texts(const QSignalSpy &spy)
{
    QStringList result;
    for (const auto &call : spy)
        result << call.at(0).toString();
    return result;
}

void TestAnnouncer::defaults()
{
    const NoukaiAnnouncer announcer;
    QCOMPARE(announcer.gatherTime(), 500);
    QCOMPARE(announcer.spacing(), 3000);
}

// The start, two steps and the pause come within one gathering.
void TestAnnouncer::gathersWhatHappens()
{
    FlowStage stage;
    NoukaiAnnouncer announcer;
    announcer.setFlow(&stage.flow);
    announcer.setGatherTime(1000);
    QSignalSpy spy(&announcer, &NoukaiAnnouncer::announced);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(texts(spy), QStringList{u"Run started with 7 steps. 2 steps completed"_s});
    QCOMPARE(spy.at(0).at(1).toBool(), false);
}

void TestAnnouncer::politeOnesAreApart()
{
    FlowStage stage;
    NoukaiAnnouncer announcer;
    announcer.setFlow(&stage.flow);
    announcer.setGatherTime(0);
    announcer.setSpacing(400);
    QElapsedTimer clock;
    QList<qint64> times;
    connect(&announcer, &NoukaiAnnouncer::announced, this, [&] { times << clock.elapsed(); });
    clock.start();
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QTRY_VERIFY(!times.isEmpty());
    stage.flow.cancel();
    QTRY_VERIFY(times.size() >= 2);
    // Qt's coarse timers are allowed 5 %.
    QVERIFY2(times.at(1) - times.at(0) >= 380, qPrintable(QString::number(times.at(1) - times.at(0))));
}

void TestAnnouncer::atOnce_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QString>("text");
    QTest::newRow("a decision") << NoukaiFlow::AwaitingTools << "A decision is needed: delete_file";
    QTest::newRow("a failure") << NoukaiFlow::Failed << "The run failed: Busy";
}

void TestAnnouncer::atOnce()
{
    QFETCH(NoukaiFlow::State, state);
    FlowStage stage;
    NoukaiAnnouncer announcer;
    announcer.setFlow(&stage.flow);
    announcer.setGatherTime(60000); // what is polite never comes
    QSignalSpy spy(&announcer, &NoukaiAnnouncer::announced);
    QVERIFY(stage.reach(state));
    QCOMPARE(spy.count(), 1);
    QTEST(spy.at(0).at(0).toString(), "text");
    QCOMPARE(spy.at(0).at(1).toBool(), true);
}

void TestAnnouncer::ends_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QString>("word");
    QTest::newRow("completed") << NoukaiFlow::Completed << "Completed";
    QTest::newRow("interrupted") << NoukaiFlow::Interrupted << "Interrupted";
    QTest::newRow("cancelled") << NoukaiFlow::Cancelled << "Cancelled";
}

void TestAnnouncer::ends()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QString, word);
    FlowStage stage;
    NoukaiAnnouncer announcer;
    announcer.setFlow(&stage.flow);
    announcer.setGatherTime(20);
    announcer.setSpacing(20);
    QSignalSpy spy(&announcer, &NoukaiAnnouncer::announced);
    QVERIFY(stage.reach(state));
    QTRY_VERIFY(spy.count() > 0 && texts(spy).constLast().contains(u"Run ended: "_s + word));
}

void TestAnnouncer::chunksAreNeverTold()
{
    FlowStage stage;
    NoukaiAnnouncer announcer;
    announcer.setFlow(&stage.flow);
    announcer.setGatherTime(0);
    announcer.setSpacing(0);
    QSignalSpy spy(&announcer, &NoukaiAnnouncer::announced);
    QVERIFY(stage.reach(NoukaiFlow::Running));
    QTRY_VERIFY(texts(spy).join(u' ').contains(u"2 steps completed"_s));
    spy.clear();
    QSignalSpy chunks(&stage.flow, &NoukaiFlow::stepOutput);
    stage.server.deliver(1); // the last, so the stream ends with it
    QTRY_VERIFY(!spy.isEmpty());
    QCOMPARE(chunks.count(), 1);
    QCOMPARE(texts(spy), QStringList{u"Run ended: Interrupted"_s});
}

void TestAnnouncer::readsNewOutput()
{
    FlowStage stage;
    NoukaiAnnouncer announcer;
    QSignalSpy spy(&announcer, &NoukaiAnnouncer::announced);
    announcer.readNewOutput();
    announcer.setFlow(&stage.flow);
    announcer.setSpacing(100'000); // nothing but what is asked for, after the first
    const auto read = [&] {
        spy.clear();
        announcer.readNewOutput();
        return spy.constLast().at(0).toString();
    };
    QCOMPARE(texts(spy), QStringList{u"No output yet"_s});
    const auto frame = [](const QByteArray &text) -> QByteArray {
        return "event: step_output\ndata: {\"stepId\":\"s1\",\"outputData\":\"" + text + "\"}\n\n";
    };
    stage.server.addRawFlow(stage.flow.identifier(),
                            "event: run_started\ndata: {\"runId\":\"r1\",\"stepCount\":1}\n\n"
                            "event: step_started\ndata: {\"stepId\":\"s1\",\"name\":\"Write\"}\n\n" +
                                frame("Hello ") + frame("there") + frame(", again") +
                                frame(QByteArray(3000, 'a') + "b"));
    stage.flow.start();
    QSignalSpy outputs(&stage.flow, &NoukaiFlow::stepOutput);
    QTRY_VERIFY(stage.server.pendingFrames() >= 6);
    stage.server.deliver(4);
    QTRY_COMPARE(outputs.count(), 2);
    QCOMPARE(read(), u"Hello there"_s);
    QVERIFY(spy.constLast().at(1).toBool());
    QCOMPARE(read(), u"No new output"_s);
    stage.server.deliver(1);
    QTRY_COMPARE(outputs.count(), 3);
    QCOMPARE(read(), u", again"_s);
    stage.server.deliver(1);
    QTRY_COMPARE(outputs.count(), 4);
    QCOMPARE(read(), u"… "_s + QString(1999, u'a') + u'b');
}

void TestAnnouncer::flowGoes()
{
    NoukaiAnnouncer announcer;
    QSignalSpy spy(&announcer, &NoukaiAnnouncer::announced);
    announcer.setGatherTime(20);
    {
        FlowStage stage;
        announcer.setFlow(&stage.flow);
        QVERIFY(stage.reach(NoukaiFlow::Running));
        spy.clear();
    }
    QVERIFY(!announcer.flow());
    QTest::qWait(60);
    QCOMPARE(spy.count(), 0);
}

QTEST_GUILESS_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
