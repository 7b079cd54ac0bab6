// SPDX-License-Identifier: MIT
#include "noukaifollow.h"

/*!
    \property NoukaiFollow::following
    Whether the view goes on to its end as the content grows. Default true.
*/
/*!
    \property NoukaiFollow::held
    Whether something that the person does keeps the view where it is, whatever \l following says. Default false. When
    it ends and the view follows, showEnd() is emitted.
*/
/*!
    \property NoukaiFollow::newLines
    The lines that came while the view did not show its end.
*/
/*!
    \property NoukaiFollow::pillText
    What the pill says that leads to the end, translated: "Jump to latest (12 new lines)". Empty while nothing is new.
*/
/*!
    \fn void NoukaiFollow::showEnd()
    The view moves to its end now.
*/

/*! Makes a rule for one view, with the parent \a parent. */
NoukaiFollow::NoukaiFollow(QObject *parent)
    : QObject(parent)
{
}

void NoukaiFollow::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    Q_EMIT heldChanged();
    if (!m_held && m_following && m_newLines > 0)
        jump();
}

QString NoukaiFollow::pillText() const
{
    if (m_newLines == 0)
        return {};
    //: On a small button over a text that grows; leads to its end.
    return m_newLines == 1 ? tr("Jump to latest (1 new line)")
                           : tr("Jump to latest (%n new lines)", nullptr, m_newLines);
}

/*! The content grew by \a lines. Returns whether the view moves to its end; else the lines are counted as new. */
bool NoukaiFollow::grown(int lines)
{
    if (m_following && !m_held)
        return true;
    if (lines > 0) {
        m_newLines += lines;
        Q_EMIT newLinesChanged();
    }
    return false;
}

/*!
    A move of the person ended: the view went \a pixelsDown, a negative number for a move up, and its end is
    \a pixelsToEnd below what is seen.
*/
void NoukaiFollow::movedByUser(double pixelsDown, double pixelsToEnd)
{
    if (pixelsDown < 0)
        setFollowing(false);
    else if (pixelsDown > 0 && pixelsToEnd <= Near)
        setFollowing(true);
}

/*! The person asked for the end, by key or by the pill: the view goes there and follows again. */
void NoukaiFollow::jump()
{
    setFollowing(true);
    Q_EMIT showEnd();
}

/*! A new run started: the view follows again, and nothing is new. */
void NoukaiFollow::restart()
{
    setFollowing(true);
    Q_EMIT showEnd();
}

void NoukaiFollow::setFollowing(bool following)
{
    if (following && m_newLines > 0) {
        m_newLines = 0;
        Q_EMIT newLinesChanged();
    }
    if (following == m_following)
        return;
    m_following = following;
    Q_EMIT followingChanged();
}
