// SPDX-License-Identifier: MIT
#include "noukaioutputmodel.h"

#include "historyfollower_p.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

/*!
    \class NoukaiOutputModel
    \inmodule Noukai
    \brief The output of one step attempt as a list of bounded blocks.

    A piece of output changes the last row and appends rows, and never touches an earlier one: so it costs the same
    at the end of a long output as at its beginning, for the model and for a view that has one item per block. A block
    has at most 4,096 characters and ends at a line end where one is near. The output is what the step streams; once
    it completes it is what the server says it put out, as indented JSON where that is an object or an array. Where
    the two differ the rows from the difference on are removed and made again; nothing is told where they do not.

    Of an output at most 32 million characters are kept, and of all outputs of a run at most 256 MiB, the oldest of
    which are let go first: see \l isTruncated.

    With \l fixedText it shows any other text that may be long in the same way.

    The text comes from a model: show it as plain text. Roles, by the names they have in QML:

    \table
    \header \li Role \li Type \li Meaning
    \row \li \c blockText \li string \li The block's text, without the line end at its own end: the next block begins
        a new line in a list anyway. Offsets in text() and find() count that line end.
    \row \li \c blockIndex \li int \li The row.
    \row \li \c firstLine \li int \li The number of the line in which the block begins, from 1.
    \endtable

    The model lives in the thread of its flow. Changes are gathered and told from the event loop, at most once per
    frame of 16 ms. When the flow is deleted the model is empty.
*/
/*!
    \enum NoukaiOutputModel::Role
    \value BlockTextRole   blockText
    \value BlockIndexRole  blockIndex
    \value FirstLineRole   firstLine
*/

class NoukaiOutputModelPrivate : public HistoryFollower
{
public:
    explicit NoukaiOutputModelPrivate(NoukaiOutputModel *model)
        : q(model)
        , gate(model, [this] { flush(); })
    {
    }

    struct Told {
        int count = 0;
        qint64 length = 0;
        int lineCount = 0;
        bool isTruncated = false;
        bool isComplete = false;
    };
    Told current() const;

    void follow(NoukaiFlow *next);
    void request(int id);
    void replaced(int id, qsizetype keptBlocks);
    void show();
    void flush();
    bool reset();
    bool tellRows();
    bool removeRows();
    bool changeLast(const OutputText &output);
    bool appendRows(const OutputText &output);
    void tellProperties(const Told &before);
    const StepAttempt *attempt() const;
    const OutputText *output() const;

    NoukaiOutputModel *const q;
    std::shared_ptr<RunRecord> record; // holds what is shown
    QString fixedText;                 // to be shown instead
    OutputText fixed;                  // what is shown of that
    int attemptId = -1;
    int shownId = -1;
    int count = 0;                              // rows that the views know
    qsizetype lastLength = 0;                   // of the last of them, when it was told
    int kept = std::numeric_limits<int>::max(); // of the rows, since the last flush
    bool flushing = false;
    bool otherFixed = false; // the views were not told yet
    Told told;
    FrameGate gate;
};

void NoukaiOutputModelPrivate::follow(NoukaiFlow *next)
{
    if (!attach(next, q, gate))
        return;
    QObject::connect(history, &FlowHistory::attemptAdded, q, [this](int id) { request(id); });
    QObject::connect(history, &FlowHistory::attemptChanged, q, [this](int id) { request(id); });
    QObject::connect(history, &FlowHistory::outputAppended, q, [this](int id) { request(id); });
    QObject::connect(history, &FlowHistory::outputReplaced, q,
                     [this](int id, qsizetype keptBlocks) { replaced(id, keptBlocks); });
}

void NoukaiOutputModelPrivate::request(int id)
{
    if (id == attemptId)
        gate.request();
}

void NoukaiOutputModelPrivate::replaced(int id, qsizetype keptBlocks)
{
    if (id == shownId && fixed.length() == 0)
        kept = std::min(kept, int(keptBlocks));
    request(id);
}

const StepAttempt *NoukaiOutputModelPrivate::attempt() const
{
    return record && record->contains(shownId) ? &record->attempt(shownId) : nullptr;
}

const OutputText *NoukaiOutputModelPrivate::output() const
{
    if (fixed.length() > 0)
        return &fixed;
    const StepAttempt *shown = attempt();
    return shown ? &shown->output : nullptr;
}

// ---- Telling --------------------------------------------------------------------------------------------------------

// What is to be shown is another attempt, or of another flow.
void NoukaiOutputModelPrivate::show()
{
    if (flushing)
        gate.request(); // a view is being told something else
    else
        flush();
}

// Any slot may delete the model, or have it show something else; then nothing more is told of this.
void NoukaiOutputModelPrivate::flush()
{
    if (flushing) {
        gate.request(); // a slot runs an event loop of its own
        return;
    }
    const QPointer<NoukaiOutputModel> alive(q);
    flushing = true;
    const std::shared_ptr<RunRecord> current = history ? history->record() : nullptr;
    const int wanted = current && current->contains(attemptId) ? attemptId : -1;
    const bool isFixed = fixed.length() > 0;
    const bool other = wanted != shownId || (wanted >= 0 && record != current);
    const Told before = told;
    if (std::exchange(otherFixed, false) || (other && !isFixed) ? reset() : tellRows())
        tellProperties(before);
    if (alive)
        flushing = false;
}

