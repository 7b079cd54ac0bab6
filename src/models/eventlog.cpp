// SPDX-License-Identifier: MIT
// How the event log follows a flow, and what it keeps.
#include "eventlog_p.h"

#include "flow/noukaiflow_p.h"
#include "wire/eventdata_p.h"
#include "wire/jsonslice_p.h"
#include "wire/jsontext_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

using Private = NoukaiEventLogModelPrivate;

constexpr int Frame = 16; // ms
constexpr qsizetype MostSteps = 10000;
constexpr qsizetype LongestName = 1000; // of a step or an event; longer ones are cut
constexpr qsizetype PreviewBytes = 1000;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

// Of a piece of text what it says, of all else the JSON. `raw` has the key taken out, the event's own text has not.
QString previewOf(const NoukaiEvent &event, const QByteArray &raw)
{
    const auto *output = dataOf<NoukaiStepOutputData>(event);
    if (!output || output->form != NoukaiStepOutputData::Text)
        return NoukaiText::preview(QString::fromUtf8(raw.left(PreviewBytes)));
    if (viewOf(raw) == output->payload())
        return NoukaiText::preview(output->text);
    const std::string_view text = NoukaiWire::findJsonMember(viewOf(raw), "outputData");
    return NoukaiText::preview(NoukaiWire::fromJsonText(QByteArray(text.data(), qsizetype(text.size()))).toString());
}

bool matches(const EventFilter &filter, const Private::Entry &entry)
{
    if (filter.isEmpty())
        return true;
    return filter.matches({entry.type, entry.stepId, entry.stepName, entry.stepIndex,
                           entry.problem != Private::Problem::None, entry.problem == Private::Problem::Unknown,
                           entry.raw});
}

} // namespace

NoukaiEventLogModelPrivate::NoukaiEventLogModelPrivate(NoukaiEventLogModel *q)
    : q(q)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(Frame);
    QObject::connect(&m_timer, &QTimer::timeout, q, [this] { flush(); });
}

NoukaiEventLogModelPrivate::~NoukaiEventLogModelPrivate()
{
    detach();
}

void NoukaiEventLogModelPrivate::detach()
{
    if (!flow)
        return;
    flow->disconnect(q);
    NoukaiFlowPrivate::get(flow)->removeObserver(this);
    flow = nullptr;
}

void NoukaiEventLogModelPrivate::setFlow(NoukaiFlow *next)
{
    detach();
    flow = next;
    if (flow)
        connectFlow();
    m_clears = m_sawBeginning = false;
    m_timeOffset = 0;
    m_open.clear();
    m_stepNames.clear();
    clear();
}

void NoukaiEventLogModelPrivate::connectFlow()
{
    NoukaiFlowPrivate::get(flow)->addObserver(this);
    learnSecret();
    m_droppedBefore = flow->droppedEvents();
    QObject::connect(flow, &NoukaiFlow::stateChanged, q, [this] {
        if (m_clears)
            clear();
    });
    QObject::connect(flow, &NoukaiFlow::eventReceived, q, [this](const NoukaiEvent &event) { record(event); });
    QObject::connect(flow, &NoukaiFlow::warningRaised, q, [this](const QString &warning) {
        const bool dropped = flow && flow->droppedEvents() > m_droppedBefore;
        m_droppedBefore = flow ? flow->droppedEvents() : 0;
        record(dropped ? Problem::Dropped : Problem::Warning, warning);
    });
    QObject::connect(flow, &NoukaiFlow::errorOccurred, q, [this](const NoukaiError &error) {
        record(Problem::Error,
               error.code().isEmpty() ? error.message() : QString(error.code() + u": " + error.message()));
    });
    QObject::connect(flow, &QObject::destroyed, q, [this] {
        const QPointer<NoukaiEventLogModel> alive(q);
        flush();
        if (alive)
            Q_EMIT q->flowChanged();
    });
}

// ---- What the flow tells from inside its work ----------------------------------------------------------------------

