// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype FlowView
    \inqmlmodule Noukai
    \brief All of a flow's progress in one component: state, controls, timeline, steps, output and decisions.

    \qml
    FlowView { flow: NoukaiFlow { identifier: "acme/support/summary"; message: "Summarise the ticket" } }
    \endqml

    It starts, stops and resumes the run by its controls. What a person is asked stands below the steps and is never
    scrolled away. Screen readers hear what happens through one announcer.
*/
Control {
    id: root

    enum Layout { Auto, Steps, Timeline, Both }

    /*! The flow to show. Default null. */
    property NoukaiFlow flow
    /*! FlowView.Steps, FlowView.Timeline, FlowView.Both, or FlowView.Auto, the default: both where there is room. */
    property int viewLayout: FlowView.Auto
    /*! How much opens by itself: NoukaiDisclosure.Compact, Normal (the default) or Full. */
    property int detail: NoukaiDisclosure.Normal
    /*! How outputs are laid out, as in OutputView. */
    property int format: OutputView.Plain
    /*!
        Whether the view does what a person asks of a step or an error: run again, resume, edit. Default true. The
        signals tell it in any case.
    */
    property bool handlesActions: true
    /*! What stands between the progress and the steps, where a run is controlled. By default RunControls. */
    property Component controls: defaultControls
    /*! The rows that all parts share. */
    readonly property NoukaiTimelineModel timeline: NoukaiTimelineModel {
        flow: root.flow
    }

    /*! A person opened the step of \a attemptId. */
    signal stepActivated(int attemptId)
    /*! A person asked to run the flow again from the step at \a stepIndex on. */
    signal rerunRequested(int stepIndex)
    /*! A person asked to edit the input of the step at \a stepIndex. */
    signal editRequested(int stepIndex)
    /*! A person asked for \a action of an error. */
    signal actionRequested(int action)
    /*! The \a decision, a NoukaiToolCallModel.Decision, about the tool call \a callId goes to the flow. */
    signal decided(string callId, int decision)
    /*! The run waits for \a count decisions of a person: the moment for a sound. */
    signal decisionNeeded(int count)
    /*! A person chose the moment \a milliseconds on the timeline's axis. */
    signal seekRequested(real milliseconds)

    /*! Whether there is room for the timeline above the steps. */
    readonly property bool roomy: height - (prompt.visible ? prompt.mostHeight : 0) > metrics.height * 30 && width > metrics.averageCharacterWidth * 60
    /*! Whether the timeline is seen. */
    readonly property bool showsTimeline: viewLayout === FlowView.Timeline || viewLayout === FlowView.Both || (viewLayout === FlowView.Auto && roomy)
    /*! Whether the step cards are seen. */
    readonly property bool showsSteps: viewLayout !== FlowView.Timeline
    /*! Whether the error of the run is shown above the steps; that of a step stands in its card. */
    readonly property bool showsError: flow !== null && flow.error.kind !== NoukaiError.NoError && !(timeline.firstErrorRow >= 0 && flow.error.kind === NoukaiError.Execution)

    /*! Brings the step of \a attemptId into view. */
    function show(attemptId: int) {
        lines.show(attemptId);
        bars.show(attemptId);
    }
    /*! Has the screen reader read what was put out since it was asked before. Ctrl+Shift+R does it as well. */
    function readNewOutput() {
        announcer.readNewOutput();
    }
    /*! Runs the flow again from the step at \a stepIndex on, where the view handles actions. */
    function rerun(stepIndex: int) {
        rerunRequested(stepIndex);
        if (handlesActions && flow)
            flow.rerunFrom(stepIndex);
    }
    /*! Opens the editor for the step at \a stepIndex, where the view handles actions. */
    function edit(stepIndex: int) {
        editRequested(stepIndex);
        if (handlesActions && flow) {
            editor.active = true;
            (editor.item as OverrideEditor).edit(stepIndex);
        }
    }
    /*! Does \a action, a NoukaiErrorText.Action, for the step at \a stepIndex, -1 for the whole run. */
    function act(action: int, stepIndex: int) {
        actionRequested(action);
        if (!handlesActions || !flow)
            return;
        const step = stepIndex >= 0 ? stepIndex : flow.currentStep;
        switch (action) {
        case NoukaiErrorText.Retry:
        case NoukaiErrorText.RerunFrom:
            if (step >= 0 && flow.executionId !== "")
                flow.rerunFrom(step);
            else
                flow.start();
            break;
        case NoukaiErrorText.Resume:
            flow.resume();
            break;
        case NoukaiErrorText.Reload:
        case NoukaiErrorText.Start:
            flow.start();
            break;
        case NoukaiErrorText.EditInput:
            if (step >= 0)
                edit(step);
            break;
        }
    }

    implicitWidth: metrics.averageCharacterWidth * 90
    implicitHeight: metrics.height * 34
    padding: metrics.unit

    Metrics {
        id: metrics

        font: root.font
    }

    Component {
        id: defaultControls

        // Bound components, which would qualify this name, are not created by loaders of Qt 6.4.
        // qmllint disable unqualified
        RunControls {
            flow: root.flow
        }
        // qmllint enable unqualified
    }

    Loader {
        id: editor

        active: false
        // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
        // qmllint disable unqualified
        sourceComponent: OverrideEditor {
            parent: Overlay.overlay
            anchors.centerIn: parent
            flow: root.flow
            timeline: root.timeline
        }
        // qmllint enable unqualified
    }

    NoukaiAnnouncer {
        id: announcer

        flow: root.flow
        onAnnounced: (text, assertive) => announcement.say(text, assertive)
    }

    Announcement {
        id: announcement

        Accessible.role: Accessible.StatusBar
        Accessible.name: announcement.text
    }

    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_R && event.modifiers === (Qt.ControlModifier | Qt.ShiftModifier);
        if (event.accepted)
            root.readNewOutput();
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit
        LayoutMirroring.enabled: root.mirrored
        LayoutMirroring.childrenInherit: true

        // For those who go by keys and hear what is here; others never see it.
        Button {
            objectName: "readNewOutput"
            Layout.preferredHeight: activeFocus ? implicitHeight : 0
            Layout.bottomMargin: activeFocus ? 0 : -parent.spacing
            clip: !activeFocus // what has no opacity is not read either
            text: qsTr("Read new output")
            Accessible.name: text
            Accessible.description: qsTr("Ctrl+Shift+R")
            Accessible.onPressAction: root.readNewOutput()
            onClicked: root.readNewOutput()
        }

        RunHeader {
            Layout.fillWidth: true
            flow: root.flow
            timeline: root.timeline
            showState: false
        }

        FlowProgress {
            Layout.fillWidth: true
            flow: root.flow
            font: root.font
        }

        Loader {
            Layout.fillWidth: true
            visible: status === Loader.Ready
            sourceComponent: root.controls
        }

        Loader {
            Layout.fillWidth: true
            active: root.showsError
            visible: active
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: ErrorNotice {
                error: root.flow.error
                onActionRequested: action => root.act(action, -1)
            }
            // qmllint enable unqualified
        }

        SplitView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: metrics.height * 6
            Layout.preferredHeight: metrics.height * 16
            orientation: Qt.Vertical

            StepTimeline {
                id: bars

                SplitView.preferredHeight: Math.min(implicitHeight, Math.round(root.height * 0.3))
                SplitView.minimumHeight: metrics.height * 4
                SplitView.fillHeight: !root.showsSteps
                visible: root.showsTimeline
                flow: root.flow
                timeline: root.timeline
                disclosure: lines.disclosure
                font: root.font
                onStepActivated: attemptId => {
                    lines.show(attemptId);
                    root.stepActivated(attemptId);
                }
                onSeekRequested: milliseconds => root.seekRequested(milliseconds)
            }

            StepList {
                id: lines

                SplitView.fillHeight: true
                SplitView.minimumHeight: metrics.height * 5
                visible: root.showsSteps
                flow: root.flow
                timeline: root.timeline
                detail: root.detail
                format: root.format
                font: root.font
                onStepActivated: attemptId => root.stepActivated(attemptId)
                onRerunRequested: stepIndex => root.rerun(stepIndex)
                onEditRequested: stepIndex => root.edit(stepIndex)
                onActionRequested: (action, stepIndex) => root.act(action, stepIndex)
            }
        }

        // What is to be decided has room before anything else; what was decided stays as a record.
        ToolCallPrompt {
            id: prompt

            readonly property real mostHeight: Math.min(implicitHeight, Math.round(root.height * (asks ? 0.6 : 0.25)))
            readonly property bool asks: root.flow !== null && root.flow.toolCalls.length > 0

            Layout.fillWidth: true
            Layout.minimumHeight: Math.min(implicitHeight, metrics.height * (asks ? 10 : 4))
            Layout.maximumHeight: mostHeight
            visible: calls.count > 0
            flow: root.flow
            onDecided: (callId, decision) => root.decided(callId, decision)
            onDecisionNeeded: count => root.decisionNeeded(count)
        }
    }
}
