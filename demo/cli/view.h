// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>
#include <Noukai/noukaiflow.h>

#include <QtCore/QString>

#include <memory>

class CliConsole;
class CliOptions;

/*!
    \class CliView
    \brief Shows one run on the console. The runner tells it what happens; it never acts on the flow.
*/
class CliView
{
public:
    CliView(CliConsole &console, const NoukaiFlow &flow);
    virtual ~CliView();

    static std::unique_ptr<CliView> create(const CliOptions &options, CliConsole &console, const NoukaiFlow &flow);

    virtual void start() {}
    virtual void onEvent(const NoukaiEvent &event) = 0;
    virtual void finish(int exitCode) = 0;
    virtual void message(const QString &text);

    // The steps that were running will start again.
    virtual void interrupted() {}

    // Between these two the terminal belongs to somebody else.
    virtual void suspend() {}
    virtual void resume() {}
    virtual void resized() {}

protected:
    bool wasSent() const;
    void printFailure();

    CliConsole &m_console;
    const NoukaiFlow &m_flow;
};
