// SPDX-License-Identifier: MIT
#include "noukaidisclosure.h"

#include <QtCore/QTimerEvent>

/*!
    \property NoukaiDisclosure::timeline
    The model whose rows are shown. It is not owned. Default null.
*/
/*!
    \property NoukaiDisclosure::detail
    How much opens by itself. Default Normal. What a person opened or closed stays so in every detail.
*/
/*!
    \property NoukaiDisclosure::closeDelay
    How long a step that the rule opened stays open after its end, in milliseconds. Default 1000.
*/
/*!
    \property NoukaiDisclosure::revision
    Another number after every change: a binding that reads it calls isExpanded() again.
*/
/*!
    \fn void NoukaiDisclosure::changed()
    Some steps may be open or closed now that were not.
*/

/*! Makes a rule without a model: nothing is open, with the parent \a parent. */
NoukaiDisclosure::NoukaiDisclosure(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
}

NoukaiTimelineModel *NoukaiDisclosure::timeline() const
{
    return m_timeline;
}

void NoukaiDisclosure::setTimeline(NoukaiTimelineModel *timeline)
{
    if (timeline == m_timeline)
        return;
    if (m_timeline)
        m_timeline->disconnect(this);
    m_timeline = timeline;
    clear();
    if (timeline) {
        connect(timeline, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { read(first, last); });
        connect(timeline, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                    if (roles.isEmpty() || roles.contains(NoukaiTimelineModel::StepStateRole))
                        read(first.row(), last.row());
                });
        connect(timeline, &QAbstractItemModel::modelReset, this, [this] {
            clear();
            read(0, m_timeline->rowCount() - 1);
        });
        read(0, timeline->rowCount() - 1);
    }
    Q_EMIT timelineChanged();
    tell();
}

void NoukaiDisclosure::setDetail(Detail detail)
{
    if (detail == m_detail)
        return;
    m_detail = detail;
    Q_EMIT detailChanged();
    tell();
}

void NoukaiDisclosure::setCloseDelay(int milliseconds)
{
    if (milliseconds == m_closeDelay)
        return;
    m_closeDelay = qMax(0, milliseconds);
    Q_EMIT closeDelayChanged();
}

/*! Returns whether the step attempt \a attemptId of the model is open. */
bool NoukaiDisclosure::isExpanded(int attemptId) const
{
    const auto step = m_steps.constFind(attemptId);
    return step != m_steps.constEnd() && isOpen(*step);
}

/*! Returns whether the step attempt \a attemptId cannot be closed, because a decision is awaited in it. */
bool NoukaiDisclosure::isFixed(int attemptId) const
{
    return m_steps.value(attemptId).state == NoukaiTimelineModel::AwaitingTools;
}

/*! A person opened or, where not \a expanded, closed the step attempt \a attemptId. */
void NoukaiDisclosure::setExpanded(int attemptId, bool expanded)
{
    const auto step = m_steps.find(attemptId);
    if (step == m_steps.end() || (step->touched && step->touchedOpen == expanded))
        return;
    step->touched = true;
    step->touchedOpen = expanded;
    tell();
}

bool NoukaiDisclosure::isOpen(const Step &step) const
{
    if (step.state == NoukaiTimelineModel::AwaitingTools)
        return true;
    if (step.touched)
        return step.touchedOpen;
    switch (step.state) {
    case NoukaiTimelineModel::Failed:
        return true;
    case NoukaiTimelineModel::Pending:
    case NoukaiTimelineModel::Skipped:
        return false;
    case NoukaiTimelineModel::Running:
    case NoukaiTimelineModel::Paused:
        return m_detail != Compact;
    default:
        return m_detail == Full || (m_detail == Normal && step.lingers);
    }
}

void NoukaiDisclosure::read(int first, int last)
{
    bool any = false;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_timeline->index(row);
        const int attemptId = index.data(NoukaiTimelineModel::AttemptIdRole).toInt();
        const auto state = index.data(NoukaiTimelineModel::StepStateRole).value<NoukaiTimelineModel::StepState>();
        Step &step = m_steps[attemptId];
        if (step.state == state)
            continue;
        const bool ran = step.state == NoukaiTimelineModel::Running || step.state == NoukaiTimelineModel::AwaitingTools;
        step.state = state;
        const bool ended = state == NoukaiTimelineModel::Completed || state == NoukaiTimelineModel::Cancelled;
        step.lingers = ran && ended;
        if (step.lingers)
            linger(attemptId);
        any = true;
    }
    if (any)
        tell();
}

void NoukaiDisclosure::linger(int attemptId)
{
    m_closing.append({attemptId, m_clock.elapsed() + m_closeDelay});
    if (!m_timer.isActive())
        m_timer.start(m_closeDelay, this);
}

void NoukaiDisclosure::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    m_timer.stop();
    const qint64 now = m_clock.elapsed();
    constexpr qint64 Coarse = 50; // timers may be a little early
    qsizetype due = 0;
    while (due < m_closing.size() && m_closing.at(due).at <= now + Coarse) {
        if (const auto step = m_steps.find(m_closing.at(due).attemptId); step != m_steps.end())
            step->lingers = false;
        ++due;
    }
    m_closing.remove(0, due);
    if (!m_closing.isEmpty())
        m_timer.start(int(m_closing.constFirst().at - now), this);
    if (due > 0)
        tell();
}

void NoukaiDisclosure::clear()
{
    m_steps.clear();
    m_closing.clear();
    m_timer.stop();
}

void NoukaiDisclosure::tell()
{
    ++m_revision;
    Q_EMIT changed();
}
