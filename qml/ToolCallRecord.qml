// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallRecord
    \inqmlmodule Noukai
    \internal
    \brief What became of a tool call: what was proposed, approved and executed, and who decided.
*/
Control {
    id: root

    required property ToolCallFacts call
    property bool expanded: false
    readonly property string outcome: NoukaiToolCallText.outcome(call.callState, call.decision)
    readonly property string decider: NoukaiToolCallText.decider(call.decidedBy, call.policy)
    readonly property var parts: {
        const all = [
            { name: qsTr("Proposed"), value: call.argumentsText },
            { name: qsTr("Approved"), value: NoukaiToolCallText.approvedText(call.editedArguments) },
            { name: qsTr("Reason"), value: call.reason },
            { name: qsTr("Answer"), value: call.answer }
        ];
        return all.filter(part => part.value !== "");
    }

    padding: metrics.unit

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    background: Rectangle {
        radius: metrics.unit / 2
        color: "transparent"
        border.color: ink.faint(0.25)
    }

    contentItem: ColumnLayout {
        spacing: metrics.unit
        Accessible.role: Accessible.Grouping
        Accessible.name: root.call.accessibleText

        RowLayout {
            spacing: metrics.unit

            ColumnLayout {
                spacing: Math.round(metrics.unit / 3)

                PlainLabel {
                    Layout.fillWidth: true
                    text: NoukaiText.preview(root.call.toolName, 80)
                    font.weight: Font.DemiBold
                }

                RunMark {
                    Layout.fillWidth: true
                    text: root.decider === "" ? root.outcome : qsTr("%1, %2", "what was decided, by whom").arg(root.outcome).arg(root.decider)
                    role: NoukaiToolCallText.role(root.call.callState, root.call.decision)
                    glyph: NoukaiToolCallText.glyph(root.call.callState, root.call.decision)
                }
            }

            ActionButton {
                objectName: "expand"
                Layout.alignment: Qt.AlignTop
                visible: root.parts.length > 0
                text: root.expanded ? qsTr("Hide details") : qsTr("Show details")
                onClicked: root.expanded = !root.expanded
            }
        }

        Repeater {
            model: root.expanded ? root.parts : []

            RecordPart {}
        }
    }
}
