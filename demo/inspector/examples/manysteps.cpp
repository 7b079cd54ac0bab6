// SPDX-License-Identifier: MIT
#include "manysteps.h"

#include "jsontext.h"

#include <array>

namespace
{

// What is done with each page, one step for each.
struct Work {
    const char *name;
    int ms;
    int prompt; // tokens; 0 where no model is asked
    int completion;
    const char *costUsd;
};

constexpr std::array<Work, 4> Works = {Work{"Scan page", 2, 0, 0, nullptr}, Work{"Read page", 5, 820, 310, "0.000309"},
                                       Work{"Check page", 3, 410, 12, "0.0000687"},
                                       Work{"File page", 1, 0, 0, nullptr}};

void addStep(QByteArray &lines, int step, qint64 &ms)
{
    const Work &work = Works[std::size_t(step) % Works.size()];
    const QByteArray page = QByteArray::number(step / int(Works.size()) + 1);
    const QByteArray id = "\"stepId\":\"step-" + QByteArray::number(step + 1) + '"';
    const auto line = [&](const char *event, const QByteArray &members) {
        lines += "{\"t\":" + QByteArray::number(ms) + ",\"event\":\"" + event + "\",\"data\":{" + id + members + "}}\n";
    };
    line("step_started",
         QByteArray(",\"name\":\"") + work.name + ' ' + page + "\",\"stepIndex\":" + QByteArray::number(step));
    const int took = work.ms + step % 3 - 1;
    ms += took;
    QByteArray members = ",\"output\":\"Page " + page + " is done.\",\"durationMs\":" + QByteArray::number(took);
    if (work.costUsd) {
        members += ",\"tokens\":{\"prompt\":" + QByteArray::number(work.prompt) +
                   ",\"completion\":" + QByteArray::number(work.completion) +
                   ",\"total\":" + QByteArray::number(work.prompt + work.completion) + R"(},"costUsd":")" +
                   work.costUsd + '"';
    }
    line("step_completed", members);
}

} // namespace

QByteArray manyStepsRecording(const QString &message, int count)
{
    QByteArray lines;
    lines.reserve(qsizetype(count) * 320);
    lines += R"({"noukai":"recording","version":1,"created":"2026-11-21T09:30:00.000Z",)"
             R"("identifier":"acme/archive/pages","flowVersion":"production"})"
             "\n"
             R"({"t":0,"run":"start","cursor":0})"
             "\n"
             R"({"t":0,"cursor":0,"request":{"stepIndex":0,"runRemaining":true,"message":)" +
             mock::toJson(message) + "}}\n" + R"({"t":180,"answer":"req_51a0c2"})" + "\n" +
             R"({"t":180,"event":"run_started","data":{"runId":"run-pages","executionId":"run-pages","stepCount":)" +
             QByteArray::number(count) + "}}\n";
    qint64 ms = 180;
    for (int step = 0; step < count; ++step)
        addStep(lines, step, ms);
    const QByteArray end = QByteArray::number(ms + 1);
    lines += "{\"t\":" + end + R"(,"event":"flow_completed","data":{"runId":"run-pages","result":)" +
             mock::toJson(QStringLiteral("%1 steps are done.").arg(count)) + "}}\n{\"t\":" + end +
             ",\"end\":\"Completed\"}\n";
    return lines;
}
