// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

inline const QByteArray Header = "{\"noukai\":\"recording\",\"version\":1}\n";

// A run of `steps` steps of one second each, with an output in the middle of each.
inline QByteArray timedRecording(int steps)
{
    QByteArray text =
        Header + "{\"t\":0,\"run\":\"start\",\"cursor\":0}\n{\"t\":0,\"cursor\":0,\"request\":{}}\n" +
        "{\"t\":0,\"event\":\"run_started\",\"data\":{\"runId\":\"r\",\"stepCount\":" + QByteArray::number(steps) +
        "}}\n";
    const auto line = [&text](int time, const QByteArray &name, const QByteArray &data) {
        text += "{\"t\":" + QByteArray::number(time) + ",\"event\":\"" + name + "\",\"data\":" + data + "}\n";
    };
    for (int i = 0; i < steps; ++i) {
        const QByteArray id = "\"stepId\":\"s" + QByteArray::number(i) + '"';
        line(1000 * i, "step_started", '{' + id + '}');
        line(1000 * i + 500, "step_output", '{' + id + ",\"outputData\":\"x\"}");
        line(1000 * i + 900, "step_completed", '{' + id + ",\"output\":\"x\"}");
    }
    line(1000 * steps, "flow_completed", "{\"result\":\"done\"}");
    text += "{\"t\":" + QByteArray::number(1000 * steps) + ",\"end\":\"Completed\"}\n";
    return text;
}
