// SPDX-License-Identifier: MIT
// The recordings that come with the inspector: each plays, shows what it says, and agrees with the built-in server.
#include "examplerecordings.h"

#include <noukaimockserver.h>

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaievents.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>

#include <QtCore/QBuffer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace
{

ExampleRecording example(const QString &id)
{
    const QList<ExampleRecording> all = ExampleRecordings::all();
    for (const ExampleRecording &recording : all) {
        if (recording.id == id)
            return recording;
    }
    return {};
}

// What a flow told, in a form that a live run and a played one share.
struct Told {
    explicit Told(NoukaiFlow &flow)
    {
        QObject::connect(&flow, &NoukaiFlow::eventReceived, &context, [this](const NoukaiEvent &event) {
            events.append(event.eventType() + u' ' + event.stepId());
        });
        QObject::connect(&flow, &NoukaiFlow::stepInput, &context, [this](const NoukaiStepInput &input) {
            inputs.insert(input.stepId(), QJsonValue(input.inputData()));
        });
        QObject::connect(&flow, &NoukaiFlow::stepOutput, &context,
                         [this](const NoukaiStepOutput &output) { written += output.outputData().toString().size(); });
        QObject::connect(&flow, &NoukaiFlow::errorOccurred, &context,
                         [this](const NoukaiError &error) { errors.append(error); });
        QObject::connect(&flow, &NoukaiFlow::finished, &context, [this, &flow] { ends.append(flow.state()); });
    }

    QObject context;
    QStringList events;
    QJsonObject inputs;
    QList<NoukaiError> errors;
    QList<NoukaiFlow::State> ends;
    qint64 written = 0;
};

// A recording and what plays it.
struct Player {
    explicit Player(const QString &id)
        : content(ExampleRecordings::make(id))
    {
        device.setBuffer(&content);
        device.open(QIODevice::ReadOnly);
        player.setDevice(&device);
        player.setSpeed(0);
    }
    void playInto(NoukaiFlow &flow)
    {
        QSignalSpy ended(&player, &NoukaiPlayer::ended);
        player.setFlow(&flow);
        player.play();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    }

    QByteArray content;
    QBuffer device;
    NoukaiPlayer player;
};

struct LocalServer {
    LocalServer()
    {
        server.setAuthorizationRequired(false);
        if (!server.listen())
            qFatal("no server: %s", qPrintable(server.errorString()));
        client.setBaseUrl(server.baseUrl());
        client.setKeyless(true);
    }

    NoukaiMockServer server;
    NoukaiClient client;
};

} // namespace

class tst_ExampleRecordings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void list();
    void plays_data();
    void plays();
    void sameEachTime();
    void sameAsOnTheServer_data();
    void sameAsOnTheServer();
    void longOutput();
    void manyStepsAreFast();
    void threeDecisions();
    void failureCanBePutRight();
    void unknownId();
};

void tst_ExampleRecordings::list()
{
    const QList<ExampleRecording> all = ExampleRecordings::all();
    QSet<QString> ids;
    QSet<QString> titles;
    for (const ExampleRecording &recording : all) {
        ids.insert(recording.id);
        titles.insert(recording.title);
        QVERIFY2(!recording.description.isEmpty() && !recording.description.contains(u'\n'), qPrintable(recording.id));
        QVERIFY2(!recording.flow.isEmpty(), qPrintable(recording.id));
    }
    QCOMPARE(all.size(), 11);
    QCOMPARE(ids.size(), all.size());
    QCOMPARE(titles.size(), all.size());
}

void tst_ExampleRecordings::plays_data()
{
    using Ends = QList<NoukaiFlow::State>;
    QTest::addColumn<Ends>("ends");
    QTest::newRow("happy") << Ends{NoukaiFlow::Completed};
    QTest::newRow("long") << Ends{NoukaiFlow::Completed};
    QTest::newRow("tools") << Ends{NoukaiFlow::Completed};
    QTest::newRow("failure") << Ends{NoukaiFlow::Failed};
    QTest::newRow("rerun") << Ends{NoukaiFlow::Failed, NoukaiFlow::Completed};
    QTest::newRow("loop") << Ends{NoukaiFlow::Completed};
    QTest::newRow("parallel") << Ends{NoukaiFlow::Completed};
    QTest::newRow("truncated") << Ends{NoukaiFlow::Interrupted};
    QTest::newRow("lost") << Ends{NoukaiFlow::Interrupted, NoukaiFlow::Completed};
    QTest::newRow("many") << Ends{NoukaiFlow::Completed};
    QTest::newRow("hostile") << Ends{NoukaiFlow::Completed};
}

