// SPDX-License-Identifier: MIT
#include "noukaiflowstatus.h"

#include "flow/noukaiflow_p.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QLocale>

#include <cmath>

/*!
    \property NoukaiFlowStatus::flow
    The flow to tell about. It is not owned. Default null.
*/
/*!
    \property NoukaiFlowStatus::state
    The flow's state, NoukaiFlow::Idle without a flow.
*/
/*!
    \property NoukaiFlowStatus::role
    The role of the state, which gives its colour.
*/
/*!
    \property NoukaiFlowStatus::glyph
    The glyph of the state.
*/
/*!
    \property NoukaiFlowStatus::word
    The state in one or two translated words, for example "Running".
*/
/*!
    \property NoukaiFlowStatus::progressText
    The state with the step it concerns, translated, for example "Running, step 3 of 7". Shown to people and read by
    screen readers alike.
*/
/*!
    \property NoukaiFlowStatus::progress
    From 0 to 1, or -1 while it is unknown. A completed flow is always at 1.
*/
/*!
    \property NoukaiFlowStatus::percentText
    The progress in percent as the locale writes it, for example "43%"; empty while it is unknown. It is rounded down,
    so that it says 100 only when everything is done.
*/
/*!
    \property NoukaiFlowStatus::busy
    Whether something is going on without a known progress: a component shows it by movement.
*/
/*!
    \property NoukaiFlowStatus::versionText
    The flow's version as people read it: a number as "version 3", a name as it is.
*/
/*!
    \property NoukaiFlowStatus::marks
    What is to be known of the run besides its state, each a NoukaiFlowStatus::Mark. That nothing is heard of it is told
    by silenceText(), since it depends on the time.
*/
/*!
    \fn void NoukaiFlowStatus::changed()
    Anything but \l flow may have another value now.
*/

/*! Makes a status without a flow, with the parent \a parent. */
NoukaiFlowStatus::NoukaiFlowStatus(QObject *parent)
    : QObject(parent)
{
}

NoukaiFlow *NoukaiFlowStatus::flow() const
{
    return m_flow;
}

void NoukaiFlowStatus::setFlow(NoukaiFlow *flow)
{
    if (flow == m_flow)
        return;
    if (m_flow)
        m_flow->disconnect(this);
    m_flow = flow;
    m_lastEventMs = -1;
    m_stateBefore = state();
    if (flow)
        follow(flow);
    Q_EMIT flowChanged();
    Q_EMIT changed();
}

void NoukaiFlowStatus::follow(NoukaiFlow *flow)
{
    const auto heard = [this] {
        m_heardMs = NoukaiFlowPrivate::get(m_flow)->moment();
    };
    heard();
    connect(flow, &NoukaiFlow::stateChanged, this, [this] {
        // Another run; one that is resumed was interrupted before.
        if (m_flow->state() == NoukaiFlow::Connecting && m_stateBefore != NoukaiFlow::Interrupted)
            m_lastEventMs = -1;
        m_stateBefore = m_flow->state();
    });
    connect(flow, &NoukaiFlow::eventReceived, this, heard);
    connect(flow, &NoukaiFlow::eventReceived, this,
            [this] { m_lastEventMs = NoukaiFlowPrivate::get(m_flow)->moment(); });
    connect(flow, &NoukaiFlow::stateChanged, this, heard); // silence is counted from when something is expected
    connect(flow, &NoukaiFlow::stateChanged, this, &NoukaiFlowStatus::changed);
    connect(flow, &NoukaiFlow::progressChanged, this, &NoukaiFlowStatus::changed);
    connect(flow, &NoukaiFlow::currentStepChanged, this, &NoukaiFlowStatus::changed);
    connect(flow, &NoukaiFlow::stepCountChanged, this, &NoukaiFlowStatus::changed);
    connect(flow, &NoukaiFlow::usageChanged, this, &NoukaiFlowStatus::changed);
    connect(flow, &NoukaiFlow::versionChanged, this, &NoukaiFlowStatus::changed);
    connect(flow, &QObject::destroyed, this, [this] {
        m_flow.clear();
        Q_EMIT flowChanged();
        Q_EMIT changed();
    });
}

NoukaiFlow::State NoukaiFlowStatus::state() const
{
    return m_flow ? m_flow->state() : NoukaiFlow::Idle;
}

NoukaiTheme::Role NoukaiFlowStatus::role() const
{
    return NoukaiTheme::roleOf(state());
}

NoukaiTheme::Glyph NoukaiFlowStatus::glyph() const
{
    return NoukaiTheme::glyphOf(state());
}

QString NoukaiFlowStatus::word() const
{
    return NoukaiFormat::stateWord(state());
}

QString NoukaiFlowStatus::progressText() const
{
    return m_flow ? progressText(*m_flow) : word();
}

