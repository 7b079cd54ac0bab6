// SPDX-License-Identifier: MIT
#include "exchange_p.h"

#include "logbuilder_p.h"
#include "noukaiclient_p.h"
#include "replyerror_p.h"
#include "uploaddevice_p.h"
#include "wire/httperror_p.h"
#include "wire/jsontext_p.h"

#include <QtCore/QTimerEvent>
#include <QtNetwork/QSslError>

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 PieceBytes = 256 << 10;
// When the time seems to be over, what already waits in the event queue is still looked at.
constexpr int LastChanceMs = 50;

} // namespace

Exchange::Exchange(NoukaiClientPrivate *client, const ExchangeRequest &request, ExchangeDone done)
    : QObject(client->q)
    , m_client(client)
    , m_request(request)
    , m_done(std::move(done))
    , m_url(request.url)
    , m_timeout(request.timeout < 0 ? client->timeout : request.timeout)
{
    Q_ASSERT(isGet() || m_request.method == "POST");
    client->addUser(this);
    send();
}

Exchange::~Exchange()
{
    if (m_phase == Phase::Ended)
        return;
    m_client->removeUser(this);
    dropReply();
}

void Exchange::abort()
{
    if (m_phase == Phase::Ended)
        return;
    m_done = nullptr;
    cancel();
}

void Exchange::cancel()
{
    if (m_phase == Phase::Ended)
        return;
    if (m_phase == Phase::Waiting)
        m_lease->retire(); // perhaps it was cancelled because the connection hangs
    const NoukaiError error(NoukaiError::Cancelled, NoukaiClient::tr("The call was cancelled."));
    if (m_phase != Phase::Resting)
        logEnd(error);
    finish(error);
}

void Exchange::send()
{
    m_phase = Phase::Waiting;
    m_answer = {};
    m_tlsReason.clear();
    m_lease = m_client->managers.acquire(m_url);
    RequestTraits traits;
    traits.session = m_request.sessionId;
    traits.accept = "application/json";
    traits.withKey = m_request.withKey;
    if (isGet()) {
        m_reply = m_lease->manager()->get(m_client->request(m_url, traits));
    } else {
        traits.bodySize = m_request.body.size();
        auto *device = new UploadDevice(m_request.body);
        m_reply = m_lease->manager()->post(m_client->request(m_url, traits), device);
        device->setParent(m_reply);
    }
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        const Callbacks::Scope scope(m_client->callbacks);
        onMetaDataChanged();
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onFinished);
    connect(m_reply, &QNetworkReply::sslErrors, this, &Exchange::onSslErrors);
    // Whoever made the manager may delete it.
    connect(m_reply, &QObject::destroyed, this, [this] { endTry(networkError()); });
    m_started.start();
    m_lastChance = false;
    armTimer();

    NoukaiLogBuilder entry(NoukaiLogEntry::Request);
    entry->method = QString::fromLatin1(m_request.method);
    entry->url = m_url;
    entry->requestBytes = m_request.body.size();
    entry->attempt = m_retries + 1;
    if (m_client->logPayloads)
        entry->payload = m_client->redacted(m_request.body);
    m_client->log(entry);
}

void Exchange::armTimer()
{
    if (m_timeout > 0)
        m_timer.start(int(qMin(m_timeout, qint64(std::numeric_limits<int>::max()))), Qt::PreciseTimer, this);
}

void Exchange::timerEvent(QTimerEvent *)
{
    if (!m_lastChance) {
        m_lastChance = true;
        m_timer.start(LastChanceMs, Qt::PreciseTimer, this);
        return;
    }
    // A connection that is silent may be dead without knowing; the next call does not wait behind this one.
    m_lease->retire();
    NoukaiError late = ReplyError::silence(m_timeout);
    if (m_phase == Phase::Reading) {
        late.setMessage(
            NoukaiClient::tr("The server's answer was not complete after %1 s.").arg(double(m_timeout) / 1000));
    }
    // The status of a refusal already says what went wrong.
    endTry(isRefused() ? refusal() : late);
}

