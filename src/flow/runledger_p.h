// SPDX-License-Identifier: MIT
#pragma once

#include "wire/stepencoder_p.h"

#include <Noukai/noukaievents.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

// What the client knows of a run's steps: their flow-absolute indices, which of them are complete and with what
// output. The server counts from 0 in each stream and remembers nothing between calls, so this is the run's memory.
class NOUKAI_INTERNAL_EXPORT RunLedger
{
public:
    void clear();
    // A new call runs from `cursor` on: indices count from there.
    void beginCall(int cursor);
    // Forgets the steps from `index` on, which will be run again.
    void rewindTo(int index);

    // Both stamp the event with its step's absolute index, and return it.
    int started(NoukaiEvent &event);
    int completed(NoukaiEvent &event);
    int indexOf(const QString &stepId); // -1 for a step that was never seen
    QString lastCompletedStep() const { return m_lastCompleted; }

    // Where the next call goes after a pause; -1 if that is not beyond the call that was paused.
    int nextAfterPause(int nextStepIndex) const;
    // Where to go on after an interruption: the lowest index that is not complete.
    int lowestOpen() const;
    int completedCount() const;
    // In the order of the steps, each as it arrived.
    NoukaiWire::RawOutputs outputsBefore(int index) const;

private:
    struct Step {
        int index = -1;
        bool open = true;               // the latest attempt has not completed
        NoukaiStepCompleted completion; // the latest there was; holds the output as it arrived
    };
    int indexInCall(const QString &stepId);
    int behindCursor(qsizetype steps) const;

    QHash<QString, Step> m_steps;
    QHash<QString, int> m_indexInCall;
    QSet<QString> m_completedInCall;
    QString m_lastCompleted;
    QString m_recentStep; // the one asked for last, while m_recentIndex is not negative
    int m_recentIndex = -1;
    int m_cursor = 0;
};
