// SPDX-License-Identifier: MIT
#include "noukaierror.h"

#include <QtCore/QDebug>
#include <QtCore/QSharedData>

class NoukaiErrorData : public QSharedData
{
public:
    NoukaiError::Kind kind = NoukaiError::NoError;
    int httpStatus = 0;
    int retryAfter = -1;
    QString code;
    QString message;
    QString requestId;
    QString executionId;
    QString responseBody;
};

namespace
{

// "No error" carries no data: it costs nothing, and an error that was moved from says the same.
const NoukaiErrorData &dataOf(const QSharedDataPointer<NoukaiErrorData> &d)
{
    static const NoukaiErrorData none;
    const NoukaiErrorData *data = d.constData();
    return data ? *data : none;
}

NoukaiErrorData *detached(QSharedDataPointer<NoukaiErrorData> &d)
{
    if (!d.constData())
        d = new NoukaiErrorData;
    return d.data();
}

} // namespace

/*!
    Constructs an error of the kind NoError.
*/
NoukaiError::NoukaiError() = default;

/*!
    Constructs an error of \a kind with a \a message for people and, where there is one, a \a code to branch on.
*/
NoukaiError::NoukaiError(Kind kind, const QString &message, const QString &code)
    : d(new NoukaiErrorData)
{
    d->kind = kind;
    d->message = message;
    d->code = code;
}

/*!
    Constructs a copy of \a other.
*/
NoukaiError::NoukaiError(const NoukaiError &other) = default;

/*!
    Moves \a other into the new error; \a other is then of the kind NoError.
*/
NoukaiError::NoukaiError(NoukaiError &&other) noexcept = default;

/*!
    Makes this error a copy of \a other.
*/
NoukaiError &NoukaiError::operator=(const NoukaiError &other) = default;

/*!
    Moves \a other into this error; \a other stays valid and can be assigned to.
*/
NoukaiError &NoukaiError::operator=(NoukaiError &&other) noexcept = default;

/*!
    Destroys the error.
*/
NoukaiError::~NoukaiError() = default;

/*!
    \property NoukaiError::kind
    What went wrong. NoError by default.
*/
NoukaiError::Kind NoukaiError::kind() const
{
    return dataOf(d).kind;
}

/*!
    \property NoukaiError::code
    The server's word for what went wrong, such as \c FLOW_NOT_FOUND; empty where it gave none.

    What is refused before it is sent has the code that the server would have answered with, where there is one.
*/
QString NoukaiError::code() const
{
    return dataOf(d).code;
}

/*!
    \property NoukaiError::message
    What went wrong, in words for people. The server's words where it sent some, else translated.

    The text may come from outside: show it as plain text.
*/
QString NoukaiError::message() const
{
    return dataOf(d).message;
}

/*!
    \property NoukaiError::httpStatus
    The HTTP status of the answer, or 0 where none came.
*/
int NoukaiError::httpStatus() const
{
    return dataOf(d).httpStatus;
}

/*!
    \property NoukaiError::requestId
    The server's id of the request, to be quoted when asking for help; empty where none came.
*/
QString NoukaiError::requestId() const
{
    return dataOf(d).requestId;
}

/*!
    \property NoukaiError::executionId
    The id of the run that failed; empty where the run had none yet.
*/
QString NoukaiError::executionId() const
{
    return dataOf(d).executionId;
}

/*!
    \property NoukaiError::retryAfter
    The seconds to wait before another attempt, counted from when the answer came; -1 where the server did not say.
*/
int NoukaiError::retryAfter() const
{
    return dataOf(d).retryAfter;
}

/*!
    \property NoukaiError::responseBody
    The answer's body as text, at most its first 64 KiB. Bytes that are no UTF-8 are replaced.
*/
QString NoukaiError::responseBody() const
{
    return dataOf(d).responseBody;
}

/*!
    \property NoukaiError::isRetryable
    \c true when the same call may succeed later, unchanged: the kinds Connection, Timeout and RateLimited, and the
    kind Execution with the HTTP status 408, 500, 502, 503 or 504.

    It tells what a person or the application may try. The toolkit itself never repeats a call that runs a flow,
    because a repeated call is a second bill.
*/
bool NoukaiError::isRetryable() const
{
    switch (kind()) {
    case Connection:
    case Timeout:
    case RateLimited:
        return true;
    case Execution:
        switch (httpStatus()) {
        case 408:
        case 500:
        case 502:
        case 503:
        case 504:
            return true;
        default:
            return false;
        }
    default:
        return false;
    }
}

/*!
    Sets the \a kind.
*/
void NoukaiError::setKind(Kind kind)
{
    detached(d)->kind = kind;
}

/*!
    Sets the \a code.
*/
void NoukaiError::setCode(const QString &code)
{
    detached(d)->code = code;
}

/*!
    Sets the \a message for people.
*/
void NoukaiError::setMessage(const QString &message)
{
    detached(d)->message = message;
}

/*!
    Sets the HTTP \a status; 0 means that there was no answer.
*/
void NoukaiError::setHttpStatus(int status)
{
    detached(d)->httpStatus = status;
}

/*!
    Sets the server's \a id of the request.
*/
void NoukaiError::setRequestId(const QString &id)
{
    detached(d)->requestId = id;
}

/*!
    Sets the \a id of the run.
*/
void NoukaiError::setExecutionId(const QString &id)
{
    detached(d)->executionId = id;
}

/*!
    Sets the \a seconds to wait before another attempt; -1 means unknown.
*/
void NoukaiError::setRetryAfter(int seconds)
{
    detached(d)->retryAfter = seconds;
}

/*!
    Sets the \a body of the answer.
*/
void NoukaiError::setResponseBody(const QString &body)
{
    detached(d)->responseBody = body;
}

/*!
    \fn bool operator==(const NoukaiError &a, const NoukaiError &b)
    \relates NoukaiError
    Returns \c true if \a a and \a b are alike in every member.
*/
bool operator==(const NoukaiError &a, const NoukaiError &b)
{
    if (a.d.constData() == b.d.constData())
        return true;
    const NoukaiErrorData &x = dataOf(a.d);
    const NoukaiErrorData &y = dataOf(b.d);
    return x.kind == y.kind && x.httpStatus == y.httpStatus && x.retryAfter == y.retryAfter && x.code == y.code &&
           x.message == y.message && x.requestId == y.requestId && x.executionId == y.executionId &&
           x.responseBody == y.responseBody;
}

/*!
    \fn QDebug operator<<(QDebug debug, const NoukaiError &error)
    \relates NoukaiError
    Writes \a error to \a debug, without the body of the answer, which may be long and belong to somebody.
*/
QDebug operator<<(QDebug debug, const NoukaiError &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "NoukaiError(" << error.kind();
    if (!error.code().isEmpty())
        debug << ", code " << error.code();
    if (!error.message().isEmpty())
        debug << ", " << error.message();
    if (error.httpStatus() != 0)
        debug << ", HTTP " << error.httpStatus();
    if (!error.requestId().isEmpty())
        debug << ", request " << error.requestId();
    if (!error.executionId().isEmpty())
        debug << ", execution " << error.executionId();
    if (error.retryAfter() >= 0)
        debug << ", retry after " << error.retryAfter() << " s";
    debug << ')';
    return debug;
}
