// SPDX-License-Identifier: MIT
#include "noukaitoolcalltext.h"

#include <Noukai/noukaijsonmodel.h>
#include <Noukai/noukaitext.h>

#include <QtCore/QLocale>
#include <QtCore/QStringList>

/*!
    What the prompt for a call of \a toolName asks: "Allow delete_file?", or, where the application cannot run the tool
    and so \a canApprove is false, "Answer for delete_file?".
*/
QString NoukaiToolCallText::title(const QString &toolName, bool canApprove)
{
    const QString name = NoukaiText::preview(toolName, 80);
    return canApprove ? tr("Allow %1?", "a tool").arg(name) : tr("Answer for %1?", "a tool").arg(name);
}

/*!
    Who asks: the step \a stepName of \a flow, in which \a round of \a maxRounds. What is empty or not positive is left
    out.
*/
QString NoukaiToolCallText::asker(const QString &stepName, const QString &flow, int round, int maxRounds)
{
    const QLocale locale;
    QStringList parts;
    if (!stepName.isEmpty())
        parts << tr("Step %1").arg(NoukaiText::preview(stepName, 80));
    if (!flow.isEmpty())
        parts << NoukaiText::preview(flow, 120);
    if (round > 0 && maxRounds >= round)
        parts << tr("round %1 of %2").arg(locale.toString(round), locale.toString(maxRounds));
    else if (round > 0)
        parts << tr("round %1").arg(locale.toString(round));
    return parts.join(tr(" · ", "between facts"));
}

/*! What a button for \a choice says. */
QString NoukaiToolCallText::text(NoukaiToolCallText::Choice choice)
{
    switch (choice) {
    case Approve:
        return tr("Approve");
    case ApproveEdited:
        return tr("Approve edited");
    case Deny:
        return tr("Deny");
    case DenyWithReason:
        return tr("Deny with a reason");
    case Answer:
        return tr("Answer by hand");
    case AlwaysAllow:
        return tr("Always in this run");
    case Change:
        return tr("Change", "a decision");
    case ApproveAll:
        return tr("Approve all");
    case Send:
        return tr("Send decisions");
    }
    return {};
}

/*! Why approving has to wait because of \a obstacle, as a sentence; empty for none. */
QString NoukaiToolCallText::obstacle(NoukaiToolCallText::Obstacle obstacle)
{
    switch (obstacle) {
    case NoObstacle:
        break;
    case Unread:
        return tr("Read the arguments to their end first.");
    case Invalid:
        return tr("The edited arguments are not valid.");
    case NotArmed:
        return tr("The question has only just appeared.");
    }
    return {};
}

/*! The warning beside a name or arguments that hold characters which deceive. */
QString NoukaiToolCallText::deceptiveWarning()
{
    return tr("There are characters in it that cannot be seen or that turn the direction of text. They are shown "
              "like ⟨U+202E⟩.");
}

/*! The warning beside arguments that are no JSON object. */
QString NoukaiToolCallText::unparsedWarning()
{
    return tr("The arguments are no JSON object. This is the text as the model wrote it.");
}

/*! The warning beside a tool that is destructive. */
QString NoukaiToolCallText::destructiveWarning()
{
    return tr("This tool can do harm that cannot be undone.");
}

/*! How many of several calls are \a decided, of \a total: "2 of 3 decided". */
QString NoukaiToolCallText::progress(int decided, int total)
{
    const QLocale locale;
    return tr("%1 of %2 decided").arg(locale.toString(decided), locale.toString(total));
}

