// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*! Where the run stands, what can be done about it besides cancelling, and the error if there is one. */
ColumnLayout {
    id: root

    required property NoukaiFlow flow
    required property int ticks
    required property real unit
    readonly property bool paused: flow.state === NoukaiFlow.Paused
    readonly property bool canRerun: flow.state === NoukaiFlow.Failed && flow.executionId !== "" && flow.currentStep >= 0

    spacing: unit

    component RoomyButton: Button {
        leftPadding: font.pixelSize
        rightPadding: font.pixelSize
    }

    FlowProgress {
        objectName: "progress"
        Layout.fillWidth: true
        flow: root.flow
    }

    RunFacts {
        Layout.fillWidth: true
        flow: root.flow
        ticks: root.ticks
        unit: root.unit
    }

    Flow {
        Layout.fillWidth: true
        visible: root.paused || root.flow.state === NoukaiFlow.Interrupted || root.canRerun
        spacing: root.unit

        RoomyButton {
            objectName: "nextStep"
            text: qsTr("Next step")
            visible: root.paused
            onClicked: root.flow.advance()
        }

        RoomyButton {
            objectName: "runToEnd"
            text: qsTr("Run to the end")
            visible: root.paused
            onClicked: root.flow.runToEnd()
        }

        RoomyButton {
            objectName: "resume"
            text: qsTr("Resume")
            visible: root.flow.state === NoukaiFlow.Interrupted
            onClicked: root.flow.resume()
        }

        RoomyButton {
            objectName: "rerun"
            text: qsTr("Run this step again")
            visible: root.canRerun
            onClicked: root.flow.rerunFrom(root.flow.currentStep)
        }
    }

    RunError {
        objectName: "errorNotice"
        Layout.fillWidth: true
        visible: root.flow.state === NoukaiFlow.Failed || root.flow.state === NoukaiFlow.Interrupted
        flow: root.flow
        unit: root.unit
    }
}
