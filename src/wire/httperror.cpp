// SPDX-License-Identifier: MIT
#include "httperror_p.h"

#include "jsontext_p.h"
#include "redactor_p.h"
#include "wiretext_p.h"

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <algorithm>
#include <limits>

namespace NoukaiWire
{

namespace
{

constexpr qsizetype MaximumBody = 64 * 1024;     // of responseBody, in bytes
constexpr qsizetype MaximumJson = 1024 * 1024;   // a longer body is no error message
constexpr qsizetype MaximumMessage = 1000;       // characters
constexpr qsizetype MaximumForeignMessage = 200; // of text that is not in the protocol's form
constexpr qsizetype MaximumCode = 128;

struct Finding {
    QString code;
    QString message;
};

NoukaiError::Kind kindOf(int status)
{
    switch (status) {
    case 401:
        return NoukaiError::Authentication;
    case 402:
        return NoukaiError::InsufficientCredits;
    case 403:
        return NoukaiError::PermissionDenied;
    case 404:
        return NoukaiError::NotFound;
    case 429:
        return NoukaiError::RateLimited;
    default:
        return status >= 400 ? NoukaiError::Execution : NoukaiError::Protocol;
    }
}

QString shortened(const QString &text, qsizetype size)
{
    if (text.size() <= size)
        return text;
    if (text.at(size - 1).isHighSurrogate())
        --size;
    return text.first(size) + QChar(0x2026);
}

// The text's first bytes, without a character that the cut would split.
QString boundedText(QByteArray bytes)
{
    if (bytes.size() > MaximumBody) {
        qsizetype end = MaximumBody;
        for (int back = 0; back < 3 && (uchar(bytes[end]) & 0xC0) == 0x80; ++back)
            --end;
        bytes.truncate(end);
    }
    return QString::fromUtf8(bytes);
}

QString textMember(const QJsonObject &object, QLatin1String key)
{
    return object.value(key).toString().trimmed();
}

// What an HTML page is called; proxies and gateways say there what happened.
QString htmlTitle(const QString &page)
{
    const qsizetype open = page.indexOf(QLatin1String("<title"), 0, Qt::CaseInsensitive);
    const qsizetype begin = open < 0 ? -1 : page.indexOf(QLatin1Char('>'), open) + 1;
    const qsizetype end = begin <= 0 ? -1 : page.indexOf(QLatin1String("</title"), begin, Qt::CaseInsensitive);
    return end < 0 ? QString() : page.sliced(begin, end - begin).simplified();
}

QString withStatus(int status, const QString &text)
{
    const QString http = WireText::tr("HTTP %1").arg(status);
    return text.isEmpty() ? http : WireText::tr("%1: %2", "HTTP status and what the server said").arg(http, text);
}

Finding fromObject(const QJsonObject &body, const QByteArray &json, int status)
{
    const QJsonValue detail = body.value(QLatin1String("detail"));
    const QJsonObject details = detail.toObject();
    Finding found{textMember(details, QLatin1String("code")), textMember(details, QLatin1String("message"))};
    if (found.code.isEmpty())
        found.code = textMember(body, QLatin1String("code"));
    if (found.message.isEmpty())
        found.message = detail.toString().trimmed();
    if (found.message.isEmpty())
        found.message = textMember(body, QLatin1String("message"));
    if (found.message.isEmpty())
        found.message = textMember(body, QLatin1String("error"));
    if (found.message.isEmpty() && !found.code.isEmpty())
        found.message = withStatus(status, found.code);
    if (found.message.isEmpty() && !body.isEmpty())
        found.message = QString::fromUtf8(json);
    return found;
}

Finding findingOf(const QByteArray &body, int status)
{
    Finding found;
    const QJsonValue json = body.size() <= MaximumJson ? fromJsonText(body) : QJsonValue(QJsonValue::Undefined);
    if (json.isObject()) {
        found = fromObject(json.toObject(), toJsonText(json), status);
    } else if (json.isString()) {
        found.message = json.toString().trimmed();
    } else if (json.isArray()) {
        found.message = QString::fromUtf8(toJsonText(json));
    }
    if (found.message.isEmpty()) {
        const QString text = json.isUndefined() ? boundedText(body) : QString();
        const bool isMarkup = text.trimmed().startsWith(QLatin1Char('<'));
        found.message =
            withStatus(status, shortened(isMarkup ? htmlTitle(text) : text.simplified(), MaximumForeignMessage));
    }
    return found;
}

// Date and time apart: together Qt would take them for local time, where an hour is missing once a year.
QDateTime utc(const QString &date, const QString &format, const QString &time)
{
    return QDateTime(QLocale::c().toDate(date, format), QTime::fromString(time, QStringLiteral("HH:mm:ss")), Qt::UTC);
}

// The three forms of RFC 9110; all of them mean UTC and English names.
QDateTime httpDate(const QString &text, const QDateTime &now)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '));
    const bool isGmt = words.last() == QLatin1String("GMT");
    if (words.size() == 6 && isGmt) { // Sun, 06 Nov 1994 08:49:37 GMT
        return utc(words.first(4).join(QLatin1Char(' ')), QStringLiteral("ddd, dd MMM yyyy"), words[4]);
    }
    if (words.size() == 5) { // Sun Nov  6 08:49:37 1994
        const QStringList date{words[0], words[1], words[2], words[4]};
        return utc(date.join(QLatin1Char(' ')), QStringLiteral("ddd MMM d yyyy"), words[3]);
    }
    if (words.size() == 4 && isGmt) { // Sunday, 06-Nov-94 08:49:37 GMT
        // Without the name of the day, which Qt would check against the wrong century.
        QDateTime date = utc(words[1], QStringLiteral("dd-MMM-yy"), words[2]);
        while (date.isValid() && date.addYears(50) < now)
            date = date.addYears(100);
        return date;
    }
    return {};
}

} // namespace

