// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

// A recording that comes with the program.
struct ExampleRecording {
    QString id;
    QString title;
    QString description; // one line
    QString flow;        // its identifier; the built-in server has it too, unless there are too many steps
    QString message;
};

// The recordings that come with the program. They are the same each time.
namespace ExampleRecordings
{

QList<ExampleRecording> all(); // in the language of now
// The recording \a id as a file's content; empty when there is none. Made anew at each call, in a moment.
QByteArray make(const QString &id);

} // namespace ExampleRecordings
