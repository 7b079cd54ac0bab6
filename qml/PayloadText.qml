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
ScrollView {
    id: root

    required property string json
    required property bool editable
    readonly property alias text: area.text
    readonly property real textHeight: area.implicitHeight
    /*! Whether it is too long to be laid out as a whole; the tree is there for it. */
    required property bool huge

    /*! A person changed the text. */
    signal edited(string text)

    /*! Selects the next \a needle, from the selection on; whether there is one. */
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

    Ink {
        id: ink
    }

    TextArea {
        id: area

        objectName: "payloadText"
        readOnly: !root.editable || root.huge
        textFormat: TextEdit.PlainText
        wrapMode: TextEdit.Wrap
        selectByMouse: true
        persistentSelection: true
        text: root.huge ? root.json.substring(0, 100000) + "\n…" : root.json
        font.family: NoukaiClipboard.fixedFamily
        color: ink.color
        background: null
        Accessible.name: root.Accessible.name
        // Tab leads on; JSON needs no tabulator.
        KeyNavigation.priority: KeyNavigation.BeforeItem
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        onTextChanged: root.edited(text)
    }
}
