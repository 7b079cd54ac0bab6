// SPDX-License-Identifier: MIT
#include "noukaitimescale.h"

#include <Noukai/noukaiformat.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace
{

constexpr double Second = 1000;
constexpr double Minute = 60 * Second;
constexpr double Hour = 60 * Minute;
constexpr double Day = 24 * Hour;
constexpr double MinimumView = 1;      // ms: closer than this there is nothing to see
constexpr double MinimumTickSpace = 8; // pixels
constexpr int MaximumTicks = 1000;

QString tickLabel(double ms, const QLocale &locale)
{
    return ms < 1 ? locale.toString(0) : NoukaiFormat::duration(qint64(ms), false, locale);
}

} // namespace

/*!
    Makes the scale of a run of \a duration milliseconds on an axis of \a width pixels that shows all of it. Of each of
    \a gaps, which idleGaps() found, only a short piece is kept.
*/
NoukaiTimeScale::NoukaiTimeScale(double duration, double width, const QList<Interval> &gaps)
    : m_duration(std::max(duration, MinimumView))
    , m_width(std::max(width, 1.0))
    , m_gaps(gaps)
{
    m_viewDuration = this->duration();
}

/*! How long the whole run is, in view milliseconds. */
double NoukaiTimeScale::duration() const
{
    double left = m_duration;
    for (const Interval &gap : m_gaps)
        left -= gap.duration;
    return std::max(MinimumView, left + double(m_gaps.size()) * gapViewDuration());
}

/*! The left edge, in view milliseconds. */
double NoukaiTimeScale::viewStart() const
{
    return m_viewStart;
}

/*! What the width shows, in view milliseconds. */
double NoukaiTimeScale::viewDuration() const
{
    return m_viewDuration;
}

/*! The length of the axis in pixels. */
double NoukaiTimeScale::width() const
{
    return m_width;
}

/*! What was left out, in milliseconds of the run. */
QList<NoukaiTimeScale::Interval> NoukaiTimeScale::gaps() const
{
    return m_gaps;
}

/*! Shows \a duration view milliseconds from \a start on; both are kept inside of the run. */
void NoukaiTimeScale::setView(double start, double duration)
{
    const double whole = this->duration();
    m_viewDuration = std::clamp(std::isfinite(duration) ? duration : whole, MinimumView, whole);
    m_viewStart = std::clamp(std::isfinite(start) ? start : 0.0, 0.0, whole - m_viewDuration);
}

/*! Shows \a factor times as much detail; the moment at pixel \a x stays where it is. */
void NoukaiTimeScale::zoom(double factor, double x)
{
    if (!(factor > 0) || !std::isfinite(factor))
        return;
    const double share = std::clamp(x / m_width, 0.0, 1.0);
    const double anchor = m_viewStart + share * m_viewDuration;
    const double length = std::clamp(m_viewDuration / factor, MinimumView, duration());
    setView(anchor - share * length, length);
}

/*! Moves the view by \a pixels to later moments. */
void NoukaiTimeScale::pan(double pixels)
{
    setView(m_viewStart + pixels * m_viewDuration / m_width, m_viewDuration);
}

double NoukaiTimeScale::gapViewDuration() const
{
    double left = m_duration;
    for (const Interval &gap : m_gaps)
        left -= gap.duration;
    return std::max(1.0, left * GapViewShare);
}

double NoukaiTimeScale::toView(double ms) const
{
    double view = ms;
    const double shown = m_gaps.isEmpty() ? 0 : gapViewDuration();
    for (const Interval &gap : m_gaps) {
        if (ms <= gap.start)
            break;
        const double inside = std::min(ms - gap.start, gap.duration);
        view += inside * (shown / gap.duration) - inside;
    }
    return view;
}

double NoukaiTimeScale::fromView(double ms) const
{
    double real = ms;
    const double shown = m_gaps.isEmpty() ? 0 : gapViewDuration();
    for (const Interval &gap : m_gaps) {
        if (real <= gap.start)
            break;
        const double inside = std::min(real - gap.start, shown);
        real += inside * (gap.duration / shown) - inside;
    }
    return real;
}

/*! The pixel of the moment \a ms milliseconds after the run's start; outside of the axis where it is not seen. */
double NoukaiTimeScale::x(double ms) const
{
    return (toView(ms) - m_viewStart) * m_width / m_viewDuration;
}

