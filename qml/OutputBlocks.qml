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

    property int knownLines: 0
    /*! The block in which text is selected, or null. */
    property TextEdit selection: null
    /*! Whether the focus is inside of the text. */
    readonly property bool contentFocus: activeFocus && !root.focus

    function select(block: TextEdit) {
        if (block.selectedText === "") {
            if (selection === block)
                selection = null;
            return;
        }
        if (selection && selection !== block)
            selection.deselect();
        selection = block;
    }

    model: output
    lineStep: metrics.height * 2
    reuseItems: true
    flickableDirection: wrap ? Flickable.VerticalFlick : Flickable.HorizontalAndVerticalFlick
    contentWidth: wrap ? width : Math.max(width, widest)
    property real widest: 0
    onWrapChanged: widest = 0
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Output")
    Accessible.description: (currentItem as TextEdit)?.text ?? ""
    Keys.onPressed: event => event.accepted = scrollByKey(event)

    Connections {
        target: root.output
        function onModelReset() {
            root.knownLines = 0;
            root.selection = null;
            root.widest = 0;
        }
    }

    Metrics {
        id: metrics

        font: root.font
    }

    ScrollBar.horizontal: ScrollBar {
        policy: root.wrap ? ScrollBar.AlwaysOff : ScrollBar.AsNeeded
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: TextEdit {
        id: block

        required property int index
        readonly property TextFeed feed: TextFeed {
            edit: block
            output: root.output
            row: block.index
            font: root.font
        }

        width: root.wrap ? root.width - root.barWidth : implicitWidth
        readOnly: true
        selectByMouse: true
        textFormat: TextEdit.PlainText
        wrapMode: root.wrap ? TextEdit.Wrap : TextEdit.NoWrap
        font: feed.drawnFont
        color: root.palette.text
        selectionColor: root.palette.highlight
        selectedTextColor: root.palette.highlightedText
        horizontalAlignment: TextEdit.AlignLeft
        Accessible.role: Accessible.StaticText
        Accessible.name: feed.text
        onSelectedTextChanged: root.select(this)
        onImplicitWidthChanged: if (!root.wrap)
            root.widest = Math.max(root.widest, implicitWidth)
        ListView.onPooled: deselect()
    }
    // qmllint enable unqualified
}
