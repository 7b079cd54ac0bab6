// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitoolcall.h>

#include <QtCore/QByteArray>
#include <QtCore/QExplicitlySharedDataPointer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <utility>

struct NoukaiEventData;

/*!
    \class NoukaiTokens
    \inmodule Noukai
    \brief Token counts of one step as the server reported them; -1 where it did not.
*/
class NOUKAI_CORE_EXPORT NoukaiTokens
{
    Q_GADGET
    Q_PROPERTY(qint64 prompt READ prompt)
    Q_PROPERTY(qint64 completion READ completion)
    Q_PROPERTY(qint64 total READ total)

public:
    NoukaiTokens() = default;
    NoukaiTokens(qint64 prompt, qint64 completion, qint64 total)
        : m_prompt(prompt)
        , m_completion(completion)
        , m_total(total)
    {
    }

    qint64 prompt() const { return m_prompt; }
    qint64 completion() const { return m_completion; }
    qint64 total() const { return m_total; }
    bool isKnown() const { return m_prompt >= 0 || m_completion >= 0 || m_total >= 0; }

    friend bool operator==(const NoukaiTokens &a, const NoukaiTokens &b)
    {
        return a.m_prompt == b.m_prompt && a.m_completion == b.m_completion && a.m_total == b.m_total;
    }
    friend bool operator!=(const NoukaiTokens &a, const NoukaiTokens &b) { return !(a == b); }

private:
    qint64 m_prompt = -1;
    qint64 m_completion = -1;
    qint64 m_total = -1;
};

/*!
    \class NoukaiEvent
    \inmodule Noukai
    \brief Any event of a flow's stream.

    A NoukaiEvent is the variant of all event values: it holds one of them, tells which with type(), and gives it back
    with to():

    \code
    if (event.type() == NoukaiEvent::StepOutput)
        append(event.to<NoukaiStepOutput>().text());
    \endcode

    From QML, \l value is the specific event. Every event keeps the JSON text it arrived in, see payload(); large
    members are converted to QJsonValue when they are first read.

    Events are implicitly shared, a copy costs one pointer, and they may be read from any thread.
*/
class NOUKAI_CORE_EXPORT NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(Type type READ type)
    Q_PROPERTY(QString eventType READ eventType)
    Q_PROPERTY(QString stepId READ stepId)
    Q_PROPERTY(int stepIndex READ stepIndex)
    Q_PROPERTY(QByteArray payload READ payload)
    Q_PROPERTY(QVariant value READ value)

public:
    /*!
        \enum NoukaiEvent::Type
        \value Invalid           A default-constructed event.
        \value RunStarted        NoukaiRunStarted
        \value StepStarted       NoukaiStepStarted
        \value StepInput         NoukaiStepInput
        \value StepOutput        NoukaiStepOutput
        \value StepCompleted     NoukaiStepCompleted
        \value StepFailed        NoukaiStepFailed
        \value StepPaused        NoukaiStepPaused
        \value ToolCallsRequired NoukaiToolCallsRequired
        \value FlowCompleted     NoukaiFlowCompleted
        \value Unknown           NoukaiUnknownEvent
    */
    enum Type {
        Invalid,
        RunStarted,
        StepStarted,
        StepInput,
        StepOutput,
        StepCompleted,
        StepFailed,
        StepPaused,
        ToolCallsRequired,
        FlowCompleted,
        Unknown
    };
    Q_ENUM(Type)

    NoukaiEvent();
    NoukaiEvent(const NoukaiEvent &other);
    NoukaiEvent(NoukaiEvent &&other) noexcept;
    NoukaiEvent &operator=(const NoukaiEvent &other);
    NoukaiEvent &operator=(NoukaiEvent &&other) noexcept;
    ~NoukaiEvent();

    static NoukaiEvent fromJson(const QString &eventType, const QJsonObject &payload);

    bool isValid() const { return type() != Invalid; }
    Type type() const;
    QString eventType() const;
    QString stepId() const;
    int stepIndex() const;
    QByteArray payload() const;
    QVariant value() const;

    // The event as its own type; a default-constructed one where type() is another.
    template <typename Event>
    Event to() const &
    {
        Event event;
        if (type() == Event::EventType)
            static_cast<NoukaiEvent &>(event) = *this;
        return event;
    }
    template <typename Event>
    Event to() &&
    {
        Event event;
        if (type() == Event::EventType)
            static_cast<NoukaiEvent &>(event) = std::move(*this);
        return event;
    }

protected:
    friend struct NoukaiEventAccess;
    QExplicitlySharedDataPointer<NoukaiEventData> d;
};

/*!
    \class NoukaiRunStarted
    \inmodule Noukai
    \brief The server accepted the run and gave it an id.

    runId and executionId are two names of the same id; where the server sends one, both give it. stepCount is -1 when
    the server did not tell it.
*/
class NOUKAI_CORE_EXPORT NoukaiRunStarted : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QString runId READ runId)
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(QString flowId READ flowId)
    Q_PROPERTY(int stepCount READ stepCount)

public:
    static constexpr Type EventType = RunStarted;

    QString runId() const;
    QString executionId() const;
    QString flowId() const;
    int stepCount() const;
};

