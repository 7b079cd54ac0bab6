// SPDX-License-Identifier: MIT
#pragma once

#include "sseparser_p.h"

#include <Noukai/noukaievents.h>

#include <QtCore/QString>

#include <memory>

namespace NoukaiWire
{

// What became of one frame.
struct Decoded {
    enum Outcome {
        Event,   // `event` is set
        Dropped, // the frame is of no use, the run goes on; `reason` names event and member
        Broken   // a control event that cannot be understood: going on could repeat a step that was paid for
    };
    Outcome outcome = Dropped;
    NoukaiEvent event;
    QString reason;  // for Dropped and Broken, for people
    QString warning; // with Event: the optional members that had the wrong type and count as absent; usually empty
};

// Turns frames into typed events, as tolerant as the protocol asks and no more. Keeps a JSON parser and recent strings,
// so one decoder serves one stream.
class NOUKAI_INTERNAL_EXPORT EventDecoder
{
public:
    EventDecoder();
    ~EventDecoder();

    Decoded decode(const SseEvent &frame); // frame.data has SseParser::Padding readable bytes behind it
    Decoded decode(const QByteArray &name, const QByteArray &json);

    // The slow path alone, which decode() falls back to: whatever QJsonDocument accepts once what is no UTF-8 is
    // replaced. Where the fast path accepts a frame as well, both give the same event.
    Decoded decodeTolerantly(const SseEvent &frame);

private:
    Decoded decodeFrame(const SseEvent &frame);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace NoukaiWire
