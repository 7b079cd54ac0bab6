// SPDX-License-Identifier: MIT
// Timelines of whole runs, over real HTTP.
#include "../flow/toolflow.h"
#include "timelinerow.h"

#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QBuffer>
#include <QtTest/QAbstractItemModelTester>

using Model = NoukaiTimelineModel;

class tst_TimelineRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepByStep();
    void pausedBetweenSteps();
    void loop();
    void parallelBlocks();
    void person();
    void handler();
    void personAfterAnInterruption();
    void toolLimit();
    void blockOverride();
    void inputOverride();
    void resume();
    void reattach();
    void rerunForgetsWhatWasOpen();
    void refused();
    void watched();
    void played();
    void executed();
};

// A flow on a bench with a timeline that is checked all the time.
struct Line {
    explicit Line(const QByteArray &definition)
        : flow(bench.client.get(),
               definition.startsWith("acme/") ? QString::fromLatin1(definition) : bench.add(definition))
    {
        model.setFlow(&flow);
    }
    bool run()
    {
        flow.start();
        return ends();
    }
    bool ends()
    {
        return QTest::qWaitFor([this] { return recorder.finishes > 0 && !flow.isRunning(); });
    }
    QStringList rows() const { return TimelineRow::all(model); }
    QVariant value(int row, int role) const { return model.index(row).data(role); }

    FlowBench bench;
    NoukaiFlow flow;
    FlowRecorder recorder{&flow};
    Model model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

static NoukaiMockFault cut(int nth, int afterFrames)
{
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::EndWithoutTerminal;
    fault.end = NoukaiMockFault::Clean;
    fault.nth = nth;
    fault.afterFrames = afterFrames;
    return fault;
}

void tst_TimelineRuns::stepByStep()
{
    Line line(TwoSteps);
    QVERIFY(line.run());
    QTRY_COMPARE(line.rows(), (QStringList{u"First Completed 1/1"_s, u"Second Completed 1/1"_s}));
    QCOMPARE(line.value(0, Model::DurationMsRole), 5);
    QCOMPARE(line.value(0, Model::PromptTokensRole), 10);
    QCOMPARE(line.value(0, Model::TotalTokensRole), 12);
    QCOMPARE(line.value(1, Model::CostUsdRole), u"2e-2"_s);
    QCOMPARE(line.value(1, Model::PreviewRole), u"done"_s);
    QCOMPARE(line.value(1, Model::StepIndexRole), 1);
    QCOMPARE(line.value(0, Model::IsReplayedRole), false);
    QVERIFY(line.value(0, Model::StartMsRole).toLongLong() >= 0);
    QVERIFY(line.value(1, Model::StartMsRole).toLongLong() >= line.value(0, Model::StartMsRole).toLongLong());
    QVERIFY(line.model.endMs() <= line.flow.elapsed());
    QCOMPARE(line.model.nowMs(), line.model.endMs());
    QCOMPARE(line.model.waitingMs(), 0);
}

void tst_TimelineRuns::pausedBetweenSteps()
{
    Line line(ThreeSteps);
    line.flow.setAutoAdvance(false);
    line.flow.start();
    QTRY_COMPARE(line.flow.state(), NoukaiFlow::Paused);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"- Paused 1/1"_s, u"- Pending 1/1"_s}));
    QTRY_COMPARE(line.model.attentionRow(), 1);
    QTRY_VERIFY(line.model.waitingMs() > 20); // it grows
    const qint64 working = line.model.workingMs();
    QTRY_VERIFY(line.model.waitingMs() > 40);
    QCOMPARE(line.model.workingMs(), working);
    line.flow.advance();
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/1"_s, u"- Paused 1/1"_s}));
    QCOMPARE(TimelineRow::kinds(line.model, 1).first(), u"Paused"_s);
    line.flow.runToEnd();
    QVERIFY(line.ends());
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/1"_s, u"c Completed 1/1"_s}));
    QTRY_COMPARE(line.model.attentionRow(), -1);
}

