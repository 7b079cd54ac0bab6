// SPDX-License-Identifier: MIT
#pragma once

#include "eventaccess_p.h"

#include <QtCore/QSharedData>

#include <atomic>
#include <string_view>

namespace NoukaiWire
{

// The value of one member of a payload, made when it is first asked for and then kept. Events are read from any thread:
// where two make it at the same time, one of them is thrown away.
class LazyMember
{
public:
    LazyMember() = default;
    LazyMember(const LazyMember &other);
    LazyMember &operator=(const LazyMember &) = delete;
    ~LazyMember();

    const QJsonValue &get(const NoukaiEventData &event, std::string_view key) const;

private:
    mutable std::atomic<const QJsonValue *> m_value = nullptr;
};

} // namespace NoukaiWire

// What all events have. One struct per kind keeps the frequent ones small. The payload stands right behind the struct,
// in the same piece of memory: an event in a fast stream costs one allocation less.
struct NoukaiEventData : QSharedData {
    using Type = NoukaiEvent::Type;

    virtual ~NoukaiEventData() = default;
    virtual NoukaiEventData *clone() const = 0;

    std::string_view payload() const { return {m_payload, m_payloadSize}; }

    // The JSON text of a member as it arrived, with what is no UTF-8 replaced; empty when absent. No key: the whole.
    QByteArray rawMember(std::string_view key) const;

    const Type type;
    bool replaceInvalidUtf8 = false; // payload is not quite UTF-8
    int stepIndex = -1;
    QString eventType;
    QString stepId;

    static void operator delete(void *memory) { ::operator delete(memory); }

protected:
    struct PayloadSize {
        std::size_t bytes;
    };

    explicit NoukaiEventData(Type eventType)
        : type(eventType)
    {
    }
    NoukaiEventData(const NoukaiEventData &) = default;

    void setPayload(char *place, std::string_view payload)
    {
        payload.copy(place, payload.size());
        m_payload = place;
        m_payloadSize = payload.size();
    }

    static void *operator new(std::size_t size, PayloadSize payload) { return ::operator new(size + payload.bytes); }
    static void operator delete(void *memory, PayloadSize) { ::operator delete(memory); }

private:
    const char *m_payload = nullptr;
    std::size_t m_payloadSize = 0;
};

template <typename Derived, NoukaiEvent::Type Kind>
struct NoukaiEventDataOf : NoukaiEventData {
    static constexpr Type EventType = Kind;

    static Derived *create(std::string_view payload)
    {
        return place(new (PayloadSize{payload.size()}) Derived, payload);
    }
    NoukaiEventData *clone() const override
    {
        return place(new (PayloadSize{payload().size()}) Derived(static_cast<const Derived &>(*this)), payload());
    }

protected:
    NoukaiEventDataOf()
        : NoukaiEventData(Kind)
    {
    }
    NoukaiEventDataOf(const NoukaiEventDataOf &) = default;

private:
    static Derived *place(Derived *data, std::string_view payload)
    {
        static_cast<NoukaiEventDataOf *>(data)->setPayload(reinterpret_cast<char *>(data + 1), payload);
        return data;
    }
};

struct NoukaiRunStartedData final : NoukaiEventDataOf<NoukaiRunStartedData, NoukaiEvent::RunStarted> {
    QString runId;
    QString executionId;
    QString flowId;
    int stepCount = -1;
};

struct NoukaiStepStartedData final : NoukaiEventDataOf<NoukaiStepStartedData, NoukaiEvent::StepStarted> {
    QString name;
};

struct NoukaiStepInputData final : NoukaiEventDataOf<NoukaiStepInputData, NoukaiEvent::StepInput> {
    bool hasInputData = false;
    NoukaiWire::LazyMember inputData;
};

struct NoukaiStepOutputData final : NoukaiEventDataOf<NoukaiStepOutputData, NoukaiEvent::StepOutput> {
    enum Form : quint8 { Absent, Text, Json };
    Form form = Absent;
    QString text;
    NoukaiWire::LazyMember outputData; // of form Json
};

struct NoukaiStepCompletedData final : NoukaiEventDataOf<NoukaiStepCompletedData, NoukaiEvent::StepCompleted> {
    QString name;
    QString costUsd;
    qint64 durationMs = -1;
    NoukaiTokens tokens;
    bool hasOutput = false;
    NoukaiWire::LazyMember output;
};

struct NoukaiStepFailedData final : NoukaiEventDataOf<NoukaiStepFailedData, NoukaiEvent::StepFailed> {
    QString name;
    bool hasError = false;
    NoukaiWire::LazyMember error;
};

struct NoukaiStepPausedData final : NoukaiEventDataOf<NoukaiStepPausedData, NoukaiEvent::StepPaused> {
    int nextStepIndex = -1;
};

struct NoukaiToolCallsRequiredData final
    : NoukaiEventDataOf<NoukaiToolCallsRequiredData, NoukaiEvent::ToolCallsRequired> {
    QString executionId;
    QString runId;
    int iterationsUsed = -1;
    QList<NoukaiToolCall> toolCalls;
    bool hasAccumulatedOutputs = false;
    NoukaiWire::LazyMember toolCallMessages;
    NoukaiWire::LazyMember accumulatedOutputs;
};

struct NoukaiFlowCompletedData final : NoukaiEventDataOf<NoukaiFlowCompletedData, NoukaiEvent::FlowCompleted> {
    QString runId;
    QString executionId;
    bool hasResult = false;
    bool hasSummary = false;
    NoukaiWire::LazyMember result;
    NoukaiWire::LazyMember summary;
};

struct NoukaiUnknownEventData final : NoukaiEventDataOf<NoukaiUnknownEventData, NoukaiEvent::Unknown> {
    NoukaiWire::LazyMember data; // the whole payload
};

// Null for another kind of event: through a reference to NoukaiEvent one can be assigned to any of the derived values.
template <typename Data>
const Data *dataOf(const NoukaiEvent &event)
{
    return event.type() == Data::EventType ? static_cast<const Data *>(NoukaiEventAccess::data(event)) : nullptr;
}
