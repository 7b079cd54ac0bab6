// SPDX-License-Identifier: MIT
#pragma once

#include "runstore.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

// A flow of the mock server and its client, played against each other in memory and in no time: what a recorder would
// have written. So a recording cannot differ from what the server does when the same flow is run, or run again.
class ExampleRun
{
public:
    // \a scenario is a built-in one of the mock server. At \a speed 2 its steps take half their time.
    ExampleRun(const QString &scenario, const QString &message, double speed = 1);

    bool isValid() const { return m_flow != nullptr; }
    QString identifier() const;

    void offerTools(const QJsonArray &tools) { m_tools = tools; }
    // Each of these goes on until the run ends or waits for answers.
    void start();
    // After \a ms in which a person decides; \a answers are in the order of the calls.
    void answerTools(qint64 ms, const QStringList &answers);
    void resume(qint64 ms);
    void rerunFrom(qint64 ms, int step, const QJsonObject &inputOverrides);
    // The connection breaks once so many events have arrived, from now on.
    void loseConnectionAfter(int events) { m_eventsLeft = events; }

    QByteArray recording() const { return m_lines; }

private:
    void begin(const QByteArray &how);
    void step(QJsonObject body);
    bool deliver(mock::EventScript script);
    void take(const mock::MockEvent &event);
    void end(const QByteArray &state, const QJsonObject &error = {});
    void line(const QByteArray &members);

    mock::FlowPointer m_flow;
    mock::RunStore m_runs;
    QString m_message;
    QString m_executionId;
    QJsonArray m_tools;
    QJsonObject m_outputs;
    QJsonObject m_overrides;
    QJsonObject m_toolPause;
    QByteArray m_lines;
    double m_speed;
    double m_ms = 0;
    int m_cursor = 0;
    int m_answers = 0;
    int m_eventsLeft = -1; // until the connection breaks; -1: it does not
};
