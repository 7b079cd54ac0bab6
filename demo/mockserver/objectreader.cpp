// SPDX-License-Identifier: MIT
#include "objectreader.h"

namespace mock
{

ObjectReader::ObjectReader(const QJsonObject &object, const QString &path, QString *error)
    : m_object(object)
    , m_path(path)
    , m_error(error)
{
}

QJsonValue ObjectReader::take(const QString &member)
{
    m_known.insert(member);
    return m_object.value(member);
}

bool ObjectReader::has(const QString &member)
{
    return !take(member).isUndefined();
}

QString ObjectReader::text(const QString &member, const QString &otherwise)
{
    const QJsonValue value = take(member);
    if (value.isUndefined())
        return otherwise;
    if (!value.isString())
        fail(member, tr("must be a string"));
    return value.toString();
}

QString ObjectReader::requiredText(const QString &member)
{
    const QJsonValue value = take(member);
    if (!value.isString() || value.toString().isEmpty())
        fail(member, value.isUndefined() ? tr("is missing") : tr("must be a non-empty string"));
    return value.toString();
}

int ObjectReader::number(const QString &member, int otherwise, int minimum, int maximum)
{
    const QJsonValue value = take(member);
    if (value.isUndefined())
        return otherwise;
    const int number = value.toInt(minimum - 1);
    if (number < minimum || number > maximum)
        fail(member, tr("must be a whole number from %1 to %2").arg(minimum).arg(maximum));
    return number;
}

bool ObjectReader::flag(const QString &member, bool otherwise)
{
    const QJsonValue value = take(member);
    if (value.isUndefined())
        return otherwise;
    if (!value.isBool())
        fail(member, tr("must be true or false"));
    return value.toBool();
}

QJsonObject ObjectReader::object(const QString &member)
{
    const QJsonValue value = take(member);
    if (!value.isUndefined() && !value.isObject())
        fail(member, tr("must be an object"));
    return value.toObject();
}

QJsonArray ObjectReader::array(const QString &member)
{
    const QJsonValue value = take(member);
    if (!value.isUndefined() && !value.isArray())
        fail(member, tr("must be an array"));
    return value.toArray();
}

QJsonValue ObjectReader::value(const QString &member)
{
    return take(member);
}

QString ObjectReader::pathOf(const QString &member) const
{
    return m_path.isEmpty() ? member : QString(m_path + QLatin1Char('.') + member);
}

QString ObjectReader::pathOf(const QString &member, qsizetype index) const
{
    return QStringLiteral("%1[%2]").arg(pathOf(member)).arg(index);
}

void ObjectReader::fail(const QString &member, const QString &reason)
{
    if (m_error->isEmpty())
        *m_error = QStringLiteral("%1: %2").arg(pathOf(member), reason);
}

void ObjectReader::finish()
{
    const QStringList members = m_object.keys();
    for (const QString &member : members) {
        if (!m_known.contains(member))
            fail(member, tr("is not a known member"));
    }
}

} // namespace mock
