// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiexpected.h>

#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QPromise>

#include <functional>
#include <utility>

// The outcome of a call that is known at once.
template <typename T>
QFuture<NoukaiExpected<T>> readyFuture(const NoukaiExpected<T> &outcome)
{
    QPromise<NoukaiExpected<T>> promise;
    promise.start();
    promise.addResult(outcome);
    promise.finish();
    return promise.future();
}

template <typename T>
QFuture<NoukaiExpected<T>> readyFuture(const NoukaiError &error)
{
    return readyFuture(NoukaiExpected<T>(error));
}

// A call that somebody holds a future of. It deletes itself once it is resolved, or once the future is cancelled: then
// `cancelled` is called, from the event loop, and what is resolved later goes nowhere. One that is deleted before ends
// its future as cancelled.
template <typename T>
class Pending : public QObject
{
public:
    using Outcome = NoukaiExpected<T>;

    explicit Pending(QObject *parent)
        : QObject(parent)
    {
        m_promise.start();
        connect(&m_watcher, &QFutureWatcher<Outcome>::canceled, this, [this] {
            // What follows may delete this.
            const std::function<void()> cancelled = std::exchange(onCancelled, nullptr);
            QPromise<Outcome> promise = std::move(m_promise);
            deleteLater();
            if (cancelled)
                cancelled();
            promise.finish();
        });
        m_watcher.setFuture(m_promise.future());
    }

    QFuture<Outcome> future() { return m_promise.future(); }

    void resolve(const Outcome &outcome)
    {
        onCancelled = nullptr;
        m_watcher.disconnect(this);
        deleteLater();
        // Continuations run in here and may delete this.
        QPromise<Outcome> promise = std::move(m_promise);
        promise.addResult(outcome);
        promise.finish();
    }

    std::function<void()> onCancelled;

private:
    QPromise<Outcome> m_promise;
    QFutureWatcher<Outcome> m_watcher;
};

// What is to be resolved once the slots of the application have run: they may delete the job, and with it its children.
template <typename T>
Pending<T> *released(QPointer<Pending<T>> &pending)
{
    Pending<T> *taken = std::exchange(pending, nullptr);
    if (taken)
        taken->setParent(nullptr);
    return taken;
}
