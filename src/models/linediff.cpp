// SPDX-License-Identifier: MIT
#include "linediff_p.h"

#include <QtCore/QHash>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace LineDiff
{

namespace
{

constexpr qint64 MaximumSteps = 20'000'000; // that one comparison may take
constexpr int MaximumDepth = 8;             // of parts within parts
constexpr qsizetype LongestWords = 20'000;  // UTF-16 code units of a line that is compared by words

using Numbers = std::span<const int>; // lines: the same number is the same text

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

// The frontiers before each number of changes up to the one that suffices; empty where more than `most` are needed, or
// more steps than there are.
std::vector<Frontier> explore(Numbers before, Numbers after, int most, qint64 *steps)
{
    const auto rows = qsizetype(before.size());
    const auto columns = qsizetype(after.size());
    std::vector<Frontier> history;
    Frontier front(0);
    for (int changes = 0; changes <= most && *steps > 0; ++changes) {
        Frontier next(changes);
        for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
            qsizetype x = 0;
            if (changes > 0)
                x = front.comesFromAbove(diagonal, changes) ? front[diagonal + 1] : front[diagonal - 1] + 1;
            const qsizetype from = x;
            while (x < rows && x - diagonal < columns && before[std::size_t(x)] == after[std::size_t(x - diagonal)])
                ++x;
            *steps -= 1 + x - from;
            next[diagonal] = x;
            if (x >= rows && x - diagonal >= columns) {
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

using Anchor = std::pair<qsizetype, qsizetype>; // the same line in both

// Lines that stand once in each list, as many as follow one another in both.
std::vector<Anchor> anchorsOf(Numbers before, Numbers after)
{
    struct Place {
        qsizetype before = -1;
        qsizetype after = -1;
        int count = 0; // of the two together, or more
    };
    QHash<int, Place> places;
    for (std::size_t i = 0; i < before.size(); ++i) {
        Place &place = places[before[i]];
        place.count += place.before < 0 ? 1 : 2;
        place.before = qsizetype(i);
    }
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto place = places.find(after[i]);
        if (place == places.end())
            continue;
        place->count += place->after < 0 ? 1 : 2;
        place->after = qsizetype(i);
    }
    std::vector<Anchor> common;
    for (const Place &place : std::as_const(places)) {
        if (place.count == 2 && place.after >= 0)
            common.emplace_back(place.before, place.after);
    }
    std::sort(common.begin(), common.end());
    // The longest rising row of the second numbers: what each pile ends with, and what came before it.
    std::vector<std::size_t> piles;
    std::vector<qsizetype> previous(common.size(), -1);
    for (std::size_t i = 0; i < common.size(); ++i) {
        const auto pile = std::lower_bound(piles.begin(), piles.end(), i, [&](std::size_t a, std::size_t b) {
            return common[a].second < common[b].second;
        });
        if (pile != piles.begin())
            previous[i] = qsizetype(*(pile - 1));
        if (pile == piles.end())
            piles.push_back(i);
        else
            *pile = i;
    }
    std::vector<Anchor> row;
    for (qsizetype i = piles.empty() ? -1 : qsizetype(piles.back()); i >= 0; i = previous[std::size_t(i)])
        row.push_back(common[std::size_t(i)]);
    std::reverse(row.begin(), row.end());
    return row;
}

class Comparison
{
public:
    Comparison(Numbers before, Numbers after, int maximumChanges)
        : m_before(before)
        , m_after(after)
        , m_most(maximumChanges)
    {
    }

    QList<Line> lines()
    {
        addPart(0, qsizetype(m_before.size()), 0, qsizetype(m_after.size()), 0);
        return std::move(m_lines);
    }

private:
    void addSame(qsizetype x, qsizetype y) { m_lines.append({Kind::Same, x, y}); }
    void addReplaced(qsizetype x, qsizetype endX, qsizetype y, qsizetype endY)
    {
        for (; x < endX; ++x)
            m_lines.append({Kind::Removed, x, -1});
        for (; y < endY; ++y)
            m_lines.append({Kind::Added, -1, y});
    }

    void addPart(qsizetype x, qsizetype endX, qsizetype y, qsizetype endY, int depth)
    {
        for (; x < endX && y < endY && same(x, y); ++x, ++y)
            addSame(x, y);
        qsizetype tail = 0;
        while (endX - tail > x && endY - tail > y && same(endX - tail - 1, endY - tail - 1))
            ++tail;
        addMiddle(x, endX - tail, y, endY - tail, depth);
        for (; tail > 0; --tail)
            addSame(endX - tail, endY - tail);
    }

    void addMiddle(qsizetype x, qsizetype endX, qsizetype y, qsizetype endY, int depth)
    {
        if (x == endX || y == endY || m_steps <= 0 || depth > MaximumDepth) {
            addReplaced(x, endX, y, endY);
            return;
        }
        const Numbers before = m_before.subspan(std::size_t(x), std::size_t(endX - x));
        const Numbers after = m_after.subspan(std::size_t(y), std::size_t(endY - y));
        const std::vector<Frontier> history = explore(before, after, m_most, &m_steps);
        if (!history.empty()) {
            const QList<Line> way = wayBack(history, endX - x, endY - y);
            for (const Line &line : way)
                m_lines.append(
                    {line.kind, line.before < 0 ? -1 : line.before + x, line.after < 0 ? -1 : line.after + y});
            return;
        }
        m_steps -= qint64(before.size() + after.size());
        const std::vector<Anchor> anchors = anchorsOf(before, after);
        qsizetype fromX = x;
        qsizetype fromY = y;
        for (const auto &[atX, atY] : anchors) {
            addPart(fromX, x + atX, fromY, y + atY, depth + 1);
            addSame(x + atX, y + atY);
            fromX = x + atX + 1;
            fromY = y + atY + 1;
        }
        if (anchors.empty())
            addReplaced(x, endX, y, endY);
        else
            addPart(fromX, endX, fromY, endY, depth + 1);
    }

    bool same(qsizetype x, qsizetype y) const { return m_before[std::size_t(x)] == m_after[std::size_t(y)]; }

    Numbers m_before;
    Numbers m_after;
    int m_most;
    qint64 m_steps = MaximumSteps;
    QList<Line> m_lines;
};

// Texts are compared once: long ones that begin alike would take the time of all their beginnings.
std::vector<int> numbered(const QList<QStringView> &lines, QHash<QStringView, int> *numbers)
{
    std::vector<int> result;
    result.reserve(std::size_t(lines.size()));
    for (const QStringView line : lines) {
        const auto known = numbers->constFind(line);
        result.push_back(known != numbers->constEnd() ? *known : int(numbers->size()));
        if (known == numbers->constEnd())
            numbers->insert(line, result.back());
    }
    return result;
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'_';
}

QList<QStringView> wordsOf(QStringView line)
{
    QList<QStringView> words;
    for (qsizetype at = 0; at < line.size();) {
        qsizetype end = at + 1;
        while (isWordCharacter(line[at]) && end < line.size() && isWordCharacter(line[end]))
            ++end;
        words.append(line.sliced(at, end - at));
        at = end;
    }
    return words;
}

QList<Range> changedMiddle(QStringView line, QStringView other)
{
    const qsizetype shorter = std::min(line.size(), other.size());
    qsizetype head = 0;
    while (head < shorter && line[head] == other[head])
        ++head;
    if (head > 0 && line[head - 1].isHighSurrogate())
        --head;
    qsizetype tail = 0;
    while (tail < shorter - head && line[line.size() - 1 - tail] == other[other.size() - 1 - tail])
        ++tail;
    if (tail > 0 && line[line.size() - tail].isLowSurrogate())
        --tail;
    const qsizetype length = line.size() - head - tail;
    return length > 0 ? QList<Range>{{head, length}} : QList<Range>();
}

} // namespace

QList<Line> compare(const QList<QStringView> &before, const QList<QStringView> &after, int maximumChanges)
{
    QHash<QStringView, int> numbers;
    const std::vector<int> first = numbered(before, &numbers);
    const std::vector<int> second = numbered(after, &numbers);
    return Comparison(first, second, maximumChanges).lines();
}

QList<Range> changedWords(QStringView line, QStringView other)
{
    if (line.size() > LongestWords || other.size() > LongestWords)
        return changedMiddle(line, other);
    constexpr int MostChanges = 200;
    const QList<QStringView> words = wordsOf(line);
    const QList<Line> way = compare(wordsOf(other), words, MostChanges);
    QList<Range> ranges;
    for (const Line &step : way) {
        if (step.kind != Kind::Added)
            continue;
        const QStringView word = words.at(step.after);
        const qsizetype start = word.data() - line.data();
        if (!ranges.isEmpty() && ranges.constLast().start + ranges.constLast().length == start)
            ranges.last().length += word.size();
        else
            ranges.append({start, word.size()});
    }
    return ranges;
}

} // namespace LineDiff
