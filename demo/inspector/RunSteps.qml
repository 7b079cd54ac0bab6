// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai
import NoukaiInspector

/*! The steps as rows, with the tool calls that wait for a decision below them. Follows the run until a person scrolls up. */
ListView {
    id: root

    required property Inspector inspector
    required property bool narrow
    required property real unit
    readonly property NoukaiFlow flow: inspector.flow
    property bool following: true

    function follow() {
        if (following && !moving)
            positionViewAtEnd();
    }

    clip: true
    model: inspector.steps
    reuseItems: false
    activeFocusOnTab: true
    keyNavigationEnabled: true
    boundsBehavior: Flickable.StopAtBounds
    topMargin: unit
    bottomMargin: unit
    leftMargin: unit
    rightMargin: unit
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    onContentHeightChanged: later.restart()
    onMovementEnded: following = atYEnd
    Keys.onPressed: event => {
        if (event.key === Qt.Key_End)
            following = true;
        else if (event.key === Qt.Key_Up || event.key === Qt.Key_Home)
            following = false;
    }

    // Once per round of the event loop, after the layout.
    Timer {
        id: later

        interval: 0
        onTriggered: root.follow()
    }

    Connections {
        target: root.flow
        function onStateChanged() {
            if (root.flow.state === NoukaiFlow.Connecting)
                root.following = true;
        }
    }

    ScrollBar.vertical: ScrollBar {
        onPressedChanged: if (!pressed)
            root.following = root.atYEnd
    }

    WheelHandler {
        // Flickable moves the view; this only notes what the person meant.
        target: null
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        blocking: false
        onWheel: event => {
            if (event.angleDelta.y > 0)
                root.following = false;
        }
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: StepRow {
        width: ListView.view.width - ListView.view.leftMargin - ListView.view.rightMargin
        narrow: root.narrow
        unit: root.unit
        last: index === root.count - 1
    }

    footer: Column {
        width: root.width - root.leftMargin - root.rightMargin
        spacing: root.unit / 2
        topPadding: toolCalls.count > 0 ? root.unit / 2 : 0

        Repeater {
            id: toolCalls

            model: root.flow.toolCalls

            ToolCallRow {
                width: parent.width
                inspector: root.inspector
                narrow: root.narrow
                unit: root.unit
            }
        }
    }
    // qmllint enable unqualified

    Column {
        anchors.centerIn: parent
        width: parent.width - root.unit * 4
        spacing: root.unit
        visible: root.count === 0 && root.flow.state === NoukaiFlow.Idle

        StateGlyph {
            anchors.horizontalCenter: parent.horizontalCenter
            width: root.unit * 5
            height: width
            glyph: NoukaiTheme.Circle
            opacity: 0.6
        }

        Label {
            width: parent.width
            text: qsTr("No run yet")
            textFormat: Text.PlainText
            font.pixelSize: Math.round(root.unit * 2)
            horizontalAlignment: Text.AlignHCenter
        }

        Label {
            width: parent.width
            text: qsTr("Choose a flow and start it: its steps appear here as they run.")
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            opacity: 0.75
        }
    }
}
