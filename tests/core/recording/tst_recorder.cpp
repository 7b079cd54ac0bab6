// SPDX-License-Identifier: MIT
#include "transcript.h"

#include <QtCore/QBuffer>

using namespace Qt::StringLiterals;

// Takes so many bytes and no more, as a disk does.
class SmallDevice : public QIODevice
{
public:
    explicit SmallDevice(qint64 room)
        : room(room)
    {
    }
    QByteArray written;
    qint64 room;

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        const qint64 taken = qMin(size, room);
        room -= taken;
        written.append(data, taken);
        if (taken < size)
            setErrorString(u"No space left"_s);
        return taken > 0 ? taken : -1;
    }
};

class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines();
    void payloadStaysAsItWas();
    void brokenUtf8();
    void linesAreHandedOverAtOnce();
    void secrets();
    void redactedFields();
    void cannotBegin_data();
    void cannotBegin();
    void diskFull();
    void deviceDeleted();
    void flowDeleted();
    void stoppedInARun();
    void startedInARun();
    void deletedInARun();
    void otherFlow();
    void filePermissions();

private:
    static QList<QJsonObject> parsed(const QByteArray &text)
    {
        QList<QJsonObject> lines;
        for (const QByteArray &line : text.trimmed().split('\n'))
            lines += json(line);
        return lines;
    }
};

void tst_Recorder::lines()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    QSignalSpy recording(&recorder, &NoukaiRecorder::recordingChanged);
    recorder.setFlow(&flow);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    QVERIFY(recorder.start()); // nothing more
    QVERIFY(recorder.isRecording());
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    recorder.stop();
    QCOMPARE(recording.size(), 2);
    QCOMPARE(recorder.bytesWritten(), buffer.data().size());
    const QList<QJsonObject> lines = parsed(buffer.data());
    QCOMPARE(lines.first().value(u"noukai"_s), u"recording"_s);
    QCOMPARE(lines.first().value(u"version"_s), 1);
    QCOMPARE(lines.first().value(u"identifier"_s), u"acme/demo/flow"_s);
    QCOMPARE(lines.first().value(u"flowVersion"_s), u"production"_s);
    QVERIFY(QDateTime::fromString(lines.first().value(u"created"_s).toString(), Qt::ISODateWithMs).isValid());
    QStringList kinds;
    qint64 time = 0;
    for (const QJsonObject &line : lines.sliced(1)) {
        QVERIFY(line.value(u"t"_s).toInteger(-1) >= time);
        time = line.value(u"t"_s).toInteger();
        for (const QString &kind : {u"run"_s, u"request"_s, u"answer"_s, u"event"_s, u"state"_s, u"end"_s}) {
            if (line.contains(kind))
                kinds += line.value(kind).isObject() ? kind : kind + u' ' + line.value(kind).toString();
        }
    }
    static const QRegularExpression requestId(u"^answer .+"_s);
    kinds.replaceInStrings(requestId, u"answer"_s);
    QCOMPARE(kinds, QStringList({u"run start"_s, u"request"_s, u"answer"_s, u"event run_started"_s,
                                 u"event step_started"_s, u"event step_completed"_s, u"event step_paused"_s,
                                 u"request"_s, u"answer"_s, u"event step_started"_s, u"event step_completed"_s,
                                 u"event flow_completed"_s, u"end Completed"_s}));
    QCOMPARE(lines.at(2).value(u"request"_s).toObject(), bench.body(0));
    QCOMPARE(lines.at(8).value(u"request"_s).toObject(), bench.body(1));
    QCOMPARE(lines.at(8).value(u"cursor"_s), 1);
}

