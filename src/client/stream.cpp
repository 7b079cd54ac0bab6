// SPDX-License-Identifier: MIT
#include "stream_p.h"

#include "logbuilder_p.h"
#include "noukaiclient_p.h"
#include "replyerror_p.h"
#include "uploaddevice_p.h"
#include "wire/httperror_p.h"

#include <QtCore/QTimerEvent>
#include <QtNetwork/QSslError>

#include <limits>

using namespace NoukaiWire;
using namespace Qt::StringLiterals;

namespace
{

// Also the fastest size: a larger one only keeps more memory.
constexpr qint64 ReadBufferBytes = 256 << 10;
using ReplyError::RefusalBytes;
constexpr int LingerMs = 5'000;
constexpr qint64 LingerBytes = 1 << 20;
// When silence seems to be over the limit, what already waits in the event queue is still looked at.
constexpr int LastChanceMs = 50;

} // namespace

Stream::Stream(NoukaiClientPrivate *client, const QNetworkRequest &request, Method method, const QByteArray &body,
               StreamSink *sink, int timeout)
    : QObject(client->q)
    , m_client(client)
    , m_sink(sink)
    , m_request(request)
    , m_method(method)
    , m_parser(std::size_t(client->eventCeiling))
    , m_timeout(timeout < 0 ? client->timeout : timeout)
{
    send(body);
}

void Stream::send(const QByteArray &body)
{
    m_lease = m_client->managers.acquire(m_request.url());
    if (m_method == Post) {
        auto *device = new UploadDevice(body);
        m_reply = m_lease->manager()->post(m_request, device);
        device->setParent(m_reply);
    } else {
        m_reply = m_lease->manager()->get(m_request);
    }
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Stream::onMetaDataChanged);
    connect(m_reply, &QNetworkReply::readyRead, this, &Stream::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &Stream::onFinished);
    connect(m_reply, &QNetworkReply::sslErrors, this, &Stream::onSslErrors);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this] { touch(); });
    // Whoever made the manager may delete it.
    connect(m_reply, &QObject::destroyed, this, [this] { end(networkError()); });
    // Qt ignores the limit until the request is on its way.
    QMetaObject::invokeMethod(
        m_reply, [reply = m_reply.data()] { reply->setReadBufferSize(ReadBufferBytes); }, Qt::QueuedConnection);

    m_started.start();
    m_lastActivity.start();
    armSilence(m_timeout);

    NoukaiLogBuilder entry(NoukaiLogEntry::Request);
    entry->method = methodName();
    entry->url = m_request.url();
    entry->requestBytes = body.size();
    if (m_client->logPayloads)
        entry->payload = m_client->redacted(body);
    m_client->log(entry);
}

// A GET goes on where the server says, within the same origin. False when it must not.
bool Stream::followRedirect()
{
    const QByteArray location = m_reply->rawHeader("Location");
    if (m_method != Get || location.isEmpty() || m_redirects >= ReplyError::MaximumRedirects)
        return false;
    const auto target = ReplyError::redirectTarget(m_request.url(), location);
    if (!target)
        return false;
    ++m_redirects;
    dropReply();
    m_request.setUrl(*target);
    m_status = 0;
    m_requestId.clear();
    send({});
    return true;
}

void Stream::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    disconnect(reply, nullptr, this, nullptr);
    if (!reply->isFinished())
        reply->abort();
    m_client->callbacks->deleteLater(reply);
}

Stream::~Stream()
{
    if (m_phase != Phase::Ended)
        dropReply();
}

void Stream::detach()
{
    if (m_phase == Phase::Ended)
        return;
    m_sink = nullptr;
    m_held = m_holdWanted = false;
    m_phase = Phase::Lingering;
    m_silenceTimer.stop();
    m_deadlineTimer.start(LingerMs, this);
}

void Stream::abort()
{
    if (m_phase == Phase::Ended)
        return;
    m_sink = nullptr;
    if (m_phase == Phase::Waiting)
        m_lease->retire(); // perhaps it was cancelled because the connection hangs
    end(NoukaiError(NoukaiError::Cancelled, NoukaiClient::tr("The call was cancelled.")));
}

void Stream::setHeld(bool held)
{
    if (m_holdWanted == held)
        return;
    m_holdWanted = held;
    if (held)
        m_held = true;
    else
        QMetaObject::invokeMethod(this, &Stream::goOn, Qt::QueuedConnection);
}

// What was parsed when the stream was held comes before anything else that happens to it.
void Stream::goOn()
{
    if (m_holdWanted)
        return;
    m_held = false;
    if (m_phase != Phase::Streaming || !m_reply)
        return;
    const Callbacks::Scope scope(m_client->callbacks);
    const QPointer<Stream> alive(this);
    touch();
    if (deliver())
        readStream();
    if (alive && m_phase == Phase::Streaming && !m_held && m_reply && m_reply->isFinished())
        onFinished();
}

void Stream::armSilence(qint64 milliseconds)
{
    if (m_timeout > 0)
        m_silenceTimer.start(int(qBound(qint64(1), milliseconds, qint64(std::numeric_limits<int>::max()))),
                             Qt::PreciseTimer, this);
}

