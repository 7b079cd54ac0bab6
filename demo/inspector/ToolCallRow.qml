// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! A tool call that waits for a person: allow it, refuse it, or, where the program has no such tool, write its answer. */
Control {
    id: root

    required property noukaiToolCall modelData
    required property Inspector inspector
    required property bool narrow
    required property real unit
    readonly property bool ours: inspector.hasTool(modelData.name)
    readonly property string title: ours ? qsTr("Allow %1?").arg(modelData.name) : qsTr("Answer %1").arg(modelData.name)
    property string answer: ""
    readonly property color roleColor: NoukaiColors.of(NoukaiTheme.Attention, palette.window)

    padding: unit

    // A click or key that was meant for something else must not decide.
    Timer {
        id: armed

        property bool elapsed: false

        interval: 400
        running: true
        onTriggered: elapsed = true
    }

    background: Rectangle {
        radius: root.unit / 2
        border.color: root.roleColor
        color: NoukaiTheme.highContrast ? root.palette.window : NoukaiColors.mix(root.roleColor, root.palette.window, 0.08)
    }

    contentItem: GridLayout {
        columns: 2
        columnSpacing: root.unit
        rowSpacing: root.unit / 2
        // Here, since a Control of Qt 6.4 forgets a role it was given.
        Accessible.role: Accessible.Grouping
        Accessible.name: root.title

        StateGlyph {
            glyph: NoukaiTheme.Hand
            role: NoukaiTheme.Attention
            background: root.palette.window
        }

        Label {
            Layout.fillWidth: true
            text: root.title
            textFormat: Text.PlainText
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignLeft
            font.weight: Font.DemiBold
            color: root.roleColor
        }

        Label {
            Layout.column: 1
            Layout.row: 1
            Layout.fillWidth: true
            text: root.modelData.argumentsText
            textFormat: Text.PlainText
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 8
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignLeft
        }

        Flow {
            Layout.column: 1
            Layout.row: 2
            Layout.fillWidth: true
            spacing: root.unit

            TextField {
                objectName: "answer"
                visible: !root.ours
                width: Math.min(parent.width, root.unit * 30)
                onTextEdited: root.answer = text
                placeholderText: qsTr("What the tool would return")
                Accessible.name: qsTr("Answer for %1").arg(root.modelData.name)
            }

            Button {
                objectName: "approve"
                text: root.ours ? qsTr("Approve") : qsTr("Send answer")
                enabled: armed.elapsed && (root.ours || root.answer !== "")
                onClicked: root.ours ? root.inspector.flow.approveToolCall(root.modelData.id)
                                     : root.inspector.flow.submitToolResult(root.modelData.id, root.answer)
            }

            Button {
                objectName: "deny"
                text: qsTr("Deny")
                enabled: armed.elapsed
                onClicked: root.inspector.flow.rejectToolCall(root.modelData.id)
            }
        }
    }
}
