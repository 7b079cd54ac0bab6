// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaierror.h>

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace NoukaiWire
{

struct HttpAnswer {
    int status = 0;
    QByteArray body;
    QByteArray retryAfter; // header value, seconds or an HTTP date
    QString requestId;
    QByteArray secret = {};          // the key that was sent: replaced wherever the answer repeats it
    QByteArray wwwAuthenticate = {}; // header value, kept in the message of a 401
};

// What an HTTP error answer says: kind by status, code and message from any of the body's known forms.
NOUKAI_INTERNAL_EXPORT NoukaiError errorFromAnswer(const HttpAnswer &answer);

// Seconds to wait from `now` on, never negative for a valid header; -1 when it is absent or invalid.
NOUKAI_INTERNAL_EXPORT int retryAfterSeconds(const QByteArray &header, const QDateTime &now);

} // namespace NoukaiWire
