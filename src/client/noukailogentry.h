// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QDateTime>
#include <QtCore/QMetaType>
#include <QtCore/QSharedDataPointer>
#include <QtCore/QString>
#include <QtCore/QUrl>

class NoukaiLogEntry;
class NoukaiLogEntryData;
NOUKAI_CORE_EXPORT QDebug operator<<(QDebug debug, const NoukaiLogEntry &entry);

/*!
    \class NoukaiLogEntry
    \inmodule Noukai
    \brief One line of a client's log: a request that was sent, how it was answered, or how a whole run ended.

    An entry never holds the API key or any request header. The bodies are there only while NoukaiClient::logPayloads
    is set, with the key replaced. Sizes are in bytes and times in milliseconds, -1 where they do not apply yet.
*/
class NOUKAI_CORE_EXPORT NoukaiLogEntry
{
    Q_GADGET
    Q_PROPERTY(Phase phase READ phase)
    Q_PROPERTY(QDateTime time READ time)
    Q_PROPERTY(QString method READ method)
    Q_PROPERTY(QUrl url READ url)
    Q_PROPERTY(int httpStatus READ httpStatus)
    Q_PROPERTY(QString requestId READ requestId)
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(qint64 requestBytes READ requestBytes)
    Q_PROPERTY(qint64 responseBytes READ responseBytes)
    Q_PROPERTY(qint64 durationMs READ durationMs)
    Q_PROPERTY(int attempt READ attempt)
    Q_PROPERTY(qint64 waitMs READ waitMs)
    Q_PROPERTY(QString message READ message)
    Q_PROPERTY(QByteArray payload READ payload)

public:
    /*!
        \enum NoukaiLogEntry::Phase
        \value Request   A request is being sent.
        \value Response  The status line and headers of its answer arrived.
        \value Finished  The answer ended; for a stream after its last byte.
        \value Failure   No answer, or one that broke off; message() says why.
        \value Warning   Something odd that did not stop the run, such as an event that was dropped.
        \value Retry     The request failed and is sent again after waitMs(), as attempt().
        \value Run       A run of a NoukaiFlow has ended; message() says which flow and how.
    */
    enum Phase { Request, Response, Finished, Failure, Warning, Retry, Run };
    Q_ENUM(Phase)

    NoukaiLogEntry();
    NoukaiLogEntry(const NoukaiLogEntry &other);
    NoukaiLogEntry(NoukaiLogEntry &&other) noexcept;
    NoukaiLogEntry &operator=(const NoukaiLogEntry &other);
    NoukaiLogEntry &operator=(NoukaiLogEntry &&other) noexcept;
    ~NoukaiLogEntry();

    Phase phase() const;
    QDateTime time() const;
    QString method() const;
    QUrl url() const;
    int httpStatus() const;
    QString requestId() const;
    QString executionId() const;
    qint64 requestBytes() const;
    qint64 responseBytes() const;
    qint64 durationMs() const;
    int attempt() const;
    qint64 waitMs() const;
    QString message() const;
    QByteArray payload() const;

private:
    friend class NoukaiLogBuilder;
    QSharedDataPointer<NoukaiLogEntryData> d;
};
