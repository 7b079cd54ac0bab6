// SPDX-License-Identifier: MIT

// However a stream is cut, the parser must say the same, and the same as a naive reading of the standard.
// The first byte of the input chooses how it is cut and the ceiling; the rest is the stream.
#include "naivesse.h"
#include "wire/sseparser_p.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using NoukaiWire::SseEvent;
using NoukaiWire::SseParser;

namespace
{

void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

struct Reading {
    std::vector<NaiveSse::Event> events;
    bool tooLarge = false;
    int retry = -1;
};

void drain(SseParser &parser, Reading &reading)
{
    SseEvent event;
    SseParser::Result result;
    while ((result = parser.next(event)) == SseParser::Result::Event) {
        // The padding has to be readable: the sanitizer watches.
        char padding[SseParser::Padding];
        std::memcpy(padding, event.data.data() + event.data.size(), sizeof(padding));
        reading.events.push_back({std::string(event.name), std::string(event.data), std::string(parser.lastEventId())});
    }
    reading.tooLarge = result == SseParser::Result::TooLarge;
    require(!reading.tooLarge || (parser.capacity() == 0 && parser.pendingBytes() == 0), "memory returns");
}

template <typename NextSize>
Reading read(std::string_view stream, std::size_t ceiling, NextSize nextSize)
{
    SseParser parser(ceiling);
    Reading reading;
    while (!stream.empty()) {
        const std::size_t size = std::min(nextSize(), stream.size());
        if (size % 2 == 0) {
            parser.append(stream.substr(0, size));
        } else {
            std::memcpy(parser.reserve(size + size / 2), stream.data(), size);
            parser.commit(size);
        }
        stream.remove_prefix(size);
        drain(parser, reading);
    }
    reading.retry = parser.retryMs();
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::uint8_t choice = bytes[0];
    const std::string_view stream(reinterpret_cast<const char *>(bytes) + 1, size - 1);
    const std::size_t ceiling = choice % 4 == 0 ? 16 + choice : SseParser::DefaultCeiling;

    std::uint32_t state = choice * 2654435761U + 1;
    const std::uint32_t longest = 1 + choice % 37;
    const auto random = [&]() -> std::size_t {
        state = state * 1664525U + 1013904223U;
        return 1 + (state >> 16) % longest;
    };
    const Reading whole = read(stream, ceiling, [&] { return stream.size(); });
    for (const Reading &cut : {read(stream, ceiling, random), read(stream, ceiling, [] { return std::size_t(1); })}) {
        require(cut.tooLarge == whole.tooLarge, "the ceiling does not depend on the cut");
        require(cut.events == whole.events, "events do not depend on the cut");
        require(cut.retry == whole.retry || whole.tooLarge, "retry does not depend on the cut");
    }

    const NaiveSse naive(stream);
    if (whole.tooLarge) {
        require(whole.events.size() <= naive.events.size() &&
                    std::equal(whole.events.begin(), whole.events.end(), naive.events.begin()),
                "before the ceiling the standard holds");
    } else {
        require(whole.events == naive.events, "the standard holds");
        const bool plain = naive.retry.size() < 9;
        require(!plain || whole.retry == (naive.retry.empty() ? -1 : std::atoi(naive.retry.c_str())), "retry holds");
    }
    return 0;
}
