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
    property alias flow: draft.flow
    /*! The step from which the flow is to run, counted from 0; -1, the default, for none. Setting it begins anew. */
    property alias stepIndex: draft.stepIndex
    /*! Whether accepting runs the flow again from the step. Default true. */
    property alias reruns: draft.reruns
    /*! What the button says that accepts. Empty, the default: "Run again from here", or "Apply" where nothing runs. */
    property string acceptText: ""
    /*! The rows that the outputs are taken from: a model of its own, unless another one is set. */
    property alias timeline: draft.timeline
    /*! Why what was written cannot be used, or the flow cannot run now; empty when it can. */
    readonly property string problem: draft.problem

    /*! Opens the dialog for the step at \a index, with what the flow has now. */
    function edit(index: int) {
        chooser.forceActiveFocus(); // what is being written is not written over, but this is another text
        draft.load(index);
        open();
    }
    /*! Changes the flow and runs it again, if that is possible; else the dialog stays and names why it is not. */
    function accept() {
        if (draft.apply())
            done(Dialog.Accepted);
    }

    modal: true
    title: qsTr("Run again from step %1").arg(stepIndex + 1)
    width: parent ? Math.min(parent.width * 0.9, metrics.averageCharacterWidth * 80) : implicitWidth

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiOverrideDraft {
        id: draft
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit

        PlainLabel {
            Layout.fillWidth: true
            visible: draft.steps.length > 0
            text: qsTr("What the step is given: the output of")
        }

        ComboBox {
            id: chooser

            objectName: "chooser"
            Layout.fillWidth: true
            visible: draft.steps.length > 0
            model: draft.steps
            Accessible.name: qsTr("Step whose output is replaced")
            Accessible.onPressAction: popup.open()
            onActivated: index => draft.current = index

            // A model sets it as well.
            Binding on currentIndex {
                value: draft.steps.length > 0 ? draft.current : -1
            }
        }

        EscapedPane {
            objectName: "replacement"
            Layout.fillWidth: true
            visible: draft.steps.length > 0
            name: qsTr("Output that the step is given")
            description: root.problem
            value: draft.output
            fixedWidth: !draft.isText
            minimumLines: 4
            maximumLines: 12
            onEdited: text => draft.output = text
        }

        PlainLabel {
            Layout.fillWidth: true
            text: qsTr("Settings of this step, such as its prompt")
        }

        EscapedPane {
            objectName: "settings"
            Layout.fillWidth: true
            name: qsTr("Settings of this step as JSON")
            description: root.problem
            value: draft.settings
            fixedWidth: true
            minimumLines: 3
            maximumLines: 6
            onEdited: text => draft.settings = text
        }

        PlainLabel {
            objectName: "summary"
            Layout.fillWidth: true
            text: draft.summary
            wrapMode: Text.Wrap
            maximumLineCount: 4
            opacity: 0.75
        }

        PlainLabel {
            objectName: "problem"
            Layout.fillWidth: true
            visible: text !== ""
            text: root.problem
            wrapMode: Text.Wrap
            maximumLineCount: 4
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
                text: root.acceptText || (root.reruns ? qsTr("Run again from here") : qsTr("Apply"))
                disabledReason: root.problem
                suggested: true
                onClicked: root.accept()
            }
        }
    }
}