void tst_Recorder::payloadStaysAsItWas()
{
    FlowBench bench;
    const QByteArray payload =
        R"({"z":1, "stepId":"a","outputData":{"n":12345678901234567890,"d":1.50,"u":"\u00e9é"}})";
    const QString raw = bench.addRaw(frame("run_started", R"({"runId":"r"})") +
                                     frame("step_started", R"({"stepId":"a"})") + frame("step_output", payload) +
                                     frame("brand \"new", "{\"x\":\ndata: 1}") + frame("flow_completed", "{}"));
    NoukaiFlow flow(bench.client.get(), raw);
    FlowRecorder log(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    recorder.setFlow(&flow);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    recorder.stop();
    QVERIFY(buffer.data().contains(QByteArray(",\"event\":\"step_output\",\"data\":" + payload + "}\n")));
    QVERIFY(buffer.data().contains(",\"event\":\"brand \\\"new\",\"data\":{\"x\": 1}}\n"));
}

void tst_Recorder::brokenUtf8()
{
    FlowBench bench;
    const QString raw = bench.addRaw(
        frame("run_started", R"({"runId":"r"})") + frame("step_started", R"({"stepId":"a"})") +
        frame("step_output", "{\"stepId\":\"a\",\"outputData\":\"x\xff\xfey\"}") +
        frame("step_output", R"({"stepId":"a","outputData":"half \ud83d"})") + frame("flow_completed", "{}"));
    NoukaiFlow flow(bench.client.get(), raw);
    Transcript live(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    NoukaiRecorder recorder;
    recorder.setFlow(&flow);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    flow.start();
    QTRY_COMPARE(live.recorder.finishes, 1);
    recorder.stop();
    QVERIFY(buffer.data().isValidUtf8());
    QCOMPARE(parsed(buffer.data()).size(), 10);

    NoukaiFlow played;
    Transcript replay(&played);
    NoukaiPlayer player;
    player.setFlow(&played);
    player.setDevice(&buffer);
    player.play();
    QTRY_COMPARE(replay.recorder.finishes, 1);
    QCOMPARE(replay.recorder.output, live.recorder.output);
    QCOMPARE(replay.log, live.log);
}

// What a crash cannot take: a line is in the file before the next event comes.
void tst_Recorder::linesAreHandedOverAtOnce()
{
    FlowBench bench;
    bench.server.setManualDelivery(true);
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    QTemporaryDir folder;
    NoukaiRecorder recorder;
    recorder.setFlow(&flow);
    recorder.setFileName(folder.filePath(u"a.noukai.jsonl"_s));
    QVERIFY(recorder.start());
    QCOMPARE(readFile(recorder.fileName()).count('\n'), 1);
    flow.start();
    for (int events = 1; events <= 3; ++events) {
        QTRY_VERIFY(bench.server.pendingFrames() > 0);
        bench.server.deliver();
        QTRY_COMPARE(log.events, events);
        QTRY_COMPARE(readFile(recorder.fileName()).count("\"event\""), events);
        QVERIFY(readFile(recorder.fileName()).endsWith("}\n"));
    }
}

void tst_Recorder::secrets()
{
    FlowBench bench;
    const QByteArray key = "nk_test_0123456789";
    const QByteArray token = "token.of-another/kind";
    bench.server.setAuthorizationRequired(false);
    const QString raw =
        bench.addRaw(frame("run_started", R"({"runId":"r"})") +
                     frame("step_started", "{\"stepId\":\"a\",\"name\":\"" + key + "\"}") +
                     frame("step_output", R"({"stepId":"a","outputData":"nk_other_1 token.of-another\/kind"})") +
                     frame("odd " + key, "{\"" + key + "\":\"x\"}") +
                     frame("step_error", "{\"stepId\":\"a\",\"error\":{\"code\":\"" + key + "\",\"message\":\"key " +
                                             key + token + "\"}}"));
    for (const QByteArray &credential : {key, token}) {
        if (credential == token)
            bench.client->setBearerToken(QString::fromLatin1(token));
        NoukaiFlow flow(bench.client.get(), raw);
        flow.setMessage(QString::fromLatin1(key + ' ' + credential));
        FlowRecorder log(&flow);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        NoukaiRecorder recorder;
        recorder.setFlow(&flow);
        recorder.setDevice(&buffer);
        QVERIFY(recorder.start());
        flow.start();
        QTRY_COMPARE(log.finishes, 1);
        recorder.stop();
        QVERIFY2(!buffer.data().contains("nk_"), buffer.data().constData());
        if (credential == token)
            QVERIFY2(!buffer.data().contains("token.of"), buffer.data().constData());
        QVERIFY(buffer.data().contains("\"message\":\"[key] [key]\""));
        for (const QJsonObject &line : parsed(buffer.data()))
            QVERIFY(!line.isEmpty());
    }
}

void tst_Recorder::redactedFields()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    flow.setMessage(u"my name"_s);
    flow.setParameters({{u"customer"_s, QJsonObject{{u"email"_s, u"a@b.c"_s}, {u"id"_s, 7}}}, {u"email"_s, u"kept"_s}});
    FlowRecorder log(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    NoukaiRecorder recorder;
    recorder.setRedactedFields({u"message"_s, u"parameters.customer.email"_s, u"output"_s});
    recorder.setFlow(&flow);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    recorder.stop();
    QVERIFY2(!buffer.data().contains("my name") && !buffer.data().contains("a@b.c"), buffer.data().constData());
    QVERIFY(buffer.data().contains("\"email\":\"kept\""));
    QVERIFY(buffer.data().contains("\"output\":\"[redacted]\""));
    QVERIFY(buffer.data().contains("\"output\":{}"));
    // It still plays.
    NoukaiFlow played;
    FlowRecorder replay(&played);
    NoukaiPlayer player;
    player.setFlow(&played);
    player.setDevice(&buffer);
    player.play();
    QTRY_COMPARE(replay.finishes, 1);
    QCOMPARE(replay.log, log.log);
}

void tst_Recorder::cannotBegin_data()
{
    QTest::addColumn<bool>("hasFlow");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::addColumn<QString>("named");
    QTest::newRow("no flow") << false << u"x"_s << NoukaiError::Configuration << u"no flow"_s;
    QTest::newRow("no file name") << true << QString() << NoukaiError::Configuration << u"file name"_s;
    QTest::newRow("no such folder") << true << u"/no/such/folder/x.jsonl"_s << NoukaiError::Replay
                                    << u"/no/such/folder/x.jsonl"_s;
    QTest::newRow("a folder") << true << QDir::tempPath() << NoukaiError::Replay << QDir::tempPath();
}

void tst_Recorder::cannotBegin()
{
    QFETCH(bool, hasFlow);
    QFETCH(QString, fileName);
    NoukaiFlow flow;
    NoukaiRecorder recorder;
    QSignalSpy errors(&recorder, &NoukaiRecorder::errorOccurred);
    if (hasFlow)
        recorder.setFlow(&flow);
    recorder.setFileName(fileName);
    QVERIFY(!recorder.start());
    QVERIFY(!recorder.isRecording());
    QCOMPARE(errors.size(), 1);
    QTEST(recorder.error().kind(), "kind");
    QFETCH(QString, named);
    QVERIFY2(recorder.error().message().contains(named), qPrintable(recorder.error().message()));
    // An error is over once it goes.
    QTemporaryDir folder;
    recorder.setFlow(&flow);
    recorder.setFileName(folder.filePath(u"x"_s));
    QVERIFY(recorder.start());
    QCOMPARE(recorder.error(), NoukaiError());
}

void tst_Recorder::diskFull()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    SmallDevice device(600);
    QVERIFY(device.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    NoukaiRecorder recorder;
    QSignalSpy errors(&recorder, &NoukaiRecorder::errorOccurred);
    recorder.setFlow(&flow);
    recorder.setDevice(&device);
    QVERIFY(recorder.start());
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(recorder.error().kind(), NoukaiError::Replay);
    QVERIFY2(recorder.error().message().contains(u"No space left"_s), qPrintable(recorder.error().message()));
    QVERIFY(!recorder.isRecording());
    QCOMPARE(recorder.bytesWritten(), 600);
    // What is there plays as far as it goes.
    QBuffer partial(&device.written);
    QVERIFY(partial.open(QIODevice::ReadOnly));
    NoukaiFlow played;
    FlowRecorder replay(&played);
    NoukaiPlayer player;
    player.setFlow(&played);
    player.setDevice(&partial);
    player.play();
    QTRY_COMPARE(replay.finishes, 1);
    QVERIFY(player.isTruncated());
    QCOMPARE(played.state(), NoukaiFlow::Interrupted);
    QCOMPARE(played.error().kind(), NoukaiError::Replay);
}

void tst_Recorder::deviceDeleted()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    auto buffer = std::make_unique<QBuffer>();
    QVERIFY(buffer->open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    QSignalSpy errors(&recorder, &NoukaiRecorder::errorOccurred);
    recorder.setFlow(&flow);
    recorder.setDevice(buffer.get());
    QVERIFY(recorder.start());
    buffer.reset();
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QTRY_COMPARE(errors.size(), 1);
    QVERIFY(!recorder.isRecording());
}

void tst_Recorder::flowDeleted()
{
    FlowBench bench;
    auto flow = std::make_unique<NoukaiFlow>(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(flow.get());
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    QSignalSpy errors(&recorder, &NoukaiRecorder::errorOccurred);
    QSignalSpy flows(&recorder, &NoukaiRecorder::flowChanged);
    recorder.setFlow(flow.get());
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    flow->start();
    QTRY_VERIFY(log.events > 0);
    flow.reset();
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(flows.size(), 2);
    QCOMPARE(recorder.flow(), nullptr);
    QVERIFY(!recorder.isRecording());
    QCOMPARE(recorder.error().kind(), NoukaiError::Configuration);
    QVERIFY(buffer.data().endsWith("}\n"));
    NoukaiFlow next;
    recorder.setFlow(&next); // touches nothing of the old one
}

void tst_Recorder::stoppedInARun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    NoukaiRecorder recorder;
    connect(&flow, &NoukaiFlow::stepCompleted, &recorder, &NoukaiRecorder::stop);
    recorder.setFlow(&flow);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    NoukaiFlow played;
    FlowRecorder replay(&played);
    NoukaiPlayer player;
    player.setFlow(&played);
    player.setDevice(&buffer);
    player.play();
    QTRY_COMPARE(replay.finishes, 1);
    QVERIFY(player.isTruncated());
    QCOMPARE(played.state(), NoukaiFlow::Interrupted);
    QCOMPARE(replay.log.value(5), u"stepCompleted a 0"_s);
}

void tst_Recorder::startedInARun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    recorder.setFlow(&flow);
    recorder.setDevice(&buffer);
    connect(&flow, &NoukaiFlow::stepStarted, &recorder, &NoukaiRecorder::start);
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    QCOMPARE(buffer.data().count('\n'), 1);
    flow.start();
    QTRY_COMPARE(log.finishes, 2);
    recorder.stop();
    QCOMPARE(buffer.data().count("\"run\":"), 1);
    QCOMPARE(buffer.data().count("\"event\""), 7);
}

void tst_Recorder::deletedInARun()
{
    FlowBench bench;
    NoukaiFlow flow(bench.client.get(), bench.add(TwoSteps));
    FlowRecorder log(&flow);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    auto recorder = std::make_unique<NoukaiRecorder>();
    recorder->setFlow(&flow);
    recorder->setDevice(&buffer);
    connect(&flow, &NoukaiFlow::stepStarted, this, [&] { recorder.reset(); });
    QVERIFY(recorder->start());
    flow.start();
    QTRY_COMPARE(log.finishes, 1);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
    QVERIFY(buffer.data().endsWith("}\n"));
}

void tst_Recorder::otherFlow()
{
    NoukaiFlow first;
    NoukaiFlow second;
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    NoukaiRecorder recorder;
    recorder.setFlow(&first);
    recorder.setDevice(&buffer);
    QVERIFY(recorder.start());
    recorder.setFlow(&second);
    QVERIFY(!recorder.isRecording());
    QCOMPARE(recorder.flow(), &second);
    recorder.setFlow(nullptr);
    QVERIFY(!recorder.start());
}

void tst_Recorder::filePermissions()
{
#ifdef Q_OS_UNIX
    NoukaiFlow flow;
    QTemporaryDir folder;
    NoukaiRecorder recorder;
    recorder.setFlow(&flow);
    recorder.setFileName(folder.filePath(u"x"_s));
    QVERIFY(recorder.start());
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup;
    QVERIFY(!(QFileInfo(recorder.fileName()).permissions() & others));
#endif
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_recorder.moc"
