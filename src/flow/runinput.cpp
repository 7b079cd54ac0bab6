// SPDX-License-Identifier: MIT
#include "runinput_p.h"

#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"

using namespace NoukaiWire;

StepRequest RunInput::stepRequest(int stepIndex, bool isFirst) const
{
    StepRequest request;
    request.stepIndex = stepIndex;
    request.inputOverrides = inputOverrides;
    request.blockOverrides = blockOverrides;
    request.runRemaining = runRemaining;
    request.trace = trace;
    request.tools = tools;
    request.toolChoice = toolChoice;
    if (isFirst) {
        request.message = message;
        request.parameters = parameters;
        request.attachments = attachments;
    }
    return request;
}

ExecuteRequest RunInput::executeRequest(bool isFirst) const
{
    ExecuteRequest request;
    request.blockOverrides = blockOverrides;
    request.trace = trace;
    request.tools = tools;
    request.toolChoice = toolChoice;
    if (isFirst) {
        request.message = message;
        request.messages = messages;
        request.parameters = parameters;
        request.attachments = attachments;
    }
    return request;
}

RunInput RunInput::fromBody(std::string_view body)
{
    const auto isOf = [](std::string_view quoted, std::string_view key) {
        return quoted.size() == key.size() + 2 && quoted.substr(1, key.size()) == key;
    };
    RunInput input;
    for (const auto &[key, text] : jsonMembers(body)) {
        if (isOf(key, "accumulatedOutputs") || isOf(key, "toolCallMessages"))
            continue;
        const QJsonValue value = fromJsonText(QByteArray(text.data(), qsizetype(text.size())));
        if (isOf(key, "message"))
            input.message = value.toString();
        else if (isOf(key, "messages"))
            input.messages = value.toArray();
        else if (isOf(key, "parameters"))
            input.parameters = value.toObject();
        else if (isOf(key, "attachments"))
            input.attachments = value.toArray();
        else if (isOf(key, "inputOverrides"))
            input.inputOverrides = value.toObject();
        else if (isOf(key, "blockOverrides"))
            input.blockOverrides = value.toObject();
        else if (isOf(key, "tools"))
            input.tools = value.toArray();
        else if (isOf(key, "toolChoice"))
            input.toolChoice = value;
        else if (isOf(key, "runRemaining"))
            input.runRemaining = value.toBool();
        else if (isOf(key, "trace"))
            input.trace = value.toBool();
    }
    return input;
}

bool operator==(const RunInput &a, const RunInput &b)
{
    return a.identifier == b.identifier && a.version == b.version && a.sessionId == b.sessionId &&
           a.sessionId.isNull() == b.sessionId.isNull() && a.message == b.message && a.messages == b.messages &&
           a.parameters == b.parameters && a.attachments == b.attachments && a.inputOverrides == b.inputOverrides &&
           a.blockOverrides == b.blockOverrides && a.tools == b.tools && a.toolChoice == b.toolChoice &&
           a.runRemaining == b.runRemaining && a.trace == b.trace && a.executes == b.executes;
}
