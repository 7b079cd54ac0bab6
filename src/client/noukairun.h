// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiexpected.h>
#include <Noukai/noukaiglobal.h>
#include <Noukai/noukairuntrace.h>

#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>

class NoukaiClient;
class NoukaiFlow;
class NoukaiRunPrivate;

class NOUKAI_CORE_EXPORT NoukaiRun : public QObject
{
    Q_OBJECT
    Q_PROPERTY(NoukaiClient *client READ client WRITE setClient NOTIFY clientChanged FINAL)
    Q_PROPERTY(QString identifier READ identifier WRITE setIdentifier NOTIFY identifierChanged FINAL)
    Q_PROPERTY(QString executionId READ executionId WRITE setExecutionId NOTIFY executionIdChanged FINAL)
    Q_PROPERTY(int timeout READ timeout WRITE setTimeout NOTIFY timeoutChanged FINAL)

public:
    enum Attempt { LatestAttempt = 0, AllAttempts = -1 };
    Q_ENUM(Attempt)

    explicit NoukaiRun(QObject *parent = nullptr);
    NoukaiRun(NoukaiClient *client, const QString &identifier, const QString &executionId, QObject *parent = nullptr);
    ~NoukaiRun() override;

    NoukaiClient *client() const;
    void setClient(NoukaiClient *client);
    QString identifier() const;
    void setIdentifier(const QString &identifier);
    QString executionId() const;
    void setExecutionId(const QString &executionId);
    int timeout() const;
    void setTimeout(int milliseconds);

    QFuture<NoukaiExpected<NoukaiRunTrace>> trace();
    QFuture<NoukaiExpected<QList<NoukaiStepTrace>>> stepTrace(const QString &stepId, int attempt = LatestAttempt,
                                                              int loopIndex = -1);
    Q_INVOKABLE NoukaiFlow *liveTrace();

Q_SIGNALS:
    void clientChanged();
    void identifierChanged();
    void executionIdChanged();
    void timeoutChanged();

private:
    std::unique_ptr<NoukaiRunPrivate> d;
};
