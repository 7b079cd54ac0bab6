// SPDX-License-Identifier: MIT
#include "runmatch_p.h"

#include "wire/decimal_p.h"
#include "wire/stepencoder_p.h"

#include <QtCore/QHash>

#include <algorithm>
#include <utility>

namespace RunMatch
{

namespace
{

using Key = std::pair<QString, int>;
using Relation = NoukaiRunComparison::OutputRelation;

// The attempts that count, in the order of the rows of a timeline.
std::vector<int> effective(const RunRecord *record, bool *isTruncated)
{
    std::vector<int> ids;
    if (!record)
        return ids;
    QHash<Key, std::size_t> positions;
    for (const int id : record->order()) {
        const StepAttempt &attempt = record->attempt(id);
        const Key key(attempt.stepId, attempt.iteration);
        const auto known = attempt.stepId.isEmpty() ? positions.constEnd() : positions.constFind(key);
        if (known != positions.constEnd()) {
            ids[*known] = id;
            continue;
        }
        if (ids.size() == MaximumRows) {
            *isTruncated = true;
            return ids;
        }
        if (!attempt.stepId.isEmpty())
            positions.insert(key, ids.size());
        ids.push_back(id);
    }
    return ids;
}

// For each of `as` which of `bs` belongs to it by `keyOf`; those that have a partner already are left out.
template <typename KeyOf>
void pair(const RunRecord &a, const std::vector<int> &as, std::vector<int> &partnerOfA, const RunRecord &b,
          const std::vector<int> &bs, std::vector<bool> &isPaired, const KeyOf &keyOf)
{
    QHash<Key, std::size_t> free;
    for (std::size_t i = bs.size(); i-- > 0;) { // the first one of a key stays
        const Key key = keyOf(b.attempt(bs[i]));
        if (!isPaired[i] && key.second > 0)
            free.insert(key, i);
    }
    for (std::size_t i = 0; i < as.size(); ++i) {
        if (partnerOfA[i] >= 0)
            continue;
        const auto found = free.find(keyOf(a.attempt(as[i])));
        if (found == free.end())
            continue;
        partnerOfA[i] = int(*found);
        isPaired[*found] = true;
        free.erase(found);
    }
}

bool hasOutput(const StepAttempt &attempt, const QByteArray &raw)
{
    return attempt.output.length() > 0 || (!raw.isEmpty() && raw != "null");
}

// Blocks end where pieces of a stream did.
bool isSameText(const OutputText &a, const OutputText &b)
{
    if (a.length() != b.length())
        return false;
    QStringView restA;
    QStringView restB;
    qsizetype nextA = 0;
    qsizetype nextB = 0;
    for (;;) {
        while (restA.isEmpty() && nextA < a.blockCount())
            restA = a.block(nextA++);
        while (restB.isEmpty() && nextB < b.blockCount())
            restB = b.block(nextB++);
        const qsizetype size = std::min(restA.size(), restB.size());
        if (size == 0)
            return true;
        if (restA.first(size) != restB.first(size))
            return false;
        restA = restA.sliced(size);
        restB = restB.sliced(size);
    }
}

bool isString(const QByteArray &raw)
{
    return raw.trimmed().startsWith('"');
}

} // namespace

std::vector<Row> match(const RunRecord *a, const RunRecord *b, bool *isTruncated)
{
    *isTruncated = false;
    const std::vector<int> as = effective(a, isTruncated);
    const std::vector<int> bs = effective(b, isTruncated);
    std::vector<int> partnerOfA(as.size(), -1);
    std::vector<bool> isPaired(bs.size(), false);
    if (a && b) {
        pair(*a, as, partnerOfA, *b, bs, isPaired, [](const StepAttempt &attempt) {
            return Key(attempt.stepId, attempt.stepId.isEmpty() ? 0 : attempt.iteration);
        });
        pair(*a, as, partnerOfA, *b, bs, isPaired,
             [](const StepAttempt &attempt) { return Key(QString::number(attempt.stepIndex), attempt.iteration); });
    }
    // What only the second run has stands behind what comes before it there.
    std::vector<int> positionInA(bs.size(), -1);
    for (std::size_t i = 0; i < as.size(); ++i) {
        if (partnerOfA[i] >= 0)
            positionInA[std::size_t(partnerOfA[i])] = int(i);
    }
    std::vector<std::vector<int>> behind(as.size() + 1);
    std::size_t place = 0;
    for (std::size_t i = 0; i < bs.size(); ++i) {
        if (positionInA[i] >= 0)
            place = std::size_t(positionInA[i]) + 1;
        else
            behind[place].push_back(bs[i]);
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i <= as.size(); ++i) {
        for (const int id : behind[i])
            rows.push_back({-1, id});
        if (i < as.size())
            rows.push_back({as[i], partnerOfA[i] < 0 ? -1 : bs[std::size_t(partnerOfA[i])]});
    }
    return rows;
}

NoukaiRunComparison::OutputRelation compareOutputs(const StepAttempt *a, const StepAttempt *b)
{
    if ((a && a->isOpen()) || (b && b->isOpen()))
        return Relation::UnknownRelation; // there is more to come
    const QByteArray rawA = a ? NoukaiWire::rawOutput(a->completion) : QByteArray();
    const QByteArray rawB = b ? NoukaiWire::rawOutput(b->completion) : QByteArray();
    const bool hasA = a && (hasOutput(*a, rawA) || a->outputBytes > 0);
    const bool hasB = b && (hasOutput(*b, rawB) || b->outputBytes > 0);
    if (!hasA || !hasB)
        return hasA ? Relation::OutputOnlyInA : hasB ? Relation::OutputOnlyInB : Relation::NoOutput;
    if (!rawA.isEmpty() && rawA == rawB)
        return Relation::SameOutput;
    // As text numbers may have lost digits.
    if (!rawA.isEmpty() && !rawB.isEmpty() && (!isString(rawA) || !isString(rawB)))
        return Relation::DifferentOutput;
    if (a->outputBytes != b->outputBytes)
        return Relation::DifferentOutput;
    if (a->isTruncated || b->isTruncated)
        return Relation::UnknownRelation;
    return isSameText(a->output, b->output) ? Relation::SameOutput : Relation::DifferentOutput;
}

QString costDifference(const QString &a, const QString &b)
{
    const auto from = NoukaiWire::Decimal::fromString(a);
    auto difference = NoukaiWire::Decimal::fromString(b);
    if (!from || !difference)
        return {};
    *difference -= *from;
    return difference->toString();
}

} // namespace RunMatch
