// SPDX-License-Identifier: MIT
// The contract of a run: whatever a slot does at whatever moment, each accepted run ends in one finished(), in order,
// and never from inside the call that began it.
#include "flowrecorder.h"

#include <QtCore/QEventLoop>
#include <QtCore/QPromise>

using namespace Qt::StringLiterals;

namespace
{

const QStringList Moments{u"state Connecting"_s,
                          u"running"_s,
                          u"state Running"_s,
                          u"runStarted"_s,
                          u"usageChanged"_s,
                          u"stepStarted"_s,
                          u"stepInput"_s,
                          u"stepOutput"_s,
                          u"stepCompleted"_s,
                          u"eventReceived"_s,
                          u"stepPaused"_s,
                          u"unknownEvent"_s,
                          u"warningRaised"_s,
                          u"state AwaitingTools"_s,
                          u"toolCallsRequired"_s,
                          u"toolCallsChanged"_s,
                          u"handler"_s,
                          u"asyncHandler"_s,
                          u"called"_s,
                          u"state Completed"_s,
                          u"not running"_s,
                          u"flowCompleted"_s,
                          u"finished"_s,
                          u"stepFailed"_s,
                          u"state Failed"_s,
                          u"errorOccurred"_s,
                          u"errorChanged"_s,
                          u"resultChanged"_s,
                          u"state Paused"_s};
// An event loop takes its time; these are the places that differ.
const QStringList LoopMoments{u"state Connecting"_s,  u"state Running"_s, u"stepStarted"_s,   u"stepPaused"_s,
                              u"toolCallsRequired"_s, u"handler"_s,       u"asyncHandler"_s,  u"called"_s,
                              u"state Completed"_s,   u"flowCompleted"_s, u"errorOccurred"_s, u"finished"_s};
const QStringList Actions{u"cancel"_s,
                          u"cancel and start"_s,
                          u"start"_s,
                          u"resume"_s,
                          u"cancel and resume"_s,
                          u"rerun"_s,
                          u"cancel and rerun"_s,
                          u"delete"_s,
                          u"delete later"_s,
                          u"delete client"_s,
                          u"cancel all"_s,
                          u"event loop"_s,
                          u"cancel, start and event loop"_s,
                          u"start and event loop"_s,
                          u"cancel and event loop"_s,
                          u"delete client and event loop"_s};

// Three tool calls, one for each kind of handler, in the second of three steps.
constexpr char Happy[] = R"({"messageRequired": false, "steps": [
    {"id": "a", "output": "some text", "chunkCharacters": 5, "tokens": {"total": 1}, "costUsd": "1"},
    {"id": "t", "output": "x", "toolRounds": [{"calls": [{"id": "1", "name": "function", "arguments": {}},
        {"id": "2", "name": "async", "arguments": {}}, {"id": "3", "name": "signal", "arguments": {}}]}]},
    {"id": "b", "output": "end"}]})";
constexpr char Failing[] = R"({"messageRequired": false, "steps": [{"id": "a", "output": "some text"},
    {"id": "b", "error": {"code": "C", "message": "M"}}]})";

} // namespace

// QTRY_VERIFY looks every 50 ms, which is long for hundreds of rows.
#define WAIT_FOR(condition) QVERIFY2(QTest::qWaitFor([&] { return bool(condition); }), #condition)

class tst_Contract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slotsDoWhatTheyLike_data();
    void slotsDoWhatTheyLike();
};

