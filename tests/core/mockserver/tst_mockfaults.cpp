// SPDX-License-Identifier: MIT
// Each fault, as a bare socket sees it.
#include "noukaimockserver.h"
#include "rawclient.h"

#include <QtCore/QJsonArray>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace
{

using Fault = NoukaiMockFault;

Fault fault(const QString &text)
{
    QString error;
    const Fault fault = Fault::fromText(text, &error);
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return fault;
}

QByteArray unpacked(const QByteArray &packed)
{
    z_stream stream = {};
    inflateInit2(&stream, 15 + 16);
    QByteArray out(1 << 20, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    inflate(&stream, Z_SYNC_FLUSH);
    out.truncate(qsizetype(stream.total_out));
    inflateEnd(&stream);
    return out;
}

} // namespace

class tst_MockFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void endsEarly_data();
    void endsEarly();
    void cutsBeforeResponse_data();
    void cutsBeforeResponse();
    void staysSilent_data();
    void staysSilent();
    void shortBody();
    void malformedHttp();
    void garbage_data();
    void garbage();
    void brokenControl_data();
    void brokenControl();
    void stuckPause();
    void hugeEvent();
    void lineEnds_data();
    void lineEnds();
    void byteOrderMark();
    void gzipIsFlushedPerFrame();
    void gzipOfJson();
    void oneByteChunks();
    void slowDrip();
    void wholeAnswers_data();
    void wholeAnswers();
    void errorForms_data();
    void errorForms();
    void choosesRequests_data();
    void choosesRequests();
    void modifiersCombine();

private:
    void run(RawClient *client) const
    {
        client->post(flowPath(u"a/b/c"_s, u"step"_s), {{u"stepIndex"_s, 0}, {u"message"_s, u"x"_s}});
    }
    RawAnswer runOnce() const
    {
        RawClient client(*m_server);
        run(&client);
        return client.take();
    }

    std::unique_ptr<NoukaiMockServer> m_server;
};

// The flow's frames: run_started, step_started, step_output three times, step_completed, step_paused.
constexpr int Frames = 7;

void tst_MockFaults::init()
{
    m_server = std::make_unique<NoukaiMockServer>();
    const QJsonArray steps{QJsonObject{{u"id"_s, u"a"_s}, {u"output"_s, u"one two six"_s}, {u"chunkCharacters"_s, 4}},
                           QJsonObject{{u"id"_s, u"b"_s}}};
    QVERIFY(m_server->addFlow(u"a/b/c"_s, {{u"steps"_s, steps}}));
    QVERIFY(m_server->listen());
}

void tst_MockFaults::cleanup()
{
    m_server.reset();
}

void tst_MockFaults::endsEarly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("frames");
    QTest::addColumn<bool>("partial"); // half a frame follows
    QTest::addColumn<bool>("complete");
    QTest::newRow("after headers, closed") << u"cut-after-headers:end=close"_s << 0 << false << false;
    QTest::newRow("after headers, reset") << u"cut-after-headers:end=reset"_s << 0 << false << false;
    QTest::newRow("after headers, clean") << u"cut-after-headers:end=clean"_s << 0 << false << true;
    QTest::newRow("after headers, eof") << u"cut-after-headers:end=eof"_s << 0 << false << true;
    QTest::newRow("mid frame, first") << u"cut-mid-frame:after=0"_s << 0 << true << false;
    QTest::newRow("mid frame, third") << u"cut-mid-frame:after=2"_s << 2 << true << false;
    QTest::newRow("mid frame, reset") << u"cut-mid-frame:after=2,end=reset"_s << 2 << true << false;
    QTest::newRow("mid frame, clean") << u"cut-mid-frame:after=2,end=clean"_s << 2 << true << true;
    QTest::newRow("mid frame, eof") << u"cut-mid-frame:after=2,end=eof"_s << 2 << true << true;
    QTest::newRow("mid terminal frame") << u"cut-mid-frame"_s << Frames - 1 << true << false;
    QTest::newRow("no terminal, closed") << u"end-without-terminal"_s << Frames - 1 << false << false;
    QTest::newRow("no terminal, clean") << u"end-without-terminal:end=clean"_s << Frames - 1 << false << true;
    QTest::newRow("no terminal, eof") << u"end-without-terminal:end=eof"_s << Frames - 1 << false << true;
    QTest::newRow("no terminal, after 3") << u"end-without-terminal:after=3,end=clean"_s << 3 << false << true;
    QTest::newRow("after more frames than there are") << u"end-without-terminal:after=99"_s << Frames << false << true;
}

