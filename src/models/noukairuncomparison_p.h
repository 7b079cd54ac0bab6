// SPDX-License-Identifier: MIT
#pragma once

#include "flowhistory_p.h"
#include "framegate_p.h"
#include "noukairuncomparison.h"
#include "runmatch_p.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QSet>

#include <array>
#include <memory>
#include <vector>

// The rows as the views know them. They lag behind the histories by a frame at most.
class NoukaiRunComparisonPrivate
{
public:
    struct Side {
        QPointer<NoukaiFlow> flow;
        QPointer<FlowHistory> history;
        std::shared_ptr<RunRecord> record; // the one that the rows are of
        int attempt = -1;                  // or all
        QHash<int, int> rowOf;             // by attempt
        QSet<int> changed;
    };
    struct Totals {
        std::array<int, 6> relations{}; // how many rows have each
        std::array<qint64, 2> durations{-1, -1};
        std::array<qint64, 2> tokens{-1, -1};
        std::array<QString, 2> costs;
        bool isTruncated = false;

        friend bool operator==(const Totals &a, const Totals &b) = default;
    };

    explicit NoukaiRunComparisonPrivate(NoukaiRunComparison *model)
        : q(model)
        , gate(model, [this] { flush(); })
    {
    }

    void setFlow(int side, NoukaiFlow *flow);
    void setAttempt(int side, int attempt);
    void link(Side &side);
    void note(NoukaiFlow *flow, int attempt);

    void flush();
    bool reset();
    bool rematch();
    std::vector<RunMatch::Row> matched();
    bool replaceRows(const std::vector<RunMatch::Row> &next);
    bool tellChanges();
    bool tellRows(int first, int last);
    void numberRows();
    Totals count() const;

    const StepAttempt *attempt(int row, int side) const;
    NoukaiRunComparison::OutputRelation relation(int row) const;
    QString sentence(int row) const;

    NoukaiRunComparison *const q;
    std::array<Side, 2> sides;
    std::vector<RunMatch::Row> rows;
    mutable std::vector<qint8> relations; // of the outputs, by row; -1 where they were not looked at
    Totals totals;
    int toldCount = 0;
    bool structureDiffers = false;
    bool truncated = false;
    bool flushing = false;
    FrameGate gate;
};
