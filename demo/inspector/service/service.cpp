// SPDX-License-Identifier: MIT
#include "service.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace
{

QString originOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
}

bool isAddress(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty() &&
           url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

} // namespace

Service::Service(Preferences *preferences, const QUrl &asked, bool last, std::unique_ptr<Keychain> keychain,
                 QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_usual(NoukaiClient().baseUrl())
    , m_address(asked.toString())
    , m_keys(std::move(keychain))
{
    if (last && asked.isEmpty()) {
        m_address = preferences->text(u"address"_s, {});
        m_keyless = preferences->flag(u"keyless"_s, false);
    }
    m_startOrigin = originOf(url());
    connect(&m_keys, &KeyStore::keyChanged, this, &Service::onKeyChanged);
}

QUrl Service::url() const
{
    return m_address.trimmed().isEmpty() ? m_usual : QUrl(m_address.trimmed(), QUrl::StrictMode);
}

void Service::setAddress(const QString &address)
{
    if (address == m_address)
        return;
    m_address = address;
    m_clientFits = false;
    Q_EMIT changed();
}

void Service::setKeyless(bool keyless)
{
    if (keyless == m_keyless)
        return;
    m_keyless = keyless;
    m_clientFits = false;
    Q_EMIT changed();
}

bool Service::hasKey() const
{
    return m_keys.hasKey() && m_keyOrigin == originOf(url());
}

QString Service::problem() const
{
    if (!isAddress(url()))
        return tr("The address has to be like https://api.example.com/api/v1.");
    if (m_keyless || hasKey())
        return {};
    return m_keys.hasKey() ? tr("The key is for %1. Enter the one for this address.").arg(m_keyOrigin)
                           : tr("Enter an API key.");
}

void Service::restore()
{
    if (!std::exchange(m_restored, true))
        m_keys.restore();
}

void Service::useKey(const QString &key)
{
    m_restored = true;
    if (NoukaiClient::checkApiKey(key.trimmed()).kind() == NoukaiError::NoError) {
        m_keyOrigin = originOf(url());
        m_clientFits = false;
        keep();
    }
    m_keys.store(key);
    Q_EMIT changed();
}

void Service::onKeyChanged()
{
    m_clientFits = false;
    if (!m_keys.hasKey()) {
        m_keyOrigin.clear();
        for (const std::unique_ptr<NoukaiClient> &client : m_clients)
            client->setApiKey({});
    } else if (m_keyOrigin.isEmpty()) {
        m_keyOrigin = m_keys.source() == KeyStore::Environment ? m_startOrigin
                                                               : m_preferences->text(u"keyOrigin"_s, originOf(m_usual));
    }
    Q_EMIT changed();
}

void Service::keep()
{
    if (!isAddress(url()))
        return;
    m_preferences->keep(u"address"_s, m_address.trimmed());
    m_preferences->keep(u"keyless"_s, m_keyless);
    if (!m_keyOrigin.isEmpty() && m_keys.source() != KeyStore::Environment)
        m_preferences->keep(u"keyOrigin"_s, m_keyOrigin);
}

NoukaiClient *Service::client()
{
    if (!std::exchange(m_clientFits, true)) {
        m_clients.push_back(std::make_unique<NoukaiClient>());
        NoukaiClient *client = m_clients.back().get();
        client->setBaseUrl(url());
        client->setKeyless(m_keyless);
        if (hasKey() && !m_keyless)
            m_keys.applyTo(client);
        else
            client->setApiKey({}); // not the one from the environment either
    }
    return m_clients.back().get();
}

void Service::cancelAll()
{
    for (const std::unique_ptr<NoukaiClient> &client : m_clients)
        client->cancelAll();
}
