// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype PayloadView
    \inqmlmodule Noukai
    \brief A JSON value as a tree, as text, or as what changed; to be read or edited.

    \qml
    PayloadView { title: "Input"; value: myValue }
    \endqml

    The tree reads only what is seen, so that documents of many megabytes open at once. Where it is \l editable, the
    text can be changed; \l edited tells the new value once it is valid JSON and suits the \l schema. With an
    \l original, the lines that differ from it can be shown. Ctrl+F finds keys and values.
*/
Control {
    id: root

    enum Mode { Tree, Text, Diff }

    /*! What is shown: anything that JSON knows. */
    property var value
    /*! What the value is compared with; undefined, the default, for nothing. */
    property var original
    /*! PayloadView.Tree, the default, PayloadView.Text, or PayloadView.Diff for what differs from \l original. */
    property int mode: PayloadView.Tree
    /*! Whether a person may change it. Default false. */
    property bool editable: false
    /*!
        The JSON schema that an edited object has to suit: types, required members and bounds of its members, as in
        NoukaiToolForm. Default empty, which takes anything.
    */
    property var schema: ({})
    /*! What stands above it; also its name for assistive technology. */
    property string title: qsTr("Data")
    /*! The height that shows all of it. */
    readonly property real contentHeight: head.implicitHeight + (finding ? finder.implicitHeight : 0) + metrics.unit * 2.5 + shownHeight + (problem.visible ? problem.height : 0)
    /*! That of the tree, the text or the changes. */
    readonly property real shownHeight: mode === PayloadView.Tree ? tree.contentHeight
                                      : mode === PayloadView.Text ? area.item?.textHeight ?? 0 : changes.item?.contentHeight ?? 0
    /*! The model of \l value. */
    readonly property NoukaiJsonModel document: NoukaiJsonModel {
        value: root.value === undefined ? null : root.value
    }
    /*! How many bytes are shown as text and compared; beyond that the tree is there. */
    readonly property int mostText: 300000
    /*! Whether its text is needed now. */
    readonly property bool reads: (mode !== PayloadView.Tree || modified) && document.size >= 0
    /*! The value as indented JSON; empty where that is too long, or is not needed now. */
    readonly property string indentedText: reads && document.size <= mostText ? document.indented(mostText) : ""
    /*! Whether it is too long to be shown as a whole other than as a tree. */
    readonly property bool huge: reads && document.size > 0 && indentedText === ""
    /*! What Text shows of the value: characters that deceive stand as escapes of JSON. */
    readonly property string readable: NoukaiText.escapedJson(huge ? document.json : indentedText)
    /*! Whether the text was changed and is not applied. */
    property bool modified: false
    /*! Whether there is something to compare with. */
    readonly property bool comparable: original !== undefined
    /*! Whether a field to find text is open. */
    property bool finding: false

    /*! A person changed the value to \a value. */
    signal edited(var value)

    /*! Copies the value as indented JSON to the clipboard. */
    function copy() {
        NoukaiClipboard.copy(document.indented(mostText) || document.json);
    }
    /*! Copies the path of the tree's current row, such as $.a[3], to the clipboard. */
    function copyPath() {
        NoukaiClipboard.copy(document.path(tree.selectionModel.currentIndex));
    }
    /*! Tells the edited value, if it is valid JSON and suits the schema. Returns whether it was changed and is and does. */
    function apply(): bool {
        if (!modified || problem.text !== "")
            return false;
        edited(draft.value);
        return true;
    }
    /*! Opens the field that finds text, which is not there for what changed. */
    function find() {
        if (mode === PayloadView.Diff || document.error !== "")
            return;
        finding = true;
        (finder.item as FindBar)?.open("");
    }
    /*! Closes the field that finds text. */
    function endFind() {
        finding = false;
        if (mode === PayloadView.Tree)
            tree.forceActiveFocus();
        else
            area.item?.forceActiveFocus();
    }
    /*! Looks whether \a text, which a person wrote, can be applied. */
    function check(text: string) {
        if (!editable)
            return;
        draft.json = text;
        if (Object.keys(schema).length > 0)
            form.text = text;
        modified = !huge && text !== readable;
    }

    implicitWidth: metrics.averageCharacterWidth * 50
    implicitHeight: Math.min(contentHeight, metrics.height * 14)
    padding: 0
    onModeChanged: finding = false
    onReadableChanged: if (reads && area.item)
        check((area.item as PayloadText).text)
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.matches(StandardKey.Find))
            root.find();
        else if (event.matches(StandardKey.Copy) && root.mode === PayloadView.Tree)
            NoukaiClipboard.copy(root.document.text(tree.selectionModel.currentIndex));
        else
            event.accepted = false;
    }

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

    NoukaiToolForm {
        id: form

        schema: root.schema
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: ColumnLayout {
    // qmllint enable deferred-property-id
        spacing: metrics.unit / 2

        PayloadHeader {
            id: head

            Layout.fillWidth: true
            title: root.title
            mode: root.mode
            comparable: root.comparable
            summary: root.mode === PayloadView.Diff ? (changes.item as PayloadDiff)?.diff.summary ?? "" : ""
            sound: root.document.error === ""
            hasPath: root.mode === PayloadView.Tree && tree.hasCurrent
            whyNot: root.modified ? problem.text : qsTr("Nothing was changed.")
            editable: root.editable
            onModeChosen: mode => root.mode = mode
            onCopyRequested: root.copy()
            onCopyPathRequested: root.copyPath()
            onFindRequested: root.find()
            onApplyRequested: root.apply()
        }

        Loader {
            id: finder

            Layout.fillWidth: true
            active: root.finding
            visible: active
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: FindBar {
                onClosed: root.endFind()
                onSearch: (onwards, backwards) => {
                    // A scan of many megabytes waits until it is asked for.
                    if (!onwards && root.mode === PayloadView.Tree && root.document.size > 1000000)
                        return;
                    missing = root.mode === PayloadView.Tree ? !tree.find(text, onwards, backwards) : !area.item.find(text, onwards, backwards);
                }
            }
            // qmllint enable unqualified
        }

        PlainLabel {
            id: problem

            Layout.fillWidth: true
            visible: text !== ""
            text: root.document.error !== "" ? root.document.error : !root.modified ? "" : draft.problem !== "" ? draft.problem : Object.keys(root.schema).length > 0 ? form.problem : ""
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            color: ink.of(NoukaiTheme.Danger)
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

            // Made at once and not when it is first needed, which is at once.
            // qmllint disable deferred-property-id
            contentItem: Item {
            // qmllint enable deferred-property-id
                implicitHeight: metrics.height * 3

                PayloadTree {
                    id: tree

                    anchors.fill: parent
                    visible: root.mode === PayloadView.Tree
                    model: root.mode === PayloadView.Tree ? root.document : null
                    textFont: root.font
                    Accessible.name: root.title
                }

                Loader {
                    id: area

                    anchors.fill: parent
                    active: root.mode === PayloadView.Text || root.modified
                    visible: root.mode === PayloadView.Text
                    // Bound components, which would qualify these names, are not created by loaders of Qt 6.4.
                    // qmllint disable unqualified
                    sourceComponent: PayloadText {
                        json: root.readable
                        huge: root.huge
                        editable: root.editable
                        name: root.title
                        mistake: problem.text
                        onEdited: text => root.check(text)
                    }
                    // qmllint enable unqualified
                }

                Loader {
                    id: changes

                    anchors.fill: parent
                    active: root.mode === PayloadView.Diff
                    // qmllint disable unqualified
                    sourceComponent: PayloadDiff {
                        textFont: root.font
                        Accessible.name: root.title
                        originalText: source.size > 0 ? NoukaiText.escapedJson(source.indented(root.mostText)) : ""
                        text: root.modified ? (area.item as PayloadText).text : root.huge ? "" : root.readable
                        readonly property NoukaiJsonModel source: NoukaiJsonModel {
                            value: root.original
                        }
                    }
                    // qmllint enable unqualified
                }
            }
        }
    }
}
