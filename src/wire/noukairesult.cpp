// SPDX-License-Identifier: MIT
#include "noukairesult.h"

#include "wiretext_p.h"

using L1 = QLatin1StringView;

NoukaiResult NoukaiResult::fromJson(const QJsonObject &answer)
{
    NoukaiResult result;
    result.m_json = answer;
    return result;
}

/*!
    \property NoukaiResult::status
    \brief The server's word for how the run stands: \c completed or \c failed.
*/
QString NoukaiResult::status() const
{
    return m_json.value(L1("status")).toString();
}

/*!
    \property NoukaiResult::result
    \brief What the flow gave: any JSON. Undefined when the server gave nothing.
*/
QJsonValue NoukaiResult::result() const
{
    return m_json.value(L1("result"));
}

/*!
    \property NoukaiResult::flowId
    \brief The server's id of the flow, empty when unknown.
*/
QString NoukaiResult::flowId() const
{
    return m_json.value(L1("flowId")).toString();
}

/*!
    \property NoukaiResult::blockCount
    \brief How many blocks the flow has, or -1 when unknown.
*/
int NoukaiResult::blockCount() const
{
    return m_json.value(L1("blockCount")).toInt(-1);
}

/*!
    \property NoukaiResult::executionId
    \brief The server's id of the run, by which its trace can be read. Empty when unknown.
*/
QString NoukaiResult::executionId() const
{
    return m_json.value(L1("executionId")).toString();
}

/*!
    \property NoukaiResult::json
    \brief The whole answer as it came.
*/
QJsonObject NoukaiResult::json() const
{
    return m_json;
}

/*!
    Returns the error that a run which \l status calls failed ended with, in the server's words where it gave any. It is
    of kind Execution.
*/
NoukaiError NoukaiResult::failure() const
{
    QJsonValue told = m_json.value(L1("error"));
    if (told.isUndefined() || told.isNull())
        told = result()[L1("error")];
    const QString message = told.isString() ? told.toString() : told[L1("message")].toString();
    NoukaiError error(NoukaiError::Execution,
                      message.isEmpty() ? NoukaiWire::WireText::tr("The flow failed.") : message,
                      told[L1("code")].toString());
    error.setExecutionId(executionId());
    return error;
}
