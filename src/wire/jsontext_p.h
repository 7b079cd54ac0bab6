// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>

namespace NoukaiWire
{

// JSON text of any value, compact; QJsonDocument alone cannot write a bare string or number. Undefined is "null".
NOUKAI_INTERNAL_EXPORT QByteArray toJsonText(const QJsonValue &value);

// The value of any JSON text, a bare scalar too; Undefined when it is no JSON.
NOUKAI_INTERNAL_EXPORT QJsonValue fromJsonText(const QByteArray &text);

} // namespace NoukaiWire
