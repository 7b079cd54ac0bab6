// SPDX-License-Identifier: MIT
#pragma once

#include "stagescene.h"

struct StageToolCall {
    const char *id;
    const char *name;
    QByteArray arguments; // JSON text, or what a model took for it
};

// What the server tells of a run of "Refund desk", part by part: five steps, of which the third writes at length.
class StageScript
{
public:
    explicit StageScript(qint64 ms = 0);

    StageScript &runStarted(int stepCount);
    StageScript &classified();
    StageScript &searched(qint64 at = 1100);
    StageScript &answering(qint64 at = -1);
    StageScript &answered(bool withCost = true);
    StageScript &checked();
    StageScript &logged();
    StageScript &flowCompleted();

    StageScript &failed();
    StageScript &paused(int nextStep);
    StageScript &toolCalls(const QList<StageToolCall> &calls);
    StageScript &unknown();

    QList<StageFrame> frames() const { return m_frames; }

private:
    StageScript &add(qint64 after, const char *name, const QJsonObject &data);
    StageScript &started(qint64 after, const QString &id, const QString &name);
    StageScript &output(qint64 after, const QString &id, const QString &text);
    StageScript &completed(qint64 after, const QString &id, const QJsonValue &output, qint64 durationMs, int prompt,
                           int completion, const QString &cost);

    QList<StageFrame> m_frames;
    qint64 m_ms;
};
