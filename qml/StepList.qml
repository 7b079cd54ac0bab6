// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype StepList
    \inqmlmodule Noukai
    \brief The steps of a flow as cards that open while they run.

    \qml
    StepList { flow: myFlow }
    \endqml

    It follows the run to its newest step until a person scrolls up; a pill leads back. A running step is open and
    closes a moment after its end; what a person opened or closed stays. Replace \l delegate to draw steps yourself.
*/
Control {
    id: root

    /*! The flow to show. Default null. */
    property NoukaiFlow flow
    /*! The rows; give several views the same model to let them share it. */
    property NoukaiTimelineModel timeline: NoukaiTimelineModel {
        flow: root.flow
    }
    /*! Which cards are open. */
    property NoukaiDisclosure disclosure: NoukaiDisclosure {
        timeline: root.timeline
        detail: root.detail
    }
    /*! How much opens by itself: NoukaiDisclosure.Compact, Normal (the default) or Full. */
    property int detail: NoukaiDisclosure.Normal
    /*! How outputs are laid out, as in OutputView. */
    property int format: OutputView.Plain
    /*! What draws a row: a component with the roles of NoukaiTimelineModel as required properties. */
    property Component delegate: defaultDelegate
    /*! Whether the newest step is kept in view. */
    readonly property alias following: follow.following

    /*! A person opened the step of \a attemptId. */
    signal stepActivated(int attemptId)
    /*! A person asked to run the flow again from the step at \a stepIndex on. */
    signal rerunRequested(int stepIndex)
    /*! A person asked to edit the input of the step at \a stepIndex. */
    signal editRequested(int stepIndex)
    /*! A person asked for \a action, a NoukaiErrorText.Action, of the error of the step at \a stepIndex. */
    signal actionRequested(int action, int stepIndex)

    /*! Brings the step of \a attemptId into view and opens it. */
    function show(attemptId: int) {
        const row = timeline.rowOf(attemptId);
        if (row < 0)
            return;
        follow.movedByUser(-1, list.toEnd);
        disclosure.setExpanded(attemptId, true);
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Beginning);
    }

    implicitWidth: metrics.averageCharacterWidth * 70
    implicitHeight: metrics.height * 20
    padding: 0

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiFollow {
        id: follow

        onShowEnd: later.restart()
    }

    Connections {
        target: root.flow
        function onStateChanged() {
            if (root.flow.state === NoukaiFlow.Connecting)
                follow.restart();
        }
    }

    Timer {
        id: later

        interval: 0
        onTriggered: list.showLatest()
    }

    Component {
        id: defaultDelegate

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        StepCard {
            width: list.width - list.leftMargin - list.rightMargin
            flow: root.flow
            timeline: root.timeline
            format: root.format
            font: root.font
            palette: root.palette
            // Read again with every revision.
            expanded: root.disclosure.revision >= 0 && root.disclosure.isExpanded(attemptId)
            fixed: root.disclosure.revision >= 0 && root.disclosure.isFixed(attemptId)
            onToggled: open => {
                follow.movedByUser(-1, list.toEnd);
                root.disclosure.setExpanded(attemptId, open);
                if (open)
                    root.stepActivated(attemptId);
            }
            onRerunRequested: stepIndex => root.rerunRequested(stepIndex)
            onEditRequested: stepIndex => root.editRequested(stepIndex)
            onActionRequested: action => root.actionRequested(action, stepIndex)
        }
        // qmllint enable unqualified
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Item {
    // qmllint enable deferred-property-id
        StepRows {
            id: list

            anchors.fill: parent
            model: root.timeline
            delegate: root.delegate
            reuseItems: root.delegate === defaultDelegate // others may keep what a person did in them
            follow: follow
            latestRow: root.timeline.runningRow >= 0 ? root.timeline.runningRow : root.timeline.attentionRow
            spacing: Math.round(metrics.unit / 2)
            topMargin: metrics.unit
            bottomMargin: metrics.unit
            leftMargin: metrics.unit
            rightMargin: metrics.unit
            lineStep: metrics.height * 3
            onGrown: if (follow.grown(0))
                later.restart()
        }

        ActionButton {
            objectName: "jump"
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottomMargin: metrics.unit
            visible: !follow.following && root.flow !== null && root.flow.running
            text: qsTr("Jump to the running step")
            onClicked: follow.jump()
        }

        Column {
            anchors.centerIn: parent
            width: Math.min(parent.width - metrics.unit * 4, metrics.averageCharacterWidth * 50)
            spacing: metrics.unit
            visible: list.count === 0

            StateGlyph {
                anchors.horizontalCenter: parent.horizontalCenter
                width: metrics.height * 2.5
                height: width
                glyph: NoukaiTheme.Circle
                opacity: 0.6
            }

            PlainLabel {
                width: parent.width
                text: root.flow && root.flow.running ? qsTr("Waiting for the first step") : qsTr("No run yet")
                font.pixelSize: Math.round(metrics.height)
                horizontalAlignment: Text.AlignHCenter
            }

            PlainLabel {
                width: parent.width
                text: qsTr("Steps appear here as they run.")
                wrapMode: Text.Wrap
                elide: Text.ElideNone
                horizontalAlignment: Text.AlignHCenter
                opacity: 0.75
            }
        }
    }
}
