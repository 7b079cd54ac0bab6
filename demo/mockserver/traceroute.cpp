// SPDX-License-Identifier: MIT
#include "router.h"
#include "tracejson.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <deque>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

HttpAnswer runNotFound(const QString &id)
{
    return HttpAnswer::error(404, u"RUN_NOT_FOUND"_s, u"There is no run \"%1\"."_s.arg(id));
}

// The /seq/… forms name the flow as well, and then it must be the run's.
RunPointer runOf(const RouteContext &context)
{
    const RunPointer run = context.state.runs.find(context.route.runId);
    if (!run || (!context.route.identifier.isEmpty() && run->flow->identifier != context.route.identifier))
        return nullptr;
    return run;
}

// What is recorded first, then what happens, until the run ends.
class LiveScript : public EventSource
{
public:
    explicit LiveScript(const RunPointer &run)
        : m_run(run)
    {
        static int lastKey = 0;
        m_key = ++lastKey;
        replay();
        if (!run->isEnded())
            run->followers.insert(m_key, [this](const MockEvent &event) { follow(event); });
    }
    ~LiveScript() override { m_run->followers.remove(m_key); }

    bool next(MockEvent *event) override
    {
        if (m_events.empty())
            return false;
        *event = m_events.front();
        m_events.pop_front();
        return true;
    }
    bool isEnded() const override { return m_events.empty() && m_run->isEnded(); }
    int remaining() const override { return int(m_events.size()); }
    void setNews(const std::function<void()> &news) override { m_news = news; }

private:
    // A reader that does not keep up with a long run is dropped rather than remembered for.
    static constexpr std::size_t MaximumWaiting = 100'000;

    void replay()
    {
        const FlowDefinition &flow = *m_run->flow;
        add(u"run_started"_s, {{u"runId"_s, m_run->executionId},
                               {u"executionId"_s, m_run->executionId},
                               {u"flowId"_s, flow.flowId},
                               {u"stepCount"_s, flow.stepCount}});
        for (const StepAttempt &step : std::as_const(m_run->steps)) {
            add(u"step_started"_s, {{u"stepId"_s, step.record.stepId}});
            if (step.record.status == StepRecord::Completed)
                add(u"step_completed"_s, completedPayload(step));
            else if (step.record.status == StepRecord::Failed)
                add(u"step_error"_s, {{u"stepId"_s, step.record.stepId}, {u"error"_s, step.record.error}});
        }
        if (m_run->status == Run::Completed) {
            QJsonObject completion = m_run->completion;
            completion.insert(u"runId"_s, m_run->executionId);
            completion.insert(u"executionId"_s, m_run->executionId);
            add(u"flow_completed"_s, completion);
        }
    }

    void follow(const MockEvent &event)
    {
        if (m_events.size() >= MaximumWaiting)
            return;
        m_events.push_back(event);
        m_events.back().delayMs = 0;
        // Only the run's own end ends this stream.
        m_events.back().isTerminal = false;
        if (m_news)
            m_news();
    }

    void add(const QString &name, const QJsonObject &payload)
    {
        m_events.push_back({name, payload, {}, {}, 0, false, {}});
    }

    RunPointer m_run;
    std::deque<MockEvent> m_events;
    std::function<void()> m_news;
    int m_key = 0;
};

// The attempts at \a stepId, narrowed by the query.
QList<StepAttempt> attemptsOf(const Run &run, const QString &stepId, const QUrlQuery &query)
{
    const QString loop = query.queryItemValue(u"loop_index"_s);
    const QString attempt = query.queryItemValue(u"attempt"_s);
    QList<StepAttempt> attempts;
    for (const StepAttempt &step : run.steps) {
        if (step.record.stepId == stepId && (loop.isEmpty() || step.record.loopIndex == loop.toInt()) &&
            (attempt.isEmpty() || attempt == "all"_L1 || step.attempt == attempt.toInt()))
            attempts.append(step);
    }
    return attempts;
}

} // namespace

HttpAnswer answerRunTrace(const RouteContext &context)
{
    const RunPointer run = runOf(context);
    return run ? HttpAnswer::json(200, traceOf(*run)) : runNotFound(context.route.runId);
}

HttpAnswer answerStepTrace(const RouteContext &context)
{
    const RunPointer run = runOf(context);
    if (!run)
        return runNotFound(context.route.runId);
    const QString &stepId = context.route.stepId;
    const QList<StepAttempt> attempts = attemptsOf(*run, stepId, context.request.query);
    if (attempts.isEmpty())
        return HttpAnswer::error(404, u"RUN_NOT_FOUND"_s, u"The run has no such attempt at \"%1\"."_s.arg(stepId));
    if (context.request.query.queryItemValue(u"attempt"_s) != "all"_L1)
        return HttpAnswer::json(200, stepTraceOf(*run, attempts.constLast()));
    QJsonArray list;
    for (const StepAttempt &attempt : attempts)
        list.append(stepTraceOf(*run, attempt));
    return HttpAnswer::json(200, QJsonObject{{u"stepId"_s, stepId}, {u"attempts"_s, list}});
}

HttpAnswer answerTraceStream(const RouteContext &context)
{
    const RunPointer run = runOf(context);
    if (!run)
        return runNotFound(context.route.runId);
    return makeStream(context, std::make_unique<LiveScript>(run), {});
}

HttpAnswer answerFlowRuns(const RouteContext &context)
{
    const QUrlQuery &query = context.request.query;
    const QString flowId = query.queryItemValue(u"flow_id"_s, QUrl::FullyDecoded);
    const QString status = query.queryItemValue(u"status"_s);
    const QString limitText = query.queryItemValue(u"limit"_s);
    const int limit = limitText.isEmpty() ? 20 : limitText.toInt();
    if (flowId.isEmpty() || limit < 1 || limit > 100)
        return HttpAnswer::error(422, u"INVALID_REQUEST"_s, u"flow_id is needed, and a limit from 1 to 100."_s);
    QJsonArray list;
    const QList<RunPointer> runs = context.state.runs.newestFirst();
    for (const RunPointer &run : runs) {
        if (list.size() >= limit)
            break;
        if ((run->flow->flowId == flowId || run->flow->identifier == flowId) &&
            (status.isEmpty() || Run::statusName(run->status) == status))
            list.append(flowRunOf(*run));
    }
    return HttpAnswer::json(200, QJsonObject{{u"runs"_s, list}});
}

} // namespace mock
