// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallArguments
    \inqmlmodule Noukai
    \internal
    \brief The arguments of a tool call as a form or as JSON, to be read and changed.
*/
ColumnLayout {
    id: root

    required property ToolCallFacts call
    readonly property alias form: form
    // A model may write any number of arguments; a form of hundreds helps nobody.
    readonly property bool canBeForm: form.isParsed && form.count > 0 && form.count <= 100
    property bool asJson: false
    readonly property bool showsForm: canBeForm && !asJson
    /*! Whether everything could be read. */
    readonly property bool seen: json.seenToEnd || fieldsSeen || isEmpty
    readonly property bool isEmpty: call.argumentsText.trim() === "" && form.count === 0
    property int fieldsMade: 0
    readonly property bool fieldsSeen: {
        if (fields.count === 0 || fieldsMade < fields.count)
            return false;
        for (let i = 0; i < fields.count; ++i) {
            if (!fields.itemAt(i)?.seen)
                return false;
        }
        return true;
    }

    spacing: metrics.unit

    Ink {
        id: ink
    }

    Metrics {
        id: metrics
    }

    NoukaiToolForm {
        id: form

        // Qt 6.4's linter does not know the type.
        // qmllint disable type
        schema: root.call.schema
        // qmllint enable type
        argumentsText: root.call.argumentsText
    }

    PlainLabel {
        Layout.fillWidth: true
        visible: root.isEmpty
        text: qsTr("Without arguments")
        opacity: 0.8
    }

    Repeater {
        id: fields

        model: root.showsForm ? form : null
        onItemAdded: ++root.fieldsMade
        onItemRemoved: --root.fieldsMade

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        ArgumentField {
            form: root.form
        }
        // qmllint enable unqualified
    }

    EscapedPane {
        id: json

        objectName: "json"
        Layout.fillWidth: true
        visible: !root.showsForm && !root.isEmpty
        name: qsTr("Arguments as JSON")
        value: form.text
        onEdited: text => form.text = text
    }

    PlainLabel {
        Layout.fillWidth: true
        visible: !root.showsForm && text !== ""
        text: form.textError
        wrapMode: Text.Wrap
        color: ink.of(NoukaiTheme.Danger)
    }

    Flow {
        Layout.fillWidth: true
        visible: root.canBeForm || form.isEdited
        spacing: metrics.unit

        ActionButton {
            objectName: "asJson"
            visible: root.canBeForm
            text: root.asJson ? qsTr("Show as form") : qsTr("Show as JSON")
            onClicked: root.asJson = !root.asJson
        }

        ActionButton {
            objectName: "revert"
            visible: form.isEdited
            text: qsTr("Undo changes")
            onClicked: form.revert()
        }
    }
}
