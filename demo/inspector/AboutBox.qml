// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import NoukaiInspector

/*! Which versions these are, to be copied into a report. */
Dialog {
    id: root

    required property Inspector inspector
    required property real unit

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent.width - unit * 2, unit * 50)
    modal: true
    title: qsTr("About Noukai Inspector")
    standardButtons: Dialog.Close

    contentItem: TextArea {
        objectName: "versions"
        text: root.inspector.versions
        textFormat: TextEdit.PlainText
        wrapMode: TextEdit.Wrap
        readOnly: true
        selectByMouse: true
        background: null
        Accessible.name: root.title
    }
}
