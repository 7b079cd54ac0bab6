// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype ToolCallItem
    \inqmlmodule Noukai
    \internal
    \brief A row of NoukaiToolCallModel: a card while it can be decided, then a record.
*/
Loader {
    id: root

    required property ToolCallPrompt prompt
    required property int index
    required property string callId
    required property string toolName
    required property string toolDescription
    required property string stepName
    required property int round
    required property int maxRounds
    required property string argumentsText
    required property bool argumentsValid
    required property var schema
    required property int callState
    required property int decision
    required property var editedArguments
    required property string reason
    required property string answer
    required property int decidedBy
    required property int policy
    required property bool isDestructive
    required property bool canApprove
    required property bool canAlwaysAllow
    required property bool isDeceptive
    required property string accessibleText
    readonly property bool open: callState === NoukaiToolCallModel.Waiting || callState === NoukaiToolCallModel.Decided

    sourceComponent: open ? card : record

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    Component {
        id: card

        ToolCallCard {
            call: root
        }
    }

    Component {
        id: record

        ToolCallRecord {
            call: root
        }
    }
    // qmllint enable unqualified
}
