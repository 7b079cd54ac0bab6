// SPDX-License-Identifier: MIT
#pragma once

#include "managerpool_p.h"
#include "stream_p.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaierror.h>

#include <QtCore/QLoggingCategory>

#include <optional>

Q_DECLARE_LOGGING_CATEGORY(lcNoukaiClient)

class NoukaiLogBuilder;

// Something that runs over a client and must end while it is whole when the client goes first.
class ClientUser
{
public:
    virtual void cancelForClient() = 0;
    virtual void clientGoing() = 0;

protected:
    ~ClientUser() = default;
};

class NOUKAI_INTERNAL_EXPORT NoukaiClientPrivate
{
public:
    explicit NoukaiClientPrivate(NoukaiClient *q);
    static NoukaiClientPrivate *get(NoukaiClient *client) { return client->d.get(); }

    NoukaiError check() const; // what stands in the way of any request; NoError if nothing
    // Sends `body` and reads the answer as an event stream, after a check() that found nothing.
    Stream *openStream(const QUrl &url, const QByteArray &body, const QString &sessionId, StreamSink *sink);

    void addUser(ClientUser *user) { m_users.append(user); }
    void removeUser(ClientUser *user) { m_users.removeOne(user); }

    void log(const NoukaiLogBuilder &entry);
    // Without the key, also when what holds it was cut short in the middle of it.
    QByteArray redacted(QByteArray text) const;
    QString redacted(const QString &text) const;
    NoukaiError redacted(NoukaiError error) const;
    static bool isReserved(const QString &header);

    NoukaiClient *q;
    std::optional<QUrl> baseUrl;
    std::optional<NoukaiClient::Environment> environment;
    QString organization;
    QString project;
    QString sessionId; // null: none; empty is a value
    QVariantMap extraHeaders;
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    QSslConfiguration sslConfiguration;
    int timeout = 300'000;        // ms
    int refusalDeadline = 10'000; // ms for the body of an answer that is no stream
    bool keyless = false;
    bool allowInsecure = false;
    bool logPayloads = false;
    bool closing = false;               // it is being destroyed: nothing begins any more
    qint64 maxUnreadBytes = 64LL << 20; // what a stream may have waiting where reading cannot hold the server back
    qint64 eventCeiling = 64LL << 20;
    QByteArray credential; // never leaves this class but in the Authorization header
    bool credentialIsKey = true;
    std::shared_ptr<Callbacks> callbacks = std::make_shared<Callbacks>();
    ManagerPool managers;
    QList<ClientUser *> m_users;

private:
    QNetworkRequest request(const QUrl &url, qsizetype bodySize, const QString &sessionId) const;
};
