// SPDX-License-Identifier: MIT
// Flows, their client and the application object: who goes first, and many at once.
#include "flowrecorder.h"

#include <QtCore/QProcess>

using namespace Qt::StringLiterals;

class tst_FlowLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientFirst_data();
    void clientFirst();
    void finishedAfterCancelWithTheClientsChild();
    void startWhileRunning();
    void startAtTheClientsEnd();
    void cancelAll();
    void twoAtOnce();
    void manyAtOnce();
    void flowOutlivesItsStreams();
    void endOfApplication();
};

void tst_FlowLifetime::clientFirst_data()
{
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<bool>("ofClient");
    for (const auto state : {NoukaiFlow::Idle, NoukaiFlow::Connecting, NoukaiFlow::Running, NoukaiFlow::Paused,
                             NoukaiFlow::AwaitingTools, NoukaiFlow::Completed, NoukaiFlow::Interrupted}) {
        QTest::addRow("%s", qPrintable(nameOf(state))) << state << false;
        QTest::addRow("%s, the flow's parent", qPrintable(nameOf(state))) << state << true;
    }
}

void tst_FlowLifetime::clientFirst()
{
    QFETCH(NoukaiFlow::State, state);
    QFETCH(bool, ofClient);
    FlowBench bench;
    const QString identifier = bench.add(R"({"messageRequired": false, "steps": [{"id": "a", "output": "A"},
        {"id": "t", "output": "x", "toolRounds": [{"calls": [{"id": "1", "name": "f", "arguments": {}}]}]}]})");
    QPointer<NoukaiFlow> flow =
        ofClient ? bench.client->flow(identifier) : new NoukaiFlow(bench.client.get(), identifier);
    FlowRecorder recorder(flow);
    NoukaiTool tool(u"f"_s, {}, {});
    flow->setTools({&tool});
    flow->setAutoAdvance(state != NoukaiFlow::Paused);
    bench.server.setManualDelivery(state == NoukaiFlow::Running);
    if (state == NoukaiFlow::Interrupted) {
        NoukaiMockFault fault;
        fault.kind = NoukaiMockFault::EndWithoutTerminal;
        bench.server.setFault(fault);
    }
    if (state == NoukaiFlow::Completed)
        flow->setIdentifier(bench.add(TwoSteps, u"acme/demo/two"_s));
    if (state != NoukaiFlow::Idle)
        flow->start();
    QTRY_COMPARE(flow->state(), state);
    const bool running = flow->isRunning();
    const int before = recorder.finishes;
    NoukaiFlow::State seen = NoukaiFlow::Idle;
    connect(flow, &NoukaiFlow::finished, this, [&] { seen = flow->state(); });
    bench.client.reset();
    QCOMPARE(recorder.finishes, before + (running ? 1 : 0));
    if (running)
        QCOMPARE(seen, NoukaiFlow::Cancelled);
    QCOMPARE(flow.isNull(), ofClient);
    if (!flow)
        return;
    QCOMPARE(flow->client(), nullptr);
    flow->start();
    QTRY_COMPARE(recorder.finishes, before + (running ? 2 : 1));
    QCOMPARE(flow->error().kind(), NoukaiError::Configuration);
    delete flow;
}

void tst_FlowLifetime::finishedAfterCancelWithTheClientsChild()
{
    FlowBench bench;
    NoukaiFlow *flow = bench.client->flow(bench.add(TwoSteps));
    FlowRecorder recorder(flow);
    flow->start();
    flow->cancel();
    QCOMPARE(recorder.finishes, 0);
    bench.client.reset();
    QCOMPARE(recorder.finishes, 1);
    QCOMPARE(recorder.outcomes, QStringList{u"finished"_s});
}

void tst_FlowLifetime::startWhileRunning()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    recorder.onEntry = [&](const QString &entry) {
        if (entry.startsWith(u"step"_s) || entry.startsWith(u"run"_s))
            flow.start();
    };
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(bench.stepIndices(), (QList<int>{0, 1}));
    QCOMPARE(recorder.warnings.size(), 7);
}

// A client that is being destroyed begins nothing any more, also not for a flow it did not know of.
void tst_FlowLifetime::startAtTheClientsEnd()
{
    FlowBench bench;
    const QString identifier = bench.add(TwoSteps);
    NoukaiFlow flow(bench.client.get(), identifier);
    NoukaiFlow other(bench.client.get(), identifier);
    FlowRecorder recorder(&flow);
    FlowRecorder otherRecorder(&other);
    recorder.onEntry = [&](const QString &entry) {
        if (entry == u"finished"_s && recorder.finishes == 1) {
            flow.start();
            other.start();
        }
    };
    flow.start();
    bench.client.reset();
    QCOMPARE(recorder.finishes, 1);
    QTRY_COMPARE(recorder.finishes, 2);
    QTRY_COMPARE(otherRecorder.finishes, 1);
    QCOMPARE(flow.error().kind(), NoukaiError::Configuration);
    QCOMPARE(other.error().kind(), NoukaiError::Configuration);
    QCOMPARE(bench.server.requests().size(), 0);
}

