// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! Below the steps: every event, what is odd about them, and what the run used. */
Pane {
    id: root

    required property Inspector inspector
    required property real unit
    property Run run
    /*! The attempt that the detail shows. */
    property int attemptId: -1
    readonly property NoukaiFlow flow: run && !run.draft ? run.flow : null
    property alias tab: tabs.currentIndex

    signal stepChosen(int attemptId)

    /*! The attempt to which the event of \a sequence in \a log belongs. */
    function goToStep(log: NoukaiEventLogModel, sequence: real) {
        const index = log.index(log.rowOf(sequence), 0);
        const stepId = log.data(index, NoukaiEventLogModel.StepIdRole);
        const time = log.data(index, NoukaiEventLogModel.TimeMsRole);
        let found = -1;
        for (let row = 0; row < run.timeline.count; ++row) {
            const step = run.timeline.index(row, 0);
            if (run.timeline.data(step, NoukaiTimelineModel.StepIdRole) === stepId && (found < 0 || run.timeline.data(step, NoukaiTimelineModel.StartMsRole) <= time))
                found = run.timeline.data(step, NoukaiTimelineModel.AttemptIdRole);
        }
        if (found >= 0)
            stepChosen(found);
    }

    padding: 0

    NoukaiEventLogModel {
        id: problemLog

        flow: root.flow
        filter: "problem:yes"
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TabBar {
            id: tabs

            Layout.fillWidth: true

            TabButton {
                text: qsTr("Events")
                width: implicitWidth + root.unit * 2
                Accessible.name: text
            }

            TabButton {
                text: problemLog.problemCount > 0 ? qsTr("Problems (%1)").arg(problemLog.problemCount) : qsTr("Problems")
                width: implicitWidth + root.unit * 2
                Accessible.name: text
            }

            TabButton {
                objectName: "compareTab"
                text: qsTr("Compare")
                width: implicitWidth + root.unit * 2
                Accessible.name: text
            }

            TabButton {
                text: qsTr("Metrics")
                width: implicitWidth + root.unit * 2
                Accessible.name: text
            }
        }

        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: root.unit
            currentIndex: tabs.currentIndex

            EventLog {
                objectName: "eventLog"
                flow: root.flow
                onEventActivated: sequence => root.goToStep(log, sequence)
            }

            EventLog {
                objectName: "problemLog"
                flow: root.flow
                log: problemLog
                filter: "problem:yes"
                onEventActivated: sequence => root.goToStep(log, sequence)
            }

            CompareView {
                inspector: root.inspector
                unit: root.unit
                run: root.run && !root.run.draft ? root.run : null
                attemptId: root.attemptId
            }

            RunMetrics {
                inspector: root.inspector
                unit: root.unit
                flow: root.flow
                timeline: root.run && !root.run.draft ? root.run.timeline : null
            }
        }
    }
}
