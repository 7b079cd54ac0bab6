// SPDX-License-Identifier: MIT
// How a comparison follows the histories of its flows, what it tells its views, and what it says of a row.
#include "noukairuncomparison_p.h"

#include <Noukai/noukaiformat.h>

#include <QtCore/QLocale>

#include <algorithm>
#include <utility>

using Model = NoukaiRunComparison;

void NoukaiRunComparisonPrivate::setFlow(int side, NoukaiFlow *flow)
{
    if (flow == sides.at(std::size_t(side)).flow)
        return;
    for (Side &each : sides) { // they may be the same flow
        if (each.flow)
            each.flow->disconnect(q);
        if (each.history)
            each.history->disconnect(q);
    }
    sides.at(std::size_t(side)).flow = flow;
    sides.at(std::size_t(side)).attempt = -1;
    for (Side &each : sides)
        link(each);
    structureDiffers = true;
    const QPointer<Model> alive(q);
    if (flushing)
        gate.request(); // a view is being told something else
    else
        flush();
    if (alive)
        Q_EMIT q->flowsChanged();
}

void NoukaiRunComparisonPrivate::setAttempt(int side, int attempt)
{
    attempt = std::max(-1, attempt);
    if (std::exchange(sides.at(std::size_t(side)).attempt, attempt) == attempt)
        return;
    structureDiffers = true;
    const QPointer<Model> alive(q);
    if (flushing)
        gate.request();
    else
        flush();
    if (alive)
        Q_EMIT q->attemptsChanged();
}

void NoukaiRunComparisonPrivate::link(Side &side)
{
    NoukaiFlow *const flow = side.flow;
    side.history = flow ? FlowHistory::of(flow) : nullptr;
    side.changed.clear();
    if (!flow)
        return;
    QObject::connect(flow, &QObject::destroyed, q, [this] {
        structureDiffers = true;
        gate.request();
        Q_EMIT q->flowsChanged();
    });
    const auto differs = [this] {
        structureDiffers = true;
        gate.request();
    };
    Side *const place = &side;
    const auto changes = [this, place](int id) {
        place->changed.insert(id);
        gate.request();
    };
    QObject::connect(side.history, &FlowHistory::cleared, q, differs);
    QObject::connect(side.history, &FlowHistory::attemptAdded, q, differs);
    QObject::connect(side.history, &FlowHistory::attemptChanged, q, changes);
    QObject::connect(side.history, &FlowHistory::outputReplaced, q, changes);
    QObject::connect(side.history, &FlowHistory::timesChanged, q, [this] { gate.request(); });
}

// ---- Telling --------------------------------------------------------------------------------------------------------

// Any slot may delete the model, or give it other flows.
void NoukaiRunComparisonPrivate::flush()
{
    if (flushing) {
        gate.request(); // a slot runs an event loop of its own
        return;
    }
    const QPointer<Model> alive(q);
    flushing = true;
    bool goesOn = true;
    const bool otherRun = std::any_of(sides.begin(), sides.end(), [](const Side &side) {
        return side.record != (side.history ? side.history->record() : nullptr);
    });
    if (otherRun)
        goesOn = reset();
    else
        goesOn = rematch() && tellChanges();
    if (!alive)
        return;
    if (goesOn) {
        const Totals next = count();
        const bool differ = !(next == totals);
        totals = next;
        const int rowCount = int(rows.size());
        if (std::exchange(toldCount, rowCount) != rowCount)
            Q_EMIT q->countChanged();
        if (alive && differ)
            Q_EMIT q->totalsChanged();
    }
    if (alive)
        flushing = false;
}

bool NoukaiRunComparisonPrivate::reset()
{
    const QPointer<Model> alive(q);
    q->beginResetModel();
    for (Side &side : sides) {
        side.record = side.history ? side.history->record() : nullptr;
        side.changed.clear();
    }
    rows = matched();
    relations.assign(rows.size(), -1);
    numberRows();
    structureDiffers = false;
    q->endResetModel();
    return alive;
}

