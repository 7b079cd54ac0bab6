// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype OutputBlocks
    \inqmlmodule Noukai
    \internal
    \brief The blocks of an OutputView, and what the person's moves tell its follow rule.
*/
FollowingList {
    id: root

    required property NoukaiOutputModel output
    required property bool wrap
    required property bool mirrored
    property font font
    property var palette
    required property color textColor

    property int knownLines: 0
    /*! How often the view has gone to its end since the output grew. */
    property int corrections: 0
    /*! What is selected, over any number of blocks. */
    readonly property TextSelection selection: TextSelection {
        output: root.output
    }

    /*! Where (\a x, \a y) of the view is in the text: its block, offset and item; null without text. */
    function placeAt(x: real, y: real): var {
        const inside = Math.max(0, Math.min(y, height - 1)) + contentY;
        const end = originY + contentHeight - 1;
        const item = itemAt(1, Math.min(inside, end)) as OutputBlock;
        if (!item)
            return null;
        const place = item.mapFromItem(root, x, inside - contentY);
        return { item: item, block: item.blockIndex, offset: item.offsetAt(place.x, place.y) };
    }

    /*! Shows the character at \a offset of \a block. */
    function reveal(block: int, offset: int) {
        if (block < 0)
            return;
        let item = itemAtIndex(block) as OutputBlock;
        if (!item) {
            positionViewAtIndex(block, ListView.Beginning);
            forceLayout();
            item = itemAtIndex(block) as OutputBlock;
        }
        if (!item)
            return;
        const at = item.rectangleOf(offset);
        const top = item.y + at.y;
        const last = originY + Math.max(0, contentHeight - height);
        if (top < contentY || top + at.height > contentY + height)
            contentY = Math.max(originY, Math.min(top - height / 3, last));
        if (!wrap && (at.x < contentX || at.x > contentX + width - barWidth))
            contentX = Math.max(0, Math.min(at.x - width / 3, contentWidth - width));
    }

    /*! Selects the next \a needle, from the selection on and around the end; whether there is one. */
    function find(needle: string, onwards: bool, backwards: bool): bool {
        const from = onwards && !backwards ? [selection.lastBlock, selection.lastOffset] : [selection.firstBlock, selection.firstOffset];
        let match = matchFrom(needle, from[0], from[1], backwards);
        if (match.block < 0)
            match = matchFrom(needle, backwards ? output.count : 0, 0, backwards);
        if (match.block < 0) {
            selection.clear();
            return false;
        }
        selection.set(match.block, match.offset, match.endBlock, match.endOffset);
        reveal(match.block, match.offset);
        return true;
    }

    function matchFrom(needle: string, block: int, offset: int, backwards: bool): var {
        return output.find(needle, block, offset, backwards);
    }

    /*! Extends the selection to what stands \a lines below its end. */
    function extendByLines(lines: int) {
        reveal(selection.headBlock, selection.headOffset);
        const item = itemAtIndex(selection.headBlock) as OutputBlock;
        if (!item)
            return;
        const at = item.rectangleOf(selection.headOffset);
        const y = at.y + at.height * (lines + 0.5);
        let to = { block: item.blockIndex, offset: item.offsetAt(at.x, y) };
        if (y < 0 || y >= item.height) {
            const next = itemAtIndex(item.blockIndex + lines) as OutputBlock;
            if (next)
                to = { block: next.blockIndex, offset: next.offsetAt(at.x, lines < 0 ? next.height - 1 : 1) };
        }
        extendTo(to);
    }
    function extendTo(to: var) {
        selection.extendTo(to);
        reveal(to.block, to.offset);
    }
    /*! Extends the selection by Shift and \a key; false for any other key. */
    function extendByKey(key: int): bool {
        if (!selection.exists && !selectionStarted())
            return false;
        switch (key) {
        case Qt.Key_Left:
        case Qt.Key_Right:
            extendTo(output.moved(selection.headBlock, selection.headOffset, key === Qt.Key_Left ? -1 : 1));
            return true;
        case Qt.Key_Up:
        case Qt.Key_Down:
            extendByLines(key === Qt.Key_Up ? -1 : 1);
            return true;
        case Qt.Key_Home:
            extendTo({ block: 0, offset: 0 });
            return true;
        case Qt.Key_End:
            extendTo(output.moved(output.count, 0, 0x7fffffff));
            return true;
        }
        return false;
    }
    // Where nothing was clicked yet that can be seen, a selection begins at the top of the view.
    function selectionStarted(): bool {
        const item = itemAtIndex(selection.headBlock);
        if (item && item.y + item.height > contentY && item.y < contentY + height)
            return true;
        const at = placeAt(0, 1);
        if (at)
            selection.begin(at.block, at.offset);
        return at !== null;
    }

    model: output
    currentIndex: -1 // or that block takes the focus, and the keys with it
    lineStep: metrics.height * 2
    reuseItems: true
    flickableDirection: wrap ? Flickable.VerticalFlick : Flickable.HorizontalAndVerticalFlick
    contentWidth: wrap ? width : Math.max(width, widest)
    property real widest: 0
    readonly property real barHeight: wrap ? 0 : bottomBar.height
    onWrapChanged: widest = 0
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Output")
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.matches(StandardKey.Copy))
            selection.copy();
        else if (event.matches(StandardKey.SelectAll))
            selection.selectAll();
        else if (event.key === Qt.Key_Escape && selection.exists)
            selection.clear();
        else
            event.accepted = (event.modifiers & Qt.ShiftModifier && extendByKey(event.key)) || scrollByKey(event);
    }

    Connections {
        target: root.output
        function onModelReset() {
            root.knownLines = 0;
            root.selection.begin(0, 0);
            root.widest = 0;
        }
        function onRowsAboutToBeRemoved(parent, first) {
            if (root.selection.lastBlock >= first)
                root.selection.begin(0, 0);
        }
    }

    Metrics {
        id: metrics

        font: root.font
    }

    ScrollBar.horizontal: ScrollBar {
        id: bottomBar

        policy: root.wrap ? ScrollBar.AlwaysOff : ScrollBar.AsNeeded
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: OutputBlock {
        width: root.wrap ? root.width : implicitWidth
        leftPadding: root.mirrored ? root.barWidth : 0
        rightPadding: root.mirrored ? 0 : root.barWidth
        wrapMode: root.wrap ? TextEdit.Wrap : TextEdit.NoWrap
        output: root.output
        wantedFont: root.font
        color: root.textColor
        selectionColor: root.palette.highlight
        selectedTextColor: root.palette.highlightedText
        selection: root.selection
        onImplicitWidthChanged: if (!root.wrap)
            root.widest = Math.max(root.widest, implicitWidth)
    }
    // qmllint enable unqualified
}
