// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype BudgetMeter
    \inqmlmodule Noukai
    \internal
    \brief How much of a budget is used, in words and as a bar. Used up is said in words, glyph and colour.
*/
Control {
    id: root

    required property string text
    required property real share
    required property bool over
    readonly property int role: over ? NoukaiTheme.Warning : NoukaiTheme.Active

    visible: share >= 0
    padding: 0
    Layout.fillWidth: true

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    contentItem: ColumnLayout {
        spacing: Math.round(metrics.unit / 3)
        Accessible.role: Accessible.StaticText
        Accessible.name: root.text

        RowLayout {
            spacing: Math.round(metrics.unit / 2)

            StateGlyph {
                Layout.preferredWidth: metrics.glyph
                Layout.preferredHeight: metrics.glyph
                Layout.alignment: Qt.AlignTop
                visible: root.over
                glyph: NoukaiTheme.Triangle
                role: root.role
                background: ink.paper
            }

            PlainLabel {
                Layout.fillWidth: true
                text: root.text
                wrapMode: Text.Wrap
                color: root.over ? ink.of(root.role) : ink.color
                Accessible.ignored: true
            }
        }

        ProgressTrack {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(4, Math.round(metrics.height * 0.3))
            position: root.share
            indeterminate: false
            mirrored: root.mirrored
            fillColor: ink.of(root.role)
            lineColor: ink.color
            background: ink.paper
        }
    }
}
