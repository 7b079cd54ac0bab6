// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype OverrideEditor
    \inqmlmodule Noukai
    \brief A dialog to change what a step is given before the flow runs again from it.

    \qml
    FlowView {
        flow: myFlow
        handlesActions: false
        onEditRequested: stepIndex => editor.edit(stepIndex)

        OverrideEditor { id: editor; flow: myFlow }
    }
    \endqml

    A step is given the outputs of the steps before it, and its own settings. Replacements of the former become the
    flow's inputOverrides, changes of the latter its blockOverrides; then the flow runs again from the step, unless
    \l reruns is false. Attempts that exist are kept, and nothing is sent before the person accepts.
*/
Dialog {
    id: root

    /*! The flow to change. Default null. */
    property NoukaiFlow flow
    /*! The step from which the flow is to run, counted from 0; -1, the default, for none. */
    property int stepIndex: -1
    /*! Whether accepting runs the flow again from the step. Default true. */
    property bool reruns: true
    /*! The rows that the outputs are taken from. */
    property NoukaiTimelineModel timeline: NoukaiTimelineModel {
        flow: root.flow
    }
    /*! Why what was written cannot be used; empty when it can. */
    readonly property string problem: {
        if (output.problem !== "")
            return output.problem;
        if (settings.error !== "")
            return settings.error;
        const value = settings.value;
        return typeof value === "object" && value !== null && !Array.isArray(value) ? "" : qsTr("Settings are a JSON object: {…}");
    }
    /*! The steps whose outputs can be replaced; set by edit(). */
    property var steps: []

    /*! Opens the dialog for the step at \a index. */
    function edit(index: int) {
        stepIndex = index;
        const earlier = [];
        for (let row = 0; row < timeline.count; ++row) {
            const step = stepAt(row);
            if (step.stepIndex < index && step.stepId !== "")
                earlier[step.stepIndex] = step; // the newest attempt wins
        }
        steps = earlier.filter(step => step !== undefined);
        chooser.currentIndex = steps.length - 1;
        output.load(chooser.currentIndex);
        const own = flow ? flow.blockOverrides[ownId()] : undefined;
        area.text = own === undefined ? "{}" : JSON.stringify(own, null, 2);
        open();
    }
    /*! What is known of the step in \a row of the timeline. */
    function stepAt(row: int): var {
        const index = timeline.index(row, 0);
        return {
            row: row,
            stepId: timeline.data(index, NoukaiTimelineModel.StepIdRole),
            stepIndex: timeline.data(index, NoukaiTimelineModel.StepIndexRole),
            name: timeline.data(index, NoukaiTimelineModel.StepNameRole)
        };
    }
    /*! The id of the step from which the flow is to run. */
    function ownId(): string {
        for (let row = timeline.count - 1; row >= 0; --row) {
            const step = stepAt(row);
            if (step.stepIndex === stepIndex)
                return step.stepId;
        }
        return "";
    }
    /*! Does what accepting does. */
    function apply() {
        if (!flow)
            return;
        const outputs = flow.inputOverrides;
        for (const stepId in output.changed)
            outputs[stepId] = output.changed[stepId];
        flow.inputOverrides = outputs;
        const blocks = flow.blockOverrides;
        const id = ownId();
        if (Object.keys(settings.value).length > 0)
            blocks[id] = settings.value;
        else
            delete blocks[id];
        flow.blockOverrides = blocks;
        if (reruns)
            flow.rerunFrom(stepIndex);
    }

    modal: true
    title: qsTr("Run again from step %1").arg(stepIndex + 1)
    width: parent ? Math.min(parent.width * 0.9, metrics.averageCharacterWidth * 80) : implicitWidth
    onAccepted: apply()

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiJsonModel {
        id: settings

        json: area.text
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit

        PlainLabel {
            Layout.fillWidth: true
            visible: root.steps.length > 0
            text: qsTr("What the step is given: the output of")
        }

        ComboBox {
            id: chooser

            Layout.fillWidth: true
            visible: root.steps.length > 0
            model: root.steps.map(step => NoukaiFormat.stepTitle(step.name, step.stepIndex, 1, 1, 1))
            Accessible.name: qsTr("Step whose output is replaced")
            Accessible.onPressAction: popup.open()
            onActivated: index => output.load(index)
        }

        OverriddenOutput {
            id: output

            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.steps.length > 0
            flow: root.flow
            timeline: root.timeline
            steps: root.steps
            current: chooser.currentIndex
        }

        PlainLabel {
            Layout.fillWidth: true
            text: qsTr("Settings of this step, such as its prompt")
        }

        ScrollView {
            Layout.fillWidth: true
            Layout.preferredHeight: metrics.height * 6

            TextArea {
                id: area

                objectName: "settings"
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                background: TextFrame {
                    writable: true
                    focused: area.activeFocus
                }
                font.family: NoukaiClipboard.fixedFamily
                Accessible.name: qsTr("Settings of this step as JSON")
                Accessible.description: root.problem
            }
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.problem
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            color: NoukaiColors.of(NoukaiTheme.Danger, ink.paper)
        }

        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: metrics.unit

            ActionButton {
                objectName: "cancel"
                text: qsTr("Cancel")
                onClicked: root.reject()
            }

            ActionButton {
                objectName: "accept"
                text: root.reruns ? qsTr("Run again from here") : qsTr("Apply")
                disabledReason: root.problem
                suggested: true
                onClicked: root.accept()
            }
        }
    }
}
