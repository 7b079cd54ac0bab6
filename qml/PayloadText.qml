// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype PayloadText
    \inqmlmodule Noukai
    \internal
    \brief The text of a PayloadView.
*/
Loader {
    id: root

    required property string json
    required property bool editable
    required property string name
    /*! What is wrong with what was written. */
    required property string mistake
    readonly property string text: item?.text ?? json
    readonly property real textHeight: item?.textHeight ?? 0
    /*! Whether it is too long to be edited. */
    required property bool huge

    /*! A person changed the text. */
    signal edited(string text)

    /*! Selects the next \a needle, from the selection on; whether there is one. */
    function find(needle: string, onwards: bool, backwards: bool): bool {
        return item?.find(needle, onwards, backwards) ?? false;
    }

    sourceComponent: huge || (!editable && json.length > NoukaiText.longText) ? blocks : edit

    Ink {
        id: ink
    }

    // Bound components, which would qualify these names, are not created by loaders of Qt 6.4.
    // qmllint disable unqualified
    Component {
        id: blocks

        LongText {
            readonly property real textHeight: contentHeight

            text: root.json
            name: root.name
            font.family: NoukaiClipboard.fixedFamily
        }
    }

    Component {
        id: edit

        ScrollView {
            readonly property alias text: area.text
            readonly property real textHeight: area.implicitHeight

            function find(needle: string, onwards: bool, backwards: bool): bool {
                let all = area.text.toLowerCase();
                let wanted = needle.toLowerCase();
                if (all.length !== area.text.length) { // letters that are two in lower case
                    all = area.text;
                    wanted = needle;
                }
                let at = backwards ? all.lastIndexOf(wanted, area.selectionStart - 1)
                                   : all.indexOf(wanted, onwards ? area.selectionEnd : area.selectionStart);
                if (at < 0 || (backwards && area.selectionStart === 0))
                    at = backwards ? all.lastIndexOf(wanted) : all.indexOf(wanted);
                if (at < 0)
                    area.deselect();
                else
                    area.select(at, at + needle.length);
                return at >= 0;
            }

            contentWidth: availableWidth

            TextArea {
                id: area

                objectName: "payloadText"
                readOnly: !root.editable
                textFormat: TextEdit.PlainText
                wrapMode: NoukaiText.hasLongWord(root.json) ? TextEdit.WrapAnywhere : TextEdit.Wrap
                selectByMouse: true
                persistentSelection: true
                text: root.json
                font.family: NoukaiClipboard.fixedFamily
                color: ink.color
                background: null
                Accessible.name: root.name
                Accessible.description: root.mistake
                // Tab leads on; JSON needs no tabulator.
                KeyNavigation.priority: KeyNavigation.BeforeItem
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                onTextChanged: root.edited(text)
            }
        }
    }
    // qmllint enable unqualified
}
