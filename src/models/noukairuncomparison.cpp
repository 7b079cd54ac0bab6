// SPDX-License-Identifier: MIT
#include "noukairuncomparison.h"

#include "noukairuncomparison_p.h"

/*!
    \class NoukaiRunComparison
    \inmodule Noukai
    \brief Two runs side by side, step by step; or two attempts of a step.

    \code
    NoukaiRunComparison comparison;
    comparison.setFlowA(yesterday); // played from a recording, for example
    comparison.setFlowB(today);
    \endcode

    Each row is a step of either run: of a step and an iteration of it the latest attempt counts. Steps belong together
    that have the same id and iteration; what is left by then, the same index and iteration. What only one run has is a
    row as well. With attemptA or attemptB set there is one row, which compares these: of two flows or of the same one.

    At most 10,000 steps of a run are compared. Roles, by the names they have in QML:

    \table
    \header \li Role \li Type \li Meaning
    \row \li \c stepName \li string \li The step's name in the second run, else in the first; at most 256 characters.
    \row \li \c stepIndex, \c iteration \li int \li Likewise.
    \row \li \c attemptIdA, \c attemptIdB \li int \li As NoukaiTimelineModel calls the attempts; -1 where there is none.
    \row \li \c stateA, \c stateB \li NoukaiTimelineModel::StepState \li -1 where the run has no such step.
    \row \li \c durationMsA, \c durationMsB \li int \li In ms; -1 where it is not known.
    \row \li \c durationDifference \li int \li B less A; undefined where either is not known.
    \row \li \c totalTokensA, \c totalTokensB \li int \li -1 where nobody reported them.
    \row \li \c tokensDifference \li int \li B less A; undefined where either is not known.
    \row \li \c costUsdA, \c costUsdB \li string \li The server's decimal text; empty where it told none.
    \row \li \c costDifference \li string \li B less A as exact plain decimal text; empty where either is not known.
    \row \li \c outputRelation \li OutputRelation \li Whether their outputs are the same.
    \row \li \c isOverriddenA, \c isOverriddenB \li bool \li The run replaced something of the step.
    \row \li \c accessibleText \li string \li The row in one translated sentence.
    \endtable

    outputText() gives the outputs to a NoukaiDiffModel, which shows what differs in them. Texts come from models and
    servers: show them as plain text.

    The runs may go on; changes are told from the event loop, at most once per frame of 16 ms. When a flow is deleted
    its side is empty. The model lives in the thread of its flows.
*/
/*!
    \enum NoukaiRunComparison::Side
    \value A  The first run.
    \value B  The second run.
*/
/*!
    \enum NoukaiRunComparison::OutputRelation
    \value NoOutput         Neither has an output.
    \value SameOutput       Their outputs are the same.
    \value DifferentOutput  They differ. JSON is compared as the text that came.
    \value OutputOnlyInA    Only the first one has an output.
    \value OutputOnlyInB    Only the second one has an output.
    \value UnknownRelation  One of them still runs, or its output is no longer kept.
*/
/*!
    \enum NoukaiRunComparison::Role
    \value StepNameRole           stepName
    \value StepIndexRole          stepIndex
    \value IterationRole          iteration
    \value AttemptIdARole         attemptIdA
    \value AttemptIdBRole         attemptIdB
    \value StateARole             stateA
    \value StateBRole             stateB
    \value DurationMsARole        durationMsA
    \value DurationMsBRole        durationMsB
    \value DurationDifferenceRole durationDifference
    \value TotalTokensARole       totalTokensA
    \value TotalTokensBRole       totalTokensB
    \value TokensDifferenceRole   tokensDifference
    \value CostUsdARole           costUsdA
    \value CostUsdBRole           costUsdB
    \value CostDifferenceRole     costDifference
    \value OutputRelationRole     outputRelation
    \value IsOverriddenARole      isOverriddenA
    \value IsOverriddenBRole      isOverriddenB
    \value AccessibleTextRole     accessibleText
*/
/*!
    \fn void NoukaiRunComparison::flowsChanged()
    Another flow is compared, or one was deleted.
*/
/*!
    \fn void NoukaiRunComparison::attemptsChanged()
    Other attempts are compared.
*/
/*!
    \fn void NoukaiRunComparison::totalsChanged()
    One of the totals changed.
*/

