// SPDX-License-Identifier: MIT
// Every way in which a server is known to misbehave, and how a run ends then.
#include "flowrecorder.h"

#include "client/noukaiclient_p.h"

using namespace Qt::StringLiterals;

class tst_Faults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();
    void allKindsAreTested();
    void harmless_data();
    void harmless();
    void noServer();
    void stepErrors_data();
    void stepErrors();
    void neverRepeatedByItself();

private:
    static QStringList rows();
};

// "fault as the mock server takes it | state | kind | code or HTTP status"; each for the first and for a later call.
QStringList tst_Faults::rows()
{
    QStringList rows{
        u"cut-before-response|Failed|Connection"_s,
        u"cut-before-response:end=reset|Failed|Connection"_s,
        u"malformed-http|Failed|Connection"_s,
        u"silence-before-headers|Failed|Timeout"_s,
        u"silence|Interrupted|Timeout"_s,
        u"silence:after=0|Interrupted|Timeout"_s,
        u"stuck-pause|Interrupted|Protocol"_s,
        u"huge-event:bytes=2000000,after=1|Interrupted|Protocol"_s,
        u"broken-control:event=step_completed|Interrupted|Protocol"_s,
        u"broken-control:event=step_completed,member=stepId|Interrupted|Protocol"_s,
        u"broken-control:event=step_paused|Interrupted|Protocol"_s,
        u"wrong-content-type|Failed|Protocol"_s,
        u"wrong-content-type:type=application/json|Failed|Protocol"_s,
        u"wrong-content-type:type=text/event-streaming,body=x|Failed|Protocol"_s,
        u"no-body|Failed|Protocol"_s,
        u"redirect:target=http://127.0.0.1:1/|Failed|Protocol"_s,
        u"redirect:status=302,target=/elsewhere|Failed|Protocol"_s,
        u"redirect:status=308|Failed|Protocol"_s,
        u"http-error:status=400,code=INVALID_STEP_INDEX|Failed|Execution|INVALID_STEP_INDEX"_s,
        u"http-error:status=401|Failed|Authentication|401"_s,
        u"http-error:status=402|Failed|InsufficientCredits|402"_s,
        u"http-error:status=402,code=CREDITS_EXHAUSTED|Failed|InsufficientCredits|CREDITS_EXHAUSTED"_s,
        u"http-error:status=403|Failed|PermissionDenied|403"_s,
        u"http-error:status=404|Failed|NotFound|404"_s,
        u"http-error:status=408|Failed|Execution|408"_s,
        u"http-error:status=409,code=STALE_TREE|Failed|Execution|STALE_TREE"_s,
        u"http-error:status=429,header=Retry-After: 7|Failed|RateLimited|429"_s,
        u"http-error:status=500|Failed|Execution|500"_s,
        u"http-error:status=502,form=html|Failed|Execution|502"_s,
        u"http-error:status=503,form=empty|Failed|Execution|503"_s,
        u"http-error:status=504,form=detail-text|Failed|Execution|504"_s,
        u"http-error:status=500,form=raw,type=text/event-stream,body=data: x|Failed|Execution|500"_s,
    };
    for (const char *kind :
         {"cut-after-headers", "cut-mid-frame", "end-without-terminal", "end-without-terminal:after=1"}) {
        for (const char *end : {"close", "reset", "clean", "eof"}) {
            const QString fault = QString::fromLatin1(kind);
            const bool lost = QByteArray(end) == "close" || QByteArray(end) == "reset";
            rows += u"%1%2end=%3|Interrupted|%4"_s.arg(fault, fault.contains(u':') ? u","_s : u":"_s)
                        .arg(QString::fromLatin1(end), lost ? u"Connection"_s : u"Interrupted"_s);
        }
    }
    return rows;
}

void tst_Faults::faults_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("call");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("detail");
    const QStringList all = rows();
    for (const QString &row : all) {
        const QStringList parts = row.split(u'|');
        for (const int call : {1, 2, 3}) {
            // The last call ends without a pause.
            if (call == 3 && (parts[0].contains(u"pause"_s) || parts[0].contains(u"after=1"_s)))
                continue;
            QTest::addRow("%s, call %d", qPrintable(parts[0]), call)
                << parts[0] << call << parts[1] << parts[2] << parts.value(3);
        }
    }
}

