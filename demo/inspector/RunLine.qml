// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! A run in the list: its state, name, when it was and what it was asked. */
ItemDelegate {
    id: root

    required property Run run
    required property real unit
    readonly property bool known: run !== null
    readonly property string word: !known || run.draft ? "" : run.kind === Run.Example && run.state === NoukaiFlow.Idle ? qsTr("Recording") : NoukaiFormat.stateWord(run.state)
    readonly property bool today: known && run.created.toDateString() === new Date().toDateString()
    readonly property string when: !known || run.draft || run.kind === Run.Example ? "" : today ? run.created.toLocaleTimeString(Qt.locale(), Locale.ShortFormat) : run.created.toLocaleDateString(Qt.locale(), Locale.ShortFormat)
    readonly property int role: known && run.state !== NoukaiFlow.Idle ? NoukaiTheme.roleOf(run.state) : run?.kind === Run.Example ? NoukaiTheme.Replay : NoukaiTheme.Neutral
    readonly property color ink: highlighted ? palette.highlightedText : palette.text

    function joined(parts: var, separator: string): string {
        return parts.filter(part => part !== "").join(separator);
    }

    padding: unit
    topPadding: unit / 2
    bottomPadding: unit / 2
    Accessible.name: joined([known ? run.title : "", word, when, known ? run.note : ""], ", ")

    background: Rectangle {
        color: root.highlighted ? root.palette.highlight : root.hovered ? Qt.alpha(root.palette.text, 0.06) : "transparent"
    }

    contentItem: RowLayout {
        spacing: root.unit

        StateGlyph {
            Layout.alignment: Qt.AlignTop
            glyph: root.role === NoukaiTheme.Replay ? NoukaiTheme.Rewind : NoukaiTheme.glyphOf(root.run?.state ?? NoukaiFlow.Idle)
            role: root.role
            background: root.highlighted ? root.palette.highlight : root.palette.window
        }

        ColumnLayout {
            spacing: 0

            Label {
                Layout.fillWidth: true
                text: root.known ? root.run.title : ""
                textFormat: Text.PlainText
                elide: Text.ElideMiddle
                horizontalAlignment: Text.AlignLeft
                color: root.ink
                font.bold: root.known && root.run.draft
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.joined([root.word, root.when], " · ")
                textFormat: Text.PlainText
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
                color: root.ink
                opacity: 0.8
                font.pointSize: root.font.pointSize * 0.9
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.known ? NoukaiText.preview(root.run.note) : ""
                textFormat: Text.PlainText
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
                color: root.ink
                opacity: 0.8
                font.pointSize: root.font.pointSize * 0.9
            }
        }
    }
}
