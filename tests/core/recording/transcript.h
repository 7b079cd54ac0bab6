// SPDX-License-Identifier: MIT
#pragma once

#include "flowrecorder.h"
#include "timedrecording.h"

#include "recording/noukaiplayer_p.h"

#include <Noukai/noukaiplayer.h>
#include <Noukai/noukairecorder.h>

#include <QtCore/QTemporaryDir>

#include <utility>

// Everything that a flow tells and is at each moment, to be compared with another flow's.
class Transcript : public QObject
{
public:
    explicit Transcript(NoukaiFlow *flow)
        : recorder(flow)
        , m_flow(flow)
    {
        recorder.onEntry = [this](const QString &entry) {
            write(entry);
        };
        recorder.onEvent = [this](const NoukaiEvent &event) {
            const QByteArray payload =
                compact(QJsonDocument::fromJson(QString::fromUtf8(event.payload()).toUtf8()).object());
            write(QStringLiteral("event %1 %2 %3 %4")
                      .arg(event.eventType(), event.stepId())
                      .arg(event.stepIndex())
                      .arg(QString::fromUtf8(payload)));
        };
        connect(flow, &NoukaiFlow::executionIdChanged, this,
                [this] { write(u"executionId " + m_flow->executionId()); });
        connect(flow, &NoukaiFlow::runIdChanged, this, [this] { write(u"runId " + m_flow->runId()); });
        connect(flow, &NoukaiFlow::stepCountChanged, this, [this] { write(QStringLiteral("stepCount")); });
        connect(flow, &NoukaiFlow::currentStepChanged, this, [this] { write(QStringLiteral("currentStep")); });
        connect(flow, &NoukaiFlow::progressChanged, this, [this] { write(QStringLiteral("progress")); });
        connect(flow, &NoukaiFlow::usageChanged, this, [this] { write(QStringLiteral("usage")); });
        connect(flow, &NoukaiFlow::resultChanged, this, [this] { write(QStringLiteral("result")); });
        connect(flow, &NoukaiFlow::errorChanged, this, [this] { write(QStringLiteral("error")); });
        connect(flow, &NoukaiFlow::droppedEventsChanged, this, [this] { write(QStringLiteral("dropped")); });
    }

    // But for what the wall clock says, and the calls that wait: whoever runs the flow is asked, not the one it is
    // played to.
    QString properties() const
    {
        const NoukaiUsage usage = m_flow->usage();
        const NoukaiError error = m_flow->error();
        return QStringLiteral("%1 | %2 %3 %4 | %5 %6 | %7 %8 %9 %10 %11 | %12 %13 | %14 %15 %16 %17 %18 | %19")
            .arg(nameOf(m_flow->state()), m_flow->executionId(), m_flow->runId())
            .arg(m_flow->stepCount())
            .arg(m_flow->currentStep())
            .arg(m_flow->progress())
            .arg(usage.promptTokens())
            .arg(usage.completionTokens())
            .arg(usage.totalTokens())
            .arg(usage.costUsd())
            .arg(usage.isPartial())
            .arg(QString::fromUtf8(compact(m_flow->result())), QString::fromUtf8(compact(m_flow->summary())))
            .arg(nameOf(error.kind()), error.code(), error.message(), error.requestId(), error.executionId())
            .arg(m_flow->droppedEvents());
    }

    FlowRecorder recorder;
    QStringList log;

private:
    void write(const QString &entry) { log += entry + u" :: " + properties(); }

    NoukaiFlow *m_flow;
};

// A time that stands still until it is told to pass.
class ManualTime
{
public:
    // Lets the player do what is due now, and only that.
    void run()
    {
        while (wake && due >= 0 && due <= now) {
            due = -1;
            const auto calledBack = wake;
            calledBack();
        }
    }
    void advance(double milliseconds)
    {
        const qint64 until = now + qint64(milliseconds * 1e6);
        run();
        while (wake && due >= 0 && due <= until) {
            now = due;
            run();
        }
        now = until;
        run();
    }
    qint64 dueIn() const { return due < 0 ? -1 : due - now; }

    std::function<void()> wake;
    qint64 now = 0;
    qint64 due = -1;
};

class ManualClock : public PlayerClock
{
public:
    explicit ManualClock(std::shared_ptr<ManualTime> time)
        : m_time(std::move(time))
    {
    }
    ~ManualClock() override { m_time->wake = nullptr; }
    qint64 now() const override { return m_time->now; }
    void wakeIn(qint64 nanoseconds) override { m_time->due = m_time->now + nanoseconds; }
    void setWake(std::function<void()> wake) override { m_time->wake = std::move(wake); }

private:
    std::shared_ptr<ManualTime> m_time;
};

inline QByteArray readFile(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll();
}
