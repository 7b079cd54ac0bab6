// SPDX-License-Identifier: MIT
#include "cliprocess.h"

#include <noukaimockserver.h>

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtTest/QSignalSpy>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

CliProcess::CliProcess(const NoukaiMockServer &server)
    : environment(QProcessEnvironment::systemEnvironment())
{
    for (const QString &name : {u"NOUKAI_ENV"_s, u"NO_COLOR"_s, u"QT_LOGGING_RULES"_s})
        environment.remove(name);
    environment.insert(u"NOUKAI_API_KEY"_s, QLatin1StringView(Key));
    environment.insert(u"NOUKAI_BASE_URL"_s, server.baseUrl().toString());
    environment.insert(u"TERM"_s, u"xterm-256color"_s);
    m_process.setProgram(program());
    connect(&m_process, &QProcess::readyReadStandardOutput, this,
            [this] { m_output += m_process.readAllStandardOutput(); });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors += m_process.readAllStandardError(); });
}

CliProcess::~CliProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
    m_notifier.reset();
    if (m_terminal >= 0)
        ::close(m_terminal);
}

QString CliProcess::program()
{
    return QStringLiteral(NOUKAI_PROGRAM);
}

void CliProcess::start(const QStringList &arguments, const QByteArray &input)
{
    m_process.setProcessEnvironment(environment);
    m_process.setArguments(arguments);
    m_process.start();
    m_process.write(input);
    m_process.closeWriteChannel();
}

void CliProcess::startOnTerminal(const QStringList &arguments, QSize size, const QString &pipeline)
{
    m_terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    ::grantpt(m_terminal);
    ::unlockpt(m_terminal);
    resize(size);
    const QByteArray name = ::ptsname(m_terminal);
    m_process.setChildProcessModifier([name] {
        ::setsid(); // the next terminal that is opened controls this process
        const int terminal = ::open(name.constData(), O_RDWR);
        for (const int stream : {0, 1, 2})
            ::dup2(terminal, stream);
        if (terminal > 2)
            ::close(terminal);
    });
    m_notifier = std::make_unique<QSocketNotifier>(m_terminal, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &CliProcess::readTerminal);
    m_process.setProcessEnvironment(environment);
    m_process.setArguments(arguments);
    if (!pipeline.isEmpty()) {
        m_process.setProgram(u"/bin/sh"_s);
        m_process.setArguments(QStringList{u"-c"_s, "\"$@\" "_L1 + pipeline, u"sh"_s, program()} + arguments);
    }
    m_process.start();
}

void CliProcess::readTerminal()
{
    char buffer[65536];
    ssize_t size = 0;
    while ((size = ::read(m_terminal, buffer, sizeof buffer)) > 0)
        m_screen.append(buffer, size);
    if (size == 0 || errno == EIO)
        m_notifier->setEnabled(m_process.state() == QProcess::Starting);
}

// Whether the program ended by itself in time.
bool CliProcess::finish()
{
    QSignalSpy finished(&m_process, &QProcess::finished);
    const bool ended = m_process.state() == QProcess::NotRunning || finished.wait(30000);
    if (m_terminal >= 0)
        readTerminal();
    return ended;
}

bool CliProcess::run(const QStringList &arguments, const QByteArray &input)
{
    start(arguments, input);
    return finish();
}

void CliProcess::signal(int number)
{
    if (isRunning()) // 0 would be everyone in our group
        ::kill(pid_t(m_process.processId()), number);
}

char CliProcess::state() const
{
    QFile file(u"/proc/%1/stat"_s.arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1).front();
}

void CliProcess::type(const QByteArray &keys)
{
    [[maybe_unused]] const ssize_t typed = ::write(m_terminal, keys.constData(), size_t(keys.size()));
}

void CliProcess::resize(QSize size)
{
    winsize window{};
    window.ws_col = static_cast<unsigned short>(size.width());
    window.ws_row = static_cast<unsigned short>(size.height());
    ::ioctl(m_terminal, TIOCSWINSZ, &window);
}

void CliProcess::closeOutput()
{
    m_process.closeReadChannel(QProcess::StandardOutput);
}

QList<QJsonObject> CliProcess::jsonLines() const
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : m_output.split('\n')) {
        if (!line.isEmpty())
            lines += QJsonDocument::fromJson(line).object(); // empty where the line is no JSON
    }
    return lines;
}

void CliTesting::addFlow(NoukaiMockServer &server, const QString &slug, const QJsonArray &steps)
{
    QString error;
    if (!server.addFlow("acme/test/"_L1 + slug, {{u"steps"_s, steps}}, &error))
        qFatal("%s", qPrintable(error));
}

void CliTesting::addToolFlow(NoukaiMockServer &server, const QString &slug, const QJsonArray &calls,
                             const QString &output)
{
    addFlow(server, slug,
            {QJsonObject{{u"id"_s, u"ask"_s},
                         {u"name"_s, u"Ask"_s},
                         {u"output"_s, output},
                         {u"toolRounds"_s, QJsonArray{QJsonObject{{u"calls"_s, calls}}}}}});
}

QStringList CliTesting::runArguments(const QString &slug, const QStringList &more)
{
    return QStringList{u"run"_s, "acme/test/"_L1 + slug, u"--message"_s, u"hello"_s} + more;
}

QByteArray CliTesting::frame(const char *event, const QByteArray &data)
{
    return QByteArray("event: ") + event + "\ndata: " + data + "\n\n";
}

QByteArray CliTesting::sse(const QList<QByteArray> &frames)
{
    return frame("run_started", R"({"runId":"r1","executionId":"r1","stepCount":1})") + frames.join();
}
