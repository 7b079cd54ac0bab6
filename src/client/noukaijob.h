// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>
#include <Noukai/noukaiexpected.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukairesult.h>

#include <QtCore/QFuture>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

class NoukaiClient;
class NoukaiJobPrivate;

class NOUKAI_CORE_EXPORT NoukaiJob : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiClient *client READ client WRITE setClient NOTIFY clientChanged FINAL)
    Q_PROPERTY(QString identifier READ identifier WRITE setIdentifier NOTIFY identifierChanged FINAL)
    Q_PROPERTY(QString version READ version WRITE setVersion NOTIFY versionChanged FINAL)
    Q_PROPERTY(QString message READ message WRITE setMessage NOTIFY messageChanged FINAL)
    Q_PROPERTY(QJsonObject parameters READ parameters WRITE setParameters NOTIFY parametersChanged FINAL)
    Q_PROPERTY(QJsonArray attachments READ attachments WRITE setAttachments NOTIFY attachmentsChanged FINAL)
    Q_PROPERTY(
        QJsonObject blockOverrides READ blockOverrides WRITE setBlockOverrides NOTIFY blockOverridesChanged FINAL)
    Q_PROPERTY(QJsonArray tools READ tools WRITE setTools NOTIFY toolsChanged FINAL)
    Q_PROPERTY(QString sessionId READ sessionId WRITE setSessionId RESET resetSessionId NOTIFY sessionIdChanged FINAL)
    Q_PROPERTY(int timeout READ timeout WRITE setTimeout NOTIFY timeoutChanged FINAL)
    Q_PROPERTY(bool trace READ trace WRITE setTrace NOTIFY traceChanged FINAL)
    Q_PROPERTY(QString executionId READ executionId WRITE setExecutionId NOTIFY executionIdChanged FINAL)
    Q_PROPERTY(Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged FINAL)
    Q_PROPERTY(NoukaiResult result READ result NOTIFY resultChanged FINAL)
    Q_PROPERTY(NoukaiError error READ error NOTIFY errorChanged FINAL)

public:
    enum Status { Unsubmitted, Submitting, Pending, Running, Completed, Failed };
    Q_ENUM(Status)

    explicit NoukaiJob(QObject *parent = nullptr);
    NoukaiJob(NoukaiClient *client, const QString &identifier, const QString &executionId = {},
              QObject *parent = nullptr);
    ~NoukaiJob() override;

    NoukaiClient *client() const;
    void setClient(NoukaiClient *client);
    QString identifier() const;
    void setIdentifier(const QString &identifier);
    QString version() const;
    void setVersion(const QString &version);
    QString message() const;
    void setMessage(const QString &message);
    QJsonObject parameters() const;
    void setParameters(const QJsonObject &parameters);
    QJsonArray attachments() const;
    void setAttachments(const QJsonArray &attachments);
    QJsonObject blockOverrides() const;
    void setBlockOverrides(const QJsonObject &overrides);
    QJsonArray tools() const;
    void setTools(const QJsonArray &tools);
    QString sessionId() const;
    void setSessionId(const QString &sessionId);
    void resetSessionId();
    int timeout() const;
    void setTimeout(int milliseconds);
    bool trace() const;
    void setTrace(bool trace);

    QString executionId() const;
    void setExecutionId(const QString &executionId);
    Status status() const;
    bool isWaiting() const;
    NoukaiResult result() const;
    NoukaiError error() const;

    Q_INVOKABLE QFuture<NoukaiExpected<QString>> submit();
    Q_INVOKABLE QFuture<NoukaiExpected<NoukaiJob::Status>> poll();
    Q_INVOKABLE QFuture<NoukaiExpected<NoukaiResult>> wait(int intervalMs = 2'000, int totalMs = 300'000);

public Q_SLOTS:
    void stopWaiting();
    void cancel();

Q_SIGNALS:
    void clientChanged();
    void identifierChanged();
    void versionChanged();
    void messageChanged();
    void parametersChanged();
    void attachmentsChanged();
    void blockOverridesChanged();
    void toolsChanged();
    void sessionIdChanged();
    void timeoutChanged();
    void traceChanged();
    void executionIdChanged();
    void statusChanged();
    void waitingChanged();
    void resultChanged();
    void errorChanged();
    void submitted();
    void polled();
    void finished();

private:
    friend class NoukaiJobPrivate;
    std::unique_ptr<NoukaiJobPrivate> d;
};
