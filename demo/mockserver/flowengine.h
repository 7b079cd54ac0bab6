// SPDX-License-Identifier: MIT
#pragma once

#include "eventscript.h"
#include "flowdefinition.h"
#include "templates.h"

namespace mock
{

/*! What a client asks a flow to do, checked. */
struct FlowCall {
    FlowPointer flow;
    QString executionId;
    bool isFirst = true; // begins a run
    int stepIndex = 0;
    bool runRemaining = false;
    bool trace = false;
    bool withTools = false; // the model may call tools
    QJsonObject outputs;    // of the steps before stepIndex, with the caller's replacements
    QJsonValue message;
    QJsonObject parameters;
    QJsonObject blockOverrides;
    QJsonArray toolMessages; // the conversation that answers a tool pause
    int toolRounds = 0;      // rounds already answered in it
    QJsonObject toolAnswers; // the last answer of each tool, by its name
};

/*! Plans the events that answer a call. Everything is decided at once; texts are cut only as they are sent. */
class FlowEngine
{
public:
    enum Outcome { PausedBetweenSteps, PausedForTools, Failed, Completed };

    explicit FlowEngine(const FlowCall &call);

    void plan();

    EventScript takeScript() { return std::move(m_script); }
    Outcome outcome() const { return m_outcome; }
    QJsonValue result() const { return m_result; }
    QJsonObject toolPause() const { return m_toolPause; }
    int durationMs() const { return m_durationMs; }

private:
    struct Place {
        EventScript *script;
        int index;          // of the step, in the flow
        int loopIndex = -1; // -1: not in a loop
    };
    struct Output {
        QJsonValue value;
        QString text;
        bool isText = false;
    };

    void planNode(const FlowNode &node, int fromIndex);
    void planParallel(const FlowNode &node, int fromIndex);
    void planLoop(const FlowNode &node, int fromIndex);
    bool planStep(const StepDefinition &step, const Place &place);
    void planToolPause(const StepDefinition &step, const Place &place, const ToolRound &round);
    void planFailure(const StepDefinition &step, const Place &place, const StepFailure &failure);
    void planOutput(const StepDefinition &step, const Place &place, const Output &output);
    void planPause(const FlowNode &node);
    void planCompletion();

    bool fails(const StepFailure &failure) const;
    Output outputOf(const StepDefinition &step) const;
    QJsonValue inputOf(const StepDefinition &step) const;
    QJsonObject toolMessageOf(const ToolRound &round, QJsonArray *calls) const;
    MockEvent event(const QString &name, QJsonObject payload, double delayMs = 0) const;
    std::shared_ptr<StepRecord> record(const StepDefinition &step, const Place &place, StepRecord::Status status) const;

    FlowCall m_call;
    TemplateScope m_scope;
    EventScript m_script;
    Outcome m_outcome = Completed;
    Output m_last;
    QString m_lastStepId;
    QJsonValue m_result;
    QJsonObject m_toolPause;
    int m_completed = 0;
    int m_durationMs = 0;
    double m_tokens = 0;
    bool m_ended = false;
};

} // namespace mock