void Exchange::onMetaDataChanged()
{
    if (m_phase != Phase::Waiting)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200)
        return;
    m_answer.status = status;
    m_answer.requestId = m_client->redacted(QString::fromUtf8(m_reply->rawHeader("X-Request-ID")));
    m_lease->setHttp2(m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool());

    NoukaiLogBuilder entry(NoukaiLogEntry::Response);
    entry->method = QString::fromLatin1(m_request.method);
    entry->url = m_url;
    entry->httpStatus = status;
    entry->requestId = m_answer.requestId;
    entry->durationMs = m_started.elapsed();
    entry->attempt = m_retries + 1;
    m_client->log(entry);

    m_phase = Phase::Reading;
    if (status >= 300 && status < 400)
        onRedirect();
}

void Exchange::onRedirect()
{
    const QByteArray location = m_reply->rawHeader("Location");
    if (location.isEmpty()) {
        endTry(ReplyError::unexpectedAnswer(m_answer.status, {}, {}, ReplyError::Answer::Json));
        return;
    }
    const auto target = isGet() && m_redirects < ReplyError::MaximumRedirects
                            ? ReplyError::redirectTarget(m_url, location)
                            : std::nullopt;
    if (!target) {
        endTry(ReplyError::redirected(m_url, location, m_redirects));
        return;
    }
    ++m_redirects;
    logEnd({});
    dropReply();
    m_url = *target;
    send();
}

void Exchange::onReadyRead()
{
    const Callbacks::Scope scope(m_client->callbacks);
    const QPointer<Exchange> alive(this);
    onMetaDataChanged();
    if (alive && m_phase == Phase::Reading)
        read();
}

bool Exchange::read()
{
    const qint64 ceiling = isRefused() ? ReplyError::RefusalBytes : m_client->answerCeiling;
    for (;;) {
        const QByteArray piece = m_reply->read(PieceBytes);
        if (piece.isEmpty())
            return true;
        m_answer.body += piece;
        if (m_answer.body.size() < ceiling)
            continue;
        if (isRefused()) {
            m_answer.body.truncate(ceiling);
            endTry(refusal());
            return false;
        }
        if (m_answer.body.size() > ceiling) {
            m_answer.body.clear();
            endTry(NoukaiError(NoukaiError::Protocol,
                               NoukaiClient::tr("The server's answer is longer than %1 MiB.").arg(ceiling >> 20)));
            return false;
        }
    }
}

void Exchange::onSslErrors(const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(error.errorString());
    m_tlsReason = reasons.join("; "_L1);
}

void Exchange::onFinished()
{
    const Callbacks::Scope scope(m_client->callbacks);
    const QPointer<Exchange> alive(this);
    const QPointer<QNetworkReply> reply = m_reply;
    onMetaDataChanged();
    // What the headers said may have ended the try, or begun the next one.
    if (!alive || m_phase == Phase::Ended || m_phase == Phase::Resting || m_reply != reply)
        return;
    if (m_phase == Phase::Reading && !read())
        return;
    if (isRefused())
        endTry(refusal());
    else if (m_phase == Phase::Reading && m_reply->error() == QNetworkReply::NoError)
        judge();
    else
        endTry(networkError());
}

// An answer with a good status, complete: is it JSON?
void Exchange::judge()
{
    const QByteArray header = m_reply->rawHeader("Content-Type");
    const QByteArray type = ReplyError::mediaType(header);
    // One that names no type may still be what was asked for.
    if (type.isEmpty() || type == "application/json" || type.endsWith("+json")) {
        m_answer.json = NoukaiWire::fromJsonText(m_answer.body);
        if (m_answer.json.isUndefined()) // invalid UTF-8 becomes U+FFFD, as in streams
            m_answer.json = NoukaiWire::fromJsonText(QString::fromUtf8(m_answer.body).toUtf8());
    }
    if (m_answer.json.isUndefined())
        endTry(ReplyError::unexpectedAnswer(m_answer.status, header, m_answer.body, ReplyError::Answer::Json));
    else
        endTry({});
}