/*! Makes a model without flows, which is empty, with the parent \a parent. */
NoukaiRunComparison::NoukaiRunComparison(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiRunComparisonPrivate>(this))
{
}

NoukaiRunComparison::~NoukaiRunComparison() = default;

/*!
    \property NoukaiRunComparison::flowA
    The flow whose run is compared with. It is not owned. Default null.
*/
NoukaiFlow *NoukaiRunComparison::flowA() const
{
    return d->sides[A].flow;
}

void NoukaiRunComparison::setFlowA(NoukaiFlow *flow)
{
    d->setFlow(A, flow);
}

/*!
    \property NoukaiRunComparison::flowB
    The flow whose run is compared; it may be the same one, to compare two of its attempts. It is not owned. Default
    null.
*/
NoukaiFlow *NoukaiRunComparison::flowB() const
{
    return d->sides[B].flow;
}

void NoukaiRunComparison::setFlowB(NoukaiFlow *flow)
{
    d->setFlow(B, flow);
}

/*!
    \property NoukaiRunComparison::attemptA
    The attempt of flowA that is compared alone, as NoukaiTimelineModel calls it. Default -1: the whole run.
*/
int NoukaiRunComparison::attemptA() const
{
    return d->sides[A].attempt;
}

void NoukaiRunComparison::setAttemptA(int attemptId)
{
    d->setAttempt(A, attemptId);
}

/*!
    \property NoukaiRunComparison::attemptB
    The attempt of flowB that is compared alone. Default -1: the whole run.
*/
int NoukaiRunComparison::attemptB() const
{
    return d->sides[B].attempt;
}

void NoukaiRunComparison::setAttemptB(int attemptId)
{
    d->setAttempt(B, attemptId);
}

/*!
    \property NoukaiRunComparison::count
    The number of rows.
*/
int NoukaiRunComparison::count() const
{
    return int(d->rows.size());
}

/*!
    \property NoukaiRunComparison::isTruncated
    Whether a run has more steps than are compared.
*/
bool NoukaiRunComparison::isTruncated() const
{
    return d->totals.isTruncated;
}

/*!
    \property NoukaiRunComparison::sameCount
    How many rows have the same output in both runs.
*/
int NoukaiRunComparison::sameCount() const
{
    return d->totals.relations[SameOutput];
}

/*!
    \property NoukaiRunComparison::differentCount
    How many rows have different outputs.
*/
int NoukaiRunComparison::differentCount() const
{
    return d->totals.relations[DifferentOutput];
}

/*!
    \property NoukaiRunComparison::onlyInACount
    How many rows have an output in the first run alone.
*/
int NoukaiRunComparison::onlyInACount() const
{
    return d->totals.relations[OutputOnlyInA];
}

/*!
    \property NoukaiRunComparison::onlyInBCount
    How many rows have an output in the second run alone.
*/
int NoukaiRunComparison::onlyInBCount() const
{
    return d->totals.relations[OutputOnlyInB];
}

/*!
    \property NoukaiRunComparison::durationMsA
    How long the first run worked in ms, without the time in which a person was awaited, or its attempt took; -1 where
    that is not known.
*/
qint64 NoukaiRunComparison::durationMsA() const
{
    return d->totals.durations[A];
}

/*!
    \property NoukaiRunComparison::durationMsB
    The same of the second run.
*/
qint64 NoukaiRunComparison::durationMsB() const
{
    return d->totals.durations[B];
}

/*!
    \property NoukaiRunComparison::totalTokensA
    The tokens of the first run, all its attempts counted, or of its attempt; -1 where nobody reported them.
*/
qint64 NoukaiRunComparison::totalTokensA() const
{
    return d->totals.tokens[A];
}

/*!
    \property NoukaiRunComparison::totalTokensB
    The same of the second run.
*/
qint64 NoukaiRunComparison::totalTokensB() const
{
    return d->totals.tokens[B];
}

/*!
    \property NoukaiRunComparison::costUsdA
    The cost of the first run, all its attempts counted, or of its attempt, as exact decimal text; empty where it is not
    known.
*/
QString NoukaiRunComparison::costUsdA() const
{
    return d->totals.costs[A];
}

/*!
    \property NoukaiRunComparison::costUsdB
    The same of the second run.
*/
QString NoukaiRunComparison::costUsdB() const
{
    return d->totals.costs[B];
}