/*! The moment at pixel \a x, in milliseconds since the run's start. */
double NoukaiTimeScale::ms(double x) const
{
    return fromView(m_viewStart + x * m_viewDuration / m_width);
}

/*!
    The pixels of what began at \a startMs and took \a durationMs: at least MinimumBar wide, also at the very end of the
    axis, and cut to a little more than the axis, so that a front end need not draw what is far outside.
*/
NoukaiTimeScale::Interval NoukaiTimeScale::bar(double startMs, double durationMs) const
{
    const double left = std::clamp(x(startMs), -2 * MinimumBar, m_width + 2 * MinimumBar);
    const double right = std::clamp(x(startMs + std::max(durationMs, 0.0)), -2 * MinimumBar, m_width + 2 * MinimumBar);
    const double width = std::max(right - left, MinimumBar);
    const bool atTheEnd = left <= m_width && left + width > m_width && right <= m_width;
    return {atTheEnd ? m_width - width : left, width};
}

/*!
    The marks of what is seen, at times that are easy to read: 1, 2 or 5 times a power of ten, and of minutes and hours
    above. A label stands only where it does not touch the one before it: \a widthOf measures it in pixels, \a spacing
    are the pixels between two. \a locale writes the times. Nothing is marked inside of what was left out.
*/
QList<NoukaiTimeScale::Tick> NoukaiTimeScale::ticks(const std::function<double(const QString &)> &widthOf,
                                                    double spacing, const QLocale &locale) const
{
    const double first = std::max(0.0, fromView(m_viewStart));
    const double last = fromView(m_viewStart + m_viewDuration);
    const double widest = std::max(widthOf(tickLabel(last, locale)), MinimumTickSpace);
    const double step = tickStep((widest + spacing) * m_viewDuration / m_width);
    QList<Tick> ticks;
    double free = -spacing;
    auto gap = m_gaps.cbegin();
    for (double ms = std::ceil(first / step) * step; ms <= last + 1e-6 && ticks.size() < MaximumTicks; ms += step) {
        while (gap != m_gaps.cend() && gap->start + gap->duration <= ms)
            ++gap;
        if (gap != m_gaps.cend() && gap->start < ms) {
            ms = std::floor((gap->start + gap->duration) / step) * step; // on with the first one after it
            continue;
        }
        Tick tick{ms, x(ms), tickLabel(ms, locale)};
        const double width = widthOf(tick.label);
        if (tick.x < free + spacing || tick.x + width > m_width)
            tick.label.clear();
        else
            free = tick.x + width;
        ticks.append(tick);
    }
    return ticks;
}

/*! The shortest step of the table that is at least \a atLeastMs milliseconds. */
double NoukaiTimeScale::tickStep(double atLeastMs)
{
    static constexpr std::array Table = {
        1.0,         2.0,         5.0,         10.0,        20.0,        50.0,        100.0,     200.0,      500.0,
        Second,      2 * Second,  5 * Second,  10 * Second, 20 * Second, 30 * Second, Minute,    2 * Minute, 5 * Minute,
        10 * Minute, 20 * Minute, 30 * Minute, Hour,        2 * Hour,    5 * Hour,    10 * Hour, Day,        2 * Day,
        5 * Day,     10 * Day,    20 * Day,    50 * Day,    100 * Day,   200 * Day,   500 * Day};
    const auto *step = std::find_if(Table.begin(), Table.end(), [&](double ms) { return ms >= atLeastMs; });
    return step == Table.end() ? std::max(Table.back(), atLeastMs) : *step;
}

/*!
    The stretches of a run of \a duration milliseconds in which none of \a busy went on and which are longer than
    GapShare of it, in order.
*/
QList<NoukaiTimeScale::Interval> NoukaiTimeScale::idleGaps(QList<Interval> busy, double duration)
{
    std::sort(busy.begin(), busy.end(), [](const Interval &a, const Interval &b) { return a.start < b.start; });
    QList<Interval> gaps;
    double end = 0;
    const auto gapUntil = [&](double start) {
        if (start - end > duration * GapShare)
            gaps.append({end, start - end});
    };
    for (const Interval &interval : std::as_const(busy)) {
        gapUntil(std::min(interval.start, duration));
        end = std::max(end, interval.start + interval.duration);
    }
    gapUntil(duration);
    return gaps;
}
