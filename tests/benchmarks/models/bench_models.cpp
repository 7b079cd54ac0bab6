// SPDX-License-Identifier: MIT

// Whether the models cost the same at the end of a long run as at its beginning:
//   bench_models [rounds]
// Events are fed without a network, and the event loop turns as often as it would with one. The last tenth of an
// output of 10 MB is compared with the first, and a step among 10,000 with one among 100.

#include <flow/noukaiflow_p.h>

#include <Noukai/noukaioutputmodel.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;

namespace
{

class Feed final : public FlowFeed
{
public:
    Feed()
    {
        timeline.setFlow(&flow);
        output.setFlow(&flow);
        output.setAttemptId(0);
        NoukaiFlowPrivate::get(&flow)->beginFeed(this, FlowObserver::Begin::Start, 0);
        NoukaiFlowPrivate::get(&flow)->feedCall(0);
    }
    ~Feed() { NoukaiFlowPrivate::get(&flow)->feedEnd(NoukaiFlow::Cancelled, {}); }
    Q_DISABLE_COPY_MOVE(Feed)

    void feed(NoukaiEvent event) { NoukaiFlowPrivate::get(&flow)->feedEvent(event); }
    void feedReleased() override {}

    NoukaiFlow flow;
    NoukaiTimelineModel timeline;
    NoukaiOutputModel output;
};

double nanoseconds(std::clock_t from, std::clock_t to) // of this process, for the machine may do other things too
{
    return double(to - from) / CLOCKS_PER_SEC * 1e9;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// ns per chunk in each tenth of an output of 10 MB
std::vector<double> chunkTenths()
{
    constexpr int Chunks = 250'000;
    constexpr int TurnEvery = 50;
    const NoukaiEvent chunk = NoukaiEvent::fromJson(
        u"step_output"_s, {{u"stepId"_s, u"a"_s}, {u"outputData"_s, u"Forty characters of a long text, a line\n"_s}});
    Feed feed;
    feed.feed(NoukaiEvent::fromJson(u"step_started"_s, {{u"stepId"_s, u"a"_s}}));
    std::vector<double> tenths;
    std::clock_t before = std::clock();
    for (int i = 1; i <= Chunks; ++i) {
        feed.feed(chunk);
        if (i % TurnEvery == 0)
            QCoreApplication::processEvents();
        if (i % (Chunks / 10) == 0) {
            const std::clock_t now = std::clock();
            tenths.push_back(nanoseconds(before, now) / (Chunks / 10));
            before = now;
        }
    }
    return tenths;
}

// ns per step of a run that has so many
double perStep(int steps, int outputs)
{
    std::vector<std::vector<NoukaiEvent>> events;
    for (int i = 0; i < steps; ++i) {
        const QJsonObject id{{u"stepId"_s, u"step-%1"_s.arg(i)}};
        QJsonObject piece = id;
        piece.insert(u"outputData"_s, u"some words "_s);
        auto &step = events.emplace_back();
        step.push_back(NoukaiEvent::fromJson(u"step_started"_s, id));
        for (int chunk = 0; chunk < outputs; ++chunk)
            step.push_back(NoukaiEvent::fromJson(u"step_output"_s, piece));
        step.push_back(NoukaiEvent::fromJson(u"step_completed"_s, id));
    }
    Feed feed;
    feed.feed(NoukaiEvent::fromJson(u"run_started"_s, {{u"runId"_s, u"r"_s}, {u"stepCount"_s, steps}}));
    QCoreApplication::processEvents();
    const std::clock_t before = std::clock();
    for (const auto &step : events) {
        for (const NoukaiEvent &event : step)
            feed.feed(event);
        QCoreApplication::processEvents();
    }
    return nanoseconds(before, std::clock()) / steps;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    constexpr int Outputs = 20;
    std::vector<double> first;
    std::vector<double> last;
    std::vector<double> few;
    std::vector<double> many;
    for (int round = 0; round < rounds; ++round) {
        const std::vector<double> tenths = chunkTenths();
        first.push_back(tenths.front());
        last.push_back(tenths.back());
        few.push_back(perStep(100, Outputs));
        many.push_back(perStep(10'000, Outputs));
    }
    std::printf("a chunk of an output of 10 MB: %.0f ns in the first tenth, %.0f ns in the last, ratio %.2f\n",
                median(first), median(last), median(last) / median(first));
    std::printf("a step with %d chunks: %.0f ns among 100, %.0f ns among 10,000, ratio %.2f\n", Outputs, median(few),
                median(many), median(many) / median(few));
    return 0;
}
