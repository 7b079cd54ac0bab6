// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Noukai

/*!
    \qmltype RecordPart
    \inqmlmodule Noukai
    \internal
    \brief A named text in the record of a tool call.
*/
ColumnLayout {
    id: root

    required property var modelData

    Layout.fillWidth: true

    PlainLabel {
        text: root.modelData.name
        opacity: 0.8
        Accessible.ignored: true
    }

    TextPane {
        Layout.fillWidth: true
        name: root.modelData.name
        text: NoukaiText.escaped(root.modelData.value)
    }
}
