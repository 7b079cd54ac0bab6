// SPDX-License-Identifier: MIT
#include "noukaiprogressdialog.h"

#include "noukaiprogressdialog_p.h"

#include <QtCore/QEvent>
#include <QtCore/QTimerEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QLayout>

/*! Makes a dialog without a flow, hidden, with the parent \a parent and the window \a flags. */
NoukaiProgressDialog::NoukaiProgressDialog(QWidget *parent, Qt::WindowFlags flags)
    : QDialog(parent, flags)
    , d(std::make_unique<NoukaiProgressDialogPrivate>(this))
{
    d->build();
    d->connectAll();
    d->say();
}

NoukaiProgressDialog::~NoukaiProgressDialog() = default;

/*!
    \property NoukaiProgressDialog::flow
    The flow whose progress is shown. It is not owned; when it goes, the dialog hides, unless it shows an error. Default
    null.
*/
NoukaiFlow *NoukaiProgressDialog::flow() const
{
    return d->flow;
}

void NoukaiProgressDialog::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    if (d->flow)
        disconnect(d->flow, nullptr, this, nullptr);
    d->flow = flow;
    d->timeline.setFlow(flow);
    d->announcer.setFlow(flow);
    d->progress->setFlow(flow);
    d->prompt->setFlow(flow);
    d->timer.stop();
    d->showError({});
    if (flow) {
        connect(flow, &NoukaiFlow::runningChanged, this, [this] { d->followRunning(); });
        connect(flow, &NoukaiFlow::progressChanged, this, [this] { d->expect(); });
        connect(flow, &NoukaiFlow::finished, this, [this] { d->end(); });
        connect(flow, &QObject::destroyed, this, [this] { d->flowGone(); });
    }
    const QPointer<NoukaiProgressDialog> alive(this);
    d->followRunning();
    if (!alive)
        return;
    d->prompt->setVisible(d->prompt->total() > 0);
    if (d->prompt->total() > 0)
        d->appear();
    Q_EMIT flowChanged();
}

/*!
    \property NoukaiProgressDialog::minimumDuration
    How long a run goes on before the dialog appears, in milliseconds. It appears sooner when the time that the steps
    took lets the rest be longer than that, when the run fails and when a decision is needed. Default 4000.
*/
int NoukaiProgressDialog::minimumDuration() const
{
    return d->minimumDuration;
}

void NoukaiProgressDialog::setMinimumDuration(int milliseconds)
{
    milliseconds = qMax(0, milliseconds);
    if (milliseconds == d->minimumDuration)
        return;
    d->minimumDuration = milliseconds;
    d->wait();
    Q_EMIT minimumDurationChanged();
}

/*!
    \property NoukaiProgressDialog::autoClose
    Whether reset() hides the dialog. Default true.
*/
bool NoukaiProgressDialog::autoClose() const
{
    return d->autoClose;
}

void NoukaiProgressDialog::setAutoClose(bool close)
{
    if (close == d->autoClose)
        return;
    d->autoClose = close;
    Q_EMIT autoCloseChanged();
}

/*!
    \property NoukaiProgressDialog::autoReset
    Whether the dialog resets when the run has completed, or was cancelled elsewhere. Default true.
*/
bool NoukaiProgressDialog::autoReset() const
{
    return d->autoReset;
}

void NoukaiProgressDialog::setAutoReset(bool reset)
{
    if (reset == d->autoReset)
        return;
    d->autoReset = reset;
    Q_EMIT autoResetChanged();
}

/*!
    \property NoukaiProgressDialog::wasCanceled
    Whether cancel() was called, by a person as a rule, since the last reset() and the begin of the last run.
*/
bool NoukaiProgressDialog::wasCanceled() const
{
    return d->wasCanceled;
}

/*!
    \property NoukaiProgressDialog::labelText
    What the label says. Default: the name of the step that runs, to which it can be reset. It is shown as plain text.
*/
QString NoukaiProgressDialog::labelText() const
{
    if (d->labelText)
        return *d->labelText;
    return d->stepName.isEmpty() && d->isRunning() ? tr("Waiting for the first step") : d->stepName;
}

