// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! What to run: address, flow and message. Return in a field starts; the buttons are those of the view below. */
GridLayout {
    id: root

    required property Inspector inspector
    required property bool narrow
    required property real unit
    readonly property NoukaiFlow flow: inspector.flow

    function start() {
        if (!flow.running)
            flow.start();
    }

    columns: narrow ? 1 : 2
    columnSpacing: unit
    rowSpacing: narrow ? unit / 2 : unit

    component FieldLabel: Label {
        textFormat: Text.PlainText
        Layout.alignment: Qt.AlignVCenter
    }

    FieldLabel {
        text: qsTr("Address")
        visible: !root.inspector.demonstration
    }

    TextField {
        objectName: "address"
        Layout.fillWidth: true
        visible: !root.inspector.demonstration
        enabled: !root.flow.running
        text: root.inspector.address
        inputMethodHints: Qt.ImhUrlCharactersOnly
        horizontalAlignment: Text.AlignLeft
        Accessible.name: qsTr("Address of the service")
        onEditingFinished: root.inspector.address = text
    }

    FieldLabel {
        text: qsTr("Flow")
    }

    ComboBox {
        objectName: "flowChoice"
        Layout.fillWidth: true
        visible: root.inspector.demonstration
        enabled: !root.flow.running
        model: root.inspector.flows
        currentIndex: count > 0 ? find(root.flow.identifier) : -1
        displayText: root.flow.identifier // also one that is not in the list
        Accessible.name: qsTr("Flow")
        onActivated: root.flow.identifier = currentText
    }

    TextField {
        objectName: "flowName"
        Layout.fillWidth: true
        visible: !root.inspector.demonstration
        enabled: !root.flow.running
        text: root.flow.identifier
        placeholderText: qsTr("organization/project/flow")
        Accessible.name: qsTr("Flow")
        onEditingFinished: root.flow.identifier = text.trim()
        onAccepted: root.start()
    }

    FieldLabel {
        text: qsTr("Message")
    }

    TextField {
        id: message

        objectName: "message"
        Layout.fillWidth: true
        readOnly: root.flow.running
        text: root.flow.message
        placeholderText: qsTr("What the flow is to work on")
        Accessible.name: qsTr("Message")
        onTextEdited: root.flow.message = text
        onAccepted: root.start()
    }
}