void tst_Faults::faults()
{
    QFETCH(QString, fault);
    QFETCH(int, call);
    QFETCH(QString, detail);
    FlowBench bench;
    QString mistake;
    NoukaiMockFault set = NoukaiMockFault::fromText(fault, &mistake);
    QVERIFY2(mistake.isEmpty(), qPrintable(mistake));
    set.nth = call;
    bench.server.setFault(set);
    NoukaiClientPrivate::get(bench.client.get())->eventCeiling = 1'000'000;
    if (fault.startsWith(u"silence"_s))
        bench.client->setTimeout(150);
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);

    QTEST(nameOf(flow.state()), "state");
    // Where only the end of the connection ends the answer, Qt cannot always tell whether it is whole.
    if (!fault.contains(u"eof"_s) || flow.error().kind() != NoukaiError::Connection)
        QTEST(nameOf(flow.error().kind()), "kind");
    QCOMPARE(recorder.outcomes, QStringList({u"errorOccurred "_s + nameOf(flow.error().kind()), u"finished"_s}));
    QCOMPARE(recorder.errors.value(0), flow.error());
    QVERIFY(!flow.error().message().isEmpty());
    QCOMPARE(flow.error().executionId(), flow.executionId());
    if (flow.error().httpStatus() > 0)
        QCOMPARE(flow.error().requestId(), QString::fromUtf8(bench.server.requests().last().requestId));
    if (!detail.isEmpty())
        QVERIFY(detail == flow.error().code() || detail == QString::number(flow.error().httpStatus()));
    if (fault.contains(u"Retry-After"_s))
        QCOMPARE(flow.error().retryAfter(), 7);
    // No call is sent again by itself, and what had arrived was told.
    QCOMPARE(bench.server.requests().size(), call);
    const int completed = int(recorder.only(u"stepCompleted"_s).size());
    QCOMPARE_GE(completed, call - 1);
    QCOMPARE(recorder.only(u"stepCompleted"_s),
             QStringList({u"stepCompleted a 0"_s, u"stepCompleted b 1"_s, u"stepCompleted c 2"_s}).first(completed));

    bench.server.clearFaults();
    bench.client->setTimeout(30'000);
    recorder.log.clear();
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(flow.result(), QJsonValue(u"CBA"_s));
    const int next = qMin(completed, 2); // of three steps, the last is run again when only the end was lost
    const QJsonObject body = bench.body(call);
    QCOMPARE(body.value(u"stepIndex"_s), QJsonValue(next));
    const QList<QStringList> before{{}, {u"a"_s}, {u"a"_s, u"b"_s}};
    QCOMPARE(body.value(u"accumulatedOutputs"_s).toObject().keys(), before[next]);
    QCOMPARE(recorder.outcomes.mid(2), QStringList({u"flowCompleted"_s, u"finished"_s}));
}

// A kind that the server learns later wants a row.
void tst_Faults::allKindsAreTested()
{
    const QStringList names = NoukaiMockFault::names();
    QStringList tested{u"short-body"_s,      u"slow-drip"_s, u"garbage-frames"_s, u"gzip"_s, u"crlf"_s, u"cr"_s,
                       u"mixed-line-ends"_s, u"bom"_s,       u"one-byte-chunks"_s};
    const QStringList all = rows();
    for (const QString &row : all)
        tested += row.section(u'|', 0, 0).section(u':', 0, 0);
    for (const QString &name : names)
        QVERIFY2(tested.contains(name), qPrintable(name));
}

void tst_Faults::harmless_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("drops");
    for (const char *fault : {"slow-drip:bytes=64,delay=1", "gzip", "crlf", "cr", "mixed-line-ends", "bom",
                              "one-byte-chunks", "short-body", "huge-event:bytes=900000,after=1"})
        QTest::newRow(fault) << QString::fromLatin1(fault) << false;
    for (const char *fault : {"garbage-frames:after=1", "broken-control:event=step_started",
                              "broken-control:event=step_started,member=stepId", "broken-control:event=step_output",
                              "broken-control:event=step_input,member=stepId"})
        QTest::newRow(fault) << QString::fromLatin1(fault) << true;
}

