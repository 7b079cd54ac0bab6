// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/eventlogview_p.h"
#include "flowstage.h"
#include "parts/actionbutton_p.h"

#include <Noukai/noukaieventlog.h>

#include <stagescene.h>

#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>

inline QByteArray piece(int number)
{
    return stageEvent("step_output", "\"stepId\":\"s1\",\"outputData\":\"piece " + QByteArray::number(number) + '"');
}

// A log on a stage of which the test delivers the events.
struct EventLogBench {
    explicit EventLogBench(const QByteArray &between = {}, int pieces = 0)
    {
        QByteArray frames = stageEvent("run_started", "\"runId\":\"r1\",\"stepCount\":1") +
                            stageEvent("step_started", "\"stepId\":\"s1\",\"name\":\"Read\"") + between;
        for (int i = 0; i <= pieces; ++i)
            frames += piece(i); // the last one is held back, so that the run stays open
        stage.server.addRawFlow(stage.flow.identifier(), frames);
        log.setFlow(&stage.flow);
        log.resize(800, 400);
    }

    bool show()
    {
        log.show();
        log.activateWindow();
        return QTest::qWaitForWindowActive(&log);
    }
    // Lets \a events more arrive, and the rows be told of them.
    bool deliver(int events)
    {
        if (stage.flow.state() == NoukaiFlow::Idle)
            stage.flow.start();
        const qint64 total = log.log()->total() + events;
        return QTest::qWaitFor([&] { return stage.server.pendingFrames() >= events; }) &&
               stage.server.deliver(events) == events && QTest::qWaitFor([&] {
                   return log.log()->total() == total && (log.isPaused() || log.log()->pendingCount() == 0);
               });
    }
    NoukaiEventLogView *view() const { return static_cast<NoukaiEventLogView *>(log.view()); }
    QScrollBar *bar() const { return log.view()->verticalScrollBar(); }
    bool atEnd() const { return bar()->value() == bar()->maximum(); }
    QString said(const QString &name) const
    {
        const auto *label = log.findChild<QLabel *>(name);
        return label->isVisible() ? label->text() : QString();
    }
    NoukaiActionButton *button(const QString &name) const { return log.findChild<NoukaiActionButton *>(name); }
    QLineEdit *field() const { return log.findChild<QLineEdit *>(QStringLiteral("eventFilter")); }
    QPoint at(int row) const { return view()->visualRect(view()->indexOf(row)).center(); }

    FlowStage stage;
    NoukaiEventLog log;
};
