// SPDX-License-Identifier: MIT
#include "router.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

const QString Prefix = QStringLiteral("/api/v1/");

bool isVersion(const QString &segment)
{
    static const QRegularExpression version(u"^v[0-9]{1,9}$"_s);
    return version.match(segment).hasMatch();
}

// {runId}/trace, {runId}/trace/stream, {runId}/steps/{stepId}/trace
void readTrace(const QStringList &parts, Route *route)
{
    if (parts.isEmpty())
        return;
    route->runId = parts.at(0);
    if (parts.size() == 2 && parts.at(1) == "trace"_L1) {
        route->kind = Route::RunTrace;
    } else if (parts.size() == 3 && parts.at(1) == "trace"_L1 && parts.at(2) == "stream"_L1) {
        route->kind = Route::TraceStream;
    } else if (parts.size() == 4 && parts.at(1) == "steps"_L1 && parts.at(3) == "trace"_L1) {
        route->kind = Route::StepTrace;
        route->stepId = parts.at(2);
    }
}

// What follows seq/{organization}/{project}/{slug}.
void readFlowRoute(QStringList parts, Route *route)
{
    if (parts.size() == 2 && isVersion(parts.at(0)))
        route->version = parts.takeFirst();
    if (parts.size() == 1) {
        if (parts.at(0) == "execute"_L1)
            route->kind = Route::Execute;
        else if (parts.at(0) == "step"_L1)
            route->kind = Route::Step;
        else if (parts.at(0) == "jobs"_L1)
            route->kind = Route::SubmitJob;
    } else if (parts.size() == 2 && parts.at(0) == "jobs"_L1) {
        route->kind = Route::PollJob;
        route->runId = parts.at(1);
    } else if (parts.size() > 1 && parts.at(0) == "runs"_L1) {
        readTrace(parts.sliced(1), route);
    }
}

std::optional<HttpAnswer> checkHeaders(const ServerState &state, const NoukaiMockRequest &request)
{
    if (!state.authorizationRequired)
        return {};
    static const QRegularExpression credentials(u"^Bearer (nk_\\S+|[\\w-]+\\.[\\w-]+\\.[\\w-]*)$"_s);
    if (!credentials.match(QString::fromLatin1(request.header("authorization"))).hasMatch()) {
        HttpAnswer answer = HttpAnswer::error(401, u"UNAUTHORIZED"_s, u"A valid API key is needed."_s);
        answer.addHeader("WWW-Authenticate", "Bearer realm=\"noukai\"");
        return answer;
    }
    if (request.header("x-noukai-api-version").isEmpty())
        return HttpAnswer::error(400, u"INVALID_REQUEST"_s, u"The header X-Noukai-API-Version is missing."_s);
    return {};
}

std::optional<HttpAnswer> readBody(RouteContext *context)
{
    if (!context->request.header("content-type").toLower().startsWith("application/json"))
        return HttpAnswer::error(415, u"INVALID_REQUEST"_s, u"The body must be application/json."_s);
    const QJsonDocument document = QJsonDocument::fromJson(context->request.body);
    if (!document.isObject())
        return HttpAnswer::error(400, u"INVALID_JSON"_s, u"The body must be a JSON object."_s);
    context->body = document.object();
    return {};
}

std::optional<HttpAnswer> findFlow(RouteContext *context)
{
    const Route &route = context->route;
    context->flow = context->state.flows.value(route.identifier);
    if (!context->flow)
        return HttpAnswer::error(404, u"FLOW_NOT_FOUND"_s, u"There is no flow \"%1\"."_s.arg(route.identifier));
    if (route.kind == Route::Step && route.version == "v0"_L1)
        return HttpAnswer::error(400, u"INVALID_VERSION"_s, u"A draft cannot be run step by step."_s);
    if (route.version.mid(1).toInt() > context->flow->publishedVersion)
        return HttpAnswer::error(404, u"FLOW_NOT_FOUND"_s, u"The flow has no version %1."_s.arg(route.version.mid(1)));
    return {};
}

