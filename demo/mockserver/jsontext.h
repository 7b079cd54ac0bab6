// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

namespace mock
{

/*! Appends \a text to \a out as a JSON string. */
void appendJsonString(QByteArray *out, const QString &text);
/*! \a value as compact JSON, whatever its type. */
QByteArray toJson(const QJsonValue &value);
/*! What a template inserts for \a value: a string as it is, everything else as compact JSON, nothing for nothing. */
QString toText(const QJsonValue &value);

} // namespace mock
