// SPDX-License-Identifier: MIT
#include "keychain.h"

#ifdef INSPECTOR_HAS_KEYCHAIN
#include <QtCore/QCoreApplication>

#include <qt6keychain/keychain.h>

#ifdef INSPECTOR_HAS_DBUS
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>

#include <algorithm>
#endif

using namespace Qt::StringLiterals;

namespace
{

const QString EntryName = QStringLiteral("api-key");

// A service that is not there is not told from one that fails, so it is looked for, on the bus where it would be.
bool isServiceMissing()
{
#ifdef INSPECTOR_HAS_DBUS
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return true;
    const QStringList running = bus.interface()->registeredServiceNames();
    const QStringList startable = bus.interface()->activatableServiceNames();
    const auto isThere = [&](QLatin1StringView name) {
        return running.contains(name) || startable.contains(name);
    };
    static constexpr QLatin1StringView names[] = {"org.freedesktop.secrets"_L1, "org.kde.kwalletd5"_L1,
                                                  "org.kde.kwalletd6"_L1};
    return std::none_of(std::begin(names), std::end(names), isThere);
#else
    return false;
#endif
}

Keychain::Answer answerOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return {Keychain::NoEntry, {}, {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Keychain::NoService, {}, job.errorString()};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {Keychain::Refused, {}, job.errorString()};
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return {isServiceMissing() ? Keychain::NoService : Keychain::Failed, {}, job.errorString()};
}

// Jobs run one after the other. One that runs must not be deleted, since what it waits for points to it; so they belong
// to the application and delete themselves once they are done.
class SystemKeychain : public Keychain
{
public:
    explicit SystemKeychain(const QString &service)
        : m_service(service)
    {
    }

    void read(const Callback &done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(m_service, QCoreApplication::instance());
        start(job, [job, done](Answer answer) {
            answer.secret = job->textData();
            done(answer);
        });
    }
    void write(const QString &secret, const Callback &done) override
    {
        auto *job = new QKeychain::WritePasswordJob(m_service, QCoreApplication::instance());
        job->setTextData(secret);
        start(job, done);
    }
    void remove(const Callback &done) override
    {
        start(new QKeychain::DeletePasswordJob(m_service, QCoreApplication::instance()), done);
    }

private:
    static void start(QKeychain::Job *job, const Callback &done)
    {
        job->setKey(EntryName);
        job->setInsecureFallback(false); // rather nowhere than in plain text
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [done](QKeychain::Job *ended) { done(answerOf(*ended)); });
        job->start();
    }

    const QString m_service;
};

} // namespace

std::unique_ptr<Keychain> makeSystemKeychain(const QString &service)
{
    return std::make_unique<SystemKeychain>(service);
}

#else

std::unique_ptr<Keychain> makeSystemKeychain(const QString &service)
{
    Q_UNUSED(service)
    return nullptr;
}

#endif
