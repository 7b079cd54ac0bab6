// SPDX-License-Identifier: MIT
#include "transcript.h"

#include "recording/sessionscript_p.h"
#include "wire/tracereader_p.h"

#include <Noukai/noukaisessionplayer.h>

using namespace Qt::StringLiterals;

class tst_SessionPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void playsOneAfterTheOther();
    void liveSession();
    void script_data();
    void script();
    void errors();
    void leftOver();
    void flowIsRunning();
    void times();

private:
    static NoukaiSession session(const QByteArray &executions)
    {
        const QByteArray text =
            R"({"sessionId":"123e4567-e89b-12d3-a456-426614174000","executions":[)" + executions + "]}";
        const auto read = NoukaiWire::TraceReader(QJsonValue(json(text)), text).session();
        if (!read.hasValue())
            qFatal("%s", qPrintable(read.error().message()));
        return read.value();
    }
    static QByteArray execution(const QByteArray &id, const QByteArray &slug, const QByteArray &trigger,
                                const QByteArray &status, const QByteArray &steps)
    {
        return "{\"executionId\":\"" + id + "\",\"slug\":\"" + slug + "\",\"triggerType\":\"" + trigger +
               "\",\"status\":\"" + status +
               "\",\"snapshotsAvailable\":true,\"startedAt\":\"2026-01-01T00:00:00Z\",\"steps\":[" + steps + "]}";
    }
};

static const QByteArray StepA =
    R"({"stepId":"a","attempt":1,"status":"completed","startedAt":"2026-01-01T00:00:01Z","durationMs":500,)"
    R"("inputSnapshot":{"x":1},"outputSnapshot":"A"})";
static const QByteArray StepB = R"({"stepId":"b","attempt":1,"status":"completed","outputSnapshot":{"n":2}})";

void tst_SessionPlayer::playsOneAfterTheOther()
{
    NoukaiFlow flow(nullptr, u"acme/demo/one"_s);
    FlowRecorder log(&flow);
    NoukaiSessionPlayer replay;
    QSignalSpy ended(&replay, &NoukaiSessionPlayer::ended);
    replay.setFlow(&flow);
    replay.setSession(session(execution("e1", "one", "step", "completed", StepA) + ',' +
                              execution("e2", "two", "step", "completed", StepB) + ',' +
                              execution("e3", "one", "execute", "completed", StepB) + ',' +
                              execution("e4", "one", "step", "completed", StepA + ',' + StepB)));
    const auto next = [&](const QString &slug, const QString &trigger, const QString &id) {
        QVERIFY(replay.play(slug, trigger));
        const auto count = ended.size();
        QTRY_COMPARE(ended.size(), count + 1);
        QCOMPARE(flow.state(), NoukaiFlow::Completed);
        QCOMPARE(flow.executionId(), id);
        QCOMPARE(replay.execution().executionId(), id);
    };
    next({}, u"step"_s, u"e1"_s);
    QCOMPARE(log.log, QStringList({u"state Connecting"_s, u"running"_s, u"state Running"_s, u"runStarted 1"_s,
                                   u"stepStarted a 0"_s, u"stepInput a 0"_s, u"stepCompleted a 0"_s,
                                   u"state Completed"_s, u"not running"_s, u"flowCompleted"_s, u"finished"_s}));
    QCOMPARE(flow.result(), QJsonValue(u"A"_s));
    next({}, u"step"_s, u"e4"_s);
    QCOMPARE(flow.stepCount(), 2);
    QCOMPARE(compact(flow.result()), QByteArray(R"({"n":2})"));
    next(u"one"_s, u"execute"_s, u"e3"_s);
    next(u"two"_s, u"step"_s, u"e2"_s);
    QCOMPARE(replay.checkComplete(), NoukaiError());
    replay.reset();
    next({}, u"step"_s, u"e1"_s);
}

