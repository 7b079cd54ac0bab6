// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts

/*! Asks for a session of the server, whose runs are to be among the recordings. */
Dialog {
    id: root

    required property real unit
    readonly property bool complete: field.text.trim() !== ""

    signal asked(string sessionId)

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent.width - unit * 2, unit * 60)
    modal: true
    title: qsTr("Import a session of the server")
    standardButtons: Dialog.Ok | Dialog.Cancel
    onAboutToShow: field.clear()
    onOpened: field.forceActiveFocus()
    onAccepted: asked(field.text.trim())
    Component.onCompleted: standardButton(Dialog.Ok).enabled = Qt.binding(() => complete)

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: RowLayout {
    // qmllint enable deferred-property-id
        spacing: root.unit

        Label {
            text: qsTr("Session")
            textFormat: Text.PlainText
        }

        TextField {
            id: field

            objectName: "sessionId"
            Layout.fillWidth: true
            placeholderText: qsTr("The id of the session")
            Accessible.name: qsTr("Session")
            onAccepted: if (root.complete)
                root.accept()
        }
    }
}
