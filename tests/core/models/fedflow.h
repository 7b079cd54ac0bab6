// SPDX-License-Identifier: MIT
#pragma once

#include <flow/noukaiflow_p.h>

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

// A flow that a test feeds event by event, without a network, at times that the test sets.
class FedFlow : public FlowFeed
{
public:
    using Begin = FlowObserver::Begin;

    FedFlow()
        : flow(new NoukaiFlow)
    {
    }
    virtual ~FedFlow() { delete flow.data(); }

    bool begin(Begin how = Begin::Start, int cursor = 0)
    {
        const bool begun = flow && get()->beginFeed(this, how, cursor);
        if (begun)
            get()->feedCall(cursor);
        return begun;
    }
    // Feeds only while the run goes on: a slot may have ended it.
    void feed(const QString &type, const QJsonObject &payload)
    {
        if (!flow || !flow->isRunning())
            return;
        NoukaiEvent event = NoukaiEvent::fromJson(type, payload);
        QVERIFY2(event.isValid(), qPrintable(type));
        get()->feedEvent(event);
    }
    void end(NoukaiFlow::State state, NoukaiError::Kind kind = NoukaiError::NoError, const QString &message = {})
    {
        get()->feedEnd(state, NoukaiError(kind, message));
    }

    void runStarted(int stepCount)
    {
        feed(QStringLiteral("run_started"),
             {{QStringLiteral("runId"), QStringLiteral("run")}, {QStringLiteral("stepCount"), stepCount}});
    }
    void started(const QString &id, const QString &name = {})
    {
        feed(QStringLiteral("step_started"), {{QStringLiteral("stepId"), id}, {QStringLiteral("name"), name}});
    }
    void output(const QString &id, const QJsonValue &data)
    {
        feed(QStringLiteral("step_output"), {{QStringLiteral("stepId"), id}, {QStringLiteral("outputData"), data}});
    }
    void completed(const QString &id, const QJsonValue &output = QJsonValue::Undefined, QJsonObject more = {})
    {
        more.insert(QStringLiteral("stepId"), id);
        if (!output.isUndefined())
            more.insert(QStringLiteral("output"), output);
        feed(QStringLiteral("step_completed"), more);
    }
    void step(const QString &id, const QJsonValue &value = QJsonValue::Undefined)
    {
        started(id);
        completed(id, value);
    }
    void failed(const QString &id, const QString &code, const QString &message)
    {
        feed(QStringLiteral("step_error"),
             {{QStringLiteral("stepId"), id},
              {QStringLiteral("error"),
               QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}}}});
    }
    void asksForTools(const QString &id, int stepIndex)
    {
        const QJsonObject call{
            {QStringLiteral("id"), QStringLiteral("1")},
            {QStringLiteral("function"), QJsonObject{{QStringLiteral("name"), QStringLiteral("f")}}}};
        feed(QStringLiteral("step_paused_for_tool_calls"), {{QStringLiteral("executionId"), QStringLiteral("run")},
                                                            {QStringLiteral("stepId"), id},
                                                            {QStringLiteral("stepIndex"), stepIndex},
                                                            {QStringLiteral("iterationsUsed"), 1},
                                                            {QStringLiteral("toolCallMessages"), QJsonArray()},
                                                            {QStringLiteral("toolCalls"), QJsonArray{call}}});
    }
    void flowCompleted() { feed(QStringLiteral("flow_completed"), {{QStringLiteral("runId"), QStringLiteral("run")}}); }

    NoukaiFlowPrivate *get() const { return NoukaiFlowPrivate::get(flow); }

    // FlowFeed
    void feedReleased() override {}
    qint64 feedTime() const override { return time; }

    QPointer<NoukaiFlow> flow;
    qint64 time = 0;
};
