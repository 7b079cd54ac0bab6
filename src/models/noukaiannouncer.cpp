// SPDX-License-Identifier: MIT
#include "noukaiannouncer.h"

#include "flowhistory_p.h"

#include <Noukai/noukaiformat.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QLocale>
#include <QtCore/QStringList>
#include <QtCore/QTimerEvent>

static constexpr qint64 MostRead = 2000; // characters

/*!
    \property NoukaiAnnouncer::flow
    The flow to tell about. It is not owned. Default null.
*/
/*!
    \property NoukaiAnnouncer::gatherTime
    How long a polite announcement waits for others to join it, in milliseconds. Default 500.
*/
/*!
    \property NoukaiAnnouncer::spacing
    The time from one polite announcement to the next, in milliseconds. Default 3000.
*/
/*!
    \fn void NoukaiAnnouncer::announced(const QString &text, bool assertive)
    The screen reader is to say \a text, which is translated; at once where it is \a assertive, else when it has
    nothing more important to say.
*/

/*! Makes an announcer without a flow, with the parent \a parent. */
NoukaiAnnouncer::NoukaiAnnouncer(QObject *parent)
    : QObject(parent)
{
}

NoukaiFlow *NoukaiAnnouncer::flow() const
{
    return m_flow;
}

void NoukaiAnnouncer::setFlow(NoukaiFlow *flow)
{
    if (flow == m_flow)
        return;
    if (m_flow)
        m_flow->disconnect(this);
    m_flow = flow;
    m_gathered = {};
    m_timer.stop();
    m_waitingCalls = flow ? int(flow->toolCalls().size()) : 0;
    if (flow) {
        FlowHistory::of(flow); // keeps the output from now on
        connect(flow, &NoukaiFlow::stateChanged, this, &NoukaiAnnouncer::onStateChanged);
        connect(flow, &NoukaiFlow::toolCallsChanged, this, &NoukaiAnnouncer::onToolCallsChanged);
        connect(flow, &NoukaiFlow::runStarted, this, [this](const NoukaiRunStarted &event) {
            m_gathered.started = true;
            m_gathered.stepCount = event.stepCount();
            gather();
        });
        connect(flow, &NoukaiFlow::stepCompleted, this,
                [this](const NoukaiStepCompleted &event) { stepEnded(event.name(), false); });
        connect(flow, &NoukaiFlow::stepFailed, this,
                [this](const NoukaiStepFailed &event) { stepEnded(event.name(), true); });
        connect(flow, &QObject::destroyed, this, [this] {
            m_flow.clear();
            m_timer.stop();
            Q_EMIT flowChanged();
        });
    }
    Q_EMIT flowChanged();
}

void NoukaiAnnouncer::setGatherTime(int milliseconds)
{
    if (milliseconds == m_gatherTime)
        return;
    m_gatherTime = qMax(0, milliseconds);
    Q_EMIT gatherTimeChanged();
}

void NoukaiAnnouncer::setSpacing(int milliseconds)
{
    if (milliseconds == m_spacing)
        return;
    m_spacing = qMax(0, milliseconds);
    Q_EMIT spacingChanged();
}

/*!
    Tells, at once, what the step that put out something last has put out since this was called before; of more than
    2,000 characters the last ones. That is for a command of a person, who asks when it suits.
*/
void NoukaiAnnouncer::readNewOutput()
{
    const std::shared_ptr<RunRecord> record = m_flow ? FlowHistory::of(m_flow)->record() : nullptr;
    int id = record ? record->endId() - 1 : -1;
    while (record && record->contains(id) && record->attempt(id).output.length() == 0)
        --id;
    if (!record || !record->contains(id)) {
        Q_EMIT announced(tr("No output yet"), true);
        return;
    }
    const OutputText &output = record->attempt(id).output;
    const bool goesOn = m_readRecord.lock() == record && m_readAttempt == id;
    const qint64 read = goesOn ? m_readLength : 0;
    m_readRecord = record;
    m_readAttempt = id;
    m_readLength = output.length();
    if (m_readLength <= read) {
        Q_EMIT announced(tr("No new output"), true);
        return;
    }
    const OutputText::Position end = output.moved({output.blockCount(), 0}, OutputText::MaximumBlock);
    const qint64 told = qMin<qint64>(m_readLength - read, MostRead);
    const QString text = NoukaiText::escaped(output.text(output.moved(end, -told), end));
    Q_EMIT announced(told < m_readLength - read ? tr("… %1", "the end of a long output").arg(text) : text, true);
}

