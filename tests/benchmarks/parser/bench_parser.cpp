// SPDX-License-Identifier: MIT

// One measurement per process: reads a stream from memory in pieces and prints one line of JSON. The comparison with
// others is run.mjs's.
//
//   bench_parser write <file>
//   bench_parser noukai|bare|views <file> <bytes per read>

#include "../flowstream.h"
#include "wire/eventdecoder_p.h"

#include <QtCore/QFile>

#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

using Clock = std::chrono::steady_clock;

namespace
{

constexpr int Events = 200000;
constexpr int Tenth = Events / 10;

struct Measurement {
    qint64 events = 0;
    qint64 characters = 0;      // UTF-16 units of output text, the same for everyone who reads the stream right
    std::vector<double> tenths; // milliseconds
    double total = 0;

    void start() { m_begin = m_last = Clock::now(); }
    void count(qint64 textSize)
    {
        characters += textSize;
        if (++events % Tenth == 0) {
            const auto now = Clock::now();
            tenths.push_back(std::chrono::duration<double, std::milli>(now - m_last).count());
            m_last = now;
        }
    }
    void stop() { total = std::chrono::duration<double, std::milli>(Clock::now() - m_begin).count(); }

private:
    Clock::time_point m_begin;
    Clock::time_point m_last;
};

// What an application gets: typed values, texts as QString, every frame validated.
Measurement measureNoukai(const QByteArray &stream, qsizetype readSize)
{
    NoukaiWire::SseParser parser;
    NoukaiWire::EventDecoder decoder;
    NoukaiWire::SseEvent frame;
    Measurement measurement;
    measurement.start();
    for (qsizetype at = 0; at < stream.size(); at += readSize) {
        const auto size = std::size_t(std::min(readSize, stream.size() - at));
        std::memcpy(parser.reserve(size), stream.constData() + at, size);
        parser.commit(size);
        while (parser.next(frame) == NoukaiWire::SseParser::Result::Event) {
            NoukaiWire::Decoded decoded = decoder.decode(frame);
            if (decoded.outcome != NoukaiWire::Decoded::Event)
                std::abort();
            const bool isText = decoded.event.type() == NoukaiEvent::StepOutput;
            measurement.count(isText ? std::move(decoded.event).to<NoukaiStepOutput>().text().size() : 0);
        }
    }
    measurement.stop();
    return measurement;
}

// The least that anybody could do who splits at blank lines and parses each frame with simdjson's DOM: no line ends but
// LF, one data line, no values kept. With Views even the texts stay bytes.
template <bool Views>
Measurement measureBare(const QByteArray &stream, qsizetype readSize)
{
    std::vector<char> buffer(std::size_t(1) << 20);
    simdjson::dom::parser parser;
    std::size_t end = 0;
    Measurement measurement;
    measurement.start();
    for (qsizetype at = 0; at < stream.size(); at += readSize) {
        const auto size = std::size_t(std::min(readSize, stream.size() - at));
        std::memcpy(buffer.data() + end, stream.constData() + at, size);
        std::size_t searched = end > 0 ? end - 1 : 0;
        end += size;
        std::size_t begin = 0;
        for (;;) {
            const std::string_view rest(buffer.data() + searched, end - searched);
            const std::size_t blank = rest.find("\n\n");
            if (blank == std::string_view::npos)
                break;
            const std::string_view whole(buffer.data() + begin, searched + blank - begin);
            begin = searched = searched + blank + 2;
            const std::string_view json = whole.substr(whole.find("\ndata: ") + 7);
            simdjson::dom::object object;
            if (parser.parse(json.data(), json.size(), false).get(object))
                std::abort();
            std::string_view stepId;
            std::string_view text;
            for (const auto field : object) {
                std::string_view *const wanted = field.key == "stepId"       ? &stepId
                                                 : field.key == "outputData" ? &text
                                                                             : nullptr;
                if (wanted && field.value.get(*wanted))
                    std::abort();
            }
            if (stepId.empty())
                std::abort();
            if constexpr (Views)
                measurement.count(qint64(text.size()));
            else
                measurement.count(QString::fromUtf8(text.data(), qsizetype(text.size())).size());
        }
        std::memmove(buffer.data(), buffer.data() + begin, end - begin);
        end -= begin;
    }
    measurement.stop();
    return measurement;
}

int write(const QString &path)
{
    QFile file(path);
    const QByteArray stream = FlowStream().take(Events);
    return file.open(QIODevice::WriteOnly) && file.write(stream) == stream.size() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "write") == 0)
        return write(QFile::decodeName(argv[2]));
    QFile file(argc == 4 ? QFile::decodeName(argv[2]) : QString());
    if (argc != 4 || !file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "usage: %s write <file> | noukai|bare|views <file> <bytes per read>\n", argv[0]);
        return 2;
    }
    const QByteArray stream = file.readAll();
    const qsizetype readSize = std::max(1, std::atoi(argv[3]));
    const QByteArray kind = argv[1];
    const auto measure = kind == "bare" ? measureBare<false> : kind == "views" ? measureBare<true> : measureNoukai;
    measure(stream, readSize); // warm up, as the others do
    const Measurement measurement = measure(stream, readSize);
    std::printf("{\"events\":%lld,\"characters\":%lld,\"ms\":%.3f,\"firstTenthMs\":%.3f,\"lastTenthMs\":%.3f}\n",
                static_cast<long long>(measurement.events), static_cast<long long>(measurement.characters),
                measurement.total, measurement.tenths.front(), measurement.tenths.back());
    return 0;
}
