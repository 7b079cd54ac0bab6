// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! The chosen run: the form to start it with, or its progress. */
Pane {
    id: root

    required property Inspector inspector
    required property Commands commands
    required property real unit
    property Run run
    readonly property string formProblem: (form.item as RunForm)?.problem ?? ""
    readonly property bool draft: run !== null && run.draft

    signal stepActivated(int attemptId)
    signal startAsked
    signal editAsked(int stepIndex)
    signal rerunAsked(int stepIndex)
    signal againAsked

    /*! Brings the step of \a attemptId into view. */
    function show(attemptId: int) {
        const view = progress.item as FlowView;
        if (view)
            view.show(attemptId);
    }
    /*! What an error's notice offers, with what the run keeps in one recording. */
    function act(action: int) {
        const step = run.flow.currentStep;
        switch (action) {
        case NoukaiErrorText.Retry:
        case NoukaiErrorText.RerunFrom:
            if (step >= 0 && run.flow.executionId !== "")
                root.rerunAsked(step);
            else
                root.againAsked();
            break;
        case NoukaiErrorText.Resume:
            run.resume();
            break;
        case NoukaiErrorText.Reload:
        case NoukaiErrorText.Start:
            root.againAsked();
            break;
        case NoukaiErrorText.EditInput:
            if (step >= 0)
                root.editAsked(step);
            break;
        }
    }

    padding: 0

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Banner {
            Layout.fillWidth: true
            visible: root.inspector.demonstration && root.draft
            unit: root.unit
            role: NoukaiTheme.Replay
            text: qsTr("Demonstration: a server inside this program answers. Choose the Noukai service below to run flows of your own.")
        }

        Banner {
            Layout.fillWidth: true
            visible: text !== ""
            unit: root.unit
            role: NoukaiTheme.Danger
            text: root.run?.problem ?? ""
        }

        Loader {
            id: form

            Layout.fillWidth: true
            Layout.fillHeight: true
            active: root.draft
            visible: active
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: RunForm {
                inspector: root.inspector
                run: root.run
                unit: root.unit
                onStartAsked: root.startAsked()
            }
            // qmllint enable unqualified
        }

        // Where the window is too low for all parts of a run, it scrolls.
        Flickable {
            id: scroller

            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: progress.active
            contentHeight: Math.max(height, root.unit * 44)
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            ScrollBar.vertical: ScrollBar {}

            Loader {
                id: progress

                width: scroller.width
                height: scroller.contentHeight
                active: root.run !== null && !root.run.draft
                // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
                // qmllint disable unqualified
                sourceComponent: FlowView {
                    objectName: "flowView"
                    padding: root.unit
                    flow: root.run ? root.run.flow : null
                    handlesActions: false
                    controls: RunBar {
                        commands: root.commands
                        run: root.run
                        unit: root.unit
                    }
                    onStepActivated: attemptId => root.stepActivated(attemptId)
                    onEditRequested: stepIndex => root.editAsked(stepIndex)
                    onRerunRequested: stepIndex => root.rerunAsked(stepIndex)
                    onActionRequested: action => root.act(action)
                }
                // qmllint enable unqualified
            }
        }

        Label {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: root.unit * 2
            visible: root.run === null
            text: qsTr("Choose a run, or begin a new one.")
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            opacity: 0.75
        }
    }
}
