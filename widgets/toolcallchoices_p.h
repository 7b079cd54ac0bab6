// SPDX-License-Identifier: MIT
#pragma once

#include "toolcallrow_p.h"

#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiPlainLabel;
class NoukaiTextPane;

// What a person can decide about a tool call, and where the reason or the answer is written.
class NoukaiToolCallChoices : public QWidget
{
    Q_OBJECT

public:
    NoukaiToolCallChoices(const NoukaiToolCallRow &call, QWidget *parent);

    // Why it cannot be approved now, why nothing can be decided now, and whether the arguments were edited.
    void refresh(const QString &approveReason, const QString &notArmed, bool edited);

Q_SIGNALS:
    void approve();

private:
    NoukaiActionButton *add(const QString &name);
    void write(int choice);
    void reply();
    void tellReply();

    NoukaiToolCallRow m_call;
    int m_writing; // a NoukaiToolCallText::Choice, or -1 for nothing
    QString m_notArmed;
    NoukaiActionButton *m_approve;
    NoukaiActionButton *m_deny;
    NoukaiActionButton *m_denyWithReason;
    NoukaiActionButton *m_answer;
    NoukaiActionButton *m_always;
    QWidget *m_reply;
    NoukaiTextPane *m_words;
    NoukaiPlainLabel *m_told;
    NoukaiActionButton *m_use;
};
