// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QString>
#include <QtCore/QStringView>

// Every function is documented with its implementation.
namespace NoukaiText
{

// More characters (UTF-16 code units) than this are shown in bounded blocks, never in one text edit.
constexpr qsizetype LongText = 16384;

NOUKAI_CORE_EXPORT bool hasDeceptive(QStringView text);
NOUKAI_CORE_EXPORT bool hasLongWord(QStringView text);
NOUKAI_CORE_EXPORT QString escaped(const QString &text);
NOUKAI_CORE_EXPORT QString escapedJson(const QString &json);
NOUKAI_CORE_EXPORT QString beginning(const QString &text, qsizetype length = 1000);
NOUKAI_CORE_EXPORT QString preview(QStringView text, qsizetype length = 160);
NOUKAI_CORE_EXPORT QString withoutKeys(const QString &text);

} // namespace NoukaiText
