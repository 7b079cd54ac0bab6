// SPDX-License-Identifier: MIT
#pragma once

#include "wire/toolanswer_p.h"

#include <Noukai/noukaievents.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <vector>

// The calls of one tool pause and what is decided about each. Handlers run, people decide, in any order; the round is
// complete when every call has its content, and keeps it until the server has moved on.
class ToolRound : public QObject
{
    Q_OBJECT
public:
    ToolRound(const NoukaiToolCallsRequired &pause, const QList<QPointer<NoukaiTool>> &tools, QObject *parent);

    const NoukaiToolCallsRequired &pause() const { return m_pause; }
    // Whether every call is settled by policy, so that no person is asked.
    bool isAutomatic() const;
    // Settles what policy settles; handlers are called from here.
    void applyPolicies();

    // What a person says. False when there is no such call that waits, or it cannot be approved.
    bool answer(const QString &callId, const QString &content);
    bool approve(const QString &callId, const QJsonValue &arguments);

    QList<NoukaiToolCall> waiting() const; // for a person
    bool isComplete() const;
    QList<NoukaiWire::ToolResult> results() const;
    // No handler is called any more until applyPolicies(), and those that run are not listened to: their calls are open
    // again. A function that is under way right now may still settle its call.
    void stopHandlers();

Q_SIGNALS:
    void changed();

private:
    struct Entry {
        NoukaiToolCall call;
        QPointer<NoukaiTool> tool;
        bool byPolicy = false; // settled without asking a person
        bool decided = false;
        QString content;
        QPointer<QObject> handler; // what answers it at present
        bool waits() const { return !decided && !handler && !byPolicy; }
    };
    Entry *waitingEntry(const QString &callId);
    void run(std::size_t position, const NoukaiToolCall &call);
    void runFunction(std::size_t position, const NoukaiToolCall &call);
    void runAsync(std::size_t position, const NoukaiToolCall &call);
    void runSignal(std::size_t position, const NoukaiToolCall &call);
    void settle(std::size_t position, const QString &content);

    NoukaiToolCallsRequired m_pause;
    std::vector<Entry> m_entries; // its size never changes
    bool m_stopped = false;
};