bool NoukaiRunComparisonPrivate::rematch()
{
    // A step that was pending has its id once it starts, so it may belong to another one.
    bool mayDiffer = std::exchange(structureDiffers, false);
    for (const Side &side : sides)
        mayDiffer |= !side.changed.isEmpty() && !side.rowOf.isEmpty() && side.attempt < 0;
    return !mayDiffer || replaceRows(matched());
}

std::vector<RunMatch::Row> NoukaiRunComparisonPrivate::matched()
{
    const Side &a = sides[Model::A];
    const Side &b = sides[Model::B];
    if (a.attempt < 0 && b.attempt < 0)
        return RunMatch::match(a.record.get(), b.record.get(), &truncated);
    truncated = false;
    const auto idOf = [](const Side &side) {
        return side.record && side.attempt >= 0 && side.record->contains(side.attempt) ? side.attempt : -1;
    };
    const RunMatch::Row row{idOf(a), idOf(b)};
    return row.a >= 0 || row.b >= 0 ? std::vector<RunMatch::Row>{row} : std::vector<RunMatch::Row>();
}

// What both lists begin and end with stays; between that, rows are other ones, and some come or go.
bool NoukaiRunComparisonPrivate::replaceRows(const std::vector<RunMatch::Row> &next)
{
    const std::size_t shorter = std::min(rows.size(), next.size());
    std::size_t head = 0;
    while (head < shorter && rows[head] == next[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && rows[rows.size() - 1 - tail] == next[next.size() - 1 - tail])
        ++tail;
    const std::size_t before = rows.size() - head - tail;
    const std::size_t after = next.size() - head - tail;
    if (before == 0 && after == 0)
        return true;
    const std::size_t kept = std::min(before, after);
    const auto at = [](auto &list, std::size_t position) {
        return list.begin() + std::ptrdiff_t(position);
    };
    const QPointer<Model> alive(q);
    std::copy(next.begin() + std::ptrdiff_t(head), next.begin() + std::ptrdiff_t(head + kept), at(rows, head));
    std::fill(at(relations, head), at(relations, head + kept), qint8(-1));
    if (before > kept) {
        q->beginRemoveRows({}, int(head + kept), int(head + before) - 1);
        rows.erase(at(rows, head + kept), at(rows, head + before));
        relations.erase(at(relations, head + kept), at(relations, head + before));
        numberRows();
        q->endRemoveRows();
    } else if (after > kept) {
        q->beginInsertRows({}, int(head + kept), int(head + after) - 1);
        rows.insert(at(rows, head + kept), next.begin() + std::ptrdiff_t(head + kept),
                    next.begin() + std::ptrdiff_t(head + after));
        relations.insert(at(relations, head + kept), after - kept, qint8(-1));
        numberRows();
        q->endInsertRows();
    } else {
        numberRows();
    }
    return alive && (kept == 0 || tellRows(int(head), int(head + kept) - 1));
}

void NoukaiRunComparisonPrivate::numberRows()
{
    for (Side &side : sides)
        side.rowOf.clear();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].a >= 0)
            sides[Model::A].rowOf.insert(rows[row].a, int(row));
        if (rows[row].b >= 0)
            sides[Model::B].rowOf.insert(rows[row].b, int(row));
    }
}

bool NoukaiRunComparisonPrivate::tellRows(int first, int last)
{
    const QPointer<Model> alive(q);
    Q_EMIT q->dataChanged(q->index(first), q->index(std::min(last, int(rows.size()) - 1)));
    return alive;
}

bool NoukaiRunComparisonPrivate::tellChanges()
{
    std::vector<int> dirty;
    for (Side &side : sides) {
        for (const int id : std::exchange(side.changed, {})) {
            const auto row = side.rowOf.constFind(id);
            if (row != side.rowOf.constEnd())
                dirty.push_back(*row);
        }
    }
    std::sort(dirty.begin(), dirty.end());
    dirty.erase(std::unique(dirty.begin(), dirty.end()), dirty.end());
    for (const int row : dirty)
        relations[std::size_t(row)] = -1;
    for (std::size_t i = 0; i < dirty.size();) {
        std::size_t end = i + 1;
        while (end < dirty.size() && dirty[end] == dirty[end - 1] + 1)
            ++end;
        if (dirty[end - 1] < int(rows.size()) && !tellRows(dirty[i], dirty[end - 1]))
            return false;
        i = end;
    }
    return true;
}

