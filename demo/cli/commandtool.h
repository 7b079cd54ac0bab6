// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <Noukai/noukaitoolcall.h>

#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QObject>

class NoukaiTool;
class CliToolProcess;

/*!
    \class CliCommandTool
    \brief A tool whose calls a program answers.

    Each call starts the program anew. What it prints is the answer; that it failed is an answer too, for the model to
    read, and told to the person by failed().
*/
class CliCommandTool : public QObject
{
    Q_OBJECT

public:
    explicit CliCommandTool(const CliToolOption &option, QObject *parent = nullptr);
    ~CliCommandTool() override;

    NoukaiTool *tool() const { return m_tool; }
    void stop();

Q_SIGNALS:
    void failed(const QString &text);

private:
    QFuture<QString> answer(const NoukaiToolCall &call);

    CliToolOption m_option;
    NoukaiTool *m_tool;
    QList<CliToolProcess *> m_processes;
};
