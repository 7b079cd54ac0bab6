// SPDX-License-Identifier: MIT
#pragma once

#include "wire/toolanswer_p.h"

#include <Noukai/noukaievents.h>
#include <Noukai/noukaitool.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSet>

#include <vector>

// The calls of one tool pause and what is decided about each. Handlers run, people decide, in any order; the round is
// complete when every call has its content, and keeps it until the server has moved on.
class ToolRound : public QObject
{
    Q_OBJECT
public:
    enum class Rule : quint8 {
        Ask,    // a person decides
        Auto,   // the tool's policy
        Deny,   // the tool's policy
        Allowed // a person allowed the tool for the whole run
    };
    // What settles the call.
    enum class How : quint8 { Open, Handler, Refused, Answered };

    struct Entry {
        NoukaiToolCall call;
        QPointer<NoukaiTool> tool;
        Rule rule = Rule::Ask;
        How how = How::Open;
        QJsonValue edited = QJsonValue::Undefined; // the handler's arguments where they are not the call's
        bool decided = false;
        QString content;
        QPointer<QObject> handler;                          // what answers it at present
        bool byPolicy() const { return rule != Rule::Ask; } // settled without asking a person
        bool waits() const { return !decided && !handler && !byPolicy(); }
    };

    // `allowed` are the names of the tools that a person allowed for the whole run.
    ToolRound(const NoukaiToolCallsRequired &pause, const QList<QPointer<NoukaiTool>> &tools,
              const QSet<QString> &allowed, QObject *parent);

    const NoukaiToolCallsRequired &pause() const { return m_pause; }
    const std::vector<Entry> &entries() const { return m_entries; } // in the order of the pause's calls
    // Whether every call is settled by policy, so that no person is asked.
    bool isAutomatic() const;
    // Settles what policy settles; handlers are called from here.
    void applyPolicies();

    // What a person says. False when there is no such call that waits, or it cannot be approved.
    bool answer(const QString &callId, const QString &content, How how);
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
    Entry *waitingEntry(const QString &callId);
    void run(std::size_t position, const NoukaiToolCall &call);
    void runFunction(std::size_t position, const NoukaiToolCall &call);
    void runAsync(std::size_t position, const NoukaiToolCall &call);
    void runSignal(std::size_t position, const NoukaiToolCall &call);
    void settle(std::size_t position, const QString &content, How how = How::Handler);

    NoukaiToolCallsRequired m_pause;
    std::vector<Entry> m_entries; // its size never changes
    bool m_stopped = false;
};
