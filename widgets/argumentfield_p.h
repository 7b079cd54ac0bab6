// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaitoolform.h>

#include <QtWidgets/QWidget>

class NoukaiEscapedPane;
class NoukaiPlainLabel;
class QToolButton;

// One argument of a tool call: its name, the control that suits its type, and what is wrong with it.
class NoukaiArgumentField : public QWidget
{
    Q_OBJECT

public:
    NoukaiArgumentField(NoukaiToolForm *form, int row, QWidget *parent);

    void refresh();
    // Whether all of it was within reach of the eye.
    bool wasSeen() const;

Q_SIGNALS:
    void seen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum Control { None, Choice, Check, Count, Words };

    QVariant get(NoukaiToolForm::Role role) const { return m_form->index(m_row).data(role); }
    bool isGiven() const { return get(NoukaiToolForm::IsGivenRole).toBool(); }
    int least() const;
    int most() const;
    Control wanted() const;
    void make(Control kind);
    void fill(const QString &name);

    NoukaiToolForm *m_form;
    int m_row;
    Control m_kind = None;
    NoukaiPlainLabel *m_name;
    QToolButton *m_leaveOut;
    QWidget *m_control = nullptr;
    NoukaiPlainLabel *m_error;
};