void Stream::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_deadlineTimer.timerId()) {
        end(m_phase == Phase::Refused ? refusal() : NoukaiError());
        return;
    }
    if (m_held)
        touch();
    const qint64 silent = m_lastActivity.elapsed();
    if (silent < m_timeout) {
        // Looked at only when it may be over, not restarted at each read: that would cost a fast stream dearly.
        m_lastChance = false;
        armSilence(m_timeout - silent);
    } else if (!m_lastChance) {
        m_lastChance = true;
        armSilence(LastChanceMs);
    } else {
        stopWith(Stop::Silence);
    }
}

void Stream::onMetaDataChanged()
{
    if (m_phase != Phase::Waiting)
        return;
    const Callbacks::Scope scope(m_client->callbacks);
    touch();
    m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_status < 200)
        return;
    m_requestId = m_client->redacted(QString::fromUtf8(m_reply->rawHeader("X-Request-ID")));
    m_lease->setHttp2(m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool());

    NoukaiLogBuilder entry(NoukaiLogEntry::Response);
    entry->method = methodName();
    entry->url = m_request.url();
    entry->httpStatus = m_status;
    entry->requestId = m_requestId;
    entry->durationMs = m_started.elapsed();
    m_client->log(entry);

    const QByteArray contentType = m_reply->rawHeader("Content-Type");
    const QByteArray mediaType =
        contentType.left(contentType.indexOf(';') < 0 ? contentType.size() : contentType.indexOf(';'));
    if (m_status < 300 && mediaType.trimmed().compare("text/event-stream", Qt::CaseInsensitive) == 0) {
        m_phase = Phase::Streaming;
        m_opened = true;
        if (m_sink)
            m_sink->streamOpened();
    } else if (m_status >= 300 && m_status < 400) {
        if (!followRedirect())
            end(refusal());
    } else {
        m_phase = Phase::Refused;
        m_deadlineTimer.start(m_client->refusalDeadline, this);
    }
}

void Stream::onReadyRead()
{
    const Callbacks::Scope scope(m_client->callbacks);
    const QPointer<Stream> alive(this);
    touch();
    m_lastChance = false;
    onMetaDataChanged();
    if (!alive)
        return;
    switch (m_phase) {
    case Phase::Waiting:
        break;
    case Phase::Streaming:
        readStream();
        break;
    case Phase::Refused:
        readRefusal();
        break;
    case Phase::Lingering:
        discard();
        break;
    case Phase::Ended:
        break;
    }
}

void Stream::readStream()
{
    const QPointer<Stream> alive(this);
    // A limited read buffer holds an HTTP/1.1 server back; over HTTP/2 Qt has no such limit, so this is the bound.
    if (m_reply->bytesAvailable() > m_client->maxUnreadBytes) {
        stopWith(Stop::Flooded);
        return;
    }
    if (m_held)
        return;
    // All there is, or the reply stalls: with a read-buffer limit Qt does not signal again for what was left.
    while (alive && m_phase == Phase::Streaming) {
        const qint64 wanted = qMin(m_reply->bytesAvailable(), ReadBufferBytes);
        if (wanted <= 0)
            return;
        const qint64 got = m_reply->read(m_parser.reserve(std::size_t(wanted)), wanted);
        if (got <= 0)
            return;
        m_parser.commit(std::size_t(got));
        m_received += got;
        if (!deliver())
            return;
    }
}

// Hands on every complete event. False when the stream is no longer to be read, or is gone.
bool Stream::deliver()
{
    const QPointer<Stream> alive(this);
    SseEvent frame;
    for (;;) {
        switch (m_parser.next(frame)) {
        case SseParser::Result::NeedMore:
            return true;
        case SseParser::Result::TooLarge:
            stopWith(Stop::Oversize);
            return false;
        case SseParser::Result::Event:
            break;
        }
        Decoded decoded = m_decoder.decode(frame);
        if (m_client->logPayloads && m_loggedPayload.size() < RefusalBytes)
            logPayload(frame, decoded);
        if (decoded.outcome == Decoded::Broken) {
            stopWith(Stop::Broken, decoded.reason);
            return false;
        }
        const QString &warning = decoded.outcome == Decoded::Dropped ? decoded.reason : decoded.warning;
        if (!warning.isEmpty()) {
            NoukaiLogBuilder entry(NoukaiLogEntry::Warning);
            entry->method = methodName();
            entry->url = m_request.url();
            entry->requestId = m_requestId;
            entry->message = m_client->redacted(warning);
            m_client->log(entry);
            if (alive && m_sink)
                m_sink->streamWarning(m_client->redacted(warning), decoded.outcome == Decoded::Dropped);
        }
        if (alive && m_sink && decoded.outcome == Decoded::Event)
            m_sink->streamEvent(decoded.event);
        if (!alive)
            return false;
        if (m_phase != Phase::Streaming) {
            if (m_phase == Phase::Lingering)
                discard();
            return false;
        }
        if (m_held)
            return false;
    }
}

