// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype ToolCallFacts
    \inqmlmodule Noukai
    \internal
    \brief What the parts of a prompt know of a row of NoukaiToolCallModel. (A type of its own, since Qt 6.4 does not
    load files that name each other.)
*/
Loader {
    required property NoukaiToolCallModel calls
    required property string flowName
    required property int armDelay
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

    /*! It was decided by a person whose focus was in it. */
    signal settled()
}
