// SPDX-License-Identifier: MIT
// A run as Chrome's trace events, which Perfetto and other viewers of traces open.
#include "exportformats_p.h"
#include "exporttext_p.h"
#include "wire/decimal_p.h"
#include "wire/jsontext_p.h"

#include <QtCore/QMetaEnum>

#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;
using NoukaiWire::Decimal;

namespace ExportFormats
{

namespace
{

// Something on a track: an attempt, a segment of it, or what it adds to the totals when it ends.
struct Mark {
    enum Kind : quint8 { Attempt, Segment, Totals };
    qint64 startMs;
    qint64 durationMs;
    Kind kind;
    int lane;
    int attempt;
    qsizetype segment;
};

QByteArray text(const QString &value)
{
    return ExportText::visibleJson(NoukaiWire::toJsonText(value)).toUtf8();
}

// A lane for each attempt, so that those which run at the same time stand below one another. In the order of starts.
class Lanes
{
public:
    int take(qint64 startMs, qint64 endMs)
    {
        while (!m_busy.empty() && m_busy.top().first <= startMs) {
            m_free.insert(m_busy.top().second);
            m_busy.pop();
        }
        int lane = m_count;
        if (m_free.empty()) {
            ++m_count;
        } else {
            lane = *m_free.begin();
            m_free.erase(m_free.begin());
        }
        m_busy.emplace(endMs, lane);
        return lane;
    }
    int count() const { return m_count; }

private:
    using Busy = std::pair<qint64, int>; // until when, and the lane
    std::priority_queue<Busy, std::vector<Busy>, std::greater<>> m_busy;
    std::set<int> m_free;
    int m_count = 0;
};

qint64 beginOf(const StepAttempt &attempt)
{
    if (attempt.segments.isEmpty())
        return attempt.startMs;
    const qint64 first = attempt.segments.constFirst().startMs();
    return attempt.startMs < 0 ? first : std::min(first, attempt.startMs);
}

void addSegments(std::vector<Mark> &marks, const Mark &whole, const StepAttempt &attempt)
{
    const qint64 end = whole.startMs + whole.durationMs;
    for (qsizetype i = 0; i < attempt.segments.size(); ++i) {
        const NoukaiSegment &segment = attempt.segments.at(i);
        const qint64 start = std::clamp(segment.startMs(), whole.startMs, end);
        const qint64 stop = segment.durationMs() < 0 ? end : std::clamp(start + segment.durationMs(), start, end);
        marks.push_back({start, stop - start, Mark::Segment, whole.lane, whole.attempt, i});
    }
}

std::vector<Mark> marksOf(const ExportSource &source, int *lanes)
{
    std::vector<Mark> wholes;
    for (const int id : source.attempts()) {
        const StepAttempt &attempt = source.record().attempt(id);
        const qint64 start = beginOf(attempt);
        if (start >= 0)
            wholes.push_back({start, std::max<qint64>(0, source.endOf(attempt) - start), Mark::Attempt, 0, id, 0});
    }
    std::stable_sort(wholes.begin(), wholes.end(), [](const Mark &a, const Mark &b) { return a.startMs < b.startMs; });
    Lanes taken;
    std::vector<Mark> marks;
    for (Mark &whole : wholes) {
        const StepAttempt &attempt = source.record().attempt(whole.attempt);
        whole.lane = taken.take(whole.startMs, whole.startMs + whole.durationMs);
        marks.push_back(whole);
        addSegments(marks, whole, attempt);
        if (totalOf(attempt.tokens) >= 0 || !attempt.costUsd.isEmpty())
            marks.push_back({whole.startMs + whole.durationMs, 0, Mark::Totals, 0, whole.attempt, 0});
    }
    // What holds others comes before them.
    std::stable_sort(marks.begin(), marks.end(), [](const Mark &a, const Mark &b) {
        return std::tuple(a.startMs, a.kind, -a.durationMs) < std::tuple(b.startMs, b.kind, -b.durationMs);
    });
    *lanes = taken.count();
    return marks;
}

void writeTime(ExportWriter &out, const Mark &mark)
{
    out << ",\"pid\":1,\"tid\":" << (qint64(mark.lane) + 1) << ",\"ts\":" << mark.startMs * 1000
        << ",\"dur\":" << mark.durationMs * 1000;
}

void writeAttempt(ExportWriter &out, const ExportSource &source, const Mark &mark)
{
    const StepAttempt &attempt = source.record().attempt(mark.attempt);
    const QString name = attempt.name.isEmpty() ? u"Step "_s + QString::number(attempt.stepIndex + 1) : attempt.name;
    out << "{\"ph\":\"X\",\"cat\":\"step\",\"name\":" << text(source.clean(name));
    writeTime(out, mark);
    out << ",\"args\":{\"stepId\":" << text(source.clean(attempt.stepId))
        << ",\"stepIndex\":" << qint64(attempt.stepIndex) << ",\"state\":" << text(stateName(attempt))
        << ",\"attempt\":" << qint64(attempt.attempt) << ",\"iteration\":" << qint64(attempt.iteration);
    const std::pair<const char *, qint64> numbers[] = {{"durationMs", attempt.durationMs},
                                                       {"promptTokens", attempt.tokens.prompt()},
                                                       {"completionTokens", attempt.tokens.completion()},
                                                       {"totalTokens", totalOf(attempt.tokens)}};
    for (const auto &[key, value] : numbers) {
        if (value >= 0)
            out << ",\"" << key << "\":" << value;
    }
    if (!attempt.costUsd.isEmpty())
        out << ",\"costUsd\":" << text(source.clean(attempt.costUsd));
    const NoukaiError error = source.error(attempt);
    if (error.kind() != NoukaiError::NoError)
        out << ",\"errorCode\":" << text(error.code()) << ",\"errorMessage\":" << text(error.message());
    out << "}}";
}

void writeSegment(ExportWriter &out, const ExportSource &source, const Mark &mark)
{
    const NoukaiSegment::Kind kind = source.record().attempt(mark.attempt).segments.at(mark.segment).kind();
    out << "{\"ph\":\"X\",\"cat\":\"segment\",\"name\":"
        << text(QString::fromLatin1(QMetaEnum::fromType<NoukaiSegment::Kind>().valueToKey(kind)).toLower());
    writeTime(out, mark);
    out << "}";
}

struct Totals {
    qint64 prompt = 0;
    qint64 completion = 0;
    qint64 other = 0; // of steps that do not tell the two apart
    Decimal cost;
};

void writeTotals(ExportWriter &out, const StepAttempt &attempt, const Mark &mark, Totals &totals)
{
    const NoukaiTokens &tokens = attempt.tokens;
    const qint64 prompt = std::max<qint64>(0, tokens.prompt());
    const qint64 completion = std::max<qint64>(0, tokens.completion());
    totals.prompt = sumOf(totals.prompt, prompt);
    totals.completion = sumOf(totals.completion, completion);
    totals.other = sumOf(totals.other, std::max<qint64>(0, totalOf(tokens) - sumOf(prompt, completion)));
    if (const auto cost = Decimal::fromString(attempt.costUsd))
        totals.cost += *cost;
    const QByteArray time = ",\"pid\":1,\"ts\":" + QByteArray::number(mark.startMs * 1000) + ",\"args\":{";
    out << "{\"ph\":\"C\",\"name\":\"tokens\"" << time << "\"prompt\":" << totals.prompt
        << ",\"completion\":" << totals.completion << ",\"other\":" << totals.other << "}},\n"
        << "{\"ph\":\"C\",\"name\":\"cost\"" << time << "\"usd\":" << totals.cost.toString() << "}}";
}

void writeNames(ExportWriter &out, const ExportSource &source, int lanes)
{
    const QString flow = source.run().identifier;
    out << "{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":"
        << text(flow.isEmpty() ? u"Noukai"_s : flow) << "}}";
    for (int lane = 0; lane < lanes; ++lane) {
        const QByteArray tid = QByteArray::number(lane + 1);
        out << ",\n{\"ph\":\"M\",\"pid\":1,\"tid\":" << tid << ",\"name\":\"thread_name\",\"args\":{\"name\":\""
            << (lane == 0 ? "Steps" : "Steps in parallel ") << (lane == 0 ? QByteArray() : tid)
            << "\"}},\n{\"ph\":\"M\",\"pid\":1,\"tid\":" << tid
            << ",\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":" << tid << "}}";
    }
}

} // namespace

void writeTrace(ExportWriter &out, const ExportSource &source)
{
    int lanes = 0;
    const std::vector<Mark> marks = marksOf(source, &lanes);
    Totals totals;
    out << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n";
    writeNames(out, source, lanes);
    for (const Mark &mark : marks) {
        if (out.hasFailed())
            return;
        out << ",\n";
        if (mark.kind == Mark::Attempt)
            writeAttempt(out, source, mark);
        else if (mark.kind == Mark::Segment)
            writeSegment(out, source, mark);
        else
            writeTotals(out, source.record().attempt(mark.attempt), mark, totals);
    }
    out << "\n]}\n";
}

} // namespace ExportFormats
