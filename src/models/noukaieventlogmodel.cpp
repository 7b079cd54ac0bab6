// SPDX-License-Identifier: MIT
#include "noukaieventlogmodel.h"

#include "eventlog_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QPointer>

/*!
    \property NoukaiEventLogModel::flow
    The flow whose events are shown. It is not owned, and null once it is gone; the rows stay. Setting another one
    empties the log. Default null.
*/
/*!
    \property NoukaiEventLogModel::capacity
    How many events are kept, at least 1. Default 10,000. While \l paused it is twice as many.
*/
/*!
    \property NoukaiEventLogModel::byteCapacity
    How many bytes of raw text are kept, at least 4,096. Default 64 MiB. While \l paused it is twice as many. A single
    event longer than a quarter of it is cut.
*/
/*!
    \property NoukaiEventLogModel::filter
    Which events are shown; see \l{The filter}. Where it has a fault, filterError says which, and what was shown before
    is shown on. Default empty: all.
*/
/*!
    \property NoukaiEventLogModel::filterError
    What is wrong with \l filter, translated, naming the term; empty when nothing is.
*/
/*!
    \property NoukaiEventLogModel::recordFilter
    Which events are kept at all, written like \l filter. Problems always are. It counts for what comes from now on;
    what does not fit is gone, and counted in \l skipped. Where it has a fault, recordFilterError says which, and the
   one before counts on. Default empty: all.
*/
/*!
    \property NoukaiEventLogModel::recordFilterError
    What is wrong with \l recordFilter, translated, naming the term; empty when nothing is.
*/
/*!
    \property NoukaiEventLogModel::paused
    Whether the rows stand still. What comes meanwhile is kept and shown afterwards. Default false.
*/
/*!
    \property NoukaiEventLogModel::spillFile
    The file to which events are appended when they leave the memory, one JSON object per line; only its owner can read
    it. Empty, the default: they are gone.
*/
/*!
    \property NoukaiEventLogModel::spillError
    Why nothing is written to \l spillFile any more, translated; empty when all is well.
*/
/*!
    \property NoukaiEventLogModel::count
    The number of rows.
*/
/*!
    \property NoukaiEventLogModel::total
    How many events have been kept since the log was empty.
*/
/*!
    \property NoukaiEventLogModel::skipped
    How many \l recordFilter kept out since the log was empty.
*/
/*!
    \property NoukaiEventLogModel::dropped
    How many of \l total are not in memory any more.
*/
/*!
    \property NoukaiEventLogModel::pendingCount
    How many have come that the rows do not show yet, above all while \l paused.
*/
/*!
    \property NoukaiEventLogModel::problemCount
    How many of all that have come are problems.
*/

/*! Makes an empty log without a flow, with the parent \a parent. */
NoukaiEventLogModel::NoukaiEventLogModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiEventLogModelPrivate>(this))
{
}

NoukaiEventLogModel::~NoukaiEventLogModel() = default;

NoukaiFlow *NoukaiEventLogModel::flow() const
{
    return d->flow;
}

void NoukaiEventLogModel::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    const QPointer<NoukaiEventLogModel> alive(this);
    d->setFlow(flow);
    if (alive)
        Q_EMIT flowChanged();
}

int NoukaiEventLogModel::capacity() const
{
    return d->capacity;
}

void NoukaiEventLogModel::setCapacity(int events)
{
    events = qBound(1, events, 10'000'000);
    if (events == d->capacity)
        return;
    const QPointer<NoukaiEventLogModel> alive(this);
    d->capacity = events;
    d->flush();
    if (alive)
        Q_EMIT capacityChanged();
}

qint64 NoukaiEventLogModel::byteCapacity() const
{
    return d->byteCapacity;
}

void NoukaiEventLogModel::setByteCapacity(qint64 bytes)
{
    bytes = qBound(qint64(4096), bytes, qint64(1) << 40);
    if (bytes == d->byteCapacity)
        return;
    const QPointer<NoukaiEventLogModel> alive(this);
    d->byteCapacity = bytes;
    d->flush();
    if (alive)
        Q_EMIT byteCapacityChanged();
}

QString NoukaiEventLogModel::filter() const
{
    return d->filter;
}

void NoukaiEventLogModel::setFilter(const QString &filter)
{
    if (filter != d->filter)
        d->setFilter(filter);
}

QString NoukaiEventLogModel::filterError() const
{
    return d->filterError;
}

QString NoukaiEventLogModel::recordFilter() const
{
    return d->recordFilter;
}

void NoukaiEventLogModel::setRecordFilter(const QString &filter)
{
    if (filter != d->recordFilter)
        d->setRecordFilter(filter);
}

QString NoukaiEventLogModel::recordFilterError() const
{
    return d->recordFilterError;
}

bool NoukaiEventLogModel::isPaused() const
{
    return d->paused;
}

void NoukaiEventLogModel::setPaused(bool paused)
{
    if (paused == d->paused)
        return;
    const QPointer<NoukaiEventLogModel> alive(this);
    d->flush(); // the rows stand still as of now, not as of the last frame
    if (!alive)
        return;
    d->paused = paused;
    d->flush();
    if (alive)
        Q_EMIT pausedChanged();
}