void tst_FlowLifetime::cancelAll()
{
    FlowBench bench;
    bench.server.setManualDelivery(true);
    const QString identifier = bench.add(TwoSteps);
    std::vector<std::unique_ptr<NoukaiFlow>> flows;
    std::vector<std::unique_ptr<FlowRecorder>> recorders;
    for (int i = 0; i < 8; ++i) {
        flows.push_back(std::make_unique<NoukaiFlow>(bench.client.get(), identifier));
        recorders.push_back(std::make_unique<FlowRecorder>(flows.back().get()));
        flows.back()->start();
    }
    // The first one to be cancelled takes the next one with it.
    recorders[0]->onEntry = [&](const QString &entry) {
        if (entry == u"state Cancelled"_s)
            flows[1].reset();
    };
    QTRY_COMPARE(bench.server.openStreams(), 8);
    bench.client->cancelAll();
    for (std::size_t i = 0; i < flows.size(); ++i) {
        QTRY_COMPARE(recorders[i]->finishes, i == 1 ? 0 : 1);
        if (flows[i])
            QCOMPARE(flows[i]->state(), NoukaiFlow::Cancelled);
    }
    QTRY_COMPARE(bench.server.openStreams(), 0);
}

void tst_FlowLifetime::twoAtOnce()
{
    FlowBench bench;
    NoukaiFlow first(bench.client.get(), bench.add(ThreeSteps));
    NoukaiFlow second(bench.client.get(), bench.add(TwoSteps, u"acme/demo/two"_s));
    FlowRecorder one(&first);
    FlowRecorder two(&second);
    bench.server.setManualDelivery(true);
    first.start();
    second.start();
    QTRY_COMPARE(bench.server.openStreams(), 2);
    bench.server.setManualDelivery(false);
    QTRY_COMPARE(one.finishes, 1);
    QTRY_COMPARE(two.finishes, 1);
    QCOMPARE(first.result(), QJsonValue(u"CBA"_s));
    QCOMPARE(second.result(), QJsonValue(u"done"_s));
    QVERIFY(first.executionId() != second.executionId());
}

void tst_FlowLifetime::manyAtOnce()
{
    FlowBench bench;
    const QString identifier = bench.add(ThreeSteps);
    int finished = 0;
    int completed = 0;
    for (int i = 0; i < 100; ++i) {
        NoukaiFlow *flow = bench.client->flow(identifier);
        connect(flow, &NoukaiFlow::finished, this, [&, flow] {
            ++finished;
            completed += flow->state() == NoukaiFlow::Completed;
            flow->deleteLater();
        });
        flow->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(finished, 100, 60'000);
    QCOMPARE(completed, 100);
    QTRY_COMPARE(bench.client->findChildren<NoukaiFlow *>().size(), 0);
}

void tst_FlowLifetime::flowOutlivesItsStreams()
{
    FlowBench bench;
    auto flow = std::make_unique<NoukaiFlow>(bench.client.get(), bench.add(TwoSteps));
    bench.server.setManualDelivery(true);
    flow->start();
    QTRY_COMPARE(bench.server.openStreams(), 1);
    flow.reset();
    QTRY_COMPARE(bench.server.openStreams(), 0);
}

// The default client goes with the application object; a flow that is still there is told while there is none.
void tst_FlowLifetime::endOfApplication()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--end-of-application"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("Cancelled"));
    QCOMPARE(process.exitCode(), 0);
}

static int endApplication(int argc, char **argv)
{
    NoukaiMockServer *server = nullptr;
    std::unique_ptr<NoukaiFlow> flow;
    {
        QCoreApplication application(argc, argv);
        server = new NoukaiMockServer(&application);
        server->listen();
        NoukaiClient::defaultClient()->setBaseUrl(server->baseUrl());
        NoukaiClient::defaultClient()->setApiKey(u"nk_x"_s);
        flow = std::make_unique<NoukaiFlow>();
        flow->setIdentifier(u"acme/spelling/grade-3"_s);
        flow->start();
        QObject::connect(flow.get(), &NoukaiFlow::finished, flow.get(), [&flow] {
            printf("%s\n", qPrintable(nameOf(flow->state())));
            flow->start(); // nowhere to run any more
        });
    }
    flow.reset();
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && QByteArray(argv[1]) == "--end-of-application")
        return endApplication(argc, argv);
    QCoreApplication application(argc, argv);
    tst_FlowLifetime test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_flowlifetime.moc"
