// SPDX-License-Identifier: MIT
#include "callreader.h"

#include "toolmessages.h"

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

constexpr qsizetype MaximumAttachments = 10;

std::optional<Refusal> refuse(const QString &code, const QString &message, int status = 400)
{
    return Refusal{status, code, message};
}

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

// The members that hold an object or nothing.
std::optional<Refusal> checkObjects(const QJsonObject &body, std::initializer_list<QLatin1StringView> members)
{
    for (const QLatin1StringView member : members) {
        if (!isAbsent(body.value(member)) && !body.value(member).isObject())
            return refuse(u"INVALID_REQUEST"_s, u"%1 must be an object."_s.arg(member), 422);
    }
    return {};
}

std::optional<Refusal> checkInputs(const QJsonObject &body, const FlowDefinition &flow)
{
    if (auto refusal =
            checkObjects(body, {"parameters"_L1, "inputOverrides"_L1, "blockOverrides"_L1, "accumulatedOutputs"_L1}))
        return refusal;
    if (body.value("parameters"_L1).toObject().contains("attachments"_L1))
        return refuse(u"PARAMETER_NAME_RESERVED"_s, u"A parameter cannot be called \"attachments\"."_s);
    const QJsonValue attachments = body.value("attachments"_L1);
    if (!isAbsent(attachments) && !attachments.isArray())
        return refuse(u"INVALID_REQUEST"_s, u"attachments must be a list."_s, 422);
    if (attachments.toArray().size() > MaximumAttachments)
        return refuse(u"INVALID_REQUEST"_s, u"More than 10 attachments."_s, 422);
    const QJsonArray list = attachments.toArray();
    for (const QJsonValue &attachment : list) {
        if (!attachment.toObject().value("url"_L1).toString().startsWith("https://"_L1))
            return refuse(u"INVALID_REQUEST"_s, u"An attachment's url must begin with https://."_s, 422);
    }
    return checkTools(body.value("tools"_L1), body.value("toolChoice"_L1), flow.toolsEnabled);
}

std::optional<Refusal> checkMessage(const QJsonObject &body, const FlowDefinition &flow)
{
    const QJsonValue message = body.value("message"_L1);
    if (!isAbsent(message) && !message.isString())
        return refuse(u"INVALID_REQUEST"_s, u"message must be text."_s, 422);
    if (flow.messageRequired && message.toString().isEmpty())
        return refuse(u"MISSING_MESSAGE"_s, u"This flow needs a message."_s);
    return {};
}

std::optional<Refusal> findRun(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                               CheckedCall *checked)
{
    const QString id = body.value("executionId"_L1).toString();
    checked->run = runs.find(id);
    if (!checked->run || checked->run->flow->identifier != flow->identifier)
        return refuse(u"EXECUTION_ID_INVALID"_s, u"There is no execution \"%1\" of this flow."_s.arg(id));
    if (checked->run->flow->revision != flow->revision)
        return refuse(u"STALE_TREE"_s, u"The flow has changed since this run began."_s, 409);
    checked->call.isFirst = false;
    checked->call.executionId = id;
    return {};
}

void takeCommon(const QJsonObject &body, FlowCall *call)
{
    call->parameters = body.value("parameters"_L1).toObject();
    call->blockOverrides = body.value("blockOverrides"_L1).toObject();
    call->message = body.value("message"_L1);
    call->trace = body.value("trace"_L1).toBool();
    call->withTools = !body.value("tools"_L1).toArray().isEmpty() && body.value("toolChoice"_L1) != "none"_L1;
    call->outputs = body.value("accumulatedOutputs"_L1).toObject();
    const QJsonObject overrides = body.value("inputOverrides"_L1).toObject();
    for (auto it = overrides.begin(); it != overrides.end(); ++it)
        call->outputs.insert(it.key(), it.value());
}

// The message and the parameters come with the first call only, so the run remembers them.
void takeFromRun(CheckedCall *checked)
{
    if (!checked->run)
        return;
    if (isAbsent(checked->call.message))
        checked->call.message = checked->run->message;
    if (checked->call.parameters.isEmpty())
        checked->call.parameters = checked->run->parameters;
}

std::optional<Refusal> checkOutputs(const FlowCall &call)
{
    const QStringList needed = call.flow->stepIdsBefore(call.stepIndex);
    for (const QString &stepId : needed) {
        if (!call.outputs.contains(stepId))
            return refuse(u"INVALID_STEP_INDEX"_s,
                          u"Step %1 needs the output of \"%2\"."_s.arg(call.stepIndex).arg(stepId));
    }
    return {};
}