QString NoukaiEventLogModel::spillFile() const
{
    return d->spillFile;
}

void NoukaiEventLogModel::setSpillFile(const QString &path)
{
    if (path != d->spillFile)
        d->setSpillFile(path);
}

QString NoukaiEventLogModel::spillError() const
{
    return d->spillError;
}

int NoukaiEventLogModel::count() const
{
    return d->rowCount();
}

qint64 NoukaiEventLogModel::total() const
{
    return d->total;
}

qint64 NoukaiEventLogModel::skipped() const
{
    return d->skipped;
}

qint64 NoukaiEventLogModel::dropped() const
{
    return d->total - d->kept();
}

qint64 NoukaiEventLogModel::pendingCount() const
{
    return d->total - d->told;
}

qint64 NoukaiEventLogModel::problemCount() const
{
    return d->problems;
}

/*! Empties the log. What was in it goes to \l spillFile where there is one. */
void NoukaiEventLogModel::clear()
{
    d->clear();
}

/*!
    Returns the raw text of the event in \a row: its JSON, with the client's key taken out; of a warning or an error the
    sentence. Empty for a row that does not exist.
*/
QByteArray NoukaiEventLogModel::rawText(int row) const
{
    return row >= 0 && row < count() ? d->entry(row).raw : QByteArray();
}

/*! Returns the first row after \a fromRow that shows a problem, -1 when there is none. */
int NoukaiEventLogModel::nextProblem(int fromRow) const
{
    for (int row = qMax(-1, fromRow) + 1; row < count(); ++row) {
        if (d->entry(row).problem != NoukaiEventLogModelPrivate::Problem::None)
            return row;
    }
    return -1;
}

/*! Returns the row of the event with the number \a sequence, -1 when it is not shown. */
int NoukaiEventLogModel::rowOf(qint64 sequence) const
{
    return d->rowOf(sequence);
}

int NoukaiEventLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

static QString problemText(NoukaiEventLogModelPrivate::Problem problem)
{
    using Problem = NoukaiEventLogModelPrivate::Problem;
    switch (problem) {
    case Problem::None:
        break;
    case Problem::Unknown:
        return NoukaiEventLogModel::tr("This version does not know the event.");
    case Problem::OutOfOrder:
        return NoukaiEventLogModel::tr("Out of order: the step had not started, or had ended.");
    case Problem::Dropped:
        return NoukaiEventLogModel::tr("An event was dropped.");
    case Problem::Warning:
        return NoukaiEventLogModel::tr("A warning.");
    case Problem::Error:
        return NoukaiEventLogModel::tr("The run ended with an error.");
    }
    return {};
}

static QString accessibleText(const NoukaiEventLogModelPrivate::Entry &entry)
{
    const QString type = NoukaiText::preview(entry.type);
    //: An event for screen readers: %1 its type, %2 the step, %3 what it says.
    QString text =
        entry.stepName.isEmpty()
            ? NoukaiEventLogModel::tr("%1: %2").arg(type, entry.preview)
            : NoukaiEventLogModel::tr("%1, %2: %3").arg(type, NoukaiText::preview(entry.stepName), entry.preview);
    const QString problem = problemText(entry.problem);
    return problem.isEmpty() ? text : QString(problem + QLatin1Char(' ') + text);
}

QVariant NoukaiEventLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const NoukaiEventLogModelPrivate::Entry &entry = d->entry(index.row());
    switch (role) {
    case SequenceRole:
        return entry.sequence;
    case TimeMsRole:
        return entry.timeMs;
    case Qt::DisplayRole:
    case EventTypeRole:
        return entry.type;
    case StepIdRole:
        return entry.stepId;
    case StepNameRole:
        return entry.stepName;
    case StepIndexRole:
        return entry.stepIndex;
    case EventTextRole:
        return entry.preview;
    case RawSizeRole:
        return entry.rawSize;
    case IsProblemRole:
        return entry.problem != NoukaiEventLogModelPrivate::Problem::None;
    case ProblemTextRole:
        return problemText(entry.problem);
    case IsUnknownRole:
        return entry.problem == NoukaiEventLogModelPrivate::Problem::Unknown;
    case IsTruncatedRole:
        return entry.raw.size() < entry.rawSize;
    case Qt::AccessibleTextRole:
    case AccessibleTextRole:
        return accessibleText(entry);
    default:
        return {};
    }
}

QHash<int, QByteArray> NoukaiEventLogModel::roleNames() const
{
    return {{SequenceRole, "sequence"},
            {TimeMsRole, "timeMs"},
            {EventTypeRole, "eventType"},
            {StepIdRole, "stepId"},
            {StepNameRole, "stepName"},
            {StepIndexRole, "stepIndex"},
            {EventTextRole, "eventText"},
            {RawSizeRole, "rawSize"},
            {IsProblemRole, "isProblem"},
            {ProblemTextRole, "problemText"},
            {IsUnknownRole, "isUnknown"},
            {IsTruncatedRole, "isTruncated"},
            {AccessibleTextRole, "accessibleText"}};
}