void tst_MockFaults::endsEarly()
{
    QFETCH(QString, text);
    QFETCH(int, frames);
    QFETCH(bool, partial);
    QFETCH(bool, complete);
    m_server->setFault(fault(text));
    const RawAnswer answer = runOnce();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.isComplete, complete);
    QCOMPARE(answer.body.count("\n\n"), frames);
    QCOMPARE(!answer.body.isEmpty() && !answer.body.endsWith("\n\n"), partial);
    QCOMPARE(m_server->pendingFaults(), 0);
    QCOMPARE(runOnce().eventNames().size(), Frames);
}

void tst_MockFaults::cutsBeforeResponse_data()
{
    QTest::addColumn<QString>("end");
    QTest::newRow("close") << u"close"_s;
    QTest::newRow("reset") << u"reset"_s;
}

void tst_MockFaults::cutsBeforeResponse()
{
    QFETCH(QString, end);
    m_server->setFault(fault(u"cut-before-response:end="_s + end));
    RawClient client(*m_server);
    QSignalSpy errors(client.socket(), &QTcpSocket::errorOccurred);
    run(&client);
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received().isEmpty());
    QVERIFY(!errors.isEmpty());
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().constFirst().json()[u"message"_s].toString(), u"x"_s);
}

void tst_MockFaults::staysSilent_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("frames");
    QTest::newRow("before headers") << u"silence-before-headers"_s << 0 << 0;
    QTest::newRow("after headers") << u"silence:after=0"_s << 200 << 0;
    QTest::newRow("after three") << u"silence:after=3"_s << 200 << 3;
    QTest::newRow("before the terminal event") << u"silence"_s << 200 << Frames - 1;
}

void tst_MockFaults::staysSilent()
{
    QFETCH(QString, text);
    QFETCH(int, status);
    QFETCH(int, frames);
    m_server->setFault(fault(text));
    RawClient client(*m_server);
    run(&client);
    QTRY_COMPARE(m_server->requests().size(), 1);
    QTRY_COMPARE(client.answer().status, status);
    QTRY_COMPARE(client.answer().chunks.size(), frames);
    // Another request is served meanwhile, and nothing more has come.
    QCOMPARE(runOnce().eventNames().size(), Frames);
    QCOMPARE(client.answer().chunks.size(), frames);
    QVERIFY(!client.isClosed());
    // Once the client gives up, the server forgets it.
    client.socket()->abort();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(m_server->openStreams(), 0);
}

void tst_MockFaults::shortBody()
{
    m_server->setFault(fault(u"short-body"_s));
    const RawAnswer answer = runOnce();
    QVERIFY(!answer.isComplete);
    QCOMPARE_GT(answer.headers.value("content-length").toInt(), answer.body.size());
    QCOMPARE(answer.events().size(), Frames);
}

void tst_MockFaults::malformedHttp()
{
    m_server->setFault(fault(u"malformed-http"_s));
    RawClient client(*m_server);
    run(&client);
    QTRY_VERIFY(client.isClosed());
    QVERIFY(!client.received().isEmpty());
    QVERIFY(!client.received().startsWith("HTTP/"));
}

void tst_MockFaults::garbage_data()
{
    QTest::addColumn<QString>("variant");
    QTest::newRow("all") << QString();
    const QStringList names = Fault::garbageNames();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void tst_MockFaults::garbage()
{
    QFETCH(QString, variant);
    const QByteArray clean = runOnce().body;
    Fault garbage = fault(u"garbage-frames:after=2"_s);
    garbage.variant = variant;
    m_server->setFault(garbage);
    const RawAnswer answer = runOnce();
    QVERIFY(answer.isComplete);
    QCOMPARE(answer.chunks.size(), Frames + 1);
    QVERIFY(!answer.chunks.at(2).isEmpty());
    QByteArray rest = answer.body;
    rest.replace(answer.chunks.at(2), {});
    QCOMPARE(rest.count("\n\n"), clean.count("\n\n"));
}

void tst_MockFaults::brokenControl_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QByteArray>("absent");
    QTest::newRow("run_started without ids") << u"event=run_started"_s << u"run_started"_s << QByteArray("stepCount");
    QTest::newRow("step_completed without stepId")
        << u"event=step_completed,member=stepId"_s << u"step_completed"_s << QByteArray("\"stepId\"");
    QTest::newRow("step_completed with a number")
        << u"event=step_completed,member=stepId,value=7"_s << u"step_completed"_s << QByteArray("\"stepId\":\"a\"");
    QTest::newRow("step_paused cut off") << u"event=step_paused"_s << u"step_paused"_s << QByteArray("}");
}