void tst_ExampleRecordings::plays()
{
    const QString id = QString::fromLatin1(QTest::currentDataTag());
    QFETCH(QList<NoukaiFlow::State>, ends);
    NoukaiFlow flow;
    Told told(flow);
    Player recording(id);
    recording.playInto(flow);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(recording.player.error(), NoukaiError());
    QCOMPARE(recording.player.isTruncated(), id == u"truncated"_s);
    QCOMPARE(recording.player.identifier(), example(id).flow);
    QVERIFY(!flow.executionId().isEmpty());
    QCOMPARE(flow.droppedEvents(), 0);
    QCOMPARE(told.ends, ends);
    QVERIFY2(recording.player.duration() >= 2000 && recording.player.duration() <= 40'000,
             qPrintable(QString::number(recording.player.duration())));
}

void tst_ExampleRecordings::sameEachTime()
{
    const QList<ExampleRecording> all = ExampleRecordings::all();
    for (const ExampleRecording &recording : all)
        QVERIFY2(ExampleRecordings::make(recording.id) == ExampleRecordings::make(recording.id),
                 qPrintable(recording.id));
}

void tst_ExampleRecordings::sameAsOnTheServer_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"happy", "failure", "loop", "parallel"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void tst_ExampleRecordings::sameAsOnTheServer()
{
    QFETCH(QString, id);
    const ExampleRecording recording = example(id);
    NoukaiFlow played;
    Told recorded(played);
    Player(id).playInto(played);
    if (QTest::currentTestFailed())
        return;

    LocalServer local;
    NoukaiFlow live(&local.client, recording.flow);
    Told told(live);
    live.setMessage(recording.message);
    live.setTrace(true);
    live.start();
    QTRY_COMPARE(told.ends.size(), 1);
    QCOMPARE(told.ends, recorded.ends);
    QCOMPARE(told.events, recorded.events);
    QCOMPARE(told.inputs, recorded.inputs);
    QCOMPARE(live.error().code(), played.error().code());
    QCOMPARE(live.error().message(), played.error().message());
    QCOMPARE(live.result(), played.result());
}

void tst_ExampleRecordings::longOutput()
{
    NoukaiFlow flow;
    Told told(flow);
    Player(u"long"_s).playInto(flow);
    QVERIFY2(told.written > 1'900'000, qPrintable(QString::number(told.written))); // characters, of 2 MB
}

void tst_ExampleRecordings::manyStepsAreFast()
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray lines = ExampleRecordings::make(u"many"_s);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(lines.count("\"step_completed\""), 10'000);
}

void tst_ExampleRecordings::threeDecisions()
{
    const QList<QByteArray> lines = ExampleRecordings::make(u"tools"_s).split('\n');
    QJsonArray messages;
    for (const QByteArray &line : lines) {
        const QJsonObject request = QJsonDocument::fromJson(line).object().value("request"_L1).toObject();
        if (request.contains("toolCallMessages"_L1))
            messages = request.value("toolCallMessages"_L1).toArray();
    }
    QCOMPARE(messages.size(), 5); // what was asked, the calls, an answer to each
    QCOMPARE(messages.at(1)["tool_calls"_L1].toArray().size(), 3);
    QVERIFY(messages.at(1)["tool_calls"_L1][1]["function"_L1]["arguments"_L1].toString().contains(u"89.9"_s));
    QVERIFY(messages.at(2)["content"_L1].toString().contains(u"Trail shoes"_s));
    QVERIFY(messages.at(3)["content"_L1].toString().contains(u"74.9"_s));
    QVERIFY(messages.at(4)["content"_L1].toString().contains(u"refused"_s));
}

// As a person would: the error and the input say why, the input is corrected, the run goes on from the step.
void tst_ExampleRecordings::failureCanBePutRight()
{
    const ExampleRecording recording = example(u"failure"_s);
    LocalServer local;
    local.server.setAdoptsRuns(true);
    NoukaiFlow flow(&local.client, recording.flow);
    Told told(flow);
    Player(recording.id).playInto(flow);
    QCOMPARE(flow.state(), NoukaiFlow::Failed);
    QCOMPARE(flow.error().code(), u"DATE_FORMAT_MISMATCH"_s);
    QVERIFY2(flow.error().message().contains(u"03.04.2026"_s), qPrintable(flow.error().message()));
    QJsonObject read = told.inputs.value("parse"_L1)["outputs"_L1]["read"_L1].toObject();
    QVERIFY(read.value("sample"_L1).toString().contains(u"03.04.2026"_s));

    read.insert(u"sample"_s, read.value("sample"_L1).toString().replace(u"03.04.2026"_s, u"2026-04-03"_s));
    flow.setInputOverrides({{u"read"_s, read}});
    flow.rerunFrom(2);
    QTRY_COMPARE(told.ends, (QList{NoukaiFlow::Failed, NoukaiFlow::Completed}));
}

void tst_ExampleRecordings::unknownId()
{
    QVERIFY(ExampleRecordings::make(u"nothing"_s).isEmpty());
}

QTEST_GUILESS_MAIN(tst_ExampleRecordings)
#include "tst_examplerecordings.moc"
