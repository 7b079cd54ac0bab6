// SPDX-License-Identifier: MIT
#include "ssewriter.h"

#include "jsontext.h"
#include "noukaimockfault.h"

#include <array>

using namespace Qt::StringLiterals;

namespace mock
{

QByteArray SseWriter::write(const MockEvent &event)
{
    if (!event.raw.isEmpty())
        return write(event.raw);
    const QByteArray payload = event.payloadText();
    QByteArray frame;
    frame.reserve(payload.size() + 96);
    if (m_names != WireStyle::InsideJson)
        frame.append("event: ").append(event.name.toUtf8()).append('\n');
    frame.append("data: ");
    if (m_names == WireStyle::EventField) {
        frame.append(payload);
    } else {
        frame.append("{\"eventType\":");
        appendJsonString(&frame, event.name);
        if (payload.size() > 2)
            frame.append(',');
        frame.append(QByteArrayView(payload).sliced(1));
    }
    return write(frame.append("\n\n"));
}

QByteArray SseWriter::write(QByteArray frame)
{
    static const std::array<QByteArray, 3> turns{"\n", "\r\n", "\r"};
    if (std::exchange(m_mark, false))
        frame.prepend("\xEF\xBB\xBF");
    if (m_ends == Lf)
        return frame;
    if (m_ends == CrLf)
        return frame.replace('\n', "\r\n");
    if (m_ends == Cr)
        return frame.replace('\n', '\r');
    QByteArray mixed;
    const QList<QByteArray> lines = frame.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        mixed += lines.at(i);
        if (i + 1 == lines.size())
            break;
        // CR before an empty line ended by LF would read as one CR LF.
        const bool blankNext = lines.at(i + 1).isEmpty();
        QByteArray end = turns.at(std::size_t(m_line++) % turns.size());
        if (end == "\r" && blankNext)
            end = "\n";
        mixed += end;
    }
    return mixed;
}

namespace
{

const QList<QPair<QString, QByteArray>> &catalogue()
{
    static const QList<QPair<QString, QByteArray>> frames{
        {u"comment"_s, ": still here\n\n"},
        {u"deep"_s, "event: mystery\ndata: {\"a\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}\n\n"},
        {u"empty-data"_s, "data\n\n"},
        {u"empty-event"_s, "event: step_completed\n\n"},
        {u"id-and-retry"_s, "id: 7\nretry: 250\n\n"},
        {u"invalid-json"_s, "event: step_output\ndata: {\"stepId\":\n\n"},
        {u"invalid-utf8"_s, "event: mystery\ndata: {\"text\":\"caf\xE9 \xF0\x28\x8C\x28 \xC0\xAF\"}\n\n"},
        {u"missing-member"_s, "event: step_started\ndata: {\"name\":\"Nobody\"}\n\n"},
        {u"multi-line"_s, "event: mystery\ndata: {\"answer\":\ndata:  42}\n\n"},
        {u"no-name"_s, "data: {\"stepId\":\"nobody\",\"outputData\":\"lost\"}\n\n"},
        {u"not-an-object"_s, "event: step_output\ndata: [1, 2, 3]\n\n"},
        {u"null"_s, "event: step_input\ndata: null\n\n"},
        {u"unknown-event"_s, "event: mystery\ndata: {\"answer\":42}\n\n"},
        {u"unknown-invalid"_s, "event: mystery\ndata: oops\n\n"},
    };
    return frames;
}

} // namespace

QByteArray garbageFrames(const QString &variant)
{
    QByteArray all;
    for (const auto &[name, frame] : catalogue()) {
        if (variant.isEmpty() || variant == name)
            all += frame;
    }
    return all;
}

} // namespace mock

QStringList NoukaiMockFault::garbageNames()
{
    QStringList names;
    for (const auto &[name, frame] : mock::catalogue())
        names.append(name);
    return names;
}
