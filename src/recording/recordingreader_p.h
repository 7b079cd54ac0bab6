// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QPointer>
#include <QtCore/QString>

#include <memory>
#include <string_view>
#include <vector>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

// Reads a recording. Every line is checked when it is loaded, and only where it stands is kept: a line is read again
// when it is due. Loading goes piece by piece, so that a long one holds nobody up.
class NOUKAI_INTERNAL_EXPORT RecordingReader
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiPlayer)

public:
    enum Kind : quint8 { Run, Request, Answer, Event, Omitted, State, Warning, End };
    struct Entry {
        quint64 offset : 56;
        quint64 kind : 8;
        qint64 time; // ms since the recording began
        quint32 size;
        quint32 lineNumber;
    };
    enum class Progress { More, Done, Failed };

    RecordingReader();
    ~RecordingReader();
    Q_DISABLE_COPY(RecordingReader)

    // Both begin anew. The device stays the caller's and must hold all of the recording.
    bool open(const QString &fileName);
    bool open(QIODevice *device);
    // Loads until it is done or the deadline has passed.
    Progress load(QDeadlineTimer deadline);
    NoukaiError error() const { return m_error; }

    const std::vector<Entry> &entries() const { return m_entries; }
    qint64 duration() const { return m_entries.empty() ? 0 : m_entries.back().time; }
    int eventCount() const { return m_eventCount; }
    bool isTruncated() const { return m_cut || m_runIsOpen; }
    QDateTime created() const { return m_created; }
    QString identifier() const { return m_identifier; }
    QString version() const { return m_version; }

    // The text of an entry, valid until the next call; SseParser::Padding readable bytes follow it. Empty, with an
    // error, where it can no longer be read.
    std::string_view line(std::size_t index);
    // An error of kind Replay that names the place.
    NoukaiError failure(quint32 lineNumber, const QString &reason) const;

private:
    struct Parser;

    RecordingReader &operator=(RecordingReader &&) noexcept;
    void reset(const QString &name);
    bool fail(const NoukaiError &error);
    bool readPiece();
    bool takeLines(bool atEnd);
    bool takeLine(std::string_view line, bool isWhole);
    QString readHeader(std::string_view line);
    QString readEntry(std::string_view line);
    QString checkOrder(const Entry &entry, bool endsRun);

    QString m_name; // for errors
    std::unique_ptr<QIODevice> m_file;
    QPointer<QIODevice> m_device;
    std::unique_ptr<Parser> m_parser;
    QByteArray m_memory;  // all of it, where the device cannot go back
    QByteArray m_pending; // what is read and no line yet
    QByteArray m_window;  // what line() read last
    qint64 m_windowOffset = 0;
    qint64 m_pendingOffset = 0;
    qsizetype m_scanned = 0; // of m_pending: there is no line end in it
    quint32 m_lineNumber = 0;
    std::vector<Entry> m_entries;
    NoukaiError m_error;
    QDateTime m_created;
    QString m_identifier;
    QString m_version;
    int m_eventCount = 0;
    bool m_isSequential = false;
    bool m_hasHeader = false;
    bool m_loaded = false;
    bool m_runIsOpen = false;
    bool m_cut = false; // the last line is no whole one
};
