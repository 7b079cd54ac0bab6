// SPDX-License-Identifier: MIT
#include "noukaiflowreader.h"

#include "noukaiflow_p.h"
#include "wire/eventdata_p.h"

#include <QtCore/QEventLoop>

#include <deque>

namespace
{

// Enough that a reader who is only now and then slow is not noticed.
constexpr std::size_t MostEvents = 256;
constexpr qsizetype MostBytes = 4 << 20;

qsizetype bytesOf(const NoukaiEvent &event)
{
    const NoukaiEventData *data = NoukaiEventAccess::data(event);
    return data ? qsizetype(data->payload().size()) : 0;
}

} // namespace

class NoukaiFlowReaderPrivate
{
public:
    void take(const NoukaiEvent &event)
    {
        queue.push_back(event);
        bytes += bytesOf(event);
        updateHold();
        Q_EMIT q->readyRead();
    }

    // The server waits while there is enough here to go on with.
    void updateHold()
    {
        const std::size_t most = items == NoukaiFlowReader::CompletedSteps ? 1 : MostEvents;
        const bool full = queue.size() >= most || bytes >= MostBytes;
        const bool low = queue.size() <= most / 4 && bytes <= MostBytes / 4;
        if (held ? low : !full)
            setHeld(false);
        else if (full)
            setHeld(true);
    }

    void setHeld(bool hold)
    {
        if (held == hold || !flow)
            return;
        held = hold;
        if (hold)
            NoukaiFlowPrivate::get(flow)->hold();
        else
            NoukaiFlowPrivate::get(flow)->unhold();
    }

    void end()
    {
        if (ended)
            return;
        setHeld(false);
        ended = true;
        if (flow)
            QObject::disconnect(flow, nullptr, q, nullptr);
        Q_EMIT q->readyRead();
    }

    NoukaiFlowReader *q = nullptr;
    QPointer<NoukaiFlow> flow;
    NoukaiFlowReader::Items items = NoukaiFlowReader::Events;
    std::deque<NoukaiEvent> queue;
    qsizetype bytes = 0;
    bool owns = false;
    bool held = false;
    bool ended = false;
};

/*!
    \class NoukaiFlowReader
    \inmodule Noukai
    \brief Reads a run event by event, at the reader's own pace.

    Signals tell a run as it happens. A reader is asked instead: what is not taken yet waits, and when enough waits the
    run does too. Over HTTP/1.1 the server is then held back; no next step is asked for in any case. (Over HTTP/2, which
    cannot be held back, 64 MiB that wait end the run as interrupted.)

    \code
    NoukaiFlowReader reader(flow, NoukaiFlowReader::CompletedSteps);
    while (reader.waitForNext())
        qInfo() << reader.takeNext().to<NoukaiStepCompleted>().name();
    if (flow->state() != NoukaiFlow::Completed)
        qWarning() << flow->error().message();
    \endcode

    How the run ended is not an item: ask the flow. NoukaiReaderRange makes a loop of it, and <Noukai/noukaicoro.h> a
    coroutine.

    A reader of a flow that is not running starts it, and cancels that run when it is deleted before the end. Else it
    joins the run that is under way, from now on, and leaves it running. It lives in the flow's thread.
*/

/*!
    \enum NoukaiFlowReader::Items
    \value Events          Every event, as NoukaiFlow::eventReceived() tells them. Up to 256 of them, or 4 MiB, wait.
    \value CompletedSteps  Only steps that completed. One waits.
*/

/*! \fn void NoukaiFlowReader::readyRead()
    There is an item to take, or the run is over. */

/*! Makes a reader of \a items of the run of \a flow, which is started unless it runs, with the parent \a parent. */
NoukaiFlowReader::NoukaiFlowReader(NoukaiFlow *flow, Items items, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<NoukaiFlowReaderPrivate>())
{
    d->q = this;
    d->flow = flow;
    d->items = items;
    if (items == Events)
        connect(flow, &NoukaiFlow::eventReceived, this, [this](const NoukaiEvent &event) { d->take(event); });
    else
        connect(flow, &NoukaiFlow::stepCompleted, this, [this](const NoukaiStepCompleted &step) { d->take(step); });
    connect(flow, &NoukaiFlow::finished, this, [this] { d->end(); });
    connect(flow, &QObject::destroyed, this, [this] { d->end(); });
    if (!flow->isRunning()) {
        d->owns = true;
        flow->start();
    }
}

/*! Cancels the run if this reader started it and it is not over. */
NoukaiFlowReader::~NoukaiFlowReader()
{
    if (d->ended || !d->flow)
        return;
    d->setHeld(false);
    disconnect(d->flow, nullptr, this, nullptr);
    if (d->owns)
        d->flow->cancel();
}

/*! The flow whose run is read; null when it was deleted. */
NoukaiFlow *NoukaiFlowReader::flow() const
{
    return d->flow;
}

/*! Returns whether an item waits to be taken. */
bool NoukaiFlowReader::hasNext() const
{
    return !d->queue.empty();
}

/*! Returns whether the run is over and every item was taken. */
bool NoukaiFlowReader::atEnd() const
{
    return d->ended && d->queue.empty();
}

/*!
    Takes the next item; an invalid event when none waits. As a template, \c{takeNext<NoukaiStepCompleted>()}, it gives
    the kind of event that the item is known to be.
*/
NoukaiEvent NoukaiFlowReader::takeNext()
{
    if (d->queue.empty())
        return {};
    const NoukaiEvent event = d->queue.front();
    d->queue.pop_front();
    d->bytes -= bytesOf(event);
    d->updateHold();
    return event;
}

/*!
    Waits until an item can be taken and returns true, or false when the run is over and there is none.

    It runs an event loop of its own, so it can be used where there is none: in a script, in main() without exec(). It
    also returns false when the application is told to quit. Not for the GUI thread of an application with windows:
    their events are processed meanwhile.
*/
bool NoukaiFlowReader::waitForNext()
{
    while (d->queue.empty() && !d->ended) {
        QEventLoop loop;
        connect(this, &NoukaiFlowReader::readyRead, &loop, &QEventLoop::quit);
        if (loop.exec() != 0)
            break;
    }
    return !d->queue.empty();
}
