// SPDX-License-Identifier: MIT
#pragma once

#include "wire/sseparser_p.h"

#include <QtCore/QByteArray>
#include <QtCore/QDebug>
#include <QtCore/QList>

// What the tests of the parser read, and how they cut it.

struct Received {
    QByteArray name;
    QByteArray data;
    QByteArray id; // the last event id at that moment

    friend bool operator==(const Received &, const Received &) = default;
};
using Events = QList<Received>;

inline char *toString(const Events &events) // found by QCOMPARE
{
    QByteArray text;
    for (const Received &event : events)
        text += '[' + event.name + '|' + event.data.toPercentEncoding(" {}:\"") + '|' + event.id + ']';
    return qstrdup(text.left(600).constData());
}

inline QByteArray bytes(std::string_view view)
{
    return {view.data(), qsizetype(view.size())};
}

inline std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

inline NoukaiWire::SseParser::Result drain(NoukaiWire::SseParser &parser, Events &events)
{
    NoukaiWire::SseEvent event;
    NoukaiWire::SseParser::Result result;
    while ((result = parser.next(event)) == NoukaiWire::SseParser::Result::Event) {
        // JSON readers may look at the padding: it has to be there for the sanitizer to be content.
        volatile char sum = 0;
        for (std::size_t i = 0; i < NoukaiWire::SseParser::Padding; ++i)
            sum = char(sum ^ event.data.data()[event.data.size() + i]);
        events.append({bytes(event.name), bytes(event.data), bytes(parser.lastEventId())});
    }
    return result;
}

inline Events parse(const QList<QByteArray> &reads)
{
    NoukaiWire::SseParser parser;
    Events events;
    for (const QByteArray &read : reads) {
        parser.append(view(read));
        if (drain(parser, events) != NoukaiWire::SseParser::Result::NeedMore)
            qWarning("an event outgrew the ceiling");
    }
    return events;
}

inline QList<QByteArray> inPieces(const QByteArray &stream, qsizetype size)
{
    QList<QByteArray> reads;
    for (qsizetype at = 0; at < stream.size(); at += size)
        reads.append(stream.mid(at, size));
    return reads;
}
