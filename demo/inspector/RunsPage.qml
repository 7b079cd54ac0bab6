// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! Runs at the left, the chosen one in the middle, its step at the right, events below; one at a time where it is narrow. */
Item {
    id: root

    required property Inspector inspector
    required property Commands commands
    required property real unit
    property Run run
    readonly property bool narrow: width < 700
    property bool showsRuns: inspector.preferences.flag("showsRuns", true)
    property bool showsDetail: inspector.preferences.flag("showsDetail", true)
    property bool showsEvents: inspector.preferences.flag("showsEvents", true)
    readonly property bool mirrored: LayoutMirroring.enabled
    property bool arranged: false
    /*! Which part is seen where only one is: 0 the runs, 1 the run, 2 the step, 3 the events. */
    property int part: 1
    /*! What a person is asked has room before anything else. */
    readonly property bool asked: run !== null && run.flow.toolCalls.length > 0
    /*! Why the draft cannot be started yet; empty when it can. */
    readonly property alias formProblem: pane.formProblem
    readonly property alias stepIndex: detail.stepIndex
    readonly property int attemptId: detail.step.attemptId ?? -1
    readonly property int stepState: detail.step.state ?? NoukaiTimelineModel.Pending

    signal chosen(Run run)
    signal newRunAsked
    signal startAsked
    signal editAsked(int stepIndex)
    signal rerunAsked(int stepIndex)
    signal againAsked

    function focusSearch() {
        showsRuns = true;
        part = 0;
        sidebar.focusSearch();
    }
    function choose(attemptId: int) {
        detail.attemptId = attemptId;
    }
    /*! The events of the step that the detail shows. */
    function showEventsOfStep() {
        showsEvents = true;
        part = 3;
        drawer.showStep(detail.step.stepId ?? "");
    }
    /*! A SplitView of Qt 6.4 does not mirror by itself. */
    function arrange() {
        if (arranged === mirrored)
            return;
        arranged = mirrored;
        outer.moveItem(0, 1);
        inner.moveItem(0, 1);
    }
    /*! What lasts from one start to the next. */
    function keep() {
        const preferences = inspector.preferences;
        preferences.keep("showsRuns", showsRuns);
        preferences.keep("showsDetail", showsDetail);
        preferences.keep("showsEvents", showsEvents);
        preferences.keep("eventsTab", drawer.tab);
        preferences.keep("recordFilter", drawer.recordFilter);
        if (narrow)
            return;
        if (sidebar.visible)
            preferences.keep("runsWidth", sidebar.width);
        if (detail.visible)
            preferences.keep("detailWidth", detail.width);
        if (drawer.visible)
            preferences.keep("eventsHeight", drawer.height);
    }

    Component.onCompleted: arrange()
    onMirroredChanged: arrange()
    onRunChanged: {
        detail.attemptId = -1;
        part = 1;
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SplitView {
            id: outer

            Layout.fillWidth: true
            Layout.fillHeight: true
            orientation: Qt.Horizontal

            RunSidebar {
                id: sidebar

                objectName: "sidebar"
                SplitView.preferredWidth: root.inspector.preferences.number("runsWidth", root.unit * 26)
                SplitView.minimumWidth: root.unit * 16
                SplitView.fillWidth: root.narrow
                visible: root.narrow ? root.part === 0 : root.showsRuns
                inspector: root.inspector
                run: root.run
                unit: root.unit
                onChosen: run => root.chosen(run)
                onNewRunAsked: root.newRunAsked()
            }

            SplitView {
                SplitView.fillWidth: !root.narrow || root.part > 0
                SplitView.minimumWidth: root.unit * 30
                visible: !root.narrow || root.part > 0
                orientation: Qt.Vertical

                SplitView {
                    id: inner

                    SplitView.fillHeight: true
                    SplitView.minimumHeight: root.unit * 16
                    visible: !root.narrow || root.part < 3
                    orientation: Qt.Horizontal

                    RunPane {
                        id: pane

                        SplitView.fillWidth: true
                        SplitView.minimumWidth: root.unit * 24
                        visible: !root.narrow || root.part === 1
                        inspector: root.inspector
                        commands: root.commands
                        run: root.run
                        unit: root.unit
                        onStartAsked: root.startAsked()
                        onStepActivated: attemptId => detail.attemptId = attemptId
                        onEditAsked: stepIndex => root.editAsked(stepIndex)
                        onRerunAsked: stepIndex => root.rerunAsked(stepIndex)
                        onAgainAsked: root.againAsked()
                    }

                    StepDetail {
                        id: detail

                        objectName: "stepDetail"
                        SplitView.preferredWidth: root.inspector.preferences.number("detailWidth", root.unit * 36)
                        SplitView.minimumWidth: root.unit * 20
                        SplitView.fillWidth: root.narrow
                        visible: root.narrow ? root.part === 2 : root.showsDetail && root.run !== null && !root.run.draft
                        commands: root.commands
                        run: root.run
                        unit: root.unit
                        onStepActivated: attemptId => {
                            detail.attemptId = attemptId;
                            pane.show(attemptId);
                        }
                    }
                }

                EventDrawer {
                    id: drawer

                    objectName: "drawer"
                    SplitView.preferredHeight: root.inspector.preferences.number("eventsHeight", root.unit * 22)
                    SplitView.minimumHeight: root.unit * 8
                    SplitView.maximumHeight: root.asked && !root.narrow ? Math.max(root.unit * 8, root.height * 0.2) : Infinity
                    SplitView.fillHeight: root.narrow
                    visible: root.narrow ? root.part === 3 : root.showsEvents && root.run !== null && !root.run.draft
                    tab: root.inspector.preferences.number("eventsTab", 0)
                    recordFilter: root.inspector.preferences.text("recordFilter", "")
                    inspector: root.inspector
                    run: root.run
                    attemptId: root.attemptId
                    unit: root.unit
                    onStepChosen: attemptId => {
                        detail.attemptId = attemptId;
                        pane.show(attemptId);
                    }
                }
            }
        }

        TabBar {
            Layout.fillWidth: true
            visible: root.narrow
            currentIndex: root.part

            Repeater {
                model: [qsTr("Runs"), qsTr("Run"), qsTr("Step"), qsTr("Events")]

                // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
                // qmllint disable unqualified
                TabButton {
                    required property string modelData
                    required property int index

                    objectName: "part " + index
                    text: modelData
                    Accessible.name: text
                    onClicked: root.part = index
                }
                // qmllint enable unqualified
            }
        }
    }
}
