// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype UsageRow
    \inqmlmodule Noukai
    \internal
    \brief A name and its number, which stands at the far side so that numbers can be compared.
*/
Control {
    id: root

    required property string name
    required property string value
    property bool strong: false

    padding: 0
    Layout.fillWidth: true

    FontMetrics {
        id: metrics

        font: root.font
    }

    contentItem: RowLayout {
        spacing: Math.round(metrics.averageCharacterWidth * 2)
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1: %2").arg(root.name).arg(root.value)

        PlainLabel {
            Layout.fillWidth: true
            text: root.name
            opacity: root.strong ? 1 : 0.8
            Accessible.ignored: true
        }

        PlainLabel {
            text: root.value
            font.weight: root.strong ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
    }
}
