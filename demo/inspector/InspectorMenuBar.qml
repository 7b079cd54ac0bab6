// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import NoukaiInspector

/*! The commands by subject. What is not possible says why. */
MenuBar {
    id: root

    required property Commands commands

    // It can be reached while it is not possible, so that the reason can be read.
    component CommandItem: MenuItem {
        id: item

        required property Command command

        text: command.text
        checkable: command.checkable
        checked: command.checked
        opacity: command.enabled ? 1 : 0.5
        Accessible.name: text
        Accessible.description: command.reason
        ToolTip.visible: highlighted && command.reason !== ""
        ToolTip.text: command.reason
        onTriggered: {
            checked = Qt.binding(() => command.checked);
            if (command.enabled)
                command.trigger();
        }

        contentItem: RowLayout {
            spacing: item.spacing

            Label {
                Layout.fillWidth: true
                Layout.leftMargin: item.indicator && item.checkable ? item.indicator.width + item.spacing : 0
                text: item.text
                textFormat: Text.PlainText
                color: item.highlighted ? item.palette.highlightedText : item.palette.text
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }

            Label {
                text: item.command.shortcut ?? ""
                textFormat: Text.PlainText
                color: item.highlighted ? item.palette.highlightedText : item.palette.text
                opacity: 0.7
                Accessible.ignored: true
            }
        }
    }

    Menu {
        title: qsTr("&Runs")

        CommandItem {
            command: root.commands.newRun
        }

        CommandItem {
            command: root.commands.again
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.open
        }

        CommandItem {
            command: root.commands.save
        }

        CommandItem {
            command: root.commands.watch
        }

        CommandItem {
            command: root.commands.session
        }

        CommandItem {
            command: root.commands.window
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.pin
        }

        CommandItem {
            command: root.commands.forget
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.quit
        }
    }

    Menu {
        title: qsTr("R&un")

        CommandItem {
            command: root.commands.start
        }

        CommandItem {
            command: root.commands.stop
        }

        CommandItem {
            command: root.commands.step
        }

        CommandItem {
            command: root.commands.remaining
        }

        CommandItem {
            command: root.commands.resume
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.breakpoint
        }

        CommandItem {
            command: root.commands.runTo
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.edit
        }

        CommandItem {
            command: root.commands.rerun
        }

        CommandItem {
            command: root.commands.stepEvents
        }
    }

    Menu {
        title: qsTr("&Export")

        CommandItem {
            command: root.commands.exportMarkdown
        }

        CommandItem {
            command: root.commands.exportCsv
        }

        CommandItem {
            command: root.commands.exportJson
        }

        CommandItem {
            command: root.commands.exportTrace
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.copyMarkdown
        }

        CommandItem {
            command: root.commands.copyJson
        }

        CommandItem {
            command: root.commands.copyCurl
        }

        CommandItem {
            command: root.commands.copyCpp
        }

        CommandItem {
            command: root.commands.copyQml
        }
    }

    Menu {
        title: qsTr("&View")

        CommandItem {
            command: root.commands.runs
        }

        CommandItem {
            command: root.commands.detail
        }

        CommandItem {
            command: root.commands.events
        }

        MenuSeparator {}

        CommandItem {
            command: root.commands.search
        }

        CommandItem {
            command: root.commands.gallery
        }
    }

    Menu {
        title: qsTr("&Help")

        CommandItem {
            command: root.commands.commands
        }

        CommandItem {
            command: root.commands.shortcuts
        }

        CommandItem {
            command: root.commands.about
        }
    }
}
