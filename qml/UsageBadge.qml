// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype UsageBadge
    \inqmlmodule Noukai
    \brief Tokens and cost in one short line, with the exact numbers in its tool tip.

    \qml
    UsageBadge { usage: myFlow.usage; tokenBudget: 10000 }
    \endqml

    Unknown is a dash and never zero. A cost that is not complete ends in "+". What is over its budget stands in the
    warning role, with a glyph and in words.
*/
Control {
    id: root

    /*! What was used. */
    property noukaiUsage usage
    /*! Whether all digits are shown. */
    property bool exact: false
    /*! How many tokens may be used; negative, the default, for any number. */
    property real tokenBudget: -1
    /*! How many US dollars may be spent, as decimal text; empty, the default, for any amount. */
    property string costBudget: ""
    /*! Whether the cost is shown. */
    property bool showCost: NoukaiTheme.showCost
    /*! What is said, for labels of your own. */
    readonly property NoukaiUsageStatus status: NoukaiUsageStatus {
        usage: root.usage
        exact: root.exact
        // Qt 6.4's linter does not know the type.
        // qmllint disable type
        tokenBudget: root.tokenBudget
        // qmllint enable type
        costBudget: root.costBudget
        onBudgetCrossed: budget => root.budgetCrossed(budget)
    }
    /*! Whether a budget is used up. */
    readonly property bool over: status.tokensOver || (showCost && status.costOver)
    /*! The exact numbers and how the budgets stand, a line each. */
    readonly property string note: {
        const lines = [status.tokenBudgetText, status.tokensNote];
        if (showCost)
            lines.push(status.costBudgetText, status.costNote);
        return lines.filter(line => line !== "").join("\n");
    }

    /*! More was used than \a budget, NoukaiUsageStatus.Tokens or NoukaiUsageStatus.Cost, has. */
    signal budgetCrossed(int budget)

    padding: 0
    hoverEnabled: true
    ToolTip.visible: hovered
    ToolTip.text: note
    ToolTip.delay: 500

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    contentItem: RowLayout {
        spacing: Math.round(metrics.unit / 2)
        // Here, since a Control of Qt 6.4 forgets a role it was given.
        Accessible.role: Accessible.StaticText
        Accessible.name: root.note.split("\n").join(". ")

        StateGlyph {
            Layout.preferredWidth: metrics.glyph
            Layout.preferredHeight: metrics.glyph
            visible: root.over
            glyph: NoukaiTheme.Triangle
            role: NoukaiTheme.Warning
            background: ink.paper
        }

        PlainLabel {
            Layout.fillWidth: true
            text: {
                const tokens = qsTr("%1 tokens").arg(root.status.totalText);
                return root.showCost ? qsTr("%1 · %2", "tokens and cost").arg(tokens).arg(root.status.costText) : tokens;
            }
            Accessible.ignored: true
        }

        PlainLabel {
            visible: root.over
            text: qsTr("over budget")
            color: ink.of(NoukaiTheme.Warning)
            Accessible.ignored: true
        }
    }
}
