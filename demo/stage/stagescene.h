// SPDX-License-Identifier: MIT
#pragma once

#include <noukaimockfault.h>

#include <Noukai/noukaiflow.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

class QJsonObject;

// An event of a run as a server writes it, and when in the run it comes.
struct StageFrame {
    QByteArray sse;
    qint64 ms = 0;
};

// One call of the flow, and what the server answers.
struct StageCall {
    enum How { Start, Resume, Rerun };
    How how = Start;
    int step = 0;
    QList<StageFrame> frames;
    bool open = false; // the answer goes on behind the frames
};

// A run that leads into a state to be looked at. Its content is the same every time, times included.
struct StageScene {
    QList<StageCall> calls;
    NoukaiFlow::State end = NoukaiFlow::Idle;
    qint64 ms = 0; // when it is looked at
    bool pauses = false;
    bool reachable = true; // there is a server
    NoukaiMockFault fault;
};

// An event as the service sends it.
QByteArray stageEvent(const char *name, const QByteArray &members);
QByteArray stageEvent(const char *name, const QJsonObject &data);

StageScene stageScene(const QString &name);
// What people call the scene.
QString stageTitle(const QString &name);
// The first call of \a scene as a recording.
QByteArray stageRecording(const StageScene &scene);
