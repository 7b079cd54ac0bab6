// SPDX-License-Identifier: MIT
#include "benchflows.h"

#include "noukaimockserver.h"

#include <QtCore/QJsonArray>
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

QJsonArray manySteps(int count)
{
    QJsonArray steps;
    for (int i = 0; i < count; ++i) {
        steps.append(QJsonObject{
            {u"id"_s, u"step-%1"_s.arg(i)},
            {u"name"_s, u"Read page %1 of the catalogue"_s.arg(i + 1)},
            {u"output"_s, u"Page %1 lists twelve articles, none of which has changed since it was last read."_s.arg(i)},
            {u"durationMs"_s, 0},
            {u"costUsd"_s, u"0.000%1"_s.arg(i % 1000, 3, 10, QChar(u'1'))},
            {u"tokens"_s, QJsonObject{{u"prompt"_s, 800 + i}, {u"completion"_s, 42}, {u"total"_s, 842 + i}}}});
    }
    return steps;
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
    const std::pair<QString, QJsonArray> flows[] = {
        {u"output"_s, {writing(scaled(10'000'000), 100, 2000)}},
        {u"short"_s, {writing(scaled(800'000), 100, 2000)}},
        {u"rate"_s, {writing(scaled(5000 * 30 * 24), 24, 5000)}},
        {u"few"_s, manySteps(scaled(FewSteps))},
        {u"many"_s, manySteps(scaled(ManySteps))},
    };
    for (const auto &[name, steps] : flows) {
        QString error;
        if (!server.addFlow(identifier(name), {{u"flow"_s, identifier(name)}, {u"steps"_s, steps}}, &error)) {
            std::fprintf(stderr, "%s\n", qPrintable(error));
            return false;
        }
    }
    return true;
}
