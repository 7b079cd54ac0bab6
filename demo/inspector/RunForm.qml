// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Dialogs
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! What to run and with what. Return in a single line starts, Ctrl+Return everywhere. */
ScrollView {
    id: root

    required property Inspector inspector
    required property Run run
    required property real unit
    readonly property NoukaiFlow flow: run.flow
    readonly property bool narrow: width < 480
    readonly property string serviceProblem: inspector.demonstration ? "" : inspector.service.problem
    readonly property string problem: parameters.problem !== "" ? qsTr("Parameters: %1").arg(parameters.problem) : settings.problem !== "" ? qsTr("Settings of blocks: %1").arg(settings.problem) : serviceProblem !== "" ? serviceProblem : flow.identifier === "" ? qsTr("Name a flow.") : ""

    readonly property var attachments: flow.attachments
    property string attachProblem: ""
    property string toolProblem: ""
    property var toolNames: inspector.toolNames(run)

    signal startAsked

    function takeUp(input: var) {
        flow.identifier = input.flow;
        flow.version = input.version;
        flow.message = input.message;
        flow.parameters = input.parameters;
        parameters.load(input.parameters);
    }
    function start() {
        if (problem === "")
            startAsked();
    }

    leftPadding: unit * 1.5
    rightPadding: unit * 1.5
    contentWidth: availableWidth
    clip: true

    component FieldLabel: Label {
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignLeft
        // A component in a file knows the file's ids, and qmllint of Qt 6.4 does not know that.
        // qmllint disable unqualified
        Layout.alignment: root.narrow ? Qt.AlignLeft : Qt.AlignLeft | Qt.AlignTop
        Layout.topMargin: root.narrow ? 0 : root.unit * 0.75
        // qmllint enable unqualified
    }

    Connections {
        target: root.flow

        function onToolsChanged() {
            root.toolNames = root.inspector.toolNames(root.run);
        }
    }

    FileDialog {
        id: toolFile

        title: qsTr("Tools")
        nameFilters: [qsTr("Tools or OpenAPI (*.json *.yaml *.yml)"), qsTr("All files (*)")]
        onAccepted: root.toolProblem = root.inspector.loadTools(root.run, selectedFile)
    }

    GridLayout {
        width: root.availableWidth
        columns: root.narrow ? 1 : 2
        columnSpacing: root.unit * 1.5
        rowSpacing: root.narrow ? root.unit / 2 : root.unit

        Item {
            Layout.columnSpan: root.narrow ? 1 : 2
            implicitHeight: root.unit / 2
        }

        FieldLabel {
            visible: root.inspector.inputs.count > 0
            text: qsTr("Recent")
        }

        ComboBox {
            objectName: "recentInputs"
            Layout.fillWidth: true
            visible: root.inspector.inputs.count > 0
            model: root.inspector.inputs
            textRole: "message"
            currentIndex: -1
            displayText: qsTr("Take up inputs of before")
            Accessible.name: displayText
            onActivated: index => root.takeUp(root.inspector.inputs.at(index))
        }

        FieldLabel {
            text: qsTr("Server")
        }

        ComboBox {
            objectName: "server"
            Layout.fillWidth: true
            model: [qsTr("Inside this program, for demonstration"), qsTr("Noukai service")]
            currentIndex: root.inspector.demonstration ? 0 : 1
            Accessible.name: qsTr("Server")
            onActivated: index => root.inspector.demonstration = index === 0
        }

        FieldLabel {
            visible: !root.inspector.demonstration
            text: qsTr("Address")
        }

        TextField {
            objectName: "address"
            Layout.fillWidth: true
            visible: !root.inspector.demonstration
            text: root.inspector.service.address
            placeholderText: root.inspector.service.usualAddress
            inputMethodHints: Qt.ImhUrlCharactersOnly
            horizontalAlignment: Text.AlignLeft
            Accessible.name: qsTr("Address of the service")
            onTextEdited: root.inspector.service.address = text
            onAccepted: root.start()
        }

        FieldLabel {
            visible: !root.inspector.demonstration && !root.inspector.service.keyless
            text: qsTr("API key")
        }

        KeyField {
            Layout.fillWidth: true
            visible: !root.inspector.demonstration && !root.inspector.service.keyless
            service: root.inspector.service
            unit: root.unit
        }

        Item {
            visible: !root.narrow && !root.inspector.demonstration
        }

        CheckBox {
            objectName: "keyless"
            visible: !root.inspector.demonstration
            text: qsTr("No key: a proxy at the address adds it")
            checked: root.inspector.service.keyless
            Accessible.name: text
            onToggled: root.inspector.service.keyless = checked
        }

        FieldLabel {
            text: qsTr("Flow")
        }

        ComboBox {
            objectName: "flowChoice"
            Layout.fillWidth: true
            visible: root.inspector.demonstration
            model: root.inspector.flows
            currentIndex: count > 0 ? find(root.flow.identifier) : -1
            displayText: root.flow.identifier // also one that is not in the list
            Accessible.name: qsTr("Flow")
            onActivated: root.flow.identifier = currentText
        }

        TextField {
            objectName: "flowName"
            Layout.fillWidth: true
            visible: !root.inspector.demonstration
            text: root.flow.identifier
            placeholderText: qsTr("organization/project/flow")
            Accessible.name: qsTr("Flow")
            onTextEdited: root.flow.identifier = text.trim()
            onAccepted: root.start()
        }

        FieldLabel {
            text: qsTr("Version")
        }

        TextField {
            objectName: "version"
            Layout.fillWidth: true
            text: root.flow.version
            placeholderText: qsTr("production, or a number")
            Accessible.name: qsTr("Version")
            onTextEdited: root.flow.version = text.trim() || "production"
            onAccepted: root.start()
        }

        FieldLabel {
            text: qsTr("Message")
        }

        FramedArea {
            objectName: "message"
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(implicitHeight, root.unit * 6)
            text: root.flow.message
            placeholderText: qsTr("What the flow is to work on")
            Accessible.name: qsTr("Message")
            KeyNavigation.priority: KeyNavigation.BeforeItem
            KeyNavigation.tab: parameters.first
            onTextChanged: if (text !== root.flow.message)
                root.flow.message = text
        }

        FieldLabel {
            text: qsTr("Parameters")
        }

        ObjectEditor {
            id: parameters

            objectName: "parameters"
            Layout.fillWidth: true
            unit: root.unit
            name: qsTr("Parameters")
            initial: root.flow.parameters
            onEdited: value => root.flow.parameters = value
        }

        FieldLabel {
            text: qsTr("Attachments")
        }

        Flow {
            Layout.fillWidth: true
            spacing: root.unit / 2

            Repeater {
                model: root.attachments.length

                // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
                // qmllint disable unqualified
                Button {
                    required property int index
                    readonly property string fileName: root.attachments[index]?.url ?? ""

                    text: "✕ " + fileName
                    Accessible.name: qsTr("Remove %1").arg(fileName)
                    onClicked: root.inspector.detach(root.run, index)
                }
                // qmllint enable unqualified
            }

            TextField {
                id: link

                objectName: "attachment"
                width: Math.min(parent.width - attach.width - parent.spacing, root.unit * 40)
                placeholderText: qsTr("https://… of a picture")
                inputMethodHints: Qt.ImhUrlCharactersOnly
                horizontalAlignment: Text.AlignLeft
                Accessible.name: qsTr("Address of a picture to attach")
                onAccepted: attach.clicked()
            }

            Button {
                id: attach

                objectName: "attach"
                text: qsTr("Attach")
                Accessible.name: text
                enabled: link.text.trim() !== ""
                onClicked: {
                    root.attachProblem = root.inspector.attach(root.run, link.text);
                    if (root.attachProblem === "")
                        link.clear();
                }
            }
        }

        Item {
            visible: !root.narrow && root.attachProblem !== ""
        }

        Label {
            Layout.fillWidth: true
            visible: root.attachProblem !== ""
            text: root.attachProblem
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            color: NoukaiColors.of(NoukaiTheme.Danger, palette.window)
        }

        FieldLabel {
            text: qsTr("Tools")
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: root.unit / 2

            RowLayout {
                spacing: root.unit

                Button {
                    objectName: "loadTools"
                    text: qsTr("From a file…")
                    Accessible.name: qsTr("Tools from a file")
                    onClicked: toolFile.open()
                }

                Label {
                    objectName: "toolNames"
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: root.toolNames.join(", ")
                    textFormat: Text.PlainText
                    elide: Text.ElideRight
                    horizontalAlignment: Text.AlignLeft
                    opacity: 0.8
                }
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.toolProblem
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                color: NoukaiColors.of(NoukaiTheme.Danger, palette.window)
            }
        }

        FieldLabel {
            text: qsTr("Settings of blocks")
        }

        ObjectEditor {
            id: settings

            objectName: "blockOverrides"
            Layout.fillWidth: true
            unit: root.unit
            rows: false
            name: qsTr("Settings of blocks")
            hint: qsTr("By step, such as {\"draft\": {\"temperature\": 0}}")
            initial: root.flow.blockOverrides
            onEdited: value => root.flow.blockOverrides = value
        }

        Item {
            visible: !root.narrow
        }

        Flow {
            Layout.fillWidth: true
            spacing: root.unit

            CheckBox {
                objectName: "pauseAfterStep"
                text: qsTr("Pause after each step")
                Accessible.name: text
                checked: !root.flow.autoAdvance
                onToggled: root.flow.autoAdvance = !checked
            }

            CheckBox {
                objectName: "runRemaining"
                text: qsTr("All steps in one call")
                Accessible.name: text
                checked: root.flow.runRemaining
                onToggled: root.flow.runRemaining = checked
            }

            CheckBox {
                objectName: "trace"
                text: qsTr("Keep inputs (trace)")
                Accessible.name: text
                checked: root.flow.trace
                onToggled: root.flow.trace = checked
            }
        }

        Item {
            visible: !root.narrow
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.bottomMargin: root.unit * 1.5
            spacing: root.unit

            Button {
                objectName: "startRun"
                highlighted: true
                enabled: root.problem === ""
                text: qsTr("Start")
                Accessible.name: text
                onClicked: root.start()
            }

            Label {
                objectName: "whyNot"
                Layout.fillWidth: true
                text: root.problem
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                color: NoukaiColors.of(NoukaiTheme.Danger, palette.window)
            }
        }
    }
}