// What a client must not stumble over.
void tst_Faults::harmless()
{
    QFETCH(QString, fault);
    QFETCH(bool, drops);
    FlowBench bench;
    QString mistake;
    NoukaiMockFault set = NoukaiMockFault::fromText(fault, &mistake);
    QVERIFY2(mistake.isEmpty(), qPrintable(mistake));
    set.count = -1;
    bench.server.setFault(set);
    NoukaiClientPrivate::get(bench.client.get())->eventCeiling = 1'000'000;
    NoukaiFlow flow(bench.client.get(), u"acme/spelling/grade-3"_s);
    FlowRecorder recorder(&flow);
    flow.setMessage(u"schön"_s);
    flow.setTrace(true);
    // A connection that goes right after the last event may take a request with it that was just given to it.
    flow.setRunRemaining(fault == u"short-body"_s);
    flow.start();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.finishes, 1, 20'000);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QCOMPARE(recorder.outcomes, QStringList({u"flowCompleted"_s, u"finished"_s}));
    QCOMPARE(flow.droppedEvents() > 0, drops);
    QCOMPARE(recorder.warnings.size(), flow.droppedEvents());
    QCOMPARE(bench.stepIndices(), flow.runRemaining() ? QList<int>{0} : (QList<int>{0, 1}));
    QVERIFY(flow.result().toString().contains(u"schön"_s));
}

void tst_Faults::noServer()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    const quint16 port = bench.server.port();
    bench.server.close();
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Connection);
    QVERIFY(bench.server.listen(port));
    flow.resume();
    QTRY_COMPARE(recorder.finishes, 2);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Faults::stepErrors_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("code and message") << QByteArray(
                                             R"({"stepId": "a", "name": "A", "error": {"code": "C", "message": "M"}})")
                                      << "C"
                                      << "M";
    QTest::newRow("nothing but the step") << QByteArray(R"({"stepId": "a"})") << ""
                                          << "The step \"a\" failed.";
    QTest::newRow("a name") << QByteArray(R"({"stepId": "a", "name": "Alpha", "error": {}})") << ""
                            << "The step \"Alpha\" failed.";
}

void tst_Faults::stepErrors()
{
    QFETCH(QByteArray, payload);
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(),
                    bench.addRaw(frame("run_started", R"({"executionId": "e"})") + frame("step_error", payload)));
    FlowRecorder recorder(&flow);
    flow.start();
    QTRY_COMPARE(recorder.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().kind(), NoukaiError::Execution);
    QTEST(flow.error().code(), "code");
    QTEST(flow.error().message(), "message");
    QCOMPARE(flow.error().executionId(), u"e"_s);
    QCOMPARE(flow.error().requestId(), QString::fromUtf8(bench.server.requests().last().requestId));
    QCOMPARE(recorder.log.mid(4), QStringList({u"stepFailed a 0"_s, u"state Failed"_s, u"not running"_s,
                                               u"errorOccurred Execution"_s, u"finished"_s}));
}

// Where the server breaks off each call, each is sent once, however often the run is taken up.
void tst_Faults::neverRepeatedByItself()
{
    FlowBench bench;
    NoukaiMockFault fault;
    fault.kind = NoukaiMockFault::CutBeforeResponse;
    fault.count = -1;
    bench.server.setFault(fault);
    NoukaiFlow flow(bench.client.get(), bench.add(ThreeSteps));
    FlowRecorder recorder(&flow);
    flow.start();
    for (int run = 1; run <= 3; ++run) {
        QTRY_COMPARE(recorder.finishes, run);
        QCOMPARE(bench.server.requests().size(), run);
        flow.resume();
    }
    QTRY_COMPARE(recorder.finishes, 4);
}

QTEST_GUILESS_MAIN(tst_Faults)
#include "tst_faults.moc"
