// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ErrorDetails
    \inqmlmodule Noukai
    \internal
    \brief What support asks for about an error, and the answer's body as it came, to be copied.
*/
ColumnLayout {
    id: root

    required property NoukaiErrorText notes

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    PlainLabel {
        Layout.fillWidth: true
        visible: text !== ""
        text: NoukaiText.escaped(root.notes.details)
        elide: Text.ElideNone
        wrapMode: Text.Wrap
    }

    TextPane {
        objectName: "body"
        Layout.fillWidth: true
        visible: text !== ""
        name: qsTr("Body of the answer")
        text: NoukaiText.escaped(root.notes.error.responseBody)
    }

    ActionButton {
        objectName: "copyAll"
        text: qsTr("Copy all")
        onClicked: NoukaiClipboard.copy(root.notes.copyText)
    }
}
