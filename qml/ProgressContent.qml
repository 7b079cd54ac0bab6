// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype ProgressContent
    \inqmlmodule Noukai
    \internal
    \brief What FlowProgress shows: glyph, words and percent in a line, and the bar below it.
*/
Item {
    id: root

    required property NoukaiFlowStatus status
    required property real position
    required property bool indeterminate
    required property bool mirrored
    required property font font
    required property color roleColor
    required property color textColor
    required property color background
    readonly property real gap: Math.round(metrics.height * (NoukaiTheme.density === NoukaiTheme.Compact ? 0.2 : 0.4))

    implicitWidth: glyph.width + gap + words.implicitWidth + gap * 2 + percent.implicitWidth
    implicitHeight: words.implicitHeight + gap + track.height
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true

    FontMetrics {
        id: metrics

        font: root.font
    }

    StateGlyph {
        id: glyph

        anchors.left: parent.left
        anchors.verticalCenter: words.verticalCenter
        width: Math.round(metrics.height * 0.95)
        height: width
        glyph: root.status.glyph
        role: root.status.role
        background: root.background
    }

    Text {
        id: words

        anchors.left: glyph.right
        anchors.leftMargin: root.gap
        anchors.right: percent.left
        anchors.rightMargin: root.gap * 2
        text: root.status.progressText
        textFormat: Text.PlainText
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        font: root.font
        color: root.roleColor
        Accessible.ignored: true
    }

    Text {
        id: percent

        anchors.right: parent.right
        anchors.baseline: words.baseline
        text: root.status.percentText
        textFormat: Text.PlainText
        font: root.font
        color: root.textColor
        Accessible.ignored: true
    }

    ProgressTrack {
        id: track

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(4, Math.round(metrics.height * 0.3))
        position: root.position
        indeterminate: root.indeterminate
        mirrored: root.mirrored
        fillColor: root.roleColor
        lineColor: root.textColor
        background: root.background
    }
}
