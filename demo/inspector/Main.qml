// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Dialogs
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! Two tabs: the runs, and the gallery of the components that show one. */
ApplicationWindow {
    id: root

    required property Inspector inspector
    required property Gallery gallery
    readonly property real unit: Math.round(metrics.height / 2)
    /*! The run that this window shows. */
    property Run run
    /*! The component that the gallery opens with; with one the gallery is what is seen first. */
    property string galleryPage: ""

    function show(chosen: Run) {
        if (chosen)
            run = chosen;
    }
    function edit(stepIndex: int) {
        editor.active = true;
        (editor.item as OverrideEditor).edit(stepIndex);
    }

    title: run && !run.draft ? qsTr("%1 – Noukai Inspector").arg(run.title) : qsTr("Noukai Inspector")
    minimumWidth: 320
    minimumHeight: 360
    LayoutMirroring.enabled: gallery.rightToLeft
    LayoutMirroring.childrenInherit: true

    Component.onCompleted: if (galleryPage !== "")
        tabs.currentIndex = 1
    onClosing: {
        inspector.preferences.keep("width", width);
        inspector.preferences.keep("height", height);
        page.keep();
    }

    FontMetrics {
        id: metrics
    }

    Shortcut {
        sequence: "Esc"
        enabled: root.run !== null && root.run.flow.running
        onActivated: root.run.flow.cancel()
    }

    Commands {
        id: commands

        run: root.run
        stepIndex: page.stepIndex
        stepState: page.stepState
        formProblem: page.formProblem
        runs.checked: page.showsRuns
        detail.checked: page.showsDetail
        events.checked: page.showsEvents
        onNewRunAsked: root.show(root.inspector.newRun())
        onAgainAsked: root.show(root.inspector.newRunLike(root.run))
        onOpenAsked: opener.open()
        onSaveAsked: saver.open()
        onWatchAsked: watcher.open()
        onSessionAsked: importer.open()
        onWindowAsked: root.inspector.windowAsked(root.run)
        onSearchAsked: page.focusSearch()
        onStartAsked: root.inspector.start(root.run)
        onExportAsked: format => {
            exporter.format = format;
            exportDialog.open();
        }
        onCopyAsked: format => NoukaiClipboard.copy(exporter.stepText(page.attemptId, format))
        onResumeAsked: root.run.resume()
        onEditAsked: root.edit(page.stepIndex)
        onRerunAsked: root.run.rerun(page.stepIndex)
        onStepEventsAsked: page.showEventsOfStep()
        onForgetAsked: forgetter.open()
        onRunsAsked: page.showsRuns = !page.showsRuns
        onDetailAsked: page.showsDetail = !page.showsDetail
        onEventsAsked: page.showsEvents = !page.showsEvents
        onGalleryAsked: tabs.currentIndex = 1
        onCommandsAsked: palette_.open()
        onShortcutsAsked: sheet.open()
        onAboutAsked: about.open()
    }

    menuBar: InspectorMenuBar {
        commands: commands
    }

    header: TabBar {
        id: tabs

        TabButton {
            objectName: "runTab"
            text: qsTr("Runs")
            width: implicitWidth + root.unit * 2
            Accessible.name: text
        }

        TabButton {
            objectName: "galleryTab"
            text: qsTr("Gallery")
            width: implicitWidth + root.unit * 2
            Accessible.name: text
        }
    }

    StackLayout {
        anchors.fill: parent
        currentIndex: tabs.currentIndex

        RunsPage {
            id: page

            inspector: root.inspector
            commands: commands
            unit: root.unit
            run: root.run
            onChosen: run => root.show(run)
            onNewRunAsked: root.show(root.inspector.newRun())
            onStartAsked: root.inspector.start(root.run)
            onEditAsked: stepIndex => root.edit(stepIndex)
            onRerunAsked: stepIndex => root.run.rerun(stepIndex)
            onAgainAsked: root.show(root.inspector.newRunLike(root.run))
        }

        Loader {
            // Its runs are begun only when somebody wants to see them.
            active: tabs.currentIndex === 1 || item !== null
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: GalleryTab {
                gallery: root.gallery
                unit: root.unit
                component: root.galleryPage || root.gallery.components[0]
            }
            // qmllint enable unqualified
        }
    }

    DropArea {
        anchors.fill: parent
        onDropped: drop => {
            for (const url of drop.urls)
                root.show(root.inspector.open(url));
        }
    }

    Loader {
        id: editor

        active: false
        // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
        // qmllint disable unqualified
        sourceComponent: OverrideEditor {
            parent: Overlay.overlay
            anchors.centerIn: parent
            flow: root.run ? root.run.flow : null
            reruns: false
            acceptText: qsTr("Run again from here")
            onAccepted: root.run.rerun(stepIndex)
        }
        // qmllint enable unqualified
    }

    FileDialog {
        id: opener

        title: qsTr("Open a recording")
        nameFilters: [qsTr("Recordings (*.noukai.jsonl *.jsonl)"), qsTr("All files (*)")]
        onAccepted: root.show(root.inspector.open(selectedFile))
    }

    NoukaiExporter {
        id: exporter

        property int format: NoukaiExporter.Markdown

        flow: root.run ? root.run.flow : null
    }

    FileDialog {
        id: exportDialog

        title: qsTr("Export the run")
        fileMode: FileDialog.SaveFile
        defaultSuffix: exporter.suggestedName(exporter.format).split(".").pop()
        onAccepted: root.inspector.exportRun(root.run, selectedFile, exporter.format)
    }

    FileDialog {
        id: saver

        title: qsTr("Save the recording")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "noukai.jsonl"
        nameFilters: [qsTr("Recordings (*.noukai.jsonl)")]
        onAccepted: root.run.saveAs(selectedFile)
    }

    Dialog {
        id: forgetter

        anchors.centerIn: parent
        width: Math.min(root.width - root.unit * 2, root.unit * 50)
        modal: true
        title: qsTr("Remove the run?")
        standardButtons: Dialog.Yes | Dialog.No
        onAccepted: {
            const run = root.run;
            root.run = null;
            root.inspector.remove(run);
            root.show(root.inspector.newRun());
        }

        Label {
            width: forgetter.availableWidth
            horizontalAlignment: Text.AlignLeft
            text: qsTr("Its recording goes to the trash.")
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
        }
    }

    Dialog {
        id: problem

        anchors.centerIn: parent
        width: Math.min(root.width - root.unit * 2, root.unit * 50)
        modal: true
        visible: root.inspector.problem !== ""
        title: qsTr("This did not work")
        standardButtons: Dialog.Close
        onClosed: root.inspector.clearProblem()

        Label {
            width: problem.availableWidth
            horizontalAlignment: Text.AlignLeft
            text: root.inspector.problem
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
        }
    }

    WatchDialog {
        id: watcher

        unit: root.unit
        flowName: root.run ? root.run.flow.identifier : ""
        onAsked: (identifier, executionId) => {
            const run = root.inspector.newRun();
            run.flow.identifier = identifier;
            run.watch(executionId);
            root.show(run);
        }
    }

    SessionDialog {
        id: importer

        unit: root.unit
        onAsked: sessionId => root.inspector.importSession(sessionId)
    }

    Connections {
        target: root.inspector

        function onImported(run: Run) {
            if (root.active)
                root.show(run);
        }
    }

    CommandPalette {
        id: palette_

        commands: commands
        unit: root.unit
    }

    ShortcutSheet {
        id: sheet

        commands: commands
        unit: root.unit
    }

    AboutBox {
        id: about

        inspector: root.inspector
        unit: root.unit
    }
}
