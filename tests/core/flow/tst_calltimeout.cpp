// SPDX-License-Identifier: MIT
// A timeout of a call's own holds instead of the client's.
#include "attempts.h"

#include <Noukai/noukaijob.h>
#include <Noukai/noukairun.h>

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;

class tst_CallTimeout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silent_data();
    void silent();
    void forEver();
    void properties();
};

void tst_CallTimeout::silent_data()
{
    QTest::addColumn<Attempt>("attempt");
    const auto row = [](const char *name, const Attempt &attempt) {
        QTest::newRow(name) << attempt;
    };
    row("start()", [](auto *client) {
        NoukaiFlow flow(client, DemoFlow);
        flow.setTimeout(200);
        return errorOfStart(&flow);
    });
    row("execute()", [](auto *client) {
        NoukaiFlow flow(client, DemoFlow);
        flow.setTimeout(200);
        return errorOfExecute(&flow);
    });
    row("submission", [](auto *client) {
        NoukaiJob job(client, DemoFlow);
        job.setTimeout(200);
        return errorOf(job.submit());
    });
    row("poll", [](auto *client) {
        NoukaiJob job(client, DemoFlow, u"e"_s);
        job.setTimeout(200);
        return errorOf(job.poll());
    });
    row("trace", [](auto *client) {
        NoukaiRun run(client, DemoFlow, u"e"_s);
        run.setTimeout(200);
        return errorOf(run.trace());
    });
    row("live trace", [](auto *client) {
        NoukaiRun run(client, DemoFlow, u"e"_s);
        run.setTimeout(200);
        const NoukaiFlow *flow = run.liveTrace();
        return QTest::qWaitFor([&] { return !flow->isRunning(); }) ? flow->error() : NoukaiError();
    });
}

// The client would wait for five minutes, which no test does.
void tst_CallTimeout::silent()
{
    QFETCH(Attempt, attempt);
    FlowBench bench;
    bench.add(TwoSteps);
    bench.client->setMaxRetries(0);
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::SilenceBeforeHeaders;
    fault.count = -1;
    bench.server.setFault(fault);
    const NoukaiError error = attempt(bench.client.get());
    QVERIFY2(error.kind() == NoukaiError::Timeout, qPrintable(error.message()));
    QVERIFY2(error.message().contains(u"0.2 s"_s), qPrintable(error.message()));
    QCOMPARE(bench.server.requests().size(), 1);
}

// 0 waits on where the client would not.
void tst_CallTimeout::forEver()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    NoukaiFlow other(bench.client.get(), flow.identifier());
    FlowRecorder recorder(&flow);
    FlowRecorder impatient(&other);
    bench.client->setTimeout(150);
    bench.server.setManualDelivery(true);
    flow.setTimeout(0);
    flow.start();
    other.start();
    QTRY_COMPARE(impatient.finishes, 1);
    QCOMPARE(other.error().kind(), NoukaiError::Timeout);
    QCOMPARE(recorder.finishes, 0);
    bench.server.setManualDelivery(false);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_CallTimeout::properties()
{
    NoukaiFlow flow;
    NoukaiJob job;
    NoukaiRun run;
    for (QObject *object :
         {static_cast<QObject *>(&flow), static_cast<QObject *>(&job), static_cast<QObject *>(&run)}) {
        const QMetaObject *meta = object->metaObject();
        const QMetaProperty property = meta->property(meta->indexOfProperty("timeout"));
        QSignalSpy changed(object, property.notifySignal());
        QCOMPARE(property.read(object), QVariant(-1));
        QVERIFY(property.write(object, 500) && property.write(object, 500));
        QCOMPARE(property.read(object), QVariant(500));
        QCOMPARE(changed.size(), 1);
        QVERIFY(property.write(object, -7));
        QCOMPARE(property.read(object), QVariant(-1));
        QCOMPARE(changed.size(), 2);
    }
}

QTEST_GUILESS_MAIN(tst_CallTimeout)
#include "tst_calltimeout.moc"
