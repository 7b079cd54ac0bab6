// SPDX-License-Identifier: MIT
#include "replyerror_p.h"

#include "noukaiclient_p.h"

#include <QtNetwork/QNetworkReply>

using namespace Qt::StringLiterals;

namespace ReplyError
{

namespace
{

QString withoutSecrets(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QString lostText(Answer wanted)
{
    return wanted == Answer::Stream ? NoukaiClient::tr("The connection was lost in the middle of the stream.")
                                    : NoukaiClient::tr("The connection was lost in the middle of the answer.");
}

QString lostText(Answer wanted, const QString &reason)
{
    return wanted == Answer::Stream
               ? NoukaiClient::tr("The connection was lost in the middle of the stream: %1").arg(reason)
               : NoukaiClient::tr("The connection was lost in the middle of the answer: %1").arg(reason);
}

QString noAnswer()
{
    return NoukaiClient::tr("The connection was closed without an answer.");
}

} // namespace

NoukaiError fromNetwork(const QNetworkReply *reply, const QString &tlsReason, bool opened, Answer wanted)
{
    if (!reply)
        return NoukaiError(NoukaiError::Connection,
                           NoukaiClient::tr("The application deleted the network access manager."));
    const QString text = reply->errorString();
    const QString host = reply->request().url().host();
    switch (reply->error()) {
    case QNetworkReply::NoError:
        return NoukaiError(NoukaiError::Connection, noAnswer());
    case QNetworkReply::SslHandshakeFailedError:
        return NoukaiError(NoukaiError::Tls, NoukaiClient::tr("No secure connection to %1 could be made: %2")
                                                 .arg(host, tlsReason.isEmpty() ? text : tlsReason));
    case QNetworkReply::ContentReSendError:
        // What Qt reports when the connection is dropped before an answer and the body, on purpose, cannot be resent.
        return NoukaiError(NoukaiError::Connection, noAnswer());
    case QNetworkReply::RemoteHostClosedError:
        return NoukaiError(NoukaiError::Connection, opened ? lostText(wanted) : noAnswer());
    case QNetworkReply::UnknownContentError: // the status was fine, so it is the compression that was not
        return NoukaiError(NoukaiError::Protocol,
                           NoukaiClient::tr("The server's answer cannot be decoded: %1").arg(text));
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return NoukaiError(NoukaiError::Protocol,
                           NoukaiClient::tr("The server's answer is no valid HTTP: %1").arg(text));
    default:
        return NoukaiError(NoukaiError::Connection, opened
                                                        ? lostText(wanted, text)
                                                        : NoukaiClient::tr("No connection to %1: %2").arg(host, text));
    }
}

NoukaiError redirected(const QUrl &from, const QByteArray &location, int count)
{
    const QString target = withoutSecrets(from.resolved(QUrl(QString::fromUtf8(location))));
    if (count >= MaximumRedirects) {
        return NoukaiError(NoukaiError::Protocol,
                           NoukaiClient::tr("The server redirected %1 times, at last to %2.").arg(count).arg(target));
    }
    return NoukaiError(
        NoukaiError::Protocol,
        NoukaiClient::tr("The server redirects to %1. A call is never sent to another address than the one that "
                         "was set.")
            .arg(target));
}

std::optional<QUrl> redirectTarget(const QUrl &from, const QByteArray &location)
{
    QUrl target = from.resolved(QUrl(QString::fromUtf8(location)));
    if (!target.isValid() || !NoukaiClientPrivate::isSameOrigin(target, from) || !target.userInfo().isEmpty())
        return std::nullopt;
    target.setFragment({});
    return target;
}

NoukaiError unexpectedAnswer(int status, const QByteArray &type, const QByteArray &body, Answer wanted)
{
    const QString shown = QString::fromUtf8(type.left(100));
    QString message;
    if (wanted == Answer::Stream) {
        message = shown.isEmpty()
                      ? NoukaiClient::tr("The server answered with HTTP %1 and no event stream.").arg(status)
                      : NoukaiClient::tr("The server answered with %1 instead of an event stream.").arg(shown);
    } else {
        message = shown.isEmpty() || mediaType(type).endsWith("json")
                      ? NoukaiClient::tr("The server answered with HTTP %1 and no JSON.").arg(status)
                      : NoukaiClient::tr("The server answered with %1 instead of JSON.").arg(shown);
    }
    NoukaiError error(NoukaiError::Protocol, message);
    error.setResponseBody(QString::fromUtf8(body.left(RefusalBytes)));
    return error;
}

NoukaiError silence(qint64 milliseconds)
{
    return NoukaiError(
        NoukaiError::Timeout,
        NoukaiClient::tr("Nothing was heard from the server for %1 s.").arg(double(milliseconds) / 1000));
}

QByteArray mediaType(const QByteArray &contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return contentType.left(end < 0 ? contentType.size() : end).trimmed().toLower();
}

} // namespace ReplyError
