// SPDX-License-Identifier: MIT
#pragma once

// Core's values in QML. Each gadget is a value type; where it has enumerations, a name in capitals gives access to
// them ("NoukaiError.RateLimited"), which a value type alone does not.

#include <Noukai/noukaierror.h>
#include <Noukai/noukaievents.h>
#include <Noukai/noukailogentry.h>
#include <Noukai/noukairesult.h>
#include <Noukai/noukairuntrace.h>
#include <Noukai/noukaisession.h>
#include <Noukai/noukaitoolcall.h>
#include <Noukai/noukaiusage.h>

#include <QtQml/qqml.h>

struct NoukaiErrorForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiError)
    QML_VALUE_TYPE(noukaiError)
};

struct NoukaiTokensForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiTokens)
    QML_VALUE_TYPE(noukaiTokens)
};

struct NoukaiUsageForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiUsage)
    QML_VALUE_TYPE(noukaiUsage)
};

struct NoukaiToolCallForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiToolCall)
    QML_VALUE_TYPE(noukaiToolCall)
};

struct NoukaiToolCallListForeign {
    Q_GADGET
    QML_FOREIGN(QList<NoukaiToolCall>)
    QML_ANONYMOUS
    QML_SEQUENTIAL_CONTAINER(NoukaiToolCall)
};

struct NoukaiLogEntryForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiLogEntry)
    QML_VALUE_TYPE(noukaiLogEntry)
};

struct NoukaiEventForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiEvent)
    QML_VALUE_TYPE(noukaiEvent)
};

struct NoukaiRunStartedForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRunStarted)
    QML_VALUE_TYPE(noukaiRunStarted)
};

struct NoukaiStepStartedForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepStarted)
    QML_VALUE_TYPE(noukaiStepStarted)
};

struct NoukaiStepInputForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepInput)
    QML_VALUE_TYPE(noukaiStepInput)
};

struct NoukaiStepOutputForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepOutput)
    QML_VALUE_TYPE(noukaiStepOutput)
};

struct NoukaiStepCompletedForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepCompleted)
    QML_VALUE_TYPE(noukaiStepCompleted)
};

struct NoukaiStepFailedForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepFailed)
    QML_VALUE_TYPE(noukaiStepFailed)
};

struct NoukaiStepPausedForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepPaused)
    QML_VALUE_TYPE(noukaiStepPaused)
};

struct NoukaiToolCallsRequiredForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiToolCallsRequired)
    QML_VALUE_TYPE(noukaiToolCallsRequired)
};

struct NoukaiFlowCompletedForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiFlowCompleted)
    QML_VALUE_TYPE(noukaiFlowCompleted)
};

struct NoukaiUnknownEventForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiUnknownEvent)
    QML_VALUE_TYPE(noukaiUnknownEvent)
};

struct NoukaiResultForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiResult)
    QML_VALUE_TYPE(noukaiResult)
};

struct NoukaiRunSummaryForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRunSummary)
    QML_VALUE_TYPE(noukaiRunSummary)
};

struct NoukaiStepTraceForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiStepTrace)
    QML_VALUE_TYPE(noukaiStepTrace)
};

struct NoukaiStepTraceListForeign {
    Q_GADGET
    QML_FOREIGN(QList<NoukaiStepTrace>)
    QML_ANONYMOUS
    QML_SEQUENTIAL_CONTAINER(NoukaiStepTrace)
};

struct NoukaiRunTraceForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiRunTrace)
    QML_VALUE_TYPE(noukaiRunTrace)
};

struct NoukaiSessionStepForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiSessionStep)
    QML_VALUE_TYPE(noukaiSessionStep)
};

struct NoukaiSessionStepListForeign {
    Q_GADGET
    QML_FOREIGN(QList<NoukaiSessionStep>)
    QML_ANONYMOUS
    QML_SEQUENTIAL_CONTAINER(NoukaiSessionStep)
};

struct NoukaiSessionExecutionForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiSessionExecution)
    QML_VALUE_TYPE(noukaiSessionExecution)
};

struct NoukaiSessionExecutionListForeign {
    Q_GADGET
    QML_FOREIGN(QList<NoukaiSessionExecution>)
    QML_ANONYMOUS
    QML_SEQUENTIAL_CONTAINER(NoukaiSessionExecution)
};

struct NoukaiSessionForeign {
    Q_GADGET
    QML_FOREIGN(NoukaiSession)
    QML_VALUE_TYPE(noukaiSession)
};

// The enumerations, under names of their own.

class NoukaiErrorEnums : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NoukaiError)
    QML_UNCREATABLE("A NoukaiError is a value; this gives its kinds.")
    QML_EXTENDED_NAMESPACE(NoukaiError)
};

class NoukaiEventEnums : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NoukaiEvent)
    QML_UNCREATABLE("A NoukaiEvent is a value; this gives its types.")
    QML_EXTENDED_NAMESPACE(NoukaiEvent)
};

class NoukaiLogEntryEnums : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(NoukaiLogEntry)
    QML_UNCREATABLE("A NoukaiLogEntry is a value; this gives its phases.")
    QML_EXTENDED_NAMESPACE(NoukaiLogEntry)
};
