// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

Item {
    id: root

    property NoukaiFlow flow: null
    property bool mirrored: false
    property color paper: "white"
    property color ink: "black"

    width: 400
    height: 80

    Rectangle {
        anchors.fill: parent
        color: root.paper
    }

    FlowProgress {
        id: progress

        objectName: "progress"
        flow: root.flow
        width: parent.width
        palette.window: root.paper
        palette.windowText: root.ink
        LayoutMirroring.enabled: root.mirrored
    }
}
