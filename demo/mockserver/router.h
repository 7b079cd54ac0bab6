// SPDX-License-Identifier: MIT
#pragma once

#include "serverstate.h"

namespace mock
{

/*! A request's address, taken apart. */
struct Route {
    enum Kind { Unknown, Execute, Step, SubmitJob, PollJob, RunTrace, StepTrace, TraceStream, FlowRuns, Session };
    Kind kind = Unknown;
    QString identifier; // organization/project/slug; empty in the documented trace forms
    QString version;    // "v3", empty for production
    QString runId;
    QString stepId;
    QString sessionId;

    static Route fromPath(const QString &encodedPath);
    QByteArray method() const;
};

/*! One request on its way through the server. */
struct RouteContext {
    ServerState &state;
    const NoukaiMockRequest &request;
    const AppliedFaults &faults;
    Route route;
    FlowPointer flow; // of Execute, Step and SubmitJob
    QJsonObject body; // of a POST
};

/*! Checks what all routes have in common and hands \a request to its route. */
HttpAnswer answerRequest(ServerState &state, const NoukaiMockRequest &request, const AppliedFaults &faults);

HttpAnswer answerStep(const RouteContext &context);
HttpAnswer answerExecute(const RouteContext &context);
HttpAnswer answerSubmitJob(const RouteContext &context);
HttpAnswer answerPollJob(const RouteContext &context);
HttpAnswer answerRunTrace(const RouteContext &context);
HttpAnswer answerStepTrace(const RouteContext &context);
HttpAnswer answerTraceStream(const RouteContext &context);
HttpAnswer answerFlowRuns(const RouteContext &context);
HttpAnswer answerSession(const RouteContext &context);

/*! 429 while a busy flow refuses new runs. */
std::optional<HttpAnswer> refuseIfBusy(const RouteContext &context);
/*! A stream of \a source as the server's settings and the request's faults have it. */
HttpAnswer makeStream(const RouteContext &context, std::unique_ptr<EventSource> source, StreamOptions options);

} // namespace mock
