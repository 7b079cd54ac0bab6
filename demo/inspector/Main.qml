// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! The first window: what to run above, where the run stands below it, then its steps. */
ApplicationWindow {
    id: root

    required property Inspector inspector
    readonly property NoukaiFlow flow: inspector.flow
    readonly property bool narrow: width < 480
    readonly property real unit: Math.round(metrics.height / 2)

    title: flow.identifier ? qsTr("%1 – Noukai Inspector").arg(flow.identifier) : qsTr("Noukai Inspector")
    minimumWidth: 320
    minimumHeight: 360
    LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
    LayoutMirroring.childrenInherit: true

    FontMetrics {
        id: metrics
    }

    // The one clock of everything that counts up; it stands still while nothing runs or nobody can see it.
    Timer {
        id: clock

        property int ticks: 0

        interval: 100
        repeat: true
        running: root.flow.running && root.visible && root.visibility !== Window.Minimized
        onTriggered: {
            ++ticks;
            root.inspector.steps.tick();
        }
    }

    Shortcut {
        sequence: "Ctrl+Q"
        onActivated: Qt.quit()
    }

    Shortcut {
        sequence: "Esc"
        enabled: root.flow.running
        onActivated: root.flow.cancel()
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Label {
            Layout.fillWidth: true
            visible: root.inspector.demonstration
            padding: root.unit
            leftPadding: root.unit * 1.5
            rightPadding: leftPadding
            text: qsTr("Demonstration: a server inside this program answers. Set NOUKAI_API_KEY to run flows of your own.")
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            color: NoukaiColors.of(NoukaiTheme.Replay, root.palette.window)
            background: Rectangle {
                color: NoukaiTheme.highContrast ? root.palette.window
                                                : NoukaiColors.mix(NoukaiColors.of(NoukaiTheme.Replay, root.palette.window), root.palette.window, 0.08)
            }
        }

        RunForm {
            Layout.fillWidth: true
            Layout.margins: root.unit * 1.5
            inspector: root.inspector
            narrow: root.narrow
            unit: root.unit
        }

        RunState {
            Layout.fillWidth: true
            Layout.leftMargin: root.unit * 1.5
            Layout.rightMargin: root.unit * 1.5
            Layout.bottomMargin: root.unit * 1.5
            visible: root.flow.state !== NoukaiFlow.Idle
            flow: root.flow
            ticks: clock.ticks
            unit: root.unit
        }

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: NoukaiColors.mix(root.palette.windowText, root.palette.window, 0.2)
        }

        RunSteps {
            Layout.fillWidth: true
            Layout.fillHeight: true
            inspector: root.inspector
            narrow: root.narrow
            unit: root.unit
        }
    }
}
