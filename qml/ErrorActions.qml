// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype ErrorActions
    \inqmlmodule Noukai
    \internal
    \brief The buttons of an ErrorNotice.
*/
Flow {
    id: root

    required property NoukaiErrorText notes
    required property var actions
    required property string waiting
    required property bool hasDetails
    required property bool detailsShown

    signal requested(int action)
    signal detailsToggled()

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    Repeater {
        model: root.actions

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        ActionButton {
            required property int modelData

            objectName: "action"
            text: root.notes.actionText(modelData)
            disabledReason: root.waiting !== "" ? root.notes.disabledReason(modelData) : ""
            onClicked: root.requested(modelData)
        }
        // qmllint enable unqualified
    }

    ActionButton {
        objectName: "details"
        visible: root.hasDetails
        text: root.detailsShown ? qsTr("Hide details") : qsTr("Show details")
        onClicked: root.detailsToggled()
    }
}
