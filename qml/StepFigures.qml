// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype StepFigures
    \inqmlmodule Noukai
    \internal
    \brief The word of a step's state, how long it took, its tokens and its cost.
*/
Control {
    id: root

    required property StepItem card
    required property color roleColor
    /*! Whether the figures of several cards stand in columns below each other. */
    required property bool inColumns

    padding: 0

    Metrics {
        id: metrics

        font: root.font
    }

    // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
    // qmllint disable unqualified
    component Figure: PlainLabel {
        property real columnWidth

        // Not implicitWidth, which depends on the width; nor undefined, at which Qt 6.4 can crash.
        width: root.inColumns ? columnWidth : Math.ceil(metrics.advanceWidth(text))
        horizontalAlignment: root.inColumns ? Text.AlignRight : Text.AlignLeft
        font: root.font
        Accessible.ignored: true
    }
    // qmllint enable unqualified

    contentItem: Row {
        spacing: metrics.unit
        LayoutMirroring.enabled: root.mirrored

        Figure {
            columnWidth: metrics.averageCharacterWidth * 12
            text: NoukaiFormat.stepWord(root.card.stepState)
            color: root.roleColor
        }

        Figure {
            columnWidth: metrics.averageCharacterWidth * 9
            visible: root.inColumns || root.card.shownDuration >= 0
            text: root.card.shownDuration < 0 ? "" : NoukaiFormat.duration(root.card.shownDuration, root.card.stepState === NoukaiTimelineModel.Running)
            opacity: 0.8
        }

        Figure {
            columnWidth: Math.ceil(metrics.advanceWidth(qsTr("%1 tok").arg(NoukaiFormat.tokens(888800))))
            visible: root.inColumns || root.card.totalTokens >= 0
            //: A number of tokens, as in "842 tok"; short
            text: root.card.totalTokens < 0 ? "" : qsTr("%1 tok").arg(NoukaiFormat.tokens(root.card.totalTokens))
            opacity: 0.8
        }

        Figure {
            columnWidth: Math.ceil(metrics.advanceWidth("$0.000000"))
            visible: NoukaiTheme.showCost && (root.inColumns || root.card.costUsd !== "")
            text: root.card.costUsd === "" ? "" : NoukaiFormat.cost(root.card.costUsd)
            opacity: 0.8
        }
    }
}
