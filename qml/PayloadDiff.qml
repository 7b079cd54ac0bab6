// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype PayloadDiff
    \inqmlmodule Noukai
    \internal
    \brief What changed in a PayloadView: lines with a sign, a word for screen readers, and a colour.
*/
ListView {
    id: root

    required property string originalText
    required property string text
    /*! Whether one of the two is too long to be shown as text, and so to be compared. */
    readonly property bool tooLong: originalText === "" || text === ""
    readonly property NoukaiDiffModel diff: NoukaiDiffModel {
        original: root.tooLong ? "" : root.originalText
        text: root.tooLong ? "" : root.text
    }
    property font textFont

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    model: diff
    Accessible.role: Accessible.List

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.textFont
    }

    ScrollBar.vertical: ScrollBar {}

    PlainLabel {
        width: root.width
        visible: root.tooLong
        text: qsTr("Too long to be compared here")
        opacity: 0.75
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: Item {
        id: line

        required property string lineText
        required property int lineKind
        required property string accessibleText
        readonly property color inkOfKind: lineKind === NoukaiDiffModel.Added ? ink.of(NoukaiTheme.Success)
                                         : lineKind === NoukaiDiffModel.Removed ? ink.of(NoukaiTheme.Danger) : ink.color
        readonly property bool changed: lineKind === NoukaiDiffModel.Added || lineKind === NoukaiDiffModel.Removed

        width: ListView.view.width
        implicitHeight: Math.max(sign.implicitHeight, words.implicitHeight)
        Accessible.role: Accessible.ListItem
        Accessible.name: accessibleText

        Rectangle {
            anchors.fill: parent
            visible: line.changed && !NoukaiTheme.highContrast
            color: Qt.rgba(line.inkOfKind.r, line.inkOfKind.g, line.inkOfKind.b, 0.1)
        }

        Rectangle {
            anchors.fill: parent
            visible: line.ListView.isCurrentItem && root.activeFocus
            color: "transparent"
            border.color: root.palette.highlight
        }

        PlainLabel {
            id: sign

            anchors.left: parent.left
            width: metrics.unit * 2
            horizontalAlignment: Text.AlignHCenter
            text: line.lineKind === NoukaiDiffModel.Added ? "+" : line.lineKind === NoukaiDiffModel.Removed ? "−" : ""
            font: words.font
            color: line.inkOfKind
            Accessible.ignored: true
        }

        PlainLabel {
            id: words

            anchors.left: sign.right
            anchors.right: parent.right
            text: NoukaiText.beginning(line.lineText, 2000)
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            elide: Text.ElideNone
            font.family: line.lineKind === NoukaiDiffModel.Gap ? root.textFont.family : NoukaiClipboard.fixedFamily
            font.italic: line.lineKind === NoukaiDiffModel.Gap
            opacity: line.lineKind === NoukaiDiffModel.Gap ? 0.75 : 1
            color: line.inkOfKind
            Accessible.ignored: true
        }
    }
    // qmllint enable unqualified
}
