// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls

Label {
    textFormat: Text.PlainText
    elide: Text.ElideRight
    horizontalAlignment: Text.AlignLeft
    opacity: 0.7
    font.italic: true
}