void NoukaiEventLogModelPrivate::runBegins(Begin how, int cursor)
{
    Q_UNUSED(cursor)
    learnSecret();
    if (how == Begin::Resume || how == Begin::Rerun)
        return;
    m_clears = true;
    m_sawBeginning = true;
    m_timeOffset = -NoukaiFlowPrivate::get(flow)->time();
    m_open.clear();
    m_stepNames.clear();
    m_droppedBefore = 0;
}

void NoukaiEventLogModelPrivate::callSent(int cursor, const QByteArray &body)
{
    Q_UNUSED(cursor)
    Q_UNUSED(body)
}

void NoukaiEventLogModelPrivate::flowGoing()
{
    flow = nullptr;
}

void NoukaiEventLogModelPrivate::learnSecret()
{
    NoukaiClient *client = flow->client();
    const QCoreApplication *application = QCoreApplication::instance();
    if (!client && application && application->thread() == QThread::currentThread())
        client = NoukaiClient::defaultClient();
    m_redactor = {};
    if (client && client->thread() == QThread::currentThread())
        m_redactor.addSecret(NoukaiClientPrivate::get(client)->credential);
}

// ---- Writing down --------------------------------------------------------------------------------------------------

void NoukaiEventLogModelPrivate::record(const NoukaiEvent &event)
{
    Entry entry;
    entry.type = event.eventType().left(LongestName);
    entry.stepId = event.stepId().left(LongestName);
    entry.stepName = nameOf(event);
    entry.stepIndex = event.stepIndex();
    const NoukaiEventData *data = NoukaiEventAccess::data(event);
    const QByteArray replaced = data->replaceInvalidUtf8 ? event.payload() : QByteArray();
    m_redactor.append(entry.raw, data->replaceInvalidUtf8 ? viewOf(replaced) : data->payload());
    entry.preview = previewOf(event, entry.raw);
    entry.problem = event.type() == NoukaiEvent::Unknown ? Problem::Unknown : orderProblem(event);
    add(std::move(entry));
}

void NoukaiEventLogModelPrivate::record(Problem problem, const QString &sentence)
{
    Entry entry;
    entry.type = problem == Problem::Error ? u"error"_s : problem == Problem::Dropped ? u"dropped"_s : u"warning"_s;
    entry.raw = sentence.toUtf8();
    entry.preview = NoukaiText::preview(sentence);
    entry.problem = problem;
    add(std::move(entry));
}

void NoukaiEventLogModelPrivate::add(Entry &&entry)
{
    if (!isRecorded(entry)) {
        ++skipped;
        if (!m_timer.isActive())
            m_timer.start();
        return;
    }
    entry.sequence = ++total;
    entry.timeMs = flow ? qMax(qint64(0), NoukaiFlowPrivate::get(flow)->time() + m_timeOffset) : 0;
    entry.rawSize = entry.raw.size();
    // One event may not push out all others.
    if (entry.rawSize > byteCapacity / 4) {
        entry.raw.truncate(byteCapacity / 4);
        entry.raw.squeeze();
    }
    m_bytes += entry.raw.size();
    problems += entry.problem != Problem::None ? 1 : 0;
    m_entries.push_back(std::move(entry));
    if (!m_timer.isActive())
        m_timer.start();
    // A flow that never lets the event loop turn.
    const qint64 kept = qint64(m_entries.size());
    if (paused ? kept / 3 > capacity || m_bytes / 3 > byteCapacity
               : total - told > capacity || m_bytes / 2 > byteCapacity)
        flush();
}

// A step's events belong between its start and its end.
NoukaiEventLogModelPrivate::Problem NoukaiEventLogModelPrivate::orderProblem(const NoukaiEvent &event)
{
    const QString &id = event.stepId();
    switch (event.type()) {
    case NoukaiEvent::StepStarted:
        if (m_open.size() < MostSteps)
            m_open.insert(id);
        else
            m_sawBeginning = false; // too many to know
        return Problem::None;
    case NoukaiEvent::StepInput:
    case NoukaiEvent::StepOutput:
        return m_sawBeginning && !m_open.contains(id) ? Problem::OutOfOrder : Problem::None;
    case NoukaiEvent::StepCompleted:
    case NoukaiEvent::StepFailed:
        return !m_open.remove(id) && m_sawBeginning ? Problem::OutOfOrder : Problem::None;
    default:
        return Problem::None;
    }
}

