// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype UsageTotals
    \inqmlmodule Noukai
    \brief Tokens and cost of a run, one below the other, and how its budgets stand.

    \qml
    UsageTotals { usage: myFlow.usage; tokenBudget: 10000 }
    \endqml

    Unknown is a dash and never zero. Where the server's total is not the sum of what was read and written, the rest is
    told as "other".
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

    /*! More was used than \a budget, NoukaiUsageStatus.Tokens or NoukaiUsageStatus.Cost, has. */
    signal budgetCrossed(int budget)

    padding: 0
    hoverEnabled: true
    ToolTip.visible: hovered && !exact
    ToolTip.text: showCost ? qsTr("%1\n%2").arg(status.tokensNote).arg(status.costNote) : status.tokensNote
    ToolTip.delay: 500

    Metrics {
        id: metrics

        font: root.font
    }

    contentItem: ColumnLayout {
        spacing: Math.round(metrics.unit / 2)
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Usage")

        UsageRow {
            name: qsTr("Tokens read")
            value: root.status.promptText
        }

        UsageRow {
            name: qsTr("Tokens written")
            value: root.status.completionText
        }

        UsageRow {
            visible: value !== ""
            name: qsTr("Other tokens")
            value: root.status.otherText
        }

        UsageRow {
            name: qsTr("Tokens in all")
            value: root.status.totalText
            strong: true
        }

        BudgetMeter {
            text: root.status.tokenBudgetText
            share: root.status.tokenShare
            over: root.status.tokensOver
        }

        UsageRow {
            visible: root.showCost
            name: qsTr("Cost")
            value: root.status.costText
            strong: true
        }

        RunMark {
            Layout.fillWidth: true
            visible: root.showCost && text !== ""
            text: root.status.partialText
        }

        BudgetMeter {
            visible: root.showCost && share >= 0
            text: root.status.costBudgetText
            share: root.status.costShare
            over: root.status.costOver
        }
    }
}
