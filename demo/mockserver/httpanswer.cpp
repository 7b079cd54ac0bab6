// SPDX-License-Identifier: MIT
#include "httpanswer.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace mock
{

HttpAnswer HttpAnswer::json(int status, const QJsonValue &value)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject()))
                      .toJson(QJsonDocument::Compact);
    return answer;
}

HttpAnswer HttpAnswer::error(int status, const QString &code, const QString &message)
{
    const QJsonObject detail{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    return json(status, QJsonObject{{QStringLiteral("detail"), detail}});
}

HttpAnswer HttpAnswer::stream(std::unique_ptr<BodySource> source)
{
    HttpAnswer answer;
    answer.contentType = "text/event-stream; charset=utf-8";
    answer.headers = {{"Cache-Control", "no-cache"}, {"X-Accel-Buffering", "no"}};
    answer.source = std::move(source);
    answer.framing = Chunked;
    return answer;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

} // namespace mock