/*! What became of a call in \a state with \a decision, in a few words: "Approved, at work". */
QString NoukaiToolCallText::outcome(NoukaiToolCallModel::CallState state, NoukaiToolCallModel::Decision decision)
{
    switch (state) {
    case NoukaiToolCallModel::Waiting:
        return tr("Needs your decision");
    case NoukaiToolCallModel::Withdrawn:
        return tr("Not answered, the run has ended");
    case NoukaiToolCallModel::Elsewhere:
        return tr("Decided elsewhere");
    default:
        break;
    }
    QString text = tr("Answered", "a tool call");
    switch (decision) {
    case NoukaiToolCallModel::Approved:
        text = tr("Approved", "a tool call");
        break;
    case NoukaiToolCallModel::ApprovedEdited:
        text = tr("Approved with other arguments");
        break;
    case NoukaiToolCallModel::Denied:
        text = tr("Denied", "a tool call");
        break;
    case NoukaiToolCallModel::Answered:
        text = tr("Answered by hand");
        break;
    case NoukaiToolCallModel::Undecided:
        break;
    }
    const bool runs = decision == NoukaiToolCallModel::Approved || decision == NoukaiToolCallModel::ApprovedEdited;
    if (state == NoukaiToolCallModel::Decided)
        return tr("%1, not sent yet", "a decision").arg(text);
    return state == NoukaiToolCallModel::Sent && runs ? tr("%1, at work", "a decision, and its tool").arg(text) : text;
}

/*! Who decided, \a by a person or by a \a policy: "by you"; empty when nobody did or it is not known. */
QString NoukaiToolCallText::decider(NoukaiToolCallModel::DecidedBy by, NoukaiToolCallModel::DecidingPolicy policy)
{
    if (by == NoukaiToolCallModel::Person)
        return tr("by you");
    if (by != NoukaiToolCallModel::Policy)
        return {};
    switch (policy) {
    case NoukaiToolCallModel::ToolAuto:
        return tr("by policy: this tool always runs");
    case NoukaiToolCallModel::ToolDeny:
        return tr("by policy: this tool is never run");
    case NoukaiToolCallModel::AlwaysInRun:
        return tr("by policy: you allowed this tool for the run");
    case NoukaiToolCallModel::NoPolicy:
        break;
    }
    return tr("by policy");
}

/*!
    What the record says was \a approved in place of the arguments as proposed: a text as it is, else JSON with a line
    for each member; empty for nothing. It may hold a model's words: show it through NoukaiText::escaped().
*/
QString NoukaiToolCallText::approvedText(const QJsonValue &approved)
{
    if (approved.isString())
        return approved.toString();
    if (approved.isUndefined() || approved.isNull())
        return {};
    NoukaiJsonModel json;
    json.setValue(approved);
    return json.indented();
}

/*! The role of a call in \a state with \a decision. */
NoukaiTheme::Role NoukaiToolCallText::role(NoukaiToolCallModel::CallState state, NoukaiToolCallModel::Decision decision)
{
    switch (state) {
    case NoukaiToolCallModel::Waiting:
        return NoukaiTheme::Attention;
    case NoukaiToolCallModel::Withdrawn:
        return NoukaiTheme::Cancelled;
    case NoukaiToolCallModel::Elsewhere:
        return NoukaiTheme::Neutral;
    default:
        break;
    }
    switch (decision) {
    case NoukaiToolCallModel::Approved:
    case NoukaiToolCallModel::ApprovedEdited:
        return state == NoukaiToolCallModel::Sent ? NoukaiTheme::Active : NoukaiTheme::Success;
    case NoukaiToolCallModel::Denied:
        return NoukaiTheme::Cancelled;
    case NoukaiToolCallModel::Answered:
        return NoukaiTheme::Success;
    case NoukaiToolCallModel::Undecided:
        break;
    }
    return NoukaiTheme::Neutral;
}

/*! The glyph of a call in \a state with \a decision. */
NoukaiTheme::Glyph NoukaiToolCallText::glyph(NoukaiToolCallModel::CallState state,
                                             NoukaiToolCallModel::Decision decision)
{
    switch (role(state, decision)) {
    case NoukaiTheme::Attention:
        return NoukaiTheme::Hand;
    case NoukaiTheme::Active:
        return NoukaiTheme::Ring;
    case NoukaiTheme::Success:
        return NoukaiTheme::Check;
    case NoukaiTheme::Cancelled:
        return NoukaiTheme::SlashedCircle;
    default:
        return NoukaiTheme::Circle;
    }
}
