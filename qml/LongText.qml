// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype LongText
    \inqmlmodule Noukai
    \internal
    \brief A text of any length, to be read and copied: in the bounded blocks of an OutputView, so that it opens at once.
*/
Control {
    id: root

    required property string text
    required property string name
    readonly property alias focused: list.activeFocus
    readonly property alias contentHeight: list.contentHeight

    /*! Its end came within reach of the eye. */
    signal endShown()

    function look() {
        const last = list.itemAtIndex(list.count - 1);
        if (visible && list.height > 0 && last && last.y + last.height <= list.contentY + list.height + 2)
            endShown();
    }
    /*! Selects the next \a needle, from the selection on; whether there is one. */
    function find(needle: string, onwards: bool, backwards: bool): bool {
        return list.find(needle, onwards, backwards);
    }

    padding: 0
    onTextChanged: later.restart()
    onVisibleChanged: later.restart()

    Ink {
        id: ink
    }

    NoukaiFollow {
        id: follow

        onShowEnd: list.positionViewAtEnd()
    }

    // Once per round of the event loop, after the layout.
    Timer {
        id: later

        interval: 0
        onTriggered: root.look()
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Item {
    // qmllint enable deferred-property-id
        OutputBlocks {
            id: list

            anchors.fill: parent
            output: NoukaiOutputModel {
                fixedText: root.text
            }
            follow: follow
            wrap: true
            font: root.font
            palette: root.palette
            textColor: ink.color
            mirrored: root.mirrored
            Accessible.name: root.name
            onContentYChanged: later.restart()
            onContentHeightChanged: later.restart()
            onHeightChanged: later.restart()

            SelectionArea {
                parent: list
                x: list.mirrored ? list.barWidth : 0
                width: list.width - list.barWidth
                height: list.height
                blocks: list
            }
        }
    }
}
