// SPDX-License-Identifier: MIT
#pragma once

#include "flow/flowfeed_p.h"
#include "runrecord_p.h"

#include <Noukai/noukaiflow.h>

#include <QtCore/QObject>

#include <memory>
#include <optional>

// What the models of a flow share: its run, step attempt by step attempt. There is one per flow, its child. It changes
// while the flow tells an event; its own signals are for models alone, which note what changed and tell their views
// from the event loop. So no slot of an application is ever called from inside of it.
class NOUKAI_INTERNAL_EXPORT FlowHistory final : public QObject, private FlowObserver
{
    Q_OBJECT

public:
    // A server's word and a model's output are not trusted with our memory.
    struct Limits {
        int pending = 10'000;
        int attempts = 100'000;                            // what starts beyond has no row
        qint64 outputOfAttempt = qint64(32) * 1024 * 1024; // UTF-16 code units
        qint64 keptBytes = qint64(256) * 1024 * 1024;      // of outputs and inputs; the oldest go first
    };

    static FlowHistory *of(NoukaiFlow *flow); // made when it is first asked for
    ~FlowHistory() override;

    const std::shared_ptr<RunRecord> &record() const { return m_record; }
    // By the flow's clock, in ms since the run's start; the end of the run once it is over.
    qint64 now() const;
    bool isRunning() const { return m_running; }
    // Of the latest call; null where none is known.
    const RunInput *given() const { return m_given ? &*m_given : nullptr; }
    int pausedAttempt() const { return m_pausedAttempt; } // the one that the run stopped before, or -1
    void setLimits(const Limits &limits) { m_limits = limits; }

Q_SIGNALS:
    void cleared();
    void attemptAdded(int id);
    void attemptChanged(int id);
    void attemptCountChanged(int step); // of all its attempts, which may be many
    void outputAppended(int id);
    void outputReplaced(int id, qsizetype keptBlocks);
    void timesChanged();

private:
    struct Beginning {
        Begin how = Begin::Start;
        bool isFed = false;
        QJsonObject inputOverrides;
        QJsonObject blockOverrides;
    };
    enum class Heard { Piece, End };

    explicit FlowHistory(NoukaiFlow *flow);
    void listen();

    // FlowObserver
    void runBegins(Begin how, int cursor) override;
    void feedBegins(Begin how, int cursor) override;
    void callSent(int cursor, const QByteArray &body) override;
    void callFed(const RunInput &input) override;
    void flowGoing() override { m_observes = false; }

    void give(const RunInput &input);
    void takeUp();
    void begin(const Beginning &beginning);
    void markOverrides();
    void onStateChanged();
    void onPaused();
    void onUnpaused();
    void onEnded(NoukaiFlow::State state);
    void onRunStarted(const NoukaiRunStarted &event);
    void onStepStarted(const NoukaiStepStarted &event);
    void onStepInput(const NoukaiStepInput &event);
    void onStepOutput(const NoukaiStepOutput &event);
    void onStepCompleted(const NoukaiStepCompleted &event);
    void onStepFailed(const NoukaiStepFailed &event);
    void onToolCallsRequired(const NoukaiToolCallsRequired &event);
    void followTools();

    qint64 stamp();
    void expect(int count);
    StepAttempt *started(const NoukaiStepStarted &event);
    StepAttempt *heardOf(const NoukaiEvent &event, Heard what);
    StepAttempt *newAttempt(const NoukaiEvent &event);
    void reopen(StepAttempt &attempt);
    void close(StepAttempt &attempt, StepAttempt::State state);
    void setName(StepAttempt &attempt, const QString &name);
    void enter(StepAttempt &attempt, NoukaiSegment::Kind kind);
    void leave(StepAttempt &attempt);
    void setAwaitsPerson(bool awaits);

    void append(StepAttempt &attempt, const QString &text);
    void settleOutput(StepAttempt &attempt, const NoukaiStepCompleted &event);
    void keep(StepAttempt &attempt, qint64 bytes);
    void makeRoom();
    void forget(StepAttempt &attempt);

    NoukaiFlow *const m_flow;
    std::shared_ptr<RunRecord> m_record;
    std::optional<Beginning> m_beginning; // told by the flow, and not yet taken up
    Beginning m_run;
    std::optional<RunInput> m_given; // with the latest call
    Limits m_limits;
    std::deque<int> m_ended; // whose texts may be let go, the oldest first
    QString m_recentStep;    // event after event is of the same one
    int m_recent = -1;
    int m_toolAttempt = -1; // the one that paused for tools
    int m_pausedAttempt = -1;
    int m_failedAttempt = -1;             // the one that the run fails of
    std::optional<NoukaiSegment> m_pause; // before an attempt that is not known yet
    qint64 m_keptBytes = 0;
    qint64 m_offset = 0; // from the flow's clock to the run's
    int m_pass = 0;      // counts what is taken up again: a step that starts again then is a new attempt
    bool m_running = false;
    bool m_observes = true;
};
