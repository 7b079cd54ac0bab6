// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls

/*! A name and what can be chosen for it. */
Row {
    id: root

    required property string name
    required property var choices
    property int current: 0

    signal chosen(int index)

    spacing: Math.round(label.height / 3)

    Label {
        id: label

        anchors.verticalCenter: parent.verticalCenter
        text: root.name
        textFormat: Text.PlainText
    }

    ComboBox {
        objectName: "choice"
        width: Math.max(implicitWidth, label.height * 6)
        model: root.choices
        currentIndex: root.current
        Accessible.name: root.name
        onActivated: index => root.chosen(index)
    }
}
