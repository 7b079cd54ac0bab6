// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QMetaType>
#include <QtCore/QObject>

/*!
    \class NoukaiSegment
    \inmodule Noukai
    \brief A stretch of a step attempt's time in which one thing went on.

    The segments of an attempt follow one another in time and are what a timeline draws as its bar. Times are in
    milliseconds since the run's start, as in NoukaiTimelineModel.
*/
/*!
    \property NoukaiSegment::kind
    What went on.
*/
/*!
    \property NoukaiSegment::startMs
    When it began, in ms since the run's start.
*/
/*!
    \property NoukaiSegment::durationMs
    How long it went on in ms, -1 while it does.
*/
class NOUKAI_CORE_EXPORT NoukaiSegment
{
    Q_GADGET
    Q_PROPERTY(Kind kind READ kind)
    Q_PROPERTY(qint64 startMs READ startMs)
    Q_PROPERTY(qint64 durationMs READ durationMs)

public:
    /*!
        \enum NoukaiSegment::Kind
        \value Waiting    The step was started and has put nothing out, at first or since its tools were answered.
        \value Streaming  Output arrives.
        \value Tools      The application's handlers work, or whoever runs the watched or recorded run answers.
        \value Person     A person is awaited: someone has to decide about a tool call.
        \value Paused     The run stopped before this step, because it does not go on by itself.
    */
    enum Kind { Waiting, Streaming, Tools, Person, Paused };
    Q_ENUM(Kind)

    NoukaiSegment() = default;
    /*!
        \fn NoukaiSegment::NoukaiSegment(NoukaiSegment::Kind kind, qint64 startMs, qint64 durationMs)
        Makes a segment of that \a kind, from \a startMs on and \a durationMs long.
    */
    NoukaiSegment(Kind kind, qint64 startMs, qint64 durationMs)
        : m_kind(kind)
        , m_startMs(startMs)
        , m_durationMs(durationMs)
    {
    }

    Kind kind() const { return m_kind; }
    qint64 startMs() const { return m_startMs; }
    qint64 durationMs() const { return m_durationMs; }

    friend bool operator==(const NoukaiSegment &a, const NoukaiSegment &b)
    {
        return a.m_kind == b.m_kind && a.m_startMs == b.m_startMs && a.m_durationMs == b.m_durationMs;
    }
    friend bool operator!=(const NoukaiSegment &a, const NoukaiSegment &b) { return !(a == b); }

private:
    Kind m_kind = Waiting;
    qint64 m_startMs = 0;
    qint64 m_durationMs = -1;
};
