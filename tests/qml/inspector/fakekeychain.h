// SPDX-License-Identifier: MIT
#pragma once

#include "keychain.h"

#include <QtCore/QQueue>
#include <QtCore/QStringList>

#include <functional>
#include <memory>

// A keychain that a test looks into, holds up and lets fail.
struct Drawer {
    QString entry;
    Keychain::Outcome outcome = Keychain::Done;
    QString reason;
    QQueue<std::function<void()>> waiting;
    QStringList calls;

    // Lets the oldest call do its work.
    void deliver()
    {
        if (!waiting.isEmpty())
            waiting.dequeue()();
    }
    void deliverAll()
    {
        while (!waiting.isEmpty())
            deliver();
    }
};

class FakeKeychain : public Keychain
{
public:
    explicit FakeKeychain(const std::shared_ptr<Drawer> &drawer)
        : m_drawer(drawer)
    {
    }

    void read(const Callback &done) override
    {
        ask(QStringLiteral("read"), done, [](Drawer &drawer, Answer &answer) {
            answer.outcome = drawer.entry.isEmpty() ? NoEntry : Done;
            answer.secret = drawer.entry;
        });
    }
    void write(const QString &secret, const Callback &done) override
    {
        ask(QStringLiteral("write"), done, [secret](Drawer &drawer, Answer &) { drawer.entry = secret; });
    }
    void remove(const Callback &done) override
    {
        ask(QStringLiteral("remove"), done, [](Drawer &drawer, Answer &answer) {
            answer.outcome = drawer.entry.isEmpty() ? NoEntry : Done;
            drawer.entry.clear();
        });
    }

private:
    void ask(const QString &call, const Callback &done, const std::function<void(Drawer &, Answer &)> &work)
    {
        m_drawer->calls.append(call);
        m_drawer->waiting.enqueue([drawer = m_drawer, done, work] {
            Answer answer{drawer->outcome, {}, drawer->reason};
            if (answer.outcome == Done)
                work(*drawer, answer);
            done(answer);
        });
    }

    std::shared_ptr<Drawer> m_drawer;
};
