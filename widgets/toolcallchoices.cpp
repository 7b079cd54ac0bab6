// SPDX-License-Identifier: MIT
#include "toolcallchoices_p.h"

#include "parts/actionbutton_p.h"
#include "parts/flowlayout_p.h"
#include "parts/look_p.h"
#include "parts/plainlabel_p.h"
#include "parts/textpane_p.h"

#include <Noukai/noukaitext.h>

#include <QtWidgets/QVBoxLayout>

NoukaiToolCallChoices::NoukaiToolCallChoices(const NoukaiToolCallRow &call, QWidget *parent)
    : QWidget(parent)
    , m_call(call)
    , m_writing(call.is(NoukaiToolCallModel::CanApproveRole) ? -1 : NoukaiToolCallText::Answer)
{
    const int unit = NoukaiLook::unit(fontMetrics());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(unit);
    auto *row = new QWidget(this);
    auto *flow = new NoukaiFlowLayout(row);
    flow->setSpacing(unit);
    column->addWidget(row);
    m_approve = add(QStringLiteral("approve"));
    m_deny = add(QStringLiteral("deny"));
    m_denyWithReason = add(QStringLiteral("denyWithReason"));
    m_answer = add(QStringLiteral("answer"));
    m_always = add(QStringLiteral("always"));
    for (NoukaiActionButton *button : {m_approve, m_deny, m_denyWithReason, m_answer, m_always})
        flow->addWidget(button);
    m_denyWithReason->setCheckable(true);
    m_answer->setCheckable(true);

    m_reply = new QWidget(this);
    auto *lines = new QVBoxLayout(m_reply);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(unit);
    m_words = new NoukaiTextPane(m_reply);
    m_words->setObjectName(QStringLiteral("words"));
    m_words->setText({}, true);
    m_told = new NoukaiPlainLabel(m_reply);
    m_told->setObjectName(QStringLiteral("told"));
    m_told->setWordWrap(true);
    m_told->setStrength(0.8);
    m_use = add(QStringLiteral("reply"));
    lines->addWidget(m_words);
    lines->addWidget(m_told);
    lines->addWidget(m_use, 0, Qt::AlignLeading);
    column->addWidget(m_reply);

    connect(m_approve, &NoukaiActionButton::triggered, this, &NoukaiToolCallChoices::approve);
    connect(m_deny, &NoukaiActionButton::triggered, this, [this] { m_call.calls()->deny(m_call.row()); });
    connect(m_denyWithReason, &NoukaiActionButton::triggered, this,
            [this] { write(NoukaiToolCallText::DenyWithReason); });
    connect(m_answer, &NoukaiActionButton::triggered, this, [this] { write(NoukaiToolCallText::Answer); });
    connect(m_always, &NoukaiActionButton::triggered, this, [this] { m_call.calls()->alwaysAllow(m_call.row()); });
    connect(m_use, &NoukaiActionButton::triggered, this, &NoukaiToolCallChoices::reply);
    connect(m_words, &NoukaiTextPane::edited, this, &NoukaiToolCallChoices::tellReply);
}

// Enter is for who writes: it decides nothing, whatever has the focus.
NoukaiActionButton *NoukaiToolCallChoices::add(const QString &name)
{
    auto *button = new NoukaiActionButton(this);
    button->setObjectName(name);
    button->setEnterPresses(false);
    return button;
}

void NoukaiToolCallChoices::write(int choice)
{
    m_writing = m_writing == choice ? -1 : choice;
    tellReply();
    if (m_writing >= 0)
        m_words->setFocus(Qt::OtherFocusReason);
}

void NoukaiToolCallChoices::reply()
{
    if (m_writing == NoukaiToolCallText::Answer)
        m_call.calls()->answer(m_call.row(), m_words->text());
    else
        m_call.calls()->deny(m_call.row(), m_words->text());
}

void NoukaiToolCallChoices::refresh(const QString &approveReason, const QString &notArmed, bool edited)
{
    m_notArmed = notArmed;
    m_approve->setWords(
        NoukaiToolCallText::text(edited ? NoukaiToolCallText::ApproveEdited : NoukaiToolCallText::Approve));
    m_approve->setDescription(tr("Ctrl+Enter"));
    m_approve->setDisabledReason(approveReason);
    m_deny->setWords(NoukaiToolCallText::text(NoukaiToolCallText::Deny));
    m_deny->setDescription(
        tr("The model is told: %1").arg(NoukaiText::preview(m_call.calls()->refusalText(m_call.row(), {}), 300)));
    m_deny->setDisabledReason(notArmed);
    m_denyWithReason->setWords(NoukaiToolCallText::text(NoukaiToolCallText::DenyWithReason));
    m_answer->setWords(NoukaiToolCallText::text(NoukaiToolCallText::Answer));
    m_always->setWords(NoukaiToolCallText::text(NoukaiToolCallText::AlwaysAllow));
    m_always->setDescription(
        tr("This tool runs unasked until the run ends, beginning with the calls that wait for it"));
    m_always->setDisabledReason(edited ? tr("Undo the changes first: this runs the tool as proposed.") : approveReason);
    m_always->setVisible(m_call.is(NoukaiToolCallModel::CanAlwaysAllowRole));
    tellReply();
}

void NoukaiToolCallChoices::tellReply()
{
    const bool answers = m_writing == NoukaiToolCallText::Answer;
    m_denyWithReason->setChecked(m_writing == NoukaiToolCallText::DenyWithReason);
    m_answer->setChecked(answers);
    m_reply->setVisible(m_writing >= 0);
    const QString name = answers ? tr("Answer in place of the tool") : tr("Reason");
    m_words->setAccessibleName(name);
    m_words->setPlaceholderText(name);
    const QString words = m_words->text();
    m_told->setText(
        tr("The model is told: %1").arg(NoukaiText::beginning(m_call.calls()->refusalText(m_call.row(), words), 1000)));
    m_told->setVisible(!answers);
    m_use->setWords(answers ? tr("Use this answer") : tr("Deny with this reason"));
    m_use->setDisabledReason(!m_notArmed.isEmpty()        ? m_notArmed
                             : answers && words.isEmpty() ? tr("Write the answer first.")
                                                          : QString());
}
