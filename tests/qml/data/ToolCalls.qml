// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

Item {
    id: root

    property NoukaiFlow flow: null
    property bool mirrored: false
    property int needed: 0
    readonly property int badge: NoukaiAttention.waiting
    property string decidedId: ""
    property int decision: -1

    width: 700
    height: 1400
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true

    TextField {
        id: elsewhere

        objectName: "elsewhere"
        width: parent.width
        Accessible.name: "elsewhere"
    }

    ToolCallPrompt {
        objectName: "prompt"
        anchors.fill: parent
        anchors.topMargin: elsewhere.height
        flow: root.flow
        armDelay: 0
        onDecisionNeeded: count => root.needed = count
        onDecided: (callId, decision) => {
            root.decidedId = callId;
            root.decision = decision;
        }
    }
}
