// SPDX-License-Identifier: MIT
#include "noukaitimelinemodel.h"

#include "noukaitimelinemodel_p.h"
#include "timelinetext_p.h"

#include <QtCore/QPointer>

#include <algorithm>

/*!
    \class NoukaiTimelineModel
    \inmodule Noukai
    \brief The steps of a flow's run: a row per attempt, in the order in which they started.

    A known number of steps makes as many pending rows at once; they get their names when they start. A step that
    starts again has a new row: as the next \c iteration where a loop repeats it, as the next \c attempt where the run
    was taken up by NoukaiFlow::resume() or NoukaiFlow::rerunFrom(), or where the server tries it once more. Earlier
    rows stay until the next NoukaiFlow::start() or NoukaiFlow::watch(). At most 10,000 rows are pending and 100,000
    kept; what starts beyond has none.

    Times are in milliseconds since the run's start, by the flow's clock: time in which nothing runs, between an
    interruption and resume(), is left out. A recording has its own times, whatever the speed at which it is played.
    -1 is no time. The roles, by the names they have in QML:

    \table
    \header \li Role \li Type \li Meaning
    \row \li \c attemptId \li int \li Names the row as long as the flow lives; never used again.
    \row \li \c stepId \li string \li As the server calls the step; empty while it is pending.
    \row \li \c stepName \li string \li Its name, at most 256 characters; the id where it has none.
    \row \li \c stepIndex \li int \li The 0-based position in the flow.
    \row \li \c stepState \li StepState \li Where the attempt stands.
    \row \li \c attempt, \c attemptCount \li int \li From 1, and how many attempts of this step there are.
    \row \li \c iteration \li int \li From 1: which round of a loop.
    \row \li \c startMs, \c firstOutputMs \li int \li When it started and when its output began.
    \row \li \c durationMs \li int \li The server's word, else as measured; -1 while it runs, see elapsedMs().
    \row \li \c segments \li list of NoukaiSegment \li What went on when, as measured here.
    \row \li \c preview \li string \li The beginning of its output in one line of at most 160 characters.
    \row \li \c outputBytes \li int \li The size of its output in UTF-8, with what is no longer kept.
    \row \li \c promptTokens, \c completionTokens, \c totalTokens \li int \li -1 where nobody reported them.
    \row \li \c costUsd \li string \li The server's decimal text; empty where it told none.
    \row \li \c stepError \li NoukaiError \li Why it failed, or why the run broke off within it.
    \row \li \c isOverridden \li bool \li The run replaces its output or fields of its block, see overrides().
    \row \li \c isReplayed \li bool \li It was played from a recording.
    \row \li \c isTruncated \li bool \li Its output, input or output data are not kept as a whole.
    \row \li \c accessibleText \li string \li The row in one translated sentence.
    \endtable

    Texts come from models and servers: show them as plain text.

    The model follows one flow and lives in its thread. Changes are gathered and told from the event loop, at most once
    per frame of 16 ms; a row tells its newest values all the same. When the flow is deleted the model is empty.
*/
/*!
    \enum NoukaiTimelineModel::StepState
    \value Pending        It has not started.
    \value Running        It runs, or the application's tools run for it.
    \value Paused         The run stopped before it and goes on with NoukaiFlow::advance().
    \value AwaitingTools  Someone has to decide about its tool calls.
    \value Completed      It ended well.
    \value Failed         It failed, or the run failed within it.
    \value Skipped        The run ended without it.
    \value Cancelled      The run was cancelled or broke off within it, or it was started again before its end.
*/
/*!
    \enum NoukaiTimelineModel::RowKind
    What nextRow() looks for.

    \value Error      Rows whose step failed.
    \value Attention  Rows that need a person: a decision about tool calls, or to go on.
*/
/*!
    \enum NoukaiTimelineModel::Role
    \value StepIdRole          stepId
    \value StepNameRole        stepName
    \value StepIndexRole       stepIndex
    \value StepStateRole       stepState
    \value AttemptRole         attempt
    \value AttemptCountRole    attemptCount
    \value IterationRole       iteration
    \value StartMsRole         startMs
    \value FirstOutputMsRole   firstOutputMs
    \value DurationMsRole      durationMs
    \value SegmentsRole        segments
    \value PreviewRole         preview
    \value OutputBytesRole     outputBytes
    \value PromptTokensRole    promptTokens
    \value CompletionTokensRole completionTokens
    \value TotalTokensRole     totalTokens
    \value CostUsdRole         costUsd
    \value StepErrorRole       stepError
    \value IsOverriddenRole    isOverridden
    \value IsReplayedRole      isReplayed
    \value IsTruncatedRole     isTruncated
    \value AccessibleTextRole  accessibleText
    \value AttemptIdRole       attemptId
*/

