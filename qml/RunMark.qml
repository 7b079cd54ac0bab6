// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype RunMark
    \inqmlmodule Noukai
    \internal
    \brief Something to know besides a state: a glyph and words in the colour of their role.
*/
Control {
    id: root

    required property string text
    property int role: NoukaiTheme.Warning
    property int glyph: NoukaiTheme.Triangle

    padding: 0

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    contentItem: RowLayout {
        spacing: Math.round(metrics.unit / 2)
        Accessible.role: Accessible.StaticText
        Accessible.name: root.text

        StateGlyph {
            Layout.preferredWidth: metrics.glyph
            Layout.preferredHeight: metrics.glyph
            Layout.alignment: Qt.AlignTop
            glyph: root.glyph
            role: root.role
            background: ink.paper
        }

        PlainLabel {
            Layout.fillWidth: true
            text: root.text
            wrapMode: Text.Wrap
            color: ink.of(root.role)
            Accessible.ignored: true
        }
    }
}
