// SPDX-License-Identifier: MIT
// How the rows of NoukaiToolCallModel follow a flow.
#include "toolcallrows_p.h"

#include "flow/noukaiflow_p.h"

#include <QtCore/QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

using Model = NoukaiToolCallModel;

constexpr int Frame = 16; // ms
constexpr std::size_t MostRows = 1000;
constexpr qsizetype MostNames = 10000;

} // namespace

NoukaiToolCallModelPrivate::NoukaiToolCallModelPrivate(Model *q)
    : q(q)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(Frame);
    QObject::connect(&m_timer, &QTimer::timeout, q, [this] { flush(); });
}

NoukaiToolCallModelPrivate::~NoukaiToolCallModelPrivate()
{
    detach();
}

void NoukaiToolCallModelPrivate::detach()
{
    if (!flow)
        return;
    flow->disconnect(q);
    NoukaiFlowPrivate::get(flow)->removeObserver(this);
    flow = nullptr;
}

void NoukaiToolCallModelPrivate::setFlow(NoukaiFlow *next)
{
    detach();
    flow = next;
    if (flow)
        connectFlow();
    const QPointer<Model> alive(q);
    clear();
    if (alive)
        takeRound();
}

void NoukaiToolCallModelPrivate::connectFlow()
{
    NoukaiFlowPrivate::get(flow)->addObserver(this);
    QObject::connect(flow, &NoukaiFlow::stateChanged, q, [this] {
        const QPointer<Model> alive(q);
        if (m_clears)
            clear();
        if (alive)
            takeRound();
    });
    QObject::connect(flow, &NoukaiFlow::toolCallsChanged, q, [this] { takeRound(); });
    QObject::connect(flow, &NoukaiFlow::toolCallsRequired, q,
                     [this](const NoukaiToolCallsRequired &pause) { takePause(pause); });
    QObject::connect(flow, &NoukaiFlow::stepStarted, q, [this](const NoukaiStepStarted &step) {
        if (!step.name().isEmpty() && m_stepNames.size() < MostNames)
            m_stepNames.insert(step.stepId(), step.name());
    });
    QObject::connect(flow, &QObject::destroyed, q, [this] {
        const QPointer<Model> alive(q);
        flush();
        if (alive)
            Q_EMIT q->flowChanged();
    });
}

// ---- What the flow tells from inside its work ----------------------------------------------------------------------

void NoukaiToolCallModelPrivate::runBegins(Begin how, int cursor)
{
    Q_UNUSED(cursor)
    m_clears = m_clears || (how != Begin::Resume && how != Begin::Rerun);
}

// The answers of the round are on their way now, whoever gave them.
void NoukaiToolCallModelPrivate::callSent(int cursor, const QByteArray &body)
{
    Q_UNUSED(cursor)
    Q_UNUSED(body)
    followRound();
}

void NoukaiToolCallModelPrivate::toolRoundChanged()
{
    followRound();
}

void NoukaiToolCallModelPrivate::flowGoing()
{
    flow = nullptr;
    m_round = nullptr;
    withdrawOpen();
    changedAll();
}

// ---- Rows appear ---------------------------------------------------------------------------------------------------

// The rows of a pause that is to be answered here, once; then what became of them.
void NoukaiToolCallModelPrivate::takeRound()
{
    const ToolRound *round = flow ? NoukaiFlowPrivate::get(flow)->toolRound() : nullptr;
    if (!round || m_round == round || flow->state() != NoukaiFlow::AwaitingTools) {
        const int before = count(Model::Waiting);
        followRound();
        if (flow && !flow->isRunning())
            withdrawOpen();
        if (before == 0 && count(Model::Waiting) > 0) // they wait again, in a run that was resumed
            Q_EMIT q->decisionNeeded(count(Model::Waiting));
        return;
    }
    withdrawOpen(); // of a round that was dropped
    m_round = round;
    ++m_rounds;
    std::deque<Row> calls;
    for (const ToolRound::Entry &entry : round->entries()) {
        Row row = makeRow(entry.call, round->pause());
        follow(row, entry, true);
        calls.push_back(std::move(row));
    }
    append(std::move(calls));
}