// One flow with listeners that act once, at one moment.
class Scene
{
public:
    Scene(const QString &moment, const QString &action, bool ofClient)
        : moment(moment)
        , action(action)
        , function(u"function"_s, {}, {})
        , async(u"async"_s, {}, {})
        , signal(u"signal"_s, {}, {})
    {
        const QString identifier =
            bench.add(moment.contains(u"Failed"_s) || moment.startsWith(u"error"_s) ? Failing : Happy);
        flow = ofClient ? bench.client->flow(identifier) : new NoukaiFlow(bench.client.get(), identifier);
        recorder = std::make_unique<FlowRecorder>(flow);
        recorder->onEntry = [this](const QString &entry) {
            at(entry);
        };
        const auto listen = [this](auto notify, const QString &name) {
            QObject::connect(flow, notify, recorder.get(), [this, name] { at(name); });
        };
        listen(&NoukaiFlow::usageChanged, u"usageChanged"_s);
        listen(&NoukaiFlow::toolCallsChanged, u"toolCallsChanged"_s);
        listen(&NoukaiFlow::errorChanged, u"errorChanged"_s);
        listen(&NoukaiFlow::resultChanged, u"resultChanged"_s);
        listen(&NoukaiFlow::eventReceived, u"eventReceived"_s);
        setUpTools();
        flow->setTrace(true);
        flow->setAutoAdvance(moment != u"state Paused"_s);
        if (moment == u"toolCallsChanged"_s)
            function.setPolicy(NoukaiTool::Ask);
        if (moment == u"unknownEvent"_s || moment == u"warningRaised"_s) {
            NoukaiMockFault garbage;
            garbage.kind = NoukaiMockFault::GarbageFrames;
            garbage.afterFrames = 1;
            garbage.count = -1;
            bench.server.setFault(garbage);
        }
    }
    ~Scene() { delete flow; }

    void call(void (NoukaiFlow::*method)())
    {
        const bool wasRunning = flow->isRunning();
        const QPointer<NoukaiFlow> alive = flow;
        const int told = recorder->finishes;
        (flow->*method)();
        if (method == &NoukaiFlow::cancel || looped)
            return;
        if (recorder->finishes != told)
            problems += u"finished() was told from inside a call"_s;
        if (!wasRunning && (!alive || alive->isRunning()))
            ++acceptedHere;
    }

    // What the log must look like: the events of a run only while it runs, its outcome right before its finished().
    void check() const
    {
        QStringList wrong = problems;
        int outcomesSinceFinish = 0;
        for (const QString &entry : recorder->outcomes) {
            if (entry == u"finished"_s)
                outcomesSinceFinish = 0;
            else if (++outcomesSinceFinish > 1)
                wrong += u"two outcomes of one run"_s;
        }
        if (outcomesSinceFinish > 0 && flow)
            wrong += u"an outcome without finished()"_s;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n') + u'\n' + recorder->log.join(u'\n')));
    }

    FlowBench bench;
    QString moment;
    QString action;
    NoukaiTool function;
    NoukaiTool async;
    NoukaiTool signal;
    QPointer<NoukaiFlow> flow;
    std::unique_ptr<FlowRecorder> recorder;
    QStringList problems;
    int acceptedHere = 0;
    bool acted = false;
    bool looped = false;

private:
    void setUpTools()
    {
        for (NoukaiTool *tool : {&function, &async, &signal})
            tool->setPolicy(NoukaiTool::Auto);
        function.setHandler([this](const NoukaiToolCall &call) {
            at(u"handler"_s);
            return call.id(); // must live as long as the handler runs
        });
        async.setAsyncHandler([this](const NoukaiToolCall &call) {
            at(u"asyncHandler"_s);
            QPromise<QString> promise;
            promise.start();
            promise.addResult(call.id());
            promise.finish();
            return promise.future();
        });
        QObject::connect(&signal, &NoukaiTool::called, &signal, [this](NoukaiToolRequest *call) {
            const QPointer<NoukaiToolRequest> request = call;
            at(u"called"_s);
            if (request)
                request->respond(request->id());
        });
        flow->setTools({&function, &async, &signal});
    }

    void at(const QString &entry)
    {
        static const QStringList ofRun{u"runStarted"_s, u"step"_s, u"toolCallsRequired"_s, u"unknownEvent"_s};
        const auto begins = [&](const QString &prefix) {
            return entry.startsWith(prefix);
        };
        if (flow && !flow->isRunning() && std::any_of(ofRun.begin(), ofRun.end(), begins))
            problems += entry + u" was told while nothing ran"_s;
        if (acted || !begins(moment))
            return;
        acted = true;
        act();
    }

