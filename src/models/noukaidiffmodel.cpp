// SPDX-License-Identifier: MIT
#include "noukaidiffmodel.h"

#include "linediff_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

/*!
    \property NoukaiDiffModel::original
    The text that is compared with. Default empty.
*/
/*!
    \property NoukaiDiffModel::text
    The text that is compared. Default empty.
*/
/*!
    \property NoukaiDiffModel::context
    How many equal lines are shown around a change; negative for all of them. Default 3.
*/
/*!
    \property NoukaiDiffModel::count
    The number of rows.
*/
/*!
    \property NoukaiDiffModel::addedCount
    How many lines only the text has.
*/
/*!
    \property NoukaiDiffModel::removedCount
    How many lines only the original has.
*/
/*!
    \property NoukaiDiffModel::summary
    What changed in a few words, translated: "2 lines added, 1 line removed".
*/
/*!
    \fn void NoukaiDiffModel::changed()
    The texts or how they are shown changed, and with them all rows.
*/

class NoukaiDiffModelPrivate
{
public:
    struct Row {
        NoukaiDiffModel::LineKind kind = NoukaiDiffModel::Same;
        qsizetype before = -1;
        qsizetype after = -1;
        qsizetype lines = 1;
        qsizetype partner = -1; // the row that it stands for, in the other text
    };
    struct Unit {
        int firstLine;
        int lines;
    };

    void compare();
    void pairRows(qsizetype from);
    QVariantList changes(const Row &row) const;
    int lineOf(const QList<Unit> &units, qsizetype index) const
    {
        return index < 0 ? 0 : units.isEmpty() ? int(index + 1) : units.at(index).firstLine;
    }
    void addSame(const QList<LineDiff::Line> &lines, qsizetype from, qsizetype end);
    QStringView line(const Row &row) const;

    QString original;
    QString text;
    int context = 3;
    QList<QStringView> before; // of the texts above
    QList<QStringView> after;
    QList<Unit> unitsBefore; // empty where each is one line
    QList<Unit> unitsAfter;
    QList<Row> rows;
    int added = 0;
    int removed = 0;
};

namespace
{

constexpr qsizetype MostLines = 200'000;

// Blocks of about `size` lines that end where their lines say so: a line more or less moves the ends of a few blocks
// and not those of all that follow.
QList<QStringView> blocksOf(QStringView text, qsizetype size, QList<NoukaiDiffModelPrivate::Unit> *units)
{
    QList<QStringView> blocks;
    qsizetype begin = 0;
    int lines = 0;
    int line = 0;
    for (qsizetype at = 0; at <= text.size();) {
        const qsizetype found = text.indexOf(u'\n', at);
        const qsizetype end = found < 0 ? text.size() : found;
        ++lines;
        ++line;
        const bool mayEnd = lines >= size && (lines >= 4 * size || qHash(text.sliced(at, end - at), 0) % 4 == 0);
        if (mayEnd || found < 0) {
            blocks.append(text.sliced(begin, end - begin));
            units->append({line - lines + 1, lines});
            begin = end + 1;
            lines = 0;
        }
        at = end + 1;
    }
    return blocks;
}

} // namespace

void NoukaiDiffModelPrivate::compare()
{
    unitsBefore.clear();
    unitsAfter.clear();
    const qsizetype most = std::max(original.count(u'\n'), text.count(u'\n')) + 1;
    const qsizetype size = (most + MostLines - 1) / MostLines;
    const auto linesOf = [size](const QString &whole, QList<Unit> *units) {
        // A text without a line has none that was removed or added.
        if (whole.isEmpty())
            return QList<QStringView>();
        return size > 1 ? blocksOf(whole, size, units) : QStringView(whole).split(u'\n');
    };
    before = linesOf(original, &unitsBefore);
    after = linesOf(text, &unitsAfter);
    const QList<LineDiff::Line> lines = LineDiff::compare(before, after);
    rows.clear();
    added = 0;
    removed = 0;
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype end = i;
        while (end < lines.size() && lines.at(end).kind == LineDiff::Kind::Same)
            ++end;
        addSame(lines, i, end);
        const qsizetype first = rows.size();
        for (i = end; i < lines.size() && lines.at(i).kind != LineDiff::Kind::Same; ++i) {
            const bool isAdded = lines.at(i).kind == LineDiff::Kind::Added;
            const QList<Unit> &units = isAdded ? unitsAfter : unitsBefore;
            const qsizetype unit = isAdded ? lines.at(i).after : lines.at(i).before;
            const int count = units.isEmpty() ? 1 : units.at(unit).lines;
            (isAdded ? added : removed) += count;
            rows.append({isAdded ? NoukaiDiffModel::Added : NoukaiDiffModel::Removed, lines.at(i).before,
                         lines.at(i).after, count});
        }
        pairRows(first);
    }
}