/*!
    \class NoukaiStepStarted
    \inmodule Noukai
    \brief A step began. The same step can begin several times: each is a new attempt or iteration.

    stepIndex is the 0-based index within the whole flow, whatever the server counted within one stream.
*/
class NOUKAI_CORE_EXPORT NoukaiStepStarted : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QString name READ name)

public:
    static constexpr Type EventType = StepStarted;

    QString name() const;
};

/*!
    \class NoukaiStepInput
    \inmodule Noukai
    \brief What a step was given. Sent when the run is traced.
*/
class NOUKAI_CORE_EXPORT NoukaiStepInput : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QJsonObject inputData READ inputData)

public:
    static constexpr Type EventType = StepInput;

    QJsonObject inputData() const;
};

/*!
    \class NoukaiStepOutput
    \inmodule Noukai
    \brief A piece of a step's output, in order.

    outputData is any JSON. Usually it is a piece of text, which text() gives; for any other JSON text() gives its
    compact JSON form.
*/
class NOUKAI_CORE_EXPORT NoukaiStepOutput : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QJsonValue outputData READ outputData)
    Q_PROPERTY(QString text READ text)

public:
    static constexpr Type EventType = StepOutput;

    QJsonValue outputData() const;
    QString text() const;
};

/*!
    \class NoukaiStepCompleted
    \inmodule Noukai
    \brief A step ended well, with its whole output.

    durationMs is -1, a token count is -1 and costUsd is empty where the server did not report them. costUsd is the
    server's decimal text, unchanged.
*/
class NOUKAI_CORE_EXPORT NoukaiStepCompleted : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QString name READ name)
    Q_PROPERTY(QJsonValue output READ output)
    Q_PROPERTY(qint64 durationMs READ durationMs)
    Q_PROPERTY(NoukaiTokens tokens READ tokens)
    Q_PROPERTY(QString costUsd READ costUsd)

public:
    static constexpr Type EventType = StepCompleted;

    QString name() const;
    QJsonValue output() const;
    qint64 durationMs() const;
    NoukaiTokens tokens() const;
    QString costUsd() const;
};

/*!
    \class NoukaiStepFailed
    \inmodule Noukai
    \brief A step failed, and with it the run. code and message are those of error, empty where it has none.
*/
class NOUKAI_CORE_EXPORT NoukaiStepFailed : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QString name READ name)
    Q_PROPERTY(QJsonObject error READ error)
    Q_PROPERTY(QString code READ code)
    Q_PROPERTY(QString message READ message)

public:
    static constexpr Type EventType = StepFailed;

    QString name() const;
    QJsonObject error() const;
    QString code() const;
    QString message() const;
};

/*!
    \class NoukaiStepPaused
    \inmodule Noukai
    \brief The server stopped after a step and waits for the next call.

    Told also when the flow goes on by itself. nextStepIndex is -1 when the server did not name the next step.
*/
class NOUKAI_CORE_EXPORT NoukaiStepPaused : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(int nextStepIndex READ nextStepIndex)

public:
    static constexpr Type EventType = StepPaused;

    int nextStepIndex() const;
};

/*!
    \class NoukaiToolCallsRequired
    \inmodule Noukai
    \brief A step wants tools called by the application before it can go on.
*/
class NOUKAI_CORE_EXPORT NoukaiToolCallsRequired : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(QString runId READ runId)
    Q_PROPERTY(int iterationsUsed READ iterationsUsed)
    Q_PROPERTY(QJsonArray toolCallMessages READ toolCallMessages)
    Q_PROPERTY(QList<NoukaiToolCall> toolCalls READ toolCalls)
    Q_PROPERTY(QJsonObject accumulatedOutputs READ accumulatedOutputs)

public:
    static constexpr Type EventType = ToolCallsRequired;

    QString executionId() const;
    QString runId() const;
    int iterationsUsed() const;
    QJsonArray toolCallMessages() const;
    QList<NoukaiToolCall> toolCalls() const;
    QJsonObject accumulatedOutputs() const;
};

/*!
    \class NoukaiFlowCompleted
    \inmodule Noukai
    \brief The flow ended well, with its result.
*/
class NOUKAI_CORE_EXPORT NoukaiFlowCompleted : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QString runId READ runId)
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(QJsonValue result READ result)
    Q_PROPERTY(QJsonObject summary READ summary)

public:
    static constexpr Type EventType = FlowCompleted;

    QString runId() const;
    QString executionId() const;
    QJsonValue result() const;
    QJsonObject summary() const;
};

/*!
    \class NoukaiUnknownEvent
    \inmodule Noukai
    \brief An event this version does not know. It is kept, never an error; data is its whole JSON.
*/
class NOUKAI_CORE_EXPORT NoukaiUnknownEvent : public NoukaiEvent
{
    Q_GADGET
    Q_PROPERTY(QJsonObject data READ data)

public:
    static constexpr Type EventType = Unknown;

    QJsonObject data() const;
};

NOUKAI_CORE_EXPORT QDebug operator<<(QDebug debug, const NoukaiEvent &event);