void tst_MockFaults::brokenControl()
{
    QFETCH(QString, settings);
    QFETCH(QString, event);
    QFETCH(QByteArray, absent);
    m_server->setFault(fault(u"broken-control:"_s + settings));
    const RawAnswer answer = runOnce();
    QCOMPARE(answer.events().size(), Frames);
    QVERIFY(answer.isComplete);
    for (const QByteArray &chunk : answer.chunks) {
        if (chunk.startsWith(QByteArray("event: " + event.toUtf8())))
            QVERIFY2(!chunk.contains(absent), chunk.constData());
    }
}

void tst_MockFaults::stuckPause()
{
    const QString id = executionIdOf(runOnce());
    m_server->setFault(fault(u"stuck-pause"_s));
    const RawAnswer answer =
        postOnce(*m_server, flowPath(u"a/b/c"_s, u"step"_s),
                 {{u"stepIndex"_s, 1}, {u"executionId"_s, id}, {u"accumulatedOutputs"_s, QJsonObject{{u"a"_s, 1}}}});
    QCOMPARE(answer.eventNames().constLast(), u"step_paused"_s);
    QCOMPARE(answer.events().constLast().data[u"nextStepIndex"_s].toInt(), 1);
    QVERIFY(!answer.eventNames().contains(u"flow_completed"_s));
}

void tst_MockFaults::hugeEvent()
{
    m_server->setFault(fault(u"huge-event:bytes=5000000,after=1"_s));
    const RawAnswer answer = runOnce();
    QVERIFY(answer.isComplete);
    QCOMPARE_GT(answer.chunks.at(1).size(), 5'000'000);
    QCOMPARE(answer.outputOf(u"huge"_s).size(), 5'000'000);
}

void tst_MockFaults::lineEnds_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("crlf") << u"crlf"_s;
    QTest::newRow("cr") << u"cr"_s;
    QTest::newRow("mixed") << u"mixed-line-ends"_s;
}

void tst_MockFaults::lineEnds()
{
    QFETCH(QString, name);
    m_server->setFault(fault(name));
    RawAnswer answer = runOnce();
    QCOMPARE(answer.body.contains('\r'), true);
    QCOMPARE(answer.body.contains('\n'), name != "cr"_L1);
    answer.body.replace("\r\n", "\n").replace('\r', '\n');
    QCOMPARE(answer.eventNames().size(), Frames);
    QCOMPARE(answer.outputOf(u"a"_s), u"one two six"_s);
}

void tst_MockFaults::byteOrderMark()
{
    m_server->setFault(fault(u"bom"_s));
    const RawAnswer answer = runOnce();
    QVERIFY(answer.body.startsWith("\xEF\xBB\xBF"
                                   "event: run_started"));
    QCOMPARE(answer.body.count("\xEF\xBB\xBF"), 1);
}

void tst_MockFaults::gzipIsFlushedPerFrame()
{
    m_server->setFault(fault(u"gzip"_s));
    m_server->setManualDelivery(true);
    RawClient client(*m_server);
    run(&client);
    QTRY_COMPARE(client.answer().headers.value("content-encoding"), "gzip");
    for (int frames = 1; frames <= 3; ++frames) {
        m_server->deliver();
        QTRY_COMPARE(unpacked(client.answer().body).count("\n\n"), frames);
    }
    m_server->deliver(100);
    RawAnswer answer = client.take();
    QVERIFY(answer.isComplete);
    answer.body = unpacked(answer.body);
    QCOMPARE(answer.eventNames().size(), Frames);
}

void tst_MockFaults::gzipOfJson()
{
    m_server->setFault(fault(u"gzip"_s));
    RawAnswer answer = postOnce(*m_server, flowPath(u"a/b/c"_s, u"execute"_s), {{u"message"_s, u"x"_s}});
    QVERIFY(answer.isComplete);
    answer.body = unpacked(answer.body);
    QCOMPARE(answer.json()[u"status"_s].toString(), u"completed"_s);
}

void tst_MockFaults::oneByteChunks()
{
    m_server->setFault(fault(u"one-byte-chunks"_s));
    const RawAnswer answer = runOnce();
    QCOMPARE(answer.chunks.size(), answer.body.size());
    QCOMPARE(answer.eventNames().size(), Frames);
}

void tst_MockFaults::slowDrip()
{
    m_server->setFault(fault(u"slow-drip:bytes=100,delay=5"_s));
    QElapsedTimer timer;
    timer.start();
    const RawAnswer answer = runOnce();
    QCOMPARE(answer.eventNames().size(), Frames);
    QCOMPARE_GE(timer.elapsed(), answer.body.size() / 100 * 5);
}

