// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QString>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <vector>

// A desktop of its own for programs with a window: an X server without a screen, a message bus, and the folders that a
// session has. Everything ends with it.
class Desktop
{
public:
    Desktop();
    ~Desktop();

    // False when it cannot run; errorString() tells why.
    bool start();
    QString errorString() const { return m_error; }

    // What a program needs to find the desktop.
    QProcessEnvironment environment() const { return m_environment; }

    // Runs \a program on the desktop. Null when it cannot be started.
    QProcess *run(const QString &program, const QStringList &arguments = {});
    // Ends a program that run() started.
    void end(QProcess *program);

private:
    // The first line that \a program prints, once it has.
    QString firstLine(const QString &program, const QStringList &arguments);

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QString m_error;
    std::vector<std::unique_ptr<QProcess>> m_programs;
};
