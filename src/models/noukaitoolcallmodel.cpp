// SPDX-License-Identifier: MIT
#include "noukaitoolcallmodel.h"

#include "toolcallrows_p.h"

/*!
    \property NoukaiToolCallModel::flow
    The flow whose tool calls are shown. It is not owned, and null once it is gone; the rows stay as a record. Setting
    another one empties the model. Default null.
*/
/*!
    \property NoukaiToolCallModel::refusalTemplate
    What the model is told of a call that was denied, with %1 for the tool's name and %2 for the person's reason. White
    space at its ends is left out. Default: a translated sentence. See refusalText().
*/
/*!
    \property NoukaiToolCallModel::count
    The number of rows.
*/
/*!
    \property NoukaiToolCallModel::waitingCount
    How many calls of the present pause are undecided.
*/
/*!
    \property NoukaiToolCallModel::decidedCount
    How many are decided and not sent yet. Together with \l waitingCount: "2 of 3 decided".
*/
/*!
    \property NoukaiToolCallModel::canSend
    Whether there are decisions to send, and nothing waits for one.
*/
/*!
    \property NoukaiToolCallModel::firstWaitingRow
    The first row that waits for a person, -1 when there is none.
*/
/*!
    \fn void NoukaiToolCallModel::decisionsChanged()
    What waits, what is decided, or anything else in the rows may have changed.
*/
/*!
    \fn void NoukaiToolCallModel::decisionNeeded(int count)
    The run has stopped for \a count calls that a person has to decide. Told once per pause, and again when the run is
    resumed.
*/
/*!
    \fn void NoukaiToolCallModel::decided(const QString &callId, NoukaiToolCallModel::Decision decision)
    The \a decision about the call \a callId is final: it is handed to the flow right after this signal.
*/

/*! Makes a model without a flow, with the parent \a parent. */
NoukaiToolCallModel::NoukaiToolCallModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<NoukaiToolCallModelPrivate>(this))
{
}

NoukaiToolCallModel::~NoukaiToolCallModel() = default;

NoukaiFlow *NoukaiToolCallModel::flow() const
{
    return d->flow;
}

void NoukaiToolCallModel::setFlow(NoukaiFlow *flow)
{
    if (flow == d->flow)
        return;
    const QPointer<NoukaiToolCallModel> alive(this);
    d->setFlow(flow);
    if (alive)
        Q_EMIT flowChanged();
}

QString NoukaiToolCallModel::refusalTemplate() const
{
    //: Read by a language model. %1 is the name of a tool, %2 a person's reason or nothing.
    return d->hasRefusalTemplate ? d->refusalTemplate : tr("The user refused to let the tool %1 run. %2");
}

void NoukaiToolCallModel::setRefusalTemplate(const QString &text)
{
    if (d->hasRefusalTemplate && text == d->refusalTemplate)
        return;
    d->refusalTemplate = text;
    d->hasRefusalTemplate = true;
    Q_EMIT refusalTemplateChanged();
}

/*! Takes back what was set as \l refusalTemplate: the default holds again. */
void NoukaiToolCallModel::resetRefusalTemplate()
{
    if (!d->hasRefusalTemplate)
        return;
    d->refusalTemplate.clear();
    d->hasRefusalTemplate = false;
    Q_EMIT refusalTemplateChanged();
}

int NoukaiToolCallModel::count() const
{
    return int(d->rows.size());
}

int NoukaiToolCallModel::waitingCount() const
{
    return d->count(Waiting);
}

int NoukaiToolCallModel::decidedCount() const
{
    return d->count(Decided);
}

bool NoukaiToolCallModel::canSend() const
{
    return waitingCount() == 0 && decidedCount() > 0;
}

int NoukaiToolCallModel::firstWaitingRow() const
{
    for (std::size_t i = 0; i < d->rows.size(); ++i) {
        if (d->rows[i].state == Waiting)
            return int(i);
    }
    return -1;
}

int NoukaiToolCallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

// ---- Decisions -----------------------------------------------------------------------------------------------------

