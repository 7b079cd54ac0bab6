// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

/*!
    \class CliSignalWatcher
    \brief Turns the signals a terminal sends into Qt signals.

    The first Ctrl+C (or SIGTERM, SIGHUP) is told by interrupted(); a second one ends the program at once, with the
    cursor shown again. There is one watcher in a program.
*/
class CliSignalWatcher : public QObject
{
    Q_OBJECT

public:
    explicit CliSignalWatcher(QObject *parent = nullptr);
    ~CliSignalWatcher() override;

    static void setCursorHidden(bool hidden);
    static void stopProcess();

Q_SIGNALS:
    void interrupted(int signal);
    void stopRequested();
    void resized();

private:
    void readSignals();

    std::unique_ptr<QSocketNotifier> m_notifier;
};
