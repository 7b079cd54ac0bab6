// SPDX-License-Identifier: MIT
// Runs as coroutines over QCoro.
#include "flowrecorder.h"

#include <Noukai/noukaicoro.h>

#include <qcoro/qcorotask.h>
#include <qcoro/qcorotimer.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_Coro : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps();
    void events();
    void awaitedExecute();
    void slowLoop();
    void leavingTheLoop();
    void failedRun();
};

static QCoro::Task<> collectSteps(NoukaiFlow *flow, QStringList *seen, bool *done)
{
    QCORO_FOREACH(const NoukaiStepCompleted &step, noukaiSteps(flow))
    *seen += step.output().toString();
    *done = true;
}

void tst_Coro::steps()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    QStringList seen;
    bool done = false;
    const auto task = collectSteps(&flow, &seen, &done);
    QVERIFY(!done);
    QTRY_VERIFY(done);
    QCOMPARE(seen, QStringList({u"A"_s, u"BA"_s, u"CBA"_s}));
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

static QCoro::Task<> countEvents(NoukaiFlow *flow, int *seen, bool *done)
{
    QCORO_FOREACH(const NoukaiEvent &event, noukaiEvents(flow))
    *seen += event.type() != NoukaiEvent::Invalid;
    *done = true;
}

void tst_Coro::events()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    int seen = 0;
    bool done = false;
    const auto task = countEvents(&flow, &seen, &done);
    QTRY_VERIFY(done);
    QCOMPARE(seen, recorder.events);
    QVERIFY(seen > 6);
}

static QCoro::Task<> execute(NoukaiFlow *flow, QString *result)
{
    const NoukaiExpected<NoukaiResult> outcome = co_await flow->execute();
    *result = outcome ? outcome.value().result().toString() : outcome.error().message();
}

void tst_Coro::awaitedExecute()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    QString result;
    const auto task = execute(&flow, &result);
    QTRY_COMPARE(result, u"CBA"_s);
}

static QCoro::Task<> slowly(NoukaiFlow *flow, FlowBench *bench, QList<qsizetype> *requests, bool *done)
{
    QCORO_FOREACH(const NoukaiStepCompleted &step, noukaiSteps(flow))
    {
        Q_UNUSED(step)
        co_await QCoro::sleepFor(100ms);
        *requests += bench->server.requests().size();
    }
    *done = true;
}

// While the loop is busy with a step, at most the next one runs.
void tst_Coro::slowLoop()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    QList<qsizetype> requests;
    bool done = false;
    const auto task = slowly(&flow, &bench, &requests, &done);
    QTRY_VERIFY(done);
    QCOMPARE(requests, QList<qsizetype>({2, 3, 3}));
}

static QCoro::Task<> firstStep(NoukaiFlow *flow, bool *done)
{
    {
        auto steps = noukaiSteps(flow);
        const auto first = co_await steps.begin();
        Q_UNUSED(first)
    }
    *done = true;
}

void tst_Coro::leavingTheLoop()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    bool done = false;
    const auto task = firstStep(&flow, &done);
    QTRY_VERIFY(done);
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Cancelled);
    QVERIFY(bench.server.requests().size() < 3);
}

void tst_Coro::failedRun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), u"acme/demo/unknown"_s);
    QStringList seen;
    bool done = false;
    const auto task = collectSteps(&flow, &seen, &done);
    QTRY_VERIFY(done);
    QVERIFY(seen.isEmpty());
    QCOMPARE(flow.error().kind(), NoukaiError::NotFound);
}

QTEST_GUILESS_MAIN(tst_Coro)
#include "tst_coro.moc"