void tst_TimelineRuns::loop()
{
    Line line("acme/translate/chapters");
    line.flow.setMessage(u"A book"_s);
    QVERIFY(line.run());
    QTRY_COMPARE(line.model.count(), 10);
    const QStringList rows = line.rows();
    QCOMPARE(rows.first(), u"Split into chapters Completed 1/1"_s);
    QCOMPARE(rows.filter(u"Translate"_s).size(), 4);
    QCOMPARE(rows.filter(u"#4"_s).size(), 2);
    QCOMPARE(rows.filter(u"Completed 1/1"_s).size(), 10);
    QVERIFY(!rows.last().contains(u'#'));
}

void tst_TimelineRuns::parallelBlocks()
{
    Line line("acme/review/contract");
    line.flow.setMessage(u"A contract"_s);
    QVERIFY(line.run());
    QTRY_COMPARE(line.model.count(), 5);
    QCOMPARE(line.rows().filter(u"Completed 1/1"_s).size(), 5);
    for (int row = 1; row < 4; ++row) // they went on at the same time, and each has its own output
        QCOMPARE(line.value(row, Model::PreviewRole).toString().left(20),
                 line.model.outputData(row).toString().simplified().left(20));
}

void tst_TimelineRuns::person()
{
    Line line(rounds(2));
    NoukaiTool tool(u"f"_s, {}, {});
    line.flow.setTools({&tool});
    line.flow.start();
    for (int round = 0; round < 2; ++round) {
        QTRY_COMPARE(line.flow.toolCalls().size(), 1);
        QTRY_COMPARE(line.rows().value(1), u"t AwaitingTools 1/1"_s);
        QTRY_COMPARE(line.model.attentionRow(), 1);
        QCOMPARE(line.model.nextRow(0, Model::Attention), 1);
        QCOMPARE(line.model.runningRow(), -1);
        QCOMPARE(TimelineRow::kinds(line.model, 1).last(), u"Person"_s);
        const qint64 waited = line.model.waitingMs();
        QTRY_VERIFY(line.model.waitingMs() > waited + 10);
        line.flow.submitToolResult(u"1"_s, u"yes"_s);
    }
    QVERIFY(line.ends());
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"t Completed 1/1"_s, u"z Completed 1/1"_s}));
    QCOMPARE(line.model.attentionRow(), -1);
    QCOMPARE(TimelineRow::kinds(line.model, 1).count(u"Person"_s), 2);
    QVERIFY(line.model.waitingMs() > 20);
    QCOMPARE(line.model.waitingMs() + line.model.workingMs(), line.model.endMs());
}

void tst_TimelineRuns::handler()
{
    Line line(rounds(1));
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    QPromise<QString> promise;
    tool.setAsyncHandler([&](const NoukaiToolCall &) { return later(promise); });
    line.flow.setTools({&tool});
    line.flow.start();
    QTRY_COMPARE(line.flow.state(), NoukaiFlow::AwaitingTools);
    QTRY_COMPARE(line.rows().value(1), u"t Running 1/1"_s); // nobody is needed
    QTRY_COMPARE(TimelineRow::kinds(line.model, 1).last(), u"Tools"_s);
    QCOMPARE(line.model.attentionRow(), -1);
    QCOMPARE(line.model.waitingMs(), 0);
    QTRY_VERIFY(line.model.elapsedMs(1) > 10);
    promise.addResult(u"yes"_s);
    promise.finish();
    QVERIFY(line.ends());
    QTRY_COMPARE(line.rows().value(1), u"t Completed 1/1"_s);
    QCOMPARE(TimelineRow::kinds(line.model, 1).count(u"Tools"_s), 1);
    QCOMPARE(TimelineRow::kinds(line.model, 1).count(u"Person"_s), 0);
}

// The same question is asked again, and its step goes on.
void tst_TimelineRuns::personAfterAnInterruption()
{
    Line line(rounds(1));
    line.flow.start();
    QTRY_COMPARE(line.flow.toolCalls().size(), 1);
    line.flow.cancel();
    QVERIFY(line.ends());
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"t Cancelled 1/1"_s, u"- Skipped 1/1"_s}));
    line.flow.resume();
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"t AwaitingTools 1/1"_s, u"- Pending 1/1"_s}));
    QTRY_COMPARE(line.model.attentionRow(), 1);
    line.flow.submitToolResult(u"1"_s, u"yes"_s);
    QTRY_COMPARE(line.recorder.finishes, 2);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"t Completed 1/1"_s, u"z Completed 1/1"_s}));
}

