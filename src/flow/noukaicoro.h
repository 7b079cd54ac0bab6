// SPDX-License-Identifier: MIT
// Runs as coroutines, for applications that use QCoro (https://qcoro.dvratil.cz). Only this header needs it: include it
// where QCoro6::Core is linked. NoukaiFlow::execute() and the other futures can be awaited as they are.
#pragma once

#include <Noukai/noukaiflowreader.h>

#include <qcoro/coroutine.h>
#include <qcoro/qcoroasyncgenerator.h>
#include <qcoro/qcorofuture.h>

/*!
    \headerfile <Noukai/noukaicoro.h>
    \inmodule Noukai
    \brief Runs as asynchronous generators of QCoro.

    \snippet coroutines.cpp steps
*/

namespace NoukaiCoro
{

/*!
    \internal
    What a generator awaits: the reader's next item or the end.
*/
class NextItem
{
public:
    /*! \internal Makes what awaits \a reader. */
    explicit NextItem(NoukaiFlowReader *reader)
        : m_reader(reader)
    {
    }
    /*! \internal Whether there is nothing to wait for. */
    bool await_ready() const { return m_reader->hasNext() || m_reader->atEnd(); }
    /*! \internal Resumes \a coroutine from the event loop, not from inside the run's own signal. */
    void await_suspend(std::coroutine_handle<> coroutine)
    {
        m_connection = QObject::connect(m_reader, &NoukaiFlowReader::readyRead, m_reader, [this, coroutine] {
            QObject::disconnect(m_connection); // once, however many come
            QMetaObject::invokeMethod(
                m_reader, [coroutine] { coroutine.resume(); }, Qt::QueuedConnection);
        });
    }
    /*! \internal There is nothing to give: the reader is asked. */
    void await_resume() const {}

private:
    NoukaiFlowReader *m_reader;
    QMetaObject::Connection m_connection;
};

/*!
    \internal
    The body of both generators over \a flow: gives out \a what waits, then waits for more without blocking anybody.
*/
template <typename Event>
QCoro::AsyncGenerator<Event> items(NoukaiFlow *flow, NoukaiFlowReader::Items what)
{
    NoukaiFlowReader reader(flow, what);
    while (!reader.atEnd()) {
        co_await NextItem(&reader);
        while (reader.hasNext())
            co_yield reader.template takeNext<Event>();
    }
}

} // namespace NoukaiCoro

/*!
    \fn QCoro::AsyncGenerator<NoukaiEvent> noukaiEvents(NoukaiFlow *flow)
    \relates <Noukai/noukaicoro.h>

    Returns the events of a run of \a flow, which is started unless it runs. While the loop over them is busy the server
    is held back, as NoukaiFlowReader describes. Leaving the loop cancels a run that was started here.
*/
inline QCoro::AsyncGenerator<NoukaiEvent> noukaiEvents(NoukaiFlow *flow)
{
    return NoukaiCoro::items<NoukaiEvent>(flow, NoukaiFlowReader::Events);
}

/*!
    \fn QCoro::AsyncGenerator<NoukaiStepCompleted> noukaiSteps(NoukaiFlow *flow)
    \relates <Noukai/noukaicoro.h>

    As noukaiEvents(), for the steps of \a flow that complete.
*/
inline QCoro::AsyncGenerator<NoukaiStepCompleted> noukaiSteps(NoukaiFlow *flow)
{
    return NoukaiCoro::items<NoukaiStepCompleted>(flow, NoukaiFlowReader::CompletedSteps);
}
