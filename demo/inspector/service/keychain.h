// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <functional>
#include <memory>

// Where the system keeps secrets. An interface, so that tests need none.
class Keychain
{
public:
    enum Outcome { Done, NoEntry, NoService, Refused, Failed };
    struct Answer {
        Outcome outcome = Done;
        QString secret; // of read()
        QString reason; // the system's own words, for Refused and Failed; may be empty
    };
    using Callback = std::function<void(const Answer &)>;

    Keychain() = default;
    virtual ~Keychain() = default;
    Q_DISABLE_COPY_MOVE(Keychain)

    // Each calls back once, never from inside the call, in the order in which they were called. A callback may come
    // after this object is gone.
    virtual void read(const Callback &done) = 0;
    virtual void write(const QString &secret, const Callback &done) = 0;
    virtual void remove(const Callback &done) = 0;
};

// The system's keychain with the entry of the inspector; null in a build without QtKeychain.
std::unique_ptr<Keychain> makeSystemKeychain(const QString &service);
