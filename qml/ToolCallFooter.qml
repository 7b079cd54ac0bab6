// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallFooter
    \inqmlmodule Noukai
    \internal
    \brief How many of several calls are decided, and what can be done with all of them.
*/
Flow {
    id: root

    required property ToolCallPrompt prompt
    readonly property NoukaiToolCallModel calls: prompt.calls
    /*! Why not everything can be approved now: a call that was not read, or what the model says. */
    readonly property string approveAllReason: {
        const reason = (calls.waitingCount, calls.disabledReason(NoukaiToolCallModel.ApproveAll));
        for (let row = 0; reason === "" && row < calls.count; ++row) {
            const card = prompt.card(row);
            if (card && !card.decided && card.approveReason !== "")
                return card.approveReason;
        }
        return reason;
    }

    function focusSend() {
        for (const child of send.children) {
            if (child.objectName === "button")
                child.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    // Each card by itself, since it knows what was edited.
    function approveAll() {
        for (let row = 0; row < calls.count; ++row)
            prompt.card(row)?.approve();
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
        text: NoukaiToolCallText.progress(root.calls.decidedCount, root.prompt.total)
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
        disabledReason: root.calls.decidedCount, root.calls.waitingCount, root.calls.disabledReason(NoukaiToolCallModel.Send)
        onClicked: root.calls.send()
    }
}