// A pause that has no round: it is answered elsewhere, or was one too many.
void NoukaiToolCallModelPrivate::takePause(const NoukaiToolCallsRequired &pause)
{
    if (!flow || pause.executionId() != flow->executionId())
        return; // a slot has begun another run
    takeAnswers(pause);
    const NoukaiFlowPrivate *run = NoukaiFlowPrivate::get(flow);
    if (run->toolRound()) {
        takeRound();
        return;
    }
    m_round = nullptr;
    ++m_rounds;
    std::deque<Row> calls;
    const QList<NoukaiToolCall> toolCalls = pause.toolCalls();
    for (const NoukaiToolCall &call : toolCalls) {
        Row row = makeRow(call, pause);
        row.state = run->isPassive() ? Model::Elsewhere : Model::Withdrawn;
        calls.push_back(std::move(row));
    }
    append(std::move(calls));
}

NoukaiToolCallModelPrivate::Row NoukaiToolCallModelPrivate::makeRow(const NoukaiToolCall &call,
                                                                    const NoukaiToolCallsRequired &pause) const
{
    Row row;
    row.call = call;
    row.stepId = pause.stepId();
    row.stepIndex = pause.stepIndex();
    row.round = m_rounds;
    const QList<NoukaiTool *> tools = flow->tools();
    const auto tool = std::find_if(tools.begin(), tools.end(),
                                   [&](const NoukaiTool *tool) { return tool && tool->name() == call.name(); });
    if (tool != tools.end()) {
        row.tool = *tool;
        row.description = (*tool)->description();
        row.schema = (*tool)->parameters();
        row.destructive = (*tool)->isDestructive();
    }
    return row;
}

void NoukaiToolCallModelPrivate::append(std::deque<Row> &&calls)
{
    if (calls.empty())
        return;
    const QPointer<Model> alive(q);
    m_roundStart = int(rows.size());
    makeRoom();
    if (!alive)
        return;
    q->beginInsertRows({}, m_roundStart, m_roundStart + int(calls.size()) - 1);
    std::move(calls.begin(), calls.end(), std::back_inserter(rows));
    q->endInsertRows();
    if (alive)
        Q_EMIT q->countChanged();
    if (alive)
        Q_EMIT q->decisionsChanged();
    if (alive && q->waitingCount() > 0)
        Q_EMIT q->decisionNeeded(q->waitingCount());
}

// The oldest rows go. They are a record only: what waits is never among them.
void NoukaiToolCallModelPrivate::makeRoom()
{
    if (rows.size() <= MostRows)
        return;
    const int surplus = int(rows.size() - MostRows);
    q->beginRemoveRows({}, 0, surplus - 1);
    rows.erase(rows.begin(), rows.begin() + surplus);
    m_roundStart -= surplus;
    m_dirtyFirst = m_dirtyFirst < 0 ? -1 : qMax(0, m_dirtyFirst - surplus);
    m_dirtyLast = m_dirtyLast < surplus ? -1 : m_dirtyLast - surplus;
    if (m_dirtyLast < 0)
        m_dirtyFirst = -1;
    q->endRemoveRows();
}

void NoukaiToolCallModelPrivate::clear()
{
    m_clears = false;
    m_round = nullptr;
    m_roundStart = m_rounds = 0;
    m_dirtyFirst = m_dirtyLast = -1;
    m_stepNames.clear();
    if (rows.empty())
        return;
    const QPointer<Model> alive(q);
    q->beginResetModel();
    rows.clear();
    q->endResetModel();
    if (alive)
        Q_EMIT q->countChanged();
    if (alive)
        Q_EMIT q->decisionsChanged();
}

// ---- Rows change ---------------------------------------------------------------------------------------------------

void NoukaiToolCallModelPrivate::followRound()
{
    if (!flow || !m_round || m_round != NoukaiFlowPrivate::get(flow)->toolRound())
        return;
    const bool awaiting = flow->state() == NoukaiFlow::AwaitingTools;
    const std::vector<ToolRound::Entry> &entries = m_round->entries();
    for (std::size_t i = 0; i < entries.size() && m_roundStart + i < rows.size(); ++i) {
        follow(rows[m_roundStart + i], entries[i], awaiting);
        changed(m_roundStart + int(i));
    }
}

