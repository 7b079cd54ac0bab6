// SPDX-License-Identifier: MIT
#pragma once

#include "flow/flowfeed_p.h"
#include "noukairecorder.h"
#include "wire/outputredactor_p.h"
#include "wire/redactor_p.h"

#include <Noukai/noukaievents.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QPointer>

#include <memory>
#include <optional>

class NoukaiFlowPrivate;

// Writes down what a flow sends and is told. The flow calls in the middle of its work, where no slot of the application
// may run: so what happened is told to the application from the event loop.
class NoukaiRecorderPrivate final : public FlowObserver
{
public:
    explicit NoukaiRecorderPrivate(NoukaiRecorder *q);
    ~NoukaiRecorderPrivate();

    bool start();
    void stop();
    void setFlow(NoukaiFlow *next);

    // FlowObserver
    void runBegins(Begin how, int cursor) override;
    void callSent(int cursor, const QByteArray &body) override;
    void eventArrived(const NoukaiEvent &event) override;
    void flowGoing() override;

    NoukaiRecorder *const q;
    QPointer<NoukaiFlow> flow;
    QPointer<QIODevice> device; // the application's
    QString fileName;
    QStringList redactedFields;
    NoukaiError error;
    qint64 bytesWritten = 0;
    bool recording = false;

private:
    enum Change : quint8 { FlowChange = 1, RecordingChange = 2, BytesChange = 4, ErrorChange = 8 };

    void onStateChanged();
    void onWarning(const QString &warning);
    void writeHeader();
    void writeAnswer();
    void writePause();
    void beginLine();
    void endLine();
    void addText(const char *member, const QString &text);

    void flush();
    void fail(NoukaiError::Kind kind, const QString &message);
    void close();
    void tellLater(quint8 changes);
    void tell();

    std::unique_ptr<QFile> m_file;
    QIODevice *m_output = nullptr;
    Redactor m_redactor;
    OutputRedactor m_outputs;
    QByteArray m_lines;                 // not yet handed over
    QByteArray m_spare;                 // memory for more of them
    qsizetype m_line = 0;               // where the line under way begins,
    qsizetype m_member = 0;             // and what follows its time
    QByteArray m_pause;                 // a step_paused that waits for what the flow makes of it
    std::optional<QString> m_requestId; // of the answer that was written last
    QString m_eventName;                // that of the latest event,
    QByteArray m_eventText;             // and how its line goes on
    QElapsedTimer m_clock;
    qint64 m_now = 0;       // ns since the recording began, at the latest line
    qint64 m_flushedAt = 0; // the same, at the latest flush
    qint64 m_time = 0;      // ms, of the latest line,
    QByteArray m_timeText;  // and how that line begins
    NoukaiFlowPrivate *m_flow = nullptr;
    int m_dropped = 0;
    quint8 m_changes = 0;
    bool m_inRun = false;
    bool m_isConnecting = false; // no answer to the run's first call yet
    bool m_flushIsDue = false;
};
