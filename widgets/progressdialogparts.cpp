// SPDX-License-Identifier: MIT
// When a NoukaiProgressDialog comes and goes, and what is in it.
#include "noukaiprogressdialog_p.h"
#include "parts/erroractions_p.h"
#include "parts/plainlabel_p.h"

#include <Noukai/noukaitext.h>

#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace
{

// Before that a share of the time says nothing of the rest; as in QProgressDialog.
constexpr int LeastMs = 50;

} // namespace

void NoukaiProgressDialogPrivate::build()
{
    announcement = new NoukaiAnnouncementWidget(q);
    label = new NoukaiPlainLabel(q);
    progress = new NoukaiFlowProgress(q);
    notice = new NoukaiErrorNotice(q);
    prompt = new NoukaiToolCallPrompt(q);
    auto *buttons = new QDialogButtonBox(q);
    button = new QPushButton(buttons);
    button->setObjectName(QStringLiteral("cancel"));
    buttons->addButton(button, QDialogButtonBox::RejectRole);
    button->setAutoDefault(false); // Enter ends what a person writes to a tool, and not the run
    auto *column = new QVBoxLayout(q);
    for (QWidget *part : std::initializer_list<QWidget *>{label, progress, notice})
        column->addWidget(part);
    column->addWidget(prompt, 1);
    column->addStretch(0);
    column->addWidget(buttons);
    prompt->hide();
}

void NoukaiProgressDialogPrivate::connectAll()
{
    QObject::connect(q, &NoukaiProgressDialog::canceled, q, &NoukaiProgressDialog::cancel);
    QObject::connect(button, &QPushButton::clicked, q, &NoukaiProgressDialog::reject);
    QObject::connect(&timeline, &NoukaiTimelineModel::runningRowChanged, q, [this] { say(); });
    QObject::connect(&timeline, &NoukaiTimelineModel::attentionRowChanged, q, [this] { say(); });
    QObject::connect(&timeline, &NoukaiTimelineModel::firstErrorRowChanged, q, [this] { say(); });
    QObject::connect(&announcer, &NoukaiAnnouncer::announced, q, [this](const QString &text, bool assertive) {
        if (q->isVisible())
            announcement->say(text, assertive);
    });
    QObject::connect(notice, &NoukaiErrorNotice::actionRequested, q, [this](NoukaiErrorText::Action action) {
        if (flow)
            NoukaiErrorActions::act(flow, action);
    });
    QObject::connect(prompt, &NoukaiToolCallPrompt::decided, q, &NoukaiProgressDialog::decided);
    QObject::connect(prompt->calls(), &NoukaiToolCallModel::decisionsChanged, q, [this] {
        prompt->setVisible(prompt->total() > 0);
        fit();
    });
    QObject::connect(prompt, &NoukaiToolCallPrompt::decisionNeeded, q, [this] {
        prompt->show();
        appear();
        fit();
    });
}

void NoukaiProgressDialogPrivate::setWasCanceled(bool was)
{
    if (was == wasCanceled)
        return;
    wasCanceled = was;
    Q_EMIT q->wasCanceledChanged();
}

// A run begins, or the dialog is given one that runs. Its end is told by finished().
void NoukaiProgressDialogPrivate::followRunning()
{
    if (isRunning()) {
        const QPointer<NoukaiProgressDialog> alive(q);
        dismissed = false;
        stepName.clear();
        since.start();
        showError({});
        wait();
        setWasCanceled(false);
        if (!alive)
            return;
    }
    say();
}

void NoukaiProgressDialogPrivate::wait()
{
    timer.stop();
    if (isRunning() && !q->isVisible() && !dismissed)
        timer.start(int(qMax<qint64>(0, minimumDuration - since.elapsed())), q);
}

// Once a part is done it shows how long the rest may take.
void NoukaiProgressDialogPrivate::expect()
{
    const double done = flow ? flow->progress() : -1;
    if (!timer.isActive() || done <= 0 || done >= 1)
        return;
    const qint64 elapsed = since.elapsed();
    if (elapsed > LeastMs && double(elapsed) * (1 - done) / done >= minimumDuration)
        appear();
}

void NoukaiProgressDialogPrivate::appear()
{
    timer.stop();
    if (q->isVisible())
        return;
    // Who is typing goes on typing.
    const QWidget *focused = QApplication::focusWidget();
    q->setAttribute(Qt::WA_ShowWithoutActivating, focused && focused->testAttribute(Qt::WA_InputMethodEnabled));
    q->show();
}

void NoukaiProgressDialogPrivate::end()
{
    if (!flow || flow->isRunning())
        return; // somebody has started it again
    const NoukaiFlow::State state = flow->state();
    timer.stop();
    say();
    if (state == NoukaiFlow::Failed || state == NoukaiFlow::Interrupted) {
        showError(flow->error());
        appear();
    } else if (autoReset && !wasCanceled) {
        q->setResult(state == NoukaiFlow::Completed ? QDialog::Accepted : QDialog::Rejected);
        q->reset();
    }
}

// An error is still to be read; all else has nothing to stand for any more.
void NoukaiProgressDialogPrivate::flowGone()
{
    NoukaiProgressDialog *dialog = q; // this may go while the host is told
    const QPointer<NoukaiProgressDialog> alive(dialog);
    timer.stop();
    prompt->hide();
    notice->setActions({});
    say();
    if (alive && !notice->notes()->isShown())
        leave(QDialog::Rejected);
    if (alive)
        Q_EMIT dialog->flowChanged();
}

void NoukaiProgressDialogPrivate::leave(int result)
{
    if (q->isVisible())
        q->done(result); // the last thing to do: who is told may delete the dialog
    else
        q->setResult(result);
}

void NoukaiProgressDialogPrivate::showError(const NoukaiError &error)
{
    notice->setError(error);
    // What the flow can do by itself; the rest is offered where there is a place for it.
    QList<int> actions = notice->notes()->actions();
    actions.removeAll(NoukaiErrorText::EditInput);
    actions.removeAll(NoukaiErrorText::Settings);
    notice->setActions(flow ? actions : QList<int>());
    fit();
}

void NoukaiProgressDialogPrivate::say()
{
    const int failed = isRunning() ? -1 : timeline.firstErrorRow();
    for (const int row : {timeline.runningRow(), timeline.attentionRow(), failed}) {
        if (row < 0)
            continue;
        stepName = NoukaiText::preview(timeline.index(row).data(NoukaiTimelineModel::StepNameRole).toString());
        break;
    }
    const QString before = label->text();
    label->setText(q->labelText());
    label->setVisible(!label->text().isEmpty());
    if (isRunning())
        button->setText(cancelText.value_or(NoukaiProgressDialog::tr("Cancel")));
    else
        button->setText(NoukaiProgressDialog::tr("Close"));
    button->setVisible(!isRunning() || canCancel());
    if (label->text() != before)
        Q_EMIT q->labelTextChanged();
}

// As high as what is in it, unless a person has made it another size.
void NoukaiProgressDialogPrivate::fit()
{
    if (!q->isVisible())
        return;
    const QSize hint = q->sizeHint();
    const bool sized = q->height() != fittedHeight;
    const int height = sized ? qMax(q->height(), hint.height()) : hint.height();
    q->resize(qMax(q->width(), hint.width()), height);
    if (!sized)
        fittedHeight = q->height();
}
