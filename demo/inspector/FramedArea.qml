// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls

/*! Several lines to write, with a frame in every style. */
TextArea {
    id: root

    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap

    background: Rectangle {
        radius: 2
        color: root.palette.base
        border.width: root.activeFocus ? 2 : 1
        border.color: root.activeFocus ? root.palette.highlight : Qt.alpha(root.palette.text, 0.35)
    }
}
