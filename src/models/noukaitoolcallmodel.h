// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiflow.h>
#include <Noukai/noukaiglobal.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QJsonValue>

#include <memory>

class NoukaiToolCallModelPrivate;

/*!
    \class NoukaiToolCallModel
    \inmodule Noukai
    \brief The tool calls of a run: those that wait for a person, and the record of all others.

    A row stands for each call that the model at the other end wanted, in order, and stays when it is decided: it tells
    what was proposed, what was decided, by whom or by which policy, what was executed and what the answer was. Calls
    that a policy or a handler settles without a person are rows too. A new start() of the flow empties the model;
    resume() and rerunFrom() go on with it. At most 1,000 rows are kept, the oldest go first.

    A decision is kept here, and can be changed, until send() hands all decisions of the pause to the flow. Where only
    one call waits for a person there is nothing to gather: its decision is sent at once.

    What the rows show was written by a model: show it as plain text, through NoukaiText::escaped().

    The model lives in the thread of its flow. Rows are told when they appear, other changes at most once per frame of
    16 ms. Any slot may delete the model or its flow.
*/
class NOUKAI_CORE_EXPORT NoukaiToolCallModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(NoukaiFlow *flow READ flow WRITE setFlow NOTIFY flowChanged FINAL)
    Q_PROPERTY(QString refusalTemplate READ refusalTemplate WRITE setRefusalTemplate RESET resetRefusalTemplate NOTIFY
                   refusalTemplateChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY decisionsChanged FINAL)
    Q_PROPERTY(int decidedCount READ decidedCount NOTIFY decisionsChanged FINAL)
    Q_PROPERTY(bool canSend READ canSend NOTIFY decisionsChanged FINAL)
    Q_PROPERTY(int firstWaitingRow READ firstWaitingRow NOTIFY decisionsChanged FINAL)

