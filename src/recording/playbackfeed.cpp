// SPDX-License-Identifier: MIT
// What a player makes of each line of a recording.
#include "noukaiplayer_p.h"

#include "flow/noukaiflow_p.h"
#include "recordingformat_p.h"
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"

#include <utility>

using namespace Qt::StringLiterals;
using NoukaiWire::findJsonMember;

namespace
{

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

// Without reading the rest, which may be the body of a request.
int cursorOf(std::string_view line)
{
    return NoukaiWire::fromJsonText(bytesOf(findJsonMember(line, "cursor"))).toInt();
}

QString textOf(std::string_view line, std::string_view member)
{
    return NoukaiWire::fromJsonText(bytesOf(findJsonMember(line, member))).toString();
}

} // namespace

// True when the playback goes on.
bool NoukaiPlayerPrivate::feedNext()
{
    const RecordingReader::Entry entry = reader.entries()[m_next];
    const std::string_view line = reader.line(m_next);
    if (line.empty()) {
        fail(reader.error());
        return false;
    }
    ++m_next;
    m_soughtTo = 0;
    position = double(entry.time);
    if (!m_attached && entry.kind != RecordingReader::Run)
        return true; // the last event was the end already

    const QPointer<NoukaiPlayer> alive(q);
    const quint64 playback = m_playback;
    m_feeding = true;
    feed(entry, line);
    if (!alive)
        return false;
    m_feeding = false;
    if (m_playback != playback) {
        wake(); // a slot may have stopped and begun anew, and used up its wake-up in an event loop of its own
        return false;
    }
    const bool cancelled = !m_attached && (!flow || flow->state() == NoukaiFlow::Cancelled);
    if (cancelled && entry.kind != RecordingReader::End) {
        stop(); // the application has had enough
        return false;
    }
    return true;
}

// Nothing of this object may be used after the flow was called: a slot may have deleted it.
void NoukaiPlayerPrivate::feed(const RecordingReader::Entry &entry, std::string_view line)
{
    NoukaiFlowPrivate *const target = NoukaiFlowPrivate::get(flow);
    switch (RecordingReader::Kind(entry.kind)) {
    case RecordingReader::Run:
        feedRun(target, line);
        return;
    case RecordingReader::Request:
        m_requestId.clear();
        feedCall(target, line);
        return;
    case RecordingReader::Answer:
        m_requestId = textOf(line, "answer");
        target->feedState(NoukaiFlow::Running, m_requestId);
        return;
    case RecordingReader::Event:
        feedEvent(target, entry, line);
        return;
    case RecordingReader::Omitted:
        target->streamWarning(NoukaiPlayer::tr("An event of %1 bytes was too long to be recorded.")
                                  .arg(bytesOf(findJsonMember(line, "omitted")).toLongLong()),
                              true);
        return;
    case RecordingReader::State:
        if (const auto state = RecordingFormat::waitingStateFromName(textOf(line, "state")))
            target->feedState(*state, m_requestId);
        return;
    case RecordingReader::Warning:
        target->streamWarning(textOf(line, "warning"), findJsonMember(line, "dropped") == "true");
        return;
    case RecordingReader::End:
        feedEnd(target, line);
        return;
    }
}

void NoukaiPlayerPrivate::feedCall(NoukaiFlowPrivate *target, std::string_view line)
{
    const std::string_view body = findJsonMember(line, "request");
    if (!target->hasObservers() || !body.starts_with('{')) {
        target->feedCall(cursorOf(line));
        return;
    }
    RunInput input = RunInput::fromBody(body);
    input.identifier = m_identifier;
    input.version = m_version;
    input.executes = m_executes;
    target->feedCall(cursorOf(line), &input);
}

void NoukaiPlayerPrivate::feedRun(NoukaiFlowPrivate *target, std::string_view line)
{
    using Begin = FlowObserver::Begin;
    Begin how = RecordingFormat::beginFromName(textOf(line, "run")).value_or(Begin::Start);
    const int cursor = cursorOf(line);
    if (m_attached &&
        !endRun(NoukaiFlow::Interrupted,
                NoukaiError(NoukaiError::Replay, NoukaiPlayer::tr("The recording ends before the run did."))))
        return;
    if (!checkFlow())
        return;
    // What the flow held before has nothing to do with this recording.
    if (!std::exchange(m_runSeen, true) && (how == Begin::Resume || how == Begin::Rerun))
        how = Begin::Start;
    m_requestId.clear();
    m_identifier = textOf(line, "identifier");
    m_version = textOf(line, "flowVersion");
    if (m_identifier.isEmpty()) {
        m_identifier = reader.identifier();
        m_version = reader.version();
    }
    m_executes = how == Begin::Execute;
    m_attached = true;
    target->beginFeed(this, how, cursor);
}

void NoukaiPlayerPrivate::feedEvent(NoukaiFlowPrivate *target, const RecordingReader::Entry &entry,
                                    std::string_view line)
{
    std::string_view name = findJsonMember(line, "event");
    QByteArray unquoted;
    if (name.find('\\') != std::string_view::npos) {
        unquoted = NoukaiWire::fromJsonText(bytesOf(name)).toString().toUtf8();
        name = {unquoted.constData(), std::size_t(unquoted.size())};
    } else {
        name = name.substr(std::min<std::size_t>(1, name.size()), name.size() < 2 ? 0 : name.size() - 2);
    }
    using NoukaiWire::Decoded;
    Decoded decoded = m_decoder.decode({name, findJsonMember(line, "data")});
    switch (decoded.outcome) {
    case Decoded::Event:
        target->feedEvent(decoded.event, !endsNext());
        return;
    case Decoded::Dropped:
        target->streamWarning(decoded.reason, true);
        return;
    case Decoded::Broken:
        // In lower case and without a full stop, as all reasons.
        target->feedEnd(NoukaiFlow::Interrupted, reader.failure(entry.lineNumber, decoded.reason));
        return;
    }
}

void NoukaiPlayerPrivate::feedEnd(NoukaiFlowPrivate *target, std::string_view line)
{
    const auto state = RecordingFormat::finalStateFromName(textOf(line, "end")).value_or(NoukaiFlow::Interrupted);
    const QJsonValue json = NoukaiWire::fromJsonText(bytesOf(findJsonMember(line, "error")));
    NoukaiError why;
    if (json.isObject())
        why = RecordingFormat::errorFromJson(json.toObject());
    else if (state != NoukaiFlow::Cancelled)
        why = NoukaiError(NoukaiError::Replay, NoukaiPlayer::tr("The recording does not say how the run ended."));
    // A run completes by its last event alone.
    target->feedEnd(state == NoukaiFlow::Completed ? NoukaiFlow::Interrupted : state, why);
}

// Whether the recording tells the end of the run after what is being fed.
bool NoukaiPlayerPrivate::endsNext() const
{
    return m_next < reader.entries().size() && reader.entries()[m_next].kind == RecordingReader::End;
}

// Ends the run that is being played. True when the playback goes on.
bool NoukaiPlayerPrivate::endRun(NoukaiFlow::State state, const NoukaiError &why)
{
    const QPointer<NoukaiPlayer> alive(q);
    const quint64 playback = m_playback;
    const bool within = std::exchange(m_feeding, true);
    NoukaiFlowPrivate::get(flow)->feedEnd(state, why);
    if (!alive)
        return false;
    m_feeding = within;
    m_attached = false;
    if (m_playback == playback)
        return true;
    wake();
    return false;
}