std::optional<Refusal> checkFirstStepCall(const QJsonObject &body, const FlowCall &call)
{
    if (call.stepIndex != 0)
        return refuse(u"INVALID_FIRST_CALL"_s, u"Without an executionId a run begins at step 0."_s);
    if (!body.value("accumulatedOutputs"_L1).toObject().isEmpty())
        return refuse(u"INVALID_FIRST_CALL"_s, u"A run begins without outputs."_s);
    if (!isAbsent(body.value("toolCallMessages"_L1)))
        return refuse(u"INVALID_FIRST_CALL"_s, u"A run begins without results of tools."_s);
    return checkMessage(body, *call.flow);
}

std::optional<Refusal> checkLaterStepCall(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                                          CheckedCall *checked)
{
    if (auto refusal = findRun(flow, runs, body, checked))
        return refusal;
    if (auto refusal = checkOutputs(checked->call))
        return refusal;
    if (isAbsent(body.value("toolCallMessages"_L1)))
        return {};
    if (flow->stepAt(checked->call.stepIndex)->toolRounds.isEmpty())
        return refuse(u"PAUSED_STEP_INVALID"_s, u"Step %1 has not asked for a tool."_s.arg(checked->call.stepIndex));
    checked->call.withTools = true;
    return readToolAnswers(body.value("toolCallMessages"_L1), body.value("iterationsUsed"_L1), &checked->call);
}

// Execute takes a conversation in place of a message; its last entry is the current turn.
std::optional<Refusal> takeMessages(const QJsonObject &body, FlowCall *call)
{
    const QJsonValue messages = body.value("messages"_L1);
    if (isAbsent(messages))
        return checkMessage(body, *call->flow);
    if (!messages.isArray() || messages.toArray().isEmpty())
        return refuse(u"INVALID_REQUEST"_s, u"messages must be a non-empty list."_s, 422);
    if (!isAbsent(body.value("message"_L1)))
        return refuse(u"INVALID_REQUEST"_s, u"Send message or messages, not both."_s, 422);
    if (auto refusal = checkRoles(messages.toArray()))
        return refusal;
    call->message = messages.toArray().last().toObject().value("content"_L1);
    return {};
}

std::optional<Refusal> readExecuteResume(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                                         CheckedCall *checked)
{
    if (auto refusal = findRun(flow, runs, body, checked))
        return refusal;
    if (!isAbsent(body.value("message"_L1)) || !isAbsent(body.value("messages"_L1)))
        return refuse(u"INVALID_REQUEST"_s, u"A resumed run takes no message."_s, 422);
    const QString paused = body.value("pausedAtStep"_L1).toString();
    int index = 0;
    while (index < flow->stepCount && flow->stepAt(index)->id != paused)
        ++index;
    if (index == flow->stepCount || flow->stepAt(index)->toolRounds.isEmpty())
        return refuse(u"PAUSED_STEP_INVALID"_s, u"No run of this flow pauses at \"%1\"."_s.arg(paused));
    checked->call.stepIndex = index;
    checked->call.withTools = true;
    if (auto refusal = checkOutputs(checked->call))
        return refusal;
    return readToolAnswers(body.value("toolCallMessages"_L1), body.value("iterationsUsed"_L1), &checked->call);
}

} // namespace

std::optional<Refusal> readStepCall(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                                    CheckedCall *checked)
{
    FlowCall &call = checked->call;
    call.flow = flow;
    const QJsonValue index = body.value("stepIndex"_L1);
    call.stepIndex = index.toInt(-1);
    if (!index.isDouble() || call.stepIndex < 0 || call.stepIndex >= flow->stepCount)
        return refuse(u"INVALID_STEP_INDEX"_s, u"stepIndex must be from 0 to %1."_s.arg(flow->stepCount - 1));
    if (auto refusal = checkInputs(body, *flow))
        return refusal;
    takeCommon(body, &call);
    call.runRemaining = body.value("runRemaining"_L1).toBool();
    auto refusal = isAbsent(body.value("executionId"_L1)) ? checkFirstStepCall(body, call)
                                                          : checkLaterStepCall(flow, runs, body, checked);
    takeFromRun(checked);
    return refusal;
}

std::optional<Refusal> readExecuteCall(const FlowPointer &flow, const RunStore &runs, const QJsonObject &body,
                                       bool isJob, CheckedCall *checked)
{
    FlowCall &call = checked->call;
    call.flow = flow;
    if (auto refusal = checkInputs(body, *flow))
        return refusal;
    takeCommon(body, &call);
    call.runRemaining = true;
    if (isJob && !body.value("tools"_L1).toArray().isEmpty())
        return refuse(u"TOOLS_REQUIRE_SYNC_EXECUTE"_s, u"A queued run cannot call tools."_s);
    if (isJob || isAbsent(body.value("executionId"_L1)))
        return takeMessages(body, &call);
    auto refusal = readExecuteResume(flow, runs, body, checked);
    takeFromRun(checked);
    return refusal;
}

} // namespace mock
