// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <optional>
#include <utility>
#include <vector>

namespace NoukaiWire
{

// A step's output as the JSON text it arrived in, so that it goes back to the server byte for byte.
using RawOutputs = std::vector<std::pair<QString, QByteArray>>;

// One POST …/step, as compact JSON. Members that are absent are left out of the JSON, not sent as null.
struct StepRequest {
    QString executionId; // empty: absent
    int stepIndex = 0;
    RawOutputs accumulatedOutputs;
    std::optional<QString> message; // first call only, like parameters and attachments
    QJsonObject parameters;         // empty: absent
    QJsonArray attachments;         // empty: absent
    QJsonObject inputOverrides;     // empty: absent
    QJsonObject blockOverrides;     // empty: absent
    bool runRemaining = false;      // false: absent
    bool trace = false;             // false: absent
    QJsonArray tools;               // empty: absent
    QJsonValue toolChoice = QJsonValue::Undefined;
    QByteArray toolCallMessages; // a JSON array's text; empty: absent
    int iterationsUsed = -1;     // -1: absent
};
NOUKAI_INTERNAL_EXPORT QByteArray encodeStepRequest(const StepRequest &request);

// One POST …/execute, or the same to a relay. A first call has message or messages and what goes with them; a call that
// answers a tool pause has an execution id instead.
struct ExecuteRequest {
    std::optional<QString> message;
    QJsonArray messages;        // empty: absent
    QJsonObject parameters;     // empty: absent
    QJsonObject blockOverrides; // empty: absent
    QJsonArray attachments;     // empty: absent
    bool trace = false;         // false: absent
    QJsonArray tools;           // empty: absent
    QJsonValue toolChoice = QJsonValue::Undefined;
    QString executionId; // empty: a first call
    QString pausedAtStep;
    int iterationsUsed = -1;
    QByteArray toolCallMessages; // a JSON array's text
    RawOutputs accumulatedOutputs;
};
NOUKAI_INTERNAL_EXPORT QByteArray encodeExecuteRequest(const ExecuteRequest &request);

// The raw JSON text of an event's large member, without converting it.
NOUKAI_INTERNAL_EXPORT QByteArray rawOutput(const NoukaiStepCompleted &event);
NOUKAI_INTERNAL_EXPORT QByteArray rawToolCallMessages(const NoukaiToolCallsRequired &event);

} // namespace NoukaiWire
