// SPDX-License-Identifier: MIT
#include "toolprocess.h"

#include <QtCore/QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype MaximumOutput = 4 * 1024 * 1024; // far above what the service takes
constexpr qsizetype MaximumError = 2000;

} // namespace

CliToolProcess::CliToolProcess(const CliToolOption &option, const QByteArray &input, QObject *parent)
    : QObject(parent)
    , m_name(option.name)
{
    m_promise.start();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"NOUKAI_API_KEY"_s); // a model chose the arguments; the key is not its business
    m_process.setProcessEnvironment(environment);
    m_process.setProgram(option.program);
    m_process.setArguments(option.arguments);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &CliToolProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &CliToolProcess::readError);
    connect(&m_process, &QProcess::finished, this, &CliToolProcess::onFinished);
    connect(&m_process, &QProcess::errorOccurred, this, &CliToolProcess::onErrorOccurred);
    // The caller connects first: a program that cannot be started says so at once.
    QMetaObject::invokeMethod(
        this,
        [this, input] {
            m_process.start();
            m_process.write(input);
            m_process.closeWriteChannel();
        },
        Qt::QueuedConnection);
}

CliToolProcess::~CliToolProcess()
{
    m_process.disconnect(this);
    stop();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(1000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
    if (!m_ended)
        m_promise.finish();
}

/*! Asks the program to end. */
void CliToolProcess::stop()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.terminate();
}

void CliToolProcess::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_output.size() > MaximumOutput) {
        //: %1 is a number of MiB
        fail(tr("it printed more than %1 MiB").arg(MaximumOutput / 1024 / 1024), "it printed too much"_L1);
        m_process.kill();
    }
}

void CliToolProcess::readError()
{
    m_error += m_process.readAllStandardError();
    m_error = m_error.right(MaximumError);
}

void CliToolProcess::onFinished(int exitCode, QProcess::ExitStatus status)
{
    readOutput();
    readError();
    if (status == QProcess::CrashExit)
        fail(tr("it crashed or was killed"), "it crashed"_L1);
    else if (exitCode != 0)
        fail(tr("exit code %1").arg(exitCode), "exit code "_L1 + QString::number(exitCode));
    else
        succeed(QString::fromUtf8(m_output));
}

void CliToolProcess::onErrorOccurred(QProcess::ProcessError error)
{
    // Not reading its input is a program's right; every other end is told by finished().
    if (error == QProcess::FailedToStart)
        fail(tr("it could not be started: %1").arg(m_process.errorString()), "it could not be started"_L1);
}

void CliToolProcess::succeed(const QString &answer)
{
    // As the shell does with $(…).
    qsizetype size = answer.size();
    while (size > 0 && (answer.at(size - 1) == u'\n' || answer.at(size - 1) == u'\r'))
        --size;
    end(answer.first(size));
}

// A person reads a translated reason, a model an English one.
void CliToolProcess::fail(const QString &forPerson, const QString &forModel)
{
    if (m_ended)
        return;
    Q_EMIT failed(forPerson);
    QString answer = "The tool "_L1 + m_name + " failed: "_L1 + forModel + u'.';
    const QString details = QString::fromUtf8(m_error).trimmed();
    if (!details.isEmpty())
        answer += u'\n' + details;
    end(answer);
}

void CliToolProcess::end(const QString &answer)
{
    if (m_ended)
        return;
    m_ended = true;
    m_promise.addResult(answer);
    m_promise.finish();
    Q_EMIT done();
}