double NoukaiFlowStatus::progress() const
{
    if (!m_flow || m_flow->state() == NoukaiFlow::Idle)
        return 0;
    if (m_flow->state() == NoukaiFlow::Completed)
        return 1;
    const double progress = m_flow->progress();
    return progress < 0 ? -1 : qMin(progress, 1.0);
}

QString NoukaiFlowStatus::percentText() const
{
    const double value = progress();
    if (value < 0 || state() == NoukaiFlow::Idle)
        return {};
    const QLocale locale;
    //: Progress: %1 is a number, %2 the locale's percent sign.
    return tr("%1%2").arg(locale.toString(int(std::floor(value * 100 + 1e-9))), locale.percent());
}

bool NoukaiFlowStatus::isBusy() const
{
    const NoukaiFlow::State now = state();
    return now == NoukaiFlow::Connecting || (now == NoukaiFlow::Running && progress() < 0);
}

QString NoukaiFlowStatus::versionText() const
{
    if (!m_flow)
        return {};
    const QString version = m_flow->version();
    bool isNumber = false;
    const int number = version.toInt(&isNumber);
    return isNumber ? tr("version %1", "of a flow").arg(QLocale().toString(number)) : version;
}

QList<int> NoukaiFlowStatus::marks() const
{
    QList<int> marks;
    if (state() != NoukaiFlow::Idle && NoukaiFlowPrivate::get(m_flow)->isReplay())
        marks << ReplayMark;
    if (m_flow && m_flow->usage().isPartial())
        marks << PartialCostMark;
    return marks;
}

/*!
    For how many milliseconds nothing was heard of a run that should tell something, -1 while nothing is expected: no
    run is under way, it waits for a person or for tools, or it is played back.
*/
qint64 NoukaiFlowStatus::silence() const
{
    const bool expected = state() == NoukaiFlow::Connecting || state() == NoukaiFlow::Running;
    return expected && !NoukaiFlowPrivate::get(m_flow)->isReplay()
               ? NoukaiFlowPrivate::get(m_flow)->moment() - m_heardMs
               : -1;
}

/*!
    What to say about the silence(), as NoukaiFormat::lastActivity(), and of a run whose connection was lost since when
    it was; empty while there is nothing to say. Ask again as time goes by, with a NoukaiTicker.
*/
QString NoukaiFlowStatus::silenceText() const
{
    if (state() == NoukaiFlow::Interrupted && m_lastEventMs >= 0 && !NoukaiFlowPrivate::get(m_flow)->isReplay())
        return NoukaiFormat::lastEvent(NoukaiFlowPrivate::get(m_flow)->moment() - m_lastEventMs);
    return NoukaiFormat::lastActivity(silence());
}

/*! Returns whether silenceText() asks if the run stalled, and stands in the warning role. It only informs. */
bool NoukaiFlowStatus::isStalled() const
{
    return NoukaiFormat::isStalled(silence());
}

/*! How long the run has been under way, as people read it; empty before the first. It counts up as it is asked. */
QString NoukaiFlowStatus::elapsedText() const
{
    return state() == NoukaiFlow::Idle ? QString() : NoukaiFormat::duration(m_flow->elapsed(), m_flow->isRunning());
}

/*! The words for \a mark, translated. */
QString NoukaiFlowStatus::markText(NoukaiFlowStatus::Mark mark)
{
    return mark == ReplayMark ? tr("Replay", "a run that is played from a recording") : tr("Partial cost");
}

/*! The role of \a mark. */
NoukaiTheme::Role NoukaiFlowStatus::markRole(NoukaiFlowStatus::Mark mark)
{
    return mark == ReplayMark ? NoukaiTheme::Replay : NoukaiTheme::Warning;
}

/*! The glyph of \a mark. */
NoukaiTheme::Glyph NoukaiFlowStatus::markGlyph(NoukaiFlowStatus::Mark mark)
{
    return mark == ReplayMark ? NoukaiTheme::Rewind : NoukaiTheme::Triangle;
}

/*! The state of \a flow with the step it concerns, translated: "Running, step 3 of 7". Steps are counted from 1. */
QString NoukaiFlowStatus::progressText(const NoukaiFlow &flow)
{
    const QString word = NoukaiFormat::stateWord(flow.state());
    const int step = flow.currentStep() + 1;
    const int count = flow.stepCount();
    const QLocale locale;
    switch (flow.state()) {
    case NoukaiFlow::Idle:
        return word;
    case NoukaiFlow::Completed:
        if (count <= 0)
            return word;
        return count == 1 ? tr("%1, 1 step").arg(word) : tr("%1, %2 steps").arg(word, locale.toString(count));
    default:
        break;
    }
    if (step <= 0)
        return word;
    if (count < step)
        return tr("%1, step %2").arg(word, locale.toString(step));
    return tr("%1, step %2 of %3").arg(word, locale.toString(step), locale.toString(count));
}
