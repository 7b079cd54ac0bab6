// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QDialog>

#include <memory>

class NoukaiErrorNotice;
class NoukaiFlowProgress;
class NoukaiProgressDialogPrivate;
class NoukaiToolCallPrompt;

/*!
    \class NoukaiProgressDialog
    \inmodule Noukai
    \brief What QProgressDialog is for a loop: it shows that a flow takes a while, and cancels it.

    \code
    auto *dialog = new NoukaiProgressDialog(mainWindow);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setFlow(flow);
    flow->start();
    \endcode

    It appears \l minimumDuration after the run began, or sooner once a step has ended and the rest is expected to take
    that long; a run that is over before is never seen. The steps are the progress; while nobody knows how many there
    are, the bar is busy. The label tells the step that runs. Cancel, Escape and closing the dialog emit canceled(),
    which is connected to cancel(), which cancels the flow. When the run has ended the dialog resets and hides, as
    \l autoReset and \l autoClose say.

    Unlike a loop, a flow can fail and can ask: then the dialog appears at once and shows the error, with what can be
    done, until a person closes it; and tool calls that wait for a person, until they are decided. Whether it is modal
    is the host's choice. Any slot may delete the dialog or its flow. Main thread.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiProgressDialog : public QDialog
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)
    Q_PROPERTY(int minimumDuration READ minimumDuration WRITE setMinimumDuration NOTIFY minimumDurationChanged FINAL)
    Q_PROPERTY(bool autoClose READ autoClose WRITE setAutoClose NOTIFY autoCloseChanged FINAL)
    Q_PROPERTY(bool autoReset READ autoReset WRITE setAutoReset NOTIFY autoResetChanged FINAL)
    Q_PROPERTY(bool wasCanceled READ wasCanceled NOTIFY wasCanceledChanged DESIGNABLE false FINAL)
    Q_PROPERTY(QString labelText READ labelText WRITE setLabelText RESET resetLabelText NOTIFY labelTextChanged FINAL)
    Q_PROPERTY(QString cancelButtonText READ cancelButtonText WRITE setCancelButtonText RESET resetCancelButtonText
                   NOTIFY cancelButtonTextChanged FINAL)

public:
    explicit NoukaiProgressDialog(QWidget *parent = nullptr, Qt::WindowFlags flags = {});
    ~NoukaiProgressDialog() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    int minimumDuration() const;
    void setMinimumDuration(int milliseconds);
    bool autoClose() const;
    void setAutoClose(bool close);
    bool autoReset() const;
    void setAutoReset(bool reset);
    bool wasCanceled() const;
    QString labelText() const;
    void setLabelText(const QString &text);
    void resetLabelText();
    QString cancelButtonText() const;
    void setCancelButtonText(const QString &text);
    void resetCancelButtonText();

    NoukaiFlowProgress *progress() const;
    NoukaiErrorNotice *errorNotice() const;
    NoukaiToolCallPrompt *prompt() const;

    QSize sizeHint() const override;

public Q_SLOTS:
    void cancel();
    void reset();
    void reject() override;

Q_SIGNALS:
    void flowChanged();
    void minimumDurationChanged();
    void autoCloseChanged();
    void autoResetChanged();
    void wasCanceledChanged();
    void labelTextChanged();
    void cancelButtonTextChanged();
    void canceled();
    void decided(const QString &callId, NoukaiToolCallModel::Decision decision);

protected:
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    friend class NoukaiProgressDialogPrivate;
    std::unique_ptr<NoukaiProgressDialogPrivate> d;
};
