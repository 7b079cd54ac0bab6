// SPDX-License-Identifier: MIT
#include "streambody.h"

#include <QtCore/QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace mock
{

namespace
{

// A stream that was held up goes on at its pace; it does not catch up.
constexpr double MaximumLagMs = 250;

} // namespace

void Delivery::setManual(bool manual)
{
    m_manual = manual;
    const auto streams = m_streams;
    for (StreamBody *stream : streams) {
        // A stream can go away while another is served.
        if (m_streams.contains(stream))
            stream->release();
    }
}

int Delivery::deliver(int frames)
{
    int delivered = 0;
    const auto streams = m_streams;
    for (StreamBody *stream : streams) {
        if (delivered < frames && m_streams.contains(stream))
            delivered += stream->permit(frames - delivered);
    }
    return delivered;
}

int Delivery::deliverToEach(int frames)
{
    int delivered = 0;
    const auto streams = m_streams;
    for (StreamBody *stream : streams) {
        if (m_streams.contains(stream))
            delivered += stream->permit(frames);
    }
    return delivered;
}

int Delivery::pending() const
{
    int sum = 0;
    for (const StreamBody *stream : m_streams)
        sum += stream->pending();
    return sum;
}

StreamBody::StreamBody(std::unique_ptr<EventSource> source, const StreamOptions &options)
    : m_source(std::move(source))
    , m_options(options)
    , m_fault(options.fault)
{
    m_clock.start();
    m_options.delivery->add(this);
    m_source->setNews([this] { wake(); });
}

StreamBody::~StreamBody()
{
    m_options.delivery->remove(this);
    if (!m_options.goesOn || !m_options.sent)
        return;
    if (m_next)
        m_options.sent(*m_next);
    MockEvent event;
    while (m_source->next(&event))
        m_options.sent(event);
}

int StreamBody::pending() const
{
    return m_ended || m_silent ? 0 : m_source->remaining() + (m_next ? 1 : 0) - m_permits;
}

int StreamBody::permit(int frames)
{
    const int granted = std::clamp(pending(), 0, frames);
    m_permits += granted;
    if (granted > 0)
        wake();
    return granted;
}

BodyPiece StreamBody::next()
{
    if (m_ended)
        return endPiece();
    if (m_silent)
        return {BodyPiece::Wait, {}, -1};
    if (m_fault && m_fault->kind == NoukaiMockFault::CutAfterHeaders) {
        m_ended = m_spoiltEnd = true;
        return endPiece();
    }
    if (!load())
        return exhausted();
    const bool manual = m_options.delivery->isManual();
    if (manual && m_permits <= 0)
        return {BodyPiece::Wait, {}, -1};
    if (const int ms = manual ? 0 : dueIn(); ms > 0)
        return {BodyPiece::Wait, {}, ms};
    m_permits = std::max(0, m_permits - 1);
    if (isFaultDue()) {
        if (auto piece = faultPiece())
            return *piece;
    }
    return send();
}

// Fetches the event to send next; false when there is none for now.
bool StreamBody::load()
{
    if (m_next)
        return true;
    MockEvent event;
    if (!m_source->next(&event))
        return false;
    const double now = double(m_clock.elapsed());
    m_dueMs = std::max(m_dueMs, now - MaximumLagMs) + m_options.frameDelayMs +
              (m_options.speed > 0 ? event.delayMs / m_options.speed : 0);
    m_next = std::move(event);
    if (m_fault && m_fault->kind == NoukaiMockFault::BrokenControl && m_next->name == m_fault->event)
        breakNext();
    if (m_fault && m_fault->kind == NoukaiMockFault::StuckPause && m_next->isTerminal)
        stickNext();
    return true;
}

int StreamBody::dueIn() const
{
    return int(std::ceil(m_dueMs - double(m_clock.elapsed()) - 0.5));
}

void StreamBody::breakNext()
{
    QJsonObject payload = m_next->payloadObject();
    if (m_fault->member.isEmpty()) {
        const QByteArray text = m_next->payloadText();
        m_next->json = text.left(std::max<qsizetype>(2, text.size() / 2));
    } else {
        const QStringList members = m_fault->member.split(u',');
        for (const QString &member : members) {
            if (m_fault->value.isUndefined())
                payload.remove(member);
            else
                payload.insert(member, m_fault->value);
        }
        m_next->json.clear();
        m_next->payload = payload;
    }
    m_fault.reset();
}

void StreamBody::stickNext()
{
    m_next->name = u"step_paused"_s;
    m_next->json.clear();
    m_next->payload = {{u"stepIndex"_s, 0}, {u"nextStepIndex"_s, m_options.callStepIndex}};
    m_next->record.reset();
    m_fault.reset();
}

bool StreamBody::isFaultDue() const
{
    if (!m_fault)
        return false;
    return m_fault->afterFrames >= 0 ? m_sent >= m_fault->afterFrames : m_next->isTerminal;
}

std::optional<BodyPiece> StreamBody::faultPiece()
{
    const NoukaiMockFault fault = *m_fault;
    switch (fault.kind) {
    case NoukaiMockFault::CutMidFrame: {
        const QByteArray frame = m_options.writer.write(*m_next);
        m_ended = m_spoiltEnd = true;
        return BodyPiece{BodyPiece::Data, frame.left(frame.size() / 2), -1};
    }
    case NoukaiMockFault::EndWithoutTerminal:
        m_ended = m_spoiltEnd = true;
        return endPiece();
    case NoukaiMockFault::Silence:
        m_silent = true;
        return BodyPiece{BodyPiece::Wait, {}, -1};
    case NoukaiMockFault::GarbageFrames:
    case NoukaiMockFault::HugeEvent: {
        m_fault.reset();
        // The frame that was asked for follows with the next permit.
        if (fault.kind == NoukaiMockFault::GarbageFrames)
            return BodyPiece{BodyPiece::Data, m_options.writer.write(garbageFrames(fault.variant)), -1};
        MockEvent huge{u"step_output"_s, {}, {}, {}, 0, false, {}};
        huge.json = "{\"stepId\":\"huge\",\"outputData\":\"" + QByteArray(fault.bytes, 'x') + "\"}";
        return BodyPiece{BodyPiece::Data, m_options.writer.write(huge), -1};
    }
    default:
        break;
    }
    return {};
}

BodyPiece StreamBody::exhausted()
{
    if (!m_source->isEnded())
        return {BodyPiece::Wait, {}, -1};
    m_ended = true;
    return endPiece();
}

BodyPiece StreamBody::send()
{
    const MockEvent event = *std::exchange(m_next, std::nullopt);
    const QByteArray frame = m_options.writer.write(event);
    ++m_sent;
    m_ended = event.isTerminal;
    if (m_options.sent)
        m_options.sent(event);
    return {BodyPiece::Data, frame, -1};
}

BodyPiece StreamBody::endPiece() const
{
    if (!m_spoiltEnd)
        return {BodyPiece::End, {}, -1};
    switch (m_fault->end) {
    case NoukaiMockFault::Close:
        return {BodyPiece::Close, {}, -1};
    case NoukaiMockFault::Reset:
        return {BodyPiece::Reset, {}, -1};
    case NoukaiMockFault::Clean:
    case NoukaiMockFault::Eof:
        break;
    }
    return {BodyPiece::End, {}, -1};
}

} // namespace mock
