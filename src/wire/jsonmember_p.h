// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <cmath>
#include <limits>

// Members of an answer, read tolerantly: what is absent or of another type is unknown.
namespace NoukaiWire
{

inline QString textMember(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString();
}

// A count or a time, -1 when unknown. Fractions of a millisecond are rounded.
inline qint64 countMember(const QJsonObject &object, QLatin1StringView key)
{
    constexpr double largest = 9.0e18;
    const QJsonValue value = object.value(key);
    const qint64 whole = value.toInteger(-1);
    if (whole >= 0)
        return whole;
    const double number = value.toDouble(-1);
    return number >= 0 && number < largest ? std::llround(number) : -1;
}

inline int smallCountMember(const QJsonObject &object, QLatin1StringView key)
{
    const qint64 count = countMember(object, key);
    return count <= std::numeric_limits<int>::max() ? int(count) : -1;
}

// A point in time in UTC; invalid when unknown. One that names no zone is UTC.
inline QDateTime timeMember(const QJsonObject &object, QLatin1StringView key)
{
    QDateTime time = QDateTime::fromString(object.value(key).toString(), Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.isValid() ? time.toUTC() : QDateTime();
}

} // namespace NoukaiWire
