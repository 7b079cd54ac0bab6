// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

Item {
    id: root

    property NoukaiFlow flow: null
    property noukaiUsage usage
    property noukaiError error
    property bool mirrored: false
    property int crossed: -1
    property int requested: -1

    width: 900
    height: 1200
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true

    Column {
        width: parent.width
        spacing: 10

        RunHeader {
            objectName: "header"
            width: parent.width
            flow: root.flow
        }

        RunControls {
            objectName: "controls"
            width: parent.width
            flow: root.flow
        }

        UsageBadge {
            objectName: "badge"
            usage: root.usage
            costBudget: "0.50"
            onBudgetCrossed: budget => root.crossed = budget
        }

        UsageTotals {
            objectName: "totals"
            width: parent.width
            usage: root.usage
            tokenBudget: 10000
        }

        ErrorNotice {
            objectName: "notice"
            width: parent.width
            error: root.error
            onActionRequested: action => root.requested = action
        }
    }
}
