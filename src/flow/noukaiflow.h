// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaievents.h>
#include <Noukai/noukaiexpected.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukairesult.h>
#include <Noukai/noukaitoolcall.h>
#include <Noukai/noukaiusage.h>

#include <QtCore/QFuture>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QList>
#include <QtCore/QObject>

#include <memory>

class NoukaiClient;
class NoukaiFlowPrivate;
class NoukaiTool;

class NOUKAI_CORE_EXPORT NoukaiFlow : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiClient *client READ client WRITE setClient NOTIFY clientChanged FINAL)
    Q_PROPERTY(QString identifier READ identifier WRITE setIdentifier NOTIFY identifierChanged FINAL)
    Q_PROPERTY(QString version READ version WRITE setVersion NOTIFY versionChanged FINAL)
    Q_PROPERTY(QString message READ message WRITE setMessage NOTIFY messageChanged FINAL)
    Q_PROPERTY(QJsonArray messages READ messages WRITE setMessages NOTIFY messagesChanged FINAL)
    Q_PROPERTY(QJsonArray attachments READ attachments WRITE setAttachments NOTIFY attachmentsChanged FINAL)
    Q_PROPERTY(QJsonObject parameters READ parameters WRITE setParameters NOTIFY parametersChanged FINAL)
    Q_PROPERTY(
        QJsonObject inputOverrides READ inputOverrides WRITE setInputOverrides NOTIFY inputOverridesChanged FINAL)
    Q_PROPERTY(
        QJsonObject blockOverrides READ blockOverrides WRITE setBlockOverrides NOTIFY blockOverridesChanged FINAL)
    Q_PROPERTY(QJsonValue toolChoice READ toolChoice WRITE setToolChoice NOTIFY toolChoiceChanged FINAL)
    Q_PROPERTY(QString sessionId READ sessionId WRITE setSessionId RESET resetSessionId NOTIFY sessionIdChanged FINAL)
    Q_PROPERTY(bool trace READ trace WRITE setTrace NOTIFY traceChanged FINAL)
    Q_PROPERTY(int timeout READ timeout WRITE setTimeout NOTIFY timeoutChanged FINAL)
    Q_PROPERTY(bool runRemaining READ runRemaining WRITE setRunRemaining NOTIFY runRemainingChanged FINAL)
    Q_PROPERTY(bool autoAdvance READ autoAdvance WRITE setAutoAdvance NOTIFY autoAdvanceChanged FINAL)
    Q_PROPERTY(int maxToolRounds READ maxToolRounds WRITE setMaxToolRounds NOTIFY maxToolRoundsChanged FINAL)

    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool running READ isRunning NOTIFY runningChanged FINAL)
    Q_PROPERTY(QString executionId READ executionId NOTIFY executionIdChanged FINAL)
    Q_PROPERTY(QString runId READ runId NOTIFY runIdChanged FINAL)
    Q_PROPERTY(int stepCount READ stepCount NOTIFY stepCountChanged FINAL)
    Q_PROPERTY(int currentStep READ currentStep NOTIFY currentStepChanged FINAL)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged FINAL)
    Q_PROPERTY(NoukaiUsage usage READ usage NOTIFY usageChanged FINAL)
    Q_PROPERTY(qint64 elapsed READ elapsed NOTIFY stateChanged FINAL)
    Q_PROPERTY(QJsonValue result READ result NOTIFY resultChanged FINAL)
    Q_PROPERTY(QJsonObject summary READ summary NOTIFY resultChanged FINAL)
    Q_PROPERTY(NoukaiError error READ error NOTIFY errorChanged FINAL)
    Q_PROPERTY(QList<NoukaiToolCall> toolCalls READ toolCalls NOTIFY toolCallsChanged FINAL)
    Q_PROPERTY(int droppedEvents READ droppedEvents NOTIFY droppedEventsChanged FINAL)