void tst_TimelineRuns::toolLimit()
{
    Line line(rounds(2));
    NoukaiTool tool(u"f"_s, {}, {});
    tool.setPolicy(NoukaiTool::Auto);
    tool.setHandler([](const NoukaiToolCall &) { return u"yes"_s; });
    line.flow.setTools({&tool});
    line.flow.setMaxToolRounds(1);
    QVERIFY(line.run());
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"t Failed 1/1"_s, u"- Skipped 1/1"_s}));
    QCOMPARE(line.value(1, Model::StepErrorRole).value<NoukaiError>().kind(), NoukaiError::ToolCallLimit);
    QTRY_COMPARE(line.model.firstErrorRow(), 1);
}

void tst_TimelineRuns::blockOverride()
{
    Line line("acme/etl/import");
    line.flow.setMessage(u"prices.csv"_s);
    QVERIFY(line.run());
    QTRY_COMPARE(line.rows().value(2), u"Parse the rows Failed 1/1"_s);
    QCOMPARE(line.value(2, Model::StepErrorRole).value<NoukaiError>().code(), u"DATE_FORMAT_MISMATCH"_s);
    const QJsonObject block{{u"dateFormat"_s, u"dd.MM.yyyy"_s}};
    line.flow.setBlockOverrides({{u"parse"_s, block}});
    line.flow.rerunFrom(2);
    QTRY_COMPARE(line.recorder.finishes, 2);
    QTRY_COMPARE(line.rows().value(3), u"Parse the rows Completed 2/2"_s);
    QCOMPARE(line.rows().value(2), u"Parse the rows Failed 1/2"_s);
    QCOMPARE(line.value(2, Model::IsOverriddenRole), false);
    QCOMPARE(line.value(3, Model::IsOverriddenRole), true);
    QCOMPARE(line.value(4, Model::IsOverriddenRole), false);
    QCOMPARE(line.model.overrides(3), (QJsonObject{{u"block"_s, block}}));
}

void tst_TimelineRuns::inputOverride()
{
    Line line("acme/etl/import");
    line.flow.setMessage(u"prices.csv"_s);
    QVERIFY(line.run());
    QTRY_COMPARE(line.rows().value(2), u"Parse the rows Failed 1/1"_s);
    const QJsonObject rows{{u"sample"_s, u"4711;19,90;2026-04-03"_s}};
    line.flow.setInputOverrides({{u"read"_s, rows}});
    line.flow.rerunFrom(2);
    QTRY_COMPARE(line.recorder.finishes, 2);
    QTRY_COMPARE(line.rows().value(3), u"Parse the rows Completed 2/2"_s);
    QCOMPARE(line.value(0, Model::IsOverriddenRole), true); // what it put out is not what was used
    QCOMPARE(line.value(3, Model::IsOverriddenRole), false);
    QCOMPARE(line.model.overrides(0), (QJsonObject{{u"input"_s, rows}}));
}

void tst_TimelineRuns::resume()
{
    Line line(ThreeSteps);
    line.bench.server.setFault(cut(2, 1)); // step_started
    QVERIFY(line.run());
    QCOMPARE(line.flow.state(), NoukaiFlow::Interrupted);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"b Cancelled 1/1"_s, u"- Pending 1/1"_s}));
    QCOMPARE(line.value(1, Model::StepErrorRole).value<NoukaiError>().kind(), NoukaiError::Interrupted);
    const qint64 end = line.model.endMs();
    line.flow.resume();
    QTRY_COMPARE(line.recorder.finishes, 2);
    QTRY_COMPARE(line.rows(),
                 (QStringList{u"a Completed 1/1"_s, u"b Cancelled 1/2"_s, u"b Completed 2/2"_s, u"c Completed 1/1"_s}));
    QVERIFY(line.value(2, Model::StartMsRole).toLongLong() >= end);
}

// The run went on without us and its record is followed: the same attempts go on.
void tst_TimelineRuns::reattach()
{
    Line line(ThreeSteps);
    line.bench.server.setRunsGoOn(true);
    line.flow.setRunRemaining(true);
    line.bench.server.setFault(cut(1, 4)); // run_started, a, step_started b
    QVERIFY(line.run());
    QCOMPARE(line.flow.state(), NoukaiFlow::Interrupted);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"b Cancelled 1/1"_s, u"- Pending 1/1"_s}));
    line.flow.resume();
    QTRY_COMPARE(line.recorder.finishes, 2);
    QCOMPARE(line.flow.state(), NoukaiFlow::Completed);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"b Completed 1/1"_s, u"c Completed 1/1"_s}));
}

