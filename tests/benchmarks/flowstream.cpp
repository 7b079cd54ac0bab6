// SPDX-License-Identifier: MIT
#include "flowstream.h"

#include <QtCore/QString>

#include <iterator>

namespace
{

// What models write: plain words, now and then a line break, a quotation mark or a letter beyond ASCII, as JSON text.
constexpr const char *Words[] = {"the",     "flow",    "report",    "of",       "customers", "and",        "a",
                                 "quarter", "summary", "which",     "we",       "analysed",  "results",    "show",
                                 "that",    "revenue", "increases", "because",  "several",   "regions",    "in",
                                 "steps",   "with",    "teams,",    "however.", "\\n\\n- ",  "\\\"so\\\"", "between",
                                 "are",     "planned", "next",      "year."};
constexpr const char *RareWords[] = {"caf\xC3\xA9", "\xE2\x80\x93", "na\xC3\xAFve", "\xF0\x9F\x93\x88"};
constexpr int EventsPerGroup = 103;

} // namespace

QByteArray FlowStream::take(int events)
{
    m_stream.clear();
    m_stream.reserve(qsizetype(events) * 180);
    for (int i = 0; i < events; ++i, ++m_event) {
        const QByteArray stepId = "write_section_" + QByteArray::number(m_step % 7);
        const QByteArray step = "\"stepId\":\"" + stepId + '"';
        switch (m_event % EventsPerGroup) {
        case 0:
            appendEvent("step_started",
                        step + ",\"name\":\"Write a section\",\"stepIndex\":" + QByteArray::number(m_step % 7));
            break;
        case 1:
            appendEvent("step_input", step + ",\"inputData\":" + inputData(between(1024, 4096)));
            break;
        case EventsPerGroup - 1:
            appendEvent("step_completed",
                        step + ",\"name\":\"Write a section\",\"output\":" + output(between(2048, 8192)) +
                            ",\"durationMs\":" + QByteArray::number(between(800, 30000)) +
                            ",\"tokens\":{\"prompt\":812,\"completion\":1431,\"total\":2243},\"costUsd\":\"0.0214\"");
            ++m_step;
            break;
        default:
            appendEvent("step_output", step + ",\"outputData\":\"" + words(between(5, 40)) + '"');
            break;
        }
    }
    return m_stream;
}

void FlowStream::appendEvent(const char *name, const QByteArray &members)
{
    m_stream += "event: ";
    m_stream += name;
    m_stream += "\ndata: {";
    m_stream += members;
    m_stream += "}\n\n";
}

QByteArray FlowStream::words(int bytes)
{
    QByteArray text;
    while (text.size() < bytes) {
        text += ' ';
        text += between(1, 100) == 1 ? RareWords[between(0, int(std::size(RareWords)) - 1)]
                                     : Words[between(0, int(std::size(Words)) - 1)];
    }
    return text;
}

QByteArray FlowStream::inputData(int bytes)
{
    QByteArray json = "{\"message\":\"" + words(200) +
                      "\",\"parameters\":{\"temperature\":0.7,\"language\":\"en\",\"draft\":false},\"context\":[";
    while (json.size() < bytes) {
        json += "{\"id\":" + QByteArray::number(between(1000, 99999)) + ",\"score\":0." +
                QByteArray::number(between(100, 999)) + ",\"title\":\"" + words(30) + "\",\"text\":\"" + words(120) +
                "\"},";
    }
    return json + "null]}";
}

QByteArray FlowStream::output(int bytes)
{
    QByteArray json = "{\"text\":\"" + words(bytes * 4 / 5) + "\",\"sources\":[";
    while (json.size() < bytes)
        json +=
            "{\"id\":" + QByteArray::number(between(1000, 99999)) + ",\"used\":true,\"quote\":\"" + words(60) + "\"},";
    return json + "null]}";
}

int FlowStream::between(int least, int most)
{
    m_state ^= m_state << 13;
    m_state ^= m_state >> 17;
    m_state ^= m_state << 5;
    return least + int(m_state % std::uint32_t(most - least + 1));
}