/*! Makes a model without a flow, which is empty, with the parent \a parent. */
NoukaiTimelineModel::NoukaiTimelineModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiTimelineModelPrivate>(this))
{
}

NoukaiTimelineModel::~NoukaiTimelineModel() = default;

/*!
    \property NoukaiTimelineModel::flow
    The flow whose run is shown. It is not owned. Default null. A run that is under way when it is set is shown from
    then on.
*/
NoukaiFlow *NoukaiTimelineModel::flow() const
{
    return d->flow;
}

void NoukaiTimelineModel::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    const QPointer<NoukaiTimelineModel> alive(this);
    d->follow(flow);
    if (d->flushing)
        d->gate.request(); // a view is being told something else
    else
        d->flush();
    if (alive)
        Q_EMIT flowChanged();
}

/*!
    \property NoukaiTimelineModel::count
    The number of rows.
*/
int NoukaiTimelineModel::count() const
{
    return int(d->rows.size());
}

/*!
    \property NoukaiTimelineModel::runningRow
    The row of the step that runs, of several the one that started last; -1 when none does.
*/
int NoukaiTimelineModel::runningRow() const
{
    return d->told.runningRow;
}

/*!
    \property NoukaiTimelineModel::firstErrorRow
    The first row whose step failed, or -1.
*/
int NoukaiTimelineModel::firstErrorRow() const
{
    return d->told.firstErrorRow;
}

/*!
    \property NoukaiTimelineModel::attentionRow
    The first row that needs a person: to decide about its tool calls, or to go on where the run is paused; -1 when
    nobody is needed.
*/
int NoukaiTimelineModel::attentionRow() const
{
    return d->told.attentionRow;
}

/*!
    \property NoukaiTimelineModel::endMs
    The time of what was heard last, in ms since the run's start: where the timeline ends.
*/
qint64 NoukaiTimelineModel::endMs() const
{
    return d->record ? d->record->endMs : 0;
}

/*!
    \property NoukaiTimelineModel::workingMs
    How long the run has gone on in ms, without \l waitingMs. It grows while the run does, and is told with other
    times: views tick by themselves.
*/
qint64 NoukaiTimelineModel::workingMs() const
{
    return nowMs() - waitingMs();
}

/*!
    \property NoukaiTimelineModel::waitingMs
    How long a person was awaited in ms: to decide about tool calls, or to go on where the run was paused. It grows
    while one is.
*/
qint64 NoukaiTimelineModel::waitingMs() const
{
    if (!d->record)
        return 0;
    const qint64 since = d->record->waitingSince;
    return d->record->waitedMs + (since >= 0 ? std::max<qint64>(0, nowMs() - since) : 0);
}

/*! Returns the row of the attempt \a attemptId, or -1 when the run has none of that id. */
int NoukaiTimelineModel::rowOf(int attemptId) const
{
    return d->rowOf(attemptId);
}

/*!
    Returns the next row of that \a kind behind \a fromRow (-1: from the first on), going on at the top behind the
    last; \a fromRow itself if it is the only one, and -1 if there is none.
*/
int NoukaiTimelineModel::nextRow(int fromRow, RowKind kind) const
{
    const int rows = count();
    const int from = std::clamp(fromRow, -1, rows - 1);
    for (int i = 1; i <= rows; ++i) {
        const int row = (from + i) % rows;
        const StepAttempt *attempt = d->at(row);
        if (kind == Error ? attempt->state == Failed : attempt->needsPerson())
            return row;
    }
    return -1;
}

/*!
    Returns how long the attempt in \a row has gone on, in ms: its \c durationMs once it ended, until now while it
    runs, -1 before it started.
*/
qint64 NoukaiTimelineModel::elapsedMs(int row) const
{
    const StepAttempt *attempt = d->at(row);
    if (!attempt || !attempt->isOpen())
        return attempt ? attempt->durationMs : -1;
    return std::max<qint64>(0, nowMs() - attempt->startMs);
}