void NoukaiProgressDialog::setLabelText(const QString &text)
{
    d->labelText = text;
    d->say();
}

/*! Lets the label name the step that runs again. */
void NoukaiProgressDialog::resetLabelText()
{
    d->labelText.reset();
    d->say();
}

/*!
    \property NoukaiProgressDialog::cancelButtonText
    What the button says while the flow runs. Default "Cancel", to which it can be reset. Empty for no button: then to
    close the dialog hides it, and the run goes on. Once the run has ended there is a "Close" in any case.
*/
QString NoukaiProgressDialog::cancelButtonText() const
{
    return d->cancelText.value_or(tr("Cancel"));
}

void NoukaiProgressDialog::setCancelButtonText(const QString &text)
{
    if (d->cancelText == text)
        return;
    d->cancelText = text;
    d->say();
    Q_EMIT cancelButtonTextChanged();
}

/*! Lets the button say "Cancel" again. */
void NoukaiProgressDialog::resetCancelButtonText()
{
    if (!d->cancelText)
        return;
    d->cancelText.reset();
    d->say();
    Q_EMIT cancelButtonTextChanged();
}

/*! The bar. It belongs to the dialog. */
NoukaiFlowProgress *NoukaiProgressDialog::progress() const
{
    return d->progress;
}

/*! What tells of an error. It belongs to the dialog. */
NoukaiErrorNotice *NoukaiProgressDialog::errorNotice() const
{
    return d->notice;
}

/*! What asks about tool calls. It belongs to the dialog. */
NoukaiToolCallPrompt *NoukaiProgressDialog::prompt() const
{
    return d->prompt;
}

QSize NoukaiProgressDialog::sizeHint() const
{
    const int width = qMax(fontMetrics().averageCharWidth() * 50, layout()->sizeHint().width());
    const int wide = isVisible() ? qMax(width, this->width()) : width;
    const int height =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : layout()->sizeHint().height();
    const QSize room = screen()->availableSize() * 0.9;
    return QSize(width, height).boundedTo(room);
}

/*! Cancels the flow and hides the dialog; wasCanceled becomes true. */
void NoukaiProgressDialog::cancel()
{
    const QPointer<NoukaiProgressDialog> alive(this);
    const QPointer<NoukaiFlow> flow(d->flow);
    d->timer.stop();
    d->setWasCanceled(true);
    if (flow)
        flow->cancel();
    if (alive)
        d->leave(Rejected);
}

/*! Forgets the run: its error and that it was cancelled. Hides the dialog where autoClose says so. */
void NoukaiProgressDialog::reset()
{
    const QPointer<NoukaiProgressDialog> alive(this);
    d->timer.stop();
    d->showError({});
    d->setWasCanceled(false);
    if (alive && d->autoClose)
        d->leave(result());
}

/*! What Escape, closing the dialog and its button do: asks to cancel the run by canceled(); without one, closes. */
void NoukaiProgressDialog::reject()
{
    if (d->isRunning() && d->canCancel()) {
        Q_EMIT canceled();
        return;
    }
    d->dismissed = true;
    if (!d->isRunning())
        d->showError({});
    d->leave(Rejected);
}

void NoukaiProgressDialog::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == d->timer.timerId())
        d->appear();
    else
        QDialog::timerEvent(event);
}

void NoukaiProgressDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->say();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        d->fit();
}

void NoukaiProgressDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    d->timer.stop();
    d->fittedHeight = height();
    d->fit();
}

/*!
    \fn void NoukaiProgressDialog::canceled()
    A person wants the run to be cancelled. It is connected to cancel(); disconnect that to ask first.
*/
/*!
    \fn void NoukaiProgressDialog::decided(const QString &callId, NoukaiToolCallModel::Decision decision)
    The \a decision about the tool call \a callId goes to the flow.
*/
