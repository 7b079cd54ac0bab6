// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import NoukaiInspector

/*! Every command by its name. Return does the chosen one; what is not possible says why. */
Popup {
    id: root

    required property Commands commands
    required property real unit
    readonly property var found: {
        const words = field.text.toLowerCase().split(" ").filter(word => word !== "");
        const all = [];
        for (let i = 0; i < commands.all.length; ++i) {
            const text = commands.all[i].text.toLowerCase();
            if (words.every(word => text.includes(word)))
                all.push(commands.all[i]);
        }
        return all;
    }

    function perform(command: Command) {
        if (!command || !command.enabled)
            return;
        close();
        command.trigger();
    }

    parent: Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: Math.round(parent.height * 0.1)
    width: Math.min(parent.width - unit * 2, unit * 60)
    height: Math.min(parent.height * 0.8, implicitHeight)
    padding: unit
    modal: true
    focus: true
    onAboutToShow: {
        field.text = "";
        list.currentIndex = 0;
    }
    onOpened: field.forceActiveFocus()

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: root.unit

        TextField {
            id: field

            objectName: "commandSearch"
            Layout.fillWidth: true
            placeholderText: qsTr("Find a command")
            Accessible.name: placeholderText
            onTextChanged: list.currentIndex = 0
            onAccepted: root.perform(root.found[list.currentIndex])
            Keys.onDownPressed: list.currentIndex = Math.min(list.count - 1, list.currentIndex + 1)
            Keys.onUpPressed: list.currentIndex = Math.max(0, list.currentIndex - 1)
        }

        ListView {
            id: list

            objectName: "commandList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: contentHeight
            clip: true
            model: root.found
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Commands")
            ScrollBar.vertical: ScrollBar {}

            // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
            // qmllint disable unqualified
            delegate: ItemDelegate {
                required property Command modelData
                required property int index

                width: ListView.view.width
                highlighted: ListView.isCurrentItem
                text: modelData.text
                Accessible.name: text
                Accessible.description: modelData.reason
                onClicked: {
                    list.currentIndex = index;
                    root.perform(modelData);
                }

                contentItem: RowLayout {
                    spacing: root.unit

                    Label {
                        text: modelData.text
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        horizontalAlignment: Text.AlignLeft
                        Layout.fillWidth: modelData.reason === ""
                        opacity: modelData.enabled ? 1 : 0.6
                        color: highlighted ? palette.highlightedText : palette.text
                    }

                    Label {
                        text: modelData.reason !== "" ? modelData.reason : modelData.shortcut ?? ""
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        horizontalAlignment: Text.AlignRight
                        Layout.fillWidth: modelData.reason !== ""
                        opacity: 0.75
                        color: highlighted ? palette.highlightedText : palette.text
                    }
                }
            }
            // qmllint enable unqualified
        }

        Label {
            Layout.fillWidth: true
            visible: list.count === 0
            text: qsTr("No command has these words.")
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            opacity: 0.75
        }
    }
}
