// SPDX-License-Identifier: MIT
#include "noukaiflowwidget.h"

#include "noukaiflowwidget_p.h"
#include "parts/accessiblerole_p.h"
#include "parts/actionbutton_p.h"
#include "parts/erroractions_p.h"
#include "parts/look_p.h"

#include <QtGui/QAction>
#include <QtGui/QFocusEvent>
#include <QtWidgets/QSplitter>

/*! Makes a view without a flow, with the parent \a parent. */
NoukaiFlowWidget::NoukaiFlowWidget(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<NoukaiFlowWidgetPrivate>(this))
{
    NoukaiAccess::setRole(this, QAccessible::Grouping);
    d->build();
    d->connectAll();
    d->sayWords();
    d->update();
}

NoukaiFlowWidget::~NoukaiFlowWidget()
{
    d->readButton->removeEventFilter(this);
    for (const QPointer<QWidget> &part : d->replaced) {
        if (part)
            disconnect(part, nullptr, this, nullptr);
    }
    delete d->editor;
    delete d->splitter; // they look at the model, which goes with d
}

/*!
    \property NoukaiFlowWidget::flow
    The flow to show. It is not owned; when it goes, the view shows an idle one. Default null.
*/
NoukaiFlow *NoukaiFlowWidget::flow() const
{
    return d->flow;
}

void NoukaiFlowWidget::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        disconnect(d->flow, nullptr, this, nullptr);
    d->flow = flow;
    if (flow) {
        connect(flow, &NoukaiFlow::errorChanged, this, [this] { d->update(); });
        connect(flow, &NoukaiFlow::toolCallsChanged, this, [this] { d->arrange(); });
        connect(flow, &QObject::destroyed, this, [this] {
            d->update();
            Q_EMIT flowChanged();
        });
    }
    d->timeline.setFlow(flow);
    d->announcer.setFlow(flow);
    d->header->setFlow(flow);
    d->progress->setFlow(flow);
    d->controls->setFlow(flow);
    d->bars->setFlow(flow);
    d->lines->setFlow(flow);
    d->prompt->setFlow(flow);
    if (d->editor)
        d->editor->setFlow(flow);
    d->update();
    Q_EMIT flowChanged();
}

/*!
    \property NoukaiFlowWidget::viewLayout
    Which views of the steps are seen. Default Auto: both where there is room.
*/
NoukaiFlowWidget::Layout NoukaiFlowWidget::viewLayout() const
{
    return d->viewLayout;
}

void NoukaiFlowWidget::setViewLayout(Layout layout)
{
    if (layout == d->viewLayout)
        return;
    d->viewLayout = layout;
    d->arrange();
    Q_EMIT viewLayoutChanged();
}

/*!
    \property NoukaiFlowWidget::detail
    How much opens by itself. Default NoukaiDisclosure::Normal.
*/
NoukaiDisclosure::Detail NoukaiFlowWidget::detail() const
{
    return d->lines->detail();
}

void NoukaiFlowWidget::setDetail(NoukaiDisclosure::Detail detail)
{
    d->lines->setDetail(detail);
}

/*!
    \property NoukaiFlowWidget::format
    How outputs are laid out. Default NoukaiOutputView::Plain.
*/
NoukaiOutputView::Format NoukaiFlowWidget::format() const
{
    return d->lines->format();
}

void NoukaiFlowWidget::setFormat(NoukaiOutputView::Format format)
{
    d->lines->setFormat(format);
}

/*!
    \property NoukaiFlowWidget::handlesActions
    Whether the view does what a person asks of a step or an error: run again, resume. Default true. The signals tell it
    in any case.
*/
bool NoukaiFlowWidget::handlesActions() const
{
    return d->handlesActions;
}

void NoukaiFlowWidget::setHandlesActions(bool handles)
{
    if (handles == d->handlesActions)
        return;
    d->handlesActions = handles;
    Q_EMIT handlesActionsChanged();
}

/*!
    \property NoukaiFlowWidget::timelineShown
    Whether the timeline is seen, or would be if the view were.
*/
bool NoukaiFlowWidget::isTimelineShown() const
{
    return d->timelineShown;
}

/*! The rows that the parts share. The model belongs to the view. */
NoukaiTimelineModel *NoukaiFlowWidget::timeline() const
{
    return &d->timeline;
}

/*! The header, also while it is replaced; as all parts, for its settings. It belongs to the view. */
NoukaiRunHeader *NoukaiFlowWidget::header() const
{
    return d->header;
}

/*! How far the flow is. It belongs to the view. */
NoukaiFlowProgress *NoukaiFlowWidget::progress() const
{
    return d->progress;
}

/*! The buttons. They belong to the view. */
NoukaiRunControls *NoukaiFlowWidget::controls() const
{
    return d->controls;
}

/*! The notice about the error of the run; that of a step stands in its card. It belongs to the view. */
NoukaiErrorNotice *NoukaiFlowWidget::errorNotice() const
{
    return d->notice;
}

/*! The waterfall. It belongs to the view. */
NoukaiStepTimeline *NoukaiFlowWidget::stepTimeline() const
{
    return d->bars;
}

/*! The cards of the steps: set a delegate of your own here to draw their lines. The list belongs to the view. */
NoukaiStepList *NoukaiFlowWidget::stepList() const
{
    return d->lines;
}

/*! What asks about tool calls. It belongs to the view. */
NoukaiToolCallPrompt *NoukaiFlowWidget::prompt() const
{
    return d->prompt;
}

