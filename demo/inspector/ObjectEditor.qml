// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*! A JSON object, as rows of names and typed values or as its text. */
ColumnLayout {
    id: root

    required property string name
    required property real unit
    required property var initial
    /*! Whether rows are offered beside the text. */
    property bool rows: true
    property string hint: "{…}"
    /*! Why the value cannot be used; empty when it can. */
    readonly property string problem: asText ? textProblem : rowProblem
    /*! What Tab comes to first. */
    readonly property Item first: (asText ? area : add) as Item
    property bool asText: !rows
    property string textProblem: ""
    readonly property string rowProblem: {
        const seen = {};
        for (let i = 0; i < lines.length; ++i) {
            const line = lines[i];
            if (line.name === "")
                return qsTr("row %1 has no name").arg(i + 1);
            if (seen[line.name] !== undefined)
                return qsTr("%1 is there twice").arg(line.name);
            seen[line.name] = true;
            if (valueOf(line) === undefined)
                return line.type === "number" ? qsTr("%1 is no number").arg(line.name) : qsTr("%1 is no JSON").arg(line.name);
        }
        return "";
    }
    property var lines: []

    signal edited(var value)

    function typeOf(value: var): string {
        return typeof value === "string" ? "text" : typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "json";
    }
    function valueOf(line: var): var {
        if (line.type === "text")
            return line.value;
        if (line.type === "boolean")
            return line.value === "true";
        if (line.type === "number" && !/^\s*-?[0-9.]+([eE][-+]?[0-9]+)?\s*$/.test(line.value))
            return undefined;
        try {
            return JSON.parse(line.value);
        } catch (error) {
            return undefined;
        }
    }
    function load(object: var) {
        lines = Object.keys(object).map(key => ({
                    name: key,
                    type: typeOf(object[key]),
                    value: typeof object[key] === "string" ? object[key] : JSON.stringify(object[key])
                }));
        area.text = Object.keys(object).length > 0 ? JSON.stringify(object, null, 2) : "";
    }
    // A row is changed in place, so that its field keeps the cursor.
    function change(index: int, member: string, value: string) {
        const line = lines[index];
        if (line[member] === value)
            return;
        line[member] = value;
        told();
    }
    function told() {
        lines = lines.slice();
        if (rowProblem !== "")
            return;
        const object = {};
        for (const line of lines)
            object[line.name] = valueOf(line);
        edited(object);
    }
    function checkText() {
        if (area.text.trim() === "") {
            textProblem = "";
            edited({});
            return;
        }
        let value;
        try {
            value = JSON.parse(area.text);
        } catch (error) {
            textProblem = checker.error !== "" ? checker.error : qsTr("this is no JSON");
            return;
        }
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            textProblem = qsTr("this is no object: {…}");
            return;
        }
        textProblem = "";
        edited(value);
    }

    spacing: unit / 2
    Component.onCompleted: load(initial)

    NoukaiJsonModel {
        id: checker

        json: root.asText ? area.text : ""
    }

    Repeater {
        model: root.asText ? 0 : root.lines.length

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        RowLayout {
            id: line

            required property int index
            readonly property var entry: root.lines[index] ?? ({
                    name: "",
                    type: "text",
                    value: ""
                })

            Layout.fillWidth: true
            spacing: root.unit / 2

            TextField {
                Layout.fillWidth: true
                Layout.preferredWidth: root.unit * 10
                text: line.entry.name
                placeholderText: qsTr("Name")
                Accessible.name: qsTr("Name of row %1").arg(line.index + 1)
                onTextEdited: root.change(line.index, "name", text)
            }

            ComboBox {
                readonly property var types: ["text", "number", "boolean", "json"]

                Layout.preferredWidth: root.unit * 10
                model: [qsTr("Text"), qsTr("Number"), qsTr("Yes or no"), qsTr("JSON")]
                currentIndex: Math.max(0, types.indexOf(line.entry.type))
                Accessible.name: qsTr("Type of row %1").arg(line.index + 1)
                onActivated: root.change(line.index, "type", types[currentIndex])
            }

            CheckBox {
                Layout.fillWidth: true
                Layout.preferredWidth: root.unit * 16
                visible: line.entry.type === "boolean"
                checked: line.entry.value === "true"
                Accessible.name: qsTr("Value of row %1").arg(line.index + 1)
                onToggled: root.change(line.index, "value", checked ? "true" : "false")
            }

            TextField {
                Layout.fillWidth: true
                Layout.preferredWidth: root.unit * 16
                visible: line.entry.type !== "boolean"
                text: line.entry.value
                placeholderText: qsTr("Value")
                Accessible.name: qsTr("Value of row %1").arg(line.index + 1)
                onTextEdited: root.change(line.index, "value", text)
            }

            ToolButton {
                text: "✕"
                Accessible.name: qsTr("Remove row %1").arg(line.index + 1)
                onClicked: {
                    root.lines.splice(line.index, 1);
                    root.told();
                }
            }
        }
        // qmllint enable unqualified
    }

    FramedArea {
        id: area

        objectName: "json"
        Layout.fillWidth: true
        visible: root.asText
        placeholderText: root.hint
        Accessible.name: root.name
        KeyNavigation.priority: KeyNavigation.BeforeItem
        KeyNavigation.tab: root.asText && root.rows ? toggle : null
        onTextChanged: if (root.asText && activeFocus)
            root.checkText()
    }

    Flow {
        Layout.fillWidth: true
        visible: root.rows
        spacing: root.unit / 2

        Button {
            id: add

            objectName: "addRow"
            visible: !root.asText
            text: qsTr("Add")
            Accessible.name: qsTr("Add a row to %1").arg(root.name)
            onClicked: {
                root.lines.push({
                    name: "",
                    type: "text",
                    value: ""
                });
                root.lines = root.lines.slice();
            }
        }

        Button {
            id: toggle

            flat: true
            text: root.asText ? qsTr("Edit as rows") : qsTr("Edit as JSON")
            Accessible.name: text
            enabled: root.problem === ""
            onClicked: {
                root.load(root.currentObject());
                root.asText = !root.asText;
            }
        }
    }

    function currentObject(): var {
        if (asText)
            return area.text.trim() === "" ? {} : JSON.parse(area.text);
        const object = {};
        for (const line of lines)
            object[line.name] = valueOf(line);
        return object;
    }
}
