// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallChoices
    \inqmlmodule Noukai
    \internal
    \brief What a person can decide about a tool call.
*/
ColumnLayout {
    id: root

    required property ToolCallCard card
    readonly property ToolCallItem call: card.call
    readonly property string notArmed: card.armed ? "" : NoukaiToolCallText.obstacle(NoukaiToolCallText.NotArmed)
    readonly property bool canDeny: card.armed
    /*! What is being written: a NoukaiToolCallText.Choice, or -1 for nothing. */
    property int writing: call.canApprove ? -1 : NoukaiToolCallText.Answer

    function toggle(choice: int) {
        writing = writing === choice ? -1 : choice;
    }

    function decide(text: string) {
        if (!card.armed)
            return;
        if (writing === NoukaiToolCallText.Answer)
            card.calls.answer(call.index, text);
        else
            card.calls.deny(call.index, text);
    }

    spacing: metrics.unit

    Metrics {
        id: metrics
    }

    Flow {
        Layout.fillWidth: true
        spacing: metrics.unit

        ActionButton {
            objectName: "approve"
            text: NoukaiToolCallText.text(root.card.form.isEdited ? NoukaiToolCallText.ApproveEdited : NoukaiToolCallText.Approve)
            description: qsTr("Ctrl+Enter")
            disabledReason: root.card.approveReason
            onClicked: root.card.approve()
        }

        ActionButton {
            objectName: "deny"
            text: NoukaiToolCallText.text(NoukaiToolCallText.Deny)
            description: qsTr("The model is told: %1").arg(NoukaiText.escaped(root.card.calls.refusalText(root.call.index, "")))
            disabledReason: root.notArmed
            onClicked: root.card.calls.deny(root.call.index)
        }

        ActionButton {
            objectName: "denyWithReason"
            text: NoukaiToolCallText.text(NoukaiToolCallText.DenyWithReason)
            checked: root.writing === NoukaiToolCallText.DenyWithReason
            onClicked: root.toggle(NoukaiToolCallText.DenyWithReason)
        }

        ActionButton {
            objectName: "answer"
            text: NoukaiToolCallText.text(NoukaiToolCallText.Answer)
            checked: root.writing === NoukaiToolCallText.Answer
            onClicked: root.toggle(NoukaiToolCallText.Answer)
        }

        ActionButton {
            objectName: "always"
            visible: root.call.canAlwaysAllow
            text: NoukaiToolCallText.text(NoukaiToolCallText.AlwaysAllow)
            description: qsTr("This tool runs unasked until the run ends, beginning with the calls that wait for it")
            disabledReason: root.card.form.isEdited ? qsTr("Undo the changes first: this runs the tool as proposed.") : root.card.approveReason
            onClicked: root.card.calls.alwaysAllow(root.call.index)
        }
    }

    ToolCallReply {
        Layout.fillWidth: true
        visible: root.writing >= 0
        choices: root
    }
}
