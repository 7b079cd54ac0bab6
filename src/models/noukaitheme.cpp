// SPDX-License-Identifier: MIT
#include "noukaitheme.h"

/*!
    \property NoukaiTheme::reduceMotion
    Whether nothing should move by itself: rings stand still at three quarters, bars do not slide. Default false; set
    it from what your platform or your user says.
*/
/*!
    \property NoukaiTheme::highContrast
    Whether tints are dropped, so that only the palette's text colours and the roles' full colours are used. Default
    false.
*/
/*!
    \property NoukaiTheme::showCost
    Whether components show what a run costs. Default true.
*/
/*!
    \property NoukaiTheme::density
    How much space components leave. Default Comfortable.
*/

/*! Makes a theme with the defaults, with the parent \a parent. Applications use instance(). */
NoukaiTheme::NoukaiTheme(QObject *parent)
    : QObject(parent)
{
}

/*! The application's theme. It is made when first asked for, in the main thread, and is never deleted by QML. */
NoukaiTheme *NoukaiTheme::instance()
{
    static NoukaiTheme theme;
    return &theme;
}

void NoukaiTheme::setReduceMotion(bool reduce)
{
    if (reduce == m_reduceMotion)
        return;
    m_reduceMotion = reduce;
    Q_EMIT reduceMotionChanged();
}

void NoukaiTheme::setHighContrast(bool high)
{
    if (high == m_highContrast)
        return;
    m_highContrast = high;
    Q_EMIT highContrastChanged();
}

void NoukaiTheme::setShowCost(bool show)
{
    if (show == m_showCost)
        return;
    m_showCost = show;
    Q_EMIT showCostChanged();
}

void NoukaiTheme::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    Q_EMIT densityChanged();
}

/*!
    The colour of \a role as 0xRRGGBB, in the form for a dark background where \a onDark says so. It is a number and
    not a QColor because Core does not need Qt Gui.
*/
quint32 NoukaiTheme::rgb(Role role, bool onDark)
{
    switch (role) {
    case Active:
        return onDark ? 0x8AB4F8 : 0x0B57D0;
    case Attention:
        return onDark ? 0xF5B94A : 0x8A5000;
    case Success:
        return onDark ? 0x6DD58C : 0x146C2E;
    case Danger:
        return onDark ? 0xF2877F : 0xB3261E;
    case Warning:
        return onDark ? 0xE6C74C : 0x7A5900;
    case Cancelled:
        return onDark ? 0x9A9A9A : 0x6B6B6B;
    case Replay:
        return onDark ? 0xC9A7F5 : 0x6B3FA0;
    case Neutral:
        break;
    }
    return onDark ? 0xA8ADB3 : 0x5F6368;
}

/*! The role that a run in \a state has. */
NoukaiTheme::Role NoukaiTheme::roleOf(NoukaiFlow::State state)
{
    switch (state) {
    case NoukaiFlow::Connecting:
    case NoukaiFlow::Running:
        return Active;
    case NoukaiFlow::Paused:
    case NoukaiFlow::AwaitingTools:
        return Attention;
    case NoukaiFlow::Completed:
        return Success;
    case NoukaiFlow::Failed:
        return Danger;
    case NoukaiFlow::Interrupted:
        return Warning;
    case NoukaiFlow::Cancelled:
        return Cancelled;
    case NoukaiFlow::Idle:
        break;
    }
    return Neutral;
}

/*! The glyph that a run in \a state has. */
NoukaiTheme::Glyph NoukaiTheme::glyphOf(NoukaiFlow::State state)
{
    switch (state) {
    case NoukaiFlow::Connecting:
    case NoukaiFlow::Running:
        return Ring;
    case NoukaiFlow::Paused:
        return Bars;
    case NoukaiFlow::AwaitingTools:
        return Hand;
    case NoukaiFlow::Completed:
        return Check;
    case NoukaiFlow::Failed:
        return Octagon;
    case NoukaiFlow::Interrupted:
        return Triangle;
    case NoukaiFlow::Cancelled:
        return SlashedCircle;
    case NoukaiFlow::Idle:
        break;
    }
    return Circle;
}

/*! The role that a step in \a state has. */
NoukaiTheme::Role NoukaiTheme::roleOfStep(NoukaiTimelineModel::StepState state)
{
    switch (state) {
    case NoukaiTimelineModel::Running:
        return Active;
    case NoukaiTimelineModel::Paused:
    case NoukaiTimelineModel::AwaitingTools:
        return Attention;
    case NoukaiTimelineModel::Completed:
        return Success;
    case NoukaiTimelineModel::Failed:
        return Danger;
    case NoukaiTimelineModel::Skipped:
    case NoukaiTimelineModel::Cancelled:
        return Cancelled;
    case NoukaiTimelineModel::Pending:
        break;
    }
    return Neutral;
}

/*! The glyph that a step in \a state has. */
NoukaiTheme::Glyph NoukaiTheme::glyphOfStep(NoukaiTimelineModel::StepState state)
{
    switch (state) {
    case NoukaiTimelineModel::Running:
        return Ring;
    case NoukaiTimelineModel::Paused:
        return Bars;
    case NoukaiTimelineModel::AwaitingTools:
        return Hand;
    case NoukaiTimelineModel::Completed:
        return Check;
    case NoukaiTimelineModel::Failed:
        return Octagon;
    case NoukaiTimelineModel::Skipped:
        return Dash;
    case NoukaiTimelineModel::Cancelled:
        return SlashedCircle;
    case NoukaiTimelineModel::Pending:
        break;
    }
    return Circle;
}
