// SPDX-License-Identifier: MIT
#include "transcript.h"

#include <QtCore/QBuffer>
#include <QtCore/QEventLoop>

#include <limits>

using namespace Qt::StringLiterals;

// When what is played, whatever the application does meanwhile.
class tst_Player : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void properties();
    void speeds_data();
    void speeds();
    void speedChangesOnTheWay();
    void pauses();
    void position();
    void skipsWaits();
    void steps();
    void seeks();
    void seeksWhilePlaying();
    void seeksQuickly();
    void endsAndBeginsAgain();
    void stops();
    void cannotPlay_data();
    void cannotPlay();
    void flowIsRunning();
    void refusesToActOnThePlayedRun();
    void cancelled();
    void actsInSlots_data();
    void actsInSlots();
    void eventLoopInASlot();
    void playerDeleted();
    void brokenEvents_data();
    void brokenEvents();
    void fileChangesOnTheWay();
    void otherRecording();
};

// A recording in memory, a flow, a player and its clock.
struct Stage {
    explicit Stage(const QByteArray &recording = timedRecording(3))
    {
        buffer.setData(recording);
        buffer.open(QIODevice::ReadOnly);
        player->setFlow(flow.get());
        player->setDevice(&buffer);
        NoukaiPlayerPrivate::get(player.get())->setClock(std::make_unique<ManualClock>(clock));
    }

    QBuffer buffer;
    std::unique_ptr<NoukaiFlow> flow = std::make_unique<NoukaiFlow>();
    FlowRecorder log{flow.get()};
    std::unique_ptr<NoukaiPlayer> player = std::make_unique<NoukaiPlayer>();
    QSignalSpy ended{player.get(), &NoukaiPlayer::ended};
    QSignalSpy errors{player.get(), &NoukaiPlayer::errorOccurred};
    std::shared_ptr<ManualTime> clock = std::make_shared<ManualTime>();
};

void tst_Player::properties()
{
    NoukaiPlayer player;
    const QMetaObject *meta = player.metaObject();
    for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i)
        QVERIFY2(meta->property(i).hasNotifySignal() && meta->property(i).isFinal(), meta->property(i).name());
    QSignalSpy speeds(&player, &NoukaiPlayer::speedChanged);
    const QList<std::pair<double, double>> values{{2, 2},
                                                  {2, 2},
                                                  {0.1, 0.25},
                                                  {100, 16},
                                                  {-1, 16},
                                                  {0, 0},
                                                  {1, 1},
                                                  {std::nan(""), 1},
                                                  {std::numeric_limits<double>::infinity(), 16}};
    for (const auto &[set, is] : values) {
        player.setSpeed(set);
        QCOMPARE(player.speed(), is);
    }
    QCOMPARE(speeds.size(), 6);

    Stage stage;
    QSignalSpy loaded(stage.player.get(), &NoukaiPlayer::loadedChanged);
    stage.player->load();
    QVERIFY(!stage.player->isLoaded());
    stage.clock->run();
    QVERIFY(stage.player->isLoaded());
    stage.player->load();
    stage.clock->run();
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(stage.player->duration(), 3000);
    QCOMPARE(stage.player->eventCount(), 11);
    QCOMPARE(stage.player->position(), 0);
    QVERIFY(!stage.player->isTruncated());
    QVERIFY(!stage.player->isPlaying() && !stage.player->isPaused());
    QCOMPARE(stage.log.log, QStringList());
}

void tst_Player::speeds_data()
{
    QTest::addColumn<double>("speed");
    for (const double speed : {0.25, 0.5, 1.0, 2.0, 16.0})
        QTest::addRow("times %g", speed) << speed;
}

