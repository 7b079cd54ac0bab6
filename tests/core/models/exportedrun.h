// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiexporter.h>
#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>
#include <Noukai/noukaitimelinemodel.h>

#include <QtCore/QBuffer>
#include <QtTest/QtTest>

// A recording in the folder of this file, played to its end, with all that shows it.
class ExportedRun
{
public:
    explicit ExportedRun(const QString &name, qint64 until = -1)
    {
        timeline.setFlow(&flow);
        exporter.setFlow(&flow);
        player.setFlow(&flow);
        player.setFileName(path(name + QStringLiteral(".noukai.jsonl")));
        player.setSpeed(0);
        QSignalSpy ended(&player, &NoukaiPlayer::ended);
        if (until >= 0)
            player.seek(until);
        else
            player.play();
        played = QTest::qWaitFor(
            [&] { return (until >= 0 ? player.position() == until : !ended.isEmpty()) && timeline.rowCount() > 0; });
    }

    static QString path(const QString &name) { return QStringLiteral(EXPORTS "/") + name; }

    QByteArray written(NoukaiExporter::Format format) const
    {
        QBuffer device;
        device.open(QIODevice::WriteOnly);
        const NoukaiError error = exporter.write(&device, format);
        return error.kind() == NoukaiError::NoError ? device.data() : error.message().toUtf8();
    }
    int attemptId(int row) const { return timeline.index(row).data(NoukaiTimelineModel::AttemptIdRole).toInt(); }

    NoukaiFlow flow;
    NoukaiTimelineModel timeline;
    NoukaiExporter exporter;
    NoukaiPlayer player;
    bool played = false;
};