HttpAnswer dispatch(const RouteContext &context)
{
    switch (context.route.kind) {
    case Route::Execute:
        return answerExecute(context);
    case Route::Step:
        return answerStep(context);
    case Route::SubmitJob:
        return answerSubmitJob(context);
    case Route::PollJob:
        return answerPollJob(context);
    case Route::RunTrace:
        return answerRunTrace(context);
    case Route::StepTrace:
        return answerStepTrace(context);
    case Route::TraceStream:
        return answerTraceStream(context);
    case Route::FlowRuns:
        return answerFlowRuns(context);
    case Route::Session:
        return answerSession(context);
    case Route::Unknown:
        break;
    }
    return HttpAnswer::error(404, u"NOT_FOUND"_s, u"There is nothing at this address."_s);
}

} // namespace

Route Route::fromPath(const QString &encodedPath)
{
    Route route;
    if (!encodedPath.startsWith(Prefix))
        return route;
    QStringList parts = encodedPath.mid(Prefix.size()).split(u'/');
    for (QString &part : parts)
        part = QUrl::fromPercentEncoding(part.toLatin1());
    if (parts.contains(QString()) || parts.contains(u"."_s) || parts.contains(u".."_s))
        return route;
    if (parts.size() == 1 && parts.at(0) == "flow-runs"_L1) {
        route.kind = FlowRuns;
    } else if (parts.at(0) == "flow-runs"_L1) {
        readTrace(parts.sliced(1), &route);
    } else if (parts.size() == 3 && parts.at(0) == "seq"_L1 && parts.at(1) == "sessions"_L1) {
        route.kind = Session;
        route.sessionId = parts.at(2);
    } else if (parts.size() > 4 && parts.at(0) == "seq"_L1) {
        route.identifier = parts.sliced(1, 3).join(u'/');
        readFlowRoute(parts.sliced(4), &route);
    }
    return route;
}

QByteArray Route::method() const
{
    return kind == Execute || kind == Step || kind == SubmitJob ? "POST" : "GET";
}

HttpAnswer answerRequest(ServerState &state, const NoukaiMockRequest &request, const AppliedFaults &faults)
{
    RouteContext context{state, request, faults, Route::fromPath(request.path), {}, {}};
    if (context.route.kind == Route::Unknown)
        return dispatch(context);
    if (request.method != context.route.method()) {
        HttpAnswer answer = HttpAnswer::error(405, u"METHOD_NOT_ALLOWED"_s, u"This address takes another method."_s);
        answer.addHeader("Allow", context.route.method());
        return answer;
    }
    if (auto refusal = checkHeaders(state, request))
        return std::move(*refusal);
    if (context.route.method() == "POST") {
        if (auto refusal = findFlow(&context))
            return std::move(*refusal);
        if (auto refusal = readBody(&context))
            return std::move(*refusal);
    }
    return dispatch(context);
}

std::optional<HttpAnswer> refuseIfBusy(const RouteContext &context)
{
    const BusyRule &busy = context.flow->busy;
    int &refused = context.state.refusals[context.flow->identifier];
    if (refused >= busy.refusals) {
        refused = 0;
        return {};
    }
    ++refused;
    HttpAnswer answer = HttpAnswer::error(429, u"RATE_LIMITED"_s, busy.message);
    answer.addHeader("Retry-After", QByteArray::number(busy.retryAfterSeconds));
    return answer;
}

HttpAnswer makeStream(const RouteContext &context, std::unique_ptr<EventSource> source, StreamOptions options)
{
    if (context.flow)
        options.writer.setNames(context.flow->wire.names);
    context.faults.apply(&options.writer);
    options.fault = context.faults.main;
    options.delivery = &context.state.delivery;
    options.speed = context.state.speed;
    options.frameDelayMs = context.state.frameDelayMs;
    HttpAnswer answer = HttpAnswer::stream(std::make_unique<StreamBody>(std::move(source), options));
    answer.chunkBytes = context.state.chunkBytes;
    return answer;
}

} // namespace mock