void tst_Player::speeds()
{
    QFETCH(double, speed);
    Stage stage;
    stage.player->setSpeed(speed);
    stage.player->play();
    QCOMPARE(stage.flow->state(), NoukaiFlow::Idle); // never from inside the call
    stage.clock->run();
    QCOMPARE(stage.log.log.last(), u"stepStarted s0 0"_s);
    stage.clock->advance(500 / speed - 1);
    QCOMPARE(stage.log.log.last(), u"stepStarted s0 0"_s);
    stage.clock->advance(2);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    stage.clock->advance(400 / speed);
    QCOMPARE(stage.log.log.last(), u"stepCompleted s0 0"_s);
    stage.clock->advance(2100 / speed);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Completed);
    QCOMPARE(stage.ended.size(), 1);
    QCOMPARE(stage.player->position(), 3000);
}

void tst_Player::speedChangesOnTheWay()
{
    Stage stage;
    stage.player->play();
    stage.clock->advance(400);
    stage.player->setSpeed(0.25);
    stage.clock->advance(390); // 97.5 of the recording
    QCOMPARE(stage.log.log.last(), u"stepStarted s0 0"_s);
    stage.clock->advance(20);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    stage.player->setSpeed(0);
    stage.clock->run();
    QCOMPARE(stage.ended.size(), 1);
}

void tst_Player::pauses()
{
    Stage stage;
    QSignalSpy playing(stage.player.get(), &NoukaiPlayer::playingChanged);
    QSignalSpy paused(stage.player.get(), &NoukaiPlayer::pausedChanged);
    stage.player->pause();
    QCOMPARE(paused.size(), 0);
    stage.player->play();
    stage.clock->advance(300);
    stage.player->pause();
    QVERIFY(stage.player->isPaused() && !stage.player->isPlaying());
    QCOMPARE(stage.player->position(), 300);
    stage.clock->advance(100'000);
    QCOMPARE(stage.player->position(), 300);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Running);
    stage.player->play();
    stage.clock->advance(199);
    QCOMPARE(stage.log.log.last(), u"stepStarted s0 0"_s);
    stage.clock->advance(2);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    QCOMPARE(playing.size(), 3);
    QCOMPARE(paused.size(), 2);
}

// Told once a frame, and nobody is woken where nobody listens.
void tst_Player::position()
{
    Stage silent;
    silent.player->play();
    silent.clock->run();
    QCOMPARE(silent.clock->dueIn(), 500'000'000);

    Stage stage;
    QSignalSpy positions(stage.player.get(), &NoukaiPlayer::positionChanged);
    stage.player->play();
    stage.clock->run();
    QCOMPARE(stage.clock->dueIn(), 16'000'000);
    stage.clock->advance(1000);
    QCOMPARE_GE(positions.size(), 50);
    QCOMPARE_LE(positions.size(), 63);
    QCOMPARE(stage.player->position(), 1000);
    stage.player->setSpeed(16);
    positions.clear();
    stage.clock->advance(100);
    QCOMPARE_LE(positions.size(), 7);
}

