// SPDX-License-Identifier: MIT

// What recording costs a fast stream, and how fast a recording loads and plays:
//   bench_recording [events] [rounds]
// The stream comes from a process of its own; the comparisons run on the same machine, one after the other.

#include "../flowstream.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace
{

// Answers every request with the same stream, as fast as it is taken.
int serve(QCoreApplication &application, int events)
{
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                              "event: run_started\ndata: {\"runId\":\"bench\",\"stepCount\":1}\n\n" +
                              FlowStream().take(events) + "event: flow_completed\ndata: {\"result\":\"done\"}\n\n";
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, &answer] {
            if (!socket->readAll().contains('}'))
                return; // the body is still to come
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    if (!server.listen(QHostAddress::LocalHost))
        return 1;
    std::printf("http://127.0.0.1:%d/api/v1\n", int(server.serverPort()));
    std::fflush(stdout);
    return application.exec();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// Seconds until `signal` after `begin`.
template <typename Object, typename Signal, typename Begin>
double secondsUntil(Object *object, Signal signal, Begin begin)
{
    QEventLoop loop;
    QObject::connect(object, signal, &loop, &QEventLoop::quit);
    QElapsedTimer clock;
    clock.start();
    begin();
    loop.exec();
    return double(clock.nsecsElapsed()) / 1e9;
}

struct Run {
    double seconds = 0;
    double work = 0; // seconds of processor time: what others do on the machine is not in it
};

Run runOnce(const QUrl &address, NoukaiRecorder *recorder)
{
    NoukaiClient client;
    client.setApiKey(u"nk_benchmark_0123456789"_s);
    client.setBaseUrl(address);
    NoukaiFlow flow(&client, u"bench/mark/flow"_s);
    flow.setMessage(u"go"_s);
    flow.setRunRemaining(true);
    if (recorder) {
        recorder->setFlow(&flow);
        if (!recorder->start())
            qFatal("%s", qPrintable(recorder->error().message()));
    }
    Run run;
    const std::clock_t before = std::clock();
    run.seconds = secondsUntil(&flow, &NoukaiFlow::finished, [&flow] { flow.start(); });
    run.work = double(std::clock() - before) / CLOCKS_PER_SEC;
    if (flow.state() != NoukaiFlow::Completed)
        qFatal("%s", qPrintable(flow.error().message()));
    if (recorder)
        recorder->setFlow(nullptr);
    return run;
}

struct Played {
    double load = 0;
    double play = 0;
    int events = 0;
};

Played playOnce(const QString &fileName)
{
    NoukaiFlow flow;
    NoukaiPlayer player;
    Played played;
    QObject::connect(&flow, &NoukaiFlow::eventReceived, &flow, [&played] { ++played.events; });
    player.setFlow(&flow);
    player.setFileName(fileName);
    player.setSpeed(0);
    QObject::connect(&player, &NoukaiPlayer::errorOccurred, &player,
                     [](const NoukaiError &error) { qFatal("%s", qPrintable(error.message())); });
    played.load = secondsUntil(&player, &NoukaiPlayer::loadedChanged, [&player] { player.load(); });
    played.play = secondsUntil(&player, &NoukaiPlayer::ended, [&player] { player.play(); });
    return played;
}

// What a program without the toolkit would do with such a file.
double parseLines(const QString &fileName)
{
    QElapsedTimer clock;
    clock.start();
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    qint64 characters = 0;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        characters += line.value("data"_L1).toObject().value("outputData"_L1).toString().size();
    }
    if (characters == 0)
        qFatal("There is nothing in the recording.");
    return double(clock.nsecsElapsed()) / 1e9;
}

bool report(const char *what, double value, double target, const char *unit)
{
    const bool ok = value <= target;
    std::printf("%-44s %8.3f   target <= %.2f%s  %s\n", what, value, target, unit, ok ? "ok" : "MISSED");
    return ok;
}

int measure(const QUrl &address, int events, int rounds)
{
    QTemporaryDir folder;
    NoukaiRecorder recorder;
    recorder.setFileName(folder.filePath(u"bench.noukai.jsonl"_s));
    runOnce(address, nullptr); // warms up
    std::vector<double> plain;
    std::vector<double> plainWork;
    std::vector<double> recorded;
    std::vector<double> recordedWork;
    std::vector<double> loads;
    std::vector<double> plays;
    std::vector<double> parses;
    int played = 0;
    for (int i = 0; i < rounds; ++i) {
        const Run without = runOnce(address, nullptr);
        const Run with = runOnce(address, &recorder);
        plain.push_back(without.seconds);
        plainWork.push_back(without.work);
        recorded.push_back(with.seconds);
        recordedWork.push_back(with.work);
        const Played round = playOnce(recorder.fileName());
        loads.push_back(round.load);
        plays.push_back(round.play);
        parses.push_back(parseLines(recorder.fileName()));
        played = round.events;
    }
    std::printf("%d events, medians of %d rounds; the recording has %.1f MB\n\n", played, rounds,
                double(QFileInfo(recorder.fileName()).size()) / 1e6);
    std::printf("%-44s %8.3f\n", "seconds of a run over loopback", median(plain));
    std::printf("%-44s %8.3f\n", "seconds of the same, recorded", median(recorded));
    std::printf("%-44s %8.3f\n", "processor seconds of the run", median(plainWork));
    std::printf("%-44s %8.3f\n", "processor seconds of the same, recorded", median(recordedWork));
    std::printf("%-44s %8.3f\n", "seconds to load", median(loads));
    std::printf("%-44s %8.3f\n", "seconds to play as fast as possible", median(plays));
    std::printf("%-44s %8.3f\n", "seconds to parse each line by QJsonDocument", median(parses));
    bool ok = report("work recorded / not recorded", median(recordedWork) / median(plainWork), 2, "");
    ok &= report("microseconds of work to record an event", (median(recordedWork) - median(plainWork)) * 1e6 / played,
                 1, "");
    ok &= report("load and play / parse by QJsonDocument", (median(loads) + median(plays)) / median(parses), 1, "");
    ok &= report("microseconds to load and play an event", (median(loads) + median(plays)) * 1e6 / played, 10, "");
    return ok && played >= events ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments();
    const bool serves = arguments.value(1) == "serve"_L1;
    if (serves)
        arguments.removeAt(1);
    const int events = arguments.size() > 1 ? arguments.at(1).toInt() : 100'000;
    const int rounds = arguments.size() > 2 ? arguments.at(2).toInt() : 5;
    if (serves)
        return serve(application, events);
    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(application.applicationFilePath(), {u"serve"_s, QString::number(events)});
    if (!server.waitForReadyRead(30'000))
        return 1;
    const int result = measure(QUrl(QString::fromUtf8(server.readLine().trimmed())), events, qMax(1, rounds));
    server.kill();
    server.waitForFinished();
    return result;
}
