// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ReplayBar
    \inqmlmodule Noukai
    \brief Plays a recording: play, step, seek, speed, and waits left out.

    \qml
    ReplayBar { player: NoukaiPlayer { flow: myFlow; fileName: "run.noukai.jsonl" } }
    \endqml
*/
Control {
    id: root

    /*! The player to control. Default null. */
    property NoukaiPlayer player
    /*! Whether a recording is loaded. */
    readonly property bool ready: player !== null && player.loaded
    /*! Why nothing can be played; empty when it can. */
    readonly property string whyNot: ready ? "" : qsTr("There is no recording to play.")
    /*! Whether the controls stand in several rows. */
    readonly property bool narrow: width < metrics.averageCharacterWidth * 70
    /*! The speeds to choose from. */
    readonly property var speeds: [0.25, 0.5, 1, 2, 4, 8, 16]

    /*! Plays, or pauses what plays. */
    function togglePlay() {
        if (!ready)
            return;
        if (player.playing && !player.paused)
            player.pause();
        else
            player.play();
    }

    implicitWidth: metrics.averageCharacterWidth * 60
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: metrics.unit / 2

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: GridLayout {
    // qmllint enable deferred-property-id
        columns: root.narrow ? 3 : 7
        columnSpacing: metrics.unit
        rowSpacing: metrics.unit / 2
        // Here, since a Control of Qt 6.4 forgets a role it was given.
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Replay")

        RowLayout {
            spacing: metrics.unit / 2

            StateGlyph {
                Layout.preferredWidth: metrics.glyph
                Layout.preferredHeight: metrics.glyph
                glyph: NoukaiTheme.Rewind
                role: NoukaiTheme.Replay
                background: ink.paper
            }

            PlainLabel {
                text: root.ready && root.player.truncated ? qsTr("Replay, cut off") : qsTr("Replay")
                color: NoukaiColors.of(NoukaiTheme.Replay, ink.paper)
            }
        }

        ActionButton {
            id: play

            disabledReason: root.whyNot
            text: root.ready && root.player.playing && !root.player.paused ? qsTr("Pause") : qsTr("Play")
            onClicked: root.togglePlay()
        }

        ActionButton {
            text: qsTr("Step")
            description: qsTr("Plays the next event")
            disabledReason: root.whyNot
            onClicked: root.player.step()
        }

        Slider {
            id: slider

            Layout.fillWidth: true
            Layout.columnSpan: root.narrow ? 2 : 1
            enabled: root.ready && root.player.duration > 0
            from: 0
            to: root.ready ? Math.max(1, root.player.duration) : 1
            stepSize: 0
            Accessible.name: qsTr("Position in the recording")
            onMoved: root.player.seek(Math.round(value))
            // Qt moves it and does not say that a person did.
            Accessible.onIncreaseAction: seekBy(1000)
            Accessible.onDecreaseAction: seekBy(-1000)

            function seekBy(milliseconds: int) {
                root.player.seek(Math.max(from, Math.min(Math.round(value) + milliseconds, to)));
            }

            Binding on value {
                when: !slider.pressed
                value: root.ready ? root.player.position : 0
            }
        }

        PlainLabel {
            text: !root.ready ? NoukaiFormat.unknown() : qsTr("%1 of %2", "a time").arg(NoukaiFormat.position(root.player.position)).arg(NoukaiFormat.duration(root.player.duration))
            opacity: 0.8
        }

        ComboBox {
            enabled: root.ready
            //: How fast a recording is played: %1 times
            model: root.speeds.map(speed => qsTr("×%1").arg(speed.toLocaleString(Qt.locale(), "f", speed < 1 ? 2 : 0)))
            currentIndex: root.player === null ? 2 : root.speeds.indexOf(root.player.speed)
            Accessible.name: qsTr("Speed")
            Accessible.onPressAction: popup.open()
            onActivated: index => root.player.speed = root.speeds[index]
        }

        CheckBox {
            enabled: root.ready
            text: qsTr("Skip waits")
            checked: root.player !== null && root.player.skipWaits
            onToggled: root.player.skipWaits = checked
            Accessible.onPressAction: root.player.skipWaits = !root.player.skipWaits
            Accessible.onToggleAction: root.player.skipWaits = !root.player.skipWaits
        }

        PlainLabel {
            Layout.fillWidth: true
            Layout.columnSpan: root.narrow ? 3 : 7
            visible: root.player !== null && root.player.error.kind !== NoukaiError.NoError
            text: visible ? NoukaiText.beginning(root.player.error.message) : ""
            wrapMode: Text.Wrap
            color: NoukaiColors.of(NoukaiTheme.Danger, ink.paper)
        }
    }
}
