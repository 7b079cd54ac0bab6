// SPDX-License-Identifier: MIT
#pragma once

#include <Noukai/noukaiglobal.h>
#include <Noukai/noukaitheme.h>
#include <Noukai/noukaitoolcallmodel.h>

#include <QtCore/QJsonValue>
#include <QtCore/QObject>
#include <QtCore/QString>

/*!
    \class NoukaiToolCallText
    \inmodule Noukai
    \brief The words of a tool-call prompt, which QML and widgets share.

    All functions are pure; names that a model wrote come back escaped, ready for a label of plain text. QML knows it
    as the singleton \c NoukaiToolCallText. Texts are translated when they are asked for.
*/
class NOUKAI_CORE_EXPORT NoukaiToolCallText : public QObject
{
    Q_OBJECT

public:
    /*!
        \enum NoukaiToolCallText::Choice
        What a person can choose in a prompt.

        \value Approve        Run the tool as proposed.
        \value ApproveEdited  Run it with the arguments as they were edited.
        \value Deny           Refuse.
        \value DenyWithReason Refuse, and tell the model why.
        \value Answer         Write the tool's answer by hand.
        \value AlwaysAllow    Run this tool unasked for the rest of the run.
        \value Change         Take back a decision that is not sent.
        \value ApproveAll     Approve everything that waits.
        \value Send           Hand all decisions over.
    */
    enum Choice { Approve, ApproveEdited, Deny, DenyWithReason, Answer, AlwaysAllow, Change, ApproveAll, Send };
    Q_ENUM(Choice)

    /*!
        \enum NoukaiToolCallText::Obstacle
        Why a call cannot be approved at this moment, in the order in which they are told.

        \value NoObstacle  Nothing is in the way.
        \value Unread      The end of the arguments was not seen yet.
        \value Invalid     What was edited does not suit the tool.
        \value NotArmed    The prompt has only just appeared.
    */
    enum Obstacle { NoObstacle, Unread, Invalid, NotArmed };
    Q_ENUM(Obstacle)

    using QObject::QObject;

    Q_INVOKABLE static QString title(const QString &toolName, bool canApprove);
    Q_INVOKABLE static QString asker(const QString &stepName, const QString &flow, int round, int maxRounds);
    Q_INVOKABLE static QString text(NoukaiToolCallText::Choice choice);
    Q_INVOKABLE static QString obstacle(NoukaiToolCallText::Obstacle obstacle);
    Q_INVOKABLE static QString deceptiveWarning();
    Q_INVOKABLE static QString unparsedWarning();
    Q_INVOKABLE static QString destructiveWarning();
    Q_INVOKABLE static QString progress(int decided, int total);
    Q_INVOKABLE static QString outcome(NoukaiToolCallModel::CallState state, NoukaiToolCallModel::Decision decision);
    Q_INVOKABLE static QString decider(NoukaiToolCallModel::DecidedBy by, NoukaiToolCallModel::DecidingPolicy policy);
    Q_INVOKABLE static QString approvedText(const QJsonValue &approved);
    Q_INVOKABLE static NoukaiTheme::Role role(NoukaiToolCallModel::CallState state,
                                              NoukaiToolCallModel::Decision decision);
    Q_INVOKABLE static NoukaiTheme::Glyph glyph(NoukaiToolCallModel::CallState state,
                                                NoukaiToolCallModel::Decision decision);
};
