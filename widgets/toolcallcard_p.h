// SPDX-License-Identifier: MIT
#pragma once

#include "toolcallrow_p.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiMarkLabel;
class NoukaiPlainLabel;
class NoukaiToolCallArguments;
class NoukaiToolCallChoices;

// What a card asks, who asks it, and what to beware of. Takes the focus when the card appears, and is read then.
class NoukaiToolCallHeading : public QWidget
{
    Q_OBJECT

public:
    NoukaiToolCallHeading(const NoukaiToolCallRow &call, QWidget *parent);

    void refresh(const QString &flowName);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    NoukaiToolCallRow m_call;
    NoukaiMarkLabel *m_title;
    NoukaiPlainLabel *m_asker;
    NoukaiPlainLabel *m_description;
    QList<NoukaiMarkLabel *> m_warnings;
};

// The question about one tool call: what, who asks, with which arguments, and the choices.
class NoukaiToolCallCard : public QWidget
{
    Q_OBJECT

public:
    NoukaiToolCallCard(const NoukaiToolCallRow &call, int armDelay, QWidget *parent);

    void refresh(const QString &flowName);
    void setArmDelay(int milliseconds) { m_armDelay = milliseconds; }
    // Why it cannot be approved now; empty when it can, and once it is decided.
    QString approveReason() const;
    void approve();
    void focusHeading();
    // Begins the time again in which nothing can be decided: the card has moved.
    void disarm();

Q_SIGNALS:
    // Whether it can be approved may have changed.
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tell();

    NoukaiToolCallRow m_call;
    int m_armDelay;
    bool m_armed = false;
    QTimer m_arming;
    NoukaiToolCallHeading *m_heading;
    NoukaiToolCallArguments *m_arguments;
    NoukaiToolCallChoices *m_choices;
    QWidget *m_decided;
    NoukaiMarkLabel *m_outcome;
    NoukaiActionButton *m_change;
};
