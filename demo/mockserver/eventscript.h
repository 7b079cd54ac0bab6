// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace mock
{

/*! What a run's record learns when an event goes out. */
struct StepRecord {
    enum Status { Running, Completed, Failed };
    Status status = Running;
    QString stepId;
    QString model;
    int loopIndex = -1;
    int durationMs = 0;
    QJsonValue tokens;
    QJsonValue costUsd;
    QJsonValue input;
    QJsonValue output;
    QJsonValue error;
    bool endsRun = false; // nothing follows; the run has failed, or completed
};

/*! One event on its way to the wire. Its payload is an object, JSON already written, or both unset for raw bytes. */
struct MockEvent {
    QString name;
    QJsonObject payload;
    QByteArray json; // the payload, written, when it is not an object
    QByteArray raw;  // the whole frame, as it is
    double delayMs = 0;
    bool isTerminal = false;
    std::shared_ptr<const StepRecord> record;

    QByteArray payloadText() const;
    QJsonObject payloadObject() const;
};

/*! Where a stream's events come from. */
class EventSource
{
public:
    EventSource() = default;
    virtual ~EventSource() = default;
    Q_DISABLE_COPY_MOVE(EventSource)

    /*! False when there is none, now or (see isEnded()) for good. */
    virtual bool next(MockEvent *event) = 0;
    virtual bool isEnded() const = 0;
    virtual int remaining() const = 0;
    /*! \a news is called when a source that had nothing for now has something, or has ended. */
    virtual void setNews(const std::function<void()> &news) { Q_UNUSED(news) }
};

/*!
    The events of one call, planned beforehand. Long texts are shared, and cut into events only as the events are asked
    for.
*/
class EventScript : public EventSource
{
public:
    void add(const MockEvent &event);
    /*! One step_output for each \a characters of \a text. */
    void addChunks(const QString &stepId, const QString &text, int characters, double delayEach);
    /*! An event that carries \a text, which may be long, as the member \a member. */
    void addWithText(const MockEvent &event, const QString &member, const QString &text);
    /*! Takes turns with the events of \a others, one of each, as blocks that run at the same time do. */
    void addInterleaved(std::vector<EventScript> others);

    bool next(MockEvent *event) override;
    bool isEnded() const override { return m_items.empty(); }
    int remaining() const override;

    EventScript() = default;
    EventScript(EventScript &&other) noexcept
        : m_items(std::move(other.m_items))
    {
    }
    EventScript &operator=(EventScript &&other) noexcept
    {
        m_items = std::move(other.m_items);
        return *this;
    }

private:
    struct Item {
        MockEvent event;
        QString text;
        QString member;
        QByteArray prefix; // the payload up to the text, written once
        qsizetype position = 0;
        qsizetype characters = 0; // 0: one event
    };
    static int countOf(const Item &item);
    static void nextChunk(Item *item, MockEvent *event);

    std::deque<Item> m_items;
};

/*! Bytes of a recorded stream, a frame at a time. */
std::unique_ptr<EventSource> makeRawScript(const QByteArray &sse);

} // namespace mock
