// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype PayloadView
    \inqmlmodule Noukai
    \brief A JSON value as a tree or as text, to be read or edited.

    \qml
    PayloadView { title: "Input"; value: myValue }
    \endqml

    The tree reads only what is seen, so that documents of many megabytes open at once. Where it is \l editable, the
    text can be changed; \l edited tells the new value once it is valid JSON.
*/
Control {
    id: root

    enum Mode { Tree, Text }

    /*! What is shown: anything that JSON knows. */
    property var value
    /*! PayloadView.Tree, the default, or PayloadView.Text. */
    property int mode: PayloadView.Tree
    /*! Whether a person may change it. Default false. */
    property bool editable: false
    /*! What stands above it; also its name for assistive technology. */
    property string title: qsTr("Data")
    /*! The height that shows all of it. */
    readonly property real contentHeight: head.implicitHeight + metrics.unit + (mode === PayloadView.Tree ? tree.contentHeight : area.implicitHeight) + (problem.visible ? problem.height : 0)
    /*! The model of \l value. */
    readonly property NoukaiJsonModel document: NoukaiJsonModel {
        value: root.value
    }
    /*! Whether the text was changed and is not applied. */
    readonly property bool modified: editable && area.text !== document.json

    /*! A person changed the value to \a value. */
    signal edited(var value)

    /*! Copies the value as JSON to the clipboard. */
    function copy() {
        NoukaiClipboard.copy(document.json);
    }
    /*! Tells the edited value, if it is valid JSON. Returns whether it is. */
    function apply(): bool {
        draft.json = area.text;
        if (draft.error !== "")
            return false;
        edited(draft.value);
        return true;
    }

    implicitWidth: metrics.averageCharacterWidth * 50
    implicitHeight: Math.min(contentHeight, metrics.height * 14)
    padding: 0

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiJsonModel {
        id: draft
    }

    contentItem: ColumnLayout {
        spacing: metrics.unit / 2

        RowLayout {
            id: head

            Layout.fillWidth: true
            spacing: metrics.unit / 2

            PlainLabel {
                Layout.fillWidth: true
                text: root.title
                font.weight: Font.DemiBold
            }

            ToolButton {
                text: root.mode === PayloadView.Tree ? qsTr("As text") : qsTr("As tree")
                visible: root.document.error === ""
                onClicked: root.mode = root.mode === PayloadView.Tree ? PayloadView.Text : PayloadView.Tree
            }

            ToolButton {
                text: qsTr("Copy")
                onClicked: root.copy()
            }

            ToolButton {
                text: qsTr("Apply")
                visible: root.editable && root.mode === PayloadView.Text
                enabled: root.modified && problem.text === ""
                onClicked: root.apply()
            }
        }

        PlainLabel {
            id: problem

            Layout.fillWidth: true
            visible: text !== ""
            text: root.modified && draft.error !== "" ? draft.error : root.document.error
            wrapMode: Text.Wrap
            color: NoukaiColors.of(NoukaiTheme.Danger, ink.paper)
        }

        Frame {
            Layout.fillWidth: true
            Layout.fillHeight: true
            padding: metrics.unit / 2

            background: Rectangle {
                radius: metrics.unit / 2
                color: ink.base
                border.color: NoukaiColors.mix(ink.color, ink.paper, 0.18)
            }

            contentItem: Item {
                implicitHeight: metrics.height * 3

                PayloadTree {
                    id: tree

                    anchors.fill: parent
                    visible: root.mode === PayloadView.Tree
                    model: root.mode === PayloadView.Tree ? root.document : null
                    textFont: root.font
                    Accessible.name: root.title
                }

                ScrollView {
                    anchors.fill: parent
                    visible: root.mode === PayloadView.Text
                    contentWidth: availableWidth

                    TextArea {
                        id: area

                        // The text of a huge document would be laid out as a whole; the tree is there for it.
                        readonly property bool huge: root.document.size > 500000

                        readOnly: !root.editable || huge
                        textFormat: TextEdit.PlainText
                        wrapMode: TextEdit.Wrap
                        text: root.mode !== PayloadView.Text ? "" : huge ? root.document.json.substring(0, 100000) + "\n…" : root.document.json
                        font.family: NoukaiClipboard.fixedFamily
                        color: ink.color
                        background: null
                        Accessible.name: root.title
                        onTextChanged: if (root.editable)
                            draft.json = text
                    }
                }
            }
        }
    }
}
