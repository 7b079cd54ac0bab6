// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*! What two outputs have in common, line by line. */
ColumnLayout {
    id: root

    required property real unit
    property alias original: diff.original
    property alias text: diff.text

    spacing: unit / 2

    NoukaiDiffModel {
        id: diff
    }

    Label {
        objectName: "diffSummary"
        Layout.fillWidth: true
        Layout.leftMargin: root.unit
        text: diff.summary
        textFormat: Text.PlainText
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        font.bold: true
        Accessible.name: text
    }

    ListView {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        model: diff
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Lines of the outputs")
        ScrollBar.vertical: ScrollBar {}

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        delegate: Label {
            id: line

            required property string lineText
            required property int lineKind
            required property string accessibleText
            readonly property bool added: lineKind === NoukaiDiffModel.Added
            readonly property bool removed: lineKind === NoukaiDiffModel.Removed

            width: ListView.view.width
            leftPadding: root.unit
            rightPadding: root.unit
            text: (added ? "+ " : removed ? "− " : "  ") + NoukaiText.beginning(lineText, 2000)
            textFormat: Text.PlainText
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            horizontalAlignment: Text.AlignLeft
            font.family: NoukaiClipboard.fixedFamily
            font.italic: lineKind === NoukaiDiffModel.Gap
            color: added ? NoukaiColors.of(NoukaiTheme.Success, palette.window) : removed ? NoukaiColors.of(NoukaiTheme.Danger, palette.window) : palette.windowText
            Accessible.role: Accessible.ListItem
            Accessible.name: accessibleText

            background: Rectangle {
                color: line.added || line.removed ? Qt.alpha(line.color, 0.08) : "transparent"
                border.width: line.ListView.isCurrentItem && list.activeFocus ? 1 : 0
                border.color: palette.highlight
            }
        }
        // qmllint enable unqualified
    }
}