    void act()
    {
        if (action.startsWith(u"cancel all"_s))
            bench.client->cancelAll();
        else if (action.startsWith(u"cancel"_s))
            call(&NoukaiFlow::cancel);
        if (action == u"delete"_s) {
            delete flow;
        } else if (action == u"delete later"_s) {
            flow->deleteLater();
        } else if (action.startsWith(u"delete client"_s)) {
            bench.client.reset();
        } else if (action.contains(u"start"_s)) {
            call(&NoukaiFlow::start);
        } else if (action.contains(u"resume"_s)) {
            call(&NoukaiFlow::resume);
        } else if (action.contains(u"rerun"_s)) {
            const bool wasRunning = flow->isRunning();
            flow->rerunFrom(0);
            acceptedHere += !wasRunning && flow->isRunning();
        }
        if (action.contains(u"event loop"_s))
            spin();
    }

    // A slot with an event loop of its own, until nothing runs any more or the loop itself is what holds the run up.
    void spin()
    {
        looped = true;
        QDeadlineTimer deadline(action == u"event loop"_s ? 30 : 250);
        do {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        } while (flow && flow->isRunning() && !deadline.hasExpired());
        QCoreApplication::processEvents();
    }
};

void tst_Contract::slotsDoWhatTheyLike_data()
{
    QTest::addColumn<QString>("moment");
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("ofClient");
    for (const QString &moment : Moments) {
        for (const QString &action : Actions) {
            if (action.contains(u"event loop"_s) && !LoopMoments.contains(moment))
                continue;
            QTest::addRow("%s: %s", qPrintable(moment), qPrintable(action)) << moment << action << false;
            if (action.startsWith(u"delete client"_s))
                QTest::addRow("%s: %s, the flow's parent", qPrintable(moment), qPrintable(action))
                    << moment << action << true;
        }
    }
}

void tst_Contract::slotsDoWhatTheyLike()
{
    QFETCH(QString, moment);
    QFETCH(QString, action);
    QFETCH(bool, ofClient);
    Scene scene(moment, action, ofClient);
    const int acceptedBefore = 1;
    scene.flow->start();
    // An event loop within start() may see the run's end, which is no mistake.
    if (!scene.looped && scene.flow)
        QVERIFY2(!scene.recorder->outcomes.contains(u"finished"_s), "finished() was told from inside start()");
    WAIT_FOR(scene.acted);
    if (action == u"delete later"_s) {
        WAIT_FOR(!scene.flow);
    }
    const auto waits = [&] {
        return (scene.flow->state() == NoukaiFlow::Paused && moment == u"state Paused"_s) ||
               (!scene.flow->toolCalls().isEmpty() && moment == u"toolCallsChanged"_s);
    };
    WAIT_FOR(!scene.flow || !scene.flow->isRunning() || waits());
    if (scene.flow)
        scene.flow->cancel();
    // What is still on its way comes before these.
    bool settled = false;
    QMetaObject::invokeMethod(
        this, [&] { settled = true; }, Qt::QueuedConnection);
    WAIT_FOR(settled);
    if (scene.flow) {
        WAIT_FOR(scene.recorder->finishes >= acceptedBefore + scene.acceptedHere);
        QCOMPARE(scene.recorder->finishes, acceptedBefore + scene.acceptedHere);
        QCOMPARE(scene.recorder->outcomes.last(), u"finished"_s);
    } else {
        QCOMPARE_LE(scene.recorder->finishes, acceptedBefore + scene.acceptedHere);
    }
    scene.check();
    // Nothing is told once it is over, and nothing is left running.
    const auto entries = scene.recorder->log.size();
    WAIT_FOR(scene.bench.server.openStreams() == 0);
    QCOMPARE(scene.recorder->log.size(), entries);
    if (scene.flow && scene.bench.client) {
        scene.flow->setAutoAdvance(true);
        scene.function.setPolicy(NoukaiTool::Auto);
        scene.flow->start();
        WAIT_FOR(scene.recorder->finishes == acceptedBefore + scene.acceptedHere + 1);
    }
}

int main(int argc, char **argv)
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "1200000"); // for all rows together, on a machine that is busy
    QCoreApplication application(argc, argv);
    tst_Contract test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_contract.moc"