/*!
    Decides that the call in \a row is to run as proposed. Like all decisions it can be changed until it is sent.
    Returns \c false, and does nothing, when that is not possible: disabledReason() says why.
*/
bool NoukaiToolCallModel::approve(int row)
{
    if (!disabledReason(Approve, row).isEmpty())
        return false;
    d->newDecision(row);
    return d->decide(row, Approved);
}

/*!
    Decides that the call in \a row is to run with \a arguments in place of the proposed ones. A text is taken as the
    JSON text of the arguments. Arguments that are undefined, or equal to the proposed ones, are a plain approval.
    Returns \c false when that is not possible.
*/
bool NoukaiToolCallModel::approveEdited(int row, const QJsonValue &arguments)
{
    if (!disabledReason(ApproveEdited, row).isEmpty())
        return false;
    NoukaiToolCallModelPrivate::Row &call = d->newDecision(row);
    const bool same = arguments.isUndefined() || (!arguments.isString() && arguments == call.call.arguments()) ||
                      (arguments.isString() && arguments.toString() == call.call.argumentsText());
    call.edited = same ? QJsonValue(QJsonValue::Undefined) : arguments;
    return d->decide(row, same ? Approved : ApprovedEdited);
}

/*!
    Decides that the call in \a row is refused. The model is told refusalText() with the \a reason. Returns \c false
    when that is not possible.
*/
bool NoukaiToolCallModel::deny(int row, const QString &reason)
{
    if (!disabledReason(Deny, row).isEmpty())
        return false;
    d->newDecision(row).reason = reason;
    return d->decide(row, Denied);
}

/*!
    Decides that the model gets \a text as the answer of the call in \a row; the tool is not called. Returns \c false
    when that is not possible.
*/
bool NoukaiToolCallModel::answer(int row, const QString &text)
{
    if (!disabledReason(Answer, row).isEmpty())
        return false;
    d->newDecision(row).answer = text;
    return d->decide(row, Answered);
}

/*! Takes back the decision about the call in \a row. Returns \c false when there is none, or it is sent. */
bool NoukaiToolCallModel::reset(int row)
{
    if (!disabledReason(Reset, row).isEmpty())
        return false;
    d->reset(row);
    return true;
}

/*!
    Lets the tool of the call in \a row run unasked until the next start(), beginning with this call and those that
    wait for the same tool; they go at once. The flow's maxToolRounds bounds what follows. Calls that were open when the
    run was cancelled are asked about again. Returns \c false when that is not possible, above all for a destructive
    tool.
*/
bool NoukaiToolCallModel::alwaysAllow(int row)
{
    return disabledReason(AlwaysAllow, row).isEmpty() && d->allow(row);
}

/*!
    Approves everything that waits. Returns \c false, and does nothing, when one of the calls cannot be approved or its
    tool is destructive.
*/
bool NoukaiToolCallModel::approveAll()
{
    if (!disabledReason(ApproveAll).isEmpty())
        return false;
    const QPointer<NoukaiToolCallModel> alive(this);
    for (int row = 0; alive && row < count(); ++row) {
        if (d->rows[std::size_t(row)].state == Waiting)
            approve(row);
    }
    return true;
}

/*! Hands all decisions of the pause to the flow. Returns \c false while one is missing, or when there is none. */
bool NoukaiToolCallModel::send()
{
    return disabledReason(Send).isEmpty() && d->send();
}

/*!
    Returns exactly what the model at the other end is told when the call in \a row is denied with \a reason. Empty for
    a row that does not exist.
*/
QString NoukaiToolCallModel::refusalText(int row, const QString &reason) const
{
    const NoukaiToolCallModelPrivate::Row *call = d->row(row);
    if (!call)
        return {};
    NoukaiToolCallModelPrivate::Row refused = *call;
    refused.reason = reason;
    return d->refusalOf(refused);
}

/*!
    Returns why \a action is not possible now, for the call in \a row where it concerns one: a translated sentence, or
    nothing when it is possible.
*/
QString NoukaiToolCallModel::disabledReason(Action action, int row) const
{
    return d->disabledReason(action, row);
}
