// SPDX-License-Identifier: MIT
#pragma once

#include "client/exchange_p.h"
#include "client/noukaiclient_p.h"
#include "flowfeed_p.h"
#include "replayfilter_p.h"
#include "runclock_p.h"
#include "runinput_p.h"
#include "runledger_p.h"
#include "toolround_p.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QLoggingCategory>
#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QUrl>

#include <functional>
#include <memory>

Q_DECLARE_LOGGING_CATEGORY(lcNoukaiFlow)

// The run as a state machine: the only place where the cursor and the run's state change.
//
// Any slot may cancel, restart or delete the flow, or run an event loop of its own. So state is changed first, quietly,
// and told afterwards: changed() notes what is to be told, publish() tells it, and a Guard says after each signal
// whether to go on. How a run ended is told from a queue, so that runs are told in order whatever slots do.
class NOUKAI_INTERNAL_EXPORT NoukaiFlowPrivate final : public StreamSink, public ClientUser
{
public:
    // One bit per notify signal, in the order in which they are told.
    enum Change : quint32 {
        StateChange = 1 << 0,
        RunningChange = 1 << 1,
        ExecutionIdChange = 1 << 2,
        RunIdChange = 1 << 3,
        StepCountChange = 1 << 4,
        CurrentStepChange = 1 << 5,
        ProgressChange = 1 << 6,
        UsageChange = 1 << 7,
        ResultChange = 1 << 8,
        ErrorChange = 1 << 9,
        ToolCallsChange = 1 << 10,
        DroppedEventsChange = 1 << 11
    };

    // What start() takes down, so that a property set during a run holds for the next one.
    struct Input {
        QString message;
        QJsonArray messages;
        QJsonArray attachments;
        QJsonObject parameters;
        QJsonObject inputOverrides;
        QJsonObject blockOverrides;
        QJsonValue toolChoice = QJsonValue::Undefined;
        QString sessionId;
        int timeout = -1; // ms; the client's
        QList<QPointer<NoukaiTool>> tools;
        bool trace = false;
    };

    explicit NoukaiFlowPrivate(NoukaiFlow *q);
    ~NoukaiFlowPrivate();
    static NoukaiFlowPrivate *get(NoukaiFlow *flow) { return flow->d.get(); }

    // The flow's slots
    void start();
    void cancel();
    void advance();
    void runToEnd();
    void resume();
    void rerunFrom(int stepIndex);
    QFuture<NoukaiExpected<NoukaiResult>> execute();
    void watch(const QString &executionId);
    void decide(const QString &callId, const QString &content, ToolRound::How how);
    void approve(const QString &callId, const QJsonValue &arguments);

    // A run that is played into the flow. beginFeed() is refused, with a warning, while a run is under way.
    bool beginFeed(FlowFeed *feed, FlowObserver::Begin how, int cursor);
    void feedCall(int cursor, const RunInput *input = nullptr);
    void feedEvent(NoukaiEvent &event, bool pauseWaits = true);
    void feedState(NoukaiFlow::State next, const QString &requestId);
    void feedPause();
    void feedEnd(NoukaiFlow::State final, const NoukaiError &why);

    // A reader that cannot keep up holds the run: nothing is read, and no next step is asked for. Holds are counted.
    void hold();
    void unhold();
    QFuture<NoukaiEvent> events();
    QFuture<NoukaiStepCompleted> steps();

    RunInput runInput() const;  // of the run that was begun last
    RunInput nextInput() const; // of the run that start() would begin
    bool hasObservers() const { return !m_observers.isEmpty(); }
    void addObserver(FlowObserver *observer) { m_observers.append(observer); }
    void removeObserver(FlowObserver *observer) { m_observers.removeOne(observer); }

    // ClientUser
    void cancelForClient() override { cancel(); }
    void clientGoing() override;

    // StreamSink
    void streamOpened() override;
    void streamEvent(NoukaiEvent &event) override;
    void streamWarning(const QString &warning, bool dropped) override;
    void streamEnded(const NoukaiError &error, bool opened) override;

    // What no text that leaves the application may hold: the key of the client that the flow's calls go over.
    void addSecret(Redactor &redactor) const;

    QString requestId() const { return m_requestId; } // of the latest answer
    int cursor() const { return m_cursor; }
    bool isPassive() const { return m_source == Source::Watch || m_source == Source::Feed; } // it sends nothing
    qint64 time() const;                                                                     // in ms, of what is told
    NoukaiError errorOf(const NoukaiStepFailed &failed) const;
    const ToolRound *toolRound() const { return m_round; } // of the latest pause, until the server has moved on
    bool isActive() const;
    bool isReplay() const { return m_source == Source::Feed; } // what is shown was recorded
    bool goesToEnd() const { return m_toEnd || runRemaining || m_source == Source::Execute; }
    double progress() const;
    qint64 elapsed() const;
    qint64 moment() const { return m_clock.moment(); }
    void holdTime(qint64 ms) { m_clock.hold(ms); }
    void refuse(const QString &why);

    NoukaiFlow *const q;
    QPointer<NoukaiClient> client;
    bool clientIsSet = false; // else the default client is used

    // What to run
    QString identifier;
    QString version = QStringLiteral("production");
    Input input;
    bool runRemaining = false;
    bool autoAdvance = true;
    int maxToolRounds = 10;

