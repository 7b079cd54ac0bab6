// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallPrompt
    \inqmlmodule Noukai
    \brief Asks a person about the tool calls of a run, and keeps the record of what was decided.

    \qml
    ToolCallPrompt { flow: myFlow; onDecisionNeeded: count => chime.play() }
    \endqml

    Of a single call the decision goes at once; several are decided one by one and sent together. Nothing is approved by
    Enter, before the arguments could be read to their end, or in the first moment after a call appeared: Ctrl+Enter
    approves inside a card. What a model wrote is shown as plain text.
*/
Control {
    id: root

    /*! The flow whose tool calls are asked about. */
    property NoukaiFlow flow
    /*! How long a new card takes no decision, in milliseconds. */
    property int armDelay: 400
    /*! What the model is told of a refusal, with %1 for the tool and %2 for the reason. */
    property alias refusalTemplate: model.refusalTemplate
    /*! The calls and their decisions. */
    readonly property NoukaiToolCallModel calls: model
    /*! How many calls of the present pause there are, decided or not. */
    readonly property int total: model.waitingCount + model.decidedCount
    /*! Why not everything can be approved now: a call that was not read yet, or what the model says; else empty. */
    readonly property string approveAllReason: {
        const reason = model.waitingCount >= 0 ? model.disabledReason(NoukaiToolCallModel.ApproveAll) : "";
        for (let row = 0; reason === "" && row < cards.count; ++row) {
            const at = card(row);
            if (at && !at.decided && at.approveReason !== "")
                return at.approveReason;
        }
        return reason;
    }

    /*! The \a decision, a NoukaiToolCallModel.Decision, about the call \a callId goes to the flow. */
    signal decided(string callId, int decision)
    /*! The run waits for \a count decisions of a person: the moment for a sound. */
    signal decisionNeeded(int count)

    /*! The card of the call in \a row; null when that is not to be decided any more. */
    function card(row: int): ToolCallCard {
        return (cards.itemAt(row) as ToolCallItem)?.item as ToolCallCard;
    }

    /*! The focus goes to what is to be decided next, or to the button that sends. */
    function focusNext() {
        if (model.firstWaitingRow >= 0)
            card(model.firstWaitingRow)?.focusHeading();
        else if (footer.visible)
            footer.focusSend();
    }

    /*! Approves every call that can be: each card by itself, since it knows what was edited. */
    function approveAll() {
        for (let row = 0; row < cards.count; ++row)
            card(row)?.approve();
    }

    /*! Scrolls so that \a item is seen. */
    function reveal(item) {
        const top = item.mapToItem(column, 0, 0).y;
        const room = Math.max(0, scroll.height - item.height);
        scroll.contentY = Math.max(Math.min(scroll.contentY, top), Math.min(top, top - room), 0);
    }

    padding: 0

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiToolCallModel {
        id: model

        flow: root.flow
        onDecided: (callId, decision) => root.decided(callId, decision)
        onDecisionNeeded: count => root.decisionNeeded(count)
        onDecisionsChanged: NoukaiAttention.setWaiting(root, model.waitingCount)
    }

    // After the layout, when what has been decided is folded away.
    Timer {
        id: later

        interval: 0
        onTriggered: root.focusNext()
    }

    Connections {
        target: root.Window.window
        function onActiveFocusItemChanged() {
            const item = root.Window.activeFocusItem;
            for (let at = item; at; at = at.parent) {
                if (at === column) {
                    root.reveal(item);
                    return;
                }
            }
        }
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit
        LayoutMirroring.enabled: root.mirrored
        LayoutMirroring.childrenInherit: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Tool calls")

        Flickable {
            id: scroll

            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: column.implicitHeight
            contentHeight: column.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            ScrollBar.vertical: ScrollBar {}

            Column {
                id: column

                width: scroll.width
                spacing: metrics.unit

                Repeater {
                    id: cards

                    model: root.calls

                    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
                    // qmllint disable unqualified
                    ToolCallItem {
                        width: column.width
                        calls: root.calls
                        flowName: root.flow?.identifier ?? ""
                        armDelay: root.armDelay
                        onSettled: later.restart()
                    }
                    // qmllint enable unqualified
                }
            }
        }

        ToolCallFooter {
            id: footer

            Layout.fillWidth: true
            visible: root.total > 1 || root.calls.decidedCount > 0
            calls: root.calls
            total: root.total
            approveAllReason: root.approveAllReason
            onApproveAll: root.approveAll()
        }
    }
}
