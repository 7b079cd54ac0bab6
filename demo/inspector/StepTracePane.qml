// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! What the server recorded of a step, attempt by attempt. */
ColumnLayout {
    id: root

    required property Run run
    required property string stepId
    required property real unit

    spacing: unit
    onStepIdChanged: trace.clear()

    StepTrace {
        id: trace

        flow: root.run ? root.run.flow : null
    }

    Label {
        Layout.fillWidth: true
        visible: trace.value === undefined && trace.problem === ""
        text: root.run?.replay ? qsTr("Of a recording the server is asked only for its trace, if it still knows the run.") : qsTr("The server is asked for what it recorded of the step: times, sizes, model, tokens, inputs and outputs.")
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        opacity: 0.75
    }

    Label {
        Layout.fillWidth: true
        visible: trace.problem !== ""
        text: trace.problem
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        color: NoukaiColors.of(NoukaiTheme.Danger, palette.window)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }

    PayloadView {
        objectName: "stepTrace"
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: trace.value !== undefined
        title: qsTr("Trace")
        value: trace.value
    }

    Button {
        objectName: "fetchTrace"
        text: trace.busy ? qsTr("Asking…") : trace.value !== undefined ? qsTr("Ask again") : qsTr("Ask the server")
        enabled: !trace.busy
        Accessible.name: text
        onClicked: {
            root.run.followServer();
            trace.fetch(root.stepId);
        }
    }

    Item {
        Layout.fillHeight: true
        visible: trace.value === undefined
    }
}
