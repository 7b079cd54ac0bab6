// SPDX-License-Identifier: MIT
#include "transcript.h"

using namespace Qt::StringLiterals;

using Act = std::function<void(NoukaiFlow &, FlowRecorder &)>;
Q_DECLARE_METATYPE(Act)

// What is played tells the same as what was live, signal for signal.
class tst_RecordReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsLive_data();
    void sameAsLive();
    void playedTwice();
    void recordedAgainstTheFlowsOldRun();
    void actsInEarlierSlots();

private:
    static void drive(FlowBench &bench, NoukaiFlow &flow, Transcript &transcript, const Act &act, int runs);
};

static NoukaiMockFault faultOf(NoukaiMockFault::Kind kind, int afterFrames = -1, int nth = 1)
{
    NoukaiMockFault fault;
    fault.kind = kind;
    fault.afterFrames = afterFrames;
    fault.nth = nth;
    fault.end = NoukaiMockFault::Clean;
    return fault;
}

static void answerTools(NoukaiFlow &flow, FlowRecorder &)
{
    QObject::connect(&flow, &NoukaiFlow::toolCallsRequired, &flow, [&flow](const NoukaiToolCallsRequired &pause) {
        const auto calls = pause.toolCalls();
        for (const NoukaiToolCall &call : calls)
            flow.submitToolResult(call.id(), u"answer to "_s + call.name());
    });
}

// Does `what` when the log says `entry` for the first time, after the slots of that signal have run.
static void when(FlowRecorder &recorder, NoukaiFlow &flow, const QString &entry, const std::function<void()> &what)
{
    const auto before = recorder.onEntry;
    recorder.onEntry = [before, &flow, entry, what, done = false](const QString &written) mutable {
        before(written);
        if (written == entry && !std::exchange(done, true))
            QMetaObject::invokeMethod(&flow, what, Qt::QueuedConnection);
    };
}

