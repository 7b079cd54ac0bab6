// SPDX-License-Identifier: MIT
#include "commandtool.h"

#include "text.h"
#include "toolprocess.h"

#include <Noukai/noukaitool.h>

using namespace Qt::StringLiterals;

CliCommandTool::CliCommandTool(const CliToolOption &option, QObject *parent)
    : QObject(parent)
    , m_option(option)
    , m_tool(new NoukaiTool(option.name, option.description, option.parameters, this))
{
    m_tool->setPolicy(NoukaiTool::Auto);
    m_tool->setAsyncHandler([this](const NoukaiToolCall &call) { return answer(call); });
}

CliCommandTool::~CliCommandTool() = default;

/*! Asks the programs that still run to end. */
void CliCommandTool::stop()
{
    for (CliToolProcess *process : std::as_const(m_processes))
        process->stop();
}

QFuture<QString> CliCommandTool::answer(const NoukaiToolCall &call)
{
    if (call.arguments().isUndefined()) {
        Q_EMIT failed(tr("the arguments are no JSON, so it was not started"));
        return QtFuture::makeReadyFuture(
            QString("The tool "_L1 + m_option.name + " was not called: its arguments are not valid JSON."_L1));
    }
    auto *process = new CliToolProcess(m_option, CliText::json(call.arguments()) + '\n', this);
    m_processes += process;
    connect(process, &CliToolProcess::failed, this, &CliCommandTool::failed);
    connect(process, &CliToolProcess::done, this, [this, process] {
        m_processes.removeOne(process);
        process->deleteLater();
    });
    return process->future();
}
