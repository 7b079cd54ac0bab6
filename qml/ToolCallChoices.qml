// SPDX-License-Identifier: MIT
import QtQuick
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

    required property ToolCallFacts call
    required property NoukaiToolForm form
    required property bool armed
    required property string approveReason
    readonly property string notArmed: armed ? "" : NoukaiToolCallText.obstacle(NoukaiToolCallText.NotArmed)
    /*! What is being written: a NoukaiToolCallText.Choice, or -1 for nothing. */
    property int writing: call.canApprove ? -1 : NoukaiToolCallText.Answer

    signal approve()

    function toggle(choice: int) {
        writing = writing === choice ? -1 : choice;
    }

    function reply(text: string) {
        if (!armed)
            return;
        if (writing === NoukaiToolCallText.Answer)
            call.calls.answer(call.index, text);
        else
            call.calls.deny(call.index, text);
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
            text: NoukaiToolCallText.text(root.form.isEdited ? NoukaiToolCallText.ApproveEdited : NoukaiToolCallText.Approve)
            description: qsTr("Ctrl+Enter")
            disabledReason: root.approveReason
            onClicked: root.approve()
        }

        ActionButton {
            objectName: "deny"
            text: NoukaiToolCallText.text(NoukaiToolCallText.Deny)
            description: qsTr("The model is told: %1").arg(NoukaiText.preview(root.call.calls.refusalText(root.call.index, ""), 300))
            disabledReason: root.notArmed
            onClicked: root.call.calls.deny(root.call.index)
        }

        ActionButton {
            objectName: "denyWithReason"
            text: NoukaiToolCallText.text(NoukaiToolCallText.DenyWithReason)
            checkable: true
            checked: root.writing === NoukaiToolCallText.DenyWithReason
            onClicked: root.toggle(NoukaiToolCallText.DenyWithReason)
        }

        ActionButton {
            objectName: "answer"
            text: NoukaiToolCallText.text(NoukaiToolCallText.Answer)
            checkable: true
            checked: root.writing === NoukaiToolCallText.Answer
            onClicked: root.toggle(NoukaiToolCallText.Answer)
        }

        ActionButton {
            objectName: "always"
            visible: root.call.canAlwaysAllow
            text: NoukaiToolCallText.text(NoukaiToolCallText.AlwaysAllow)
            description: qsTr("This tool runs unasked until the run ends, beginning with the calls that wait for it")
            disabledReason: root.form.isEdited ? qsTr("Undo the changes first: this runs the tool as proposed.") : root.approveReason
            onClicked: root.call.calls.alwaysAllow(root.call.index)
        }
    }

    ToolCallReply {
        Layout.fillWidth: true
        visible: root.writing >= 0
        call: root.call
        answers: root.writing === NoukaiToolCallText.Answer
        notArmed: root.notArmed
        onDecided: text => root.reply(text)
    }
}