void tst_RecordReplay::sameAsLive_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<NoukaiMockFault>("fault");
    QTest::addColumn<Act>("act");
    QTest::addColumn<int>("runs");

    const Act none = [](NoukaiFlow &, FlowRecorder &) {
    };
    const Act remaining = [](NoukaiFlow &flow, FlowRecorder &) {
        flow.setRunRemaining(true);
    };
    const Act resume = [](NoukaiFlow &flow, FlowRecorder &recorder) {
        when(recorder, flow, u"errorOccurred Interrupted"_s, [&flow] { flow.resume(); });
    };
    const auto cancelAt = [](const QString &entry) -> Act {
        return [entry](NoukaiFlow &flow, FlowRecorder &recorder) {
            when(recorder, flow, entry, [&flow] { flow.cancel(); });
        };
    };
    const auto row = [](const char *name, const char *identifier, const Act &act, int runs = 1,
                        const NoukaiMockFault &fault = {}) {
        QTest::newRow(name) << QString::fromLatin1(identifier) << fault << act << runs;
    };
    row("two steps", "acme/spelling/grade-3", none);
    row("two steps in one call", "acme/spelling/grade-3", remaining);
    row("tool round", "acme/support/refund", answerTools);
    row("over the limit of tool rounds", "acme/support/refund", [](NoukaiFlow &flow, FlowRecorder &) {
        QList<NoukaiTool *> tools;
        for (const QString &name : {u"get_order"_s, u"get_refund_policy"_s}) {
            tools += new NoukaiTool(name, {}, {}, &flow);
            tools.constLast()->setPolicy(NoukaiTool::Deny);
        }
        flow.setTools(tools);
        flow.setMaxToolRounds(0);
    });
    row("loop", "acme/translate/chapters", none);
    row("parallel", "acme/review/contract", none);
    row("long output", "acme/research/report", remaining);
    row("traced", "acme/demo/flow", [](NoukaiFlow &flow, FlowRecorder &) { flow.setTrace(true); });
    row(
        "failing, then run again from a step", "acme/etl/import",
        [](NoukaiFlow &flow, FlowRecorder &recorder) {
            when(recorder, flow, u"errorOccurred Execution"_s, [&flow] { flow.rerunFrom(1); });
        },
        2);
    row(
        "completed, then run again from a step", "acme/demo/flow",
        [](NoukaiFlow &flow, FlowRecorder &recorder) {
            when(recorder, flow, u"flowCompleted"_s, [&flow] { flow.rerunFrom(1); });
        },
        2);
    row("interrupted", "acme/demo/flow", none, 1, faultOf(NoukaiMockFault::EndWithoutTerminal, 2, 2));
    row("interrupted and resumed", "acme/demo/flow", resume, 2, faultOf(NoukaiMockFault::EndWithoutTerminal, 2, 2));
    row("interrupted before any event", "acme/demo/flow", none, 1, faultOf(NoukaiMockFault::CutAfterHeaders));
    row("connection lost", "acme/demo/flow", none, 1, faultOf(NoukaiMockFault::CutMidFrame, 2));
    row("refused", "acme/demo/flow", none, 1, faultOf(NoukaiMockFault::HttpError));
    row("nothing sent", "not a flow", none);
    row("stuck", "acme/demo/flow", none, 1, faultOf(NoukaiMockFault::StuckPause));
    row("garbage", "acme/demo/flow", none, 1, faultOf(NoukaiMockFault::GarbageFrames, 1));
    row("cancelled", "acme/demo/flow", cancelAt(u"stepPaused a 0"_s));
    row("cancelled while connecting", "acme/demo/flow", cancelAt(u"state Connecting"_s));
    row("cancelled while tools wait", "acme/support/refund", cancelAt(u"state AwaitingTools"_s));
    row("step by step", "acme/demo/flow", [](NoukaiFlow &flow, FlowRecorder &recorder) {
        flow.setAutoAdvance(false);
        when(recorder, flow, u"stepPaused a 0"_s, [&flow] { flow.advance(); });
    });
    row("stopped by a slot", "acme/demo/flow", [](NoukaiFlow &flow, FlowRecorder &recorder) {
        QObject::connect(&flow, &NoukaiFlow::stepPaused, &flow, [&flow] { flow.setAutoAdvance(false); });
        when(recorder, flow, u"state Paused"_s, [&flow] { flow.advance(); });
    });
    row("paused, then to the end", "acme/demo/flow", [](NoukaiFlow &flow, FlowRecorder &recorder) {
        flow.setAutoAdvance(false);
        when(recorder, flow, u"stepPaused a 0"_s, [&flow] { flow.runToEnd(); });
    });
    row(
        "two runs", "acme/demo/flow",
        [](NoukaiFlow &flow, FlowRecorder &recorder) {
            when(recorder, flow, u"finished"_s, [&flow] { flow.start(); });
        },
        2);
}