void tst_TimelineRuns::rerunForgetsWhatWasOpen()
{
    Line line(rounds(1));
    line.flow.start();
    QTRY_COMPARE(line.flow.toolCalls().size(), 1);
    line.flow.cancel();
    QVERIFY(line.ends());
    line.flow.rerunFrom(0);
    QTRY_COMPARE(line.flow.toolCalls().size(), 1);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/2"_s, u"t Cancelled 1/2"_s, u"a Completed 2/2"_s,
                                           u"t AwaitingTools 2/2"_s, u"- Pending 1/1"_s}));
}

void tst_TimelineRuns::refused()
{
    Line line(ThreeSteps);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::HttpError;
    fault.nth = 2;
    line.bench.server.setFault(fault);
    QVERIFY(line.run());
    QCOMPARE(line.flow.state(), NoukaiFlow::Failed);
    QTRY_COMPARE(line.rows(), (QStringList{u"a Completed 1/1"_s, u"- Skipped 1/1"_s, u"- Skipped 1/1"_s}));
    QCOMPARE(line.model.firstErrorRow(), -1); // the run failed, and no step
}

void tst_TimelineRuns::watched()
{
    Line line(TwoSteps);
    QVERIFY(line.run());
    NoukaiFlow watcher(line.bench.client.get(), line.flow.identifier());
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlow(&watcher);
    watcher.setBlockOverrides({{u"a"_s, QJsonObject{{u"x"_s, 1}}}}); // it sends nothing
    for (int i = 0; i < 2; ++i) {
        watcher.watch(line.flow.executionId());
        QTRY_COMPARE(watcher.state(), NoukaiFlow::Completed);
        QTRY_COMPARE(model.count(), 2);
        QCOMPARE(model.index(0).data(Model::StepStateRole).value<Model::StepState>(), Model::Completed);
        QCOMPARE(model.index(0).data(Model::IsOverriddenRole), false);
    }
}

// Played at once, a run has the times of its recording.
void tst_TimelineRuns::played()
{
    Line line(rounds(1));
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    NoukaiRecorder recorder;
    recorder.setFlow(&line.flow);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    line.flow.start();
    QTRY_COMPARE(line.flow.toolCalls().size(), 1);
    QTRY_VERIFY(line.model.waitingMs() > 50);
    line.flow.submitToolResult(u"1"_s, u"yes"_s);
    QVERIFY(line.ends());
    recorder.stop();
    buffer.seek(0);

    NoukaiFlow flow;
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlow(&flow);
    NoukaiPlayer player;
    player.setFlow(&flow);
    player.setDevice(&buffer);
    player.setSpeed(0);
    player.play();
    QTRY_COMPARE(flow.state(), NoukaiFlow::Completed);
    QTRY_COMPARE(TimelineRow::all(model), line.rows());
    QCOMPARE(model.index(1).data(Model::IsReplayedRole), true);
    const qint64 played = model.index(2).data(Model::StartMsRole).toLongLong();
    const qint64 live = line.value(2, Model::StartMsRole).toLongLong();
    QVERIFY2(qAbs(played - live) < 40, qPrintable(u"%1 and %2"_s.arg(played).arg(live)));
    QVERIFY(played > 50);
    QCOMPARE(model.nowMs(), model.endMs());
}

// A call that answers with the result tells no steps, but for the one that asks for tools.
void tst_TimelineRuns::executed()
{
    Line line(rounds(1));
    line.flow.execute();
    QTRY_COMPARE(line.flow.toolCalls().size(), 1);
    QTRY_COMPARE(line.rows(), (QStringList{u"t AwaitingTools 1/1"_s}));
    QTRY_COMPARE(line.model.attentionRow(), 0);
    line.flow.submitToolResult(u"1"_s, u"yes"_s);
    QTRY_COMPARE(line.recorder.finishes, 1);
    QTRY_COMPARE(line.rows(), (QStringList{u"t Completed 1/1"_s}));
}

QTEST_GUILESS_MAIN(tst_TimelineRuns)
#include "tst_timelineruns.moc"
