// SPDX-License-Identifier: MIT
#include "recordingreader_p.h"

#include "recordingformat_p.h"
#include "recordingparser_p.h"
#include "wire/sseparser_p.h"

#include <QtCore/QFile>

#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;
using RecordingFormat::LatestTime;
using RecordingFormat::LongestHeader;
using RecordingFormat::LongestLine;

namespace
{

constexpr qint64 PieceSize = 256LL << 10;
constexpr qint64 MostInMemory = 1LL << 30;
constexpr std::size_t MostEntries = 10'000'000;
constexpr auto Padding = qsizetype(NoukaiWire::SseParser::Padding);

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

} // namespace

struct RecordingReader::Parser : RecordingParser {
};

RecordingReader::RecordingReader() = default;
RecordingReader::~RecordingReader() = default;
RecordingReader &RecordingReader::operator=(RecordingReader &&) noexcept = default;

void RecordingReader::reset(const QString &name)
{
    *this = RecordingReader();
    m_name = name;
    m_parser = std::make_unique<Parser>();
}

bool RecordingReader::open(const QString &fileName)
{
    reset(fileName);
    auto file = std::make_unique<QFile>(fileName);
    // Not buffered: pieces are large, and what QFile keeps would be a copy more.
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(NoukaiError(NoukaiError::Replay,
                                tr("The recording %1 cannot be read: %2").arg(fileName, file->errorString())));
    m_file = std::move(file);
    m_device = m_file.get();
    m_isSequential = m_device->isSequential();
    return true;
}

bool RecordingReader::open(QIODevice *device)
{
    reset(tr("The recording"));
    if (!device || !device->isReadable())
        return fail(NoukaiError(NoukaiError::Replay, tr("The device of the recording is not open for reading.")));
    m_device = device;
    m_isSequential = device->isSequential();
    if (!m_isSequential && !device->seek(0))
        return fail(
            NoukaiError(NoukaiError::Replay, tr("The recording cannot be read: %1").arg(device->errorString())));
    return true;
}

bool RecordingReader::fail(const NoukaiError &error)
{
    m_error = error;
    m_pending = {};
    m_memory = {};
    m_parser.reset();
    return false;
}

NoukaiError RecordingReader::failure(quint32 lineNumber, const QString &reason) const
{
    //: %1 is a file name or "The recording", %2 a number, %3 the reason in lower case
    return NoukaiError(NoukaiError::Replay, tr("%1, line %2: %3.").arg(m_name).arg(lineNumber).arg(reason));
}

// ---- Loading -------------------------------------------------------------------------------------------------------

RecordingReader::Progress RecordingReader::load(QDeadlineTimer deadline)
{
    while (!m_loaded && m_error.kind() == NoukaiError::NoError) {
        const bool more = readPiece();
        if (m_error.kind() != NoukaiError::NoError || !takeLines(!more))
            break;
        if (!more) {
            m_loaded = true;
            m_pending = {};
            m_parser.reset();
            m_entries.shrink_to_fit();
            if (m_isSequential)
                m_memory.append(Padding, '\0');
        } else if (deadline.hasExpired()) {
            return Progress::More;
        }
    }
    return m_loaded ? Progress::Done : Progress::Failed;
}

// False at the end, and where nothing more can be read.
bool RecordingReader::readPiece()
{
    if (!m_device)
        return fail(NoukaiError(NoukaiError::Replay, tr("The device of the recording was deleted.")));
    const qsizetype before = m_pending.size();
    if (m_pending.capacity() < before + PieceSize + Padding)
        m_pending.reserve(std::max(2 * before, before + qsizetype(PieceSize)) + Padding);
    m_pending.resize(before + PieceSize);
    const qint64 size = m_device->read(m_pending.data() + before, PieceSize);
    m_pending.resize(before + qMax<qint64>(0, size));
    if (size < 0 && !m_isSequential)
        return fail(NoukaiError(NoukaiError::Replay, tr("%1 cannot be read: %2").arg(m_name, m_device->errorString())));
    if (size <= 0)
        return false;
    if (m_isSequential) {
        if (m_memory.size() + size > MostInMemory)
            return fail(NoukaiError(NoukaiError::Replay,
                                    tr("%1 is too long to be kept in memory; play it from a file.").arg(m_name)));
        m_memory.append(m_pending.constData() + before, size);
    }
    return true;
}

