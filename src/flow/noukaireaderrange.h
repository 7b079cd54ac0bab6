// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiflowreader.h>

#include <cstddef>
#include <iterator>
#include <type_traits>

/*!
    \class NoukaiReaderRange
    \inmodule Noukai
    \brief A run as a range, for programs without an event loop of their own.

    \code
    NoukaiFlow flow(client, "acme/spelling/grade-3");
    flow.setMessage(text);
    for (const NoukaiStepCompleted &step : NoukaiSteps(&flow))
        print(step.name(), step.output());
    \endcode

    NoukaiEvents goes over every event, NoukaiSteps over the steps that complete. The loop waits for each, and the run
    waits for the loop; leaving the loop cancels the run. After it the flow's state and error tell how the run ended.
    See NoukaiFlowReader, which does the work; the loop can be gone through once.
*/
template <typename Event>
class NoukaiReaderRange
{
public:
    /*!
        \class NoukaiReaderRange::iterator
        \inmodule Noukai
        \brief An input iterator: it is where the run is, and going on waits for the run.
    */
    class iterator
    {
    public:
        /*! \typealias NoukaiReaderRange::iterator::iterator_category
            What std::iterator_traits asks for. */
        using iterator_category = std::input_iterator_tag;
        /*! \typealias NoukaiReaderRange::iterator::value_type
            The kind of event. */
        using value_type = Event;
        /*! \typealias NoukaiReaderRange::iterator::difference_type
            Of no use for a run. */
        using difference_type = std::ptrdiff_t;
        /*! \typealias NoukaiReaderRange::iterator::pointer
            To the event that was read last. */
        using pointer = const Event *;
        /*! \typealias NoukaiReaderRange::iterator::reference
            To the event that was read last. */
        using reference = const Event &;

        /*!
            \fn template <typename Event> NoukaiReaderRange<Event>::iterator::iterator(NoukaiFlowReader *reader)
            Waits for the first item of \a reader; without one, the end.
        */
        explicit iterator(NoukaiFlowReader *reader = nullptr)
            : m_reader(reader)
        {
            if (m_reader)
                ++*this;
        }
        reference operator*() const { return m_event; }
        pointer operator->() const { return &m_event; }
        iterator &operator++()
        {
            if (!m_reader->waitForNext())
                m_reader = nullptr;
            else
                m_event = m_reader->template takeNext<Event>();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const iterator &a, const iterator &b) { return a.m_reader == b.m_reader; }
        friend bool operator!=(const iterator &a, const iterator &b) { return !(a == b); }

    private:
        NoukaiFlowReader *m_reader;
        Event m_event;
    };

    /*!
        \fn template <typename Event> NoukaiReaderRange<Event>::NoukaiReaderRange(NoukaiFlow *flow)
        Makes a range over the run of \a flow, which is started unless it runs.
    */
    explicit NoukaiReaderRange(NoukaiFlow *flow)
        : m_reader(flow,
                   std::is_same_v<Event, NoukaiEvent> ? NoukaiFlowReader::Events : NoukaiFlowReader::CompletedSteps)
    {
    }

    /*!
        \fn template <typename Event> NoukaiReaderRange<Event>::iterator NoukaiReaderRange<Event>::begin()
        Waits for the first item.
    */
    iterator begin() { return iterator(&m_reader); }
    /*!
        \fn template <typename Event> NoukaiReaderRange<Event>::iterator NoukaiReaderRange<Event>::end()
        What an iterator is when the run is over.
    */
    iterator end() { return iterator(); }

private:
    NoukaiFlowReader m_reader;
};

using NoukaiEvents = NoukaiReaderRange<NoukaiEvent>;
using NoukaiSteps = NoukaiReaderRange<NoukaiStepCompleted>;