/*! Returns the time it is now in the run, in ms since its start; the time of its end once it is over. */
qint64 NoukaiTimelineModel::nowMs() const
{
    if (d->history && d->history->record() == d->record)
        return d->history->now();
    return endMs();
}

/*! Returns what the step in \a row was given; undefined where that is not known. It is, where NoukaiFlow::trace is set.
 */
QJsonValue NoukaiTimelineModel::input(int row) const
{
    const StepAttempt *attempt = d->at(row);
    return attempt && attempt->input.isValid() ? QJsonValue(attempt->input.inputData()) : QJsonValue::Undefined;
}

/*! Returns the output with which the step in \a row completed; undefined before that and where it is no longer kept. */
QJsonValue NoukaiTimelineModel::outputData(int row) const
{
    const StepAttempt *attempt = d->at(row);
    return attempt && attempt->completion.isValid() ? attempt->completion.output() : QJsonValue::Undefined;
}

/*!
    Returns what the run replaced in \a row: an object with \c input, the output that NoukaiFlow::inputOverrides gave
    the step, and \c block, what NoukaiFlow::blockOverrides set in its block; each only where there is one.
*/
QJsonObject NoukaiTimelineModel::overrides(int row) const
{
    const StepAttempt *attempt = d->at(row);
    return attempt ? attempt->overrides : QJsonObject();
}

int NoukaiTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant NoukaiTimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const StepAttempt &attempt = *d->at(index.row());
    switch (role) {
    case AttemptIdRole:
        return attempt.id;
    case StepIdRole:
        return attempt.stepId;
    case StepNameRole:
        return attempt.name;
    case StepIndexRole:
        return attempt.stepIndex;
    case StepStateRole:
        return int(attempt.state); // QML compares it with the enum
    case AttemptRole:
        return attempt.attempt;
    case AttemptCountRole:
        return d->record->attemptCount(attempt);
    case IterationRole:
        return attempt.iteration;
    case StartMsRole:
        return attempt.startMs;
    case FirstOutputMsRole:
        return attempt.firstOutputMs;
    case DurationMsRole:
        return attempt.durationMs;
    case SegmentsRole: {
        QVariantList segments;
        for (const NoukaiSegment &segment : attempt.segments)
            segments.append(QVariant::fromValue(segment));
        return segments;
    }
    case PreviewRole:
        return attempt.preview;
    case OutputBytesRole:
        return attempt.outputBytes;
    case PromptTokensRole:
        return attempt.tokens.prompt();
    case CompletionTokensRole:
        return attempt.tokens.completion();
    case TotalTokensRole:
        return totalOf(attempt.tokens);
    case CostUsdRole:
        return attempt.costUsd;
    case StepErrorRole:
        return QVariant::fromValue(attempt.error);
    case IsOverriddenRole:
        return !attempt.overrides.isEmpty();
    case IsReplayedRole:
        return attempt.isReplayed;
    case IsTruncatedRole:
        return attempt.isTruncated;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case AccessibleTextRole:
        return TimelineText::sentence(attempt, d->record->attemptCount(attempt), totalOf(attempt.tokens));
    default:
        return {};
    }
}

QHash<int, QByteArray> NoukaiTimelineModel::roleNames() const
{
    return {{StepIdRole, "stepId"},
            {StepNameRole, "stepName"},
            {StepIndexRole, "stepIndex"},
            {StepStateRole, "stepState"},
            {AttemptRole, "attempt"},
            {AttemptCountRole, "attemptCount"},
            {IterationRole, "iteration"},
            {StartMsRole, "startMs"},
            {FirstOutputMsRole, "firstOutputMs"},
            {DurationMsRole, "durationMs"},
            {SegmentsRole, "segments"},
            {PreviewRole, "preview"},
            {OutputBytesRole, "outputBytes"},
            {PromptTokensRole, "promptTokens"},
            {CompletionTokensRole, "completionTokens"},
            {TotalTokensRole, "totalTokens"},
            {CostUsdRole, "costUsd"},
            {StepErrorRole, "stepError"},
            {IsOverriddenRole, "isOverridden"},
            {IsReplayedRole, "isReplayed"},
            {IsTruncatedRole, "isTruncated"},
            {AccessibleTextRole, "accessibleText"},
            {AttemptIdRole, "attemptId"}};
}

/*!
    \fn void NoukaiTimelineModel::timesChanged()
    One of the times has grown otherwise than by the clock.
*/
