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
    /*! Which events are kept at all, in the language of the log's filter. */
    property alias recordFilter: recording.text

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

    /*! All events of the step with this id, and nothing else. */
    function showStep(stepId: string) {
        tabs.currentIndex = 0;
        eventLog.filter = stepId === "" ? "" : "step:\"" + stepId.replace(/[\\"]/g, "\\$&") + "\"";
    }

    padding: 0

    NoukaiEventLogModel {
        id: kept

        flow: root.flow
        recordFilter: recording.text
    }

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

            ColumnLayout {
                spacing: root.unit / 2

                EventLog {
                    id: eventLog

                    objectName: "eventLog"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    flow: root.flow
                    log: kept
                    onEventActivated: sequence => root.goToStep(log, sequence)
                }

                RowLayout {
                    spacing: root.unit

                    Label {
                        text: qsTr("Keep only")
                        textFormat: Text.PlainText
                    }

                    TextField {
                        id: recording

                        objectName: "recordFilter"
                        Layout.fillWidth: true
                        Layout.maximumWidth: root.unit * 40
                        placeholderText: qsTr("everything, or as in -type:step_output")
                        inputMethodHints: Qt.ImhNoPredictiveText
                        horizontalAlignment: Text.AlignLeft
                        Accessible.name: qsTr("Which events are kept")
                        Accessible.description: kept.recordFilterError
                    }

                    Label {
                        objectName: "recordFilterNote"
                        Layout.fillWidth: true
                        text: kept.recordFilterError !== "" ? kept.recordFilterError : kept.skipped === 1 ? qsTr("1 event was not kept") : kept.skipped > 0 ? qsTr("%n events were not kept", "", kept.skipped) : ""
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        horizontalAlignment: Text.AlignLeft
                        color: kept.recordFilterError !== "" ? NoukaiColors.of(NoukaiTheme.Danger, palette.window) : palette.windowText
                        Accessible.name: text
                    }
                }
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
