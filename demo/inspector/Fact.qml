// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls

/*! A number with its name: "Tokens 1.2K". The exact value is read by assistive technology and shown on hover. */
Row {
    id: root

    required property string name
    required property string value
    property string exact: value

    spacing: Math.round(metrics.averageCharacterWidth * 0.8)
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(name).arg(exact)

    FontMetrics {
        id: metrics
    }

    Label {
        text: root.name
        textFormat: Text.PlainText
        opacity: 0.75
        Accessible.ignored: true
    }

    Label {
        text: root.value
        textFormat: Text.PlainText
        font.weight: Font.DemiBold
        Accessible.ignored: true

        HoverHandler {
            id: hover
        }

        ToolTip.visible: hover.hovered && root.exact !== root.value
        ToolTip.text: root.exact
        ToolTip.delay: 500
    }
}