public:
    /*!
        \enum NoukaiToolCallModel::Role
        What data() and QML delegates read; a delegate knows a role by its name in lower camel case without "Role".

        \value CallIdRole          The server's id of the call (\c callId).
        \value ToolNameRole        The name of the tool that is to be called (\c toolName).
        \value ToolDescriptionRole What the tool does, as its NoukaiTool says; empty for an unknown tool.
        \value StepIdRole          The id of the step that asks (\c stepId).
        \value StepNameRole        The step's name, its id where it has none (\c stepName).
        \value StepIndexRole       The step's index in the flow, 0-based, -1 when it is unknown (\c stepIndex).
        \value RoundRole           Which pause of the run for tools this is, from 1 on (\c round).
        \value MaxRoundsRole       The flow's maxToolRounds (\c maxRounds).
        \value ArgumentsRole       The proposed arguments as JSON, undefined when they are none (\c arguments).
        \value ArgumentsTextRole   The proposed arguments as the text that came (\c argumentsText).
        \value ArgumentsValidRole  Whether the arguments are a JSON object, or there are none (\c argumentsValid).
        \value SchemaRole          The JSON schema of the tool's arguments, empty for an unknown tool (\c schema).
        \value CallStateRole       A CallState (\c callState).
        \value DecisionRole        A Decision (\c decision).
        \value EditedArgumentsRole What was approved in place of the proposed arguments, else undefined; a text stands
                                   for arguments that are no JSON (\c editedArguments).
        \value ReasonRole          Why it was denied, in the person's words (\c reason).
        \value AnswerRole          What the tool or the person answered, as the model reads it (\c answer).
        \value DecidedByRole       A DecidedBy (\c decidedBy).
        \value PolicyRole          Which policy decided, a Policy (\c policy).
        \value IsDestructiveRole   NoukaiTool::destructive (\c isDestructive).
        \value CanApproveRole      Whether approving is possible: it waits and its tool has a handler (\c canApprove).
        \value CanAlwaysAllowRole  Whether alwaysAllow() is possible (\c canAlwaysAllow).
        \value IsDeceptiveRole     Whether the name or the arguments hold characters that deceive, so that a warning
                                   belongs beside them; see NoukaiText::hasDeceptive() (\c isDeceptive).
        \value AccessibleTextRole  The row as one translated sentence for screen readers (\c accessibleText).
    */
    enum Role {
        CallIdRole = Qt::UserRole + 1,
        ToolNameRole,
        ToolDescriptionRole,
        StepIdRole,
        StepNameRole,
        StepIndexRole,
        RoundRole,
        MaxRoundsRole,
        ArgumentsRole,
        ArgumentsTextRole,
        ArgumentsValidRole,
        SchemaRole,
        CallStateRole,
        DecisionRole,
        EditedArgumentsRole,
        ReasonRole,
        AnswerRole,
        DecidedByRole,
        PolicyRole,
        IsDestructiveRole,
        CanApproveRole,
        CanAlwaysAllowRole,
        IsDeceptiveRole,
        AccessibleTextRole
    };
    Q_ENUM(Role)

    /*!
        \enum NoukaiToolCallModel::CallState
        \value Waiting    A person has to decide.
        \value Decided    Decided here and not sent yet: it can be changed.
        \value Sent       Handed to the flow or settled by a policy; its handler may still be at work.
        \value Executed   Its answer is known, and goes to the model.
        \value Withdrawn  The run ended before it was answered. It may wait again after resume().
        \value Elsewhere  The run is only watched or played back, so whoever runs it decides.
    */
    enum CallState { Waiting, Decided, Sent, Executed, Withdrawn, Elsewhere };
    Q_ENUM(CallState)

    /*!
        \enum NoukaiToolCallModel::Decision
        \value Undecided       Nobody decided yet, or it is not known what.
        \value Approved        The tool's handler gets the proposed arguments.
        \value ApprovedEdited  The tool's handler gets other arguments.
        \value Denied          Refused.
        \value Answered        A person answered in place of the tool.
    */
    enum Decision { Undecided, Approved, ApprovedEdited, Denied, Answered };
    Q_ENUM(Decision)

    /*!
        \enum NoukaiToolCallModel::DecidedBy
        \value Nobody   Nobody that is known of.
        \value Person   A person, here or through the flow's functions.
        \value Policy   A policy; PolicyRole says which.
    */
    enum DecidedBy { Nobody, Person, Policy };
    Q_ENUM(DecidedBy)

    /*!
        \enum NoukaiToolCallModel::DecidingPolicy
        \value NoPolicy      None.
        \value ToolAuto      The tool's policy is NoukaiTool::Auto.
        \value ToolDeny      The tool's policy is NoukaiTool::Deny.
        \value AlwaysInRun   A person called alwaysAllow().
    */
    enum DecidingPolicy { NoPolicy, ToolAuto, ToolDeny, AlwaysInRun };
    Q_ENUM(DecidingPolicy)

    /*!
        \enum NoukaiToolCallModel::Action
        What a person can do, for disabledReason().

        \value Approve       approve()
        \value ApproveEdited approveEdited()
        \value Deny          deny()
        \value Answer        answer()
        \value Reset         reset()
        \value AlwaysAllow   alwaysAllow()
        \value ApproveAll    approveAll()
        \value Send          send()
    */
    enum Action { Approve, ApproveEdited, Deny, Answer, Reset, AlwaysAllow, ApproveAll, Send };
    Q_ENUM(Action)

    explicit NoukaiToolCallModel(QObject *parent = nullptr);
    ~NoukaiToolCallModel() override;

    NoukaiFlow *flow() const;
    void setFlow(NoukaiFlow *flow);
    QString refusalTemplate() const;
    void setRefusalTemplate(const QString &text);
    void resetRefusalTemplate();
    int count() const;
    int waitingCount() const;
    int decidedCount() const;
    bool canSend() const;
    int firstWaitingRow() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE QString refusalText(int row, const QString &reason) const;
    Q_INVOKABLE QString disabledReason(NoukaiToolCallModel::Action action, int row = -1) const;

public Q_SLOTS:
    bool approve(int row);
    bool approveEdited(int row, const QJsonValue &arguments);
    bool deny(int row, const QString &reason = QString());
    bool answer(int row, const QString &text);
    bool reset(int row);
    bool alwaysAllow(int row);
    bool approveAll();
    bool send();

Q_SIGNALS:
    void flowChanged();
    void refusalTemplateChanged();
    void countChanged();
    void decisionsChanged();
    void decisionNeeded(int count);
    void decided(const QString &callId, NoukaiToolCallModel::Decision decision);

private:
    friend class NoukaiToolCallModelPrivate;
    std::unique_ptr<NoukaiToolCallModelPrivate> d;
};
