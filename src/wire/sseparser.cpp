// SPDX-License-Identifier: MIT
#include "sseparser_p.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

namespace NoukaiWire
{

namespace
{

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view Bom = "\xEF\xBB\xBF";

// Small enough for a thousand streams, large enough that a read rarely needs two.
constexpr std::size_t SmallestCapacity = std::size_t(4) << 10;
// A buffer beyond this is given back as soon as a quarter of it would do.
constexpr std::size_t ShrinkAbove = std::size_t(256) << 10;
// Names and ids are copied out of the buffer; a longer one does not keep its memory after its event.
constexpr std::size_t KeptStringCapacity = 1024;

struct FreeDeleter {
    void operator()(char *bytes) const { std::free(bytes); }
};

// Remembers where the next occurrence of one byte is, so that looking for CR and for LF reads every byte once each,
// wherever the reads are cut and whichever of the two a stream uses.
class ByteFinder
{
public:
    explicit ByteFinder(char byte)
        : m_byte(byte)
    {
    }

    std::size_t find(const char *bytes, std::size_t from, std::size_t end)
    {
        if (m_position >= from) {
            if (m_found)
                return m_position;
            if (m_position >= end)
                return npos;
        }
        if (from < end && bytes[from] == m_byte) { // a blank line, as every third is
            m_found = true;
            return m_position = from;
        }
        const std::size_t start = std::max(m_position, from);
        const void *hit = start < end ? std::memchr(bytes + start, m_byte, end - start) : nullptr;
        m_found = hit != nullptr;
        m_position = hit ? std::size_t(static_cast<const char *>(hit) - bytes) : std::max(start, end);
        return m_found ? m_position : npos;
    }

    void moveBack(std::size_t distance)
    {
        m_found = m_found && m_position >= distance;
        m_position -= std::min(m_position, distance);
    }
    void reset()
    {
        m_position = 0;
        m_found = false;
    }

private:
    std::size_t m_position = 0; // of the byte when found, else everything before it was searched in vain
    bool m_found = false;
    char m_byte;
};

// The value when the line is of the field, whose name is that literal; a field without a colon has an empty value.
template <std::size_t Size>
bool readField(std::string_view line, const char (&field)[Size], std::string_view &value)
{
    constexpr std::size_t length = Size - 1;
    if (line.size() < length || std::memcmp(line.data(), field, length) != 0)
        return false;
    if (line.size() > length && line[length] != ':')
        return false;
    line.remove_prefix(std::min(length + 1, line.size()));
    if (!line.empty() && line.front() == ' ')
        line.remove_prefix(1);
    value = line;
    return true;
}

int parseRetry(std::string_view digits, int otherwise)
{
    if (digits.empty())
        return otherwise;
    constexpr int most = std::numeric_limits<int>::max();
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return otherwise;
        const int digit = c - '0';
        value = value > (most - digit) / 10 ? most : value * 10 + digit;
    }
    return value;
}

void assignKept(std::string &target, std::string_view value)
{
    if (target.capacity() > KeptStringCapacity && value.size() <= KeptStringCapacity)
        std::string().swap(target);
    target.assign(value);
}

} // namespace

struct SseParser::Private {
    explicit Private(std::size_t bytes)
        : ceiling(bytes)
    {
    }

    char *reserve(std::size_t size);
    void replaceBuffer(std::size_t newCapacity);
    void dropConsumed();
    void movePositionsBack();
    void releaseBuffer();

    Result next(SseEvent &event);
    bool startStream();
    bool takeLine(std::string_view line, SseEvent &event);
    void takeName(std::string_view value);
    void takeData(std::string_view value);
    bool dispatch(SseEvent &event);
    Result tooLarge();

    std::unique_ptr<char, FreeDeleter> buffer; // `capacity` bytes and Padding more
    std::size_t capacity = 0;
    std::size_t ceiling;

