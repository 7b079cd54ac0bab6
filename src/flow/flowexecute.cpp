// SPDX-License-Identifier: MIT
// Runs that are one call with a JSON answer: execute(), and whatever goes through a relay.
#include "noukaiflow_p.h"

#include "wire/eventaccess_p.h"
#include "wire/eventdata_p.h"
#include "wire/eventdecoder_p.h"
#include "wire/jsontext_p.h"
#include "wire/validation_p.h"

#include <QtCore/QFutureWatcher>

#include <utility>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

QFuture<NoukaiExpected<NoukaiResult>> NoukaiFlowPrivate::execute()
{
    QPromise<NoukaiExpected<NoukaiResult>> promise;
    QFuture<NoukaiExpected<NoukaiResult>> future = promise.future();
    promise.start();
    if (isActive()) {
        const QString why = NoukaiFlow::tr("The flow is running already; execute() is refused.");
        promise.addResult(NoukaiError(NoukaiError::Configuration, why));
        promise.finish();
        refuse(why);
        return future;
    }
    clearRun();
    m_promise = std::make_shared<QPromise<NoukaiExpected<NoukaiResult>>>(std::move(promise));
    watchPromise();
    begin(FlowObserver::Begin::Execute, 0, Source::Execute);
    return future;
}

// Cancelling the future cancels the run.
void NoukaiFlowPrivate::watchPromise()
{
    auto *watcher = new QFutureWatcher<NoukaiExpected<NoukaiResult>>(q);
    const std::weak_ptr<QPromise<NoukaiExpected<NoukaiResult>>> promise = m_promise;
    QObject::connect(watcher, &QFutureWatcherBase::canceled, q, [this, promise] {
        if (!promise.expired() && promise.lock() == m_promise)
            cancel();
    });
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(m_promise->future());
}

// Told with the end of the run, after its outcome and before finished().
void NoukaiFlowPrivate::settlePromise(const NoukaiError &why)
{
    const auto promise = std::exchange(m_promise, nullptr);
    if (!promise)
        return;
    NoukaiExpected<NoukaiResult> outcome = m_executeResult;
    if (why.kind() != NoukaiError::NoError)
        outcome = why;
    m_outcomes.append([promise, outcome] {
        promise->addResult(outcome);
        promise->finish();
    });
}

NoukaiError NoukaiFlowPrivate::checkConversation() const
{
    const auto mistake = [](const QString &text) {
        return NoukaiError(NoukaiError::Configuration, text);
    };
    if (m_source != Source::Execute)
        return m_input.messages.isEmpty()
                   ? NoukaiError()
                   : mistake(NoukaiFlow::tr("A conversation (messages) can only be sent with execute()."));
    if (!m_input.messages.isEmpty() && !m_input.message.isEmpty())
        return mistake(NoukaiFlow::tr("Set the message or the messages, not both."));
    if (!m_input.inputOverrides.isEmpty())
        return mistake(NoukaiFlow::tr("inputOverrides need a run step by step; execute() cannot send them."));
    return checkMessages(m_input.messages);
}

void NoukaiFlowPrivate::sendExecute()
{
    ExecuteRequest request = runInput().executeRequest(!m_round);
    if (m_round) {
        const NoukaiToolCallsRequired pause = m_round->pause();
        layOver(request.accumulatedOutputs, pause);
        request.executionId = pause.executionId();
        request.pausedAtStep = pause.stepId();
        request.iterationsUsed = pause.iterationsUsed();
        request.toolCallMessages = answerToolCalls(pause, m_round->results());
    }
    m_requestId.clear();
    ExchangeRequest call;
    call.method = "POST";
    call.url = m_url;
    call.body = encodeExecuteRequest(request);
    call.sessionId = m_input.sessionId;
    call.timeout = m_input.timeout;
    call.withKey = !isRelayed();
    warnOfSize(call.body.size());
    for (FlowObserver *observer : std::as_const(m_observers))
        observer->callSent(m_cursor, call.body);
    m_exchange = NoukaiClientPrivate::get(m_runClient)
                     ->exchange(call, [this](const NoukaiError &failure, const ExchangeAnswer &answer) {
                         onExecuteAnswer(failure, answer);
                     });
}

