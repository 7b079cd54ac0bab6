// SPDX-License-Identifier: MIT
#include "jsontext_p.h"

#include "jsonstring_p.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace NoukaiWire
{

namespace
{

char firstCharacter(const QByteArray &text)
{
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c;
    }
    return '\0';
}

} // namespace

QByteArray toJsonText(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

QJsonValue fromJsonText(const QByteArray &text)
{
    QJsonParseError error;
    const char first = firstCharacter(text);
    if (first == '{' || first == '[') {
        const QJsonDocument document = QJsonDocument::fromJson(text, &error);
        if (error.error != QJsonParseError::NoError)
            return QJsonValue::Undefined;
        return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    }
    if (first == '"') {
        const QByteArray quoted = text.trimmed();
        QString string;
        if (quoted.size() >= 2 && quoted.endsWith('"') &&
            readJsonString({quoted.constData() + 1, std::size_t(quoted.size() - 2)}, string))
            return string;
    }
    // A bare value is parsed as the only element of an array.
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error);
    const QJsonArray array = document.array();
    if (error.error != QJsonParseError::NoError || array.size() != 1)
        return QJsonValue::Undefined;
    return array.first();
}

} // namespace NoukaiWire