// The beginning of what came, for the log. A key may be spelt in pieces that are none by themselves.
void Stream::logPayload(const SseEvent &frame, const Decoded &decoded)
{
    if (const auto spelt = m_outputs.payload(decoded.event, m_client->redactor()))
        m_loggedPayload += *spelt;
    else
        m_loggedPayload.append(frame.data.data(), qMin(qsizetype(frame.data.size()), RefusalBytes));
    m_loggedPayload += '\n';
}

void Stream::readRefusal()
{
    m_refusalBody += m_reply->read(RefusalBytes - m_refusalBody.size());
    if (m_refusalBody.size() >= RefusalBytes)
        end(refusal());
}

void Stream::discard()
{
    // A server that still talks after the end of the run gets no more of our time.
    m_received += m_reply->readAll().size();
    if (m_received > LingerBytes && m_reply->isRunning())
        m_deadlineTimer.start(0, this);
}

void Stream::onSslErrors(const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(error.errorString());
    m_tlsReason = reasons.join("; "_L1);
}

void Stream::onFinished()
{
    const Callbacks::Scope scope(m_client->callbacks);
    const QPointer<Stream> alive(this);
    const QPointer<QNetworkReply> reply = m_reply;
    if (m_phase == Phase::Waiting && m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() >= 200)
        onMetaDataChanged();
    if (alive && m_phase != Phase::Ended && m_reply != reply)
        return; // it goes on elsewhere
    if (alive && m_phase == Phase::Streaming)
        readStream();
    if (!alive || m_phase == Phase::Ended || (m_held && m_phase == Phase::Streaming))
        return;
    if (m_phase == Phase::Refused) {
        readRefusal();
        if (alive && m_phase == Phase::Refused)
            end(refusal());
    } else if (m_phase == Phase::Lingering ||
               (m_phase == Phase::Streaming && m_reply->error() == QNetworkReply::NoError)) {
        end({});
    } else {
        end(networkError());
    }
}

void Stream::stopWith(Stop reason, const QString &detail)
{
    // A connection that is silent may be dead without knowing; the next call does not wait behind this one.
    if (reason == Stop::Silence)
        m_lease->retire();
    // The status of a refusal already says what went wrong.
    end(m_phase == Phase::Refused ? refusal() : stopped(reason, detail));
}

// The one way out: whatever happened, the sink hears of it once.
void Stream::end(const NoukaiError &error)
{
    m_phase = Phase::Ended;
    m_silenceTimer.stop();
    m_deadlineTimer.stop();
    const NoukaiError told = m_client->withIds(error, m_status, m_requestId);
    const bool wanted = told.kind() == NoukaiError::NoError || told.kind() == NoukaiError::Cancelled;

    NoukaiLogBuilder entry(wanted ? NoukaiLogEntry::Finished : NoukaiLogEntry::Failure);
    entry->method = methodName();
    entry->httpStatus = m_status > 0 ? m_status : -1;
    entry->requestId = m_requestId;
    entry->responseBytes = m_status > 0 ? m_received + m_refusalBody.size() : -1;
    entry->durationMs = m_started.elapsed();
    entry->message = told.message();
    entry->url = m_request.url();
    dropReply();
    if (m_client->logPayloads)
        entry->payload = m_client->redacted(m_opened ? m_loggedPayload.left(RefusalBytes) : m_refusalBody);
    deleteLater();
    StreamSink *sink = std::exchange(m_sink, nullptr);
    const QPointer<Stream> alive(this);
    const bool opened = m_opened;
    m_client->log(entry);
    if (alive && sink)
        sink->streamEnded(told, opened);
}

NoukaiError Stream::refusal() const
{
    if (m_status >= 400)
        return errorFromAnswer({m_status, m_refusalBody, m_reply->rawHeader("Retry-After"), m_requestId,
                                m_client->credential, m_reply->rawHeader("WWW-Authenticate")});
    if (m_reply->hasRawHeader("Location") && m_status >= 300)
        return ReplyError::redirected(m_request.url(), m_reply->rawHeader("Location"), m_redirects);
    return ReplyError::unexpectedAnswer(m_status, m_reply->rawHeader("Content-Type"), m_refusalBody,
                                        ReplyError::Answer::Stream);
}

NoukaiError Stream::stopped(Stop reason, const QString &detail) const
{
    switch (reason) {
    case Stop::Silence:
        return ReplyError::silence(m_timeout);
    case Stop::Oversize:
        return NoukaiError(
            NoukaiError::Protocol,
            NoukaiClient::tr("The server sent a single event of more than %1 MiB.").arg(m_client->eventCeiling >> 20));
    case Stop::Flooded:
        return NoukaiError(NoukaiError::Protocol,
                           NoukaiClient::tr("The server sent faster than the application reads: more than %1 "
                                            "MiB were waiting.")
                               .arg(m_client->maxUnreadBytes >> 20));
    case Stop::Broken:
        return NoukaiError(NoukaiError::Protocol, detail);
    }
    return {};
}

NoukaiError Stream::networkError() const
{
    return ReplyError::fromNetwork(m_reply, m_tlsReason, m_opened, ReplyError::Answer::Stream);
}