void tst_Player::skipsWaits()
{
    QByteArray text = timedRecording(1);
    text.replace("\"t\":900", "\"t\":30500").replace("\"t\":1000", "\"t\":60000");
    Stage stage(text);
    stage.player->setSkipWaits(true);
    stage.player->play();
    stage.clock->advance(500);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    stage.clock->advance(990);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    stage.clock->advance(11);
    QCOMPARE(stage.log.log.last(), u"stepCompleted s0 0"_s);
    QCOMPARE_GE(stage.player->position(), 30'500);
    stage.clock->advance(1000);
    QCOMPARE(stage.ended.size(), 1);
    QCOMPARE(stage.player->position(), 60'000);
}

void tst_Player::steps()
{
    Stage stage;
    const QStringList events{u"runStarted 3"_s, u"stepStarted s0 0"_s, u"stepOutput s0 0"_s, u"stepCompleted s0 0"_s};
    for (int i = 0; i < events.size(); ++i) {
        stage.player->step();
        stage.clock->run();
        QCOMPARE(stage.log.events, i + 1);
        QCOMPARE(stage.log.log.last(), events.at(i));
        QVERIFY(stage.player->isPaused());
    }
    QCOMPARE(stage.player->position(), 900);
    stage.player->step();
    stage.player->step();
    stage.clock->run();
    QCOMPARE(stage.log.events, 6);
    stage.player->play();
    stage.clock->advance(499);
    QCOMPARE(stage.player->position(), 1999);
    for (int i = 0; i < 6; ++i)
        stage.player->step();
    stage.clock->run();
    QCOMPARE(stage.ended.size(), 1);
    QCOMPARE(stage.log.finishes, 1);
    QVERIFY(!stage.player->isPaused());
}

void tst_Player::seeks()
{
    Stage stage;
    stage.player->seek(1500);
    QVERIFY(stage.player->isPaused());
    stage.clock->run();
    QCOMPARE(stage.player->position(), 1500);
    QCOMPARE(stage.log.log.last(), u"stepOutput s1 1"_s);
    QCOMPARE(stage.log.finishes, 0);
    stage.log.log.clear();
    stage.player->seek(1600);
    stage.clock->run();
    QCOMPARE(stage.log.log, QStringList());
    // The way back.
    stage.player->seek(600);
    stage.clock->run();
    QCOMPARE(stage.player->position(), 600);
    QCOMPARE(stage.log.outcomes, QStringList(u"finished"_s));
    QCOMPARE(stage.log.log.first(), u"state Cancelled"_s);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Running);
    QCOMPARE(stage.flow->stepCount(), 3);
    stage.player->play();
    stage.clock->advance(299);
    QCOMPARE(stage.log.log.last(), u"stepOutput s0 0"_s);
    stage.clock->advance(2);
    QCOMPARE(stage.log.log.last(), u"stepCompleted s0 0"_s);
    // Beyond both ends.
    stage.player->seek(-5);
    stage.clock->run();
    QCOMPARE(stage.player->position(), 0);
    QCOMPARE(stage.log.log.last(), u"stepStarted s0 0"_s);
    stage.player->seek(std::numeric_limits<qint64>::max());
    stage.clock->run();
    QCOMPARE(stage.ended.size(), 1);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Completed);
    QCOMPARE(stage.player->position(), 3000);
    // After the end.
    stage.player->seek(100);
    stage.clock->run();
    QCOMPARE(stage.player->position(), 100);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Running);
}

void tst_Player::seeksWhilePlaying()
{
    Stage stage;
    stage.player->play();
    stage.clock->advance(600);
    stage.player->seek(2400);
    QVERIFY(stage.player->isPlaying());
    stage.clock->advance(99);
    QCOMPARE(stage.player->position(), 2499);
    QCOMPARE(stage.log.log.last(), u"stepStarted s2 2"_s);
    stage.clock->advance(2);
    QCOMPARE(stage.log.log.last(), u"stepOutput s2 2"_s);
    stage.player->seek(100);
    stage.player->seek(1000);
    stage.clock->run();
    QCOMPARE(stage.log.log.last(), u"stepStarted s1 1"_s);
}

// 100,000 events, there and back; the event loop turns meanwhile.
void tst_Player::seeksQuickly()
{
    QByteArray text = timedRecording(1);
    QByteArray many;
    for (int i = 0; i < 100'000; ++i)
        many += "{\"t\":700,\"event\":\"step_output\",\"data\":{\"stepId\":\"s0\",\"outputData\":\"some text\"}}\n";
    text.insert(text.indexOf("{\"t\":900"), many);
    QBuffer buffer(&text);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    NoukaiFlow flow;
    NoukaiPlayer player;
    player.setFlow(&flow);
    player.setDevice(&buffer);
    int outputs = 0;
    connect(&flow, &NoukaiFlow::stepOutput, &flow, [&outputs] { ++outputs; });
    int turns = 0;
    QTimer idle;
    connect(&idle, &QTimer::timeout, &idle, [&turns] { ++turns; });
    idle.start(0);
    QElapsedTimer clock;
    clock.start();
    player.seek(800);
    QTRY_COMPARE(player.position(), 800);
    QCOMPARE(outputs, 100'001);
    player.seek(600);
    QTRY_COMPARE(player.position(), 600);
    QCOMPARE(outputs, 100'002);
    QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed()))); // it takes a tenth of that
    QVERIFY(turns > 5);
}