// What the server keeps of a live run plays as that run went.
void tst_SessionPlayer::liveSession()
{
    FlowBench bench;
    const QString id = u"123e4567-e89b-12d3-a456-426614174000"_s;
    NoukaiFlow live(bench.client.get(), bench.add(TwoSteps));
    live.setSessionId(id);
    FlowRecorder log(&live);
    live.start();
    QTRY_COMPARE(log.finishes, 1);
    auto future = bench.client->session(id);
    QTRY_VERIFY(future.isFinished());
    QVERIFY2(future.result().hasValue(), qPrintable(future.result().error().message()));

    NoukaiFlow played(nullptr, u"acme/demo/flow"_s);
    FlowRecorder replayed(&played);
    NoukaiSessionPlayer replay;
    replay.setFlow(&played);
    replay.setSession(future.result().value());
    QVERIFY2(replay.play(), qPrintable(replay.error().message()));
    QTRY_COMPARE(replayed.finishes, 1);
    QCOMPARE(played.state(), NoukaiFlow::Completed);
    QCOMPARE(played.executionId(), live.executionId());
    QCOMPARE(played.result(), live.result());
    QCOMPARE(replayed.only(u"stepStarted"_s), log.only(u"stepStarted"_s));
    QCOMPARE(replayed.only(u"stepCompleted"_s), log.only(u"stepCompleted"_s));
}

void tst_SessionPlayer::script_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("steps");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QStringList>("log");
    const auto failed = [](const QByteArray &error) {
        return QByteArray(R"({"stepId":"a","attempt":1,"status":"failed","errorSnapshot":)" + error + '}');
    };
    const auto row = [](const char *name, const QByteArray &status, const QByteArray &steps, NoukaiFlow::State state,
                        const QString &message, const QStringList &log) {
        QTest::newRow(name) << status << steps << state << message << log;
    };
    row("no steps", "completed", "", NoukaiFlow::Completed, {}, {});
    row("failed", "failed", failed(R"({"code":"BAD","message":"Broken."})") + ',' + StepB, NoukaiFlow::Failed,
        u"Broken."_s, {u"stepStarted a 0"_s, u"stepFailed a 0"_s});
    row("failed with a text", "failed", failed(R"("Broken.")"), NoukaiFlow::Failed, u"Broken."_s,
        {u"stepStarted a 0"_s, u"stepFailed a 0"_s});
    row("failed without a word", "failed", failed("null"), NoukaiFlow::Failed, u"\"a\" failed"_s,
        {u"stepStarted a 0"_s, u"stepFailed a 0"_s});
    row("failed, nobody knows where", "failed", StepA, NoukaiFlow::Failed, u"The run failed."_s,
        {u"stepStarted a 0"_s, u"stepInput a 0"_s, u"stepCompleted a 0"_s});
    row("tried again", "completed", failed(R"({"message":"x"})") + ',' + StepA, NoukaiFlow::Completed, {},
        {u"stepStarted a 0"_s, u"stepStarted a 0"_s, u"stepInput a 0"_s, u"stepCompleted a 0"_s});
    row("skipped", "completed", R"({"stepId":"a","status":"skipped"},)" + StepB, NoukaiFlow::Completed, {},
        {u"stepStarted b 0"_s, u"stepCompleted b 0"_s});
    row("still running", "running", R"({"stepId":"a","status":"running"})", NoukaiFlow::Interrupted,
        u"does not hold the end"_s, {u"stepStarted a 0"_s});
    row("steps without an id", "completed", R"({"status":"completed"},{"stepId":7},{})", NoukaiFlow::Completed, {}, {});
    row("a word nobody knows", "odd", StepB, NoukaiFlow::Interrupted, u"does not hold the end"_s,
        {u"stepStarted b 0"_s, u"stepCompleted b 0"_s});
}

void tst_SessionPlayer::script()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, steps);
    QFETCH(NoukaiFlow::State, state);
    QFETCH(QString, message);
    QFETCH(QStringList, log);
    NoukaiFlow flow;
    FlowRecorder told(&flow);
    NoukaiSessionPlayer replay;
    replay.setFlow(&flow);
    replay.setSession(session(execution("e1", "one", "step", status, steps)));
    QVERIFY(replay.play(u"one"_s));
    QTRY_COMPARE(told.finishes, 1);
    QCOMPARE(flow.state(), state);
    QVERIFY2(flow.error().message().contains(message), qPrintable(flow.error().message()));
    QCOMPARE(told.only(u"step"_s), log);
    QCOMPARE(replay.error(), NoukaiError());
    QCOMPARE(told.warnings, QStringList());
}

