// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype EscapedPane
    \inqmlmodule Noukai
    \internal
    \brief Text of a model that a person may change. While it holds characters that deceive, these are shown as escapes
    and it cannot be typed into, until the person asks for that.
*/
Column {
    id: root

    required property string name
    required property string value
    property bool rawWanted: false
    property alias maximumLines: pane.maximumLines
    property alias placeholder: pane.placeholder
    readonly property alias seenToEnd: pane.seenToEnd
    readonly property bool escapes: !rawWanted && NoukaiText.hasDeceptive(value)

    /*! A person changed the text. */
    signal edited(string text)

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    TextPane {
        id: pane

        width: root.width
        name: root.name
        readOnly: root.escapes
        onEdited: text => root.edited(text)

        // What is being typed is not written over, and what came from outside is shown again.
        Binding {
            target: pane.area
            property: "text"
            value: root.escapes ? NoukaiText.escaped(root.value) : root.value
            when: !pane.area.activeFocus || pane.readOnly
            restoreMode: Binding.RestoreNone
        }
    }

    ActionButton {
        objectName: "editRaw"
        visible: root.escapes
        text: qsTr("Edit as it is")
        onClicked: root.rawWanted = true
    }
}
