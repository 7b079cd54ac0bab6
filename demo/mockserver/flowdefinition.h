// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

#include <memory>
#include <optional>

namespace mock
{

struct ToolCallScript {
    QString id;
    QString name;
    QJsonValue arguments;
};

/*! One round of tool calls a step asks for before it gives its output. */
struct ToolRound {
    QString content;
    QList<ToolCallScript> calls;
};

/*! "\a value, once rendered, equals or contains \a operand." */
struct StepCondition {
    QString value;
    QString operand;
    bool contains = false;
};

/*! A step's failure, and what has to be true for the step to succeed after all. */
struct StepFailure {
    QString code;
    QString message;
    QJsonObject details;
    QList<StepCondition> unless;
};

struct StepDefinition {
    QString id;
    QString name;
    QString model;
    QJsonValue input = QJsonValue::Undefined;
    QJsonValue output = QJsonValue::Undefined;
    QString text;      // a long text made once and shared by all runs; used instead of output
    QJsonArray chunks; // what step_output carries, where the script says so
    bool hasChunks = false;
    bool streamed = true; // text output arrives in chunks before step_completed
    int chunkCharacters = 24;
    int durationMs = 800;
    QJsonValue tokens = QJsonValue::Undefined;
    QJsonValue costUsd = QJsonValue::Undefined;
    QJsonObject block;
    std::optional<StepFailure> failure;
    QList<ToolRound> toolRounds;
    QString withoutTools;
    bool hasWithoutTools = false;
    int progress = 0; // step_progress events
};

/*! What one /step call runs: a step, several at once, or a loop over some. */
struct FlowNode {
    enum Kind { Single, Parallel, Loop };
    Kind kind = Single;
    QString id;
    QList<StepDefinition> steps;
    QJsonArray items; // a round of the loop for each
    int firstIndex = 0;

    int endIndex() const { return firstIndex + int(steps.size()); }
};

/*! Spellings in which the service's answers are known to differ. */
struct WireStyle {
    enum Names { Both, EventField, InsideJson };
    Names names = Both;
    bool nextStepIndex = true;
    QString startEvent = QStringLiteral("run_started");
    QString toolPauseEvent = QStringLiteral("step_paused_for_tool_calls");
    bool camelCaseToolCalls = false; // toolCalls/toolCallId instead of tool_calls/tool_call_id
    bool argumentsAsObject = false;
};

/*! New runs are refused so many times before one is let through. */
struct BusyRule {
    int refusals = 0;
    int retryAfterSeconds = 1;
    QString message;
};

struct FlowDefinition {
    QString identifier;
    QString slug;
    QString flowId;
    QString name;
    QString description;
    QString capture = QStringLiteral("full"); // full, redacted, metadata_only, off
    QList<FlowNode> nodes;
    QJsonValue result = QJsonValue::Undefined;
    QJsonValue summary = QJsonValue::Undefined;
    int stepCount = 0;
    int publishedVersion = 3;
    int toolIterationLimit = 10;
    bool messageRequired = true;
    bool toolsEnabled = true;
    BusyRule busy;
    WireStyle wire;
    QByteArray revision; // changes with the definition, so that a stale cursor is noticed
    QByteArray rawSse;   // served as it is instead of a script

    const FlowNode *nodeAt(int stepIndex) const;
    const StepDefinition *stepAt(int stepIndex) const;
    QStringList stepIdsBefore(int stepIndex) const;
};

using FlowPointer = std::shared_ptr<const FlowDefinition>;

} // namespace mock
