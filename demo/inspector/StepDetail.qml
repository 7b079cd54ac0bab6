// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! One attempt of a step with all that is known of it. */
Pane {
    id: root

    required property Commands commands
    required property real unit
    property Run run
    /*! The attempt a person chose; -1 shows the one that runs, failed or was the last. */
    property int attemptId: -1
    readonly property NoukaiTimelineModel timeline: run && !run.draft ? run.timeline : null
    property int row: -1
    property var step: ({})
    readonly property int stepIndex: row >= 0 ? step.stepIndex ?? -1 : -1

    signal stepActivated(int attemptId)

    function lastRow(fits: var): int {
        for (let row = timeline.count - 1; row >= 0; --row) {
            if (fits(timeline.data(timeline.index(row, 0), NoukaiTimelineModel.StepStateRole)))
                return row;
        }
        return -1;
    }
    /*! The row that is of interest by itself. */
    function interesting(): int {
        if (timeline.runningRow >= 0)
            return timeline.runningRow;
        if (timeline.attentionRow >= 0)
            return timeline.attentionRow;
        const failed = run.flow.state === NoukaiFlow.Failed ? lastRow(state => state === NoukaiTimelineModel.Failed) : -1;
        if (failed >= 0)
            return failed;
        // What is still pending or was skipped has nothing to tell.
        return Math.max(0, lastRow(state => state !== NoukaiTimelineModel.Pending && state !== NoukaiTimelineModel.Skipped));
    }
    function find() {
        if (!timeline || timeline.count === 0) {
            row = -1;
            step = {};
            return;
        }
        let found = attemptId >= 0 ? timeline.rowOf(attemptId) : -1;
        if (found < 0)
            found = interesting();
        const index = timeline.index(found, 0);
        const value = role => timeline.data(index, role);
        step = {
            attemptId: value(NoukaiTimelineModel.AttemptIdRole),
            stepId: value(NoukaiTimelineModel.StepIdRole),
            stepIndex: value(NoukaiTimelineModel.StepIndexRole),
            state: value(NoukaiTimelineModel.StepStateRole),
            title: NoukaiFormat.stepTitle(value(NoukaiTimelineModel.StepNameRole), value(NoukaiTimelineModel.StepIndexRole), value(NoukaiTimelineModel.AttemptRole), value(NoukaiTimelineModel.AttemptCountRole), value(NoukaiTimelineModel.IterationRole)),
            words: value(NoukaiTimelineModel.AccessibleTextRole),
            attempts: value(NoukaiTimelineModel.AttemptCountRole),
            overridden: value(NoukaiTimelineModel.IsOverriddenRole)
        };
        row = found;
    }

    padding: 0
    onAttemptIdChanged: find()
    onTimelineChanged: find()
    Component.onCompleted: find()

    Connections {
        target: root.timeline

        function onCountChanged() {
            root.find();
        }
        function onRunningRowChanged() {
            root.find();
        }
        function onFirstErrorRowChanged() {
            root.find();
        }
        function onAttentionRowChanged() {
            root.find();
        }
        function onDataChanged() {
            root.find();
        }
        function onModelReset() {
            root.find();
        }
    }

    Connections {
        target: root.timeline ? root.run.flow : null

        function onStateChanged() {
            root.find();
        }
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: root.unit
        spacing: root.unit
        visible: root.row >= 0

        RowLayout {
            Layout.fillWidth: true
            spacing: root.unit

            StateGlyph {
                glyph: NoukaiTheme.glyphOfStep(root.step.state ?? NoukaiTimelineModel.Pending)
                role: NoukaiTheme.roleOfStep(root.step.state ?? NoukaiTimelineModel.Pending)
                background: root.palette.window
            }

            Label {
                objectName: "stepTitle"
                Layout.fillWidth: true
                text: root.step.title ?? ""
                textFormat: Text.PlainText
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
                font.bold: true
                Accessible.role: Accessible.Heading
                Accessible.name: root.step.words ?? text
            }
        }

        TabBar {
            id: tabs

            Layout.fillWidth: true

            Repeater {
                model: [qsTr("Output"), qsTr("Input"), qsTr("Attempts"), qsTr("Raw"), qsTr("Trace")]

                TabButton {
                    required property string modelData
                    required property int index

                    objectName: "detail " + index
                    width: implicitWidth + root.unit
                    text: modelData
                    Accessible.name: text
                }
            }
        }

        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            currentIndex: tabs.currentIndex

            OutputView {
                objectName: "detailOutput"
                flow: root.run && !root.run.draft ? root.run.flow : null
                attemptId: root.step.attemptId ?? -1
            }

            StepInput {
                unit: root.unit
                timeline: root.timeline
                row: root.row
                overridden: root.step.overridden ?? false
                // Read again when the step goes on: only then does its input come.
                revision: root.step
            }

            StepAttempts {
                unit: root.unit
                timeline: root.timeline
                stepId: root.step.stepId ?? ""
                attemptId: root.step.attemptId ?? -1
                revision: root.step
                onChosen: attemptId => root.stepActivated(attemptId)
            }

            EventLog {
                flow: root.run && !root.run.draft && tabs.currentIndex === 3 ? root.run.flow : null
                filter: root.step.stepId ? 'step:"' + root.step.stepId.replace(/(["\\])/g, "\\$1") + '"' : ""
            }

            StepTracePane {
                unit: root.unit
                run: root.run && !root.run.draft ? root.run : null
                stepId: root.step.stepId ?? ""
            }
        }

        Flow {
            Layout.fillWidth: true
            spacing: root.unit / 2

            Repeater {
                model: [root.commands.edit, root.commands.rerun, root.commands.breakpoint, root.commands.runTo]

                CommandButton {
                    required property Command modelData

                    command: modelData
                }
            }
        }
    }

    Label {
        anchors.fill: parent
        anchors.margins: root.unit * 2
        visible: root.row < 0
        text: qsTr("What a step was given and what came of it stands here.")
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        opacity: 0.75
    }
}