void NoukaiAnnouncer::onStateChanged()
{
    switch (m_flow->state()) {
    case NoukaiFlow::Failed: {
        const QString reason = NoukaiText::preview(m_flow->error().message());
        m_gathered = {}; // it is told here, and what came before is no news any more
        m_timer.stop();
        Q_EMIT announced(reason.isEmpty() ? tr("The run failed") : tr("The run failed: %1").arg(reason), true);
        return;
    }
    case NoukaiFlow::Completed:
    case NoukaiFlow::Cancelled:
    case NoukaiFlow::Interrupted:
        m_gathered.ended = true;
        gather();
        return;
    default:
        return;
    }
}

void NoukaiAnnouncer::onToolCallsChanged()
{
    const int before = m_waitingCalls;
    const QList<NoukaiToolCall> calls = m_flow->toolCalls();
    m_waitingCalls = int(calls.size());
    if (m_waitingCalls <= before)
        return;
    if (m_waitingCalls == 1)
        Q_EMIT announced(tr("A decision is needed: %1").arg(NoukaiText::preview(calls.constFirst().name(), 80)), true);
    else
        Q_EMIT announced(tr("%n decisions are needed", nullptr, m_waitingCalls), true);
}

void NoukaiAnnouncer::stepEnded(const QString &name, bool failed)
{
    ++(failed ? m_gathered.failed : m_gathered.completed);
    m_gathered.lastName = NoukaiText::preview(name, 80);
    gather();
}

// A timer that runs goes on: what is gathered is told a bounded time after its first event.
void NoukaiAnnouncer::gather()
{
    if (m_timer.isActive())
        return;
    const qint64 since = m_lastPolite.isValid() ? m_lastPolite.elapsed() : m_spacing;
    m_timer.start(int(qMax<qint64>(m_gatherTime, m_spacing - since)), this);
}

void NoukaiAnnouncer::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    m_timer.stop();
    tell();
}

void NoukaiAnnouncer::tell()
{
    const QString text = gatheredText();
    m_gathered = {};
    if (text.isEmpty())
        return;
    m_lastPolite.start();
    Q_EMIT announced(text, false);
}

QString NoukaiAnnouncer::gatheredText() const
{
    QStringList parts;
    if (m_gathered.started && m_gathered.stepCount == 1)
        parts << tr("Run started with 1 step");
    else if (m_gathered.started && m_gathered.stepCount > 0)
        parts << tr("Run started with %n steps", nullptr, m_gathered.stepCount);
    else if (m_gathered.started)
        parts << tr("Run started");
    if (const QString steps = stepsText(); !steps.isEmpty())
        parts << steps;
    if (m_gathered.ended && m_flow) {
        //: %1 is a state such as "Completed"
        parts << tr("Run ended: %1").arg(NoukaiFormat::stateWord(m_flow->state()));
    }
    //: Between two things that a screen reader says one after the other.
    return parts.join(tr(". ", "between sentences"));
}

QString NoukaiAnnouncer::stepsText() const
{
    const int ended = m_gathered.completed + m_gathered.failed;
    if (ended == 1 && !m_gathered.lastName.isEmpty()) {
        return m_gathered.failed == 1 ? tr("Step %1 failed").arg(m_gathered.lastName)
                                      : tr("Step %1 completed").arg(m_gathered.lastName);
    }
    QStringList parts;
    // The singular stands apart, so that English is right without a catalogue.
    if (m_gathered.completed == 1)
        parts << tr("1 step completed");
    else if (m_gathered.completed > 0)
        parts << tr("%n steps completed", nullptr, m_gathered.completed);
    if (m_gathered.failed == 1)
        parts << tr("1 step failed");
    else if (m_gathered.failed > 0)
        parts << tr("%n steps failed", nullptr, m_gathered.failed);
    return QLocale().createSeparatedList(parts);
}
