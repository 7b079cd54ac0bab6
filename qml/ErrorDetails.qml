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
    /*! Whether the message is longer than what is shown of it already. */
    required property bool cutsMessage

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    TextPane {
        objectName: "message"
        Layout.fillWidth: true
        visible: text !== ""
        name: qsTr("Message of the error")
        text: root.cutsMessage ? NoukaiText.escaped(root.notes.message) : ""
    }

    FullText {
        Layout.fillWidth: true
        name: qsTr("What is known of the error")
        text: root.notes.details
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
