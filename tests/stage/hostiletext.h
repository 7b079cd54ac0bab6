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

// The frames of a run that tells `text` wherever the server or the model has the word: steps and their outputs, then a
// tool call, or an error where it fails. Of a text that is very long names have the beginning, which is enough of a
// name.
QByteArray run(const QString &text, bool fails);

// A JSON string that keeps every code unit, also halves of surrogate pairs.
QByteArray jsonText(const QString &text);

// As a QTextDocument gives back what it was given.
QString asDocument(QString text);

// Seconds of work that showing a text took.
struct Cost {
    double arrival = 0; // from the start of the run until all of it is seen
    double frame = 0;   // of the dearest frame while it is scrolled

    // Whether it is in reason, where \a usual is what a megabyte of ordinary text costs in the same component.
    bool isBearable(const Cost &usual) const;
    QByteArray beside(const Cost &usual) const;
};

// The processor time of this thread.
double threadSeconds();

} // namespace HostileText
