// SPDX-License-Identifier: MIT
#pragma once

#include "eventfilter_p.h"
#include "flow/flowfeed_p.h"
#include "wire/redactor_p.h"

#include <Noukai/noukaieventlogmodel.h>

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <deque>

// The ring buffer behind the model. Events are written down as they come; views are told of those up to m_told only,
// from a timer.
class NoukaiEventLogModelPrivate final : public FlowObserver
{
public:
    enum class Problem : quint8 { None, Unknown, OutOfOrder, Dropped, Warning, Error };

    struct Entry {
        qint64 sequence = 0;
        qint64 timeMs = 0;
        QString type;
        QString stepId;
        QString stepName;
        int stepIndex = -1;
        QString preview;
        QByteArray raw; // JSON of events, a sentence of all else
        qint64 rawSize = 0;
        Problem problem = Problem::None;
    };

    explicit NoukaiEventLogModelPrivate(NoukaiEventLogModel *q);
    ~NoukaiEventLogModelPrivate();

    // FlowObserver
    void runBegins(Begin how, int cursor) override;
    void feedBegins(Begin how, int cursor) override { runBegins(how, cursor); }
    void callSent(int cursor, const QByteArray &body) override;
    void flowGoing() override;

    void setFlow(NoukaiFlow *next);
    void detach();
    void clear();
    void flush();
    void refilter();
    void setFilter(const QString &line);
    void setRecordFilter(const QString &line);
    void setSpillFile(const QString &path);
    const Entry &entry(int row) const { return find(m_rows[std::size_t(row)]); }
    int rowCount() const { return int(m_rows.size()); }
    int rowOf(qint64 sequence) const;
    qint64 kept() const { return qint64(m_entries.size()); }

    NoukaiEventLogModel *const q;
    NoukaiFlow *flow = nullptr;
    int capacity = 10'000;
    qint64 byteCapacity = 64 * 1024 * 1024;
    QString filter;
    QString filterError;
    QString recordFilter;
    QString recordFilterError;
    bool paused = false;
    QString spillError;
    QString spillFile;
    qint64 total = 0;
    qint64 told = 0; // the sequence number up to which views know
    qint64 problems = 0;
    qint64 skipped = 0;

private:
    void connectFlow();
    void record(const NoukaiEvent &event);
    void record(Problem problem, const QString &sentence);
    void add(Entry &&entry);
    Problem orderProblem(const NoukaiEvent &event);
    QString nameOf(const NoukaiEvent &event);
    const Entry &find(qint64 sequence) const;
    bool isRecorded(const Entry &entry) const;
    void evict(int events, qint64 bytes);
    void showNew();
    void spill(const Entry &entry);
    void flushSpill();
    void failSpill();
    void learnSecret();

    std::deque<Entry> m_entries;
    std::deque<qint64> m_rows; // sequence numbers of the entries that are shown
    qint64 m_bytes = 0;
    EventFilter m_filter;
    EventFilter m_recordFilter;
    Redactor m_redactor; // what is shown and written may repeat the key
    QFile m_spill;
    QTimer m_timer;
    QHash<QString, QString> m_stepNames;
    QSet<QString> m_open;        // steps that have started and not ended
    bool m_sawBeginning = false; // so that it is known which steps have started
    bool m_clears = false;       // a new run has begun
    bool m_flushing = false;
    qint64 m_timeOffset = 0; // from the flow's clock to the run's
    int m_droppedBefore = 0;
};
