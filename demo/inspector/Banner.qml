// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*! A sentence over the whole width, in the colour of its role. */
Label {
    id: root

    required property int role
    required property real unit

    padding: unit
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft
    color: NoukaiColors.of(role, palette.window)
    Accessible.role: role === NoukaiTheme.Danger ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: text

    background: Rectangle {
        color: NoukaiTheme.highContrast ? "transparent" : Qt.alpha(root.color, 0.08)
    }
}
