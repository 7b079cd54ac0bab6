// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"

#include <Noukai/noukaiexporter.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>

#include <QtCore/QObject>
#include <QtCore/QSet>

class CliConsole;

/*!
    \class CliExporter
    \brief Plays a recording as fast as it goes and writes its run. The program's exit code is told by done().
*/
class CliExporter : public QObject
{
    Q_OBJECT

public:
    CliExporter(const CliOptions &options, CliConsole &console, QObject *parent = nullptr);

    void start();
    void message(const QString &text);

Q_SIGNALS:
    void done(int exitCode);

private:
    enum ExitCode { Written = 0, Failed = 1, WrongUsage = 2 };

    void onLoaded();
    void onEnded();
    void onError(const NoukaiError &error);
    NoukaiError write();
    void conclude(int exitCode);

    CliOptions m_options;
    CliConsole &m_console;
    NoukaiFlow m_flow;
    NoukaiPlayer m_player;
    NoukaiExporter m_exporter;
    QSet<QString> m_runs; // their ids
    bool m_done = false;
};
