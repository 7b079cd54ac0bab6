// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import NoukaiInspector

/*! The page of one component and nothing else, to be taken as a picture. */
ApplicationWindow {
    id: root

    required property Gallery gallery
    required property string component
    readonly property real sheetHeight: page.height + 24

    font: Application.font
    LayoutMirroring.enabled: gallery.rightToLeft
    LayoutMirroring.childrenInherit: true

    Loader {
        id: page

        x: 12
        y: 12
        width: root.width - 24
        source: root.component + "Page.qml"
    }
}
