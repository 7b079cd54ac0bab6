// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype StepCard
    \inqmlmodule Noukai
    \brief One attempt of a step: a line with its state and figures, and below it, when open, output, error and details.

    Its properties are the roles of NoukaiTimelineModel, so it is a delegate for any view over that model. The body is
    made when the card is opened first.
*/
StepItem {
    id: root

    implicitWidth: Math.max(header.implicitWidth, cardMetrics.averageCharacterWidth * 30)
    implicitHeight: header.height + (expanded && body.item ? body.height : 0)
    padding: 0
    // A list that uses the card again for another step: nothing of this one stays.
    ListView.onPooled: {
        body.pooled = true;
        body.everOpen = false;
        header.focus = false;
    }
    ListView.onReused: {
        body.pooled = false;
        ticked = -1;
    }

    Ink {
        id: cardInk
    }

    Metrics {
        id: cardMetrics

        font: root.font
    }

    NoukaiTicker {
        active: root.visible && root.runs
        onTicked: root.ticked = root.timeline.elapsedMs(root.index)
    }

    background: Rectangle {
        radius: cardMetrics.unit / 2
        color: "transparent"
        border.width: root.expanded ? 1 : 0
        border.color: NoukaiColors.mix(cardInk.color, cardInk.paper, 0.18)
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Item {
    // qmllint enable deferred-property-id
        StepHeader {
            id: header

            width: parent.width
            card: root
            ink: cardInk
            metrics: cardMetrics
            onClicked: root.toggle()
        }

        Loader {
            id: body

            property bool everOpen: false
            property bool pooled: false

            anchors.top: header.bottom
            width: parent.width
            active: !pooled && (root.expanded || everOpen)
            visible: root.expanded
            onLoaded: everOpen = true
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: StepBody {
                card: root
                width: body.width
            }
            // qmllint enable unqualified
        }
    }
}