void tst_Player::endsAndBeginsAgain()
{
    Stage stage;
    int rounds = 0;
    connect(stage.player.get(), &NoukaiPlayer::ended, stage.player.get(), [&] {
        if (++rounds < 3)
            stage.player->play();
    });
    stage.player->play();
    stage.clock->advance(9000);
    QCOMPARE(rounds, 3);
    QCOMPARE(stage.log.finishes, 3);
    QVERIFY(!stage.player->isPlaying());
}

void tst_Player::stops()
{
    Stage stage;
    stage.player->stop();
    stage.player->play();
    stage.clock->advance(600);
    stage.player->stop();
    QCOMPARE(stage.flow->state(), NoukaiFlow::Cancelled);
    QCOMPARE(stage.player->position(), 0);
    QVERIFY(!stage.player->isPlaying());
    QTRY_COMPARE(stage.log.finishes, 1);
    stage.clock->advance(10'000);
    QCOMPARE(stage.log.log.last(), u"finished"_s);
    stage.player->play();
    stage.clock->advance(3000);
    QCOMPARE(stage.log.finishes, 2);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Completed);
    QCOMPARE(stage.errors.size(), 0);
}

void tst_Player::cannotPlay_data()
{
    QTest::addColumn<QByteArray>("recording");
    QTest::addColumn<bool>("hasFlow");
    QTest::addColumn<NoukaiError::Kind>("kind");
    QTest::newRow("no flow") << timedRecording(1) << false << NoukaiError::Configuration;
    QTest::newRow("foreign") << QByteArray("{}\n") << true << NoukaiError::Replay;
    QTest::newRow("damaged") << timedRecording(1).replace("stepCount", "\"\"") << true << NoukaiError::Replay;
}

void tst_Player::cannotPlay()
{
    QFETCH(QByteArray, recording);
    QFETCH(bool, hasFlow);
    Stage stage(recording);
    if (!hasFlow)
        stage.player->setFlow(nullptr);
    stage.player->play();
    stage.clock->run();
    QCOMPARE(stage.errors.size(), 1);
    QTEST(stage.player->error().kind(), "kind");
    QVERIFY(!stage.player->isPlaying());
    QCOMPARE(stage.log.log, QStringList());
    QCOMPARE(stage.ended.size(), 0);
    // With what was missing it goes.
    QBuffer good;
    good.setData(timedRecording(1));
    QVERIFY(good.open(QIODevice::ReadOnly));
    stage.player->setFlow(stage.flow.get());
    stage.player->setDevice(&good);
    QCOMPARE(stage.player->error(), NoukaiError());
    stage.player->play();
    stage.clock->advance(1000);
    QCOMPARE(stage.ended.size(), 1);
    NoukaiPlayer nothing;
    nothing.setFlow(stage.flow.get());
    nothing.play();
    QCOMPARE(nothing.error().kind(), NoukaiError::Configuration);
}

void tst_Player::flowIsRunning()
{
    FlowBench bench;
    bench.server.setManualDelivery(true);
    Stage stage;
    stage.flow->setClient(bench.client.get());
    stage.flow->setIdentifier(bench.add(TwoSteps));
    stage.flow->start();
    stage.player->play();
    stage.clock->run();
    QCOMPARE(stage.player->error().kind(), NoukaiError::Configuration);
    QVERIFY(stage.flow->isRunning());
    stage.flow->cancel();
    // It begins to run while the recording loads.
    stage.player->play();
    stage.flow->start();
    stage.clock->run();
    QCOMPARE(stage.errors.size(), 2);
    QVERIFY(stage.flow->isRunning());
    bench.server.setManualDelivery(false);
    bench.server.deliver(1000);
    QTRY_COMPARE(stage.flow->state(), NoukaiFlow::Completed);
}

void tst_Player::refusesToActOnThePlayedRun()
{
    Stage stage;
    stage.player->play();
    stage.clock->advance(600);
    stage.flow->start();
    stage.flow->advance();
    stage.flow->runToEnd();
    stage.flow->resume();
    stage.flow->rerunFrom(0);
    QCOMPARE(stage.log.warnings.size(), 5);
    stage.clock->advance(3000);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Completed);
}