void tst_RecordReplay::drive(FlowBench &bench, NoukaiFlow &flow, Transcript &transcript, const Act &act, int runs)
{
    Q_UNUSED(bench)
    flow.setMessage(u"Es war einmal"_s);
    act(flow, transcript.recorder);
    flow.start();
    QTRY_COMPARE_WITH_TIMEOUT(transcript.recorder.finishes, runs, 30'000);
    QVERIFY(!flow.isRunning());
}

void tst_RecordReplay::sameAsLive()
{
    QFETCH(QString, identifier);
    QFETCH(NoukaiMockFault, fault);
    QFETCH(Act, act);
    QFETCH(int, runs);
    FlowBench bench;
    bench.add(TwoSteps);
    if (fault.kind != NoukaiMockFault::None)
        bench.server.setFault(fault);
    NoukaiTool order(u"get_order"_s, {}, {});
    NoukaiTool policy(u"get_refund_policy"_s, {}, {});
    NoukaiFlow live(bench.client.get(), identifier);
    live.setTools({&order, &policy});
    Transcript original(&live);
    QTemporaryDir folder;
    NoukaiRecorder recorder;
    recorder.setFlow(&live);
    recorder.setFileName(folder.filePath(u"run.noukai.jsonl"_s));
    QVERIFY(recorder.start());
    drive(bench, live, original, act, runs);
    recorder.stop();
    QCOMPARE(recorder.error(), NoukaiError());
    QCOMPARE(recorder.bytesWritten(), QFileInfo(recorder.fileName()).size());

    const qsizetype requests = bench.server.requests().size();
    NoukaiFlow played(bench.client.get(), identifier);
    Transcript replay(&played);
    NoukaiPlayer player;
    QSignalSpy ended(&player, &NoukaiPlayer::ended);
    player.setFlow(&played);
    player.setFileName(recorder.fileName());
    player.setSpeed(0);
    player.play();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
    QCOMPARE(player.error(), NoukaiError());
    QVERIFY(!player.isTruncated());
    for (qsizetype i = 0; i < qMin(original.log.size(), replay.log.size()); ++i)
        QCOMPARE(replay.log.at(i), original.log.at(i));
    QCOMPARE(replay.log.size(), original.log.size());
    QCOMPARE(replay.properties(), original.properties());
    QCOMPARE(replay.recorder.errors, original.recorder.errors);
    QCOMPARE(replay.recorder.warnings, original.recorder.warnings);
    QCOMPARE(player.identifier(), identifier);
    QCOMPARE(bench.server.requests().size(), requests);
}

// The same player, once more, gives the same once more.
void tst_RecordReplay::playedTwice()
{
    QBuffer recording;
    recording.setData(timedRecording(3));
    QVERIFY(recording.open(QIODevice::ReadOnly));
    NoukaiFlow flow;
    NoukaiPlayer player;
    QSignalSpy ended(&player, &NoukaiPlayer::ended);
    player.setFlow(&flow);
    player.setDevice(&recording);
    player.setSpeed(0);
    QStringList first;
    for (int round = 1; round <= 2; ++round) {
        Transcript transcript(&flow);
        player.play();
        QTRY_COMPARE(ended.size(), round);
        QCOMPARE(flow.state(), NoukaiFlow::Completed);
        if (round == 1)
            first = transcript.recorder.log;
        else
            QCOMPARE(transcript.recorder.log, first);
    }
}

// A recording that begins with resume() does not build upon what the flow happened to hold.
void tst_RecordReplay::recordedAgainstTheFlowsOldRun()
{
    FlowBench bench;
    bench.add(ThreeSteps);
    bench.server.setFault(faultOf(NoukaiMockFault::EndWithoutTerminal, 2, 2));
    NoukaiFlow live(bench.client.get(), u"acme/demo/flow"_s);
    FlowRecorder log(&live);
    live.start();
    QTRY_COMPARE(log.finishes, 1);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    NoukaiRecorder recorder;
    recorder.setFlow(&live);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    live.resume();
    QTRY_COMPARE(log.finishes, 2);
    QCOMPARE(live.state(), NoukaiFlow::Completed);
    recorder.stop();

    NoukaiFlow other(bench.client.get(), u"acme/spelling/grade-3"_s);
    other.setMessage(u"x"_s);
    FlowRecorder played(&other);
    other.start();
    QTRY_COMPARE(played.finishes, 1);
    NoukaiPlayer player;
    player.setFlow(&other);
    player.setDevice(&buffer);
    player.setSpeed(0);
    played.log.clear();
    player.play();
    QTRY_COMPARE(played.finishes, 2);
    QCOMPARE(other.state(), NoukaiFlow::Completed);
    QCOMPARE(played.only(u"stepStarted"_s), QStringList(u"stepStarted c 2"_s));
    QCOMPARE(other.result(), live.result());
    QVERIFY(other.usage().costUsd().isEmpty());
}

// Slots that were connected before the recorder came and that act at once do not bring the lines out of order.
void tst_RecordReplay::actsInEarlierSlots()
{
    FlowBench bench;
    bench.add(ThreeSteps);
    NoukaiFlow live(bench.client.get(), u"acme/demo/flow"_s);
    live.setAutoAdvance(false);
    connect(&live, &NoukaiFlow::stateChanged, &live, [&live] {
        if (live.state() == NoukaiFlow::Paused)
            live.advance();
    });
    FlowRecorder log(&live);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    NoukaiRecorder recorder;
    recorder.setFlow(&live);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    live.start();
    QTRY_COMPARE(log.finishes, 1);
    recorder.stop();

    NoukaiFlow other;
    FlowRecorder played(&other);
    NoukaiPlayer player;
    player.setFlow(&other);
    player.setDevice(&buffer);
    player.setSpeed(0);
    player.play();
    QTRY_COMPARE(played.finishes, 1);
    QCOMPARE(other.result(), QJsonValue(u"CBA"_s));
    QCOMPARE(played.only(u"step"_s), log.only(u"step"_s));
}

QTEST_GUILESS_MAIN(tst_RecordReplay)
#include "tst_recordreplay.moc"
