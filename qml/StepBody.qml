// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype StepBody
    \inqmlmodule Noukai
    \internal
    \brief What a StepCard shows when it is open.
*/
Control {
    id: root

    required property StepItem card
    readonly property bool failed: card.stepError.kind !== NoukaiError.NoError

    function shows(section: string): bool {
        return card.sections.indexOf(section) >= 0;
    }

    padding: metrics.unit
    topPadding: 0
    leftPadding: metrics.unit * 2 + metrics.glyph
    rightPadding: metrics.unit

    Metrics {
        id: metrics

        font: root.font
    }

    contentItem: ColumnLayout {
        spacing: metrics.unit

        Loader {
            Layout.fillWidth: true
            active: root.shows("error") && root.failed
            visible: active
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: ErrorNotice {
                error: root.card.stepError
                onActionRequested: action => root.card.actionRequested(action)
            }
            // qmllint enable unqualified
        }

        OutputView {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(Math.max(contentHeight, metrics.height * 2 + metrics.unit * 2), metrics.height * 14)
            visible: root.shows("output") && (output.count > 0 || !root.failed)
            flow: root.card.flow
            attemptId: root.card.attemptId
            format: root.card.format
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: root.shows("usage") && (root.card.totalTokens >= 0 || root.card.costUsd !== "")
            text: NoukaiFormat.usageText(root.card.promptTokens, root.card.completionTokens, root.card.totalTokens, NoukaiTheme.showCost ? root.card.costUsd : "")
            opacity: 0.8
        }

        StepDetails {
            Layout.fillWidth: true
            visible: root.shows("details")
            card: root.card
        }
    }
}
