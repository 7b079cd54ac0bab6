// SPDX-License-Identifier: MIT
// A run as CSV and as JSON.
#include "exportformats_p.h"
#include "exporttext_p.h"
#include "wire/jsontext_p.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using NoukaiWire::toJsonText;

namespace ExportFormats
{

namespace
{

template <typename Enum>
QString keyOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

QString number(qint64 value)
{
    return value < 0 ? QString() : QString::number(value); // unknown is not zero
}

QByteArray jsonNumber(qint64 value)
{
    return value < 0 ? QByteArrayLiteral("null") : QByteArray::number(value);
}

QByteArray jsonText(const QString &text)
{
    return ExportText::visibleJson(toJsonText(text)).toUtf8();
}

QByteArray jsonTextOrNull(const QString &text)
{
    return text.isEmpty() ? QByteArrayLiteral("null") : jsonText(text);
}

QByteArray jsonBool(bool value)
{
    return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

QByteArray jsonError(const NoukaiError &error)
{
    if (error.kind() == NoukaiError::NoError)
        return QByteArrayLiteral("null");
    QByteArray json = "{\"kind\":" + jsonText(keyOf(error.kind())) + ",\"message\":" + jsonText(error.message());
    const std::pair<const char *, QString> texts[] = {{"code", error.code()},
                                                      {"requestId", error.requestId()},
                                                      {"executionId", error.executionId()},
                                                      {"responseBody", error.responseBody()}};
    for (const auto &[name, text] : texts) {
        if (!text.isEmpty())
            json += QByteArray(",\"") + name + "\":" + jsonText(text);
    }
    if (error.httpStatus() > 0)
        json += ",\"httpStatus\":" + QByteArray::number(error.httpStatus());
    if (error.retryAfter() >= 0)
        json += ",\"retryAfter\":" + QByteArray::number(error.retryAfter());
    return json + '}';
}

// How long the attempt was in each of its states, by their numbers.
std::array<qint64, 5> timesOf(const ExportSource &source, const StepAttempt &attempt)
{
    std::array<qint64, 5> times{};
    for (const NoukaiSegment &segment : attempt.segments) {
        const qint64 duration =
            segment.durationMs() < 0 ? source.endOf(attempt) - segment.startMs() : segment.durationMs();
        times.at(std::size_t(segment.kind())) += std::max<qint64>(0, duration);
    }
    return times;
}

void writeText(ExportWriter &out, const ExportSource &source, const StepAttempt &attempt)
{
    out << "\"";
    source.eachPiece(attempt, [&out](const QString &piece) {
        const QByteArray quoted = jsonText(piece);
        out << quoted.mid(1, quoted.size() - 2);
    });
    out << "\"";
}

void writeSegments(ExportWriter &out, const StepAttempt &attempt)
{
    out << "[";
    for (qsizetype i = 0; i < attempt.segments.size(); ++i) {
        const NoukaiSegment &segment = attempt.segments.at(i);
        out << (i > 0 ? "," : "") << "{\"kind\":" << jsonText(keyOf(segment.kind()))
            << ",\"startMs\":" << segment.startMs() << ",\"durationMs\":" << jsonNumber(segment.durationMs()) << "}";
    }
    out << "]";
}

void writeRawMember(ExportWriter &out, const char *name, const QByteArray &json)
{
    if (json.isEmpty())
        return;
    out << ",\"" << name << "\":";
    writeVisibleJson(out, json);
}

} // namespace

QString stateName(const StepAttempt &attempt)
{
    return keyOf(attempt.state);
}

// In pieces: what it is written as takes several times the memory of what it was.
void writeVisibleJson(ExportWriter &out, const QByteArray &json)
{
    constexpr qsizetype Piece = 64 * 1024;
    for (qsizetype at = 0; at < json.size() && !out.hasFailed();) {
        qsizetype end = std::min(json.size(), at + Piece);
        while (end < json.size() && end > at + 1 && (uchar(json.at(end)) & 0xC0) == 0x80)
            --end;
        out << ExportText::visibleJson(json.mid(at, end - at));
        at = end;
    }
}

void writeCsv(ExportWriter &out, const ExportSource &source)
{
    static const QStringList Columns{
        u"stepIndex"_s,   u"stepId"_s,    u"stepName"_s,      u"state"_s,      u"attempt"_s,      u"attemptCount"_s,
        u"iteration"_s,   u"startMs"_s,   u"firstOutputMs"_s, u"endMs"_s,      u"durationMs"_s,   u"waitingMs"_s,
        u"streamingMs"_s, u"toolsMs"_s,   u"personMs"_s,      u"pausedMs"_s,   u"promptTokens"_s, u"completionTokens"_s,
        u"totalTokens"_s, u"costUsd"_s,   u"outputBytes"_s,   u"overridden"_s, u"replayed"_s,     u"truncated"_s,
        u"errorKind"_s,   u"errorCode"_s, u"errorMessage"_s,  u"preview"_s};
    out << Columns.join(u',') << "\r\n";
    for (const int id : source.attempts()) {
        if (out.hasFailed())
            return;
        const StepAttempt &attempt = source.record().attempt(id);
        const auto times = timesOf(source, attempt);
        const NoukaiError error = source.error(attempt);
        const bool failed = error.kind() != NoukaiError::NoError;
        QStringList fields{
            number(attempt.stepIndex), source.clean(attempt.stepId), source.clean(attempt.name),
            stateName(attempt),        number(attempt.attempt),      number(source.record().attemptCount(attempt)),
            number(attempt.iteration), number(attempt.startMs),      number(attempt.firstOutputMs),
            number(attempt.endMs),     number(attempt.durationMs)};
        for (const qint64 time : times)
            fields += attempt.segments.isEmpty() ? QString() : number(time);
        fields += QStringList{number(attempt.tokens.prompt()),
                              number(attempt.tokens.completion()),
                              number(totalOf(attempt.tokens)),
                              source.clean(attempt.costUsd),
                              attempt.hasStarted() ? number(attempt.outputBytes) : QString(),
                              attempt.overrides.isEmpty() ? u"false"_s : u"true"_s,
                              attempt.isReplayed ? u"true"_s : u"false"_s,
                              attempt.isTruncated ? u"true"_s : u"false"_s,
                              failed ? keyOf(error.kind()) : QString(),
                              error.code(),
                              error.message(),
                              source.preview(attempt)};
        for (qsizetype i = 0; i < fields.size(); ++i)
            out << (i > 0 ? "," : "") << ExportText::csvField(fields.at(i));
        out << "\r\n";
    }
}

void writeStepJson(ExportWriter &out, const ExportSource &source, const StepAttempt &attempt)
{
    out << "{\"stepIndex\":" << jsonNumber(attempt.stepIndex)
        << ",\"stepId\":" << jsonTextOrNull(source.clean(attempt.stepId))
        << ",\"stepName\":" << jsonTextOrNull(source.clean(attempt.name))
        << ",\"state\":" << jsonText(stateName(attempt)) << ",\"attempt\":" << jsonNumber(attempt.attempt)
        << ",\"attemptCount\":" << jsonNumber(source.record().attemptCount(attempt))
        << ",\"iteration\":" << jsonNumber(attempt.iteration) << ",\"startMs\":" << jsonNumber(attempt.startMs)
        << ",\"firstOutputMs\":" << jsonNumber(attempt.firstOutputMs) << ",\"endMs\":" << jsonNumber(attempt.endMs)
        << ",\"durationMs\":" << jsonNumber(attempt.durationMs) << ",\"segments\":";
    writeSegments(out, attempt);
    out << ",\"promptTokens\":" << jsonNumber(attempt.tokens.prompt())
        << ",\"completionTokens\":" << jsonNumber(attempt.tokens.completion())
        << ",\"totalTokens\":" << jsonNumber(totalOf(attempt.tokens))
        << ",\"costUsd\":" << jsonTextOrNull(source.clean(attempt.costUsd))
        << ",\"outputBytes\":" << jsonNumber(attempt.outputBytes) << ",\"isReplayed\":" << jsonBool(attempt.isReplayed)
        << ",\"isTruncated\":" << jsonBool(attempt.isTruncated) << ",\"error\":" << jsonError(source.error(attempt));
    writeRawMember(out, "overrides", source.overrides(attempt));
    writeRawMember(out, "input", source.input(attempt));
    const QByteArray output = source.output(attempt);
    writeRawMember(out, "output", output);
    if (output.isEmpty() && attempt.output.length() > 0) {
        out << ",\"outputText\":"; // what has been streamed
        writeText(out, source, attempt);
    }
    out << "}";
}

void writeJson(ExportWriter &out, const ExportSource &source)
{
    const ExportSource::Run &run = source.run();
    const NoukaiUsage &usage = run.usage;
    out << "{\"noukai\":\"run\",\"version\":1"
        << ",\"identifier\":" << jsonTextOrNull(run.identifier) << ",\"flowVersion\":" << jsonTextOrNull(run.version)
        << ",\"state\":" << jsonText(keyOf(run.state)) << ",\"executionId\":" << jsonTextOrNull(run.executionId)
        << ",\"runId\":" << jsonTextOrNull(run.runId) << ",\"stepCount\":" << jsonNumber(run.stepCount)
        << ",\"endMs\":" << jsonNumber(run.endMs) << ",\"waitingMs\":" << jsonNumber(run.waitingMs)
        << ",\"isReplay\":" << jsonBool(run.isReplay)
        << ",\n\"usage\":{\"promptTokens\":" << jsonNumber(usage.promptTokens())
        << ",\"completionTokens\":" << jsonNumber(usage.completionTokens())
        << ",\"totalTokens\":" << jsonNumber(usage.totalTokens()) << ",\"costUsd\":" << jsonTextOrNull(usage.costUsd())
        << ",\"isPartial\":" << jsonBool(usage.isPartial()) << ",\"missingCosts\":" << qint64(usage.missingCosts())
        << "},\n\"error\":" << jsonError(run.error);
    writeRawMember(out, "request", source.request(nullptr).body);
    writeRawMember(out, "result", run.result);
    writeRawMember(out, "summary", run.summary);
    out << ",\n\"steps\":[";
    bool isFirst = true;
    for (const int id : source.attempts()) {
        if (out.hasFailed())
            return;
        out << (isFirst ? "\n" : ",\n");
        isFirst = false;
        writeStepJson(out, source, source.record().attempt(id));
    }
    out << "\n]}\n";
}

} // namespace ExportFormats