bool NoukaiOutputModelPrivate::reset()
{
    const QPointer<NoukaiOutputModel> alive(q);
    q->beginResetModel();
    fixed.clear();
    fixed.append(fixedText);
    record = history ? history->record() : nullptr;
    shownId = record && record->contains(attemptId) ? attemptId : -1;
    const OutputText *text = output();
    count = text ? int(text->blockCount()) : 0;
    lastLength = count > 0 ? text->block(count - 1).size() : 0;
    kept = std::numeric_limits<int>::max();
    told = current();
    q->endResetModel();
    return alive;
}

bool NoukaiOutputModelPrivate::tellRows()
{
    const QPointer<NoukaiOutputModel> alive(q);
    const std::shared_ptr<RunRecord> holds = record; // slots may have the model let go of it
    const OutputText *text = output();
    if (!text)
        return true;
    const auto same = [&] {
        return alive && output() == text;
    };
    told = current();
    if (!removeRows())
        return false;
    if (same() && !changeLast(*text))
        return false;
    return !same() || appendRows(*text);
}

bool NoukaiOutputModelPrivate::removeRows()
{
    const int first = std::exchange(kept, std::numeric_limits<int>::max());
    if (first >= count)
        return true;
    const QPointer<NoukaiOutputModel> alive(q);
    q->beginRemoveRows({}, first, count - 1);
    count = first;
    lastLength = first > 0 ? output()->block(first - 1).size() : 0;
    q->endRemoveRows();
    return alive;
}

bool NoukaiOutputModelPrivate::changeLast(const OutputText &text)
{
    if (count == 0 || text.block(count - 1).size() == lastLength)
        return true;
    const QPointer<NoukaiOutputModel> alive(q);
    lastLength = text.block(count - 1).size();
    static const QList<int> Roles{NoukaiOutputModel::BlockTextRole, Qt::DisplayRole};
    Q_EMIT q->dataChanged(q->index(count - 1), q->index(count - 1), Roles);
    return alive;
}

bool NoukaiOutputModelPrivate::appendRows(const OutputText &text)
{
    const int blocks = int(text.blockCount());
    if (blocks <= count)
        return true;
    const QPointer<NoukaiOutputModel> alive(q);
    q->beginInsertRows({}, count, blocks - 1);
    count = blocks;
    lastLength = text.block(count - 1).size();
    q->endInsertRows();
    return alive;
}

NoukaiOutputModelPrivate::Told NoukaiOutputModelPrivate::current() const
{
    const OutputText *text = output();
    if (!text)
        return {};
    const StepAttempt *shown = text == &fixed ? nullptr : attempt();
    return {int(text->blockCount()), text->length(), text->lineCount(), shown && shown->isTruncated,
            !shown || shown->hasEnded()};
}

void NoukaiOutputModelPrivate::tellProperties(const Told &before)
{
    const QPointer<NoukaiOutputModel> alive(q);
    const Told now = told;
    if (now.count != before.count)
        Q_EMIT q->countChanged();
    if (alive && (now.length != before.length || now.lineCount != before.lineCount))
        Q_EMIT q->lengthChanged();
    if (alive && now.isTruncated != before.isTruncated)
        Q_EMIT q->isTruncatedChanged();
    if (alive && now.isComplete != before.isComplete)
        Q_EMIT q->isCompleteChanged();
}

// ---- The model ------------------------------------------------------------------------------------------------------

/*! Makes a model without a flow, which is empty, with the parent \a parent. */
NoukaiOutputModel::NoukaiOutputModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiOutputModelPrivate>(this))
{
}

NoukaiOutputModel::~NoukaiOutputModel() = default;

/*!
    \property NoukaiOutputModel::flow
    The flow of which an attempt's output is shown. It is not owned. Default null.
*/
NoukaiFlow *NoukaiOutputModel::flow() const
{
    return d->flow;
}

void NoukaiOutputModel::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    const QPointer<NoukaiOutputModel> alive(this);
    d->follow(flow);
    d->show();
    if (alive)
        Q_EMIT flowChanged();
}

/*!
    \property NoukaiOutputModel::attemptId
    Which attempt is shown, as NoukaiTimelineModel names it; the model is empty while the run has none of that id.
    Default -1, none.
*/
int NoukaiOutputModel::attemptId() const
{
    return d->attemptId;
}

void NoukaiOutputModel::setAttemptId(int attemptId)
{
    if (attemptId == d->attemptId)
        return;
    const QPointer<NoukaiOutputModel> alive(this);
    d->attemptId = attemptId;
    d->show();
    if (alive)
        Q_EMIT attemptIdChanged();
}

