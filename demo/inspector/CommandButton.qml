// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*! The button of a command. It keeps the focus while it is not possible, so that the reason can be read. */
Button {
    required property Command command
    readonly property bool possible: command.enabled

    objectName: "button"
    text: command.text
    opacity: possible ? 1 : 0.45
    Accessible.name: text
    Accessible.description: command.reason
    ToolTip.visible: (hovered || visualFocus) && ToolTip.text !== ""
    ToolTip.text: command.reason !== "" ? command.reason : command.shortcut !== undefined ? String(command.shortcut) : ""
    ToolTip.delay: 500
    onClicked: if (possible)
        command.trigger()
}
