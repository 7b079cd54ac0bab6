// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaievents.h>

#include <QtCore/QHash>

// A live trace tells first what was told already. This keeps count of what a run was told, step by step and attempt by
// attempt, and lets through what goes beyond it. Outputs are counted, not compared: where a trace gives them in other
// pieces than the stream did, some text comes only with the step's completion, and none comes twice.
class NOUKAI_INTERNAL_EXPORT ReplayFilter
{
public:
    void clear();
    // The events from now on begin again at the run's first.
    void rewind();
    // The events from now on are all news, as they are before the first rewind().
    void stop() { m_filtering = false; }
    // Whether the event is news, which is noted then.
    bool takes(const NoukaiEvent &event);

private:
    struct Seen {
        int starts = 0;
        int ends = 0; // completed or failed
        int pauses = 0;
        int toolPauses = 0;
        int inputs = 0;  // of the latest attempt
        int outputs = 0; // of the latest attempt
    };
    struct Step {
        Seen told;
        Seen now; // since the rewind
        int rewinds = 0;
    };
    Step &step(const QString &stepId);
    bool isNews(Step &step, int Seen::*count) const;

    QHash<QString, Step> m_steps;
    QString m_lastId; // a fast stream tells of the same step again and again
    Step *m_last = nullptr;
    int m_rewinds = 0;
    bool m_filtering = false;
};
