// SPDX-License-Identifier: MIT
#pragma once

#include "clientuser_p.h"
#include "exchange_p.h"
#include "managerpool_p.h"
#include "stream_p.h"
#include "wire/redactor_p.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaierror.h>

#include <QtCore/QLoggingCategory>

#include <optional>

Q_DECLARE_LOGGING_CATEGORY(lcNoukaiClient)

class NoukaiLogBuilder;

// What sets one request apart from others.
struct RequestTraits {
    qsizetype bodySize = -1; // -1: there is no body
    QString session = {};    // null: the client's
    QByteArray accept = "text/event-stream";
    bool withKey = true;
};

class NOUKAI_INTERNAL_EXPORT NoukaiClientPrivate
{
public:
    explicit NoukaiClientPrivate(NoukaiClient *q);
    static NoukaiClientPrivate *get(NoukaiClient *client) { return client->d.get(); }

    NoukaiError check() const;      // what stands in the way of any request; NoError if nothing
    NoukaiError checkRelay() const; // the same for a request to relayUrl, which needs no key
    // Sends `body` and reads the answer as an event stream, after a check() that found nothing.
    // A `timeout` in ms, 0 for ever, holds for the call instead of the client's where it is not negative.
    Stream *openStream(const QUrl &url, const QByteArray &body, const QString &sessionId, StreamSink *sink,
                       int timeout = -1);
    // The same for an event stream that is only asked for: a GET.
    Stream *openTraceStream(const QUrl &url, const QString &sessionId, StreamSink *sink, int timeout = -1);
    // Sends a request and reads the answer as JSON, after a check() or checkRelay() that found nothing. `done` is
    // called exactly once and never from within this call.
    Exchange *exchange(const ExchangeRequest &request, ExchangeDone done);
    QNetworkRequest request(const QUrl &url, const RequestTraits &traits) const;

    void addUser(ClientUser *user) { m_users.append(user); }
    void removeUser(ClientUser *user) { m_users.removeOne(user); }

    void log(NoukaiLogBuilder &entry);
    // Without the key and whatever looks like one, also when what holds it was cut short in the middle of it.
    QByteArray redacted(QByteArray text) const;
    QString redacted(const QString &text) const;
    NoukaiError redacted(NoukaiError error) const;
    QUrl redacted(const QUrl &url) const;
    Redactor redactor() const;
    // An error as it leaves the client: with what is known of the answer, without the key.
    NoukaiError withIds(NoukaiError error, int status, const QString &requestId) const;
    static bool isSameOrigin(const QUrl &a, const QUrl &b);
    static bool isReserved(const QString &header);

    NoukaiClient *q;
    std::optional<QUrl> baseUrl;
    QUrl relayUrl;
    std::optional<NoukaiClient::Environment> environment;
    QString organization;
    QString project;
    QString sessionId; // null: none; empty is a value
    QVariantMap extraHeaders;
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    QSslConfiguration sslConfiguration;
    int timeout = 300'000;        // ms
    int refusalDeadline = 10'000; // ms for the body of an answer that is no stream
    int maxRetries = 1;
    RetryTime retryTime;
    bool keyless = false;
    bool allowInsecure = false;
    bool logPayloads = false;
    bool closing = false;               // it is being destroyed: nothing begins any more
    qint64 maxUnreadBytes = 64LL << 20; // what a stream may have waiting where reading cannot hold the server back
    qint64 eventCeiling = 64LL << 20;
    qint64 answerCeiling = 64LL << 20; // of an answer that is no stream
    QByteArray credential;             // never leaves this class but in the Authorization header
    bool credentialIsKey = true;
    int credentialNumber = 0; // another one when there is another credential
    std::shared_ptr<Callbacks> callbacks = std::make_shared<Callbacks>();
    ManagerPool managers;
    QList<ClientUser *> m_users;

private:
    enum class Address { Base, Relay };
    NoukaiError checkUrl(const QUrl &url, Address address) const;
    NoukaiError checkCommon() const;
    NoukaiError checkCredential(const QUrl &url) const;
};
