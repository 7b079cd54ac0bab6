// SPDX-License-Identifier: MIT
#include "linediff_p.h"

#include <algorithm>
#include <vector>

namespace LineDiff
{

namespace
{

using Lines = QList<QStringView>;

// The furthest `x` on each diagonal `x - y`, after a number of changes.
class Frontier
{
public:
    explicit Frontier(int changes)
        : m_changes(changes)
        , m_furthest(std::size_t(2 * qsizetype(changes) + 3), 0)
    {
    }

    qsizetype &operator[](int diagonal) { return m_furthest[std::size_t(qsizetype(diagonal) + m_changes + 1)]; }
    qsizetype operator[](int diagonal) const { return m_furthest[std::size_t(qsizetype(diagonal) + m_changes + 1)]; }

    // Whether the way to `diagonal` with that many changes ends with a line that was added.
    bool comesFromAbove(int diagonal, int changes) const
    {
        return diagonal == -changes || (diagonal != changes && (*this)[diagonal - 1] < (*this)[diagonal + 1]);
    }

private:
    int m_changes;
    std::vector<qsizetype> m_furthest;
};

// The frontiers before each number of changes up to the one that suffices; empty where more than `most` are needed.
std::vector<Frontier> explore(const Lines &before, const Lines &after, int most)
{
    std::vector<Frontier> history;
    Frontier front(0);
    for (int changes = 0; changes <= most; ++changes) {
        Frontier next(changes);
        for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
            qsizetype x = 0;
            if (changes > 0)
                x = front.comesFromAbove(diagonal, changes) ? front[diagonal + 1] : front[diagonal - 1] + 1;
            while (x < before.size() && x - diagonal < after.size() && before.at(x) == after.at(x - diagonal))
                ++x;
            next[diagonal] = x;
            if (x >= before.size() && x - diagonal >= after.size()) {
                history.push_back(std::move(front));
                return history;
            }
        }
        // The next round reads one diagonal beyond each side.
        Frontier wider(changes + 1);
        for (int diagonal = -changes; diagonal <= changes; ++diagonal)
            wider[diagonal] = next[diagonal];
        history.push_back(std::move(front));
        front = std::move(wider);
    }
    return {};
}

void addReplaced(QList<Line> *lines, qsizetype from, qsizetype removed, qsizetype added)
{
    for (qsizetype i = 0; i < removed; ++i)
        lines->append({Kind::Removed, from + i, -1});
    for (qsizetype i = 0; i < added; ++i)
        lines->append({Kind::Added, -1, from + i});
}

// Back from the end, change by change.
QList<Line> wayBack(const std::vector<Frontier> &history, qsizetype x, qsizetype y)
{
    QList<Line> way;
    for (int changes = int(history.size()) - 1; changes >= 0; --changes) {
        const int diagonal = int(x - y);
        const bool above = changes > 0 && history[std::size_t(changes)].comesFromAbove(diagonal, changes);
        const int came = above ? diagonal + 1 : diagonal - 1;
        const qsizetype startX = changes > 0 ? history[std::size_t(changes)][came] : 0;
        const qsizetype startY = changes > 0 ? startX - came : 0;
        while (x > startX + (changes > 0 && !above) && y > startY + (changes > 0 && above))
            way.append({Kind::Same, --x, --y});
        if (changes > 0 && above)
            way.append({Kind::Added, -1, --y});
        else if (changes > 0)
            way.append({Kind::Removed, --x, -1});
    }
    std::reverse(way.begin(), way.end());
    return way;
}

} // namespace

QList<Line> compare(const Lines &before, const Lines &after, int maximumChanges)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < shorter && before.at(head) == after.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;

    QList<Line> lines;
    for (qsizetype i = 0; i < head; ++i)
        lines.append({Kind::Same, i, i});
    const Lines middleBefore = before.mid(head, before.size() - head - tail);
    const Lines middleAfter = after.mid(head, after.size() - head - tail);
    constexpr qsizetype MaximumSteps = 20'000'000; // lines that are compared
    const qsizetype affordable = MaximumSteps / std::max<qsizetype>(1, middleBefore.size() + middleAfter.size());
    const std::vector<Frontier> history =
        explore(middleBefore, middleAfter, int(std::min<qsizetype>(maximumChanges, affordable)));
    if (history.empty()) {
        addReplaced(&lines, head, middleBefore.size(), middleAfter.size());
    } else {
        const auto way = wayBack(history, middleBefore.size(), middleAfter.size());
        for (const Line &line : way)
            lines.append(
                {line.kind, line.before < 0 ? -1 : line.before + head, line.after < 0 ? -1 : line.after + head});
    }
    for (qsizetype i = tail; i > 0; --i)
        lines.append({Kind::Same, before.size() - i, after.size() - i});
    return lines;
}

} // namespace LineDiff
