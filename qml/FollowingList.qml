// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype FollowingList
    \inqmlmodule Noukai
    \internal
    \brief A list that tells its follow rule how a person moves it, by wheel, drag, bar or key.
*/
ListView {
    id: root

    required property NoukaiFollow follow
    /*! What the arrow keys scroll by. */
    property real lineStep: 0
    /*! Whether a person moves it right now, so that it must not move by itself. */
    readonly property bool userMoves: moving || bar.pressed
    readonly property real toEnd: Math.max(0, originY + contentHeight + bottomMargin - height - contentY)
    readonly property real barWidth: bar.width
    property real movedFrom: 0

    function scrollBy(pixels: real) {
        const from = contentY;
        const last = originY + Math.max(0, contentHeight - height) + bottomMargin;
        contentY = Math.max(originY - topMargin, Math.min(contentY + pixels, last));
        follow.movedByUser(contentY !== from ? contentY - from : pixels, toEnd);
    }
    /*! Scrolls by \a event; false for any other key. */
    function scrollByKey(event: KeyEvent): bool {
        switch (event.key) {
        case Qt.Key_Up:
            scrollBy(-lineStep);
            return true;
        case Qt.Key_Down:
            scrollBy(lineStep);
            return true;
        case Qt.Key_PageUp:
            scrollBy(-height * 0.9);
            return true;
        case Qt.Key_PageDown:
            scrollBy(height * 0.9);
            return true;
        case Qt.Key_Home:
            positionViewAtBeginning();
            follow.movedByUser(-1, toEnd);
            return true;
        case Qt.Key_End:
            follow.jump();
            return true;
        default:
            return false;
        }
    }

    clip: true
    activeFocusOnTab: true
    keyNavigationEnabled: false
    boundsBehavior: Flickable.StopAtBounds
    onMovementStarted: movedFrom = contentY
    onMovementEnded: follow.movedByUser(contentY - movedFrom, toEnd)

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