bool RecordingReader::takeLines(bool atEnd)
{
    qsizetype begin = 0;
    const auto lineFrom = [this](qsizetype from, qsizetype to) {
        return std::string_view(m_pending.constData() + from, std::size_t(to - from));
    };
    while (true) {
        const char *const from = m_pending.constData() + m_scanned;
        const void *hit = std::memchr(from, '\n', std::size_t(m_pending.size() - m_scanned));
        if (!hit)
            break;
        const qsizetype end = static_cast<const char *>(hit) - m_pending.constData();
        if (!takeLine(lineFrom(begin, end), true))
            return false;
        begin = m_scanned = end + 1;
    }
    const qsizetype rest = m_pending.size() - begin;
    if (atEnd && rest > 0) {
        if (!takeLine(lineFrom(begin, m_pending.size()), false))
            return false;
        begin = m_pending.size();
    } else if (rest > (m_hasHeader ? LongestLine : LongestHeader)) {
        return fail(m_hasHeader ? failure(m_lineNumber + 1, tr("it is longer than 64 MiB"))
                                : failure(1, tr("this is no recording of Noukai")));
    }
    // By hand, so that the padding stays behind it.
    std::memmove(m_pending.data(), m_pending.constData() + begin, std::size_t(m_pending.size() - begin));
    m_pending.resize(m_pending.size() - begin);
    m_pendingOffset += begin;
    m_scanned = m_pending.size();
    if (atEnd && !m_hasHeader)
        return fail(NoukaiError(NoukaiError::Replay, tr("%1 is empty.").arg(m_name)));
    return true;
}

// `isWhole`: a line end follows.
bool RecordingReader::takeLine(std::string_view line, bool isWhole)
{
    ++m_lineNumber;
    if (!m_hasHeader) {
        if (line.starts_with("\xEF\xBB\xBF"))
            line.remove_prefix(3);
        const QString reason = readHeader(line);
        m_hasHeader = reason.isEmpty();
        return m_hasHeader || fail(failure(m_lineNumber, reason));
    }
    if (isBlank(line))
        return true;
    if (line.size() > std::size_t(LongestLine))
        return fail(failure(m_lineNumber, tr("it is longer than 64 MiB")));
    QString reason = m_parser->parse(line);
    if (!reason.isEmpty() && !isWhole) {
        m_cut = true; // whoever wrote it was stopped in the middle
        return true;
    }
    if (reason.isEmpty())
        reason = readEntry(line);
    return reason.isEmpty() || fail(failure(m_lineNumber, reason));
}

QString RecordingReader::readHeader(std::string_view line)
{
    const QString foreign = tr("this is no recording of Noukai");
    if (line.size() > std::size_t(LongestHeader) || !m_parser->parse(line).isEmpty() ||
        m_parser->text("noukai") != "recording"_L1)
        return foreign;
    qint64 version = 0;
    if (!m_parser->number("version", version) || version < 1)
        return tr("the version is missing or malformed");
    if (version > RecordingFormat::Version)
        return tr("it was written by a newer version of Noukai, in version %1 of the format; this one reads version %2")
            .arg(version)
            .arg(RecordingFormat::Version);
    m_created = QDateTime::fromString(m_parser->text("created"), Qt::ISODateWithMs);
    m_identifier = m_parser->text("identifier");
    m_version = m_parser->text("flowVersion");
    return {};
}

