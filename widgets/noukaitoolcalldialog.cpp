// SPDX-License-Identifier: MIT
#include "noukaitoolcalldialog.h"

#include <Noukai/noukaitoolcallprompt.h>

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QVBoxLayout>

class NoukaiToolCallDialogPrivate
{
public:
    NoukaiToolCallPrompt *prompt = nullptr;
};

/*! Makes a dialog without a flow, hidden, with the parent \a parent. */
NoukaiToolCallDialog::NoukaiToolCallDialog(QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<NoukaiToolCallDialogPrivate>())
{
    d->prompt = new NoukaiToolCallPrompt(this);
    auto *column = new QVBoxLayout(this);
    column->addWidget(d->prompt);
    setWindowTitle(tr("Tool calls"));
    setSizeGripEnabled(true);
    connect(d->prompt, &NoukaiToolCallPrompt::flowChanged, this, &NoukaiToolCallDialog::flowChanged);
    connect(d->prompt, &NoukaiToolCallPrompt::decided, this, &NoukaiToolCallDialog::decided);
    connect(d->prompt, &NoukaiToolCallPrompt::decisionNeeded, this, [this] {
        const QWidget *focused = QApplication::focusWidget();
        const bool writes = focused && focused->testAttribute(Qt::WA_InputMethodEnabled);
        setAttribute(Qt::WA_ShowWithoutActivating, writes);
        show();
    });
    connect(d->prompt->calls(), &NoukaiToolCallModel::decisionsChanged, this, [this] {
        if (d->prompt->total() == 0)
            hide();
    });
}

NoukaiToolCallDialog::~NoukaiToolCallDialog() = default;

/*!
    \property NoukaiToolCallDialog::flow
    The flow whose tool calls are asked about. It is not owned. Default null.
*/
NoukaiFlow *NoukaiToolCallDialog::flow() const
{
    return d->prompt->flow();
}

void NoukaiToolCallDialog::setFlow(NoukaiFlow *flow)
{
    d->prompt->setFlow(flow);
    if (d->prompt->total() > 0)
        show();
}

/*! The prompt inside, for its settings. It belongs to the dialog. */
NoukaiToolCallPrompt *NoukaiToolCallDialog::prompt() const
{
    return d->prompt;
}

/*!
    \fn void NoukaiToolCallDialog::decided(const QString &callId, NoukaiToolCallModel::Decision decision)
    The \a decision about the call \a callId goes to the flow.
*/

void NoukaiToolCallDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWindowTitle(tr("Tool calls"));
}