// The server refuses conversations of about 1 MB and more.
void NoukaiFlowPrivate::warnOfSize(qsizetype bytes)
{
    constexpr qsizetype NearTheLimit = 900'000;
    if (bytes < NearTheLimit || m_input.messages.isEmpty() || std::exchange(m_warnedOfSize, true))
        return;
    const Guard guard(this);
    const auto warn = [this, guard] {
        if (guard.sameRun())
            refuse(NoukaiFlow::tr("The conversation is close to the server's limit of 1 MB."));
    };
    QMetaObject::invokeMethod(q, warn, Qt::QueuedConnection);
}

void NoukaiFlowPrivate::onExecuteAnswer(const NoukaiError &failure, const ExchangeAnswer &answer)
{
    m_exchange = nullptr;
    m_requestId = answer.requestId;
    if (failure.kind() == NoukaiError::Cancelled) {
        cancel(); // all calls of the client were
        return;
    }
    if (failure.kind() != NoukaiError::NoError) {
        // An answer that had begun may belong to a run that went well.
        const bool begun = failure.httpStatus() >= 200 && failure.httpStatus() < 300;
        const bool lost = failure.kind() == NoukaiError::Connection || failure.kind() == NoukaiError::Timeout;
        end(begun && lost ? NoukaiFlow::Interrupted : NoukaiFlow::Failed, failure);
        return;
    }
    const Guard guard(this);
    if (!tellOutcomes() || !guard.sameRun())
        return;
    setState(NoukaiFlow::Running);
    const QJsonObject json = answer.json.toObject();
    tellExecuteStarted(json);
    if (guard.sameRun())
        tellExecuteAnswer(json, answer.body.trimmed());
}

void NoukaiFlowPrivate::tellExecuteAnswer(const QJsonObject &json, const QByteArray &text)
{
    const QString status = json.value("status"_L1).toString();
    m_executeResult = NoukaiResult::fromJson(json);
    EventDecoder decoder;
    if (status == "completed"_L1) {
        Decoded completed = decoder.decode("flow_completed", text);
        streamEvent(completed.event);
    } else if (status == "tool_calls_required"_L1) {
        // The event carries the answer; only the step's index is not told.
        const QByteArray stepId = toJsonText(json.value("pausedAtStep"_L1).toVariant().toString());
        Decoded pause =
            decoder.decode("step_paused_for_tool_calls", "{\"stepId\":" + stepId + ",\"stepIndex\":0," + text.mid(1));
        if (pause.outcome != Decoded::Event) {
            end(NoukaiFlow::Interrupted, NoukaiError(NoukaiError::Protocol, pause.reason));
            return;
        }
        NoukaiEventAccess::setStepIndex(pause.event, -1);
        streamEvent(pause.event);
    } else if (status == "failed"_L1) {
        end(NoukaiFlow::Failed, m_executeResult.failure());
    } else {
        end(NoukaiFlow::Failed,
            NoukaiError(NoukaiError::Protocol,
                        NoukaiFlow::tr("The server's answer has the unknown status \"%1\".").arg(status.left(64))));
    }
}

// Once per run: what the server calls it.
void NoukaiFlowPrivate::tellExecuteStarted(const QJsonObject &answer)
{
    if (std::exchange(m_toldStarted, true))
        return;
    auto *data = NoukaiRunStartedData::create("{}"); // there was no such frame
    data->eventType = u"run_started"_s;
    data->executionId = answer.value("executionId"_L1).toString();
    data->flowId = answer.value("flowId"_L1).toString();
    NoukaiEvent event;
    NoukaiEventAccess::assign(event, data);
    streamEvent(event);
}
