// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype TimelineHeader
    \inqmlmodule Noukai
    \internal
    \brief The ticks of a StepTimeline's axis and the labels of its gaps.
*/
Control {
    id: root

    required property TimeAxis axis
    /*! Where the axis begins, from the side where reading starts. */
    required property real inset

    signal seekRequested(real milliseconds)

    implicitHeight: Math.round(metrics.height * 1.6)
    Accessible.ignored: true

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
        readonly property color line: NoukaiColors.mix(ink.color, ink.paper, 0.25)

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: parent.line
        }

        // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
        // qmllint disable unqualified
        Repeater {
            model: root.axis.ticks

            Item {
                required property var modelData

                x: root.mirrored ? parent.width - root.inset - modelData.x : root.inset + modelData.x
                height: parent.height

                Rectangle {
                    anchors.bottom: parent.bottom
                    width: 1
                    height: Math.round(metrics.height * 0.35)
                    color: NoukaiColors.mix(ink.color, ink.paper, 0.25)
                }

                PlainLabel {
                    x: root.mirrored ? -width - 3 : 3
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Math.round(metrics.height * 0.25)
                    text: parent.modelData.label
                    opacity: 0.75
                    font: root.font
                    Accessible.ignored: true
                }
            }
        }
        // qmllint enable unqualified

        // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
        // qmllint disable unqualified
        Repeater {
            model: root.axis.gaps

            Rectangle {
                required property var modelData

                x: root.mirrored ? parent.width - root.inset - modelData.x - width : root.inset + modelData.x
                width: Math.max(2, modelData.width)
                height: parent.height
                color: NoukaiColors.mix(ink.color, ink.paper, 0.12)
                clip: false

                ToolTip.visible: gapHover.hovered
                ToolTip.text: qsTr("%1 in which nothing happened were left out").arg(modelData.label)

                HoverHandler {
                    id: gapHover
                }

                PlainLabel {
                    // In the middle of its gap, unless the edge of the axis would cut it off.
                    readonly property real most: root.availableWidth - parent.x - width

                    x: Math.max(-parent.x, Math.min((parent.width - width) / 2, most))
                    y: 0
                    //: On a time axis, over a piece that was cut out; %1 is its duration.
                    text: qsTr("⋯ %1").arg(parent.modelData.label)
                    opacity: 0.75
                    font: root.font
                    Accessible.ignored: true
                }
            }
        }
        // qmllint enable unqualified

        TapHandler {
            onTapped: point => {
                const x = root.mirrored ? root.width - point.position.x : point.position.x;
                if (x >= root.inset)
                    root.seekRequested(Math.max(0, root.axis.msAt(x - root.inset)));
            }
        }
    }
}