QString NoukaiEventLogModelPrivate::nameOf(const NoukaiEvent &event)
{
    if (event.type() == NoukaiEvent::StepStarted) {
        const QString name = event.to<NoukaiStepStarted>().name().left(LongestName);
        if (!name.isEmpty() && m_stepNames.size() < MostSteps)
            m_stepNames.insert(event.stepId(), name);
    }
    return m_stepNames.value(event.stepId(), event.stepId().left(LongestName));
}

// ---- Telling -------------------------------------------------------------------------------------------------------

void NoukaiEventLogModelPrivate::flush()
{
    if (m_flushing) { // a slot that is told of rows made some more
        m_timer.start();
        return;
    }
    const QPointer<NoukaiEventLogModel> alive(q);
    m_flushing = true;
    m_timer.stop();
    evict(paused ? 2 * capacity : capacity, paused ? 2 * byteCapacity : byteCapacity);
    if (alive && !paused)
        showNew();
    if (!alive)
        return;
    m_flushing = false;
    Q_EMIT q->countChanged();
}

// Lets the oldest go, all but one, until the rest fits.
void NoukaiEventLogModelPrivate::evict(int events, qint64 bytes)
{
    std::size_t surplus = 0;
    while (surplus + 1 < m_entries.size() && (m_entries.size() - surplus > std::size_t(events) || m_bytes > bytes)) {
        spill(m_entries[surplus]);
        m_bytes -= m_entries[surplus].raw.size();
        m_entries[surplus].raw.clear();
        ++surplus;
    }
    if (surplus == 0)
        return;
    flushSpill();
    const qint64 last = m_entries[surplus - 1].sequence;
    const auto rows = std::upper_bound(m_rows.begin(), m_rows.end(), last) - m_rows.begin();
    if (rows > 0)
        q->beginRemoveRows({}, 0, int(rows) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + rows);
    m_entries.erase(m_entries.begin(), m_entries.begin() + qptrdiff(surplus));
    told = qMax(told, last);
    if (rows > 0)
        q->endRemoveRows();
}

void NoukaiEventLogModelPrivate::showNew()
{
    std::deque<qint64> rows;
    const auto byNumber = [](const Entry &entry, qint64 sequence) {
        return entry.sequence <= sequence;
    };
    for (auto entry = std::lower_bound(m_entries.begin(), m_entries.end(), told, byNumber); entry != m_entries.end();
         ++entry) {
        if (matches(m_filter, *entry))
            rows.push_back(entry->sequence);
    }
    told = total;
    if (rows.empty())
        return;
    q->beginInsertRows({}, rowCount(), rowCount() + int(rows.size()) - 1);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    q->endInsertRows();
}

// What is wrong is written down whatever a person looks for.
bool NoukaiEventLogModelPrivate::isRecorded(const Entry &entry) const
{
    return entry.problem != Problem::None || matches(m_recordFilter, entry);
}

const NoukaiEventLogModelPrivate::Entry &NoukaiEventLogModelPrivate::find(qint64 sequence) const
{
    return m_entries[std::size_t(sequence - m_entries.front().sequence)]; // the numbers have no gaps
}

int NoukaiEventLogModelPrivate::rowOf(qint64 sequence) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), sequence);
    return found != m_rows.end() && *found == sequence ? int(found - m_rows.begin()) : -1;
}

void NoukaiEventLogModelPrivate::setFilter(const QString &line)
{
    const QPointer<NoukaiEventLogModel> alive(q);
    const QString before = filterError;
    filter = line;
    const std::optional<EventFilter> parsed = EventFilter::parse(line, &filterError);
    if (parsed) {
        m_filter = *parsed;
        refilter();
    }
    if (alive)
        Q_EMIT q->filterChanged();
    if (alive && filterError != before)
        Q_EMIT q->filterErrorChanged();
}