void tst_Player::cancelled()
{
    Stage stage;
    QSignalSpy playing(stage.player.get(), &NoukaiPlayer::playingChanged);
    stage.player->play();
    stage.clock->advance(600);
    stage.flow->cancel();
    QVERIFY(!stage.player->isPlaying());
    QTRY_COMPARE(playing.size(), 2);
    QCOMPARE(stage.log.finishes, 1);
    stage.clock->advance(5000);
    QCOMPARE(stage.log.finishes, 1);
    QCOMPARE(stage.ended.size(), 0);
    // The flow goes, and takes nothing with it.
    stage.player->play();
    stage.clock->advance(600);
    stage.flow.reset();
    QVERIFY(!stage.player->isPlaying());
    QCOMPARE(stage.player->flow(), nullptr);
    stage.clock->advance(5000);
    stage.player->stop();
}

void tst_Player::actsInSlots_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("what");
    for (const char *when : {"state Connecting", "runStarted 3", "stepOutput s1 1", "state Completed", "finished"}) {
        for (const char *what : {"stop", "cancel", "pause", "restart", "seek", "step", "unload", "delete player",
                                 "delete flow", "other flow"}) {
            QTest::addRow("%s at %s", what, when) << QString::fromLatin1(when) << QString::fromLatin1(what);
        }
    }
}

// None of these may crash, hang, or leave the flow running for ever.
void tst_Player::actsInSlots()
{
    QFETCH(QString, when);
    QFETCH(QString, what);
    Stage stage;
    NoukaiFlow other;
    stage.log.onEntry = [&, done = false](const QString &entry) mutable {
        if (entry != when || std::exchange(done, true))
            return;
        if (what == u"stop"_s)
            stage.player->stop();
        else if (what == u"cancel"_s)
            stage.flow->cancel();
        else if (what == u"pause"_s)
            stage.player->pause();
        else if (what == u"restart"_s)
            (stage.player->stop(), stage.player->play());
        else if (what == u"seek"_s)
            stage.player->seek(100);
        else if (what == u"step"_s)
            stage.player->step();
        else if (what == u"unload"_s)
            stage.player->setFileName(u"/no/such/file"_s);
        else if (what == u"delete player"_s)
            stage.player.reset();
        else if (what == u"delete flow"_s)
            stage.flow.release()->deleteLater();
        else if (what == u"other flow"_s)
            stage.player->setFlow(&other);
    };
    stage.player->play();
    stage.clock->advance(10'000);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    stage.clock->advance(10'000);
    QCoreApplication::processEvents();
    if (stage.player && stage.player->isPaused() && stage.flow) {
        stage.player->play();
        stage.clock->advance(10'000);
    }
    if (stage.flow)
        QVERIFY(!stage.flow->isRunning());
    QVERIFY(!other.isRunning());
    if (stage.player)
        QVERIFY(!stage.player->isPlaying());
}

void tst_Player::eventLoopInASlot()
{
    QBuffer buffer;
    buffer.setData(timedRecording(3));
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    NoukaiFlow flow;
    FlowRecorder log(&flow);
    int depth = 0;
    int deepest = 0;
    log.onEvent = [&](const NoukaiEvent &) {
        deepest = qMax(deepest, ++depth);
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
        --depth;
    };
    NoukaiPlayer player;
    QSignalSpy ended(&player, &NoukaiPlayer::ended);
    player.setFlow(&flow);
    player.setDevice(&buffer);
    player.setSpeed(16);
    player.play();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(deepest, 1);
    QCOMPARE(log.events, 11);
    QCOMPARE(flow.state(), NoukaiFlow::Completed);
}

void tst_Player::playerDeleted()
{
    Stage stage;
    stage.player->play();
    stage.clock->advance(600);
    stage.player.reset();
    QCOMPARE(stage.flow->state(), NoukaiFlow::Cancelled);
    QTRY_COMPARE(stage.log.finishes, 1);
}

void tst_Player::brokenEvents_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<NoukaiFlow::State>("state");
    QTest::addColumn<int>("dropped");
    QTest::addColumn<QString>("message");
    QTest::newRow("an output without its step") << QByteArray(R"({"stepId":"s0","outputData":"x"})") << QByteArray("{}")
                                                << NoukaiFlow::Completed << 1 << QString();
    QTest::newRow("a completion without its step") << QByteArray(R"({"stepId":"s0","output":"x"})") << QByteArray("{}")
                                                   << NoukaiFlow::Interrupted << 0 << u"line 7: step_completed"_s;
    QTest::newRow("an event that was too long")
        << QByteArray(R"("data":{"stepId":"s0","outputData":"x"})") << QByteArray("\"data\":null,\"omitted\":99")
        << NoukaiFlow::Completed << 1 << QString();
    QTest::newRow("an end nobody saw") << QByteArray(R"("event":"flow_completed")") << QByteArray(R"("event":"x")")
                                       << NoukaiFlow::Interrupted << 0 << u"does not say"_s;
    QTest::newRow("a failure without a reason")
        << QByteArray(R"("event":"flow_completed","data":{"result":"done"}})") << QByteArray(R"("end":"Failed"})")
        << NoukaiFlow::Failed << 0 << u"does not say"_s;
    QTest::newRow("an event with escapes in its name")
        << QByteArray(R"("event":"flow_completed")") << QByteArray(R"("event":"flow\u005fcompleted")")
        << NoukaiFlow::Completed << 0 << QString();
    QTest::newRow("a run in a run") << QByteArray(R"("event":"flow_completed","data":{"result":"done"}})")
                                    << QByteArray("\"run\":\"start\",\"cursor\":0}") << NoukaiFlow::Interrupted << 0
                                    << u"does not say"_s;
}

