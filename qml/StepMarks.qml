// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype StepMarks
    \inqmlmodule Noukai
    \internal
    \brief What is special about a step attempt, as small words in a frame: overridden, truncated, replayed.
*/
Control {
    id: root

    required property StepItem card
    readonly property var texts: {
        const marks = [];
        if (card.isOverridden)
            marks.push({ text: qsTr("Overridden"), role: NoukaiTheme.Warning });
        if (card.isTruncated)
            marks.push({ text: qsTr("Truncated"), role: NoukaiTheme.Warning });
        if (card.isReplayed)
            marks.push({ text: qsTr("Replay"), role: NoukaiTheme.Replay });
        return marks;
    }

    padding: 0

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Row {
    // qmllint enable deferred-property-id
        spacing: metrics.unit / 2
        LayoutMirroring.enabled: root.mirrored

        // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
        // qmllint disable unqualified
        Repeater {
            model: root.texts

            PlainLabel {
                id: mark

                required property var modelData

                leftPadding: metrics.unit / 2
                rightPadding: leftPadding
                text: modelData.text
                font: root.font
                color: NoukaiColors.of(modelData.role, ink.paper)
                Accessible.ignored: true

                background: Rectangle {
                    radius: height / 4
                    color: "transparent"
                    border.color: mark.color
                }
            }
        }
        // qmllint enable unqualified
    }
}
