// SPDX-License-Identifier: MIT
#pragma once

#include "callbacks_p.h"

#include <Noukai/noukaiclient.h>

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkAccessManager>

#include <memory>
#include <vector>

// Spreads streams over several QNetworkAccessManagers. One manager serves at most six requests to a host over HTTP/1.1
// and lets the seventh wait, so each gets as many as it can really carry; a stream never queues behind others.
class NOUKAI_INTERNAL_EXPORT ManagerPool
{
public:
    // Over HTTP/2 a connection carries 100 streams on any common server, and a cold one in Qt 6.4 never more.
    static constexpr int Http1Streams = 6;
    static constexpr int Http2Streams = 100;
    static constexpr int IdleManagersKept = 4;

    class Lease;

    explicit ManagerPool(QObject *parent, std::shared_ptr<Callbacks> callbacks = std::make_shared<Callbacks>())
        : m_parent(parent)
        , m_callbacks(std::move(callbacks))
    {
    }
    ~ManagerPool();

    void setFactory(const NoukaiClient::NetworkAccessManagerFactory &factory);
    void setProxy(const QNetworkProxy &proxy);
    // For a client that is deleted from within a reply's signal: managers and replies go when control is back.
    void deleteLater();
    // Connections made with earlier settings are not used again.
    void retireAll();

    std::unique_ptr<Lease> acquire(const QUrl &url);
    int managerCount() const;

private:
    struct Slot {
        QPointer<QNetworkAccessManager> manager;
        QString origin;
        int active = 0;
        bool http2 = false;
        bool retired = false;
    };
    QNetworkAccessManager *create();
    void release(const std::shared_ptr<Slot> &slot);
    void forget(const std::shared_ptr<Slot> &slot);
    void dispose(Slot &slot);

    QObject *m_parent;
    std::shared_ptr<Callbacks> m_callbacks;
    NoukaiClient::NetworkAccessManagerFactory m_factory;
    QNetworkProxy m_proxy;
    std::vector<std::shared_ptr<Slot>> m_slots;
    QHash<QString, bool> m_http2Origins;
    // A lease may outlive the pool: it then finds this empty.
    std::shared_ptr<ManagerPool *> m_self = std::make_shared<ManagerPool *>(this);
};

// The right to run one request on a manager; given back by its destructor.
class NOUKAI_INTERNAL_EXPORT ManagerPool::Lease
{
public:
    ~Lease();
    QNetworkAccessManager *manager() const { return m_slot->manager; }
    void setHttp2(bool used);
    // No more requests over this manager and its connections.
    void retire();

private:
    friend class ManagerPool;
    Lease(std::weak_ptr<ManagerPool *> pool, std::shared_ptr<Slot> slot)
        : m_pool(std::move(pool))
        , m_slot(std::move(slot))
    {
    }
    std::weak_ptr<ManagerPool *> m_pool;
    std::shared_ptr<Slot> m_slot;
};
