// SPDX-License-Identifier: MIT

// One measurement over a connection per process, printed as one line of JSON. The comparison is run.mjs's.
//
//   bench_endtoend write <file>
//   bench_endtoend noukai|drain <address> <certificate> <kind>    the time and memory to read a stream
//   bench_endtoend latency <address> <certificate>                from the server's write to the signal

#include "../flowstream.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace
{

constexpr int Events = 200000;

qint64 statusKilobytes(const char *name)
{
    QFile file(u"/proc/self/status"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const auto lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith(name))
                return line.simplified().split(' ').value(1).toLongLong();
        }
    }
    return 0;
}

void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        file.write("5");
}

void print(const QJsonObject &result)
{
    std::printf("%s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
}

QSslConfiguration trusting(const QString &certificate)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(certificate));
    return configuration;
}

// A client that has already talked to the server once.
class Bench
{
public:
    Bench(const QString &address, const QString &certificate)
        : m_address(address)
        , m_flow(&m_client, u"bench/mark/flow"_s)
    {
        m_client.setApiKey(u"nk_benchmark"_s);
        m_client.setSslConfiguration(trusting(certificate));
        m_flow.setMessage(u"go"_s);
        m_flow.setRunRemaining(true);
        run(u"warm"_s);
    }

    NoukaiFlow *flow() { return &m_flow; }

    double run(const QString &kind)
    {
        m_client.setBaseUrl(QUrl(m_address + u'/' + kind));
        QEventLoop loop;
        QObject::connect(&m_flow, &NoukaiFlow::finished, &loop, &QEventLoop::quit);
        QElapsedTimer clock;
        clock.start();
        m_flow.start();
        loop.exec();
        const double ms = double(clock.nsecsElapsed()) / 1e6;
        if (m_flow.state() != NoukaiFlow::Completed)
            qFatal("%s", qPrintable(m_flow.error().message()));
        return ms;
    }

private:
    NoukaiClient m_client;
    QString m_address;
    NoukaiFlow m_flow;
};

void measureNoukai(const QString &address, const QString &certificate, const QString &kind)
{
    Bench bench(address, certificate);
    qint64 events = 0;
    qint64 characters = 0;
    QObject::connect(bench.flow(), &NoukaiFlow::eventReceived, bench.flow(), [&] { ++events; });
    QObject::connect(bench.flow(), &NoukaiFlow::stepOutput, bench.flow(),
                     [&](const NoukaiStepOutput &output) { characters += output.text().size(); });
    forgetPeak();
    const qint64 idle = statusKilobytes("VmRSS:");
    const double ms = bench.run(kind);
    print({{u"events"_s, events},
           {u"characters"_s, characters},
           {u"ms"_s, ms},
           {u"peakKb"_s, statusKilobytes("VmHWM:") - idle}});
}

// The least that any user of QNetworkAccessManager has to do, in the way that is fastest.
void drain(const QString &address, const QString &certificate, const QString &kind)
{
    QNetworkAccessManager manager;
    std::vector<char> buffer(256 << 10);
    qint64 bytes = 0;
    double ms = 0;
    for (const QString &path : {u"warm"_s, kind}) {
        QNetworkRequest request(QUrl(address + u'/' + path + u"/seq/bench/mark/flow/step"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setSslConfiguration(trusting(certificate));
        QEventLoop loop;
        QElapsedTimer clock;
        clock.start();
        QNetworkReply *reply = manager.post(request, "{}");
        QMetaObject::invokeMethod(
            reply, [&] { reply->setReadBufferSize(qint64(buffer.size())); }, Qt::QueuedConnection);
        bytes = 0;
        QObject::connect(reply, &QNetworkReply::readyRead, &loop, [&] {
            while (reply->bytesAvailable() > 0)
                bytes += reply->read(buffer.data(), qint64(buffer.size()));
        });
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        ms = double(clock.nsecsElapsed()) / 1e6;
        if (reply->error() != QNetworkReply::NoError)
            qFatal("%s", qPrintable(reply->errorString()));
        delete reply;
    }
    print({{u"bytes"_s, bytes}, {u"ms"_s, ms}});
}

void measureLatency(const QString &address, const QString &certificate)
{
    Bench bench(address, certificate);
    std::vector<qint64> waits;
    waits.reserve(20000);
    QObject::connect(bench.flow(), &NoukaiFlow::stepOutput, bench.flow(), [&](const NoukaiStepOutput &output) {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        waits.push_back(std::chrono::duration_cast<std::chrono::microseconds>(now).count() -
                        output.text().toLongLong());
    });
    bench.run(u"paced"_s);
    waits.erase(waits.begin(), waits.begin() + qsizetype(waits.size() / 10)); // while everything warms up
    std::sort(waits.begin(), waits.end());
    print({{u"events"_s, qint64(waits.size())},
           {u"p50"_s, waits[waits.size() / 2]},
           {u"p99"_s, waits[waits.size() * 99 / 100]}});
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString what = arguments.value(1);
    if (what == "write"_L1) {
        QFile file(arguments.value(2));
        return file.open(QIODevice::WriteOnly) && file.write(FlowStream().take(Events)) > 0 ? 0 : 1;
    }
    if (what == "noukai"_L1)
        measureNoukai(arguments.value(2), arguments.value(3), arguments.value(4));
    else if (what == "drain"_L1)
        drain(arguments.value(2), arguments.value(3), arguments.value(4));
    else if (what == "latency"_L1)
        measureLatency(arguments.value(2), arguments.value(3));
    else
        return 2;
    return 0;
}
