// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtGlobal>

class NoukaiEvent;
struct RunInput;

// What plays events into a flow in place of a live call: a recording, a session of the server. It calls
// NoukaiFlowPrivate's feed…() functions from beginFeed() on until it is released.
class FlowFeed
{
public:
    // The last call: the run has ended, was cancelled, or the flow goes. Nothing may be fed any more.
    virtual void feedReleased() = 0;
    // The time of what is fed, in ms; negative when it has none but that at which it is fed.
    virtual qint64 feedTime() const { return -1; }

protected:
    ~FlowFeed() = default;
};

// Learns what a flow sends, which its signals do not tell. Told synchronously; must not touch the flow.
class FlowObserver
{
public:
    enum class Begin { Start, Resume, Rerun, Execute, Watch };
    virtual void runBegins(Begin how, int cursor) = 0;
    virtual void feedBegins(Begin how, int cursor)
    {
        Q_UNUSED(how)
        Q_UNUSED(cursor)
    }
    virtual void callSent(int cursor, const QByteArray &body) = 0;
    // The call that was sent when what is fed was recorded, where that is known.
    virtual void callFed(const RunInput &input) { Q_UNUSED(input) }
    // Before any slot can act on it. What the flow makes of it, such as the step's index, is not there yet.
    virtual void eventArrived(const NoukaiEvent &event) { Q_UNUSED(event) }
    // Something was decided about a call of NoukaiFlowPrivate::toolRound(), or its handler was called or has answered.
    virtual void toolRoundChanged() {}
    virtual void flowGoing() = 0;

protected:
    ~FlowObserver() = default;
};
