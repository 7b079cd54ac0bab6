// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <cstddef>
#include <memory>
#include <string_view>

namespace NoukaiWire
{

// One dispatched event of a stream. The views point into the parser and hold until one of its functions that are not
// const is called again. At least SseParser::Padding readable bytes follow the end of `data`.
struct SseEvent {
    std::string_view name; // the event: field; empty when absent or empty
    std::string_view data; // the data: lines joined with LF
};

// Splits a byte stream into events as the WHATWG HTML standard defines the event stream format. Bytes are read in
// place, once: write into reserve(), then commit(), then call next() until it no longer answers Event.
class NOUKAI_INTERNAL_EXPORT SseParser
{
public:
    enum class Result { NeedMore, Event, TooLarge };
    static constexpr std::size_t DefaultCeiling = std::size_t(64) << 20;
    static constexpr std::size_t Padding = 64;

    explicit SseParser(std::size_t ceiling = DefaultCeiling);
    ~SseParser();
    SseParser(SseParser &&) noexcept;
    SseParser &operator=(SseParser &&) noexcept;

    // Room for at least `size` bytes to be written by the caller, of which commit() says how many were.
    char *reserve(std::size_t size);
    void commit(std::size_t size);
    void append(std::string_view bytes);

    // TooLarge is final until clear(): the event under way outgrew the ceiling, its memory is already given back.
    Result next(SseEvent &event);

    std::string_view lastEventId() const;
    int retryMs() const;              // the last retry: field, -1 when there was none
    std::size_t pendingBytes() const; // of the incomplete event; they are discarded when the stream ends
    std::size_t capacity() const;
    void clear();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace NoukaiWire
