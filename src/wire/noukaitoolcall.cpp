// SPDX-License-Identifier: MIT
#include "noukaitoolcall.h"

#include "jsontext_p.h"

#include <QtCore/QJsonObject>

/*!
    \fn NoukaiToolCall::NoukaiToolCall()
    Constructs a call without id and name.
*/

/*!
    \property NoukaiToolCall::id
    The server's id of the call; its result is sent under the same id.
*/

/*!
    \property NoukaiToolCall::name
    The name of the tool that the model wants called.
*/

/*!
    \property NoukaiToolCall::arguments
    The arguments as JSON, usually an object; undefined when the model's text could not be parsed.
*/

/*!
    \property NoukaiToolCall::argumentsText
    The arguments as text: as the model wrote them, or the compact JSON of \l arguments where they came as JSON.
*/

/*!
    Constructs a call with \a id of the tool \a name.

    The \a arguments are taken as the protocol carries them: a string is the JSON text of the arguments, any other
    value is the arguments themselves. Undefined and null mean that there are none.
*/
NoukaiToolCall::NoukaiToolCall(const QString &id, const QString &name, const QJsonValue &arguments)
    : m_id(id)
    , m_name(name)
{
    if (arguments.isString()) {
        m_argumentsText = arguments.toString();
        m_arguments = NoukaiWire::fromJsonText(m_argumentsText.toUtf8());
    } else if (!arguments.isUndefined() && !arguments.isNull()) {
        m_argumentsText = QString::fromUtf8(NoukaiWire::toJsonText(arguments));
        m_arguments = arguments;
    }
}

/*!
    Reads a call as the protocol writes it:
    \c {{"id": …, "type": "function", "function": {"name": …, "arguments": …}}}. What is missing in \a toolCall, or of
    another type, stays empty.
*/
NoukaiToolCall NoukaiToolCall::fromJson(const QJsonValue &toolCall)
{
    const QJsonObject object = toolCall.toObject();
    const QJsonObject function = object.value(QLatin1String("function")).toObject();
    return NoukaiToolCall(object.value(QLatin1String("id")).toString(),
                          function.value(QLatin1String("name")).toString(), function.value(QLatin1String("arguments")));
}

/*!
    \fn bool operator==(const NoukaiToolCall &a, const NoukaiToolCall &b)
    \relates NoukaiToolCall
    Returns \c true if \a a and \a b are the same call with the same arguments.
*/
bool operator==(const NoukaiToolCall &a, const NoukaiToolCall &b)
{
    return a.m_id == b.m_id && a.m_name == b.m_name && a.m_arguments == b.m_arguments &&
           a.m_argumentsText == b.m_argumentsText;
}
