// SPDX-License-Identifier: MIT
#pragma once

#include "flow/flowfeed_p.h"
#include "flow/toolround_p.h"

#include <Noukai/noukaitoolcallmodel.h>

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <deque>

// The rows of the model, and how they follow the flow. What is told from inside the flow's own work (FlowObserver) is
// only written down; views learn of it from a timer, or from one of the flow's signals.
class NoukaiToolCallModelPrivate final : public FlowObserver
{
public:
    using Model = NoukaiToolCallModel;

    struct Row {
        NoukaiToolCall call;
        QString stepId;
        int stepIndex = -1;
        int round = 0;
        QPointer<NoukaiTool> tool;
        QString description;
        QJsonObject schema;
        bool destructive = false;
        Model::CallState state = Model::Waiting;
        Model::Decision decision = Model::Undecided;
        Model::DecidedBy by = Model::Nobody;
        Model::DecidingPolicy policy = Model::NoPolicy;
        QJsonValue edited = QJsonValue::Undefined;
        QString reason;
        QString answer;

        bool isOpen() const { return state == Model::Waiting || state == Model::Decided; }
        bool hasHandler() const { return tool && tool->hasHandler(); }
    };

    explicit NoukaiToolCallModelPrivate(Model *q);
    ~NoukaiToolCallModelPrivate();

    void setFlow(NoukaiFlow *flow);

    // FlowObserver
    void runBegins(Begin how, int cursor) override;
    void feedBegins(Begin how, int cursor) override { runBegins(how, cursor); }
    void callSent(int cursor, const QByteArray &body) override;
    void toolRoundChanged() override;
    void flowGoing() override;

    const Row *row(int row) const;
    Row &newDecision(int row);
    QString stepName(const Row &row) const;
    QString refusalOf(const Row &row) const;
    QString disabledReason(Model::Action action, int row) const;
    int count(Model::CallState state) const;

    bool decide(int row, Model::Decision decision);
    void reset(int row);
    bool send();
    bool allow(int row);
    void changed(int row);

    Model *const q;
    NoukaiFlow *flow = nullptr;
    std::deque<Row> rows;
    QString refusalTemplate;
    bool hasRefusalTemplate = false;

private:
    void connectFlow();
    void detach();
    void takeRound();
    void takePause(const NoukaiToolCallsRequired &pause);
    void append(std::deque<Row> &&calls);
    void makeRoom();
    Row makeRow(const NoukaiToolCall &call, const NoukaiToolCallsRequired &pause) const;
    void followRound();
    void follow(Row &row, const ToolRound::Entry &entry, bool awaiting) const;
    static void recordDecision(Row &row, const ToolRound::Entry &entry);
    void withdrawOpen();
    static bool withdraw(Row &row);
    static void forgetDecision(Row &row);
    void takeAnswers(const NoukaiToolCallsRequired &pause);
    void handOver(const QList<int> &rows);
    void handOver(int row);
    void clear();
    void changedAll() { changed(0), changed(int(rows.size()) - 1); }
    void flush();
    QString disabledForCall(Model::Action action, const Row &row) const;
    QString disabledForAll(Model::Action action) const;

    QPointer<const ToolRound> m_round; // that of the rows from m_roundStart on
    int m_roundStart = 0;
    int m_rounds = 0;
    bool m_clears = false;  // a new run has begun
    bool m_sending = false; // decisions are on their way to the flow
    int m_dirtyFirst = -1;
    int m_dirtyLast = -1;
    QHash<QString, QString> m_stepNames;
    QTimer m_timer;
};
