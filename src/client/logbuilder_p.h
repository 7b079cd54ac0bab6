// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukailogentry.h>

class NoukaiLogEntryData : public QSharedData
{
public:
    NoukaiLogEntry::Phase phase = NoukaiLogEntry::Request;
    QDateTime time;
    QString method;
    QUrl url;
    int httpStatus = -1;
    QString requestId;
    QString executionId;
    qint64 requestBytes = -1;
    qint64 responseBytes = -1;
    qint64 durationMs = -1;
    int attempt = -1;
    qint64 waitMs = -1;
    QString message;
    QByteArray payload;
};

// Fills an entry; outside the client entries are read only.
class NoukaiLogBuilder
{
public:
    explicit NoukaiLogBuilder(NoukaiLogEntry::Phase phase);
    NoukaiLogEntryData *operator->() { return m_entry.d.data(); }
    const NoukaiLogEntry &entry() const { return m_entry; }

private:
    NoukaiLogEntry m_entry;
};