// What is there stays: only what comes from now on is held to it.
void NoukaiEventLogModelPrivate::setRecordFilter(const QString &line)
{
    const QPointer<NoukaiEventLogModel> alive(q);
    const QString before = recordFilterError;
    recordFilter = line;
    if (const std::optional<EventFilter> parsed = EventFilter::parse(line, &recordFilterError))
        m_recordFilter = *parsed;
    Q_EMIT q->recordFilterChanged();
    if (alive && recordFilterError != before)
        Q_EMIT q->recordFilterErrorChanged();
}

void NoukaiEventLogModelPrivate::refilter()
{
    const QPointer<NoukaiEventLogModel> alive(q);
    q->beginResetModel();
    m_rows.clear();
    for (const Entry &entry : m_entries) {
        if (entry.sequence <= told && matches(m_filter, entry))
            m_rows.push_back(entry.sequence);
    }
    q->endResetModel();
    if (alive)
        Q_EMIT q->countChanged();
}

void NoukaiEventLogModelPrivate::clear()
{
    m_clears = false;
    for (const Entry &entry : m_entries)
        spill(entry);
    flushSpill();
    const QPointer<NoukaiEventLogModel> alive(q);
    q->beginResetModel();
    m_entries.clear();
    m_rows.clear();
    m_bytes = total = told = problems = skipped = 0;
    q->endResetModel();
    if (alive)
        Q_EMIT q->countChanged();
}

// ---- The file for what is too old ----------------------------------------------------------------------------------

void NoukaiEventLogModelPrivate::setSpillFile(const QString &path)
{
    m_spill.close();
    spillFile = path;
    const bool hadError = !spillError.isEmpty();
    spillError.clear();
    const QPointer<NoukaiEventLogModel> alive(q);
    if (!path.isEmpty()) {
        m_spill.setFileName(path);
        // It holds what people wrote and models answered.
        if (!m_spill.open(QIODevice::WriteOnly | QIODevice::Append, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            failSpill();
    }
    if (alive && hadError && spillError.isEmpty())
        Q_EMIT q->spillErrorChanged();
    if (alive)
        Q_EMIT q->spillFileChanged();
}

// An object per line, like the event's row; `data` is the event itself, `text` what is no JSON or was cut.
void NoukaiEventLogModelPrivate::spill(const Entry &entry)
{
    if (!m_spill.isOpen())
        return;
    QJsonObject head{{u"sequence"_s, entry.sequence}, {u"timeMs"_s, entry.timeMs}, {u"type"_s, entry.type}};
    if (!entry.stepId.isEmpty())
        head[u"stepId"_s] = entry.stepId;
    if (entry.stepIndex >= 0)
        head[u"stepIndex"_s] = entry.stepIndex;
    const bool isSentence = entry.problem >= Problem::Dropped;
    const bool isCut = entry.raw.size() < entry.rawSize;
    if (isSentence || isCut)
        head[u"text"_s] = QString::fromUtf8(entry.raw);
    QByteArray line = NoukaiWire::toJsonText(head);
    if (!isSentence && !isCut) {
        line.chop(1);
        line += ",\"data\":" + entry.raw + '}';
    }
    line += '\n';
    if (m_spill.write(line) != line.size())
        failSpill();
}

void NoukaiEventLogModelPrivate::flushSpill()
{
    if (m_spill.isOpen() && !m_spill.flush())
        failSpill();
}

// Told from the event loop: rows may be on their way.
void NoukaiEventLogModelPrivate::failSpill()
{
    spillError =
        NoukaiEventLogModel::tr("Older events cannot be written to %1: %2").arg(spillFile, m_spill.errorString());
    m_spill.close();
    QMetaObject::invokeMethod(q, &NoukaiEventLogModel::spillErrorChanged, Qt::QueuedConnection);
}
