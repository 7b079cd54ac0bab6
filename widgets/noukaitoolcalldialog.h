// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaitoolcallmodel.h>
#include <Noukai/noukaiwidgetsglobal.h>

#include <QtWidgets/QDialog>

#include <memory>

class NoukaiToolCallDialogPrivate;
class NoukaiToolCallPrompt;

/*!
    \class NoukaiToolCallDialog
    \inmodule Noukai
    \brief A NoukaiToolCallPrompt in a dialog that appears when a decision is due and closes when none is.

    \code
    auto *dialog = new NoukaiToolCallDialog(mainWindow);
    dialog->setFlow(flow);
    \endcode

    It is not modal unless setModal() or setWindowModality() says so. To close it, by Esc too, decides nothing: the run
    goes on waiting, and the dialog appears again with show() or when the next decision is due. It takes no focus from
    a person who is typing.
*/
class NOUKAI_WIDGETS_EXPORT NoukaiToolCallDialog : public QDialog
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged DESIGNABLE false FINAL)

public:
    explicit NoukaiToolCallDialog(QWidget *parent = nullptr);
    ~NoukaiToolCallDialog() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    NoukaiToolCallPrompt *prompt() const;

Q_SIGNALS:
    void flowChanged();
    void decided(const QString &callId, NoukaiToolCallModel::Decision decision);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<NoukaiToolCallDialogPrivate> d;
};
