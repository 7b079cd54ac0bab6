// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype StepDetails
    \inqmlmodule Noukai
    \internal
    \brief What stands behind the fold of an open StepCard: its input, what was overridden, and what can be done.
*/
Control {
    id: root

    required property StepItem card
    readonly property bool busy: card.flow === null || card.flow.running
    readonly property string whyNot: busy ? qsTr("Possible once the run has ended") : ""

    padding: 0

    Metrics {
        id: metrics

        font: root.font
    }

    // The error above offers them itself.
    // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
    // qmllint disable unqualified
    component DetailAction: ActionButton {
        visible: root.card.stepError.kind === NoukaiError.NoError
        disabledReason: root.whyNot
        flat: true
    }
    // qmllint enable unqualified

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit

        Flow {
            Layout.fillWidth: true
            spacing: metrics.unit / 2

            ActionButton {
                id: fold

                flat: true
                checkable: true
                text: checked ? qsTr("Hide input") : qsTr("Show input")
                onClicked: checked = !checked
            }

            DetailAction {
                text: qsTr("Edit input…")
                onClicked: root.card.editRequested(root.card.stepIndex)
            }

            DetailAction {
                text: qsTr("Run again from here")
                onClicked: root.card.rerunRequested(root.card.stepIndex)
            }
        }

        Loader {
            Layout.fillWidth: true
            active: fold.checked
            visible: active
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: ColumnLayout {
                spacing: metrics.unit

                PayloadView {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.min(contentHeight, metrics.height * 14)
                    title: qsTr("Input")
                    value: root.card.timeline.input(root.card.index)
                }

                PayloadView {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.min(contentHeight, metrics.height * 10)
                    visible: root.card.isOverridden
                    title: qsTr("Overridden with")
                    value: root.card.timeline.overrides(root.card.index)
                }
            }
            // qmllint enable unqualified
        }
    }
}