void NoukaiToolCallModelPrivate::follow(Row &row, const ToolRound::Entry &entry, bool awaiting) const
{
    row.tool = entry.tool;
    if (entry.decided) {
        row.state = Model::Executed;
        row.answer = entry.content;
        recordDecision(row, entry);
        return;
    }
    if (!awaiting) {
        if (!flow->isRunning())
            withdraw(row);
        return;
    }
    if (!entry.waits()) {
        row.state = Model::Sent;
        recordDecision(row, entry);
    } else if (row.state != Model::Decided && !(m_sending && row.state == Model::Sent)) {
        row.state = Model::Waiting;
        forgetDecision(row);
    }
}

// What is known of it from the flow, for it may have been decided without this model.
void NoukaiToolCallModelPrivate::recordDecision(Row &row, const ToolRound::Entry &entry)
{
    using How = ToolRound::How;
    using Rule = ToolRound::Rule;
    if (entry.how == How::Refused || entry.rule == Rule::Deny) {
        row.decision = Model::Denied;
    } else if (entry.how == How::Answered) {
        row.decision = Model::Answered;
    } else {
        row.edited = entry.edited;
        row.decision = entry.edited.isUndefined() ? Model::Approved : Model::ApprovedEdited;
    }
    switch (entry.rule) {
    case Rule::Ask:
        if (row.policy == Model::AlwaysInRun)
            return;
        row.by = Model::Person;
        row.policy = Model::NoPolicy;
        return;
    case Rule::Auto:
        row.policy = Model::ToolAuto;
        break;
    case Rule::Deny:
        row.policy = Model::ToolDeny;
        break;
    case Rule::Allowed:
        row.policy = Model::AlwaysInRun;
        break;
    }
    row.by = Model::Policy;
}

void NoukaiToolCallModelPrivate::withdrawOpen()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (withdraw(rows[i]))
            changed(int(i));
    }
}

// What a handler was given stays on record, for it may have acted on it.
bool NoukaiToolCallModelPrivate::withdraw(Row &row)
{
    if (!row.isOpen() && row.state != Model::Sent)
        return false;
    if (row.isOpen())
        forgetDecision(row);
    row.state = Model::Withdrawn;
    return true;
}

void NoukaiToolCallModelPrivate::forgetDecision(Row &row)
{
    row.decision = Model::Undecided;
    row.by = Model::Nobody;
    row.policy = Model::NoPolicy;
    row.edited = QJsonValue::Undefined;
    row.reason.clear();
    row.answer.clear();
}

// A run that is watched or played back tells what was answered only with the step's next pause.
void NoukaiToolCallModelPrivate::takeAnswers(const NoukaiToolCallsRequired &pause)
{
    if (!NoukaiFlowPrivate::get(flow)->isPassive())
        return;
    const QJsonArray messages = pause.toolCallMessages();
    qsizetype at = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Row &row = rows[i];
        if (row.stepId != pause.stepId() || (row.state != Model::Elsewhere && row.state != Model::Executed))
            continue;
        const auto answers = [&](const QJsonValue &message) {
            const QJsonValue id =
                message[u"tool_call_id"_s].isUndefined() ? message[u"toolCallId"_s] : message[u"tool_call_id"_s];
            return message[u"role"_s] == u"tool"_s && id == row.call.id();
        };
        qsizetype found = at;
        while (found < messages.size() && !answers(messages[found]))
            ++found;
        if (found == messages.size())
            continue;
        at = found + 1;
        row.answer = messages[found][u"content"_s].toString();
        row.state = Model::Executed;
        changed(int(i));
    }
}

void NoukaiToolCallModelPrivate::changed(int row)
{
    if (row < 0)
        return;
    m_dirtyFirst = m_dirtyFirst < 0 ? row : qMin(m_dirtyFirst, row);
    m_dirtyLast = qMax(m_dirtyLast, row);
    if (!m_timer.isActive())
        m_timer.start();
}

void NoukaiToolCallModelPrivate::flush()
{
    const int first = std::exchange(m_dirtyFirst, -1);
    const int last = qMin(std::exchange(m_dirtyLast, -1), int(rows.size()) - 1);
    if (first < 0 || last < first)
        return;
    const QPointer<Model> alive(q);
    Q_EMIT q->dataChanged(q->index(first), q->index(last));
    if (alive)
        Q_EMIT q->decisionsChanged();
}
