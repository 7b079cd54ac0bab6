// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

// Text as other languages write it, so that nothing in it is taken for more than text. What they write holds the very
// same text, but where it says otherwise. Pure functions.
namespace ExportText
{

// RFC 4180: one field. A spreadsheet would run what begins as a formula, so an apostrophe stands before that; numbers
// are let through. What cannot be seen is written by its number.
NOUKAI_INTERNAL_EXPORT QString csvField(const QString &text);

// Within a line or a table of Markdown. White space becomes a space, what cannot be seen its number.
NOUKAI_INTERNAL_EXPORT QString markdown(const QString &text);
// The longest row of backticks, over pieces of a text: `run` is the one that the piece before ended with.
NOUKAI_INTERNAL_EXPORT qsizetype longestFence(QStringView piece, qsizetype *run);

// One word for bash and zsh, also where history is expanded.
NOUKAI_INTERNAL_EXPORT QString shell(const QString &text);

// An expression of type QString, behind `using namespace Qt::StringLiterals;`.
NOUKAI_INTERNAL_EXPORT QString cppString(const QString &text);
// An expression of that JSON, behind the same.
NOUKAI_INTERNAL_EXPORT QString cppJson(const QJsonValue &value);

// A string, or any JSON, in JavaScript and so in QML.
NOUKAI_INTERNAL_EXPORT QString scriptString(const QString &text);
NOUKAI_INTERNAL_EXPORT QString scriptJson(const QJsonValue &value);

// JSON text in which every character can be seen.
NOUKAI_INTERNAL_EXPORT QString visibleJson(const QByteArray &json);

} // namespace ExportText
