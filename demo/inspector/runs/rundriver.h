// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtQml/qqml.h>

#include <optional>

// Where a run stops by itself: before the steps that have a breakpoint, and before the one that it was to run to.
class RunDriver : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Each run has one.")
    Q_PROPERTY(QList<int> breakpoints READ breakpoints NOTIFY breakpointsChanged FINAL)

public:
    explicit RunDriver(NoukaiFlow *flow, QObject *parent = nullptr);

    QList<int> breakpoints() const { return m_breakpoints; } // 0-based step indices, ascending
    Q_INVOKABLE void toggleBreakpoint(int stepIndex);
    // Goes on from a pause until it is before \a stepIndex.
    Q_INVOKABLE void runTo(int stepIndex);

Q_SIGNALS:
    void breakpointsChanged();

private:
    void lookAhead(int completed);
    void setAutoAdvance(bool advance);
    void onStateChanged();

    NoukaiFlow *const m_flow;
    QList<int> m_breakpoints;
    int m_target = -1;
    std::optional<bool> m_chosen; // what a person chose of autoAdvance, while it is set otherwise
};
