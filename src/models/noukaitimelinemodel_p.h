// SPDX-License-Identifier: MIT
#pragma once

#include "historyfollower_p.h"
#include "noukaitimelinemodel.h"

#include <QtCore/QSet>

#include <memory>
#include <vector>

// The rows as the views know them. They lag behind the history by a frame at most.
class NoukaiTimelineModelPrivate : public HistoryFollower
{
public:
    explicit NoukaiTimelineModelPrivate(NoukaiTimelineModel *model)
        : q(model)
        , gate(model, [this] { flush(); })
    {
    }

    void follow(NoukaiFlow *next);
    void flush();
    bool reset();
    bool insertRows();
    bool tellChanges();
    std::vector<int> takeChangedRows();
    void forgetChanges();
    void tellProperties();
    void note(int id, bool onlyOutput);
    void numberFrom(std::size_t row);
    const StepAttempt *at(int row) const;
    int rowOf(int id) const;
    int runningRow() const;
    int firstErrorRow() const;
    int attentionRow() const;

    struct Told {
        int count = 0;
        int runningRow = -1;
        int firstErrorRow = -1;
        int attentionRow = -1;
    };

    NoukaiTimelineModel *const q;
    std::shared_ptr<RunRecord> record; // the one whose rows are shown
    std::vector<int> rows;             // attempt ids
    std::vector<int> rowOfId;          // by id, from the record's first on
    std::vector<int> changed;
    QSet<int> changedIds;
    QSet<int> changedSteps;
    bool onlyOutputChanged = true;
    bool timesDiffer = false;
    bool flushing = false;
    int insertions = 0;
    Told told;
    FrameGate gate;
};
