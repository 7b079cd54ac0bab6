// SPDX-License-Identifier: MIT
#pragma once

#include "toolcallrow_p.h"

#include <QtWidgets/QWidget>

class NoukaiActionButton;
class NoukaiMarkLabel;
class NoukaiPlainLabel;

// What became of a tool call: what was proposed, approved and executed, and who decided.
class NoukaiToolCallRecord : public QWidget
{
    Q_OBJECT

public:
    NoukaiToolCallRecord(const NoukaiToolCallRow &call, QWidget *parent);

    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<std::pair<QString, QString>> parts() const;
    void showParts();

    NoukaiToolCallRow m_call;
    bool m_expanded = false;
    NoukaiPlainLabel *m_name;
    NoukaiMarkLabel *m_outcome;
    NoukaiActionButton *m_expand;
    QWidget *m_parts = nullptr; // made when they are shown
};
