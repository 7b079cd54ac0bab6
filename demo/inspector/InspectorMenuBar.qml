// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls
import NoukaiInspector

/*! The commands by subject. What is not possible says why. */
MenuBar {
    id: root

    required property Commands commands

    component CommandItem: MenuItem {
        readonly property string reason: (action as Command)?.reason ?? ""

        Accessible.name: text
        Accessible.description: reason
        ToolTip.visible: hovered && reason !== ""
        ToolTip.text: reason
    }

    Menu {
        title: qsTr("&Runs")

        CommandItem {
            action: root.commands.newRun
        }

        CommandItem {
            action: root.commands.again
        }

        MenuSeparator {}

        CommandItem {
            action: root.commands.open
        }

        CommandItem {
            action: root.commands.save
        }

        CommandItem {
            action: root.commands.watch
        }

        CommandItem {
            action: root.commands.session
        }

        CommandItem {
            action: root.commands.window
        }

        MenuSeparator {}

        CommandItem {
            action: root.commands.pin
        }

        CommandItem {
            action: root.commands.forget
        }

        MenuSeparator {}

        CommandItem {
            action: root.commands.quit
        }
    }

    Menu {
        title: qsTr("R&un")

        CommandItem {
            action: root.commands.start
        }

        CommandItem {
            action: root.commands.stop
        }

        CommandItem {
            action: root.commands.step
        }

        CommandItem {
            action: root.commands.remaining
        }

        CommandItem {
            action: root.commands.resume
        }

        MenuSeparator {}

        CommandItem {
            action: root.commands.breakpoint
        }

        CommandItem {
            action: root.commands.runTo
        }

        MenuSeparator {}

        CommandItem {
            action: root.commands.edit
        }

        CommandItem {
            action: root.commands.rerun
        }
    }

    Menu {
        title: qsTr("&View")

        CommandItem {
            action: root.commands.runs
        }

        CommandItem {
            action: root.commands.detail
        }

        CommandItem {
            action: root.commands.events
        }

        MenuSeparator {}

        CommandItem {
            action: root.commands.search
        }

        CommandItem {
            action: root.commands.gallery
        }
    }

    Menu {
        title: qsTr("&Help")

        CommandItem {
            action: root.commands.commands
        }

        CommandItem {
            action: root.commands.shortcuts
        }

        CommandItem {
            action: root.commands.about
        }
    }
}
