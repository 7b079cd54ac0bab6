// SPDX-License-Identifier: MIT
#include "runner.h"

#include "commandtool.h"
#include "console.h"
#include "prompt.h"
#include "signalwatcher.h"
#include "text.h"
#include "view.h"

#include <Noukai/noukaiclient.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukairecorder.h>
#include <Noukai/noukaitool.h>

#include <algorithm>

using namespace Qt::StringLiterals;

CliRunner::CliRunner(const CliOptions &options, CliConsole &console, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_console(console)
    , m_signals(std::make_unique<CliSignalWatcher>())
    , m_client(std::make_unique<NoukaiClient>())
    , m_flow(std::make_unique<NoukaiFlow>(m_client.get()))
    , m_view(CliView::create(options, console, *m_flow))
    , m_prompt(std::make_unique<CliPrompt>(console))
{
    m_resumeTimer.setSingleShot(true);
    connect(&m_resumeTimer, &QTimer::timeout, m_flow.get(), &NoukaiFlow::resume);
    connect(&m_console, &CliConsole::outputFailed, this, &CliRunner::onOutputFailed);
    setUpSignals();
    setUpClient();
    setUpFlow();
}

CliRunner::~CliRunner()
{
    m_console.disconnect(this);
    m_flow->disconnect(this);
}

void CliRunner::setUpSignals()
{
    connect(m_signals.get(), &CliSignalWatcher::interrupted, this, &CliRunner::onSignal);
    connect(m_signals.get(), &CliSignalWatcher::stopRequested, this, &CliRunner::onStopRequested);
    connect(m_signals.get(), &CliSignalWatcher::resized, this, [this] { m_view->resized(); });
}

void CliRunner::setUpClient()
{
    if (!m_options.baseUrl.isEmpty())
        m_client->setBaseUrl(m_options.baseUrl);
    if (!m_options.apiKey.isEmpty())
        m_client->setApiKey(m_options.apiKey);
    m_client->setKeyless(m_options.keyless);
    if (m_options.timeout > 0)
        m_client->setTimeout(m_options.timeout * 1000);
}

void CliRunner::setUpFlow()
{
    m_flow->setIdentifier(m_options.flow);
    if (!m_options.version.isEmpty())
        m_flow->setVersion(m_options.version);
    m_flow->setMessage(m_options.message);
    m_flow->setParameters(m_options.parameters);
    if (m_options.hasSessionId)
        m_flow->setSessionId(m_options.sessionId);
    m_flow->setTrace(m_options.trace);
    m_flow->setRunRemaining(m_options.remaining);

    QList<NoukaiTool *> tools;
    for (const CliToolOption &option : std::as_const(m_options.tools)) {
        if (option.program.isEmpty()) {
            // Offered to the model and answered by a person.
            tools += new NoukaiTool(option.name, option.description, option.parameters, this);
            continue;
        }
        auto *command = new CliCommandTool(option, this);
        connect(command, &CliCommandTool::failed, this, [this, name = option.name](const QString &text) {
            m_view->message(tr("The tool %1 failed: %2.").arg(name, CliText::oneLine(text, 500)));
        });
        m_tools += command;
        tools += command->tool();
    }
    m_flow->setTools(tools);

    connect(m_flow.get(), &NoukaiFlow::eventReceived, this,
            [this](const NoukaiEvent &event) { m_view->onEvent(event); });
    connect(m_flow.get(), &NoukaiFlow::warningRaised, this, [this](const QString &warning) {
        //: %1 is what the library warns of
        m_view->message(tr("Warning: %1").arg(CliText::oneLine(warning, 500)));
    });
    connect(m_flow.get(), &NoukaiFlow::stateChanged, this, &CliRunner::onStateChanged);
    connect(m_flow.get(), &NoukaiFlow::toolCallsChanged, this, &CliRunner::onStateChanged);
    connect(m_flow.get(), &NoukaiFlow::finished, this, &CliRunner::onFinished);
}

// What is asked for and cannot be had is told before anything is paid for.
bool CliRunner::startRecording()
{
    if (m_options.recordFile.isEmpty())
        return true;
    m_recorder = std::make_unique<NoukaiRecorder>();
    m_recorder->setFlow(m_flow.get());
    m_recorder->setFileName(m_options.recordFile);
    m_recorder->setRedactedFields(m_options.redactedFields);
    if (!m_recorder->start()) {
        m_view->message(CliText::oneLine(m_recorder->error().message(), 500));
        return false;
    }
    connect(m_recorder.get(), &NoukaiRecorder::errorOccurred, this, [this](const NoukaiError &error) {
        m_view->message(tr("Warning: %1").arg(CliText::oneLine(error.message(), 500)));
    });
    return true;
}

/*! Starts the run. */
void CliRunner::start()
{
    if (!startRecording()) {
        m_done = true;
        Q_EMIT done(WrongUsage);
        return;
    }
    for (const QString &warning : std::as_const(m_options.warnings))
        m_view->message(tr("Warning: %1").arg(warning));
    m_view->start();
    m_flow->start();
}

/*! Tells \a text on standard error without disturbing what is drawn there. */
void CliRunner::message(const QString &text)
{
    m_view->message(text);
}

/*! Cancels the run; the program then ends with \a exitCode. The first reason to stop is the one that counts. */
void CliRunner::stop(int exitCode, const QString &reason)
{
    if (m_stopCode >= 0 || m_done)
        return;
    m_stopCode = exitCode;
    if (m_prompt->isAsking()) {
        m_prompt->drop();
        m_console.error(u"\n"_s);
    }
    if (!reason.isEmpty())
        m_view->message(reason);
    for (CliCommandTool *tool : std::as_const(m_tools))
        tool->stop();
    m_resumeTimer.stop();
    if (m_flow->isRunning())
        m_flow->cancel();
    else
        conclude(exitCode);
}

void CliRunner::onSignal(int signal)
{
    stop(Signalled + signal);
}

// Nobody would see what the rest of the run is paid for.
void CliRunner::onOutputFailed()
{
    if (m_done)
        m_view->message(tr("The output cannot be written: %1.").arg(m_console.failure()));
    else
        stop(RunFailed, tr("The output cannot be written: %1. The run is cancelled.").arg(m_console.failure()));
}

// Ctrl+Z: the terminal is left as it should be and taken again afterwards.
void CliRunner::onStopRequested()
{
    m_view->suspend();
    CliSignalWatcher::stopProcess();
    if (m_prompt->isAsking())
        m_prompt->repeat();
    else if (!m_done)
        m_view->resume();
}

void CliRunner::onStateChanged()
{
    // Slots of the same signal may still come that have to see the flow as it is now.
    if (m_flow->state() == NoukaiFlow::AwaitingTools)
        QMetaObject::invokeMethod(this, &CliRunner::answerTools, Qt::QueuedConnection);
}

/*! Calls that no command answers are a person's; where there is none, the run cannot go on. */
void CliRunner::answerTools()
{
    const QList<NoukaiToolCall> calls = m_flow->toolCalls();
    if (m_flow->state() != NoukaiFlow::AwaitingTools || calls.isEmpty() || m_stopCode >= 0 || m_prompt->isAsking())
        return;
    if (m_console.canAsk()) {
        askForTool();
        return;
    }
    const QString name = CliText::visible(calls.first().name(), CliText::Escape::Everything);
    stop(RunFailed,
         tr("The flow asks for the tool '%1'. No --tool has a command for it, and there is no terminal to ask "
            "on. The run is cancelled.")
             .arg(name));
}

void CliRunner::askForTool()
{
    const NoukaiToolCall call = m_flow->toolCalls().constFirst();
    const QString arguments = call.arguments().isUndefined() ? call.argumentsText()
                                                             : QString::fromUtf8(CliText::json(call.arguments(), true));
    QString shown;
    for (const QString &line : arguments.trimmed().split(u'\n'))
        shown += "  "_L1 + CliText::visible(line, CliText::Escape::Everything) + u'\n';
    const QString question = tr("The flow asks for the tool '%1' with the arguments")
                                 .arg(CliText::visible(call.name(), CliText::Escape::Everything)) +
                             u'\n' + shown + tr("Type the answer, or /deny and a reason.") + "\n> "_L1;
    m_view->suspend();
    m_prompt->ask(question, [this, call](const QString &line, bool isEnd) {
        if (isEnd) {
            stop(RunFailed, tr("Nobody answers, so the run is cancelled."));
            return;
        }
        if (line == "/deny"_L1 || line.startsWith("/deny "_L1))
            m_flow->rejectToolCall(call.id(), line.mid(6).trimmed());
        else if (!line.isEmpty())
            m_flow->submitToolResult(call.id(), line);
        // Another call of the round may wait, or the same one for an answer that is not empty.
        answerTools();
        if (!m_prompt->isAsking() && !m_done)
            m_view->resume();
    });
}

void CliRunner::onFinished()
{
    if (m_prompt->isAsking())
        m_prompt->drop();
    switch (m_flow->state()) {
    case NoukaiFlow::Completed:
        conclude(m_console.hasFailed() ? RunFailed : Completed);
        return;
    case NoukaiFlow::Interrupted:
        m_view->interrupted();
        if (m_stopCode < 0 && m_resumes < m_options.resumeAttempts)
            resumeLater();
        else if (m_stopCode < 0 && m_console.canAsk())
            askToResume();
        else
            conclude(RunFailed);
        return;
    case NoukaiFlow::Failed:
        conclude(m_flow->error().kind() == NoukaiError::Configuration ? WrongUsage : RunFailed);
        return;
    default:
        conclude(RunFailed);
    }
}

// Longer from time to time: what was interrupted by a server in trouble is not made better by haste.
void CliRunner::resumeLater()
{
    const int seconds = std::min(1 << std::min(m_resumes, 5), 30);
    ++m_resumes;
    //: %1 is an error, %2 a number of seconds, %3 and %4 are counts
    m_view->message(tr("Interrupted: %1 Going on in %2 s (%3 of %4).")
                        .arg(CliText::oneLine(m_flow->error().message(), 500), QString::number(seconds),
                             QString::number(m_resumes), QString::number(m_options.resumeAttempts)));
    m_resumeTimer.start(seconds * 1000);
}

void CliRunner::askToResume()
{
    m_view->suspend();
    const QString question = tr("Interrupted: %1\nType 'resume' to go on after the last completed step: ")
                                 .arg(CliText::oneLine(m_flow->error().message(), 500));
    m_prompt->ask(question, [this](const QString &line, bool isEnd) {
        if (isEnd || line != "resume"_L1) {
            conclude(RunFailed);
            return;
        }
        m_view->resume();
        m_flow->resume();
    });
}

void CliRunner::conclude(int exitCode)
{
    if (m_done)
        return;
    m_done = true;
    if (m_stopCode >= 0)
        exitCode = m_stopCode;
    if (m_recorder)
        m_recorder->stop();
    m_view->finish(exitCode);
    // The result itself may be what could not be written.
    Q_EMIT done(m_console.hasFailed() && exitCode == Completed ? int(RunFailed) : exitCode);
}
