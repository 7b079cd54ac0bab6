// SPDX-License-Identifier: MIT
#include "noukaierrortext.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QLocale>
#include <QtCore/QStringList>

/*!
    \property NoukaiErrorText::error
    The error to tell about. Setting it starts the countdown of one that names a time to wait. Default none.
*/
/*!
    \property NoukaiErrorText::shown
    Whether there is anything to show: there is an error, and it is not that a person stopped the run.
*/
/*!
    \property NoukaiErrorText::title
    What happened, in a few words by its kind, for example "Too many requests".
*/
/*!
    \property NoukaiErrorText::message
    The error's own message, empty where it says no more than the title. It may come from outside.
*/
/*!
    \property NoukaiErrorText::advice
    What that means or what helps, in a sentence; empty where there is nothing to add.
*/
/*!
    \property NoukaiErrorText::details
    What support asks for, a line each: code, HTTP status, request, execution. Empty where nothing is known.
*/
/*!
    \property NoukaiErrorText::copyText
    Everything about the error as text for the clipboard: title, message, details, and the body of the answer as it
    came.
*/
/*!
    \property NoukaiErrorText::role
    The role of the error: Warning for a run that was interrupted and can go on, else Danger.
*/
/*!
    \property NoukaiErrorText::glyph
    The glyph of that role.
*/
/*!
    \property NoukaiErrorText::actions
    What can be done about it, the best first, each a NoukaiErrorText::Action.
*/

// Whether the server refused the call itself, which is no fault of a step.
static bool isRefusal(const NoukaiError &error)
{
    return error.kind() == NoukaiError::Execution && error.httpStatus() >= 400;
}

/*! Makes a text about no error, with the parent \a parent. */
NoukaiErrorText::NoukaiErrorText(QObject *parent)
    : QObject(parent)
{
}

void NoukaiErrorText::setError(const NoukaiError &error)
{
    if (error == m_error)
        return;
    m_error = error;
    m_since.start();
    Q_EMIT errorChanged();
}

bool NoukaiErrorText::isShown() const
{
    return m_error.kind() != NoukaiError::NoError && m_error.kind() != NoukaiError::Cancelled;
}

QString NoukaiErrorText::message() const
{
    const QString message = m_error.message();
    return isShown() && message != title() ? message : QString();
}

QString NoukaiErrorText::details() const
{
    QStringList lines;
    if (!m_error.code().isEmpty())
        lines << tr("Code: %1", "an error's").arg(m_error.code());
    if (m_error.httpStatus() > 0)
        lines << tr("HTTP status: %1").arg(m_error.httpStatus());
    if (!m_error.requestId().isEmpty())
        lines << tr("Request: %1", "id").arg(m_error.requestId());
    if (!m_error.executionId().isEmpty())
        lines << tr("Execution: %1", "id").arg(m_error.executionId());
    return lines.join(u'\n');
}

QString NoukaiErrorText::copyText() const
{
    QStringList parts;
    for (const QString &part : {title(), message(), details()}) {
        if (!part.isEmpty())
            parts << part;
    }
    if (!m_error.responseBody().isEmpty())
        parts << QString() << m_error.responseBody();
    return parts.join(u'\n');
}

NoukaiTheme::Role NoukaiErrorText::role() const
{
    switch (m_error.kind()) {
    case NoukaiError::Interrupted:
        return NoukaiTheme::Warning;
    case NoukaiError::Connection:
    case NoukaiError::Timeout: // of a run that had begun, and can be taken up again
        return m_error.executionId().isEmpty() ? NoukaiTheme::Danger : NoukaiTheme::Warning;
    default:
        return NoukaiTheme::Danger;
    }
}

NoukaiTheme::Glyph NoukaiErrorText::glyph() const
{
    return role() == NoukaiTheme::Warning ? NoukaiTheme::Triangle : NoukaiTheme::Octagon;
}

QList<int> NoukaiErrorText::actions() const
{
    const Action again = m_error.executionId().isEmpty() ? Start : Retry; // a step, once there was one
    switch (m_error.kind()) {
    case NoukaiError::Configuration:
        return {EditInput, Settings};
    case NoukaiError::Connection:
    case NoukaiError::Timeout:
    case NoukaiError::Interrupted:
    case NoukaiError::Protocol:
        return {Resume};
    case NoukaiError::Tls:
    case NoukaiError::Authentication:
    case NoukaiError::PermissionDenied:
    case NoukaiError::NotFound:
        return {Settings, again};
    case NoukaiError::InsufficientCredits:
    case NoukaiError::RateLimited:
        return {again};
    case NoukaiError::Execution:
        if (m_error.code() == QLatin1String("STALE_TREE"))
            return {Reload};
        if (isRefusal(m_error) && again == Start)
            return {Start, EditInput};
        return {Retry, RerunFrom, EditInput};
    case NoukaiError::ToolCallLimit:
        return {Retry, EditInput};
    case NoukaiError::NoError:
    case NoukaiError::Cancelled:
    case NoukaiError::Replay:
        break;
    }
    return {};
}

