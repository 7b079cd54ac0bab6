// SPDX-License-Identifier: MIT
#pragma once

#include "toolcallrow_p.h"

#include <Noukai/noukaitoolform.h>

#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiArgumentField;
class NoukaiEscapedPane;
class NoukaiPlainLabel;
class QVBoxLayout;

// The arguments of a tool call as a form or as JSON, to be read and changed.
class NoukaiToolCallArguments : public QWidget
{
    Q_OBJECT

public:
    NoukaiToolCallArguments(const NoukaiToolCallRow &call, QWidget *parent);

    NoukaiToolForm *form() { return &m_form; }
    // Whether everything could be read.
    bool wasSeen() const;
    void refresh();

Q_SIGNALS:
    // They were edited, or read.
    void changed();

private:
    bool canBeForm() const;
    bool isEmpty() const;
    void rebuild();

    NoukaiToolForm m_form;
    bool m_asJson = false;
    QList<NoukaiArgumentField *> m_fields;
    QVBoxLayout *m_lines;
    NoukaiPlainLabel *m_none;
    QWidget *m_rows;
    NoukaiEscapedPane *m_json;
    NoukaiPlainLabel *m_problem;
    QWidget *m_buttons;
    NoukaiActionButton *m_switch;
    NoukaiActionButton *m_revert;
};
