// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallReply
    \inqmlmodule Noukai
    \internal
    \brief Where a person writes why a call is denied, or what the tool would have answered.
*/
ColumnLayout {
    id: root

    required property ToolCallFacts call
    required property bool answers
    required property string notArmed

    signal decided(string text)

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    TextPane {
        id: words

        objectName: "words"
        Layout.fillWidth: true
        readOnly: false
        name: root.answers ? qsTr("Answer in place of the tool") : qsTr("Reason")
        placeholder: name
        onEdited: typed => words.text = typed
    }

    FullText {
        objectName: "told"
        Layout.fillWidth: true
        visible: !root.answers
        name: qsTr("What the model is told")
        text: root.answers ? "" : qsTr("The model is told: %1").arg(root.call.calls.refusalText(root.call.index, words.text))
        opacity: 0.8
    }

    ActionButton {
        objectName: "reply"
        text: root.answers ? qsTr("Use this answer") : qsTr("Deny with this reason")
        disabledReason: root.notArmed !== "" ? root.notArmed
                      : root.answers && words.text === "" ? qsTr("Write the answer first.") : ""
        onClicked: root.decided(words.text)
    }
}
