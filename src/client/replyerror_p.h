// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>

#include <QtCore/QByteArray>
#include <QtCore/QUrl>

#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

// What went wrong with a reply, in the words that streams and calls share.
namespace ReplyError
{

inline constexpr qint64 RefusalBytes = 64 << 10; // of the body of an error: what is kept of it
inline constexpr int MaximumRedirects = 5;       // of a GET, within one origin

enum class Answer { Stream, Json };

// A reply that ended badly below HTTP; null: somebody deleted it. `opened`: the answer had begun.
NoukaiError fromNetwork(const QNetworkReply *reply, const QString &tlsReason, bool opened, Answer wanted);

// A redirect that is not followed. `count`: those followed before.
NoukaiError redirected(const QUrl &from, const QByteArray &location, int count = 0);
// Where a GET goes on: within the same origin, so that the key never goes to another one.
std::optional<QUrl> redirectTarget(const QUrl &from, const QByteArray &location);

// An answer with a good status that is not what was asked for. `type`: its content type.
NoukaiError unexpectedAnswer(int status, const QByteArray &type, const QByteArray &body, Answer wanted);

NoukaiError silence(qint64 milliseconds);

// The media type of a Content-Type header, lower case and without parameters.
QByteArray mediaType(const QByteArray &contentType);

} // namespace ReplyError
