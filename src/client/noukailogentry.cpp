// SPDX-License-Identifier: MIT
#include "noukailogentry.h"

#include "logbuilder_p.h"

#include <QtCore/QDebug>
#include <QtCore/QMetaEnum>

/*!
    \property NoukaiLogEntry::phase
    \brief Which moment of a request this entry tells.
*/
/*!
    \property NoukaiLogEntry::time
    \brief When it happened, in UTC.
*/
/*!
    \property NoukaiLogEntry::method
    \brief The HTTP method, such as \c POST.
*/
/*!
    \property NoukaiLogEntry::url
    \brief Where the request went.
*/
/*!
    \property NoukaiLogEntry::httpStatus
    \brief The HTTP status of the answer, -1 while there is none.
*/
/*!
    \property NoukaiLogEntry::requestId
    \brief The server's X-Request-ID, empty while there is none.
*/
/*!
    \property NoukaiLogEntry::executionId
    \brief The server's id of the run, for Run; else empty.
*/
/*!
    \property NoukaiLogEntry::requestBytes
    \brief Size of the request's body in bytes.
*/
/*!
    \property NoukaiLogEntry::responseBytes
    \brief Bytes of the answer's body so far, after decompression; -1 before there is an answer.
*/
/*!
    \property NoukaiLogEntry::durationMs
    \brief Milliseconds since the request was sent, -1 for the request itself; for Run those of the whole run.
*/
/*!
    \property NoukaiLogEntry::attempt
    \brief Which attempt at a call this is, 1 for the first; for Retry the one that follows. -1 for streams.
*/
/*!
    \property NoukaiLogEntry::waitMs
    \brief Milliseconds until the next attempt, for Retry; else -1.
*/
/*!
    \property NoukaiLogEntry::message
    \brief What went wrong, for Failure and Warning, what follows, for Retry, and which flow ended how, for Run;
    translated, without secrets.
*/
/*!
    \property NoukaiLogEntry::payload
    \brief The body, while NoukaiClient::logPayloads is set, with the key replaced; else empty.

    Of an event stream only the first 64 KiB are kept.
*/

/*! Makes an entry of phase Request that tells nothing. */
NoukaiLogEntry::NoukaiLogEntry()
    : d(new NoukaiLogEntryData)
{
}

NoukaiLogEntry::NoukaiLogEntry(const NoukaiLogEntry &other) = default;
NoukaiLogEntry::NoukaiLogEntry(NoukaiLogEntry &&other) noexcept = default;
NoukaiLogEntry &NoukaiLogEntry::operator=(const NoukaiLogEntry &other) = default;
NoukaiLogEntry &NoukaiLogEntry::operator=(NoukaiLogEntry &&other) noexcept = default;
NoukaiLogEntry::~NoukaiLogEntry() = default;

NoukaiLogEntry::Phase NoukaiLogEntry::phase() const
{
    return d->phase;
}

QDateTime NoukaiLogEntry::time() const
{
    return d->time;
}

QString NoukaiLogEntry::method() const
{
    return d->method;
}

QUrl NoukaiLogEntry::url() const
{
    return d->url;
}

int NoukaiLogEntry::httpStatus() const
{
    return d->httpStatus;
}

QString NoukaiLogEntry::requestId() const
{
    return d->requestId;
}

QString NoukaiLogEntry::executionId() const
{
    return d->executionId;
}

qint64 NoukaiLogEntry::requestBytes() const
{
    return d->requestBytes;
}

qint64 NoukaiLogEntry::responseBytes() const
{
    return d->responseBytes;
}

qint64 NoukaiLogEntry::durationMs() const
{
    return d->durationMs;
}

int NoukaiLogEntry::attempt() const
{
    return d->attempt;
}

qint64 NoukaiLogEntry::waitMs() const
{
    return d->waitMs;
}

QString NoukaiLogEntry::message() const
{
    return d->message;
}

QByteArray NoukaiLogEntry::payload() const
{
    return d->payload;
}

NoukaiLogBuilder::NoukaiLogBuilder(NoukaiLogEntry::Phase phase)
{
    m_entry.d->phase = phase;
    m_entry.d->time = QDateTime::currentDateTimeUtc();
}

/*!
    \relates NoukaiLogEntry
    Writes \a entry on one line to \a debug, without its payload.
*/
QDebug operator<<(QDebug debug, const NoukaiLogEntry &entry)
{
    const QDebugStateSaver saver(debug);
    debug.noquote().nospace() << QMetaEnum::fromType<NoukaiLogEntry::Phase>().valueToKey(entry.phase()) << ' '
                              << (entry.method().isEmpty() ? QString() : entry.method() + u' ')
                              << entry.url().toString(QUrl::RemoveUserInfo);
    if (entry.httpStatus() >= 0)
        debug << ' ' << entry.httpStatus();
    if (!entry.requestId().isEmpty())
        debug << " id=" << entry.requestId();
    if (!entry.executionId().isEmpty())
        debug << " execution=" << entry.executionId();
    if (entry.requestBytes() >= 0)
        debug << " sent=" << entry.requestBytes();
    if (entry.responseBytes() >= 0)
        debug << " received=" << entry.responseBytes();
    if (entry.durationMs() >= 0)
        debug << ' ' << entry.durationMs() << "ms";
    if (entry.attempt() > 1)
        debug << " attempt=" << entry.attempt();
    if (!entry.message().isEmpty())
        debug << ": " << entry.message();
    return debug;
}