/*! What stands in the place of \a part: the view's own, or what setPart() put there. Null for an unknown part. */
QWidget *NoukaiFlowWidget::part(Part part) const
{
    return part >= HeaderPart && part <= PromptPart ? d->shown(part) : nullptr;
}

/*!
    Puts \a widget in the place of \a part. The view takes it over, and deletes what was put there before; null, or the
    end of the widget, brings back the view's own. The widget is shown when the part would be.
*/
void NoukaiFlowWidget::setPart(Part part, QWidget *widget)
{
    if (part >= HeaderPart && part <= PromptPart)
        d->replace(part, widget);
}

/*! "Next error", for menus: chooses the next step that failed and opens it. It belongs to the view. */
QAction *NoukaiFlowWidget::nextErrorAction() const
{
    return d->nextError;
}

/*! "Next that needs you", for menus: chooses the next step that waits for a person. It belongs to the view. */
QAction *NoukaiFlowWidget::nextDecisionAction() const
{
    return d->nextDecision;
}

/*! "Follow the running step", for menus; it is checkable. It belongs to the view. */
QAction *NoukaiFlowWidget::followAction() const
{
    return d->follow;
}

/*! "Read new output", for menus: Ctrl+Shift+R does it as well. It belongs to the view. */
QAction *NoukaiFlowWidget::readNewOutputAction() const
{
    return d->readAction;
}

QSize NoukaiFlowWidget::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 34};
}

/*! Brings the step of \a attemptId into view and opens it. */
void NoukaiFlowWidget::showStep(int attemptId)
{
    d->lines->showStep(attemptId);
    d->bars->showStep(attemptId);
}

/*! Has the screen reader read what was put out since it was asked before. */
void NoukaiFlowWidget::readNewOutput()
{
    d->announcer.readNewOutput();
}

/*! Runs the flow again from the step at \a stepIndex on, where the view handles actions. */
void NoukaiFlowWidget::rerun(int stepIndex)
{
    const QPointer<NoukaiFlowWidget> alive(this);
    Q_EMIT rerunRequested(stepIndex);
    if (alive && d->handlesActions && d->flow)
        d->flow->rerunFrom(stepIndex);
}

/*! Opens the dialog for what the step at \a stepIndex is given, where the view handles actions. */
void NoukaiFlowWidget::edit(int stepIndex)
{
    const QPointer<NoukaiFlowWidget> alive(this);
    Q_EMIT editRequested(stepIndex);
    if (alive && d->handlesActions && d->flow)
        d->edit(stepIndex);
}

/*! Does \a action for the step at \a stepIndex, -1 for the whole run, where the view handles actions. */
void NoukaiFlowWidget::act(NoukaiErrorText::Action action, int stepIndex)
{
    const QPointer<NoukaiFlowWidget> alive(this);
    Q_EMIT actionRequested(action, stepIndex);
    if (!alive || !d->handlesActions || !d->flow)
        return;
    const int step = stepIndex >= 0 ? stepIndex : d->flow->currentStep();
    if (!NoukaiErrorActions::act(d->flow, action, step) && action == NoukaiErrorText::EditInput && step >= 0)
        edit(step);
}

bool NoukaiFlowWidget::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (!d)
        return done;
    switch (event->type()) {
    case QEvent::LanguageChange:
        d->sayWords();
        break;
    case QEvent::Resize:
    case QEvent::LayoutRequest:
    case QEvent::FontChange:
    case QEvent::StyleChange:
        d->arrange();
        break;
    default:
        break;
    }
    return done;
}

// The button for those who hear what is here stands there only while it has the focus, and it does not get that because
// a window had nothing better to give it to.
bool NoukaiFlowWidget::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != d->readButton || (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut))
        return QWidget::eventFilter(watched, event);
    const bool byWindow = static_cast<QFocusEvent *>(event)->reason() == Qt::ActiveWindowFocusReason;
    if (!byWindow)
        d->arrangeReadButton(event->type() == QEvent::FocusIn);
    else if (event->type() == QEvent::FocusIn && d->readButton->height() == 0)
        QMetaObject::invokeMethod(
            this, [this] { setFocus(Qt::ActiveWindowFocusReason); }, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

/*!
    \fn void NoukaiFlowWidget::stepActivated(int attemptId)
    A person opened the step of \a attemptId.
*/
/*!
    \fn void NoukaiFlowWidget::rerunRequested(int stepIndex)
    A person asked to run the flow again from the step at \a stepIndex on.
*/
/*!
    \fn void NoukaiFlowWidget::editRequested(int stepIndex)
    A person asked to edit the input of the step at \a stepIndex.
*/
/*!
    \fn void NoukaiFlowWidget::actionRequested(NoukaiErrorText::Action action, int stepIndex)
    A person asked for \a action of the error of the step at \a stepIndex, -1 for that of the run.
*/
/*!
    \fn void NoukaiFlowWidget::seekRequested(double milliseconds)
    A person chose the moment \a milliseconds on the axis of the timeline.
*/
/*!
    \fn void NoukaiFlowWidget::decisionNeeded(int count)
    The run waits for \a count decisions of a person: the moment for a sound.
*/
/*!
    \fn void NoukaiFlowWidget::decided(const QString &callId, NoukaiToolCallModel::Decision decision)
    The \a decision of a person about the tool call \a callId goes to the flow.
*/