// ---- Looking up -----------------------------------------------------------------------------------------------------

const StepAttempt *NoukaiRunComparisonPrivate::attempt(int row, int side) const
{
    if (row < 0 || row >= int(rows.size()))
        return nullptr;
    const RunMatch::Row &ids = rows[std::size_t(row)];
    const int id = side == Model::A ? ids.a : ids.b;
    const auto &record = sides.at(std::size_t(side)).record;
    return id >= 0 && record && record->contains(id) ? &std::as_const(*record).attempt(id) : nullptr;
}

NoukaiRunComparison::OutputRelation NoukaiRunComparisonPrivate::relation(int row) const
{
    qint8 &known = relations[std::size_t(row)];
    if (known < 0)
        known = qint8(RunMatch::compareOutputs(attempt(row, Model::A), attempt(row, Model::B)));
    return Model::OutputRelation(known);
}

NoukaiRunComparisonPrivate::Totals NoukaiRunComparisonPrivate::count() const
{
    Totals next;
    next.isTruncated = truncated;
    for (int row = 0; row < int(rows.size()); ++row)
        ++next.relations.at(std::size_t(relation(row)));
    const bool single = sides[Model::A].attempt >= 0 || sides[Model::B].attempt >= 0;
    for (std::size_t side = 0; side < sides.size(); ++side) {
        const Side &each = sides.at(side);
        const StepAttempt *alone = single ? attempt(0, int(side)) : nullptr;
        if (alone) {
            next.durations.at(side) = alone->durationMs;
            next.tokens.at(side) =
                q->index(0).data(side == Model::A ? Model::TotalTokensARole : Model::TotalTokensBRole).toLongLong();
            next.costs.at(side) = alone->costUsd;
        } else if (!single && each.flow && each.record) {
            next.durations.at(side) = each.record->endMs - each.record->waitedMs;
            next.tokens.at(side) = each.flow->usage().totalTokens();
            next.costs.at(side) = each.flow->usage().costUsd();
        }
    }
    return next;
}

// The numbers are exact, for they are read out.
QString NoukaiRunComparisonPrivate::sentence(int row) const
{
    const QLocale locale;
    const auto sideText = [&](const StepAttempt *attempt) {
        if (!attempt)
            return Model::tr("not there", "a step that one of two runs does not have");
        QString text = NoukaiFormat::stepWord(attempt->state);
        const auto add = [&text](const QString &part) {
            text = Model::tr("%1, %2", "a list").arg(text, part);
        };
        if (attempt->durationMs >= 0)
            add(NoukaiFormat::duration(attempt->durationMs));
        if (!attempt->costUsd.isEmpty())
            add(NoukaiFormat::cost(attempt->costUsd));
        if (!attempt->overrides.isEmpty())
            add(Model::tr("overridden"));
        return text;
    };
    const StepAttempt *a = attempt(row, Model::A);
    const StepAttempt *b = attempt(row, Model::B);
    const StepAttempt *shown = b ? b : a;
    if (!shown)
        return {};
    QString words;
    switch (relation(row)) {
    case Model::NoOutput:
        words = Model::tr("no output");
        break;
    case Model::SameOutput:
        words = Model::tr("the same output");
        break;
    case Model::DifferentOutput:
        words = Model::tr("different outputs");
        break;
    case Model::OutputOnlyInA:
        words = Model::tr("an output in the first run alone");
        break;
    case Model::OutputOnlyInB:
        words = Model::tr("an output in the second run alone");
        break;
    case Model::UnknownRelation:
        words = Model::tr("outputs not compared");
        break;
    }
    const QString name = NoukaiFormat::stepTitle(shown->name, shown->stepIndex, 1, 1, shown->iteration, locale);
    //: A step and how it went in two runs that are compared, as in "Draft: Completed, 3.4 s; then Failed; different
    //: outputs".
    return Model::tr("%1: %2; then %3; %4").arg(name, sideText(a), sideText(b), words);
}
