// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts

/*! Asks for a run that somebody else started: what the server recorded of it is shown, and what comes is followed. */
Dialog {
    id: root

    required property real unit
    property string flowName: ""
    readonly property bool complete: flow.text.trim() !== "" && execution.text.trim() !== ""

    signal asked(string identifier, string executionId)

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent.width - unit * 2, unit * 60)
    modal: true
    title: qsTr("Show a run of the server")
    standardButtons: Dialog.Ok | Dialog.Cancel
    onAboutToShow: {
        flow.text = flowName;
        execution.clear();
    }
    onOpened: execution.forceActiveFocus()
    onAccepted: asked(flow.text.trim(), execution.text.trim())
    Component.onCompleted: standardButton(Dialog.Ok).enabled = Qt.binding(() => complete)

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: GridLayout {
    // qmllint enable deferred-property-id
        columns: 2
        columnSpacing: root.unit
        rowSpacing: root.unit

        Label {
            text: qsTr("Flow")
            textFormat: Text.PlainText
        }

        TextField {
            id: flow

            objectName: "watchedFlow"
            Layout.fillWidth: true
            placeholderText: qsTr("organization/project/flow")
            Accessible.name: qsTr("Flow")
        }

        Label {
            text: qsTr("Execution")
            textFormat: Text.PlainText
        }

        TextField {
            id: execution

            objectName: "watchedExecution"
            Layout.fillWidth: true
            placeholderText: qsTr("The id of the run")
            Accessible.name: qsTr("Execution")
            onAccepted: if (root.complete)
                root.accept()
        }
    }
}
