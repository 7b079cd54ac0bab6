// SPDX-License-Identifier: MIT
#pragma once

#include "timedrecording.h"

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiplayer.h>

#include <QtCore/QBuffer>

// A recording of three seconds in memory, and a player with a flow to play it to.
struct ReplayStage {
    explicit ReplayStage(const QByteArray &recording = timedRecording(3))
    {
        buffer.setData(recording);
        buffer.open(QIODevice::ReadOnly);
        player.setFlow(&flow);
        player.setDevice(&buffer);
        player.load();
    }

    QBuffer buffer;
    NoukaiFlow flow;
    NoukaiPlayer player;
};
