// SPDX-License-Identifier: MIT
// A conversation is checked before it is sent: whose turn each entry is, and that tools are answered by name.
#include "validation_p.h"

#include "wiretext_p.h"

namespace NoukaiWire
{

namespace
{

using L1 = QLatin1StringView;

bool isAbsent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

// What one call of an assistant's entry lacks; empty when nothing.
QString missingCallMember(const QJsonValue &call)
{
    if (call[L1("id")].toString().isEmpty())
        return QStringLiteral("id");
    if (call[L1("function")][L1("name")].toString().isEmpty())
        return QStringLiteral("function.name");
    return {};
}

QString toolCallsMistake(const QJsonValue &calls, qsizetype index)
{
    if (isAbsent(calls))
        return {};
    if (!calls.isArray())
        return WireText::tr("messages[%1].toolCalls must be a list.").arg(index);
    const QJsonArray list = calls.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString missing = missingCallMember(list[i]);
        if (!missing.isEmpty()) {
            return WireText::tr("messages[%1].toolCalls[%2] has no %3.")
                .arg(QString::number(index), QString::number(i), missing);
        }
    }
    return {};
}

QString messageMistake(const QJsonValue &message, qsizetype index)
{
    if (!message.isObject())
        return WireText::tr("messages[%1] must be an object.").arg(index);
    const QString role = message[L1("role")].toString();
    const QJsonValue content = message[L1("content")];
    const QJsonValue calls = message[L1("toolCalls")];
    if (!isAbsent(content) && !content.isString() && !content.isArray())
        return WireText::tr("messages[%1].content must be a text.").arg(index);
    if (isAbsent(content) && (role != L1("assistant") || isAbsent(calls)))
        return WireText::tr("messages[%1] has no content.").arg(index);
    if (role != L1("assistant") && !isAbsent(calls))
        return WireText::tr("messages[%1]: only an assistant calls tools.").arg(index);
    if (role == L1("tool") && message[L1("toolCallId")].toString().isEmpty())
        return WireText::tr("messages[%1] must have the toolCallId of the call that it answers.").arg(index);
    const QJsonValue name = message[L1("name")];
    if (!isAbsent(name) && !name.isString())
        return WireText::tr("messages[%1].name must be a text.").arg(index);
    return toolCallsMistake(calls, index);
}

} // namespace

NoukaiError checkMessages(const QJsonArray &messages)
{
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const QString role = messages[i][L1("role")].toString();
        if (messages[i].isObject() && role != L1("user") && role != L1("assistant") && role != L1("tool")) {
            return configurationError(WireText::tr("messages[%1].role must be “user”, “assistant” or “tool”, not “%2”.")
                                          .arg(QString::number(i), shown(role)),
                                      QStringLiteral("MESSAGES_ROLE_INVALID"));
        }
        const QString mistake = messageMistake(messages[i], i);
        if (!mistake.isEmpty())
            return configurationError(mistake);
    }
    return {};
}

} // namespace NoukaiWire
