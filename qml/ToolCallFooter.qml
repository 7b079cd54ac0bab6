// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype ToolCallFooter
    \inqmlmodule Noukai
    \internal
    \brief How many of several calls are decided, and what can be done with all of them.
*/
Flow {
    id: root

    required property NoukaiToolCallModel calls
    required property int total
    /*! Why not everything can be approved now; empty when it can. */
    required property string approveAllReason

    signal approveAll()

    function focusSend() {
        send.focusButton();
    }

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    PlainLabel {
        height: send.height
        verticalAlignment: Text.AlignVCenter
        rightPadding: metrics.unit
        leftPadding: metrics.unit
        text: NoukaiToolCallText.progress(root.calls.decidedCount, root.total)
    }

    ActionButton {
        objectName: "approveAll"
        visible: root.calls.waitingCount > 1
        text: NoukaiToolCallText.text(NoukaiToolCallText.ApproveAll)
        disabledReason: root.approveAllReason
        onClicked: root.approveAll()
    }

    ActionButton {
        id: send

        objectName: "send"
        text: NoukaiToolCallText.text(NoukaiToolCallText.Send)
        suggested: root.calls.canSend
        disabledReason: root.calls.decidedCount + root.calls.waitingCount >= 0 ? root.calls.disabledReason(NoukaiToolCallModel.Send) : ""
        onClicked: root.calls.send()
    }
}
