// SPDX-License-Identifier: MIT
// What a history makes of each thing that is told of a step, and what it keeps of its texts.
#include "flowhistory_p.h"

#include "flow/noukaiflow_p.h"
#include "wire/eventdata_p.h"
#include "wire/jsontext_p.h"
#include "wire/stepencoder_p.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTextBoundaryFinder>

#include <algorithm>
#include <optional>
#include <utility>

using Model = NoukaiTimelineModel;

namespace
{

constexpr qsizetype PreviewLength = 160;

qint64 utf8Size(QStringView text)
{
    qint64 bytes = 0;
    for (const QChar c : text)
        bytes += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
    return bytes;
}

qint64 sizeOf(const NoukaiEvent &event)
{
    const NoukaiEventData *data = NoukaiEventAccess::data(event);
    return data ? qint64(data->payload().size()) : 0;
}

// One line that ends in an ellipsis where the text goes on.
QString previewOf(const OutputText &output)
{
    if (output.blockCount() == 0)
        return {};
    QString line = output.block(0).left(4 * PreviewLength);
    const bool all = output.length() == line.size();
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    line = std::move(line).simplified();
    if (line.size() <= PreviewLength && all)
        return line;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
    finder.setPosition(std::min(line.size(), PreviewLength - 1));
    if (!finder.isAtBoundary())
        finder.toPreviousBoundary();
    return line.left(std::max<qsizetype>(0, finder.position())) + QChar(0x2026);
}

// The whole output as people read it; nothing where the server told none.
std::optional<QString> textOf(const NoukaiStepCompleted &event)
{
    const QByteArray raw = NoukaiWire::rawOutput(event);
    // Not by event.output(), which keeps what it makes for as long as the event lives.
    const QJsonValue value = NoukaiWire::fromJsonText(raw);
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented).trimmed());
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Indented).trimmed());
    case QJsonValue::Bool:
    case QJsonValue::Double:
        return QString::fromUtf8(raw).trimmed();
    default:
        return std::nullopt;
    }
}

} // namespace

// ---- Events ---------------------------------------------------------------------------------------------------------

void FlowHistory::onStepStarted(const NoukaiStepStarted &event)
{
    takeUp();
    StepAttempt *attempt = started(event);
    if (!attempt)
        return;
    setName(*attempt, event.name());
    attempt->expectsRestart = attempt->isImplicit = false;
    m_recentStep = event.stepId();
    m_recent = attempt->id;
    Q_EMIT attemptChanged(attempt->id);
}

void FlowHistory::onStepInput(const NoukaiStepInput &event)
{
    StepAttempt *attempt = heardOf(event, Heard::Piece);
    if (!attempt)
        return;
    stamp();
    keep(*attempt, sizeOf(event) - sizeOf(attempt->input));
    attempt->input = event;
    makeRoom();
    Q_EMIT attemptChanged(attempt->id);
}

void FlowHistory::onStepOutput(const NoukaiStepOutput &event)
{
    StepAttempt *attempt = heardOf(event, Heard::Piece);
    if (!attempt)
        return;
    const qint64 time = stamp();
    attempt->expectsRestart = false;
    if (attempt->segments.constLast().kind() != NoukaiSegment::Streaming) {
        if (attempt->firstOutputMs < 0)
            attempt->firstOutputMs = time;
        enter(*attempt, NoukaiSegment::Streaming);
        Q_EMIT attemptChanged(attempt->id);
    }
    append(*attempt, event.text());
    Q_EMIT outputAppended(attempt->id);
}

void FlowHistory::onStepCompleted(const NoukaiStepCompleted &event)
{
    StepAttempt *attempt = heardOf(event, Heard::End);
    if (!attempt)
        return;
    stamp();
    if (!event.name().isEmpty())
        setName(*attempt, event.name());
    settleOutput(*attempt, event);
    attempt->durationMs = event.durationMs();
    attempt->tokens = event.tokens();
    attempt->costUsd = event.costUsd();
    keep(*attempt, sizeOf(event));
    attempt->completion = event;
    attempt->expectsRestart = false;
    close(*attempt, Model::Completed);
}

void FlowHistory::onStepFailed(const NoukaiStepFailed &event)
{
    StepAttempt *attempt = heardOf(event, Heard::End);
    if (!attempt)
        return;
    stamp();
    if (!event.name().isEmpty())
        setName(*attempt, event.name());
    attempt->error = NoukaiFlowPrivate::get(m_flow)->errorOf(event);
    attempt->expectsRestart = false;
    m_failedAttempt = attempt->id;
    close(*attempt, Model::Failed);
}

// ---- Tools ----------------------------------------------------------------------------------------------------------

void FlowHistory::onToolCallsRequired(const NoukaiToolCallsRequired &event)
{
    StepAttempt *attempt = heardOf(event, Heard::Piece);
    if (!attempt)
        return;
    stamp();
    attempt->expectsRestart = true;
    m_toolAttempt = attempt->id;
    followTools();
}

