// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*! What a step was given, and what a person replaced of it. */
ColumnLayout {
    id: root

    required property NoukaiTimelineModel timeline
    required property int row
    required property bool overridden
    required property real unit
    /*! Anything that changes when the input may have. */
    property var revision
    readonly property var value: timeline && row >= 0 && revision !== undefined ? timeline.input(row) : undefined

    spacing: unit

    Label {
        Layout.fillWidth: true
        visible: root.value === undefined
        text: qsTr("The server did not tell what the step was given. It does for runs that are traced.")
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        opacity: 0.75
    }

    PayloadView {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.value !== undefined
        title: qsTr("Input")
        value: root.value
    }

    PayloadView {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.overridden
        title: qsTr("Overridden with")
        value: root.overridden && root.timeline && root.row >= 0 ? root.timeline.overrides(root.row) : undefined
    }

    Item {
        Layout.fillHeight: true
        visible: root.value === undefined && !root.overridden
    }
}
