// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! What can be done with the whole run: a recording is played, a live one is stepped, stopped and resumed. */
ColumnLayout {
    id: root

    required property Commands commands
    required property Run run
    required property real unit
    readonly property bool live: run !== null && !run.replay
    readonly property bool busy: live && run.flow.running
    readonly property var offered: busy ? [commands.stop, commands.step, commands.remaining] : live ? [commands.resume, commands.again] : [commands.again]
    readonly property var breakpoints: run ? run.driver.breakpoints : []
    readonly property string stops: breakpoints.map(index => index + 1).join(", ")

    spacing: unit

    Loader {
        Layout.fillWidth: true
        active: root.run !== null && root.run.replay
        visible: active
        // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
        // qmllint disable unqualified
        sourceComponent: ReplayBar {
            player: root.run ? root.run.player : null
        }
        // qmllint enable unqualified
    }

    Flow {
        Layout.fillWidth: true
        spacing: root.unit / 2
        Accessible.role: Accessible.ToolBar
        Accessible.name: qsTr("Run")

        NoukaiRunAction {
            id: pause

            action: NoukaiRunAction.PauseAfterStep
            flow: root.run ? root.run.flow : null
        }

        Repeater {
            model: root.offered

            // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
            // qmllint disable unqualified
            CommandButton {
                required property Command modelData

                command: modelData
            }
            // qmllint enable unqualified
        }

        CheckBox {
            objectName: "pauseAfterStep"
            visible: root.busy
            text: pause.text
            Accessible.name: text
            Accessible.description: pause.description
            enabled: pause.possible
            checked: pause.checked
            onToggled: {
                pause.trigger();
                checked = Qt.binding(() => pause.checked);
            }
        }

        Label {
            height: pauseHeight.height
            visible: root.stops !== ""
            verticalAlignment: Text.AlignVCenter
            text: qsTr("Stops before step %1").arg(root.stops)
            textFormat: Text.PlainText

            TextMetrics {
                id: pauseHeight
            }
        }
    }
}