// Who is waited for while the flow waits for its tools, and that it waits no more.
void FlowHistory::followTools()
{
    takeUp();
    const NoukaiFlow::State state = m_flow->state();
    const bool waits = state == NoukaiFlow::AwaitingTools;
    const bool forPerson = waits && !m_flow->toolCalls().isEmpty();
    setAwaitsPerson(m_running && (forPerson || state == NoukaiFlow::Paused));
    if (m_toolAttempt < 0 || !m_running || state == NoukaiFlow::Connecting)
        return;
    StepAttempt &attempt = m_record->attempt(m_toolAttempt);
    if (waits && !attempt.isOpen() && attempt.endedByRun)
        reopen(attempt);
    if (!attempt.isOpen()) {
        m_toolAttempt = -1;
        return;
    }
    if (!waits) {
        if (state != NoukaiFlow::Running)
            return; // the run ends
        m_toolAttempt = -1;
        attempt.state = Model::Running;
        enter(attempt, NoukaiSegment::Waiting);
    } else {
        // Where nobody here decides, it still waits; handlers work by themselves.
        const bool asks = forPerson || NoukaiFlowPrivate::get(m_flow)->isPassive();
        attempt.state = asks ? Model::AwaitingTools : Model::Running;
        enter(attempt, forPerson ? NoukaiSegment::Person : NoukaiSegment::Tools);
    }
    Q_EMIT attemptChanged(attempt.id);
}

// ---- Texts ----------------------------------------------------------------------------------------------------------

void FlowHistory::append(StepAttempt &attempt, const QString &text)
{
    attempt.outputBytes += utf8Size(text);
    const qint64 room = m_limits.outputOfAttempt - attempt.output.length();
    QStringView kept = text;
    if (kept.size() > room) {
        kept = kept.first(std::max<qint64>(0, room));
        if (!kept.isEmpty() && kept.back().isHighSurrogate())
            kept.chop(1);
        attempt.isTruncated = true;
    }
    const bool previewGrows = attempt.output.length() < 4 * PreviewLength && !attempt.isTruncated;
    attempt.output.append(kept);
    keep(attempt, kept.size() * qint64(sizeof(QChar)));
    if (previewGrows)
        attempt.preview = previewOf(attempt.output);
    if (m_keptBytes > m_limits.keptBytes)
        makeRoom();
}

// The server's output wins where it is not what was streamed.
void FlowHistory::settleOutput(StepAttempt &attempt, const NoukaiStepCompleted &event)
{
    const std::optional<QString> text = textOf(event);
    if (!text)
        return;
    QStringView kept = *text;
    const bool fits = kept.size() <= m_limits.outputOfAttempt;
    if (!fits)
        kept = kept.first(m_limits.outputOfAttempt - (kept.at(m_limits.outputOfAttempt - 1).isHighSurrogate() ? 1 : 0));
    const qint64 lengthBefore = attempt.output.length();
    const qsizetype blocksBefore = attempt.output.blockCount();
    const qsizetype blocksKept = attempt.output.replace(kept);
    attempt.isTruncated = !fits;
    attempt.outputBytes = utf8Size(*text);
    keep(attempt, (attempt.output.length() - lengthBefore) * qint64(sizeof(QChar)));
    if (blocksKept < blocksBefore)
        Q_EMIT outputReplaced(attempt.id, blocksKept);
    else if (attempt.output.length() != lengthBefore)
        Q_EMIT outputAppended(attempt.id);
    else
        return;
    attempt.preview = previewOf(attempt.output);
}

// ---- Memory ---------------------------------------------------------------------------------------------------------

void FlowHistory::keep(StepAttempt &attempt, qint64 bytes)
{
    attempt.keptBytes += bytes;
    m_keptBytes += bytes;
}

void FlowHistory::makeRoom()
{
    while (m_keptBytes > m_limits.keptBytes && !m_ended.empty()) {
        StepAttempt &oldest = m_record->attempt(m_ended.front());
        m_ended.pop_front();
        if (oldest.keptBytes > 0)
            forget(oldest);
    }
    // Only what goes on is left.
    while (m_keptBytes > m_limits.keptBytes && !m_record->open.empty()) {
        const auto less = [this](int a, int b) {
            return m_record->attempt(a).keptBytes < m_record->attempt(b).keptBytes;
        };
        const int id = *std::max_element(m_record->open.begin(), m_record->open.end(), less);
        if (m_record->attempt(id).keptBytes == 0)
            return;
        forget(m_record->attempt(id));
    }
}

void FlowHistory::forget(StepAttempt &attempt)
{
    m_keptBytes -= std::exchange(attempt.keptBytes, 0);
    attempt.output.clear();
    attempt.input = {};
    attempt.completion = {};
    attempt.isTruncated = true;
    Q_EMIT outputReplaced(attempt.id, 0);
    Q_EMIT attemptChanged(attempt.id);
}
