// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QMetaType>
#include <QtCore/QSharedDataPointer>
#include <QtCore/QString>

class NoukaiErrorData;

/*!
    \class NoukaiError
    \inmodule Noukai
    \brief Says why a call to Noukai did not succeed.

    One value describes every failure, whether it began in the application's input, on the network, at the server or
    in a step of the flow. Branch on kind(), and on code() where the server named one; show message() to people.

    The API key never appears in any member: where a server echoes it, it is replaced before the error is made.

    A default-constructed error has the kind NoError. The value is implicitly shared and reentrant.
*/
class NOUKAI_CORE_EXPORT NoukaiError
{
    Q_GADGET
    Q_PROPERTY(Kind kind READ kind)
    Q_PROPERTY(QString code READ code)
    Q_PROPERTY(QString message READ message)
    Q_PROPERTY(int httpStatus READ httpStatus)
    Q_PROPERTY(QString requestId READ requestId)
    Q_PROPERTY(QString executionId READ executionId)
    Q_PROPERTY(int retryAfter READ retryAfter)
    Q_PROPERTY(QString responseBody READ responseBody)
    Q_PROPERTY(bool isRetryable READ isRetryable)

public:
    /*!
        \enum NoukaiError::Kind
        What went wrong, as a closed set.

        \value NoError              Nothing.
        \value Configuration        Something set by the application is missing or malformed; nothing was sent.
        \value Connection           No answer came, or the connection was lost.
        \value Timeout              Nothing was heard for longer than the client's timeout.
        \value Tls                  A secure connection could not be made.
        \value Authentication       HTTP 401: the key was not accepted.
        \value InsufficientCredits  HTTP 402: the account cannot pay for the call.
        \value PermissionDenied     HTTP 403.
        \value NotFound             HTTP 404.
        \value RateLimited          HTTP 429; see retryAfter().
        \value Execution            Any other HTTP error, or a step that failed; see code().
        \value ToolCallLimit        More tool rounds than the application allows.
        \value Protocol             The answer was not what the protocol promises.
        \value Interrupted          The stream ended without saying how the run ended.
        \value Cancelled            The call was cancelled.
        \value Replay               A recording or session could not be replayed.
    */
    enum Kind {
        NoError,
        Configuration,
        Connection,
        Timeout,
        Tls,
        Authentication,
        InsufficientCredits,
        PermissionDenied,
        NotFound,
        RateLimited,
        Execution,
        ToolCallLimit,
        Protocol,
        Interrupted,
        Cancelled,
        Replay
    };
    Q_ENUM(Kind)

    NoukaiError();
    NoukaiError(Kind kind, const QString &message, const QString &code = {});
    NoukaiError(const NoukaiError &other);
    NoukaiError(NoukaiError &&other) noexcept;
    NoukaiError &operator=(const NoukaiError &other);
    NoukaiError &operator=(NoukaiError &&other) noexcept;
    ~NoukaiError();

    Kind kind() const;
    QString code() const;
    QString message() const;
    int httpStatus() const;
    QString requestId() const;
    QString executionId() const;
    int retryAfter() const;
    QString responseBody() const;
    bool isRetryable() const;

    void setKind(Kind kind);
    void setCode(const QString &code);
    void setMessage(const QString &message);
    void setHttpStatus(int status);
    void setRequestId(const QString &id);
    void setExecutionId(const QString &id);
    void setRetryAfter(int seconds);
    void setResponseBody(const QString &body);

    friend NOUKAI_CORE_EXPORT bool operator==(const NoukaiError &a, const NoukaiError &b);
    friend bool operator!=(const NoukaiError &a, const NoukaiError &b) { return !(a == b); }

private:
    QSharedDataPointer<NoukaiErrorData> d;
};

NOUKAI_CORE_EXPORT QDebug operator<<(QDebug debug, const NoukaiError &error);
