// SPDX-License-Identifier: MIT
#pragma once

#include "clientuser_p.h"
#include "managerpool_p.h"
#include "retrypolicy_p.h"

#include <Noukai/noukaierror.h>

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonValue>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkReply>

#include <functional>
#include <memory>

class NoukaiClientPrivate;
class NoukaiLogBuilder;
QT_BEGIN_NAMESPACE
class QSslError;
QT_END_NAMESPACE

struct ExchangeRequest {
    QByteArray method; // "GET", which may be repeated, or "POST", which never is
    QUrl url;
    QByteArray body = {};
    QString sessionId = {}; // null: the client's
    int timeout = -1;       // ms for the whole of one try; 0 for ever, -1 the client's
    bool withKey = true;
};

struct ExchangeAnswer {
    int status = 0; // 0: none came
    QByteArray body;
    QString requestId;
    QJsonValue json = QJsonValue::Undefined; // the body's; defined exactly when there is no error
};

using ExchangeDone = std::function<void(const NoukaiError &, const ExchangeAnswer &)>;

// One request with a JSON answer. Made by NoukaiClientPrivate::exchange(); deletes itself after its only call of
// `done`, which comes from the event loop, or from the client's destructor or cancelAll() with the kind Cancelled.
class NOUKAI_INTERNAL_EXPORT Exchange : public QObject, private ClientUser
{
    Q_OBJECT
public:
    Exchange(NoukaiClientPrivate *client, const ExchangeRequest &request, ExchangeDone done);
    ~Exchange() override;

    // Ends it without a call of `done`.
    void abort();
    // Ends it with the kind Cancelled; `done` is called from within.
    void cancel();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class Phase { Waiting, Reading, Resting, Ended };

    void cancelForClient() override { cancel(); }
    void clientGoing() override { cancel(); }

    bool isGet() const { return m_request.method == "GET"; }
    bool isRefused() const { return m_answer.status >= 400; }
    void send();
    void armTimer();
    void onMetaDataChanged();
    void onRedirect();
    void onReadyRead();
    void onFinished();
    void onSslErrors(const QList<QSslError> &errors);
    // False when the answer is too long, which ended the try.
    bool read();
    void judge();
    void dropReply();
    void logEnd(const NoukaiError &error);
    void endTry(NoukaiError error);
    bool retry(const NoukaiError &error, const RetryCause &cause);
    void finish(const NoukaiError &error);
    NoukaiError refusal() const;
    NoukaiError networkError() const;

    NoukaiClientPrivate *m_client;
    const ExchangeRequest m_request;
    ExchangeDone m_done;
    QUrl m_url; // after redirects
    std::unique_ptr<ManagerPool::Lease> m_lease;
    QPointer<QNetworkReply> m_reply;
    QElapsedTimer m_started;
    QBasicTimer m_timer;
    ExchangeAnswer m_answer;
    QString m_tlsReason;
    const qint64 m_timeout; // ms, 0 for ever
    int m_retries = 0;
    int m_redirects = 0;
    Phase m_phase = Phase::Waiting;
    bool m_lastChance = false;
};
