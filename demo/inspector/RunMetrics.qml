// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! What the run used, against the budgets of the person, and how its time was spent. */
ScrollView {
    id: root

    required property Inspector inspector
    required property NoukaiFlow flow
    required property NoukaiTimelineModel timeline
    required property real unit
    readonly property int tokenBudget: inspector.preferences.number("tokenBudget", -1)
    readonly property string costBudget: inspector.preferences.text("costBudget", "")

    property noukaiUsage none

    contentWidth: availableWidth
    clip: true

    ColumnLayout {
        width: root.availableWidth
        spacing: root.unit

        UsageTotals {
            Layout.fillWidth: true
            usage: root.flow ? root.flow.usage : root.none
            exact: true
            tokenBudget: tokens.value > 0 ? tokens.value : -1
            costBudget: cost.acceptableInput ? cost.text : ""
        }

        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.timeline && root.timeline.endMs > 0 ? NoukaiFormat.workAndWait(root.timeline.workingMs, root.timeline.waitingMs, root.flow?.running ?? false) : ""
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }

        GridLayout {
            columns: 2
            columnSpacing: root.unit
            rowSpacing: root.unit / 2

            Label {
                text: qsTr("Token budget")
                textFormat: Text.PlainText
            }

            SpinBox {
                id: tokens

                objectName: "tokenBudget"
                from: 0
                to: 1000000000
                stepSize: 1000
                editable: true
                value: Math.max(0, root.tokenBudget)
                Accessible.name: qsTr("Token budget, 0 for none")
                onValueModified: root.inspector.preferences.keep("tokenBudget", value)
            }

            Label {
                text: qsTr("Cost budget ($)")
                textFormat: Text.PlainText
            }

            TextField {
                id: cost

                objectName: "costBudget"
                text: root.costBudget
                placeholderText: qsTr("none")
                inputMethodHints: Qt.ImhFormattedNumbersOnly
                Accessible.name: qsTr("Cost budget in dollars")
                validator: RegularExpressionValidator {
                    regularExpression: /[0-9]{1,9}(\.[0-9]{1,9})?/
                }
                onEditingFinished: root.inspector.preferences.keep("costBudget", text)
            }
        }
    }
}
