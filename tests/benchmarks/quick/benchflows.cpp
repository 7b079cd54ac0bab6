// SPDX-License-Identifier: MIT
#include "benchflows.h"

#include "noukaimockserver.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace
{

const QStringList Paragraphs{
    u"Demand grew in nine of the last ten years. The exception was the third, when orders fell by 14 % in spring and "
    "came back by autumn. Most of the growth came from customers who had bought before."_s,
    u"Prices moved less than costs: what was paid for freight doubled twice, and only a part of it was passed on.\n"
    "- contracts of a year or longer kept the old price\n- the rest followed the market within a quarter"_s,
    u"What could break the supply is short to tell. Two of the five makers share a harbour, and none of them holds "
    "stock for more than three weeks."_s,
};

// A step that streams `bytes` in pieces of `characters`, `perSecond` of them in a second.
QJsonObject writing(int bytes, int characters, int perSecond)
{
    return {
        {u"id"_s, u"write"_s},
        {u"name"_s, u"Write the report"_s},
        {u"longText"_s, QJsonObject{{u"bytes"_s, bytes}, {u"paragraphs"_s, QJsonArray::fromStringList(Paragraphs)}}},
        {u"chunkCharacters"_s, characters},
        {u"durationMs"_s, int(double(bytes) / characters / perSecond * 1000)}};
}

QByteArray frame(const char *name, const QJsonObject &payload)
{
    return QByteArray("event: ") + name + "\ndata: " + QJsonDocument(payload).toJson(QJsonDocument::Compact) + "\n\n";
}

// As the server would send them; written here, since it takes its time to play so many.
QByteArray manySteps(int count)
{
    QByteArray frames = frame("run_started", {{u"runId"_s, u"run"_s}, {u"stepCount"_s, count}});
    for (int i = 0; i < count; ++i) {
        const QString id = u"step-%1"_s.arg(i);
        const QString output =
            u"Page %1 lists twelve articles, none of which has changed since it was last read."_s.arg(i);
        frames +=
            frame("step_started",
                  {{u"stepId"_s, id}, {u"stepIndex"_s, i}, {u"name"_s, u"Read page %1 of the catalogue"_s.arg(i + 1)}});
        frames += frame("step_output", {{u"stepId"_s, id}, {u"outputData"_s, output}});
        frames +=
            frame("step_completed",
                  {{u"stepId"_s, id},
                   {u"output"_s, output},
                   {u"durationMs"_s, 100 + i % 900},
                   {u"costUsd"_s, u"0.000%1"_s.arg(i % 1000, 3, 10, QChar(u'1'))},
                   {u"tokens"_s, QJsonObject{{u"prompt"_s, 800 + i}, {u"completion"_s, 42}, {u"total"_s, 842 + i}}}});
    }
    return frames + frame("flow_completed", {{u"result"_s, u"done"_s}});
}

} // namespace

QString BenchFlows::identifier(const QString &name)
{
    return u"bench/quick/"_s + name;
}

bool BenchFlows::addTo(NoukaiMockServer &server, double scale)
{
    const auto scaled = [scale](int size) {
        return std::max(10, int(size * scale));
    };
    server.addRawFlow(identifier(u"few"_s), manySteps(scaled(FewSteps)));
    server.addRawFlow(identifier(u"many"_s), manySteps(scaled(ManySteps)));
    const std::pair<QString, QJsonObject> flows[] = {
        {u"output"_s, writing(scaled(10'000'000), 100, 2000)},
        {u"short"_s, writing(scaled(800'000), 100, 2000)},
        {u"rate"_s, writing(scaled(5000 * 30 * 24), 24, 5000)},
    };
    for (const auto &[name, step] : flows) {
        QString error;
        const QJsonObject flow{{u"flow"_s, identifier(name)}, {u"steps"_s, QJsonArray{step}}};
        if (!server.addFlow(identifier(name), flow, &error)) {
            std::fprintf(stderr, "%s\n", qPrintable(error));
            return false;
        }
    }
    return true;
}
