// SPDX-License-Identifier: MIT
// A run as a future of many results, and what holds it up for a reader that is slow.
#include "noukaiflow_p.h"

#include <QtCore/QFutureWatcher>

namespace
{

// One future over one run. It lives as long as both the run and somebody's interest.
template <typename T>
class RunFuture : public QObject
{
public:
    RunFuture(NoukaiFlow *flow, void (NoukaiFlow::*signal)(const T &), bool owns)
        : QObject(flow)
        , m_flow(flow)
        , m_owns(owns)
    {
        m_promise.start();
        connect(flow, signal, this, [this](const T &value) { m_promise.addResult(value); });
        connect(flow, &NoukaiFlow::finished, this, [this] { end(); });
        connect(&m_watcher, &QFutureWatcherBase::canceled, this, [this] { cancelled(); });
        connect(&m_watcher, &QFutureWatcherBase::suspending, this, [this] { setHeld(true); });
        connect(&m_watcher, &QFutureWatcherBase::resumed, this, [this] { setHeld(false); });
        m_watcher.setFuture(m_promise.future());
    }
    QFuture<T> future() const { return m_promise.future(); }

private:
    void setHeld(bool held)
    {
        if (m_held == held)
            return;
        m_held = held;
        if (held)
            NoukaiFlowPrivate::get(m_flow)->hold();
        else
            NoukaiFlowPrivate::get(m_flow)->unhold();
    }
    void end()
    {
        setHeld(false);
        disconnect(m_flow, nullptr, this, nullptr);
        m_promise.finish();
        deleteLater();
    }
    void cancelled()
    {
        NoukaiFlow *flow = m_flow;
        const bool owned = m_owns;
        end();
        if (owned)
            flow->cancel();
    }

    NoukaiFlow *m_flow;
    QPromise<T> m_promise;
    QFutureWatcher<T> m_watcher;
    bool m_owns;
    bool m_held = false;
};

template <typename T>
QFuture<T> futureOf(NoukaiFlow *flow, void (NoukaiFlow::*signal)(const T &))
{
    const bool idle = !flow->isRunning();
    auto *feed = new RunFuture<T>(flow, signal, idle);
    const QFuture<T> future = feed->future();
    if (idle)
        flow->start();
    return future;
}

} // namespace

QFuture<NoukaiEvent> NoukaiFlowPrivate::events()
{
    return futureOf(q, &NoukaiFlow::eventReceived);
}

QFuture<NoukaiStepCompleted> NoukaiFlowPrivate::steps()
{
    return futureOf(q, &NoukaiFlow::stepCompleted);
}

void NoukaiFlowPrivate::hold()
{
    if (m_holds++ == 0 && m_stream)
        m_stream->setHeld(true);
}

void NoukaiFlowPrivate::unhold()
{
    if (--m_holds > 0)
        return;
    if (m_stream)
        m_stream->setHeld(false);
    if (!std::exchange(m_waitsForReader, false) || state != NoukaiFlow::Running)
        return;
    const Guard guard(this);
    const auto goOn = [this, guard] {
        if (!guard.sameRun() || m_stream || state != NoukaiFlow::Running)
            return;
        if (m_holds > 0)
            m_waitsForReader = true;
        else
            continueRun(m_cursor);
    };
    QMetaObject::invokeMethod(q, goOn, Qt::QueuedConnection);
}
