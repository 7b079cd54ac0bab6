// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

class QJsonValue;

// What a model or a server wrote, made harmless for the place where it is shown.
namespace CliText
{

enum class Escape {
    Controls,   //!< what a terminal obeys: control characters except tab, LF and CR LF
    Terminal,   //!< these, and the characters that turn the direction of the text around them
    Everything, //!< these, and all that is invisible, line ends included: for a decision to be made on what is seen
};

QString visible(QStringView text, Escape escape);
QString oneLine(QStringView text, int maxCharacters = -1);

int width(QStringView text);
QString clipped(const QString &text, int columns);
QStringList wrapped(QStringView text, int columns, int maxRows);

QByteArray json(const QJsonValue &value, bool indented = false);
QByteArray jsonLine(const QByteArray &payload);

} // namespace CliText
