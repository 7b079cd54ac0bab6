// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! A flow to choose, and below it all of its run. It scrolls where the window is too low for both. */
Flickable {
    id: root

    required property Inspector inspector
    required property real unit
    readonly property bool narrow: width < 480

    contentHeight: Math.max(height, top.implicitHeight + unit * 44)
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: ScrollBar {}

    ColumnLayout {
        width: root.width
        height: root.contentHeight
        spacing: 0

        ColumnLayout {
            id: top

            Layout.fillWidth: true
            spacing: 0

            Label {
                id: banner

                Layout.fillWidth: true
                visible: root.inspector.demonstration
                padding: root.unit
                leftPadding: root.unit * 1.5
                rightPadding: leftPadding
                text: qsTr("Demonstration: a server inside this program answers. Set NOUKAI_API_KEY to run flows of your own.")
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                color: NoukaiColors.of(NoukaiTheme.Replay, palette.window)
                background: Rectangle {
                    color: NoukaiTheme.highContrast ? "transparent" : Qt.alpha(banner.color, 0.08)
                }
            }

            RunForm {
                Layout.fillWidth: true
                Layout.margins: root.unit * 1.5
                Layout.bottomMargin: root.unit * 0.5
                inspector: root.inspector
                narrow: root.narrow
                unit: root.unit
            }
        }

        FlowView {
            objectName: "flowView"
            Layout.fillWidth: true
            Layout.fillHeight: true
            padding: root.unit * 1.5
            topPadding: root.unit * 0.5
            flow: root.inspector.flow
        }
    }
}