// Among neighbours, the first line that was removed stands for the first one that was added, and so on.
void NoukaiDiffModelPrivate::pairRows(qsizetype from)
{
    qsizetype addedRow = from;
    for (qsizetype row = from; row < rows.size(); ++row) {
        if (rows.at(row).kind != NoukaiDiffModel::Removed)
            continue;
        while (addedRow < rows.size() && rows.at(addedRow).kind != NoukaiDiffModel::Added)
            ++addedRow;
        if (addedRow == rows.size())
            return;
        rows[row].partner = addedRow;
        rows[addedRow].partner = row;
        ++addedRow;
    }
}

QVariantList NoukaiDiffModelPrivate::changes(const Row &row) const
{
    QVariantList ranges;
    if (row.partner < 0)
        return ranges;
    for (const LineDiff::Range &range : LineDiff::changedWords(line(row), line(rows.at(row.partner))))
        ranges.append(QVariantMap{{u"start"_s, range.start}, {u"length"_s, range.length}});
    return ranges;
}

// Those near a change, and one row for the others.
void NoukaiDiffModelPrivate::addSame(const QList<LineDiff::Line> &lines, qsizetype from, qsizetype end)
{
    const qsizetype kept = context < 0 ? end - from : context;
    const qsizetype head = from == 0 ? from : std::min(from + kept, end);
    const qsizetype tail = end == lines.size() ? end : std::max(end - kept, head);
    const bool folds = tail - head > 1 && context >= 0; // a row for a single line would save nothing
    for (qsizetype i = from; i < end; ++i) {
        if (folds && i == head) {
            qsizetype count = tail - head;
            for (qsizetype line = head; line < tail && !unitsAfter.isEmpty(); ++line)
                count += unitsAfter.at(lines.at(line).after).lines - 1;
            rows.append({NoukaiDiffModel::Gap, -1, -1, count});
            i = tail - 1;
            continue;
        }
        rows.append({NoukaiDiffModel::Same, lines.at(i).before, lines.at(i).after, 1});
    }
}

QStringView NoukaiDiffModelPrivate::line(const Row &row) const
{
    return row.after >= 0 ? after.at(row.after) : row.before >= 0 ? before.at(row.before) : QStringView();
}

/*! Makes a model of two empty texts, with the parent \a parent. */
NoukaiDiffModel::NoukaiDiffModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiDiffModelPrivate>())
{
}

NoukaiDiffModel::~NoukaiDiffModel() = default;

// Rows refer to the texts, so these change with them.
template <typename Value>
void NoukaiDiffModel::update(Value *held, const Value &value)
{
    if (value == *held)
        return;
    beginResetModel();
    *held = value;
    d->compare();
    endResetModel();
    Q_EMIT changed();
}

QString NoukaiDiffModel::original() const
{
    return d->original;
}

void NoukaiDiffModel::setOriginal(const QString &original)
{
    update(&d->original, original);
}

QString NoukaiDiffModel::text() const
{
    return d->text;
}

void NoukaiDiffModel::setText(const QString &text)
{
    update(&d->text, text);
}

int NoukaiDiffModel::context() const
{
    return d->context;
}

void NoukaiDiffModel::setContext(int lines)
{
    update(&d->context, lines);
}

int NoukaiDiffModel::count() const
{
    return int(d->rows.size());
}

int NoukaiDiffModel::addedCount() const
{
    return d->added;
}

int NoukaiDiffModel::removedCount() const
{
    return d->removed;
}

QString NoukaiDiffModel::summary() const
{
    QStringList parts;
    // The singular stands apart, so that English is right without a catalogue.
    if (d->added == 1)
        parts << tr("1 line added");
    else if (d->added > 0)
        parts << tr("%n lines added", nullptr, d->added);
    if (d->removed == 1)
        parts << tr("1 line removed");
    else if (d->removed > 0)
        parts << tr("%n lines removed", nullptr, d->removed);
    return parts.isEmpty() ? tr("No difference") : QLocale().createSeparatedList(parts);
}

int NoukaiDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NoukaiDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const NoukaiDiffModelPrivate::Row &row = d->rows.at(index.row());
    const auto text = [&] {
        return row.kind == Gap ? tr("%n equal lines", nullptr, int(row.lines)) : d->line(row).toString();
    };
    switch (role) {
    case Qt::DisplayRole:
    case LineTextRole:
        return text();
    case LineKindRole:
        return row.kind;
    case OriginalLineRole:
        return d->lineOf(d->unitsBefore, row.before);
    case TextLineRole:
        return d->lineOf(d->unitsAfter, row.after);
    case ChangesRole:
        return d->changes(row);
    case Qt::AccessibleTextRole:
    case AccessibleTextRole: {
        const QString said = NoukaiText::preview(text());
        return row.kind == Added ? tr("Added: %1").arg(said) : row.kind == Removed ? tr("Removed: %1").arg(said) : said;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> NoukaiDiffModel::roleNames() const
{
    return {{LineTextRole, "lineText"},
            {LineKindRole, "lineKind"},
            {OriginalLineRole, "originalLine"},
            {TextLineRole, "textLine"},
            {AccessibleTextRole, "accessibleText"},
            {ChangesRole, "changes"}};
}
