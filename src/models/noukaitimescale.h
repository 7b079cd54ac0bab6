// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QList>
#include <QtCore/QLocale>
#include <QtCore/QString>

#include <functional>

/*!
    \class NoukaiTimeScale
    \inmodule Noukai
    \brief Where a moment of a run stands on a time axis: the arithmetic of the waterfall.

    A value without state of a front end: it maps milliseconds since the run's start to pixels from the left edge of
    the axis and back, finds ticks whose labels do not touch, and leaves out long idle times where that is asked for.
    Text is measured through a callback, because Core knows no fonts. Mirroring is the front end's: x always grows
    with time.

    The part that is seen is told in \e{view milliseconds}, which are milliseconds of the run less what was left out.
*/
class NOUKAI_CORE_EXPORT NoukaiTimeScale
{
public:
    /*!
        \class NoukaiTimeScale::Interval
        \inmodule Noukai
        \brief A stretch of time, in milliseconds since the run's start.
    */
    struct Interval {
        /*! \variable NoukaiTimeScale::Interval::start
            \brief The first millisecond. */
        double start = 0;
        /*! \variable NoukaiTimeScale::Interval::duration
            \brief How long it is. */
        double duration = 0;
    };
    /*!
        \class NoukaiTimeScale::Tick
        \inmodule Noukai
        \brief A mark on the axis.
    */
    struct Tick {
        /*! \variable NoukaiTimeScale::Tick::ms
            \brief Milliseconds since the run's start. */
        double ms = 0;
        /*! \variable NoukaiTimeScale::Tick::x
            \brief Pixels from the left edge. */
        double x = 0;
        /*! \variable NoukaiTimeScale::Tick::label
            \brief The time as people read it; empty where there is no room for it. */
        QString label;
    };

    /*! \variable NoukaiTimeScale::MinimumBar
        \brief An instant is drawn this wide, in pixels. */
    static constexpr double MinimumBar = 4;
    /*! \variable NoukaiTimeScale::GapShare
        \brief Idle time that is longer than this share of the run is a gap. */
    static constexpr double GapShare = 0.05;
    /*! \variable NoukaiTimeScale::GapViewShare
        \brief What stands for a gap is this share of the time that is left. */
    static constexpr double GapViewShare = 0.02;

    NoukaiTimeScale() = default;
    NoukaiTimeScale(double duration, double width, const QList<Interval> &gaps = {});

    double duration() const;
    double viewStart() const;
    double viewDuration() const;
    double width() const;
    QList<Interval> gaps() const;

    void setView(double start, double duration);
    void zoom(double factor, double x);
    void pan(double pixels);

    double x(double ms) const;
    double ms(double x) const;
    Interval bar(double startMs, double durationMs) const;
    QList<Tick> ticks(const std::function<double(const QString &)> &widthOf, double spacing = 12,
                      const QLocale &locale = QLocale()) const;

    static QList<Interval> idleGaps(QList<Interval> busy, double duration);
    static double tickStep(double atLeastMs);

private:
    double toView(double ms) const;
    double fromView(double ms) const;
    double gapViewDuration() const;

    double m_duration = 1;
    double m_width = 1;
    double m_viewStart = 0;
    double m_viewDuration = 1;
    QList<Interval> m_gaps;
};
