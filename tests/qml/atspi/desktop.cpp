// SPDX-License-Identifier: MIT
#include "desktop.h"

#include <QtTest/QTest>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

Desktop::Desktop()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    // Nothing of the desktop that the test may have been started on.
    for (const QString &name : {u"AT_SPI_BUS_ADDRESS"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"DBUS_STARTER_ADDRESS"_s,
                                u"DBUS_STARTER_BUS_TYPE"_s, u"WAYLAND_DISPLAY"_s, u"XAUTHORITY"_s, u"DISPLAY"_s})
        m_environment.remove(name);
    for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
        m_environment.insert(name, m_folder.path());
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    m_environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    // Without them Qt waits until the desktop says that a screen reader runs.
    m_environment.insert(u"QT_ACCESSIBILITY"_s, u"1"_s);
    m_environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s);
}

Desktop::~Desktop()
{
    while (!m_programs.empty())
        end(m_programs.back().get());
}

void Desktop::end(QProcess *program)
{
    const auto place = std::find_if(m_programs.begin(), m_programs.end(),
                                    [program](const auto &candidate) { return candidate.get() == program; });
    if (place == m_programs.end())
        return;
    program->terminate();
    if (!program->waitForFinished(5000)) {
        program->kill();
        program->waitForFinished(5000);
    }
    m_programs.erase(place);
}

bool Desktop::start()
{
    // The servers choose a free display and a free address themselves, so that tests can run side by side.
    const QString display = firstLine(
        u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1280x1024x24"_s, u"-nolisten"_s, u"tcp"_s});
    if (display.isEmpty())
        return false;
    m_environment.insert(u"DISPLAY"_s, u":"_s + display);
    const QString address = firstLine(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s,
                                                         u"--address=unix:tmpdir="_s + m_folder.path()});
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
    return !address.isEmpty();
}

QProcess *Desktop::run(const QString &program, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // Whatever becomes of the test, nothing of it stays behind.
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process->start(program, arguments, QIODevice::ReadOnly);
    if (!process->waitForStarted()) {
        m_error = program + u": "_s + process->errorString();
        return nullptr;
    }
    m_programs.push_back(std::move(process));
    return m_programs.back().get();
}

QString Desktop::firstLine(const QString &program, const QStringList &arguments)
{
    QProcess *process = run(program, arguments);
    if (!process)
        return {};
    if (!QTest::qWaitFor([process] { return process->canReadLine() || process->state() == QProcess::NotRunning; },
                         30000) ||
        !process->canReadLine()) {
        m_error = program + u" does not say where it is"_s;
        return {};
    }
    return QString::fromUtf8(process->readLine()).trimmed();
}
