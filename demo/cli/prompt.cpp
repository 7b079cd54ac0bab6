// SPDX-License-Identifier: MIT
#include "prompt.h"

#include "console.h"

#include <QtCore/QSocketNotifier>

#include <cerrno>
#include <utility>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

CliPrompt::CliPrompt(CliConsole &console, QObject *parent)
    : QObject(parent)
    , m_console(console)
{
}

CliPrompt::~CliPrompt() = default;

/*! Shows \a question and calls \a answer with the line that is typed from now on. */
void CliPrompt::ask(const QString &question, const Answer &answer)
{
#ifdef Q_OS_UNIX
    // What was typed before the question was seen answers nothing.
    ::tcflush(STDIN_FILENO, TCIFLUSH);
    m_question = question;
    m_typed.clear();
    m_answer = answer;
    m_notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &CliPrompt::read);
    m_console.error(m_question);
#else
    answer({}, true);
#endif
}

/*! Shows the question again, after something else was on the terminal. */
void CliPrompt::repeat()
{
    if (isAsking())
        m_console.error(m_question);
}

/*! Gives the question up: the run ended by other means. */
void CliPrompt::drop()
{
    m_answer = {};
    m_notifier.reset();
}

void CliPrompt::read()
{
#ifdef Q_OS_UNIX
    char buffer[4096];
    const ssize_t size = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (size < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (size <= 0) {
        conclude({}, true);
        return;
    }
    m_typed.append(buffer, size);
    const qsizetype end = m_typed.indexOf('\n');
    if (end >= 0)
        conclude(QString::fromUtf8(m_typed.first(end)).trimmed(), false);
#endif
}

void CliPrompt::conclude(const QString &line, bool isEnd)
{
    // The notifier is the sender: it may go only when it is done with telling.
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater();
    }
    const Answer answer = std::exchange(m_answer, {});
    if (answer)
        answer(line, isEnd);
}