void tst_Player::brokenEvents()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(NoukaiFlow::State, state);
    QFETCH(int, dropped);
    QFETCH(QString, message);
    QByteArray text = timedRecording(1);
    QVERIFY(text.contains(from));
    Stage stage(text.replace(from, to));
    stage.player->play();
    stage.clock->advance(1000);
    QCOMPARE(stage.ended.size(), 1);
    QCOMPARE(stage.flow->state(), state);
    QCOMPARE(stage.flow->droppedEvents(), dropped);
    QCOMPARE(stage.flow->error().kind(), state == NoukaiFlow::Completed ? NoukaiError::NoError : NoukaiError::Replay);
    QVERIFY2(stage.flow->error().message().contains(message), qPrintable(stage.flow->error().message()));
    QCOMPARE(stage.errors.size(), 0);
}

void tst_Player::fileChangesOnTheWay()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"x.noukai.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = timedRecording(2);
    text.insert(text.indexOf("{\"t\":500"), "{\"t\":1,\"warning\":\"" + QByteArray(300'000, 'x') + "\"}\n");
    file.write(text);
    QVERIFY(file.flush());
    Stage stage;
    stage.player->setDevice(nullptr);
    stage.player->setFileName(file.fileName());
    stage.player->play();
    stage.clock->advance(100);
    QVERIFY(stage.player->isLoaded());
    QVERIFY(file.resize(300'500));
    stage.clock->advance(5000);
    QCOMPARE(stage.errors.size(), 1);
    QCOMPARE(stage.player->error().kind(), NoukaiError::Replay);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Interrupted);
    QCOMPARE(stage.ended.size(), 0);
}

void tst_Player::otherRecording()
{
    Stage stage;
    stage.player->play();
    stage.clock->advance(600);
    QBuffer second;
    second.setData(timedRecording(1));
    QVERIFY(second.open(QIODevice::ReadOnly));
    stage.player->setDevice(&second);
    QVERIFY(!stage.player->isLoaded());
    QCOMPARE(stage.player->duration(), 0);
    QCOMPARE(stage.flow->state(), NoukaiFlow::Cancelled);
    stage.player->play();
    stage.clock->advance(1000);
    QCOMPARE(stage.ended.size(), 1);
    QCOMPARE(stage.player->duration(), 1000);
}

QTEST_GUILESS_MAIN(tst_Player)
#include "tst_player.moc"
