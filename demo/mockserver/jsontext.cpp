// SPDX-License-Identifier: MIT
#include "jsontext.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace mock
{

void appendJsonString(QByteArray *out, const QString &text)
{
    static constexpr char hex[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    out->reserve(out->size() + utf8.size() + 2);
    out->append('"');
    qsizetype clean = 0; // where the run of bytes begins that need no escape
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8.at(i);
        if (uchar(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        out->append(utf8.constData() + clean, i - clean);
        clean = i + 1;
        out->append('\\');
        if (c == '"' || c == '\\')
            out->append(c);
        else if (c == '\n')
            out->append('n');
        else
            out->append("u00").append(hex[uchar(c) >> 4]).append(hex[uchar(c) & 15]);
    }
    out->append(utf8.constData() + clean, utf8.size() - clean).append('"');
}

QByteArray toJson(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object:
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    case QJsonValue::Array:
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    case QJsonValue::String: {
        QByteArray out;
        appendJsonString(&out, value.toString());
        return out;
    }
    default: {
        // QJsonDocument writes only objects and arrays.
        const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        return list.mid(1, list.size() - 2);
    }
    }
}

QString toText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isNull() || value.isUndefined())
        return {};
    return QString::fromUtf8(toJson(value));
}

} // namespace mock
