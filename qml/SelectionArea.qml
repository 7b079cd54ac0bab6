// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype SelectionArea
    \inqmlmodule Noukai
    \internal
    \brief Takes the mouse over an OutputView's blocks, to select from one to another. Fingers scroll.
*/
MouseArea {
    id: root

    required property OutputBlocks blocks
    readonly property TextSelection selection: blocks.selection
    property real doubleClickedAt: 0
    property point doubleClickedPlace

    /*! Whether what happens at (\a x, \a y) still belongs to a double click there. */
    function followsDoubleClick(x: real, y: real): bool {
        const hints = Application.styleHints;
        return Date.now() - doubleClickedAt < hints.mouseDoubleClickInterval && Math.abs(x - doubleClickedPlace.x) < hints.startDragDistance && Math.abs(y - doubleClickedPlace.y) < hints.startDragDistance;
    }
    function placeAt(x: real, y: real): var {
        const place = mapToItem(blocks, x, y);
        return blocks.placeAt(place.x, place.y);
    }
    function extendTo(x: real, y: real) {
        const at = placeAt(x, y);
        if (at)
            selection.extendTo(at);
    }
    function selectRange(item: OutputBlock, range: var) {
        selection.set(item.blockIndex, range.start, item.blockIndex, range.end);
    }

    acceptedButtons: Qt.LeftButton
    cursorShape: Qt.IBeamCursor
    preventStealing: true

    onPressed: mouse => {
        if (mouse.source !== Qt.MouseEventNotSynthesized) {
            mouse.accepted = false; // a finger
            return;
        }
        blocks.forceActiveFocus(Qt.MouseFocusReason);
        const at = placeAt(mouse.x, mouse.y);
        if (!at)
            return;
        if (followsDoubleClick(mouse.x, mouse.y))
            selectRange(at.item, at.item.lineAt(at.offset));
        else if (mouse.modifiers & Qt.ShiftModifier)
            selection.extendTo(at);
        else
            selection.begin(at.block, at.offset);
    }
    onDoubleClicked: mouse => {
        const at = placeAt(mouse.x, mouse.y);
        if (!at)
            return;
        doubleClickedAt = Date.now();
        doubleClickedPlace = Qt.point(mouse.x, mouse.y);
        const place = at.item.mapFromItem(root, mouse.x, mouse.y);
        selectRange(at.item, at.item.wordAt(place.x, place.y));
    }
    onPositionChanged: mouse => {
        if (pressed && !followsDoubleClick(mouse.x, mouse.y))
            extendTo(mouse.x, mouse.y);
    }

    // While the mouse is held outside, the text comes to it.
    Timer {
        interval: 50
        repeat: true
        running: root.pressed && (root.mouseY < 0 || root.mouseY > root.height)
        onTriggered: {
            root.blocks.scrollBy(root.mouseY < 0 ? root.mouseY : root.mouseY - root.height);
            root.extendTo(root.mouseX, root.mouseY);
        }
    }
}
