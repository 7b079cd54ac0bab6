// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Noukai

/*!
    \qmltype ProgressTrack
    \inqmlmodule Noukai
    \internal
    \brief The bar of FlowProgress: filled to a position, or, where that is unknown, with a part that slides.
*/
Rectangle {
    id: root

    required property real position
    required property bool indeterminate
    required property bool mirrored
    required property color fillColor
    required property color lineColor
    required property color background

    radius: height / 2
    color: NoukaiTheme.highContrast ? background : NoukaiColors.mix(lineColor, background, 0.15)
    border.width: NoukaiTheme.highContrast ? 1 : 0
    border.color: lineColor
    clip: true

    Rectangle {
        readonly property real filled: root.width * Math.min(1, root.position)

        visible: !root.indeterminate && filled > 0
        width: Math.max(filled, root.height)
        height: root.height
        x: root.mirrored ? root.width - width : 0
        radius: root.radius
        color: root.fillColor

        Behavior on width {
            enabled: !NoukaiTheme.reduceMotion && root.visible

            NumberAnimation {
                duration: 150
                easing.type: Easing.OutCubic
            }
        }
    }

    Rectangle {
        id: slider

        visible: root.indeterminate && !NoukaiTheme.reduceMotion
        width: root.width * 0.3
        height: root.height
        radius: root.radius
        color: root.fillColor

        XAnimator on x {
            running: slider.visible && root.width > 0
            from: root.mirrored ? root.width : -slider.width
            to: root.mirrored ? -slider.width : root.width
            duration: 1400
            loops: Animation.Infinite
        }
    }

    // Without motion, dashes say that the end is not known.
    Repeater {
        model: root.indeterminate && NoukaiTheme.reduceMotion ? 5 : 0

        Rectangle {
            required property int index

            x: root.width * (index + 0.2) / 5
            width: root.width * 0.12
            height: root.height
            radius: root.radius
            color: root.fillColor
        }
    }
}