/*!
    \property NoukaiRunComparison::costDifference
    costUsdB less costUsdA as exact plain decimal text; empty where either is not known.
*/
QString NoukaiRunComparison::costDifference() const
{
    return RunMatch::costDifference(d->totals.costs[A], d->totals.costs[B]);
}

/*!
    Returns the output of \a row on that \a side as text, at most its first 1,048,576 characters, for a NoukaiDiffModel.
    Empty where there is none or it is no longer kept.
*/
QString NoukaiRunComparison::outputText(int row, Side side) const
{
    constexpr qsizetype Longest = 1'048'576;
    const StepAttempt *attempt = d->attempt(row, side);
    QString text;
    for (qsizetype block = 0; attempt && block < attempt->output.blockCount() && text.size() < Longest; ++block)
        text += attempt->output.block(block);
    if (text.size() > Longest)
        text.truncate(text.at(Longest - 1).isHighSurrogate() ? Longest - 1 : Longest);
    return text;
}

int NoukaiRunComparison::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

static qint64 tokensOf(const StepAttempt *attempt)
{
    return attempt ? totalOf(attempt->tokens) : -1;
}

static QVariant difference(qint64 a, qint64 b)
{
    return a < 0 || b < 0 ? QVariant() : QVariant(b - a);
}

QVariant NoukaiRunComparison::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const StepAttempt *const a = d->attempt(index.row(), A);
    const StepAttempt *const b = d->attempt(index.row(), B);
    const StepAttempt *const shown = b ? b : a;
    const qint64 durationA = a ? a->durationMs : -1;
    const qint64 durationB = b ? b->durationMs : -1;
    switch (role) {
    case Qt::DisplayRole:
    case StepNameRole:
        return shown ? shown->name : QString();
    case StepIndexRole:
        return shown ? shown->stepIndex : -1;
    case IterationRole:
        return shown ? shown->iteration : 1;
    case AttemptIdARole:
        return a ? a->id : -1;
    case AttemptIdBRole:
        return b ? b->id : -1;
    case StateARole:
        return a ? int(a->state) : -1; // QML compares it with the enum
    case StateBRole:
        return b ? int(b->state) : -1;
    case DurationMsARole:
        return durationA;
    case DurationMsBRole:
        return durationB;
    case DurationDifferenceRole:
        return difference(durationA, durationB);
    case TotalTokensARole:
        return tokensOf(a);
    case TotalTokensBRole:
        return tokensOf(b);
    case TokensDifferenceRole:
        return difference(tokensOf(a), tokensOf(b));
    case CostUsdARole:
        return a ? a->costUsd : QString();
    case CostUsdBRole:
        return b ? b->costUsd : QString();
    case CostDifferenceRole:
        return a && b ? RunMatch::costDifference(a->costUsd, b->costUsd) : QString();
    case OutputRelationRole:
        return int(d->relation(index.row()));
    case IsOverriddenARole:
        return a && !a->overrides.isEmpty();
    case IsOverriddenBRole:
        return b && !b->overrides.isEmpty();
    case Qt::AccessibleTextRole:
    case AccessibleTextRole:
        return d->sentence(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> NoukaiRunComparison::roleNames() const
{
    return {{StepNameRole, "stepName"},
            {StepIndexRole, "stepIndex"},
            {IterationRole, "iteration"},
            {AttemptIdARole, "attemptIdA"},
            {AttemptIdBRole, "attemptIdB"},
            {StateARole, "stateA"},
            {StateBRole, "stateB"},
            {DurationMsARole, "durationMsA"},
            {DurationMsBRole, "durationMsB"},
            {DurationDifferenceRole, "durationDifference"},
            {TotalTokensARole, "totalTokensA"},
            {TotalTokensBRole, "totalTokensB"},
            {TokensDifferenceRole, "tokensDifference"},
            {CostUsdARole, "costUsdA"},
            {CostUsdBRole, "costUsdB"},
            {CostDifferenceRole, "costDifference"},
            {OutputRelationRole, "outputRelation"},
            {IsOverriddenARole, "isOverriddenA"},
            {IsOverriddenBRole, "isOverriddenB"},
            {AccessibleTextRole, "accessibleText"}};
}