void tst_MockFaults::wholeAnswers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("a page") << u"wrong-content-type"_s << 200 << QByteArray("content-type")
                            << QByteArray("text/html; charset=utf-8");
    QTest::newRow("JSON") << u"wrong-content-type:type=application/json"_s << 200 << QByteArray("content-type")
                          << QByteArray("application/json");
    QTest::newRow("nothing") << u"no-body"_s << 204 << QByteArray("content-type") << QByteArray();
    QTest::newRow("redirect") << u"redirect:target=http://127.0.0.1:9/x"_s << 307 << QByteArray("location")
                              << QByteArray("http://127.0.0.1:9/x");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("redirect %d", status)
            << u"redirect:target=/x,status=%1"_s.arg(status) << status << QByteArray("location") << QByteArray("/x");
    for (const int status : {400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504})
        QTest::addRow("error %d", status) << u"http-error:status=%1"_s.arg(status) << status
                                          << QByteArray("content-type") << QByteArray("application/json");
    QTest::newRow("retry after") << u"http-error:status=429,header=Retry-After:3"_s << 429 << QByteArray("retry-after")
                                 << QByteArray("3");
}

void tst_MockFaults::wholeAnswers()
{
    QFETCH(QString, text);
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    m_server->setFault(fault(text));
    const RawAnswer answer = runOnce();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value(header), value);
    QVERIFY(answer.isComplete);
    QVERIFY(answer.headers.value("x-request-id").startsWith("req_"));
}

void tst_MockFaults::errorForms_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("detail object") << u"detail-object"_s << QByteArray(R"({"detail":{"code":"C","message":"m"}})");
    QTest::newRow("detail text") << u"detail-text"_s << QByteArray(R"({"detail":"m"})");
    QTest::newRow("top message") << u"top-message"_s << QByteArray(R"({"message":"m"})");
    QTest::newRow("top error") << u"top-error"_s << QByteArray(R"({"error":"m"})");
    QTest::newRow("other JSON") << u"other-json"_s << QByteArray(R"(["C",500])");
    QTest::newRow("empty") << u"empty"_s << QByteArray();
    QTest::newRow("raw") << u"raw"_s << QByteArray("??");
}

void tst_MockFaults::errorForms()
{
    QFETCH(QString, form);
    QFETCH(QByteArray, body);
    m_server->setFault(fault(u"http-error:code=C,message=m,body=??,form="_s + form));
    QCOMPARE(runOnce().body, body);
}

void tst_MockFaults::choosesRequests_data()
{
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<QList<int>>("statuses");
    const QString e = u"http-error:status=%1"_s;
    QTest::newRow("the next") << QStringList{e.arg(500)} << QList<int>{500, 200, 200};
    QTest::newRow("two in turn") << QStringList{e.arg(500), e.arg(404)} << QList<int>{500, 404, 200};
    QTest::newRow("the second") << QStringList{e.arg(500) + u",nth=2"_s} << QList<int>{200, 500, 200};
    QTest::newRow("two of them") << QStringList{e.arg(500) + u",count=2"_s} << QList<int>{500, 500, 200};
    QTest::newRow("for ever") << QStringList{e.arg(500) + u",count=-1"_s} << QList<int>{500, 500, 500};
    QTest::newRow("another path") << QStringList{e.arg(500) + u",path=/jobs"_s} << QList<int>{200, 200, 200};
    QTest::newRow("this path") << QStringList{e.arg(500) + u",path=/step"_s} << QList<int>{500, 200, 200};
    QTest::newRow("another method") << QStringList{e.arg(500) + u",method=GET"_s} << QList<int>{200, 200, 200};
}

void tst_MockFaults::choosesRequests()
{
    QFETCH(QStringList, faults);
    QFETCH(QList<int>, statuses);
    for (const QString &text : faults)
        m_server->setFault(fault(text));
    for (const int status : statuses)
        QCOMPARE(runOnce().status, status);
    m_server->clearFaults();
    QCOMPARE(runOnce().status, 200);
}

void tst_MockFaults::modifiersCombine()
{
    m_server->setFault(fault(u"crlf"_s));
    m_server->setFault(fault(u"bom"_s));
    m_server->setFault(fault(u"end-without-terminal:end=clean"_s));
    const RawAnswer answer = runOnce();
    QVERIFY(answer.isComplete);
    QVERIFY(answer.body.startsWith("\xEF\xBB\xBF"));
    QCOMPARE(answer.body.count("\r\n\r\n"), Frames - 1);
}

QTEST_GUILESS_MAIN(tst_MockFaults)
#include "tst_mockfaults.moc"
