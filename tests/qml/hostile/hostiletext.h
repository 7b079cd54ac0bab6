// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

// Texts that a model could write to deceive a person, to have the application fetch something, or to keep it busy.
namespace HostileText
{

struct Sample {
    const char *name;
    QString text;
};

// \a address is where whatever is fetched would come from.
QList<Sample> samples(const QString &address);

// What keeps a reader of Markdown busy, short enough to be laid out as such.
QList<Sample> markdown(const QString &address);

// As many characters in ordinary lines, for comparison.
QString harmless(qsizetype size);

// A JSON string that keeps every code unit, also halves of surrogate pairs.
QByteArray jsonText(const QString &text);

} // namespace HostileText
