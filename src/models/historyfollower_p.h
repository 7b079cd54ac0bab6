// SPDX-License-Identifier: MIT
#pragma once

#include "flowhistory_p.h"
#include "framegate_p.h"

#include <QtCore/QPointer>

// What each model over a flow's history begins with: the flow, its history, and what happens when they go.
struct HistoryFollower {
    QPointer<NoukaiFlow> flow;
    QPointer<FlowHistory> history;

    // Leaves the flow before. Returns whether there is a new one to connect to.
    template <typename Model>
    bool attach(NoukaiFlow *next, Model *model, FrameGate &gate)
    {
        if (flow)
            flow->disconnect(model);
        if (history)
            history->disconnect(model);
        flow = next;
        history = next ? FlowHistory::of(next) : nullptr;
        if (!next)
            return false;
        QObject::connect(next, &QObject::destroyed, model, [this, model, &gate] {
            flow = nullptr;
            history = nullptr;
            gate.request();
            Q_EMIT model->flowChanged();
        });
        QObject::connect(history, &FlowHistory::cleared, model, [&gate] { gate.request(); });
        return true;
    }
};
