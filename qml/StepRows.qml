// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype StepRows
    \inqmlmodule Noukai
    \internal
    \brief The list of a StepList: how it moves, by itself and by a person.
*/
ListView {
    id: root

    required property NoukaiFollow follow
    /*! The row to keep in view while following, or -1. */
    required property int latestRow
    required property real lineHeight
    readonly property real toEnd: Math.max(0, originY + contentHeight + bottomMargin - height - contentY)
    readonly property bool userMoves: moving || bar.pressed
    property real movedFrom: 0

    /*! Something may have grown below what is seen. */
    signal grown

    // The step that runs or needs a person. The end of a run moves nothing.
    function showLatest() {
        if (userMoves || latestRow < 0)
            return;
        if (latestRow < count - 1)
            positionViewAtIndex(latestRow, ListView.Contain);
        else
            positionViewAtEnd();
    }
    function scrollBy(pixels: real) {
        const from = contentY;
        const last = originY + Math.max(0, contentHeight - height) + bottomMargin;
        contentY = Math.max(originY - topMargin, Math.min(contentY + pixels, last));
        follow.movedByUser(contentY !== from ? contentY - from : pixels, toEnd);
    }

    clip: true
    reuseItems: false
    activeFocusOnTab: true
    keyNavigationEnabled: false
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: Math.round(height / 2)
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    onContentHeightChanged: grown()
    onLatestRowChanged: grown()
    onMovementStarted: movedFrom = contentY
    onMovementEnded: follow.movedByUser(contentY - movedFrom, toEnd)
    Keys.onUpPressed: scrollBy(-lineHeight * 3)
    Keys.onDownPressed: scrollBy(lineHeight * 3)
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_PageUp)
            scrollBy(-height * 0.9);
        else if (event.key === Qt.Key_PageDown)
            scrollBy(height * 0.9);
        else if (event.key === Qt.Key_Home)
            scrollBy(-contentHeight);
        else if (event.key === Qt.Key_End)
            follow.jump();
        else
            event.accepted = false;
    }

    ScrollBar.vertical: ScrollBar {
        id: bar

        property real from: 0

        onPressedChanged: {
            if (pressed)
                from = root.contentY;
            else
                root.follow.movedByUser(root.contentY - from, root.toEnd);
        }
    }
}
