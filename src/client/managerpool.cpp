// SPDX-License-Identifier: MIT
#include "managerpool_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

static QString originOf(const QUrl &url)
{
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    return url.scheme() + "://"_L1 + url.host() + u':' + QString::number(port);
}

ManagerPool::~ManagerPool()
{
    for (const auto &slot : m_slots)
        delete slot->manager;
}

void ManagerPool::deleteLater()
{
    const auto managers = m_parent->findChildren<QNetworkAccessManager *>(Qt::FindDirectChildrenOnly);
    for (QNetworkAccessManager *manager : managers) {
        manager->setParent(nullptr);
        m_callbacks->deleteLater(manager);
    }
    m_slots.clear();
}

void ManagerPool::setFactory(const NoukaiClient::NetworkAccessManagerFactory &factory)
{
    m_factory = factory;
    retireAll();
}

void ManagerPool::setProxy(const QNetworkProxy &proxy)
{
    m_proxy = proxy;
    retireAll();
}

void ManagerPool::retireAll()
{
    const auto slots = std::exchange(m_slots, {});
    for (const auto &slot : slots) {
        slot->retired = true;
        if (slot->active == 0)
            dispose(*slot);
    }
    m_http2Origins.clear();
}

QNetworkAccessManager *ManagerPool::create()
{
    QNetworkAccessManager *manager = m_factory ? m_factory(m_parent) : nullptr;
    if (!manager)
        manager = new QNetworkAccessManager(m_parent);
    // The pool decides how long a manager lives, whoever made it.
    manager->setParent(m_parent);
    manager->setAutoDeleteReplies(false);
    if (m_proxy.type() != QNetworkProxy::DefaultProxy)
        manager->setProxy(m_proxy);
    return manager;
}

std::unique_ptr<ManagerPool::Lease> ManagerPool::acquire(const QUrl &url)
{
    const QString origin = originOf(url);
    const auto usable = [&](const std::shared_ptr<Slot> &slot) {
        return slot->origin == origin && slot->manager && slot->active < (slot->http2 ? Http2Streams : Http1Streams);
    };
    auto found = std::find_if(m_slots.begin(), m_slots.end(), usable);
    if (found == m_slots.end()) {
        auto slot = std::make_shared<Slot>();
        slot->manager = create();
        slot->origin = origin;
        slot->http2 = m_http2Origins.value(origin);
        found = m_slots.insert(m_slots.end(), std::move(slot));
    }
    ++(*found)->active;
    return std::unique_ptr<Lease>(new Lease(m_self, *found));
}

int ManagerPool::managerCount() const
{
    return int(m_slots.size());
}

void ManagerPool::release(const std::shared_ptr<Slot> &slot)
{
    --slot->active;
    if (slot->active > 0)
        return;
    const auto idle = std::count_if(m_slots.begin(), m_slots.end(), [](const auto &s) { return s->active == 0; });
    if (!slot->retired && slot->manager && idle <= IdleManagersKept)
        return;
    forget(slot);
    dispose(*slot);
}

void ManagerPool::forget(const std::shared_ptr<Slot> &slot)
{
    m_slots.erase(std::remove(m_slots.begin(), m_slots.end(), slot), m_slots.end());
}

void ManagerPool::dispose(Slot &slot)
{
    if (slot.manager)
        m_callbacks->deleteLater(slot.manager);
    slot.manager = nullptr;
}

ManagerPool::Lease::~Lease()
{
    if (const auto pool = m_pool.lock())
        (*pool)->release(m_slot);
}

void ManagerPool::Lease::retire()
{
    m_slot->retired = true;
    if (const auto pool = m_pool.lock())
        (*pool)->forget(m_slot);
}

void ManagerPool::Lease::setHttp2(bool used)
{
    m_slot->http2 = used;
    if (const auto pool = m_pool.lock(); pool && !m_slot->retired)
        (*pool)->m_http2Origins.insert(m_slot->origin, used);
}