    // What it is
    NoukaiFlow::State state = NoukaiFlow::Idle;
    QString executionId;
    QString runId;
    int stepCount = -1;
    int currentStep = -1;
    NoukaiUsage usage;
    NoukaiFlowCompleted completion;
    NoukaiError error;
    int droppedEvents = 0;
    QList<NoukaiToolCall> toolCalls; // those that wait for a person
    QSet<QString> allowedTools;      // by name; a person let them run unasked until the next start

private:
    // Where the run's events come from.
    enum class Source {
        Steps,    // a call per step, or one for all that remain
        Execute,  // one call that answers with the result
        Reattach, // the live trace of our own run, after its stream broke off
        Watch,    // the live trace of any run
        Feed      // beginFeed()
    };

    // Taken before a signal, asked after it: whether the flow still lives and is in the same run.
    struct Guard {
        explicit Guard(NoukaiFlowPrivate *flow)
            : flow(flow)
            , alive(flow->q)
            , run(flow->m_run)
        {
        }
        bool sameRun() const { return alive && flow->m_run == run && flow->isActive(); }

        NoukaiFlowPrivate *flow;
        QPointer<NoukaiFlow> alive;
        quint64 run;
    };

    void setState(NoukaiFlow::State next);
    void changed(quint32 changes) { m_changes |= changes; }
    bool publish();

    void clearRun();
    int resumeCursor() const;
    void begin(FlowObserver::Begin how, int cursor, Source source);
    void enter(int cursor);
    RunInput inputOf(const Input &given, const QJsonArray &definitions) const;
    NoukaiError prepare();
    NoukaiError prepareAddress();
    bool isRelayed() const;
    NoukaiError checkClient() const;
    NoukaiError checkGoingOn() const;
    NoukaiError checkInput() const;
    NoukaiError checkConversation() const;
    static void layOver(NoukaiWire::RawOutputs &outputs, const NoukaiToolCallsRequired &pause);
    void useClient(NoukaiClient *runClient);
    void send();
    void continueRun(int cursor);
    void release(bool keepConnection);
    void releaseFeed();
    void tellObservers(FlowObserver::Begin how, int cursor);

    void sendExecute();
    void onExecuteAnswer(const NoukaiError &failure, const ExchangeAnswer &answer);
    void warnOfSize(qsizetype bytes);
    void tellExecuteAnswer(const QJsonObject &json, const QByteArray &text);
    void tellExecuteStarted(const QJsonObject &answer);
    void logRun();
    void settlePromise(const NoukaiError &why);
    void watchPromise();

    Source sourceToResume() const;
    bool canReattach() const;
    void openTrace();
    bool isTraceOver(const NoukaiError &failure, bool opened);
    NoukaiError reattachFailure(const NoukaiError &failure) const;

    void halt();
    void end(NoukaiFlow::State final, const NoukaiError &why);
    void endLater(const NoukaiError &why);
    bool tellOutcomes();
    void tellOutcomesLater();

    void startRound(const NoukaiToolCallsRequired &pause);
    void settleRound();
    void onRoundChanged();
    void dropRound();
    void updateToolCalls();
    void warnOfManyMessages(const NoukaiToolCallsRequired &pause);

    void onRunStarted(const NoukaiEvent &event);
    void onStepStarted(NoukaiEvent &event);
    void onStepData(NoukaiEvent &event);
    void onStepCompleted(NoukaiEvent &event);
    void onStepFailed(NoukaiEvent &event);
    void onStepPaused(NoukaiEvent &event);
    void onToolCallsRequired(const NoukaiEvent &event);
    void onFlowCompleted(const NoukaiEvent &event);
    template <typename Event>
    bool tell(NoukaiEvent event, void (NoukaiFlow::*signal)(const Event &));

    QPointer<NoukaiClient> m_runClient; // the one this run goes over
    Source m_source = Source::Steps;
    FlowFeed *m_feed = nullptr;
    qint64 m_feedTime = -1; // when it was released
    QList<FlowObserver *> m_observers;
    QPointer<Stream> m_stream;
    QPointer<Exchange> m_exchange;
    std::shared_ptr<QPromise<NoukaiExpected<NoukaiResult>>> m_promise; // of the execute() that is under way
    NoukaiResult m_executeResult;
    ReplayFilter m_filter;
    QUrl m_url;
    int m_credentialNumber = 0; // of the client, when the run began
    Input m_input;
    QString m_identifier; // what m_url names
    QString m_version;
    QJsonArray m_toolDefinitions;
    RunLedger m_ledger;
    QPointer<ToolRound> m_round; // until the server has moved on from its pause
    QString m_requestId;         // of the latest answer
    RunClock m_clock;
    QList<std::function<void()>> m_outcomes; // the ends of runs that are still to be told, in order
    quint64 m_run = 0;                       // number of the run, so that nothing of an earlier one touches a later one
    quint32 m_changes = 0;
    int m_cursor = 0;
    int m_automaticRounds = 0;
    int m_holds = 0;
    bool m_waitsForReader = false; // between two steps
    bool m_toEnd = false;
    bool m_begun = false;     // there is a run that can be taken up again
    bool m_beginning = false; // a call that begins a run is on the stack
    bool m_warnedOfMessages = false;
    bool m_warnedOfSize = false;
    bool m_toldStarted = false;
    bool m_pauseWaits = true;  // a tool pause that is fed is waited at
    bool m_ranOn = false;      // the latest call was to run all that remains, so the run may have gone on without us
    bool m_reattached = false; // since that call
    bool m_otherTraceForm = false;
};
