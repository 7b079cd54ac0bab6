// SPDX-License-Identifier: MIT
import QtQml
import Noukai

/*!
    \qmltype TextSelection
    \inqmlmodule Noukai
    \internal
    \brief What is selected of an output, from one block to another.

    Offsets are those of NoukaiOutputModel. A selection goes from where it was begun to where it was extended to.
*/
QtObject {
    required property NoukaiOutputModel output
    property int anchorBlock: 0
    property int anchorOffset: 0
    property int headBlock: 0
    property int headOffset: 0
    /*! Grows with every change. */
    property int revision: 0
    readonly property bool exists: anchorBlock !== headBlock || anchorOffset !== headOffset
    readonly property bool forwards: headBlock > anchorBlock || (headBlock === anchorBlock && headOffset >= anchorOffset)
    readonly property int firstBlock: forwards ? anchorBlock : headBlock
    readonly property int firstOffset: forwards ? anchorOffset : headOffset
    readonly property int lastBlock: forwards ? headBlock : anchorBlock
    readonly property int lastOffset: forwards ? headOffset : anchorOffset

    function set(fromBlock: int, fromOffset: int, toBlock: int, toOffset: int) {
        anchorBlock = fromBlock;
        anchorOffset = fromOffset;
        headBlock = toBlock;
        headOffset = toOffset;
        ++revision;
    }
    function begin(block: int, offset: int) {
        set(block, offset, block, offset);
    }
    function extend(block: int, offset: int) {
        set(anchorBlock, anchorOffset, block, offset);
    }
    /*! As extend(), to the \c block and \c offset of \a place. */
    function extendTo(place: var) {
        extend(place.block, place.offset);
    }
    function clear() {
        if (exists)
            begin(headBlock, headOffset);
    }
    function selectAll() {
        begin(0, 0);
        extendTo(output.moved(output.count, 0, 0x7fffffff));
    }
    function text(): string {
        return exists ? output.text(firstBlock, firstOffset, lastBlock, lastOffset) : "";
    }
    function copy() {
        if (exists)
            NoukaiClipboard.copy(text());
    }
    /*! Where it begins in \a block; -1 where nothing of that is selected. */
    function startIn(block: int): int {
        return !exists || block < firstBlock || block > lastBlock ? -1 : block === firstBlock ? firstOffset : 0;
    }
    /*! Where it ends in \a block, which may be behind the block's end. */
    function endIn(block: int): int {
        return block === lastBlock ? lastOffset : 0x7fffffff;
    }
}
