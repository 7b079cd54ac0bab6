// SPDX-License-Identifier: MIT
#include "eventscript.h"

#include "jsontext.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace mock
{

QByteArray MockEvent::payloadText() const
{
    return json.isEmpty() ? toJson(payload) : json;
}

QJsonObject MockEvent::payloadObject() const
{
    return json.isEmpty() ? payload : QJsonDocument::fromJson(json).object();
}

void EventScript::add(const MockEvent &event)
{
    m_items.push_back({event, {}, {}, {}, 0, 0});
}

void EventScript::addChunks(const QString &stepId, const QString &text, int characters, double delayEach)
{
    if (text.isEmpty())
        return;
    const QJsonObject payload{{u"stepId"_s, stepId}};
    m_items.push_back({MockEvent{u"step_output"_s, payload, {}, {}, delayEach, false, {}},
                       text,
                       u"outputData"_s,
                       {},
                       0,
                       std::max(1, characters)});
}

void EventScript::addWithText(const MockEvent &event, const QString &member, const QString &text)
{
    m_items.push_back({event, text, member, {}, 0, 0});
}

void EventScript::addInterleaved(std::vector<EventScript> others)
{
    bool any = true;
    while (any) {
        any = false;
        for (EventScript &other : others) {
            MockEvent event;
            if (!other.next(&event))
                continue;
            // What runs at the same time does not wait for one another.
            event.delayMs /= double(others.size());
            add(event);
            if (event.isTerminal)
                return;
            any = true;
        }
    }
}

// Chunks end at a character, never inside a surrogate pair.
void EventScript::nextChunk(Item *item, MockEvent *event)
{
    qsizetype end = std::min(item->position + item->characters, item->text.size());
    if (end < item->text.size() && item->text.at(end - 1).isHighSurrogate())
        ++end;
    if (item->prefix.isEmpty()) {
        item->prefix = toJson(item->event.payload);
        item->prefix.chop(1);
        item->prefix += ",\"" + item->member.toUtf8() + "\":";
    }
    *event = item->event;
    event->json = item->prefix;
    appendJsonString(&event->json, item->text.sliced(item->position, end - item->position));
    event->json += '}';
    item->position = end;
}

bool EventScript::next(MockEvent *event)
{
    if (m_items.empty())
        return false;
    Item &item = m_items.front();
    if (item.member.isEmpty()) {
        *event = item.event;
        m_items.pop_front();
        return true;
    }
    const bool whole = item.characters == 0;
    if (whole)
        item.characters = std::max<qsizetype>(1, item.text.size());
    nextChunk(&item, event);
    if (whole || item.position >= item.text.size())
        m_items.pop_front();
    return true;
}

int EventScript::countOf(const Item &item)
{
    if (item.characters == 0)
        return 1;
    return int((item.text.size() - item.position + item.characters - 1) / item.characters);
}

int EventScript::remaining() const
{
    int sum = 0;
    for (const Item &item : m_items)
        sum += countOf(item);
    return sum;
}

namespace
{

class RawScript : public EventSource
{
public:
    explicit RawScript(const QByteArray &sse)
        : m_sse(sse)
    {
    }

    bool next(MockEvent *event) override
    {
        if (isEnded())
            return false;
        const qsizetype gap = m_sse.indexOf("\n\n", m_position);
        const qsizetype end = gap < 0 ? m_sse.size() : gap + 2;
        event->raw = m_sse.sliced(m_position, end - m_position);
        m_position = end;
        event->isTerminal = isEnded();
        return true;
    }
    bool isEnded() const override { return m_position >= m_sse.size(); }
    int remaining() const override { return isEnded() ? 0 : int(m_sse.sliced(m_position).count("\n\n")); }

private:
    QByteArray m_sse;
    qsizetype m_position = 0;
};

} // namespace

std::unique_ptr<EventSource> makeRawScript(const QByteArray &sse)
{
    return std::make_unique<RawScript>(sse);
}

} // namespace mock