int retryAfterSeconds(const QByteArray &header, const QDateTime &now)
{
    const QByteArray value = header.trimmed();
    if (value.isEmpty())
        return -1;
    constexpr int maximum = std::numeric_limits<int>::max();
    if (std::all_of(value.cbegin(), value.cend(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const int seconds = value.toInt(&fits);
        return fits ? seconds : maximum;
    }
    const QDateTime date = httpDate(QString::fromLatin1(value), now);
    if (!date.isValid())
        return -1;
    const qint64 milliseconds = std::max<qint64>(0, now.msecsTo(date));
    return int(std::min<qint64>((milliseconds + 999) / 1000, maximum));
}

NoukaiError errorFromAnswer(const HttpAnswer &answer)
{
    // Text that came from outside, without keys; JSON may have spelt them with escapes.
    Redactor redactor;
    redactor.addSecret(answer.secret);
    const auto redacted = [&redactor](QByteArray text) {
        redactor.scrub(text);
        return text;
    };
    const auto redactedText = [&](const QString &text) {
        return QString::fromUtf8(redacted(text.toUtf8()));
    };
    const QByteArray body = redacted(answer.body);
    const Finding found = findingOf(body, answer.status);

    // First without the key, then shortened: a cut through the key would leave its beginning.
    QString message = shortened(redactedText(found.message), MaximumMessage);
    if (answer.status == 401 && !answer.wwwAuthenticate.isEmpty()) {
        message = WireText::tr("%1 (the server asks for: %2)")
                      .arg(message, shown(QString::fromLatin1(redacted(answer.wwwAuthenticate))));
    }
    NoukaiError error(kindOf(answer.status), message, shortened(redactedText(found.code), MaximumCode));
    error.setHttpStatus(answer.status);
    error.setRequestId(redactedText(answer.requestId));
    error.setRetryAfter(retryAfterSeconds(answer.retryAfter, QDateTime::currentDateTimeUtc()));
    error.setResponseBody(redactedText(boundedText(body)));
    return error;
}

} // namespace NoukaiWire
