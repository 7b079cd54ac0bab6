// SPDX-License-Identifier: MIT
#include "noukaisession.h"

#include "jsonmember_p.h"

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

/*!
    \property NoukaiSessionStep::stepId
    \brief The step's id within its flow.
*/
QString NoukaiSessionStep::stepId() const
{
    return textMember(m_json, "stepId"_L1);
}

/*!
    \property NoukaiSessionStep::attempt
    \brief Which attempt at the step this was, 1 for the first.
*/
int NoukaiSessionStep::attempt() const
{
    return smallCountMember(m_json, "attempt"_L1);
}

/*!
    \property NoukaiSessionStep::loopIndex
    \brief In which round of a loop it ran, 0 for the first; -1 outside of loops.
*/
int NoukaiSessionStep::loopIndex() const
{
    return smallCountMember(m_json, "loopIndex"_L1);
}

/*!
    \property NoukaiSessionStep::status
    \brief The server's word for how the step stood: \c running, \c completed, \c failed or \c skipped.
*/
QString NoukaiSessionStep::status() const
{
    return textMember(m_json, "status"_L1);
}

/*!
    \property NoukaiSessionStep::startedAt
    \brief When the step began, in UTC.
*/
QDateTime NoukaiSessionStep::startedAt() const
{
    return timeMember(m_json, "startedAt"_L1);
}

/*!
    \property NoukaiSessionStep::completedAt
    \brief When the step ended, in UTC.
*/
QDateTime NoukaiSessionStep::completedAt() const
{
    return timeMember(m_json, "completedAt"_L1);
}

/*!
    \property NoukaiSessionStep::durationMs
    \brief How long the step took, in milliseconds.
*/
qint64 NoukaiSessionStep::durationMs() const
{
    return countMember(m_json, "durationMs"_L1);
}

/*!
    \property NoukaiSessionStep::inputSnapshot
    \brief What went into the step; null unless the flow captures it.
*/
QJsonValue NoukaiSessionStep::inputSnapshot() const
{
    return m_json.value("inputSnapshot"_L1);
}

/*!
    \property NoukaiSessionStep::outputSnapshot
    \brief What came out of the step; null unless the flow captures it.
*/
QJsonValue NoukaiSessionStep::outputSnapshot() const
{
    return m_json.value("outputSnapshot"_L1);
}

/*!
    \property NoukaiSessionStep::errorSnapshot
    \brief Why the step failed; null unless it did and the flow captures it.
*/
QJsonValue NoukaiSessionStep::errorSnapshot() const
{
    return m_json.value("errorSnapshot"_L1);
}

/*!
    \property NoukaiSessionStep::truncated
    \brief Whether the server cut a snapshot because it was too long to keep.
*/
bool NoukaiSessionStep::truncated() const
{
    return m_json.value("truncated"_L1).toBool();
}

/*!
    \property NoukaiSessionStep::json
    \brief All that the server said about the attempt, members that this library does not know included.
*/
QJsonObject NoukaiSessionStep::json() const
{
    return m_json;
}

/*!
    \property NoukaiSessionExecution::executionId
    \brief The server's id of the run.
*/
QString NoukaiSessionExecution::executionId() const
{
    return textMember(m_json, "executionId"_L1);
}

/*!
    \property NoukaiSessionExecution::flowId
    \brief The server's id of the flow.
*/
QString NoukaiSessionExecution::flowId() const
{
    return textMember(m_json, "flowId"_L1);
}

/*!
    \property NoukaiSessionExecution::slug
    \brief The flow's slug without organization and project; empty when the flow was deleted since.
*/
QString NoukaiSessionExecution::slug() const
{
    return textMember(m_json, "slug"_L1);
}

/*!
    \property NoukaiSessionExecution::triggerType
    \brief How the run was begun: \c execute, \c step or \c job.
*/
QString NoukaiSessionExecution::triggerType() const
{
    return textMember(m_json, "triggerType"_L1);
}

/*!
    \property NoukaiSessionExecution::status
    \brief The server's word for how the run stood, such as \c completed or \c failed.
*/
QString NoukaiSessionExecution::status() const
{
    return textMember(m_json, "status"_L1);
}

/*!
    \property NoukaiSessionExecution::startedAt
    \brief When the run began, in UTC.
*/
QDateTime NoukaiSessionExecution::startedAt() const
{
    return timeMember(m_json, "startedAt"_L1);
}

/*!
    \property NoukaiSessionExecution::completedAt
    \brief When the run ended, in UTC.
*/
QDateTime NoukaiSessionExecution::completedAt() const
{
    return timeMember(m_json, "completedAt"_L1);
}

/*!
    \property NoukaiSessionExecution::traceCaptureMode
    \brief What was kept of inputs and outputs: \c full, \c redacted, \c metadata_only or \c off.
*/
QString NoukaiSessionExecution::traceCaptureMode() const
{
    return textMember(m_json, "traceCaptureMode"_L1);
}

/*!
    \property NoukaiSessionExecution::snapshotsAvailable
    \brief Whether enough was kept to replay the run.
*/
bool NoukaiSessionExecution::snapshotsAvailable() const
{
    return m_json.value("snapshotsAvailable"_L1).toBool();
}

/*!
    \property NoukaiSessionExecution::errorAtStep
    \brief The id of the step at which the run failed, empty when it did not.
*/
QString NoukaiSessionExecution::errorAtStep() const
{
    return textMember(m_json, "errorAtStep"_L1);
}

/*!
    \property NoukaiSessionExecution::steps
    \brief Every attempt at every step, in the order in which they ran.
*/
QList<NoukaiSessionStep> NoukaiSessionExecution::steps() const
{
    return m_steps;
}

/*!
    \property NoukaiSessionExecution::json
    \brief All that the server said about the run, members that this library does not know included.
*/
QJsonObject NoukaiSessionExecution::json() const
{
    return m_json;
}

/*!
    \property NoukaiSession::sessionId
    \brief The session's id, a UUID.
*/
QString NoukaiSession::sessionId() const
{
    return m_sessionId;
}

/*!
    \property NoukaiSession::executions
    \brief The session's runs in the server's order, which is that of their beginnings.
*/
QList<NoukaiSessionExecution> NoukaiSession::executions() const
{
    return m_executions;
}
