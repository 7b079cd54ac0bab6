// SPDX-License-Identifier: MIT
#include "noukairuntrace.h"

#include "jsonmember_p.h"

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

/*!
    \property NoukaiRunSummary::id
    \brief The server's id of the run, which is its execution id.
*/
QString NoukaiRunSummary::id() const
{
    return textMember(m_json, "id"_L1);
}

/*!
    \property NoukaiRunSummary::flowId
    \brief The server's id of the flow.
*/
QString NoukaiRunSummary::flowId() const
{
    return textMember(m_json, "flowId"_L1);
}

/*!
    \property NoukaiRunSummary::status
    \brief The server's word for how the run stands, such as \c pending, \c running, \c completed or \c failed.
*/
QString NoukaiRunSummary::status() const
{
    return textMember(m_json, "status"_L1);
}

/*!
    \property NoukaiRunSummary::triggerType
    \brief How the run was begun: \c execute, \c step or \c job.
*/
QString NoukaiRunSummary::triggerType() const
{
    return textMember(m_json, "triggerType"_L1);
}

/*!
    \property NoukaiRunSummary::startedAt
    \brief When the run began, in UTC.
*/
QDateTime NoukaiRunSummary::startedAt() const
{
    return timeMember(m_json, "startedAt"_L1);
}

/*!
    \property NoukaiRunSummary::completedAt
    \brief When the run ended, in UTC.
*/
QDateTime NoukaiRunSummary::completedAt() const
{
    return timeMember(m_json, "completedAt"_L1);
}

/*!
    \property NoukaiRunSummary::durationMs
    \brief How long the run took, in milliseconds.
*/
qint64 NoukaiRunSummary::durationMs() const
{
    return countMember(m_json, "durationMs"_L1);
}

/*!
    \property NoukaiRunSummary::stepCount
    \brief How many steps the flow has.
*/
int NoukaiRunSummary::stepCount() const
{
    return smallCountMember(m_json, "stepCount"_L1);
}

/*!
    \property NoukaiRunSummary::json
    \brief All that the server said about the run, members that this library does not know included.
*/
QJsonObject NoukaiRunSummary::json() const
{
    return m_json;
}

/*!
    \property NoukaiStepTrace::stepId
    \brief The step's id within its flow.
*/
QString NoukaiStepTrace::stepId() const
{
    return textMember(m_json, "stepId"_L1);
}

/*!
    \property NoukaiStepTrace::attempt
    \brief Which attempt at the step this was, 1 for the first.
*/
int NoukaiStepTrace::attempt() const
{
    return smallCountMember(m_json, "attempt"_L1);
}

/*!
    \property NoukaiStepTrace::loopIndex
    \brief In which round of a loop it ran, 0 for the first; -1 outside of loops.
*/
int NoukaiStepTrace::loopIndex() const
{
    return smallCountMember(m_json, "loopIndex"_L1);
}

/*!
    \property NoukaiStepTrace::status
    \brief The server's word for how the step stands: \c running, \c completed, \c failed or \c skipped.
*/
QString NoukaiStepTrace::status() const
{
    return textMember(m_json, "status"_L1);
}

/*!
    \property NoukaiStepTrace::startedAt
    \brief When the step began, in UTC.
*/
QDateTime NoukaiStepTrace::startedAt() const
{
    return timeMember(m_json, "startedAt"_L1);
}

/*!
    \property NoukaiStepTrace::completedAt
    \brief When the step ended, in UTC.
*/
QDateTime NoukaiStepTrace::completedAt() const
{
    return timeMember(m_json, "completedAt"_L1);
}

/*!
    \property NoukaiStepTrace::durationMs
    \brief How long the step took, in milliseconds.
*/
qint64 NoukaiStepTrace::durationMs() const
{
    return countMember(m_json, "durationMs"_L1);
}

/*!
    \property NoukaiStepTrace::modelUsed
    \brief The language model that ran the step, if one did.
*/
QString NoukaiStepTrace::modelUsed() const
{
    return textMember(m_json, "modelUsed"_L1);
}

/*!
    \property NoukaiStepTrace::tokens
    \brief The tokens that the step read and wrote.
*/
NoukaiTokens NoukaiStepTrace::tokens() const
{
    const QJsonObject tokens = m_json.value("tokens"_L1).toObject();
    return NoukaiTokens(countMember(tokens, "prompt"_L1), countMember(tokens, "completion"_L1),
                        countMember(tokens, "total"_L1));
}

/*!
    \property NoukaiStepTrace::costUsd
    \brief What the step cost, in US dollars: the exact text of a decimal number as the server wrote it.
*/
QString NoukaiStepTrace::costUsd() const
{
    return m_costUsd;
}

/*!
    \property NoukaiStepTrace::inputContext
    \brief What went into the step; null unless the flow captures it.
*/
QJsonValue NoukaiStepTrace::inputContext() const
{
    return m_json.value("inputContext"_L1);
}

/*!
    \property NoukaiStepTrace::outputContext
    \brief What came out of the step; null unless the flow captures it.
*/
QJsonValue NoukaiStepTrace::outputContext() const
{
    return m_json.value("outputContext"_L1);
}

/*!
    \property NoukaiStepTrace::errorContext
    \brief Why the step failed; null unless it did and the flow captures it.
*/
QJsonValue NoukaiStepTrace::errorContext() const
{
    return m_json.value("errorContext"_L1);
}

/*!
    \property NoukaiStepTrace::inputSizeBytes
    \brief The size of the whole input in bytes, also where inputContext was cut.
*/
qint64 NoukaiStepTrace::inputSizeBytes() const
{
    return countMember(m_json, "inputSizeBytes"_L1);
}

/*!
    \property NoukaiStepTrace::outputSizeBytes
    \brief The size of the whole output in bytes, also where outputContext was cut.
*/
qint64 NoukaiStepTrace::outputSizeBytes() const
{
    return countMember(m_json, "outputSizeBytes"_L1);
}

/*!
    \property NoukaiStepTrace::truncated
    \brief Whether the server cut a context because it was too long to keep.
*/
bool NoukaiStepTrace::truncated() const
{
    return m_json.value("truncated"_L1).toBool();
}

/*!
    \property NoukaiStepTrace::json
    \brief All that the server said about the attempt, members that this library does not know included.
*/
QJsonObject NoukaiStepTrace::json() const
{
    return m_json;
}

/*!
    \property NoukaiRunTrace::flowRun
    \brief The run as a whole.
*/
NoukaiRunSummary NoukaiRunTrace::flowRun() const
{
    return m_flowRun;
}

/*!
    \property NoukaiRunTrace::steps
    \brief The steps in the server's order, each with its latest attempt; of a loop's steps one for each round.
*/
QList<NoukaiStepTrace> NoukaiRunTrace::steps() const
{
    return m_steps;
}
