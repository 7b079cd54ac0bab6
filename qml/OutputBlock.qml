// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype OutputBlock
    \inqmlmodule Noukai
    \internal
    \brief One block of an OutputView, with what is selected of it.

    The text edit makes one character of the two of a CR LF; offsets of the output count both.
*/
TextEdit {
    id: root

    required property int index
    required property NoukaiOutputModel output
    required property font wantedFont
    required property TextSelection selection
    readonly property int blockIndex: index
    readonly property TextFeed feed: TextFeed {
        edit: root
        output: root.output
        row: root.index
        font: root.wantedFont
    }
    property bool selecting: false // which the text edit tells as another text
    readonly property int selectionRevision: selection.revision

    function shownOffset(offset: int): int {
        const blockText = feed.text;
        const kept = Math.min(offset, blockText.length);
        return kept - (blockText.substring(0, kept).split("\r\n").length - 1);
    }
    /*! The output's offset of the character at (\a x, \a y). */
    function offsetAt(x: real, y: real): int {
        return keptOffset(positionAt(x, y));
    }
    function keptOffset(shown: int): int {
        const blockText = feed.text;
        let kept = shown;
        for (let at = blockText.indexOf("\r\n"); at >= 0 && at < kept; at = blockText.indexOf("\r\n", at + 2))
            ++kept;
        return kept;
    }
    /*! The rectangle of the character at \a offset. */
    function rectangleOf(offset: int): rect {
        return positionToRectangle(shownOffset(offset));
    }
    /*! The word around (\a x, \a y), as offsets of the output. */
    function wordAt(x: real, y: real): var {
        selecting = true;
        cursorPosition = positionAt(x, y);
        selectWord();
        const word = { start: keptOffset(selectionStart), end: keptOffset(selectionEnd) };
        selecting = false;
        showSelection();
        return word;
    }
    /*! The line around \a offset, with its line end. */
    function lineAt(offset: int): var {
        const blockText = feed.text;
        const end = blockText.indexOf("\n", offset);
        return { start: blockText.lastIndexOf("\n", offset - 1) + 1, end: end < 0 ? blockText.length : end + 1 };
    }
    function showSelection() {
        if (selecting || (!selection.exists && selectedText === ""))
            return;
        selecting = true;
        const start = selection.startIn(blockIndex);
        if (start >= 0)
            select(shownOffset(start), shownOffset(selection.endIn(blockIndex)));
        else if (selectedText !== "")
            deselect();
        selecting = false;
    }

    readOnly: true
    activeFocusOnPress: false
    selectByMouse: false
    persistentSelection: true
    textFormat: TextEdit.PlainText
    font: feed.drawnFont
    Accessible.role: Accessible.StaticText
    Accessible.name: feed.text
    onSelectionRevisionChanged: showSelection()
    onTextChanged: showSelection()
    onBlockIndexChanged: showSelection()
    Component.onCompleted: showSelection()
}
