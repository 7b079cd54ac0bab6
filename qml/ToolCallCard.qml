// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallCard
    \inqmlmodule Noukai
    \internal
    \brief The question about one tool call: what, who asks, with which arguments, and the choices.
*/
Pane {
    id: root

    required property ToolCallFacts call
    readonly property NoukaiToolCallModel calls: call.calls
    readonly property bool decided: call.callState === NoukaiToolCallModel.Decided
    readonly property alias form: proposed.form
    readonly property var focused: root.Window.activeFocusItem // of any type
    property bool armed: false
    /*! What is in the way of approving, a NoukaiToolCallText.Obstacle. */
    readonly property int obstacle: !proposed.seen ? NoukaiToolCallText.Unread
                                  : form.isEdited && !form.isValid ? NoukaiToolCallText.Invalid
                                  : !armed ? NoukaiToolCallText.NotArmed : NoukaiToolCallText.NoObstacle
    readonly property string approveReason: {
        const reason = call.callState >= 0 ? calls.disabledReason(NoukaiToolCallModel.Approve, call.index) : "";
        return reason !== "" ? reason : NoukaiToolCallText.obstacle(obstacle);
    }

    // A person who writes is left alone, wherever that is.
    function isTyping(): bool {
        return focused !== null && focused.cursorPosition !== undefined && focused.readOnly !== true;
    }

    function focusHeading() {
        heading.takeFocus();
    }

    function approve() {
        if (approveReason !== "" || decided)
            return;
        if (form.isEdited)
            // Qt 6.4's linter does not know the type.
            // qmllint disable type
            calls.approveEdited(call.index, form.editedArguments);
            // qmllint enable type
        else
            calls.approve(call.index);
    }

    padding: metrics.unit * 1.5
    Accessible.ignored: true
    onDecidedChanged: if (decided && activeFocus)
        call.settled()

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    // A click or key that was meant for something else must not decide: neither when the card appears, nor when it moves.
    Timer {
        id: arming

        interval: root.call.armDelay
        running: root.visible
        onTriggered: root.armed = true
    }

    Connections {
        target: root.call
        function onYChanged() {
            root.armed = false;
            arming.restart();
        }
    }

    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: root.activeFocus && !root.decided
        onActivated: root.approve()
    }

    // Also when what it stands in is only shown because of it.
    onVisibleChanged: welcome()
    Component.onCompleted: welcome()

    function welcome() {
        if (call.index === calls.firstWaitingRow && visible && !decided && !isTyping())
            focusHeading();
    }

    background: NoticeFrame {
        radius: metrics.unit / 2
        roleColor: ink.of(NoukaiToolCallText.role(root.call.callState, root.call.decision))
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit
        Accessible.role: Accessible.Grouping
        Accessible.name: root.call.accessibleText

        ToolCallHeading {
            id: heading

            Layout.fillWidth: true
            call: root.call
        }

        ToolCallArguments {
            id: proposed

            Layout.fillWidth: true
            visible: !root.decided
            call: root.call
        }

        ToolCallChoices {
            Layout.fillWidth: true
            visible: !root.decided
            call: root.call
            form: root.form
            armed: root.armed
            approveReason: root.approveReason
            onApprove: root.approve()
        }

        RowLayout {
            visible: root.decided
            spacing: metrics.unit

            RunMark {
                Layout.fillWidth: true
                text: NoukaiToolCallText.outcome(root.call.callState, root.call.decision)
                role: NoukaiToolCallText.role(root.call.callState, root.call.decision)
                glyph: NoukaiToolCallText.glyph(root.call.callState, root.call.decision)
            }

            ActionButton {
                objectName: "change"
                text: NoukaiToolCallText.text(NoukaiToolCallText.Change)
                onClicked: root.calls.reset(root.call.index)
            }
        }
    }
}
