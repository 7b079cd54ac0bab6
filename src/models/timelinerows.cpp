// SPDX-License-Identifier: MIT
// How a timeline follows its flow's history and tells its views.
#include "noukaitimelinemodel_p.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <utility>

void NoukaiTimelineModelPrivate::follow(NoukaiFlow *next)
{
    if (!attach(next, q, gate))
        return;
    QObject::connect(history, &FlowHistory::attemptAdded, q, [this] { gate.request(); });
    QObject::connect(history, &FlowHistory::attemptChanged, q, [this](int id) { note(id, false); });
    QObject::connect(history, &FlowHistory::outputAppended, q, [this](int id) { note(id, true); });
    QObject::connect(history, &FlowHistory::attemptCountChanged, q, [this](int step) {
        changedSteps.insert(step);
        onlyOutputChanged = false;
        gate.request();
    });
    QObject::connect(history, &FlowHistory::timesChanged, q, [this] {
        timesDiffer = true;
        gate.request();
    });
}

void NoukaiTimelineModelPrivate::note(int id, bool onlyOutput)
{
    onlyOutputChanged &= onlyOutput;
    if (changed.empty() || changed.back() != id) {
        const auto known = changedIds.size();
        changedIds.insert(id);
        if (changedIds.size() != known)
            changed.push_back(id);
    }
    gate.request();
}

// ---- Telling --------------------------------------------------------------------------------------------------------

// Any slot may delete the model, or give it another flow; then nothing more is told of this one.
void NoukaiTimelineModelPrivate::flush()
{
    if (flushing) {
        gate.request(); // a slot runs an event loop of its own
        return;
    }
    const QPointer<NoukaiTimelineModel> alive(q);
    flushing = true;
    const bool goesOn = record != (history ? history->record() : nullptr) ? reset() : insertRows() && tellChanges();
    if (goesOn)
        tellProperties();
    if (alive)
        flushing = false;
}

bool NoukaiTimelineModelPrivate::reset()
{
    const QPointer<NoukaiTimelineModel> alive(q);
    q->beginResetModel();
    record = history ? history->record() : nullptr;
    rows = record ? record->order() : std::vector<int>();
    insertions = record ? record->insertions() : 0;
    rowOfId.clear();
    numberFrom(0);
    forgetChanges();
    onlyOutputChanged = true;
    timesDiffer = true;
    q->endResetModel();
    return alive;
}

// The order of what is shown never changes, so what is new is found in one walk.
bool NoukaiTimelineModelPrivate::insertRows()
{
    if (!record || insertions == record->insertions())
        return true;
    const QPointer<NoukaiTimelineModel> alive(q);
    const std::shared_ptr<RunRecord> shown = record;
    const std::vector<int> order = record->order();
    insertions = record->insertions();
    for (std::size_t row = 0; row < order.size(); ++row) {
        if (row < rows.size() && rows[row] == order[row])
            continue;
        std::size_t end = row;
        while (end < order.size() && (row == rows.size() || order[end] != rows[row]))
            ++end;
        q->beginInsertRows({}, int(row), int(end) - 1);
        rows.insert(rows.begin() + std::ptrdiff_t(row), order.begin() + std::ptrdiff_t(row),
                    order.begin() + std::ptrdiff_t(end));
        numberFrom(row);
        q->endInsertRows();
        if (!alive)
            return false;
        if (record != shown)
            return true;
        row = end;
    }
    return true;
}

void NoukaiTimelineModelPrivate::numberFrom(std::size_t row)
{
    if (!record)
        return;
    rowOfId.resize(std::size_t(record->endId() - record->firstId()), -1);
    for (; row < rows.size(); ++row)
        rowOfId[std::size_t(rows[row] - record->firstId())] = int(row);
}