void tst_SessionPlayer::errors()
{
    NoukaiFlow flow(nullptr, u"acme/demo/one"_s);
    FlowRecorder log(&flow);
    NoukaiSessionPlayer replay;
    QSignalSpy errors(&replay, &NoukaiSessionPlayer::errorOccurred);
    QVERIFY(!replay.play());
    QCOMPARE(replay.error().kind(), NoukaiError::Configuration);
    replay.setFlow(&flow);
    QVERIFY(!replay.play());
    QCOMPARE(replay.error().code(), u"SESSION_NO_MATCH"_s);
    replay.setSession(
        session(execution("e1", "one", "step", "completed", StepA) + ',' +
                execution("e2", "bare", "step", "completed", StepA).replace("Available\":true", "Available\":false")));
    QVERIFY(!replay.play(u"one"_s, u"job"_s));
    QCOMPARE(replay.error().kind(), NoukaiError::Replay);
    QCOMPARE(replay.error().code(), u"SESSION_NO_MATCH"_s);
    QVERIFY(!replay.play(u"bare"_s));
    QCOMPARE(replay.error().code(), u"SESSION_NO_SNAPSHOTS"_s);
    QVERIFY2(replay.error().message().contains(u"e2"_s), qPrintable(replay.error().message()));
    QCOMPARE(log.log, QStringList());
    QVERIFY(replay.play());
    QCOMPARE(replay.error(), NoukaiError());
    QTRY_COMPARE(log.finishes, 1);
    QVERIFY(!replay.play());
    QVERIFY2(replay.error().message().contains(u"it has 1"_s), qPrintable(replay.error().message()));
    QCOMPARE(errors.size(), 5);
}

void tst_SessionPlayer::leftOver()
{
    NoukaiFlow flow;
    FlowRecorder log(&flow);
    NoukaiSessionPlayer replay;
    replay.setFlow(&flow);
    QByteArray executions = execution("first", "one", "step", "completed", StepA);
    for (int i = 0; i < 12; ++i)
        executions += ',' + execution("e" + QByteArray::number(i), "one", "step", "completed", StepA);
    replay.setSession(session(executions));
    QVERIFY(replay.play(u"one"_s));
    QTRY_COMPARE(log.finishes, 1);
    QCOMPARE(replay.leftOver().size(), 12);
    const NoukaiError error = replay.checkComplete();
    QCOMPARE(error.kind(), NoukaiError::Replay);
    QCOMPARE(error.code(), u"SESSION_LEFT_OVER"_s);
    QVERIFY2(error.message().contains(u"one (e0)"_s) && error.message().contains(u"…"_s), qPrintable(error.message()));
    QVERIFY(!error.message().contains(u"first"_s));
}

void tst_SessionPlayer::flowIsRunning()
{
    NoukaiFlow flow;
    FlowRecorder log(&flow);
    NoukaiSessionPlayer replay;
    replay.setFlow(&flow);
    replay.setSession(session(execution("e1", "one", "step", "completed", StepA) + ',' +
                              execution("e2", "one", "step", "completed", StepA)));
    replay.player()->setSpeed(1);
    QVERIFY(replay.play(u"one"_s));
    QTRY_COMPARE(flow.state(), NoukaiFlow::Running);
    QVERIFY(!replay.play(u"one"_s));
    QCOMPARE(replay.error().kind(), NoukaiError::Configuration);
    QCOMPARE(replay.leftOver().size(), 1);
    flow.cancel();
    QTRY_COMPARE(log.finishes, 1);
    QVERIFY(replay.play(u"one"_s));
    QCOMPARE(replay.execution().executionId(), u"e2"_s);
    replay.player()->setSpeed(0);
    QTRY_COMPARE(log.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_SessionPlayer::times()
{
    const QByteArray early = R"({"stepId":"c","status":"completed","startedAt":"2025-01-01T00:00:00Z"})";
    const NoukaiSession recorded =
        session(execution("e1", "one", "step", "completed", StepA + ',' + StepB + ',' + early));
    const QByteArray text = NoukaiSessionPlayer::recording(recorded.executions().constFirst());
    QList<int> times;
    for (const QByteArray &line : text.trimmed().split('\n')) {
        if (line.contains("\"event\""))
            times += json(line).value(u"t"_s).toInt();
    }
    QCOMPARE(times, (QList<int>{0, 1000, 1000, 1500, 1500, 1500, 1500, 1500, 1500}));
}

QTEST_GUILESS_MAIN(tst_SessionPlayer)
#include "tst_sessionplayer.moc"