/*! How many seconds the server still wants to be left alone, rounded up; 0 when there is nothing to wait for. */
int NoukaiErrorText::secondsLeft() const
{
    if (m_error.retryAfter() <= 0 || !m_since.isValid())
        return 0;
    const qint64 left = qint64(m_error.retryAfter()) * 1000 - m_since.elapsed();
    return int(qMax<qint64>(0, (left + 999) / 1000));
}

/*! The sentence that counts down while there is something to wait for, "You can try again in 12 s"; else empty. */
QString NoukaiErrorText::waitText() const
{
    const int seconds = secondsLeft();
    if (seconds <= 0)
        return {};
    const QString time = seconds < 60 ? tr("%1 s", "seconds").arg(QLocale().toString(seconds))
                                      : NoukaiFormat::duration(seconds * 1000LL);
    return tr("You can try again in %1").arg(time);
}

/*!
    Why \a action cannot be done now, translated: the server wants to be left alone, so what sends something waits.
    Empty when it can be done.
*/
QString NoukaiErrorText::disabledReason(NoukaiErrorText::Action action) const
{
    return action == EditInput || action == Settings ? QString() : waitText();
}

/*! What a button for \a action says, translated. */
QString NoukaiErrorText::actionText(NoukaiErrorText::Action action)
{
    switch (action) {
    case Retry:
        return tr("Retry the step");
    case RerunFrom:
        return tr("Run again from here");
    case Resume:
        return tr("Resume", "a run");
    case EditInput:
        return tr("Edit the input");
    case Reload:
        return tr("Reload the flow");
    case Settings:
        return tr("Settings");
    case Start:
        return tr("Start again", "a run");
    }
    return {};
}

/*! What \a error is, in a few words; empty for none. */
QString NoukaiErrorText::title(const NoukaiError &error)
{
    switch (error.kind()) {
    case NoukaiError::NoError:
        return {};
    case NoukaiError::Configuration:
        return tr("Something to set is missing or wrong");
    case NoukaiError::Connection:
        return error.executionId().isEmpty() ? tr("No connection") : tr("The connection was lost");
    case NoukaiError::Timeout:
        return tr("No answer in time");
    case NoukaiError::Tls:
        return tr("No secure connection");
    case NoukaiError::Authentication:
        return tr("The key was not accepted");
    case NoukaiError::InsufficientCredits:
        return tr("Not enough credits");
    case NoukaiError::PermissionDenied:
        return tr("Not permitted");
    case NoukaiError::NotFound:
        return tr("Not found");
    case NoukaiError::RateLimited:
        return tr("Too many requests");
    case NoukaiError::Execution:
        if (error.code() == QLatin1String("STALE_TREE"))
            return tr("The flow was changed meanwhile");
        if (isRefusal(error))
            return error.executionId().isEmpty() ? tr("The run could not start") : tr("The run could not go on");
        return tr("The step failed");
    case NoukaiError::ToolCallLimit:
        return tr("Too many rounds of tool calls");
    case NoukaiError::Protocol:
        return tr("The answer was not understood");
    case NoukaiError::Interrupted:
        return tr("The run was interrupted");
    case NoukaiError::Cancelled:
        return tr("Cancelled");
    case NoukaiError::Replay:
        return tr("The recording could not be played");
    }
    return tr("The run failed");
}

/*! What \a error means or what helps, in a sentence; empty where there is nothing to add to its message. */
QString NoukaiErrorText::advice(const NoukaiError &error)
{
    switch (error.kind()) {
    case NoukaiError::Connection:
    case NoukaiError::Timeout:
    case NoukaiError::Interrupted:
        return error.executionId().isEmpty()
                   ? tr("Nothing of the run was received. Check the network, then resume.")
                   : tr("What had arrived is kept. The open step is run, and paid for, again.");
    case NoukaiError::Tls:
        return tr("Check the address, the system's date and its certificates.");
    case NoukaiError::Authentication:
        return tr("Check the API key.");
    case NoukaiError::InsufficientCredits:
        return tr("Add credits to the account, then try again.");
    case NoukaiError::PermissionDenied:
        return tr("The key may not run this flow.");
    case NoukaiError::NotFound:
        return tr("Check the name and the version of the flow.");
    case NoukaiError::Execution:
        return error.code() == QLatin1String("STALE_TREE")
                   ? tr("The steps so far belong to an earlier form of it. Run it again from the start.")
                   : QString();
    case NoukaiError::ToolCallLimit:
        return tr("The model kept asking for tools, so the run was stopped.");
    default:
        return {};
    }
}
