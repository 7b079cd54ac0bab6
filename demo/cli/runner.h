// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

class CliCommandTool;
class CliConsole;
class CliPrompt;
class CliSignalWatcher;
class CliView;
class NoukaiClient;
class NoukaiFlow;
class NoukaiRecorder;

/*!
    \class CliRunner
    \brief Runs one flow from its first request to the program's exit code, told by done().
*/
class CliRunner : public QObject
{
    Q_OBJECT

public:
    CliRunner(const CliOptions &options, CliConsole &console, QObject *parent = nullptr);
    ~CliRunner() override;

    void start();
    void message(const QString &text);

Q_SIGNALS:
    void done(int exitCode);

private:
    enum ExitCode { Completed = 0, RunFailed = 1, WrongUsage = 2, Signalled = 128 };

    void setUpClient();
    void setUpFlow();
    void setUpSignals();
    bool startRecording();

    void stop(int exitCode, const QString &reason = {});
    void onSignal(int signal);
    void onOutputFailed();
    void onStopRequested();
    void onStateChanged();
    void onFinished();
    void answerTools();
    void askForTool();
    void askToResume();
    void resumeLater();
    void conclude(int exitCode);

    CliOptions m_options;
    CliConsole &m_console;
    std::unique_ptr<CliSignalWatcher> m_signals;
    std::unique_ptr<NoukaiClient> m_client;
    std::unique_ptr<NoukaiFlow> m_flow;
    std::unique_ptr<NoukaiRecorder> m_recorder;
    std::unique_ptr<CliView> m_view;
    std::unique_ptr<CliPrompt> m_prompt;
    QList<CliCommandTool *> m_tools;
    QTimer m_resumeTimer;
    int m_resumes = 0;
    int m_stopCode = -1;
    bool m_done = false;
};
