// SPDX-License-Identifier: MIT
#include "signalwatcher.h"

#include <QtCore/QSocketNotifier>

#include <cerrno>
#include <csignal>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

#ifdef Q_OS_UNIX
namespace
{

int signalPipe[2] = {-1, -1};
volatile std::sig_atomic_t endRequested = 0;
volatile std::sig_atomic_t cursorHidden = 0;

// Only what POSIX allows in a signal handler.
extern "C" void handleSignal(int number)
{
    const int savedErrno = errno;
    if (number == SIGINT || number == SIGTERM || number == SIGHUP) {
        if (endRequested) {
            if (cursorHidden) [[maybe_unused]]
                const ssize_t shown = ::write(STDERR_FILENO, "\x1b[?7h\x1b[?25h\n", 12);
            ::_exit(128 + number);
        }
        endRequested = 1;
    }
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t told = ::write(signalPipe[1], &byte, 1);
    errno = savedErrno;
}

} // namespace
#endif

CliSignalWatcher::CliSignalWatcher(QObject *parent)
    : QObject(parent)
{
#ifdef Q_OS_UNIX
    std::signal(SIGPIPE, SIG_IGN); // a closed output is seen where it is written
    if (::pipe(signalPipe) != 0)
        return;
    for (const int end : signalPipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_notifier = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &CliSignalWatcher::readSignals);

    struct sigaction action = {};
    action.sa_handler = handleSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH}) {
        struct sigaction before = {};
        ::sigaction(number, nullptr, &before);
        // What was ignored stays so: nohup, and shells that keep their jobs from being stopped.
        if (before.sa_handler != SIG_IGN)
            ::sigaction(number, &action, nullptr);
    }
#endif
}

CliSignalWatcher::~CliSignalWatcher()
{
#ifdef Q_OS_UNIX
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH})
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &end : signalPipe) {
        ::close(end);
        end = -1;
    }
#endif
}

/*! Tells whether the cursor would have to be shown again if the program ended now. */
void CliSignalWatcher::setCursorHidden([[maybe_unused]] bool hidden)
{
#ifdef Q_OS_UNIX
    cursorHidden = hidden;
#endif
}

/*! Stops the program as Ctrl+Z does; returns when it is continued. */
void CliSignalWatcher::stopProcess()
{
#ifdef Q_OS_UNIX
    std::raise(SIGSTOP);
#endif
}

void CliSignalWatcher::readSignals()
{
#ifdef Q_OS_UNIX
    char byte = 0;
    while (::read(signalPipe[0], &byte, 1) == 1) {
        if (byte == SIGTSTP)
            Q_EMIT stopRequested();
        else if (byte == SIGWINCH)
            Q_EMIT resized();
        else
            Q_EMIT interrupted(byte);
    }
#endif
}
