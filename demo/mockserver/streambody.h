// SPDX-License-Identifier: MIT
#pragma once

#include "bodysource.h"
#include "eventscript.h"
#include "noukaimockfault.h"
#include "ssewriter.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QList>

#include <optional>

namespace mock
{

class StreamBody;

/*! Holds frames back until a test hands them out. */
class Delivery
{
public:
    void setManual(bool manual);
    bool isManual() const { return m_manual; }
    int deliver(int frames);
    int deliverToEach(int frames);
    int pending() const;
    int streams() const { return int(m_streams.size()); }
    void add(StreamBody *stream) { m_streams.append(stream); }
    void remove(StreamBody *stream) { m_streams.removeAll(stream); }

private:
    QList<StreamBody *> m_streams; // oldest first
    bool m_manual = false;
};

struct StreamOptions {
    SseWriter writer;
    Delivery *delivery = nullptr;
    double speed = 0; // 0: as fast as the connection takes it
    int frameDelayMs = 0;
    int callStepIndex = 0;
    std::optional<NoukaiMockFault> fault;
    std::function<void(const MockEvent &)> sent;
    bool goesOn = false; // what is not sent because the answer ends early happens all the same
};

/*! A stream of events: paced, held back or spoilt as its options say. */
class StreamBody : public BodySource
{
public:
    StreamBody(std::unique_ptr<EventSource> source, const StreamOptions &options);
    ~StreamBody() override;

    BodyPiece next() override;

    /*! Lets \a frames more out at once; returns for how many there is something to send. */
    int permit(int frames);
    int pending() const;
    void release() { wake(); }

private:
    bool load();
    void breakNext();
    void stickNext();
    int dueIn() const;
    bool isFaultDue() const;
    std::optional<BodyPiece> faultPiece();
    BodyPiece exhausted();
    BodyPiece send();
    BodyPiece endPiece() const;

    std::unique_ptr<EventSource> m_source;
    StreamOptions m_options;
    std::optional<NoukaiMockFault> m_fault;
    std::optional<MockEvent> m_next;
    QElapsedTimer m_clock;
    double m_dueMs = 0;
    int m_sent = 0;
    int m_permits = 0;
    bool m_spoiltEnd = false;
    bool m_ended = false;
    bool m_silent = false;
};

} // namespace mock
