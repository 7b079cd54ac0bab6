// SPDX-License-Identifier: MIT
#pragma once

#include "clientuser_p.h"
#include "exchange_p.h"
#include "pending_p.h"

#include <Noukai/noukaijob.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

class NoukaiClientPrivate;

class NOUKAI_INTERNAL_EXPORT NoukaiJobPrivate final : public ClientUser
{
public:
    using Status = NoukaiJob::Status;
    using StatusTold = std::function<void(const NoukaiExpected<Status> &)>;
    enum Change : unsigned {
        StatusChange = 1,
        ExecutionIdChange = 2,
        ResultChange = 4,
        ErrorChange = 8,
        WaitChange = 16
    };

    explicit NoukaiJobPrivate(NoukaiJob *q);
    ~NoukaiJobPrivate();
    static NoukaiJobPrivate *get(NoukaiJob *job) { return job->d.get(); }

    NoukaiClient *runClient() const; // null when it is gone
    bool isBusy() const { return status == NoukaiJob::Submitting || m_waiting; }
    bool isEnded() const { return status == NoukaiJob::Completed || status == NoukaiJob::Failed; }
    // Warns that a call was refused.
    void refuse(const QString &why) const;

    QFuture<NoukaiExpected<QString>> submit();
    QFuture<NoukaiExpected<Status>> poll();
    QFuture<NoukaiExpected<NoukaiResult>> wait(int intervalMs, int totalMs);
    void stopWaiting();
    void cancel();
    void setExecutionId(const QString &id);

    void cancelForClient() override;
    void clientGoing() override { cancelForClient(); }

    NoukaiJob *q;
    QPointer<NoukaiClient> client;
    bool clientIsSet = false;
    QString identifier;
    QString version;
    QString message;
    QJsonObject parameters;
    QJsonArray attachments;
    QJsonObject blockOverrides;
    QJsonArray tools;
    QString sessionId;
    int timeout = -1; // ms; the client's
    bool trace = false;

    QString executionId;
    Status status = NoukaiJob::Unsubmitted;
    NoukaiResult result;
    NoukaiError error;
    // How long after its submission the server may not know a job yet, in ms.
    qint64 graceMs = 5'000;
    bool m_waiting = false;

private:
    NoukaiError checkSubmission(QUrl *url) const;
    NoukaiError checkPoll(QUrl *url) const;
    QByteArray submission() const;
    void onSubmitted(NoukaiClientPrivate *over, const NoukaiError &failure, const ExchangeAnswer &answer);
    void submissionFailed(const NoukaiError &why);
    Exchange *sendPoll(const QUrl &url, const StatusTold &told);
    NoukaiExpected<Status> readPoll(NoukaiClientPrivate *over, const NoukaiError &failure,
                                    const ExchangeAnswer &answer);
    NoukaiExpected<Status> note(NoukaiClientPrivate *over, const QJsonObject &answer, const NoukaiError &where);
    void waitPoll();
    void endWaitLater(const NoukaiError &why);
    void endWait(const NoukaiExpected<NoukaiResult> &outcome);
    NoukaiExpected<NoukaiResult> outcome() const;
    NoukaiError withoutKey(const NoukaiError &mistake) const;
    NoukaiError cancelled() const;
    void remember(Exchange *exchange);
    void setStatus(Status next);
    void setError(const NoukaiError &why);
    void changed(Change change) { m_changes |= change; }
    bool publish();

    unsigned m_changes = 0;
    QJsonObject m_accepted; // what the submission was answered with
    QElapsedTimer m_sinceSubmission;
    QPointer<Pending<QString>> m_submitting;
    QPointer<Pending<NoukaiResult>> m_wait;
    QPointer<Exchange> m_waitPoll;
    QPointer<NoukaiClient> m_waitClient;
    QList<QPointer<Exchange>> m_exchanges;
    QTimer m_interval;
    QTimer m_total;
    int m_totalMs = 0;
};