/*!
    \property NoukaiOutputModel::fixedText
    A text that is shown instead of an attempt's output, complete and as it is; default empty, which shows the output.
    It is not bounded.
*/
QString NoukaiOutputModel::fixedText() const
{
    return d->fixedText;
}

void NoukaiOutputModel::setFixedText(const QString &text)
{
    if (text == d->fixedText)
        return;
    const QPointer<NoukaiOutputModel> alive(this);
    d->fixedText = text;
    d->otherFixed = true;
    d->show();
    if (alive)
        Q_EMIT fixedTextChanged();
}

/*!
    \property NoukaiOutputModel::count
    The number of rows, which are blocks.
*/
int NoukaiOutputModel::count() const
{
    return d->count;
}

/*!
    \property NoukaiOutputModel::length
    How many characters (UTF-16 code units) of the output are kept.
*/
qint64 NoukaiOutputModel::length() const
{
    return d->told.length;
}

/*!
    \property NoukaiOutputModel::lineCount
    How many lines the output has so far. A line end at its very end begins no new line. Told by lengthChanged().
*/
int NoukaiOutputModel::lineCount() const
{
    return d->told.lineCount;
}

/*!
    \property NoukaiOutputModel::isTruncated
    Whether the step put out more than is kept.
*/
bool NoukaiOutputModel::isTruncated() const
{
    return d->told.isTruncated;
}

/*!
    \property NoukaiOutputModel::isComplete
    Whether the attempt has ended, so that nothing more will come.
*/
bool NoukaiOutputModel::isComplete() const
{
    return d->told.isComplete;
}

/*! Returns the whole output as it is kept. This makes one text of it; a view does not need that. */
QString NoukaiOutputModel::text() const
{
    return text(0, 0, std::numeric_limits<int>::max(), 0);
}

/*!
    Returns the output from the character \a fromOffset of block \a fromBlock to before the character \a toOffset of
    block \a toBlock. What lies outside of the output is left out.
*/
QString NoukaiOutputModel::text(int fromBlock, int fromOffset, int toBlock, int toOffset) const
{
    const OutputText *output = d->output();
    return output ? output->text({fromBlock, fromOffset}, {toBlock, toOffset}) : QString();
}

/*!
    Looks for \a needle from the character \a fromOffset of block \a fromBlock on, that one included; with
    \a backwards for the last match that begins before it. A match may reach over several blocks. Letters match in
    upper and lower case unless \a caseSensitive is set.

    Returns where the match begins, as an object with \c block and \c offset, and where it ends, as its \c endBlock and
    \c endOffset; all are -1 where there is none, and for a \a needle that is empty or longer than 4,096 characters.
*/
QVariantMap NoukaiOutputModel::find(const QString &needle, int fromBlock, int fromOffset, bool backwards,
                                    bool caseSensitive) const
{
    OutputText::Position found;
    const OutputText *output = d->output();
    if (output && needle.size() <= OutputText::MaximumBlock)
        found = output->find(needle, {fromBlock, fromOffset}, backwards,
                             caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
    const OutputText::Position end = found.block < 0 ? found : output->moved(found, needle.size());
    return {{QStringLiteral("block"), int(found.block)},
            {QStringLiteral("offset"), int(found.offset)},
            {QStringLiteral("endBlock"), int(end.block)},
            {QStringLiteral("endOffset"), int(end.offset)}};
}

/*!
    Returns where one is that many \a characters (UTF-16 code units) behind the character \a fromOffset of block
    \a fromBlock, before it where they are negative, as an object with \c block and \c offset. That is never outside of
    the output, and never between the halves of a surrogate pair. Without output both are -1.
*/
QVariantMap NoukaiOutputModel::moved(int fromBlock, int fromOffset, int characters) const
{
    OutputText::Position to;
    if (const OutputText *output = d->output(); output && output->blockCount() > 0) {
        to = output->moved({fromBlock, fromOffset}, characters);
        const QString &text = output->block(to.block);
        if (to.offset < text.size() && text.at(to.offset).isLowSurrogate())
            to = output->moved(to, characters < 0 ? -1 : 1);
    }
    return {{QStringLiteral("block"), int(to.block)}, {QStringLiteral("offset"), int(to.offset)}};
}

int NoukaiOutputModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->count;
}

QVariant NoukaiOutputModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OutputText *output = d->output();
    if (!output || index.row() >= output->blockCount())
        return {}; // it was let go, and will be told
    switch (role) {
    case Qt::DisplayRole:
    case BlockTextRole: {
        const QString &text = output->block(index.row());
        return text.endsWith("\r\n"_L1) ? text.chopped(2) : text.endsWith(u'\n') ? text.chopped(1) : text;
    }
    case BlockIndexRole:
        return index.row();
    case FirstLineRole:
        return output->firstLine(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> NoukaiOutputModel::roleNames() const
{
    return {{BlockTextRole, "blockText"}, {BlockIndexRole, "blockIndex"}, {FirstLineRole, "firstLine"}};
}