// What is wrong with the line that was parsed; empty where nothing is. A line of a kind that is not known is passed
// over, so that later versions can add some.
QString RecordingReader::readEntry(std::string_view line)
{
    const RecordingParser &json = *m_parser;
    const auto wrong = [](const char *member) {
        return tr("the member \"%1\" is missing or malformed").arg(QLatin1StringView(member));
    };
    const auto hasCursor = [&json] {
        qint64 cursor = -1;
        return json.number("cursor", cursor) && cursor >= 0 && cursor <= std::numeric_limits<int>::max();
    };
    Entry entry{};
    bool endsRun = false;
    if (json.has("event")) {
        const QString name = json.text("event");
        qint64 bytes = 0;
        if (name.isEmpty())
            return wrong("event");
        entry.kind = json.isObject("data") ? Event : Omitted;
        if (entry.kind == Omitted && !json.number("omitted", bytes))
            return wrong("data");
        endsRun = name == "flow_completed"_L1 || name == "step_error"_L1;
    } else if (json.has("run")) {
        entry.kind = Run;
        if (!RecordingFormat::beginFromName(json.text("run")))
            return wrong("run");
        if (!hasCursor())
            return wrong("cursor");
        if (m_identifier.isEmpty()) {
            m_identifier = json.text("identifier");
            m_version = json.text("flowVersion");
        }
    } else if (json.has("request")) {
        entry.kind = Request;
        if (!hasCursor())
            return wrong("cursor");
    } else if (json.has("answer")) {
        entry.kind = Answer;
        if (json.text("answer").isNull())
            return wrong("answer");
    } else if (json.has("state")) {
        entry.kind = State;
        if (!RecordingFormat::waitingStateFromName(json.text("state")))
            return wrong("state");
    } else if (json.has("warning")) {
        entry.kind = Warning;
        if (json.text("warning").isNull())
            return wrong("warning");
    } else if (json.has("end")) {
        entry.kind = End;
        if (!RecordingFormat::finalStateFromName(json.text("end")))
            return wrong("end");
        endsRun = true;
    } else {
        return {};
    }
    qint64 time = -1;
    if (!json.number("t", time))
        return wrong("t");
    if (time < 0 || time > LatestTime)
        return tr("the time %1 is negative or later than a year").arg(time);
    entry.time = time;
    entry.offset = quint64(m_pendingOffset + (line.data() - m_pending.constData()));
    entry.size = quint32(line.size());
    entry.lineNumber = m_lineNumber;
    return checkOrder(entry, endsRun);
}

QString RecordingReader::checkOrder(const Entry &entry, bool endsRun)
{
    if (entry.time < duration())
        return tr("the time %1 is before that of the line above").arg(entry.time);
    if (entry.kind == Run)
        m_runIsOpen = true;
    else if (!m_runIsOpen && (entry.kind == Event || entry.kind == Omitted || entry.kind == Request))
        return tr("it belongs to no run");
    if (endsRun)
        m_runIsOpen = false;
    if (m_entries.size() >= MostEntries)
        return tr("the recording has more than %1 lines").arg(MostEntries);
    m_eventCount += entry.kind == Event ? 1 : 0;
    m_entries.push_back(entry);
    return {};
}

// ---- Playing -------------------------------------------------------------------------------------------------------

std::string_view RecordingReader::line(std::size_t index)
{
    const Entry &entry = m_entries[index];
    const auto offset = qint64(entry.offset);
    if (m_isSequential)
        return {m_memory.constData() + offset, entry.size};
    if (offset < m_windowOffset || offset + entry.size > m_windowOffset + m_window.size()) {
        const qint64 wanted = std::max<qint64>(PieceSize, entry.size);
        m_window = QByteArray(); // gives back what an unusually long line took
        m_window.reserve(wanted + Padding);
        m_window.resize(wanted);
        m_windowOffset = offset;
        qint64 size = -1;
        if (m_device && m_device->seek(offset))
            size = m_device->read(m_window.data(), wanted);
        m_window.resize(qMax<qint64>(0, size));
        if (size < entry.size) {
            m_error = failure(entry.lineNumber, tr("it can no longer be read"));
            return {};
        }
    }
    return {m_window.constData() + (offset - m_windowOffset), entry.size};
}
