// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype EventLog
    \inqmlmodule Noukai
    \brief Every event of a flow's runs as it arrived, with a filter and a pause of the display.

    \qml
    EventLog { flow: myFlow; filter: "type:step_output step:sum* text:error" }
    \endqml

    Pausing stops only what is shown: events go on being recorded. What is unknown, was dropped or is out of order is a
    problem and stands out.
*/
Control {
    id: root

    /*! The flow whose events are shown. Default null. */
    property NoukaiFlow flow
    /*! The rows. */
    property NoukaiEventLogModel log: NoukaiEventLogModel {
        flow: root.flow
    }
    /*! What is shown, in the language of NoukaiEventLogModel::filter. Empty, the default, for everything. */
    property alias filter: field.text
    /*! Whether the display stands still. Default false. */
    property alias paused: pause.checked

    /*! A person chose the event of \a sequence. */
    signal eventActivated(real sequence)

    /*! Brings the event of \a sequence into view. */
    function show(sequence: real) {
        const row = log.rowOf(sequence);
        if (row < 0)
            return;
        follow.movedByUser(-1, 100);
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Center);
    }
    /*! Goes to the next event after the chosen one with which something is wrong. */
    function showNextProblem() {
        const row = log.nextProblem(list.currentIndex);
        if (row < 0)
            return;
        follow.movedByUser(-1, 100);
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Center);
    }

    implicitWidth: metrics.averageCharacterWidth * 80
    implicitHeight: metrics.height * 16
    padding: 0

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiFollow {
        id: follow

        onShowEnd: later.restart()
    }

    Binding {
        target: root.log
        property: "filter"
        value: field.text
    }
    Binding {
        target: root.log
        property: "paused"
        value: pause.checked
    }

    Timer {
        id: later

        interval: 0
        onTriggered: if (!list.userMoves)
            list.positionViewAtEnd()
    }

    Connections {
        target: root.log
        function onCountChanged() {
            if (follow.grown(0))
                later.restart();
        }
        function onModelReset() {
            if (root.log.total === 0) // a new run
                follow.restart();
        }
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit / 2

        RowLayout {
            Layout.fillWidth: true
            spacing: metrics.unit / 2

            TextField {
                id: field

                objectName: "eventFilter"
                Layout.fillWidth: true
                placeholderText: qsTr("Filter, as in type:step_output text:error")
                inputMethodHints: Qt.ImhNoPredictiveText
                Accessible.name: qsTr("Filter of the events")
                Accessible.description: root.log.filterError
            }

            ActionButton {
                id: pause

                objectName: "pause"
                checkable: true
                text: checked ? qsTr("Go on") : qsTr("Pause")
                description: qsTr("Stops the display; events are still recorded")
                onClicked: checked = !checked
            }

            ActionButton {
                objectName: "problems"
                visible: root.log.problemCount > 0
                text: root.log.problemCount === 1 ? qsTr("1 problem") : qsTr("%n problems", "", root.log.problemCount)
                onClicked: root.showNextProblem()
            }
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: root.log.filterError !== ""
            text: root.log.filterError
            wrapMode: Text.Wrap
            color: NoukaiColors.of(NoukaiTheme.Danger, ink.paper)
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: root.paused && root.log.pendingCount > 0
            text: root.log.pendingCount === 1 ? qsTr("1 event arrived meanwhile") : qsTr("%n events arrived meanwhile", "", root.log.pendingCount)
            color: NoukaiColors.of(NoukaiTheme.Attention, ink.paper)
        }

        EventRows {
            id: list

            objectName: "eventRows"
            Layout.fillWidth: true
            Layout.fillHeight: true
            log: root.log
            follow: follow
            textFont: root.font
            onActivated: sequence => root.eventActivated(sequence)
        }

        PlainLabel {
            Layout.fillWidth: true
            text: {
                const shown = qsTr("%1 of %2 shown").arg(list.count.toLocaleString(Qt.locale(), "f", 0)).arg(root.log.total.toLocaleString(Qt.locale(), "f", 0));
                //: %1 is "12 of 40 shown"
                return root.log.dropped > 0 ? qsTr("%1, the oldest %2 are no longer kept").arg(shown).arg(root.log.dropped.toLocaleString(Qt.locale(), "f", 0)) : shown;
            }
            opacity: 0.75
        }
    }
}
