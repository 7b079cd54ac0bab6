// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*! The last part of a step's output as plain text. While text arrives its end is shown, unless a person scrolled up. */
ScrollView {
    id: root

    required property string text
    required property bool truncated
    required property real unit
    property bool following: true
    readonly property Flickable view: contentItem as Flickable

    implicitHeight: Math.min(area.implicitHeight, metrics.height * 12 + unit * 2)
    contentWidth: availableWidth
    ScrollBar.horizontal.policy: ScrollBar.AlwaysOff

    FontMetrics {
        id: metrics
    }

    function follow() {
        if (following && area.selectedText === "" && view.contentHeight > view.height)
            view.contentY = view.contentHeight - view.height;
    }

    // Once per round of the event loop, after the layout.
    Timer {
        id: later

        interval: 0
        onTriggered: root.follow()
    }

    Connections {
        target: root.view
        function onMovementEnded() {
            root.following = root.view.atYEnd;
        }
        function onContentHeightChanged() {
            later.restart();
        }
        function onHeightChanged() {
            later.restart();
        }
    }

    TextArea {
        id: area

        readOnly: true
        selectByMouse: true
        textFormat: TextEdit.PlainText
        wrapMode: TextEdit.Wrap
        text: root.truncated ? qsTr("… (only the last part is shown)\n%1").arg(root.text) : root.text
        padding: root.unit
        color: palette.text
        Accessible.name: qsTr("Output")
        KeyNavigation.priority: KeyNavigation.BeforeItem
        background: Rectangle {
            radius: root.unit / 2
            color: area.palette.base
            border.color: area.activeFocus ? area.palette.highlight
                                           : NoukaiColors.mix(area.palette.windowText, area.palette.window, 0.15)
        }
    }
}
