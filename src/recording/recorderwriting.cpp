// SPDX-License-Identifier: MIT
// How a recorder writes: the lines, and how they reach the file.
#include "noukairecorder_p.h"

#include "flow/noukaiflow_p.h"
#include "recordingformat_p.h"
#include "wire/eventdata_p.h"
#include "wire/jsontext_p.h"

#include <Noukai/noukaiversion.h>

#include <QtCore/QDateTime>
#include <QtCore/QThread>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

// A write to the system for each event would take longer than the event itself where they come in thousands.
constexpr std::chrono::nanoseconds FlushTime = 1ms;
constexpr qsizetype MostHeldBack = 64 * 1024; // bytes

} // namespace

NoukaiRecorderPrivate::NoukaiRecorderPrivate(NoukaiRecorder *q)
    : q(q)
{
}

NoukaiRecorderPrivate::~NoukaiRecorderPrivate()
{
    close();
    setFlow(nullptr);
}

bool NoukaiRecorderPrivate::start()
{
    if (recording)
        return true;
    const bool hadError = error.kind() != NoukaiError::NoError;
    error = {};
    QString problem;
    if (!flow)
        problem = NoukaiRecorder::tr("There is no flow to record.");
    else if (flow->thread() != q->thread())
        problem = NoukaiRecorder::tr("The recorder and its flow must live in the same thread.");
    else if (device && !device->isWritable())
        problem = NoukaiRecorder::tr("The device for the recording is not open for writing.");
    else if (!device && fileName.isEmpty())
        problem = NoukaiRecorder::tr("There is no file name for the recording.");
    if (!problem.isEmpty()) {
        fail(NoukaiError::Configuration, problem);
    } else if (device) {
        m_output = device;
        m_file.reset();
    } else {
        m_file = std::make_unique<QFile>(fileName);
        // It holds what people wrote and models answered.
        if (m_file->open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered,
                         QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            m_output = m_file.get();
        else
            fail(NoukaiError::Replay,
                 NoukaiRecorder::tr("The recording %1 cannot be written: %2").arg(fileName, m_file->errorString()));
    }
    if (m_output) {
        recording = true;
        m_redactor = {};
        m_redactor.setFields(redactedFields);
        m_inRun = false;
        bytesWritten = 0;
        m_timeText.clear();
        m_flushedAt = -FlushTime.count();
        m_clock.start();
        writeHeader();
        flush();
    }
    m_changes |= (m_output ? RecordingChange | BytesChange : 0) | (hadError ? ErrorChange : 0);
    const bool begun = recording;
    tell();
    return begun;
}

void NoukaiRecorderPrivate::stop()
{
    if (!recording)
        return;
    writePause();
    flush();
    close();
    m_changes |= RecordingChange;
    tell();
}

void NoukaiRecorderPrivate::close()
{
    recording = false;
    m_inRun = false;
    m_output = nullptr;
    m_file.reset();
    m_lines.clear();
    m_spare.clear();
    m_pause.clear();
    m_eventText.clear();
}

void NoukaiRecorderPrivate::setFlow(NoukaiFlow *next)
{
    if (flow) {
        NoukaiFlowPrivate::get(flow)->removeObserver(this);
        flow->disconnect(q);
    }
    flow = next;
    m_flow = next ? NoukaiFlowPrivate::get(next) : nullptr;
    if (!next)
        return;
    m_flow->addObserver(this);
    QObject::connect(next, &NoukaiFlow::stateChanged, q, [this] { onStateChanged(); });
    QObject::connect(next, &NoukaiFlow::stepPaused, q, [this] { writePause(); });
    QObject::connect(next, &NoukaiFlow::warningRaised, q, [this](const QString &warning) { onWarning(warning); });
}

// ---- Lines ---------------------------------------------------------------------------------------------------------

void NoukaiRecorderPrivate::writeHeader()
{
    m_line = m_lines.size();
    m_lines += "{\"noukai\":\"recording\",\"version\":" + QByteArray::number(RecordingFormat::Version);
    addText("created", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    addText("library", QStringLiteral(NOUKAI_VERSION_STR));
    if (!flow->identifier().isEmpty()) {
        addText("identifier", flow->identifier());
        addText("flowVersion", flow->version());
    }
    m_lines += "}\n";
}

void NoukaiRecorderPrivate::beginLine()
{
    constexpr qint64 Millisecond = 1'000'000;
    m_now = m_clock.nsecsElapsed();
    if (const qint64 time = m_now / Millisecond; time != m_time || m_timeText.isEmpty()) {
        m_time = time;
        m_timeText = "{\"t\":" + QByteArray::number(time);
    }
    m_line = m_lines.size();
    m_lines += m_timeText;
    m_member = m_lines.size();
}

void NoukaiRecorderPrivate::endLine()
{
    m_lines += "}\n";
    if (m_lines.size() >= MostHeldBack || m_now - m_flushedAt >= FlushTime.count()) {
        flush();
    } else if (!std::exchange(m_flushIsDue, true)) {
        const auto flushNow = [this] {
            m_flushIsDue = false;
            flush();
        };
        QMetaObject::invokeMethod(q, flushNow, Qt::QueuedConnection);
    }
}

void NoukaiRecorderPrivate::addText(const char *member, const QString &text)
{
    const QByteArray json = NoukaiWire::toJsonText(QString::fromUtf8(text.toUtf8()));
    m_lines += ",\"" + QByteArray(member) + "\":";
    m_redactor.append(m_lines, {json.constData(), std::size_t(json.size())});
}

void NoukaiRecorderPrivate::runBegins(Begin how, int cursor)
{
    if (!recording)
        return;
    m_inRun = true;
    m_isConnecting = true;
    m_pause.clear();
    m_requestId.reset();
    m_dropped = how == Begin::Resume || how == Begin::Rerun ? flow->droppedEvents() : 0;
    m_flow->addSecret(m_redactor);
    m_outputs.clear();
    beginLine();
    addText("run", RecordingFormat::nameOf(how));
    m_lines += ",\"cursor\":" + QByteArray::number(cursor);
    addText("identifier", flow->identifier());
    addText("flowVersion", flow->version());
    endLine();
}

void NoukaiRecorderPrivate::callSent(int cursor, const QByteArray &body)
{
    if (!m_inRun)
        return;
    writePause();
    m_flow->addSecret(m_redactor); // it may have been set anew since
    m_requestId.reset();
    beginLine();
    m_lines += ",\"cursor\":" + QByteArray::number(cursor) + ",\"request\":";
    const qsizetype before = m_lines.size();
    if (body.size() < RecordingFormat::LongestLine)
        m_redactor.append(m_lines, {body.constData(), std::size_t(body.size())});
    if (m_lines.size() == before || m_lines.size() - m_line >= RecordingFormat::LongestLine) {
        m_lines.truncate(before);
        m_lines += "null,\"omitted\":" + QByteArray::number(body.size());
    }
    endLine();
}

void NoukaiRecorderPrivate::eventArrived(const NoukaiEvent &event)
{
    if (!m_inRun)
        return;
    writeAnswer();
    const NoukaiEventData *data = NoukaiEventAccess::data(event);
    if (m_eventText.isEmpty() || data->eventType != m_eventName) {
        m_eventName = data->eventType;
        m_eventText = ",\"event\":";
        const QByteArray name = NoukaiWire::toJsonText(QString::fromUtf8(m_eventName.toUtf8()));
        m_redactor.append(m_eventText, {name.constData(), std::size_t(name.size())});
        m_eventText += ",\"data\":";
    }
    beginLine();
    m_lines += m_eventText;
    const qsizetype before = m_lines.size();
    const std::string_view payload = data->payload();
    if (const auto spelt = m_outputs.payload(event, m_redactor)) {
        m_redactor.append(m_lines, {spelt->constData(), std::size_t(spelt->size())});
    } else if (data->replaceInvalidUtf8) {
        const QByteArray clean = data->rawMember({});
        m_redactor.append(m_lines, {clean.constData(), std::size_t(clean.size())});
    } else {
        m_redactor.append(m_lines, payload.substr(std::min(payload.find('{'), payload.size())));
    }
    if (m_lines.size() == before || m_lines.size() - m_line >= RecordingFormat::LongestLine) {
        m_lines.truncate(before);
        m_lines += "null,\"omitted\":" + QByteArray::number(qint64(payload.size()));
    }
    if (event.type() == NoukaiEvent::StepPaused) {
        // Whether the flow stops at it is told before the event.
        m_pause = m_lines.sliced(m_member);
        m_lines.truncate(m_line);
    } else {
        endLine();
    }
}

void NoukaiRecorderPrivate::writePause()
{
    if (m_pause.isEmpty())
        return;
    beginLine();
    m_lines += std::exchange(m_pause, {});
    endLine();
}

// Which answer the events belong to, once for each.
void NoukaiRecorderPrivate::writeAnswer()
{
    const QString requestId = m_flow->requestId();
    if (m_requestId == requestId)
        return;
    m_requestId = requestId;
    m_isConnecting = false;
    beginLine();
    addText("answer", requestId);
    endLine();
}

void NoukaiRecorderPrivate::onStateChanged()
{
    if (!m_inRun)
        return;
    const NoukaiFlow::State state = flow->state();
    switch (state) {
    case NoukaiFlow::Running:
        if (m_isConnecting)
            writeAnswer();
        return;
    case NoukaiFlow::Paused:
    case NoukaiFlow::AwaitingTools:
        beginLine();
        addText("state", RecordingFormat::nameOf(state));
        endLine();
        writePause();
        return;
    case NoukaiFlow::Completed:
    case NoukaiFlow::Failed:
    case NoukaiFlow::Cancelled:
    case NoukaiFlow::Interrupted:
        break;
    case NoukaiFlow::Idle:
    case NoukaiFlow::Connecting:
        return;
    }
    writePause();
    m_inRun = false;
    beginLine();
    addText("end", RecordingFormat::nameOf(state));
    if (state == NoukaiFlow::Failed || state == NoukaiFlow::Interrupted) {
        const QByteArray json = NoukaiWire::toJsonText(RecordingFormat::toJson(flow->error()));
        m_lines += ",\"error\":";
        m_redactor.append(m_lines, {json.constData(), std::size_t(json.size())});
    }
    endLine();
    flush();
}

void NoukaiRecorderPrivate::onWarning(const QString &warning)
{
    if (!m_inRun)
        return;
    writePause();
    beginLine();
    addText("warning", warning);
    if (flow->droppedEvents() > m_dropped)
        m_lines += ",\"dropped\":true";
    m_dropped = flow->droppedEvents();
    endLine();
}

// The flow is half gone: nothing of it is touched any more.
void NoukaiRecorderPrivate::flowGoing()
{
    flow = nullptr;
    if (recording)
        fail(NoukaiError::Configuration, NoukaiRecorder::tr("The flow that was recorded was deleted."));
    tellLater(FlowChange);
}

// ---- The file ------------------------------------------------------------------------------------------------------

void NoukaiRecorderPrivate::flush()
{
    if (!recording || m_lines.isEmpty())
        return;
    if (!m_file && !device) {
        fail(NoukaiError::Replay, NoukaiRecorder::tr("The device of the recording was deleted."));
        return;
    }
    // Whoever is called by the device may write lines of their own.
    QByteArray lines = std::exchange(m_lines, std::exchange(m_spare, {}));
    const qint64 size = lines.size();
    const qint64 written = m_output->write(lines);
    if (!m_file && written == size) {
        if (auto *file = qobject_cast<QFileDevice *>(m_output))
            file->flush();
    }
    m_flushedAt = m_clock.nsecsElapsed();
    if (lines.capacity() <= 2 * MostHeldBack) {
        lines.resize(0); // keeps its memory
        m_spare = std::move(lines);
    }
    if (written > 0) {
        bytesWritten += written;
        tellLater(BytesChange);
    }
    if (written != size)
        fail(NoukaiError::Replay, NoukaiRecorder::tr("The recording %1 cannot be written: %2")
                                      .arg(m_file ? fileName : QString(), m_output->errorString())
                                      .simplified());
}

void NoukaiRecorderPrivate::fail(NoukaiError::Kind kind, const QString &message)
{
    const bool wasRecording = recording;
    error = NoukaiError(kind, message);
    if (wasRecording)
        close();
    tellLater(quint8(ErrorChange | (wasRecording ? RecordingChange : 0)));
}

void NoukaiRecorderPrivate::tellLater(quint8 changes)
{
    if (std::exchange(m_changes, quint8(m_changes | changes)) == 0)
        QMetaObject::invokeMethod(
            q, [this] { tell(); }, Qt::QueuedConnection);
}

void NoukaiRecorderPrivate::tell()
{
    const QPointer<NoukaiRecorder> alive(q);
    const quint8 changes = std::exchange(m_changes, 0);
    const NoukaiError told = error;
    if (changes & FlowChange)
        Q_EMIT q->flowChanged();
    if (alive && (changes & RecordingChange))
        Q_EMIT q->recordingChanged();
    if (alive && (changes & BytesChange))
        Q_EMIT q->bytesWrittenChanged();
    if (alive && (changes & ErrorChange))
        Q_EMIT q->errorChanged();
    if (alive && (changes & ErrorChange) && told.kind() != NoukaiError::NoError)
        Q_EMIT q->errorOccurred(told);
}
