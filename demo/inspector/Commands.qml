// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import Noukai
import NoukaiInspector

/*! Everything that menus, buttons, the palette and the sheet of shortcuts offer. */
Item {
    id: root

    required property Run run
    /*! The step that the detail shows, 0-based; -1 for none. */
    required property int stepIndex
    /*! A NoukaiTimelineModel.StepState. */
    required property int stepState
    /*! Why the form's run cannot be started. */
    property string formProblem: ""
    readonly property NoukaiFlow flow: run ? run.flow : null
    readonly property bool busy: flow !== null && flow.running
    readonly property bool live: run !== null && !run.replay
    readonly property string whyNoRun: run === null ? qsTr("No run is chosen.") : ""
    readonly property string whyNotEnded: whyNoRun !== "" ? whyNoRun : run.draft ? qsTr("The run has not begun.") : busy ? qsTr("Possible once the run has ended.") : ""
    readonly property string whyNoStep: whyNotEnded !== "" ? whyNotEnded : stepIndex < 0 ? qsTr("No step is chosen.") : stepState === NoukaiTimelineModel.Pending || stepState === NoukaiTimelineModel.Skipped ? qsTr("The step has not run.") : ""

    /*! All of them, in the order of the palette. */
    readonly property var all: [newRun, again, open, save, watch, session, window, search, pin, forget, start, stop, step, remaining, runTo, resume, breakpoint, edit, rerun, stepEvents, exportMarkdown, exportCsv, exportJson, exportTrace, copyMarkdown, copyJson, copyCurl, copyCpp, copyQml, runs, detail, events, gallery, commands, shortcuts, about, quit]

    signal newRunAsked
    signal againAsked
    signal openAsked
    signal saveAsked
    signal watchAsked
    signal sessionAsked
    signal windowAsked
    signal searchAsked
    signal startAsked
    signal resumeAsked
    signal exportAsked(int format)
    signal copyAsked(int format)
    signal editAsked
    signal rerunAsked
    signal stepEventsAsked
    signal forgetAsked
    signal runsAsked
    signal detailAsked
    signal eventsAsked
    signal galleryAsked
    signal commandsAsked
    signal shortcutsAsked
    signal aboutAsked

    function reasonOf(action: int): string {
        return whyNoRun !== "" ? whyNoRun : run.draft ? qsTr("The run has not begun.") : run.replay ? qsTr("A recording is shown.") : "";
    }

    visible: false

    NoukaiRunAction {
        id: stopAction

        action: NoukaiRunAction.Stop
        flow: root.flow
    }

    NoukaiRunAction {
        id: stepAction

        action: NoukaiRunAction.Step
        flow: root.flow
    }

    NoukaiRunAction {
        id: remainingAction

        action: NoukaiRunAction.RunToEnd
        flow: root.flow
    }

    NoukaiRunAction {
        id: resumeAction

        action: NoukaiRunAction.Resume
        flow: root.flow
    }

    readonly property Command stepEvents: Command {
        text: qsTr("Show the step's events")
        shortcut: "Ctrl+Shift+E"
        group: qsTr("Run")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.stepIndex < 0 ? qsTr("No step is chosen.") : ""
        onTriggered: root.stepEventsAsked()
    }

    component Export: Command {
        required property int format

        group: qsTr("Export")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.run.draft ? qsTr("The run has not begun.") : ""
        onTriggered: root.exportAsked(format)
    }

    component CopyStep: Command {
        required property int format

        group: qsTr("Export")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.stepIndex < 0 ? qsTr("No step is chosen.") : ""
        onTriggered: root.copyAsked(format)
    }

    readonly property Command exportMarkdown: Export {
        text: qsTr("Export as Markdown…")
        format: NoukaiExporter.Markdown
    }
    readonly property Command exportCsv: Export {
        text: qsTr("Export as CSV…")
        format: NoukaiExporter.Csv
    }
    readonly property Command exportJson: Export {
        text: qsTr("Export as JSON…")
        format: NoukaiExporter.Json
    }
    readonly property Command exportTrace: Export {
        text: qsTr("Export as Chrome trace events…")
        format: NoukaiExporter.ChromeTrace
    }
    readonly property Command copyMarkdown: CopyStep {
        text: qsTr("Copy the step as Markdown")
        format: NoukaiExporter.StepMarkdown
    }
    readonly property Command copyJson: CopyStep {
        text: qsTr("Copy the step as JSON")
        format: NoukaiExporter.StepJson
    }
    readonly property Command copyCurl: CopyStep {
        text: qsTr("Copy the step as cURL")
        format: NoukaiExporter.Curl
    }
    readonly property Command copyCpp: CopyStep {
        text: qsTr("Copy the run as C++")
        format: NoukaiExporter.Cpp
    }
    readonly property Command copyQml: CopyStep {
        text: qsTr("Copy the run as QML")
        format: NoukaiExporter.Qml
    }
    readonly property Command newRun: Command {
        text: qsTr("New run")
        shortcut: "Ctrl+N"
        group: qsTr("Runs")
        onTriggered: root.newRunAsked()
    }
    readonly property Command again: Command {
        text: qsTr("New run with these inputs")
        shortcut: "Ctrl+Shift+N"
        group: qsTr("Runs")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.run.draft ? qsTr("The run has not begun.") : ""
        onTriggered: root.againAsked()
    }
    readonly property Command open: Command {
        text: qsTr("Open a recording…")
        shortcut: "Ctrl+O"
        group: qsTr("Runs")
        onTriggered: root.openAsked()
    }
    readonly property Command save: Command {
        text: qsTr("Save the recording as…")
        shortcut: "Ctrl+S"
        group: qsTr("Runs")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.run.saved || root.run.kind === Run.Example ? "" : qsTr("There is no recording of this run.")
        onTriggered: root.saveAsked()
    }
    readonly property Command watch: Command {
        text: qsTr("Show a run of the server…")
        shortcut: "Ctrl+L"
        group: qsTr("Runs")
        onTriggered: root.watchAsked()
    }
    readonly property Command session: Command {
        text: qsTr("Import a session of the server…")
        group: qsTr("Runs")
        onTriggered: root.sessionAsked()
    }
    readonly property Command window: Command {
        text: qsTr("Open in another window")
        shortcut: "Ctrl+Shift+W"
        group: qsTr("Runs")
        reason: root.whyNoRun
        onTriggered: root.windowAsked()
    }
    readonly property Command search: Command {
        text: qsTr("Search the runs")
        shortcut: "Ctrl+F"
        group: qsTr("Runs")
        onTriggered: root.searchAsked()
    }
    readonly property Command pin: Command {
        text: root.run?.pinned ? qsTr("Unpin the run") : qsTr("Pin the run")
        shortcut: "Ctrl+D"
        group: qsTr("Runs")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.run.draft ? qsTr("The run has not begun.") : ""
        onTriggered: root.run.pinned = !root.run.pinned
    }
    readonly property Command forget: Command {
        text: qsTr("Remove the run…")
        group: qsTr("Runs")
        reason: root.whyNotEnded !== "" ? root.whyNotEnded : root.run.kind === Run.Example ? qsTr("Examples stay.") : ""
        onTriggered: root.forgetAsked()
    }
    readonly property Command start: Command {
        text: qsTr("Start")
        shortcut: "Ctrl+Return"
        group: qsTr("Run")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.run.draft ? root.formProblem : qsTr("It was started already.")
        onTriggered: root.startAsked()
    }
    readonly property Command stop: Command {
        text: qsTr("Stop")
        shortcut: "Shift+F5"
        group: qsTr("Run")
        reason: root.whyNoRun !== "" ? root.whyNoRun : stopAction.disabledReason
        onTriggered: stopAction.trigger()
    }
    readonly property Command step: Command {
        text: qsTr("Next step")
        shortcut: "F10"
        group: qsTr("Run")
        reason: root.reasonOf(NoukaiRunAction.Step) || stepAction.disabledReason
        onTriggered: stepAction.trigger()
    }
    readonly property Command remaining: Command {
        text: qsTr("Run the remaining steps")
        shortcut: "F5"
        group: qsTr("Run")
        reason: root.reasonOf(NoukaiRunAction.RunToEnd) || remainingAction.disabledReason
        onTriggered: remainingAction.trigger()
    }
    readonly property Command runTo: Command {
        text: qsTr("Run to the chosen step")
        shortcut: "Ctrl+F10"
        group: qsTr("Run")
        reason: root.reasonOf(NoukaiRunAction.Step) || stepAction.disabledReason || (root.stepIndex < 0 ? qsTr("No step is chosen.") : root.stepIndex <= root.flow.currentStep + 1 ? qsTr("The run is at this step or past it.") : "")
        onTriggered: root.run.driver.runTo(root.stepIndex)
    }
    readonly property Command resume: Command {
        text: qsTr("Resume")
        group: qsTr("Run")
        reason: root.whyNoRun !== "" ? root.whyNoRun : resumeAction.disabledReason
        onTriggered: root.resumeAsked()
    }
    readonly property Command breakpoint: Command {
        readonly property var places: root.run ? root.run.driver.breakpoints : []
        readonly property bool set: root.stepIndex >= 0 && places.includes(root.stepIndex)

        text: set ? qsTr("Remove the breakpoint") : qsTr("Stop before the chosen step")
        shortcut: "F9"
        group: qsTr("Run")
        reason: root.whyNoRun !== "" ? root.whyNoRun : root.stepIndex < 1 ? qsTr("No step after the first is chosen.") : ""
        onTriggered: root.run.driver.toggleBreakpoint(root.stepIndex)
    }
    readonly property Command edit: Command {
        text: qsTr("Edit the input of the step…")
        shortcut: "Ctrl+E"
        group: qsTr("Run")
        reason: root.whyNoStep
        onTriggered: root.editAsked()
    }
    readonly property Command rerun: Command {
        text: qsTr("Run again from the step")
        shortcut: "Ctrl+R"
        group: qsTr("Run")
        reason: root.whyNoStep
        onTriggered: root.rerunAsked()
    }
    readonly property Command runs: Command {
        text: qsTr("List of runs")
        shortcut: "Ctrl+1"
        group: qsTr("View")
        checkable: true
        onTriggered: root.runsAsked()
    }
    readonly property Command detail: Command {
        text: qsTr("Details of the step")
        shortcut: "Ctrl+2"
        group: qsTr("View")
        checkable: true
        onTriggered: root.detailAsked()
    }
    readonly property Command events: Command {
        text: qsTr("Events")
        shortcut: "Ctrl+3"
        group: qsTr("View")
        checkable: true
        onTriggered: root.eventsAsked()
    }
    readonly property Command gallery: Command {
        text: qsTr("Gallery of the components")
        group: qsTr("View")
        onTriggered: root.galleryAsked()
    }
    readonly property Command commands: Command {
        text: qsTr("Find a command…")
        shortcut: "Ctrl+K"
        group: qsTr("Help")
        onTriggered: root.commandsAsked()
    }
    readonly property Command shortcuts: Command {
        text: qsTr("Keyboard shortcuts")
        shortcut: "F1"
        group: qsTr("Help")
        onTriggered: root.shortcutsAsked()
    }
    readonly property Command about: Command {
        text: qsTr("About Noukai Inspector")
        group: qsTr("Help")
        onTriggered: root.aboutAsked()
    }
    readonly property Command quit: Command {
        text: qsTr("Quit")
        shortcut: "Ctrl+Q"
        group: qsTr("Help")
        onTriggered: Qt.quit()
    }
}
