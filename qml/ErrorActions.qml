// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype ErrorActions
    \inqmlmodule Noukai
    \internal
    \brief The buttons of an ErrorNotice.
*/
Flow {
    id: root

    required property ErrorNotice notice

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    Repeater {
        model: root.notice.actions

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        ActionButton {
            required property int modelData

            objectName: "action"
            text: NoukaiErrorText.actionText(modelData)
            disabledReason: root.notice.waiting !== "" ? root.notice.notes.disabledReason(modelData) : ""
            onClicked: root.notice.actionRequested(modelData)
        }
        // qmllint enable unqualified
    }

    ActionButton {
        objectName: "details"
        visible: root.notice.hasDetails
        text: root.notice.detailsShown ? qsTr("Hide details") : qsTr("Show details")
        onClicked: root.notice.detailsShown = !root.notice.detailsShown
    }
}
