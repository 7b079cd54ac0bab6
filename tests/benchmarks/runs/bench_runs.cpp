// SPDX-License-Identifier: MIT

// Many runs at once over one client, against the mock server in a process of its own:
//   bench_runs [count]        exits with 1 unless all of them complete

#include "noukaimockserver.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

static int serve(QCoreApplication &application)
{
    NoukaiMockServer server;
    server.setFrameDelay(50); // so that all runs are there at once
    if (!server.listen())
        return 1;
    std::printf("%s\n", server.baseUrl().toEncoded().constData());
    std::fflush(stdout);
    return application.exec();
}

static int threadCount()
{
    return int(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

static qint64 residentKilobytes()
{
    QFile file(u"/proc/self/status"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const auto lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("VmRSS:"))
                return line.simplified().split(' ').value(1).toLongLong();
        }
    }
    return 0;
}

static int measure(const QUrl &address, int count)
{
    NoukaiClient client;
    client.setApiKey(u"nk_benchmark"_s);
    client.setBaseUrl(address);
    const int threadsBefore = threadCount();
    const qint64 idle = residentKilobytes();
    qint64 peak = 0;
    int threads = 0;
    int ended = 0;
    int completed = 0;
    int running = 0;
    int most = 0;
    qint64 events = 0;
    for (int i = 0; i < count; ++i) {
        NoukaiFlow *flow = client.flow(u"acme/spelling/grade-3"_s);
        flow->setMessage(u"teh cat"_s);
        flow->setRunRemaining(true);
        QObject::connect(flow, &NoukaiFlow::runStarted, flow, [&] { most = qMax(most, ++running); });
        QObject::connect(flow, &NoukaiFlow::eventReceived, flow, [&] { ++events; });
        QObject::connect(flow, &NoukaiFlow::finished, flow, [&, flow] {
            --running;
            completed += flow->state() == NoukaiFlow::Completed ? 1 : 0;
            if (flow->state() != NoukaiFlow::Completed && completed + 1 > ended)
                std::fprintf(stderr, "%s\n", qPrintable(flow->error().message()));
            if (++ended == count)
                QCoreApplication::quit();
        });
        flow->start();
    }
    QTimer sampler;
    QObject::connect(&sampler, &QTimer::timeout, &sampler, [&] {
        threads = qMax(threads, threadCount() - threadsBefore);
        peak = qMax(peak, residentKilobytes());
    });
    sampler.start(20);
    QElapsedTimer clock;
    clock.start();
    QCoreApplication::exec();
    std::printf("%d runs at once, the mock server in another process\n\n", count);
    std::printf("completed            %8d   target %d  %s\n", completed, count, completed == count ? "ok" : "MISSED");
    std::printf("streaming at a time  %8d\n", most);
    std::printf("events               %8lld\n", events);
    std::printf("seconds              %8.2f\n", double(clock.elapsed()) / 1000);
    std::printf("threads              %8d   %.3f a run\n", threads, double(threads) / count);
    std::printf("memory               %8.1f   KB a run\n", double(peak - idle) / count);
    return completed == count ? 0 : 1;
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == "serve"_L1)
        return serve(application);
    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(application.applicationFilePath(), {u"serve"_s});
    if (!server.waitForReadyRead(10'000))
        return 1;
    const QUrl address(QString::fromUtf8(server.readLine().trimmed()));
    const int result = measure(address, arguments.size() > 1 ? arguments.at(1).toInt() : 1000);
    server.kill();
    server.waitForFinished();
    return result;
}
