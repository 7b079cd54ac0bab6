// SPDX-License-Identifier: MIT
#include "stagescene.h"

#include "stagescript.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace
{

struct Entry {
    const char *name;
    const char *title;
    StageScene (*make)();
};

StageScene of(const StageScript &script, NoukaiFlow::State end, qint64 ms, bool open = false)
{
    StageScene scene;
    scene.calls = {{StageCall::Start, 0, script.frames(), open}};
    scene.end = end;
    scene.ms = ms;
    return scene;
}

// A run that ends by itself does so with its last event, so no view can have read another time.
StageScene ended(const StageScript &script, NoukaiFlow::State end)
{
    return of(script, end, script.frames().constLast().ms);
}

StageScript begun()
{
    return StageScript().runStarted(5).classified().searched();
}

StageScene running()
{
    return of(begun().answering(), NoukaiFlow::Running, 5200, true);
}

StageScene connecting()
{
    StageScene scene = of(StageScript(), NoukaiFlow::Connecting, 1200);
    scene.fault.kind = NoukaiMockFault::SilenceBeforeHeaders;
    return scene;
}

StageScene later(qint64 ms)
{
    StageScene scene = running();
    scene.ms = ms;
    return scene;
}

StageScene paused()
{
    StageScene scene = of(begun().paused(2), NoukaiFlow::Paused, 9400);
    scene.pauses = true;
    return scene;
}

StageScene tools(const QList<StageToolCall> &calls)
{
    return of(begun().answering().toolCalls(calls), NoukaiFlow::AwaitingTools, 12600);
}

const StageToolCall Refund{"c1", "issue_refund",
                           R"({"orderId":"A-10427","amount":89.9,"reason":"unwanted","notify":true})"};
const StageToolCall Note{"c2", "add_note", R"({"orderId":"A-10427","text":"Customer wrote twice."})"};
const StageToolCall Mail{"c3", "send_mail", R"({"to":"jo@example.org","subject":"Your refund"})"};

StageScene completed()
{
    return ended(begun().answered().checked().logged().flowCompleted(), NoukaiFlow::Completed);
}

StageScene cancelled()
{
    StageScene scene = running();
    scene.end = NoukaiFlow::Cancelled;
    return scene;
}

StageScene retried()
{
    StageScene scene = of(begun().answering().failed(), NoukaiFlow::Running, 11200);
    scene.calls.append({StageCall::Rerun, 2, StageScript(8000).answering().frames(), true});
    return scene;
}

StageScene fails(int status, const QString &code, const QString &message)
{
    StageScene scene = of(StageScript(), NoukaiFlow::Failed, 300);
    scene.fault.kind = NoukaiMockFault::HttpError;
    scene.fault.status = status;
    scene.fault.code = code;
    scene.fault.message = message;
    scene.fault.headers = {{"X-Request-ID", "req_4ec5f6"}};
    return scene;
}

StageScene unreachable()
{
    StageScene scene = of(StageScript(), NoukaiFlow::Failed, 20);
    scene.reachable = false;
    return scene;
}

constexpr Entry entries[] = {
    {"idle", QT_TRANSLATE_NOOP("StageScene", "Idle"),
     [] {
         return StageScene();
     }},
    {"connecting", QT_TRANSLATE_NOOP("StageScene", "Connecting"), &connecting},
    {"running", QT_TRANSLATE_NOOP("StageScene", "Running"), &running},
    {"countless", QT_TRANSLATE_NOOP("StageScene", "Running, steps not counted"),
     [] {
         return of(StageScript().runStarted(-1).classified().searched().answering(), NoukaiFlow::Running, 5200, true);
     }},
    {"silent", QT_TRANSLATE_NOOP("StageScene", "Nothing heard for a while"),
     [] {
         return later(47'000);
     }},
    {"stalled", QT_TRANSLATE_NOOP("StageScene", "Stalled"),
     [] {
         return later(260'000);
     }},
    {"paused", QT_TRANSLATE_NOOP("StageScene", "Paused"), &paused},
    {"tools", QT_TRANSLATE_NOOP("StageScene", "A tool call waits"),
     [] {
         return tools({Refund});
     }},
    {"manyTools", QT_TRANSLATE_NOOP("StageScene", "Several tool calls wait"),
     [] {
         return tools({Refund, Note, Mail});
     }},
    {"unknownTool", QT_TRANSLATE_NOOP("StageScene", "A tool that nobody here has"),
     [] {
         return tools({Mail});
     }},
    {"hostileTool", QT_TRANSLATE_NOOP("StageScene", "Deceiving text"),
     [] {
         return tools({{"c1", "issue_refund",
                        "{\"orderId\":\"A-10427\\u202e72401-B\",\"amount\":1e9,\"reason\":\"<b>ok\\u200b</b>\"}"}});
     }},
    {"unparsedTool", QT_TRANSLATE_NOOP("StageScene", "Arguments that are no JSON"),
     [] {
         return tools({{"c1", "issue_refund", R"({"orderId": A-10427, "amount")"}});
     }},
    {"completed", QT_TRANSLATE_NOOP("StageScene", "Completed"), &completed},
    {"failed", QT_TRANSLATE_NOOP("StageScene", "Failed"),
     [] {
         return ended(begun().answering().failed(), NoukaiFlow::Failed);
     }},
    {"cancelled", QT_TRANSLATE_NOOP("StageScene", "Cancelled"), &cancelled},
    {"interrupted", QT_TRANSLATE_NOOP("StageScene", "Interrupted"),
     [] {
         return of(begun().answering(), NoukaiFlow::Interrupted, 6100);
     }},
    {"retried", QT_TRANSLATE_NOOP("StageScene", "Running again from a step, with a changed input"), &retried},
    {"looped", QT_TRANSLATE_NOOP("StageScene", "A step that repeats"),
     [] {
         return of(begun().searched(2600).searched(5200).answering(8000), NoukaiFlow::Running, 9900, true);
     }},
    {"partial", QT_TRANSLATE_NOOP("StageScene", "A cost is missing"),
     [] {
         return ended(begun().answered(false).flowCompleted(), NoukaiFlow::Completed);
     }},
    {"odd", QT_TRANSLATE_NOOP("StageScene", "Completed, with an unknown event"),
     [] {
         return ended(begun().unknown().answered().checked().logged().flowCompleted(), NoukaiFlow::Completed);
     }},
    {"unauthorised", QT_TRANSLATE_NOOP("StageScene", "The key is refused"),
     [] {
         return fails(401, u"INVALID_API_KEY"_s, u"The key is not known."_s);
     }},
    {"noCredits", QT_TRANSLATE_NOOP("StageScene", "No credits left"),
     [] {
         return fails(402, u"INSUFFICIENT_CREDITS"_s, u"The organization has no credits left."_s);
     }},
    {"notFound", QT_TRANSLATE_NOOP("StageScene", "No such flow"),
     [] {
         return fails(404, u"FLOW_NOT_FOUND"_s, u"There is no flow acme/support/refund."_s);
     }},
    {"rateLimited", QT_TRANSLATE_NOOP("StageScene", "Too many requests"),
     [] {
         return fails(429, u"RATE_LIMITED"_s, u"60 runs a minute are allowed."_s);
     }},
    {"serverError", QT_TRANSLATE_NOOP("StageScene", "The server fails"),
     [] {
         return fails(503, u"UNAVAILABLE"_s, u"Back in a moment."_s);
     }},
    {"unreachable", QT_TRANSLATE_NOOP("StageScene", "No server"), &unreachable},
    {"replay", QT_TRANSLATE_NOOP("StageScene", "Replay, in the middle"), &completed},
    {"replayLoaded", QT_TRANSLATE_NOOP("StageScene", "Replay, loaded"), &completed},
    {"replayEnded", QT_TRANSLATE_NOOP("StageScene", "Replay, at its end"), &completed},
    {"replayCut", QT_TRANSLATE_NOOP("StageScene", "A recording that was cut off"), &completed},
    {"replayBroken", QT_TRANSLATE_NOOP("StageScene", "A file that is no recording"), &completed},
};

const Entry *find(const QString &name)
{
    for (const Entry &entry : entries) {
        if (name == QLatin1String(entry.name))
            return &entry;
    }
    return nullptr;
}

} // namespace

StageScene stageScene(const QString &name)
{
    const Entry *entry = find(name);
    Q_ASSERT(entry);
    return entry ? entry->make() : StageScene();
}

QString stageTitle(const QString &name)
{
    const Entry *entry = find(name);
    return entry ? QCoreApplication::translate("StageScene", entry->title) : name;
}

QByteArray stageRecording(const StageScene &scene)
{
    QByteArray lines = "{\"noukai\":\"recording\",\"version\":1,\"created\":\"2026-11-21T14:21:24.788Z\","
                       "\"identifier\":\"acme/support/refund\",\"flowVersion\":\"production\"}\n"
                       "{\"t\":0,\"run\":\"start\",\"cursor\":0}\n"
                       "{\"t\":0,\"cursor\":0,\"request\":{\"stepIndex\":0}}\n"
                       "{\"t\":200,\"answer\":\"req_4ec5f6\"}\n";
    qint64 ms = 0;
    for (const StageFrame &frame : scene.calls.constFirst().frames) {
        const QList<QByteArray> parts = frame.sse.split('\n');
        ms = frame.ms;
        lines += "{\"t\":" + QByteArray::number(ms) + ",\"event\":\"" + parts.at(0).mid(7) +
                 "\",\"data\":" + parts.at(1).mid(6) + "}\n";
    }
    return lines + "{\"t\":" + QByteArray::number(ms) + ",\"end\":\"Completed\"}\n";
}