    // Positions in the buffer: eventBegin <= lineBegin <= end. What stands before eventBegin is consumed.
    std::size_t eventBegin = 0;
    std::size_t lineBegin = 0;
    std::size_t end = 0;
    std::size_t dataBegin = 0; // the data lines so far, joined in place
    std::size_t dataEnd = 0;
    std::size_t nameBegin = 0;
    std::size_t nameSize = 0;
    ByteFinder lineFeed{'\n'};
    ByteFinder carriageReturn{'\r'};

    std::string nameCopy;
    std::string idBuffer;
    std::string lastId;
    int retry = -1;
    bool hasData = false;
    bool hasName = false;
    bool nameCopied = false;
    bool idChanged = false;
    bool started = false; // past the place where a BOM may stand
    bool skipLineFeed = false;
    bool failed = false;
};

// Moves or grows only when the free tail is used up, and moves at most as many bytes as were written since the last
// time, so that the cost per byte stays constant.
char *SseParser::Private::reserve(std::size_t size)
{
    if (eventBegin == end)
        dropConsumed();
    const std::size_t live = end - eventBegin;
    if (capacity > ShrinkAbove && live + size <= capacity / 4)
        replaceBuffer(std::max(SmallestCapacity, (live + size) * 2));
    else if (capacity - end < size) {
        if (live <= capacity / 2 && live + size <= capacity)
            dropConsumed();
        else
            replaceBuffer(std::max({SmallestCapacity, capacity * 2, live + size}));
    }
    return buffer.get() + end;
}

void SseParser::Private::replaceBuffer(std::size_t newCapacity)
{
    std::unique_ptr<char, FreeDeleter> fresh(static_cast<char *>(std::malloc(newCapacity + Padding)));
    Q_CHECK_PTR(fresh.get());
    const std::size_t live = end - eventBegin;
    if (live > 0)
        std::memcpy(fresh.get(), buffer.get() + eventBegin, live);
    // JSON readers look at the padding, though it decides nothing: keep it defined.
    std::memset(fresh.get() + newCapacity, 0, Padding);
    buffer = std::move(fresh);
    capacity = newCapacity;
    movePositionsBack();
}

void SseParser::Private::dropConsumed()
{
    if (eventBegin == 0)
        return;
    std::memmove(buffer.get(), buffer.get() + eventBegin, end - eventBegin);
    movePositionsBack();
}

void SseParser::Private::movePositionsBack()
{
    const std::size_t distance = std::exchange(eventBegin, 0);
    end -= distance;
    lineBegin -= distance;
    dataBegin -= std::min(dataBegin, distance);
    dataEnd -= std::min(dataEnd, distance);
    nameBegin -= std::min(nameBegin, distance);
    lineFeed.moveBack(distance);
    carriageReturn.moveBack(distance);
}

void SseParser::Private::releaseBuffer()
{
    buffer.reset();
    capacity = eventBegin = lineBegin = end = dataBegin = dataEnd = 0;
    lineFeed.reset();
    carriageReturn.reset();
    std::string().swap(nameCopy);
    std::string().swap(idBuffer);
    hasData = hasName = idChanged = skipLineFeed = false;
}

SseParser::Result SseParser::Private::next(SseEvent &event)
{
    if (failed)
        return tooLarge();
    if (!started && !startStream())
        return Result::NeedMore;
    for (;;) {
        if (skipLineFeed && lineBegin < end) {
            skipLineFeed = false;
            if (buffer.get()[lineBegin] == '\n') {
                // The second half of a CRLF belongs to the event before when that event ended with it.
                if (eventBegin == lineBegin)
                    ++eventBegin;
                ++lineBegin;
            }
        }
        const std::size_t lf = lineFeed.find(buffer.get(), lineBegin, end);
        const std::size_t cr = carriageReturn.find(buffer.get(), lineBegin, end);
        const std::size_t lineEnd = std::min(lf, cr);
        if (lineEnd == npos)
            return end - eventBegin > ceiling ? tooLarge() : Result::NeedMore;
        if (lineEnd + 1 - eventBegin > ceiling)
            return tooLarge();
        const std::string_view line(buffer.get() + lineBegin, lineEnd - lineBegin);
        lineBegin = lineEnd + 1;
        skipLineFeed = lineEnd == cr;
        if (takeLine(line, event))
            return Result::Event;
    }
}

