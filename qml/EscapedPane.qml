// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype EscapedPane
    \inqmlmodule Noukai
    \internal
    \brief Text of a model that a person may change. While it holds characters that deceive, which are shown as escapes,
    or is long, it cannot be typed into until the person asks for that.
*/
Column {
    id: root

    required property string name
    required property string value
    property bool rawWanted: false
    property alias maximumLines: pane.maximumLines
    property alias minimumLines: pane.minimumLines
    property alias fixedWidth: pane.fixedWidth
    property alias description: pane.description
    /*! Where it is written. */
    readonly property alias area: pane.area
    property alias placeholder: pane.placeholder
    readonly property alias seenToEnd: pane.seenToEnd
    readonly property alias writing: pane.writing
    readonly property bool escapes: !rawWanted && (hasDeceptive || isLong)
    readonly property bool hasDeceptive: NoukaiText.hasDeceptive(value)
    readonly property bool isLong: !written && value.length > NoukaiText.longText
    // What a person writes does not become too long to be written on.
    property bool written: false

    /*! A person changed the text. */
    signal edited(string text)

    spacing: metrics.unit
    onValueChanged: if (!pane.writing) {
        written = false;
        rawWanted = false; // that was said of another text
    }

    Metrics {
        id: metrics
    }

    TextPane {
        id: pane

        width: root.width
        name: root.name
        readOnly: root.escapes
        text: root.escapes ? NoukaiText.escaped(root.value) : root.value
        onEdited: text => {
            root.written = true;
            root.edited(text);
        }
    }

    ActionButton {
        objectName: "editRaw"
        visible: root.escapes
        text: qsTr("Edit as it is")
        disabledReason: root.value.length > NoukaiText.mostEdited ? qsTr("Too long to be changed here") : ""
        onClicked: root.rawWanted = true
    }
}