std::vector<int> NoukaiTimelineModelPrivate::takeChangedRows()
{
    for (const int step : std::as_const(changedSteps)) {
        const std::vector<int> &attempts = record->step(step).attempts;
        changed.insert(changed.end(), attempts.begin(), attempts.end());
    }
    std::vector<int> dirty;
    for (const int id : std::as_const(changed)) {
        if (const int row = rowOf(id); row >= 0)
            dirty.push_back(row);
    }
    forgetChanges();
    std::sort(dirty.begin(), dirty.end());
    dirty.erase(std::unique(dirty.begin(), dirty.end()), dirty.end());
    return dirty;
}

void NoukaiTimelineModelPrivate::forgetChanges()
{
    changed.clear();
    changedIds.clear();
    changedSteps.clear();
}

bool NoukaiTimelineModelPrivate::tellChanges()
{
    if (!record || record != (history ? history->record() : nullptr))
        return true; // a slot began another run, and what changed is of that one
    const std::vector<int> dirty = takeChangedRows();
    static const QList<int> OutputRoles{NoukaiTimelineModel::PreviewRole, NoukaiTimelineModel::OutputBytesRole,
                                        NoukaiTimelineModel::IsTruncatedRole};
    const QList<int> roles = std::exchange(onlyOutputChanged, true) ? OutputRoles : QList<int>();
    const QPointer<NoukaiTimelineModel> alive(q);
    const std::shared_ptr<RunRecord> shown = record;
    for (std::size_t i = 0; i < dirty.size();) {
        std::size_t end = i + 1;
        while (end < dirty.size() && dirty[end] == dirty[end - 1] + 1)
            ++end;
        Q_EMIT q->dataChanged(q->index(dirty[i]), q->index(dirty[end - 1]), roles);
        if (!alive)
            return false;
        if (record != shown)
            return true;
        i = end;
    }
    return true;
}

void NoukaiTimelineModelPrivate::tellProperties()
{
    const QPointer<NoukaiTimelineModel> alive(q);
    const Told before = std::exchange(told, {int(rows.size()), runningRow(), firstErrorRow(), attentionRow()});
    const Told now = told;
    const bool times = std::exchange(timesDiffer, false);
    if (now.count != before.count)
        Q_EMIT q->countChanged();
    if (alive && now.runningRow != before.runningRow)
        Q_EMIT q->runningRowChanged();
    if (alive && now.firstErrorRow != before.firstErrorRow)
        Q_EMIT q->firstErrorRowChanged();
    if (alive && now.attentionRow != before.attentionRow)
        Q_EMIT q->attentionRowChanged();
    if (alive && times)
        Q_EMIT q->timesChanged();
}

// ---- Looking up -----------------------------------------------------------------------------------------------------

const StepAttempt *NoukaiTimelineModelPrivate::at(int row) const
{
    return row < 0 || row >= int(rows.size()) ? nullptr : &std::as_const(*record).attempt(rows[std::size_t(row)]);
}

// -1 while the row is not shown yet.
int NoukaiTimelineModelPrivate::rowOf(int id) const
{
    const int position = record ? id - record->firstId() : -1;
    return position < 0 || position >= int(rowOfId.size()) ? -1 : rowOfId[std::size_t(position)];
}

int NoukaiTimelineModelPrivate::runningRow() const
{
    if (!record)
        return -1;
    for (auto it = record->open.rbegin(); it != record->open.rend(); ++it) {
        if (record->attempt(*it).state == NoukaiTimelineModel::Running)
            return rowOf(*it);
    }
    return -1;
}

int NoukaiTimelineModelPrivate::firstErrorRow() const
{
    return record && !record->failed.empty() ? rowOf(record->failed.front()) : -1;
}

int NoukaiTimelineModelPrivate::attentionRow() const
{
    int first = -1;
    if (!record)
        return first;
    for (const int id : record->open) {
        const int row = record->attempt(id).needsPerson() ? rowOf(id) : -1;
        if (row >= 0 && (first < 0 || row < first))
            first = row;
    }
    return first >= 0 || !history ? first : rowOf(history->pausedAttempt());
}
