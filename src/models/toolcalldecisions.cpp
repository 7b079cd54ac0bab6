// SPDX-License-Identifier: MIT
// What a person decides about the calls of a pause, and how the flow is told.
#include "toolcallrows_p.h"

#include "flow/noukaiflow_p.h"

#include <algorithm>
#include <utility>

using Model = NoukaiToolCallModel;

int NoukaiToolCallModelPrivate::count(Model::CallState state) const
{
    return int(std::count_if(rows.begin(), rows.end(), [&](const Row &row) { return row.state == state; }));
}

// The row of an open call, without what was decided about it before.
NoukaiToolCallModelPrivate::Row &NoukaiToolCallModelPrivate::newDecision(int row)
{
    forgetDecision(rows[std::size_t(row)]);
    return rows[std::size_t(row)];
}

// Takes down what a person decided. Where nobody else is asked, that is all there is to say.
bool NoukaiToolCallModelPrivate::decide(int position, Model::Decision decision)
{
    Row &row = rows[std::size_t(position)];
    row.decision = decision;
    row.by = Model::Person;
    row.state = Model::Decided;
    changed(position);
    return count(Model::Waiting) + count(Model::Decided) == 1 ? send() : true;
}

bool NoukaiToolCallModelPrivate::send()
{
    QList<int> decided;
    for (int i = m_roundStart; i < int(rows.size()); ++i) {
        if (rows[std::size_t(i)].state == Model::Decided)
            decided.append(i);
    }
    handOver(decided);
    return true;
}

// From now on the flow itself lets the tool run; what waits for it goes at once, as everything a policy decides.
bool NoukaiToolCallModelPrivate::allow(int position)
{
    const QString name = rows[std::size_t(position)].call.name();
    NoukaiFlowPrivate::get(flow)->allowedTools.insert(name);
    QList<int> settled;
    for (int i = m_roundStart; i < int(rows.size()); ++i) {
        Row &row = rows[std::size_t(i)];
        if (row.call.name() != name || (row.state != Model::Waiting && i != position))
            continue;
        forgetDecision(row);
        row.decision = Model::Approved;
        row.by = Model::Policy;
        row.policy = Model::AlwaysInRun;
        settled.append(i);
    }
    handOver(settled);
    return true;
}

// A handler, or a slot, may end the run or delete anything; what was not handed over by then is open again.
void NoukaiToolCallModelPrivate::handOver(const QList<int> &positions)
{
    const QPointer<Model> alive(q);
    const QPointer<const ToolRound> round = m_round;
    for (const int position : positions) {
        rows[std::size_t(position)].state = Model::Sent;
        changed(position);
    }
    const bool within = std::exchange(m_sending, true);
    qsizetype next = 0;
    while (next < positions.size() && round && m_round == round && flow && flow->state() == NoukaiFlow::AwaitingTools) {
        handOver(positions[next++]);
        if (!alive)
            return;
    }
    m_sending = within;
    for (; next < positions.size() && round && m_round == round; ++next) {
        Row &row = rows[std::size_t(positions[next])];
        if (row.state == Model::Sent)
            row.state = Model::Decided;
    }
    followRound();
}

// Anything may be gone afterwards.
void NoukaiToolCallModelPrivate::handOver(int position)
{
    const Row row = rows[std::size_t(position)];
    const QPointer<Model> alive(q);
    const QPointer<NoukaiFlow> target = flow;
    const QString refusal = refusalOf(row);
    Q_EMIT q->decided(row.call.id(), row.decision);
    // A model that is gone decides nothing any more.
    if (!alive || !target || target != flow)
        return;
    switch (row.decision) {
    case Model::Undecided:
        return;
    case Model::Approved:
        target->approveToolCall(row.call.id());
        return;
    case Model::ApprovedEdited:
        target->approveToolCall(row.call.id(), row.edited);
        return;
    case Model::Denied:
        target->rejectToolCall(row.call.id(), refusal);
        return;
    case Model::Answered:
        target->submitToolResult(row.call.id(), row.answer);
        return;
    }
}

void NoukaiToolCallModelPrivate::reset(int position)
{
    Row &row = rows[std::size_t(position)];
    row.state = Model::Waiting;
    forgetDecision(row);
    changed(position);
}

// ---- What is not possible ------------------------------------------------------------------------------------------

QString NoukaiToolCallModelPrivate::disabledReason(Model::Action action, int position) const
{
    if (action == Model::ApproveAll || action == Model::Send)
        return disabledForAll(action);
    const Row *call = row(position);
    if (!call)
        return Model::tr("There is no such tool call.");
    switch (call->state) {
    case Model::Waiting:
    case Model::Decided:
        break;
    case Model::Sent:
    case Model::Executed:
        return Model::tr("The call is decided already.");
    case Model::Withdrawn:
        return Model::tr("The run has ended.");
    case Model::Elsewhere:
        return Model::tr("The run is only watched or played back.");
    }
    return disabledForCall(action, *call);
}

QString NoukaiToolCallModelPrivate::disabledForCall(Model::Action action, const Row &call) const
{
    switch (action) {
    case Model::AlwaysAllow:
        if (call.destructive)
            return Model::tr("The tool can do harm that cannot be undone, so each call is decided by itself.");
        [[fallthrough]];
    case Model::Approve:
    case Model::ApproveEdited:
        if (!call.tool)
            return Model::tr("The application does not know this tool. Answer the call by hand, or deny it.");
        if (!call.hasHandler())
            return Model::tr("The application cannot run this tool itself. Answer the call by hand, or deny it.");
        return {};
    case Model::Reset:
        return call.state == Model::Decided ? QString() : Model::tr("Nothing is decided yet.");
    default:
        return {};
    }
}

QString NoukaiToolCallModelPrivate::disabledForAll(Model::Action action) const
{
    const int waiting = count(Model::Waiting);
    if (action == Model::Send) {
        if (waiting > 0)
            return Model::tr("%n call(s) must still be decided.", nullptr, waiting);
        return count(Model::Decided) > 0 ? QString() : Model::tr("Nothing is decided yet.");
    }
    if (waiting == 0)
        return Model::tr("No tool call waits for a decision.");
    for (const Row &call : rows) {
        if (call.state != Model::Waiting)
            continue;
        if (call.destructive)
            return Model::tr("One of the tools can do harm that cannot be undone, so each call is decided by itself.");
        const QString reason = disabledForCall(Model::Approve, call);
        if (!reason.isEmpty())
            return reason;
    }
    return {};
}
