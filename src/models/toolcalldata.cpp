// SPDX-License-Identifier: MIT
// What NoukaiToolCallModel says of its rows.
#include "toolcallrows_p.h"

#include <Noukai/noukaitext.h>

#include <QtCore/QJsonObject>

namespace
{

using Model = NoukaiToolCallModel;

QString words(const NoukaiToolCallModelPrivate::Row &row)
{
    switch (row.state) {
    case Model::Waiting:
        return Model::tr("needs your decision");
    case Model::Elsewhere:
        return Model::tr("decided elsewhere");
    case Model::Withdrawn:
        return Model::tr("not answered, the run has ended");
    default:
        break;
    }
    const bool policy = row.by == Model::Policy;
    switch (row.decision) {
    case Model::Approved:
        return policy ? Model::tr("approved by policy") : Model::tr("approved");
    case Model::ApprovedEdited:
        return Model::tr("approved with other arguments");
    case Model::Denied:
        return policy ? Model::tr("denied by policy") : Model::tr("denied");
    case Model::Answered:
        return Model::tr("answered by hand");
    case Model::Undecided:
        break;
    }
    return Model::tr("answered");
}

bool isDeceptive(const NoukaiToolCall &call)
{
    return NoukaiText::hasDeceptive(call.name()) || NoukaiText::hasDeceptive(call.argumentsText());
}

} // namespace

const NoukaiToolCallModelPrivate::Row *NoukaiToolCallModelPrivate::row(int row) const
{
    return row >= 0 && std::size_t(row) < rows.size() ? &rows[std::size_t(row)] : nullptr;
}

QString NoukaiToolCallModelPrivate::stepName(const Row &row) const
{
    return m_stepNames.value(row.stepId, row.stepId);
}

// In one pass, for the name and the reason may hold "%1" themselves.
QString NoukaiToolCallModelPrivate::refusalOf(const Row &row) const
{
    const QString text = q->refusalTemplate();
    QString told;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (text[i] != QLatin1Char('%') || (next != QLatin1Char('1') && next != QLatin1Char('2'))) {
            told += text[i];
            continue;
        }
        told += next == QLatin1Char('1') ? row.call.name() : row.reason;
        ++i;
    }
    told = told.trimmed();
    return told.isEmpty() ? Model::tr("The user refused this tool call.") : told;
}

QVariant NoukaiToolCallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const NoukaiToolCallModelPrivate::Row &row = d->rows[std::size_t(index.row())];
    switch (role) {
    case CallIdRole:
        return row.call.id();
    case Qt::DisplayRole:
    case ToolNameRole:
        return row.call.name();
    case ToolDescriptionRole:
        return row.description;
    case StepIdRole:
        return row.stepId;
    case StepNameRole:
        return d->stepName(row);
    case StepIndexRole:
        return row.stepIndex;
    case RoundRole:
        return row.round;
    case MaxRoundsRole:
        return d->flow ? d->flow->maxToolRounds() : 0;
    case ArgumentsRole:
        return QVariant::fromValue(row.call.arguments());
    case ArgumentsTextRole:
        return row.call.argumentsText();
    case ArgumentsValidRole:
        return row.call.arguments().isObject() || row.call.argumentsText().isEmpty();
    case SchemaRole:
        return QVariant::fromValue(row.schema);
    case CallStateRole:
        return QVariant::fromValue(row.state);
    case DecisionRole:
        return QVariant::fromValue(row.decision);
    case EditedArgumentsRole:
        return QVariant::fromValue(row.edited);
    case ReasonRole:
        return row.reason;
    case AnswerRole:
        return row.answer;
    case DecidedByRole:
        return QVariant::fromValue(row.by);
    case PolicyRole:
        return QVariant::fromValue(row.policy);
    case IsDestructiveRole:
        return row.destructive;
    case CanApproveRole:
        return row.isOpen() && row.hasHandler();
    case CanAlwaysAllowRole:
        return row.isOpen() && row.hasHandler() && !row.destructive;
    case IsDeceptiveRole:
        return isDeceptive(row.call);
    case AccessibleTextRole:
        //: A tool call for screen readers: %1 the tool, %2 the step that asks for it, %3 what became of it.
        return tr("%1, asked for by %2: %3")
            .arg(NoukaiText::preview(row.call.name()), NoukaiText::preview(d->stepName(row)), words(row));
    default:
        return {};
    }
}

QHash<int, QByteArray> NoukaiToolCallModel::roleNames() const
{
    return {{CallIdRole, "callId"},
            {ToolNameRole, "toolName"},
            {ToolDescriptionRole, "toolDescription"},
            {StepIdRole, "stepId"},
            {StepNameRole, "stepName"},
            {StepIndexRole, "stepIndex"},
            {RoundRole, "round"},
            {MaxRoundsRole, "maxRounds"},
            {ArgumentsRole, "arguments"},
            {ArgumentsTextRole, "argumentsText"},
            {ArgumentsValidRole, "argumentsValid"},
            {SchemaRole, "schema"},
            {CallStateRole, "callState"},
            {DecisionRole, "decision"},
            {EditedArgumentsRole, "editedArguments"},
            {ReasonRole, "reason"},
            {AnswerRole, "answer"},
            {DecidedByRole, "decidedBy"},
            {PolicyRole, "policy"},
            {IsDestructiveRole, "isDestructive"},
            {CanApproveRole, "canApprove"},
            {CanAlwaysAllowRole, "canAlwaysAllow"},
            {IsDeceptiveRole, "isDeceptive"},
            {AccessibleTextRole, "accessibleText"}};
}