// One BOM at the very start is no part of the stream. False while it cannot be told yet.
bool SseParser::Private::startStream()
{
    const std::string_view head(buffer.get(), std::min(end, Bom.size()));
    if (head.size() < Bom.size() && head == Bom.substr(0, head.size()))
        return false;
    if (head == Bom)
        eventBegin = lineBegin = Bom.size();
    started = true;
    return true;
}

// True when the line ended an event.
bool SseParser::Private::takeLine(std::string_view line, SseEvent &event)
{
    if (line.empty())
        return dispatch(event);
    std::string_view value;
    if (readField(line, "data", value)) {
        takeData(value);
    } else if (readField(line, "event", value)) {
        takeName(value);
    } else if (readField(line, "id", value)) {
        if (value.find('\0') == npos) {
            assignKept(idBuffer, value);
            idChanged = true;
        }
    } else if (readField(line, "retry", value)) {
        retry = parseRetry(value, retry);
    }
    // Anything else is a comment or a field nobody knows.
    return false;
}

// It can stay where it is, unless data lines moving up might overwrite it.
void SseParser::Private::takeName(std::string_view value)
{
    hasName = true;
    nameCopied = hasData;
    if (nameCopied) {
        assignKept(nameCopy, value);
    } else {
        nameBegin = std::size_t(value.data() - buffer.get());
        nameSize = value.size();
    }
}

// A first line stays where it is, further ones move up behind it. There is always room: the field's name and the line
// end take more than the LF that joins.
void SseParser::Private::takeData(std::string_view value)
{
    const auto valueBegin = std::size_t(value.data() - buffer.get());
    if (!hasData) {
        hasData = true;
        dataBegin = valueBegin;
        dataEnd = valueBegin + value.size();
        return;
    }
    buffer.get()[dataEnd++] = '\n';
    std::memmove(buffer.get() + dataEnd, value.data(), value.size());
    dataEnd += value.size();
}

bool SseParser::Private::dispatch(SseEvent &event)
{
    eventBegin = lineBegin;
    if (idChanged) {
        assignKept(lastId, idBuffer);
        idChanged = false;
    }
    const bool named = std::exchange(hasName, false);
    if (!std::exchange(hasData, false))
        return false;
    event.name = {};
    if (named)
        event.name = nameCopied ? std::string_view(nameCopy) : std::string_view(buffer.get() + nameBegin, nameSize);
    event.data = {buffer.get() + dataBegin, dataEnd - dataBegin};
    return true;
}

SseParser::Result SseParser::Private::tooLarge()
{
    releaseBuffer();
    failed = true;
    return Result::TooLarge;
}

SseParser::SseParser(std::size_t ceiling)
    : d(std::make_unique<Private>(ceiling))
{
}

SseParser::~SseParser() = default;
SseParser::SseParser(SseParser &&) noexcept = default;
SseParser &SseParser::operator=(SseParser &&) noexcept = default;

char *SseParser::reserve(std::size_t size)
{
    return d->reserve(size);
}

void SseParser::commit(std::size_t size)
{
    if (!d->failed)
        d->end += size;
}

void SseParser::append(std::string_view bytes)
{
    if (bytes.empty() || d->failed)
        return;
    std::memcpy(d->reserve(bytes.size()), bytes.data(), bytes.size());
    d->end += bytes.size();
}

SseParser::Result SseParser::next(SseEvent &event)
{
    return d->next(event);
}

std::string_view SseParser::lastEventId() const
{
    return d->lastId;
}

int SseParser::retryMs() const
{
    return d->retry;
}

std::size_t SseParser::pendingBytes() const
{
    return d->end - d->eventBegin;
}

std::size_t SseParser::capacity() const
{
    return d->capacity;
}

void SseParser::clear()
{
    d = std::make_unique<Private>(d->ceiling);
}

} // namespace NoukaiWire
