// SPDX-License-Identifier: MIT
#include "noukairunaction.h"

#include "flow/noukaiflow_p.h"

#include <QtCore/QCoreApplication>

/*!
    \property NoukaiRunAction::flow
    The flow that is acted on. It is not owned. Default null.
*/
/*!
    \property NoukaiRunAction::action
    What is to be done. Default Start.
*/
/*!
    \property NoukaiRunAction::text
    What a button says, translated, for example "Next step".
*/
/*!
    \property NoukaiRunAction::glyph
    The glyph beside the text, or in its place where there is no room.
*/
/*!
    \property NoukaiRunAction::checkable
    Whether it is a choice that stays, and not something that happens once: PauseAfterStep.
*/
/*!
    \property NoukaiRunAction::checked
    Whether that choice is on. False for what is not checkable.
*/
/*!
    \property NoukaiRunAction::possible
    Whether trigger() does it now.
*/
/*!
    \property NoukaiRunAction::suggested
    Whether it is what a person most likely wants now: Start before a run, Step while paused, Resume after one that was
    interrupted. Never more than one action of a flow is.
*/
/*!
    \property NoukaiRunAction::disabledReason
    Why it is not possible, translated; empty when it is possible.
*/
/*!
    \property NoukaiRunAction::description
    What a tool tip and assistive technology say beside the text: why it is not possible, else what it does.
*/
/*!
    \fn void NoukaiRunAction::changed()
    What depends on the flow's state may be different now.
*/

/*! Makes an action without a flow, with the parent \a parent. */
NoukaiRunAction::NoukaiRunAction(QObject *parent)
    : QObject(parent)
{
}

/*! Makes the action \a action without a flow, with the parent \a parent. */
NoukaiRunAction::NoukaiRunAction(Action action, QObject *parent)
    : QObject(parent)
    , m_action(action)
{
}

NoukaiFlow *NoukaiRunAction::flow() const
{
    return m_flow;
}

void NoukaiRunAction::setFlow(NoukaiFlow *flow)
{
    if (flow == m_flow)
        return;
    if (m_flow)
        m_flow->disconnect(this);
    m_flow = flow;
    if (flow) {
        connect(flow, &NoukaiFlow::stateChanged, this, &NoukaiRunAction::changed);
        connect(flow, &NoukaiFlow::autoAdvanceChanged, this, &NoukaiRunAction::changed);
        connect(flow, &NoukaiFlow::runRemainingChanged, this, &NoukaiRunAction::changed);
        connect(flow, &NoukaiFlow::identifierChanged, this, &NoukaiRunAction::changed);
        connect(flow, &QObject::destroyed, this, [this] {
            m_flow.clear();
            tell(&NoukaiRunAction::flowChanged);
        });
    }
    tell(&NoukaiRunAction::flowChanged);
}

void NoukaiRunAction::tell(void (NoukaiRunAction::*notify)())
{
    const QPointer<NoukaiRunAction> alive(this);
    Q_EMIT(this->*notify)();
    if (alive)
        Q_EMIT changed();
}

void NoukaiRunAction::setAction(Action action)
{
    if (action == m_action)
        return;
    m_action = action;
    tell(&NoukaiRunAction::actionChanged);
}

bool NoukaiRunAction::isChecked() const
{
    return m_action == PauseAfterStep && m_flow && !m_flow->autoAdvance();
}

bool NoukaiRunAction::isSuggested() const
{
    if (!isPossible())
        return false;
    switch (m_flow->state()) {
    case NoukaiFlow::Paused:
        return m_action == Step;
    case NoukaiFlow::Interrupted:
        return m_action == Resume;
    default:
        return m_action == Start;
    }
}

QString NoukaiRunAction::disabledReason() const
{
    return disabledReason(m_flow, m_action);
}

QString NoukaiRunAction::description() const
{
    if (const QString reason = disabledReason(); !reason.isEmpty())
        return reason;
    switch (m_action) {
    case Start:
        return tr("Run the flow from its first step");
    case PauseAfterStep:
        return tr("Stop after every step, until you say that it goes on");
    case Step:
        return tr("Run the next step, then stop again");
    case RunToEnd:
        return tr("Run all remaining steps without a stop");
    case Stop:
        return tr("End the run; what has arrived is kept");
    case Resume:
        return tr("Go on from the first step that is not complete; it is sent, and paid for, again");
    }
    return {};
}

/*! What a button for \a action says, translated. */
QString NoukaiRunAction::text(Action action)
{
    switch (action) {
    case Start:
        return tr("Start", "a run");
    case PauseAfterStep:
        return tr("Pause after each step");
    case Step:
        return tr("Next step");
    case RunToEnd:
        return tr("Run to the end");
    case Stop:
        return tr("Stop", "a run");
    case Resume:
        return tr("Resume", "a run");
    }
    return {};
}