public:
    enum State { Idle, Connecting, Running, Paused, AwaitingTools, Completed, Failed, Cancelled, Interrupted };
    Q_ENUM(State)

    explicit NoukaiFlow(QObject *parent = nullptr);
    explicit NoukaiFlow(NoukaiClient *client, const QString &identifier = {}, QObject *parent = nullptr);
    ~NoukaiFlow() override;

    NoukaiClient *client() const;
    void setClient(NoukaiClient *client);
    QString identifier() const;
    void setIdentifier(const QString &identifier);
    QString version() const;
    void setVersion(const QString &version);
    QString message() const;
    void setMessage(const QString &message);
    QJsonArray messages() const;
    void setMessages(const QJsonArray &messages);
    QJsonArray attachments() const;
    void setAttachments(const QJsonArray &attachments);
    QJsonObject parameters() const;
    void setParameters(const QJsonObject &parameters);
    QJsonObject inputOverrides() const;
    void setInputOverrides(const QJsonObject &overrides);
    QJsonObject blockOverrides() const;
    void setBlockOverrides(const QJsonObject &overrides);
    QJsonValue toolChoice() const;
    void setToolChoice(const QJsonValue &choice);
    QString sessionId() const;
    void setSessionId(const QString &sessionId);
    void resetSessionId();
    bool trace() const;
    void setTrace(bool trace);
    int timeout() const;
    void setTimeout(int milliseconds);
    bool runRemaining() const;
    void setRunRemaining(bool remaining);
    bool autoAdvance() const;
    void setAutoAdvance(bool advance);
    int maxToolRounds() const;
    void setMaxToolRounds(int rounds);
    QList<NoukaiTool *> tools() const;
    void setTools(const QList<NoukaiTool *> &tools);

    State state() const;
    bool isRunning() const;
    QString executionId() const;
    QString runId() const;
    int stepCount() const;
    int currentStep() const;
    double progress() const;
    NoukaiUsage usage() const;
    qint64 elapsed() const;
    QJsonValue result() const;
    QJsonObject summary() const;
    NoukaiError error() const;
    QList<NoukaiToolCall> toolCalls() const;
    int droppedEvents() const;

    Q_INVOKABLE QFuture<NoukaiExpected<NoukaiResult>> execute();
    QFuture<NoukaiEvent> events();
    QFuture<NoukaiStepCompleted> steps();

public Q_SLOTS:
    void start();
    void cancel();
    void advance();
    void runToEnd();
    void resume();
    void rerunFrom(int stepIndex);
    void watch(const QString &executionId);
    void submitToolResult(const QString &callId, const QString &content);
    void rejectToolCall(const QString &callId, const QString &reason = QString());
    void approveToolCall(const QString &callId, const QJsonValue &arguments = QJsonValue(QJsonValue::Undefined));

Q_SIGNALS:
    void runStarted(const NoukaiRunStarted &event);
    void stepStarted(const NoukaiStepStarted &event);
    void stepInput(const NoukaiStepInput &event);
    void stepOutput(const NoukaiStepOutput &event);
    void stepCompleted(const NoukaiStepCompleted &event);
    void stepFailed(const NoukaiStepFailed &event);
    void stepPaused(const NoukaiStepPaused &event);
    void toolCallsRequired(const NoukaiToolCallsRequired &event);
    void flowCompleted(const NoukaiFlowCompleted &event);
    void unknownEvent(const NoukaiUnknownEvent &event);
    void eventReceived(const NoukaiEvent &event);
    void warningRaised(const QString &warning);
    void errorOccurred(const NoukaiError &error);
    void finished();

    void clientChanged();
    void identifierChanged();
    void versionChanged();
    void messageChanged();
    void messagesChanged();
    void attachmentsChanged();
    void parametersChanged();
    void inputOverridesChanged();
    void blockOverridesChanged();
    void toolChoiceChanged();
    void sessionIdChanged();
    void traceChanged();
    void timeoutChanged();
    void runRemainingChanged();
    void autoAdvanceChanged();
    void maxToolRoundsChanged();
    void toolsChanged();

    void stateChanged();
    void runningChanged();
    void executionIdChanged();
    void runIdChanged();
    void stepCountChanged();
    void currentStepChanged();
    void progressChanged();
    void usageChanged();
    void resultChanged();
    void errorChanged();
    void toolCallsChanged();
    void droppedEventsChanged();

private:
    friend class NoukaiFlowPrivate;
    std::unique_ptr<NoukaiFlowPrivate> d;
};
