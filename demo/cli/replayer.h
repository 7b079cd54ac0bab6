// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QObject>

#include <memory>

class CliConsole;
class CliSignalWatcher;
class CliView;
class NoukaiError;
class NoukaiFlow;
class NoukaiPlayer;

/*!
    \class CliReplayer
    \brief Shows a recording from its first event to the program's exit code, told by done().
*/
class CliReplayer : public QObject
{
    Q_OBJECT

public:
    CliReplayer(const CliOptions &options, CliConsole &console, QObject *parent = nullptr);
    ~CliReplayer() override;

    void start();
    void message(const QString &text);

Q_SIGNALS:
    void done(int exitCode);

private:
    enum ExitCode { Completed = 0, RunFailed = 1, WrongUsage = 2, Signalled = 128, Cancelled = 130 };

    void setUpSignals();
    void stop(int exitCode);
    void onStopRequested();
    void onLoaded();
    void onFinished();
    void onEnded();
    void onError(const NoukaiError &error);
    void conclude(int exitCode);

    CliOptions m_options;
    CliConsole &m_console;
    std::unique_ptr<CliSignalWatcher> m_signals;
    std::unique_ptr<NoukaiFlow> m_flow;
    std::unique_ptr<NoukaiPlayer> m_player;
    std::unique_ptr<CliView> m_view;
    int m_stopCode = -1;
    bool m_done = false;
};
