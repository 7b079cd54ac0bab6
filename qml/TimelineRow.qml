// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype TimelineRow
    \inqmlmodule Noukai
    \internal
    \brief One step attempt of a StepTimeline: glyph, name and bar.
*/
Control {
    id: root

    required property int index
    required property int attemptId
    required property string stepName
    required property int stepIndex
    required property int stepState
    required property int attempt
    required property int attemptCount
    required property int iteration
    required property var segments
    required property string accessibleText
    required property TimeAxis axis
    required property bool stacked
    required property real nameWidth
    required property bool current
    required property bool focused

    signal tapped
    signal activated

    readonly property int role: NoukaiTheme.roleOfStep(stepState)

    background: Rectangle {
        color: root.current ? NoukaiColors.mix(root.palette.highlight, ink.paper, NoukaiTheme.highContrast ? 0 : 0.18)
                            : hover.hovered ? NoukaiColors.mix(ink.color, ink.paper, 0.06) : "transparent"
        border.width: root.current && (root.focused || NoukaiTheme.highContrast) ? 2 : 0
        border.color: root.palette.highlight
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: root.tapped()
        onDoubleTapped: root.activated()
    }

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Item {
    // qmllint enable deferred-property-id
        // Here, since a Control of Qt 6.4 forgets a role it was given.
        Accessible.role: Accessible.ListItem
        Accessible.name: root.accessibleText
        Accessible.onPressAction: root.activated()
        LayoutMirroring.enabled: root.mirrored
        LayoutMirroring.childrenInherit: true

        StateGlyph {
            id: glyph

            anchors.left: parent.left
            anchors.leftMargin: metrics.unit
            anchors.verticalCenter: name.verticalCenter
            width: metrics.glyph
            height: width
            glyph: NoukaiTheme.glyphOfStep(root.stepState)
            role: root.role
            background: ink.paper
        }

        PlainLabel {
            id: name

            anchors.left: glyph.right
            anchors.leftMargin: metrics.unit
            y: root.stacked ? Math.round(metrics.unit / 3) : Math.round((parent.height - height) / 2)
            width: (root.stacked ? parent.width : root.nameWidth) - glyph.width - metrics.unit * 2.5
            font: root.font
            text: NoukaiFormat.stepTitle(root.stepName, root.stepIndex, root.attempt, root.attemptCount, root.iteration)
            opacity: root.stepName === "" ? 0.75 : 1
        }

        SegmentBar {
            anchors.left: parent.left
            anchors.leftMargin: root.nameWidth + metrics.unit
            anchors.right: parent.right
            anchors.rightMargin: metrics.unit
            y: root.stacked ? name.y + name.height + Math.round(metrics.unit / 3) : Math.round((parent.height - height) / 2)
            height: Math.round(metrics.height * 0.75)
            axis: root.axis
            segments: root.segments
            role: root.role
            earlier: root.attempt < root.attemptCount
            mirrored: root.mirrored
            background: ink.paper
            Accessible.ignored: true
        }
    }
}