void Exchange::dropReply()
{
    m_timer.stop();
    if (!m_reply)
        return;
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    disconnect(reply, nullptr, this, nullptr);
    if (!reply->isFinished())
        reply->abort();
    m_client->callbacks->deleteLater(reply);
}

void Exchange::logEnd(const NoukaiError &error)
{
    const bool wanted = error.kind() == NoukaiError::NoError || error.kind() == NoukaiError::Cancelled;
    NoukaiLogBuilder entry(wanted ? NoukaiLogEntry::Finished : NoukaiLogEntry::Failure);
    entry->method = QString::fromLatin1(m_request.method);
    entry->url = m_url;
    entry->httpStatus = m_answer.status > 0 ? m_answer.status : -1;
    entry->requestId = m_answer.requestId;
    entry->responseBytes = m_answer.status > 0 ? m_answer.body.size() : -1;
    entry->durationMs = m_started.elapsed();
    entry->message = error.message();
    entry->attempt = m_retries + 1;
    if (m_client->logPayloads)
        entry->payload = m_client->redacted(m_answer.body.left(ReplyError::RefusalBytes));
    m_client->log(entry);
}

// Whatever happened to a try ends here, once.
void Exchange::endTry(NoukaiError error)
{
    error = m_client->withIds(error, m_answer.status, m_answer.requestId);
    RetryCause cause;
    cause.status = m_answer.status;
    cause.answered = m_answer.status > 0 || error.kind() != NoukaiError::Connection;
    cause.retryAfter = m_reply ? m_reply->rawHeader("Retry-After") : QByteArray();
    dropReply();
    logEnd(error);
    if (error.kind() != NoukaiError::NoError && isGet() && retry(error, cause))
        return;
    finish(error);
}

bool Exchange::retry(const NoukaiError &error, const RetryCause &cause)
{
    const auto wait = RetryPolicy(m_client->maxRetries)
                          .wait(m_retries, cause, m_client->retryTime.now(), m_client->retryTime.chance());
    if (!wait)
        return false;
    ++m_retries;
    m_redirects = 0;
    m_url = m_request.url;
    m_phase = Phase::Resting;
    m_lease.reset();

    NoukaiLogBuilder entry(NoukaiLogEntry::Retry);
    entry->method = QString::fromLatin1(m_request.method);
    entry->url = m_url;
    entry->httpStatus = cause.status > 0 ? cause.status : -1;
    entry->requestId = error.requestId();
    entry->attempt = m_retries + 1;
    entry->waitMs = *wait;
    entry->message = NoukaiClient::tr("Attempt %1 follows in %2 s.").arg(m_retries + 1).arg(double(*wait) / 1000);
    m_client->log(entry);
    m_client->retryTime.after(*wait, this, [this] {
        if (m_phase == Phase::Resting)
            send();
    });
    return true;
}

void Exchange::finish(const NoukaiError &error)
{
    m_phase = Phase::Ended;
    dropReply();
    m_lease.reset();
    m_client->removeUser(this);
    deleteLater();
    const ExchangeDone done = std::exchange(m_done, nullptr);
    const ExchangeAnswer answer = std::exchange(m_answer, {});
    if (done)
        done(error, answer);
}

NoukaiError Exchange::refusal() const
{
    return NoukaiWire::errorFromAnswer({m_answer.status, m_answer.body, m_reply->rawHeader("Retry-After"),
                                        m_answer.requestId, m_client->credential,
                                        m_reply->rawHeader("WWW-Authenticate")});
}

NoukaiError Exchange::networkError() const
{
    return ReplyError::fromNetwork(m_reply, m_tlsReason, m_answer.status > 0, ReplyError::Answer::Json);
}
