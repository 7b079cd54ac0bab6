// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype OverriddenOutput
    \inqmlmodule Noukai
    \internal
    \brief The part of an OverrideEditor that replaces what earlier steps put out. A text stays a text, other JSON stays JSON.
*/
ColumnLayout {
    id: root

    required property NoukaiFlow flow
    required property NoukaiTimelineModel timeline
    required property var steps
    required property int current
    /*! The replacements by step id. */
    property var changed: ({})
    property bool asText: true
    property string original
    readonly property bool tooLong: original.length > NoukaiText.mostEdited
    readonly property string problem: asText || tooLong || area.text === original ? "" : parsed.error

    function load(index: int) {
        if (index < 0 || index >= steps.length)
            return;
        const step = steps[index];
        const override = flow ? flow.inputOverrides[step.stepId] : undefined;
        const value = changed[step.stepId] !== undefined ? changed[step.stepId] : override !== undefined ? override : timeline.outputData(step.row);
        asText = typeof value === "string";
        original = asText ? value : JSON.stringify(value === undefined ? null : value, null, 2);
        area.text = tooLong ? NoukaiText.beginning(original) : original;
    }

    onStepsChanged: changed = ({})

    NoukaiJsonModel {
        id: parsed

        json: root.asText ? "null" : area.text
    }

    ScrollView {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: area.font.pixelSize * 16

        TextArea {
            id: area

            objectName: "replacement"
            textFormat: TextEdit.PlainText
            wrapMode: NoukaiText.hasLongWord(root.original) ? TextEdit.WrapAnywhere : TextEdit.Wrap
            readOnly: root.tooLong
            background: TextFrame {
                writable: !area.readOnly
                focused: area.activeFocus
            }
            font.family: root.asText ? Application.font.family : NoukaiClipboard.fixedFamily
            Accessible.name: qsTr("Output that the step is given")
            Accessible.description: root.problem
            onTextChanged: {
                if (text === root.original || root.tooLong || root.current < 0 || root.current >= root.steps.length)
                    return;
                if (root.asText)
                    root.changed[root.steps[root.current].stepId] = text;
                else if (root.problem === "")
                    root.changed[root.steps[root.current].stepId] = parsed.value;
            }
        }
    }

    PlainLabel {
        Layout.fillWidth: true
        visible: root.tooLong
        text: qsTr("It is too long to be changed here.")
        wrapMode: Text.Wrap
    }
}
