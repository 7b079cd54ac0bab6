// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import NoukaiInspector

/*! What the keys do, of the window and inside of the lists. */
Dialog {
    id: root

    required property Commands commands
    required property real unit
    readonly property var rows: {
        const lines = [];
        let group = "";
        for (let i = 0; i < commands.all.length; ++i) {
            const command = commands.all[i];
            if (command.shortcut === undefined)
                continue;
            if (command.group !== group)
                lines.push({
                    heading: command.group
                });
            group = command.group;
            lines.push({
                keys: String(command.shortcut),
                text: command.text
            });
        }
        lines.push({
            heading: qsTr("Timeline")
        });
        for (const [keys, text] of [["↑ ↓", qsTr("Another step")], ["← →", qsTr("Close and open a step")], ["Return", qsTr("Show the step")], ["+ − 0", qsTr("Zoom in, out, all")], ["E", qsTr("Next error")], ["N", qsTr("Next that needs you")], ["F", qsTr("Follow the run")]])
            lines.push({
                keys: keys,
                text: text
            });
        return lines;
    }

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent.width - unit * 2, unit * 60)
    height: Math.min(parent.height - unit * 2, implicitHeight)
    modal: true
    title: qsTr("Keyboard shortcuts")
    standardButtons: Dialog.Close

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ListView {
    // qmllint enable deferred-property-id
        implicitHeight: contentHeight
        clip: true
        model: root.rows
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: root.title
        ScrollBar.vertical: ScrollBar {}

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        delegate: Item {
            required property var modelData

            width: ListView.view.width
            height: label.implicitHeight + root.unit * (modelData.heading ? 1.2 : 0.4)
            Accessible.role: modelData.heading ? Accessible.Heading : Accessible.ListItem
            Accessible.name: modelData.heading ?? qsTr("%1: %2").arg(modelData.keys).arg(modelData.text)

            Label {
                id: label

                anchors.left: parent.left
                anchors.bottom: parent.bottom
                width: modelData.heading ? parent.width : root.unit * 16
                text: modelData.heading ?? modelData.keys
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                font.bold: modelData.heading !== undefined
                Accessible.ignored: true
            }

            Label {
                anchors.left: label.right
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                text: modelData.text ?? ""
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        // qmllint enable unqualified
    }
}