/*! The glyph of \a action. */
NoukaiTheme::Glyph NoukaiRunAction::glyph(Action action)
{
    switch (action) {
    case PauseAfterStep:
        return NoukaiTheme::Bars;
    case Step:
        return NoukaiTheme::StepForward;
    case RunToEnd:
        return NoukaiTheme::ToEnd;
    case Stop:
        return NoukaiTheme::Stop;
    case Resume:
        return NoukaiTheme::Resume;
    case Start:
        break;
    }
    return NoukaiTheme::Play;
}

namespace
{

class Reason
{
    Q_DECLARE_TR_FUNCTIONS(NoukaiRunAction)

public:
    explicit Reason(NoukaiFlow *flow)
        : m_flow(flow)
        , m_run(*NoukaiFlowPrivate::get(flow))
    {
    }

    QString noStart() const
    {
        if (m_run.isActive())
            return tr("The flow is running. Stop it before you start it again.");
        return m_flow->identifier().isEmpty() ? tr("No flow is chosen.") : QString();
    }

    QString noPauseAfterStep() const
    {
        if (isShownOnly())
            return shownOnly();
        return m_flow->runRemaining() ? tr("The flow is set to run all steps in one call, without stops.") : QString();
    }

    QString noStep() const
    {
        if (m_flow->state() == NoukaiFlow::Paused && !isShownOnly())
            return {};
        return notPaused();
    }

    QString noRunToEnd() const
    {
        const bool possible = m_run.isActive() && !isShownOnly();
        if (possible && m_flow->state() == NoukaiFlow::Paused)
            return {};
        if (possible && (m_flow->autoAdvance() || m_run.goesToEnd()))
            return tr("The flow runs to its end already.");
        return possible ? QString() : notPaused();
    }

    QString noStop() const { return m_run.isActive() ? QString() : tr("Nothing is running."); }

    QString noResume() const
    {
        switch (m_flow->state()) {
        case NoukaiFlow::Idle:
            return tr("There is no run to resume.");
        case NoukaiFlow::Completed:
            return tr("The run is complete.");
        default:
            return m_run.isActive() ? tr("The flow is running.") : QString();
        }
    }

private:
    bool isShownOnly() const { return m_run.isActive() && m_run.isPassive(); }
    QString shownOnly() const
    {
        return m_run.isReplay() ? tr("A recording is played back; it cannot be steered.")
                                : tr("The run is only watched; whoever started it steers it.");
    }

    QString notPaused() const
    {
        if (isShownOnly())
            return shownOnly();
        switch (m_flow->state()) {
        case NoukaiFlow::Idle:
            return tr("The flow was not started.");
        case NoukaiFlow::AwaitingTools:
            return tr("The run waits for tools first.");
        case NoukaiFlow::Connecting:
        case NoukaiFlow::Running:
            return m_flow->autoAdvance() ? tr("The flow does not stop between steps.")
                                         : tr("The flow is at work; it stops after this step.");
        default:
            return tr("The run has ended.");
        }
    }

    NoukaiFlow *m_flow;
    const NoukaiFlowPrivate &m_run;
};

} // namespace

/*! Why \a action is not possible with \a flow, which may be null, now: translated; empty when it is possible. */
QString NoukaiRunAction::disabledReason(NoukaiFlow *flow, Action action)
{
    if (!flow)
        return tr("There is no flow.");
    const Reason reason(flow);
    switch (action) {
    case Start:
        return reason.noStart();
    case PauseAfterStep:
        return reason.noPauseAfterStep();
    case Step:
        return reason.noStep();
    case RunToEnd:
        return reason.noRunToEnd();
    case Stop:
        return reason.noStop();
    case Resume:
        return reason.noResume();
    }
    return {};
}

/*! Does it, if it is possible; what is checkable is turned on or off. */
void NoukaiRunAction::trigger()
{
    if (!isPossible())
        return;
    const QPointer<NoukaiRunAction> alive(this);
    switch (m_action) {
    case Start:
        m_flow->start();
        break;
    case PauseAfterStep:
        m_flow->setAutoAdvance(!m_flow->autoAdvance());
        break;
    case Step:
        m_flow->advance();
        break;
    case RunToEnd:
        m_flow->runToEnd();
        if (alive)
            Q_EMIT changed(); // the flow itself has nothing to tell while a step runs
        break;
    case Stop:
        m_flow->cancel();
        break;
    case Resume:
        m_flow->resume();
        break;
    }
}
