// SPDX-License-Identifier: MIT
#include "replayer.h"

#include "console.h"
#include "signalwatcher.h"
#include "text.h"
#include "view.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>

CliReplayer::CliReplayer(const CliOptions &options, CliConsole &console, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_console(console)
    , m_signals(std::make_unique<CliSignalWatcher>())
    , m_flow(std::make_unique<NoukaiFlow>())
    , m_player(std::make_unique<NoukaiPlayer>())
    , m_view(CliView::create(options, console, *m_flow))
{
    m_player->setFlow(m_flow.get());
    m_player->setFileName(m_options.recording);
    m_player->setSpeed(m_options.speed);
    m_player->setSkipWaits(m_options.skipWaits);
    connect(m_flow.get(), &NoukaiFlow::eventReceived, this,
            [this](const NoukaiEvent &event) { m_view->onEvent(event); });
    connect(m_flow.get(), &NoukaiFlow::warningRaised, this, [this](const QString &warning) {
        //: %1 is what the library warns of
        m_view->message(tr("Warning: %1").arg(CliText::oneLine(warning, 500)));
    });
    connect(m_flow.get(), &NoukaiFlow::finished, this, &CliReplayer::onFinished);
    connect(m_player.get(), &NoukaiPlayer::loadedChanged, this, &CliReplayer::onLoaded);
    connect(m_player.get(), &NoukaiPlayer::ended, this, &CliReplayer::onEnded);
    connect(m_player.get(), &NoukaiPlayer::errorOccurred, this, &CliReplayer::onError);
    connect(&m_console, &CliConsole::outputFailed, this, [this] {
        m_view->message(tr("The output cannot be written: %1.").arg(m_console.failure()));
        stop(RunFailed);
    });
    setUpSignals();
}

CliReplayer::~CliReplayer()
{
    m_console.disconnect(this);
    m_player->disconnect(this);
    m_flow->disconnect(this);
}

void CliReplayer::setUpSignals()
{
    connect(m_signals.get(), &CliSignalWatcher::interrupted, this, [this](int signal) { stop(Signalled + signal); });
    connect(m_signals.get(), &CliSignalWatcher::stopRequested, this, &CliReplayer::onStopRequested);
    connect(m_signals.get(), &CliSignalWatcher::resized, this, [this] { m_view->resized(); });
}

/*! Starts to load the recording, and then to play it. */
void CliReplayer::start()
{
    m_player->load();
}

/*! Tells \a text on standard error without disturbing what is drawn there. */
void CliReplayer::message(const QString &text)
{
    m_view->message(text);
}

void CliReplayer::onLoaded()
{
    if (m_done || m_stopCode >= 0 || !m_player->isLoaded())
        return;
    if (m_player->isTruncated())
        m_view->message(tr("Warning: %1").arg(tr("The recording is not whole; what is there is shown.")));
    m_view->start();
    m_player->play();
}

// The first reason to stop is the one that counts.
void CliReplayer::stop(int exitCode)
{
    if (m_stopCode >= 0 || m_done)
        return;
    m_stopCode = exitCode;
    if (m_flow->isRunning())
        m_flow->cancel(); // finished() follows
    else
        conclude(exitCode);
}

// Ctrl+Z: the terminal is left as it should be and taken again afterwards; the time between is not played.
void CliReplayer::onStopRequested()
{
    const bool plays = m_player->isPlaying();
    m_player->pause();
    m_view->suspend();
    CliSignalWatcher::stopProcess();
    if (m_done)
        return;
    m_view->resume();
    if (plays)
        m_player->play();
}

void CliReplayer::onFinished()
{
    if (m_stopCode >= 0)
        conclude(m_stopCode);
    else if (m_flow->state() == NoukaiFlow::Interrupted)
        m_view->interrupted(); // another run may follow
}

void CliReplayer::onEnded()
{
    switch (m_flow->state()) {
    case NoukaiFlow::Completed:
        conclude(m_console.hasFailed() ? RunFailed : Completed);
        return;
    case NoukaiFlow::Failed:
        conclude(m_flow->error().kind() == NoukaiError::Configuration ? WrongUsage : RunFailed);
        return;
    case NoukaiFlow::Cancelled:
        conclude(Cancelled);
        return;
    case NoukaiFlow::Idle:
        m_view->suspend();
        m_view->message(tr("The recording holds no run."));
        m_done = true;
        Q_EMIT done(RunFailed);
        return;
    default:
        conclude(RunFailed);
    }
}

void CliReplayer::onError(const NoukaiError &error)
{
    if (m_done)
        return;
    m_view->suspend();
    m_view->message(CliText::oneLine(error.message(), 500));
    m_done = true;
    Q_EMIT done(m_player->isLoaded() ? RunFailed : WrongUsage);
}

void CliReplayer::conclude(int exitCode)
{
    if (m_done)
        return;
    m_done = true;
    m_view->finish(exitCode);
    // The result itself may be what could not be written.
    Q_EMIT done(m_console.hasFailed() && exitCode == Completed ? int(RunFailed) : exitCode);
}
