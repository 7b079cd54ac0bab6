// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*! One attempt of a step: state, name and numbers in a line, its output or error below. */
ItemDelegate {
    id: root

    required property int index
    required property string stepName
    required property int stepIndex
    required property int stateRole
    required property int stateGlyph
    required property string stateWord
    required property int attempt
    required property real durationMs
    required property bool isRunning
    required property real totalTokens
    required property string costUsd
    required property string preview
    required property string outputText
    required property bool isTruncated
    required property string stepError
    required property bool narrow
    required property bool last
    required property real unit

    // A running step is open and so is the newest one; what the person touched stays as it was left.
    property bool touched: false
    property bool touchedOpen: false
    readonly property bool open: touched ? touchedOpen : (isRunning || last || stepError !== "")
    readonly property string name: {
        const plain = stepName !== "" ? stepName : qsTr("Step %1").arg(stepIndex + 1);
        return attempt > 1 ? qsTr("%1 (attempt %2)").arg(plain).arg(attempt) : plain;
    }
    readonly property color roleColor: NoukaiColors.of(stateRole, palette.window)

    function toggle() {
        touchedOpen = !open;
        touched = true;
    }

    padding: unit
    highlighted: false
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2").arg(name).arg(stateWord)
    Accessible.description: stepError !== "" ? stepError : preview
    onClicked: toggle()
    Keys.onReturnPressed: toggle()
    Keys.onEnterPressed: toggle()

    background: Rectangle {
        radius: root.unit / 2
        color: root.hovered ? NoukaiColors.mix(root.palette.windowText, root.palette.window, 0.06) : "transparent"
        border.width: root.visualFocus || (root.activeFocus && root.ListView.isCurrentItem) ? 2 : 0
        border.color: root.palette.highlight
    }

    contentItem: ColumnLayout {
        spacing: root.unit / 2

        GridLayout {
            Layout.fillWidth: true
            columns: root.narrow ? 2 : 3
            columnSpacing: root.unit
            rowSpacing: root.unit / 3

            StateGlyph {
                glyph: root.stateGlyph
                role: root.stateRole
                background: root.palette.window
            }

            Label {
                Layout.fillWidth: true
                text: root.name
                textFormat: Text.PlainText
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
                font.weight: Font.DemiBold
            }

            StepNumbers {
                Layout.column: root.narrow ? 1 : 2
                Layout.row: root.narrow ? 1 : 0
                Layout.fillWidth: root.narrow
                Layout.preferredWidth: columnsWidth
                word: root.stateWord
                wordColor: root.roleColor
                durationMs: root.durationMs
                isRunning: root.isRunning
                totalTokens: root.totalTokens
                costUsd: root.costUsd
                inColumns: !root.narrow
            }
        }

        Label {
            Layout.fillWidth: true
            Layout.leftMargin: root.unit * 3
            visible: root.stepError !== ""
            text: root.stepError
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            maximumLineCount: 6
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignLeft
            color: root.roleColor
        }

        Label {
            Layout.fillWidth: true
            Layout.leftMargin: root.unit * 3
            visible: !root.open && root.preview !== ""
            text: root.preview
            textFormat: Text.PlainText
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignLeft
            opacity: 0.75
        }

        StepOutput {
            Layout.fillWidth: true
            Layout.leftMargin: root.unit * 3
            visible: root.open && root.outputText !== ""
            text: visible ? root.outputText : ""
            truncated: root.isTruncated
            unit: root.unit
        }
    }
}
