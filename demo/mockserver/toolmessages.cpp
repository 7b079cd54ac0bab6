// SPDX-License-Identifier: MIT
#include "toolmessages.h"

#include "jsontext.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

constexpr qsizetype MaximumTools = 64;
constexpr qsizetype MaximumMessages = 1024 * 1024; // bytes

std::optional<Refusal> refuse(const QString &code, const QString &message)
{
    return Refusal{400, code, message};
}

// The published SDK's documentation answers a call with {tool_call_id, output}, without a role.
bool isShortAnswer(const QJsonObject &message)
{
    return !message.contains("role"_L1) && message.value("tool_call_id"_L1).isString() && message.contains("output"_L1);
}

bool isToolMessage(const QJsonObject &message)
{
    return message.value("role"_L1) == "tool"_L1 || isShortAnswer(message);
}

std::optional<Refusal> checkTool(const QJsonValue &tool, QSet<QString> *names)
{
    static const QRegularExpression valid(u"^[A-Za-z0-9_-]{1,64}$"_s);
    const QJsonObject function = tool.toObject().value("function"_L1).toObject();
    if (tool.toObject().value("type"_L1) != "function"_L1 || !function.value("name"_L1).isString())
        return refuse(u"TOOLS_INVALID"_s, u"Each tool must be {type: \"function\", function: {name, …}}."_s);
    const QString name = function.value("name"_L1).toString();
    if (!valid.match(name).hasMatch())
        return refuse(u"TOOL_NAME_INVALID"_s, u"\"%1\" cannot be the name of a tool."_s.arg(name));
    if (names->contains(name))
        return refuse(u"TOOLS_INVALID"_s, u"The tool \"%1\" is declared twice."_s.arg(name));
    names->insert(name);
    return {};
}

// The calls of one assistant message and the answers that follow it.
struct Round {
    QStringList ids;
    QHash<QString, QString> names;
    QString key;
    QSet<QString> answered;

    bool isComplete() const { return answered.size() == ids.size(); }
};

Round roundOf(const QJsonObject &message)
{
    Round round;
    const bool camel = message.contains("toolCalls"_L1);
    round.key = camel ? u"toolCallId"_s : u"tool_call_id"_s;
    const QJsonArray calls = message.value(camel ? "toolCalls"_L1 : "tool_calls"_L1).toArray();
    for (const QJsonValue &call : calls) {
        const QString id = call.toObject().value("id"_L1).toString();
        round.ids.append(id);
        round.names.insert(id, call.toObject().value("function"_L1).toObject().value("name"_L1).toString());
    }
    return round;
}

std::optional<Refusal> takeAnswer(const QJsonObject &message, Round *round, QJsonObject *answers)
{
    const QString id = message.value(round->key).toString();
    const QJsonValue content = message.value(isShortAnswer(message) ? "output"_L1 : "content"_L1);
    if (id.isEmpty())
        return refuse(u"TOOL_RESULTS_MISMATCH"_s, u"A tool's result must carry \"%1\"."_s.arg(round->key));
    if (!round->ids.contains(id))
        return refuse(u"TOOL_RESULTS_MISMATCH"_s, u"There is no tool call \"%1\" to answer."_s.arg(id));
    if (round->answered.contains(id))
        return refuse(u"TOOL_RESULTS_MISMATCH"_s, u"The tool call \"%1\" is answered twice."_s.arg(id));
    if (!content.isString())
        return refuse(u"TOOL_RESULTS_MISMATCH"_s, u"The result of \"%1\" must be text."_s.arg(id));
    round->answered.insert(id);
    answers->insert(round->names.value(id), content);
    return {};
}

} // namespace

std::optional<Refusal> checkTools(const QJsonValue &tools, const QJsonValue &choice, bool enabled)
{
    if (tools.isUndefined() || tools.isNull())
        return {};
    if (!tools.isArray() || tools.toArray().size() > MaximumTools)
        return refuse(u"TOOLS_INVALID"_s, u"tools must be a list of at most 64 definitions."_s);
    if (!enabled && !tools.toArray().isEmpty())
        return refuse(u"TOOLS_NOT_ENABLED"_s, u"This flow has no step that may call tools."_s);
    QSet<QString> names;
    const QJsonArray list = tools.toArray();
    for (const QJsonValue &tool : list) {
        if (auto refusal = checkTool(tool, &names))
            return refusal;
    }
    static const QStringList words{u"auto"_s, u"none"_s, u"required"_s};
    const QString chosen = choice.toObject().value("function"_L1).toObject().value("name"_L1).toString();
    if (!choice.isUndefined() && !choice.isNull() && !words.contains(choice.toString()) && !names.contains(chosen))
        return refuse(u"TOOLS_INVALID"_s, u"toolChoice is neither auto, none, required nor a declared function."_s);
    return {};
}

std::optional<Refusal> checkRoles(const QJsonArray &messages)
{
    static const QStringList roles{u"user"_s, u"assistant"_s, u"tool"_s};
    for (const QJsonValue &message : messages) {
        if (!isShortAnswer(message.toObject()) && !roles.contains(message.toObject().value("role"_L1).toString()))
            return refuse(u"MESSAGES_ROLE_INVALID"_s, u"A message's role must be user, assistant or tool."_s);
    }
    if (toJson(messages).size() > MaximumMessages)
        return refuse(u"MESSAGES_TOO_LARGE"_s, u"The messages are larger than 1 MB."_s);
    return {};
}

std::optional<Refusal> readToolAnswers(const QJsonValue &messages, const QJsonValue &iterationsUsed, FlowCall *call)
{
    if (!messages.isArray())
        return refuse(u"TOOL_RESULTS_MISMATCH"_s, u"toolCallMessages must be a list of messages."_s);
    call->toolMessages = messages.toArray();
    if (auto refusal = checkRoles(call->toolMessages))
        return refusal;
    Round round;
    for (const QJsonValue &value : std::as_const(call->toolMessages)) {
        const QJsonObject message = value.toObject();
        if (isToolMessage(message)) {
            if (auto refusal = takeAnswer(message, &round, &call->toolAnswers))
                return refusal;
            continue;
        }
        if (!round.isComplete())
            break;
        round = roundOf(message);
        call->toolRounds += round.ids.isEmpty() ? 0 : 1;
    }
    if (call->toolRounds == 0 || !round.isComplete())
        return refuse(u"TOOL_RESULTS_MISMATCH"_s, u"Not every tool call has a result."_s);
    if (call->toolRounds > call->flow->toolIterationLimit)
        return refuse(u"TOOL_ITERATION_LIMIT"_s,
                      u"More than %1 rounds of tool calls."_s.arg(call->flow->toolIterationLimit));
    if (iterationsUsed.toInt(-1) != call->toolRounds)
        return refuse(u"TOOL_RESULTS_MISMATCH"_s,
                      u"iterationsUsed must be %1, as the pause said."_s.arg(call->toolRounds));
    return {};
}

} // namespace mock
