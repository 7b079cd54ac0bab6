// SPDX-License-Identifier: MIT
#include "console.h"

#include "text.h"

#include <QtCore/QJsonDocument>

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace
{

enum Stream { Input = 0, Output = 1, Error = 2 };

bool isTerminal([[maybe_unused]] Stream stream)
{
#ifdef Q_OS_UNIX
    return ::isatty(stream);
#else
    return false; // plain lines everywhere; a Windows console needs its own drawing
#endif
}

// 0, or the error's number.
int writeAll(Stream stream, const char *data, qsizetype size)
{
#ifdef Q_OS_UNIX
    while (size > 0) {
        const ssize_t written = ::write(stream, data, size_t(size));
        if (written >= 0) {
            data += written;
            size -= written;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            // Someone before us left the stream non-blocking.
            pollfd waiting{stream, POLLOUT, 0};
            ::poll(&waiting, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
#else
    FILE *file = stream == Output ? stdout : stderr;
    const bool written = std::fwrite(data, 1, size_t(size), file) == size_t(size) && std::fflush(file) == 0;
    return written ? 0 : errno;
#endif
}

} // namespace

CliConsole::CliConsole(QObject *parent)
    : QObject(parent)
    , m_outputIsTerminal(isTerminal(Output))
    , m_errorIsTerminal(isTerminal(Error))
{
}

/*! From now on \a secret is replaced wherever it would be written. */
void CliConsole::hideSecret(const QString &secret)
{
    m_secret = secret.trimmed().toUtf8();
}

QByteArray CliConsole::withoutSecret(const QByteArray &text) const
{
    if (m_secret.isEmpty() || !text.contains(m_secret))
        return text;
    return QByteArray(text).replace(m_secret, "nk_***");
}

/*!
    \a json as one harmless line, see CliText::jsonLine(). A key may hide behind JSON's escapes (\c{\u006ek_…}): there
    the text is written anew, without needless ones.
*/
QByteArray CliConsole::jsonLine(const QByteArray &json) const
{
    if (json.contains("\\u") || json.contains("\\/")) {
        const QByteArray plain = QJsonDocument::fromJson(json).toJson(QJsonDocument::Compact);
        const QByteArray clean = withoutSecret(plain);
        if (clean != plain)
            return CliText::jsonLine(clean);
    }
    return CliText::jsonLine(json);
}

/*! Whether a person can be asked: someone can read the question and type the answer. */
bool CliConsole::canAsk() const
{
    return m_errorIsTerminal && isTerminal(Input);
}

/*! Whether standard error is a terminal that shows progress in place, with nobody else writing on it. */
bool CliConsole::canDraw() const
{
    if (!m_errorIsTerminal || qgetenv("TERM") == "dumb")
        return false;
#ifdef Q_OS_UNIX
    // What reads our output from a pipe, a pager for one, is likely to show it on the same terminal.
    struct stat status;
    return ::fstat(Output, &status) == 0 && !S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode);
#else
    return true;
#endif
}

/*! Columns and rows of the terminal that progress is shown on. */
QSize CliConsole::size() const
{
#ifdef Q_OS_UNIX
    winsize window{};
    if (::ioctl(Error, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0)
        return QSize(window.ws_col, window.ws_row);
#endif
    return QSize(80, 24);
}

/*! Writes \a text, in UTF-8, to standard output. */
void CliConsole::output(const QByteArray &text)
{
    if (m_failed || text.isEmpty())
        return;
    const QByteArray safe = withoutSecret(text);
    if (const int error = writeAll(Output, safe.constData(), safe.size())) {
        m_failed = true;
        m_failure = qt_error_string(error);
        Q_EMIT outputFailed();
    }
}

/*! Writes \a text to standard error. */
void CliConsole::error(const QString &text)
{
    errorBytes(text.toUtf8());
}

/*! Writes \a text, in UTF-8, to standard error. That it cannot be written is nothing that could be told. */
void CliConsole::errorBytes(const QByteArray &text)
{
    const QByteArray safe = withoutSecret(text);
    writeAll(Error, safe.constData(), safe.size());
}
