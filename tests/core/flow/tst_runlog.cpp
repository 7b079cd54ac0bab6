// SPDX-License-Identifier: MIT
// Each run leaves one entry of its own in the client's log, whatever became of it.
#include "flowrecorder.h"

using namespace Qt::StringLiterals;

class tst_RunLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneEntry_data();
    void oneEntry();
    void resumedRun();
    void watchedRun();
};

using Act = std::function<void(FlowBench &, NoukaiFlow &)>;
Q_DECLARE_METATYPE(Act)

static NoukaiMockFault faultOf(NoukaiMockFault::Kind kind)
{
    NoukaiMockFault fault;
    fault.kind = kind;
    return fault;
}

// Gathers the entries of whole runs.
static void listen(FlowBench &bench, QList<NoukaiLogEntry> *entries)
{
    QObject::connect(bench.client.get(), &NoukaiClient::requestLogged, bench.client.get(),
                     [entries](const NoukaiLogEntry &entry) {
                         if (entry.phase() == NoukaiLogEntry::Run)
                             entries->append(entry);
                     });
}

void tst_RunLog::oneEntry_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<QString>("told"); // behind the identifier
    QTest::addColumn<bool>("sent");
    const auto row = [](const char *name, const char *told, bool sent, const Act &act) {
        QTest::newRow(name) << act << QString::fromLatin1(told) << sent;
    };
    row("completed", " Completed", true, [](auto &, auto &) {});
    row("in one call", " Completed", true, [](auto &, auto &flow) { flow.setProperty("oneCall", true); });
    row("refused", " Failed: ", true,
        [](auto &bench, auto &) { bench.server.setFault(faultOf(NoukaiMockFault::HttpError)); });
    row("interrupted", " Interrupted: ", true,
        [](auto &bench, auto &) { bench.server.setFault(faultOf(NoukaiMockFault::EndWithoutTerminal)); });
    row("cancelled", " Cancelled", true, [](auto &, auto &flow) {
        QObject::connect(&flow, &NoukaiFlow::runStarted, &flow, [&flow] { flow.cancel(); });
    });
    row("nothing sent", " Failed: ", false, [](auto &, auto &flow) { flow.setVersion(u"-1"_s); });
}

void tst_RunLog::oneEntry()
{
    QFETCH(Act, act);
    QFETCH(QString, told);
    QFETCH(bool, sent);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QList<NoukaiLogEntry> entries;
    listen(bench, &entries);
    act(bench, flow);
    if (flow.property("oneCall").toBool())
        flow.execute();
    else
        flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QTRY_COMPARE(entries.size(), 1);
    const NoukaiLogEntry entry = entries.first();
    QVERIFY2(entry.message().startsWith(flow.identifier() + told), qPrintable(entry.message()));
    QVERIFY(entry.message().endsWith(flow.error().message()));
    QCOMPARE(entry.executionId(), flow.executionId());
    QCOMPARE(entry.url().isEmpty(), !sent);
    QCOMPARE(entry.requestId().isEmpty(), !sent);
    if (sent)
        QCOMPARE(entry.requestId(), QString::fromUtf8(bench.server.requests().last().requestId));
    QVERIFY(entry.durationMs() >= 0);
    QVERIFY(entry.time().isValid());
    QVERIFY(entry.payload().isEmpty());
    QCOMPARE(entry.attempt(), -1);
    QString text;
    QDebug(&text) << entry;
    QVERIFY2(text.startsWith(u"Run "_s) && text.contains(entry.message()), qPrintable(text));
}

void tst_RunLog::resumedRun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder recorder(&flow);
    QList<NoukaiLogEntry> entries;
    listen(bench, &entries);
    bench.server.setFault(faultOf(NoukaiMockFault::EndWithoutTerminal));
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QTRY_COMPARE(entries.size(), 2);
    QVERIFY(entries.at(0).message().contains(u"Interrupted"_s));
    QVERIFY(entries.at(1).message().contains(u"Completed"_s));
    QCOMPARE(entries.at(0).executionId(), entries.at(1).executionId());
}

// A watch is a run of its own in the log.
void tst_RunLog::watchedRun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    NoukaiFlow watching(bench.client.get(), flow.identifier());
    FlowRecorder recorder(&flow);
    FlowRecorder watched(&watching);
    QList<NoukaiLogEntry> entries;
    listen(bench, &entries);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    watching.watch(flow.executionId());
    QTRY_COMPARE(watched.finishes, 1);
    QTRY_COMPARE(entries.size(), 2);
    QCOMPARE(entries.at(1).executionId(), flow.executionId());
}

QTEST_GUILESS_MAIN(tst_RunLog)
#include "tst_runlog.moc"
