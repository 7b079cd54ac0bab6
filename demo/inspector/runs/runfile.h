// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>

#include <QtCore/QDateTime>
#include <QtCore/QString>

#include <optional>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

// What a list of runs shows of a recording, read from its beginning and its end alone.
struct RunFile {
    QString path;
    QString identifier;
    QString message;
    QDateTime created;
    NoukaiFlow::State end = NoukaiFlow::Interrupted; // also where it breaks off
    qint64 durationMs = 0;

    // Nothing where it is no recording.
    static std::optional<RunFile> read(const QString &path);
    static std::optional<RunFile> read(QIODevice *device);
    // Whether the lines of the recording \a part stand behind those of \a path now, at later times.
    static bool append(const QString &path, const QString &part);
};
