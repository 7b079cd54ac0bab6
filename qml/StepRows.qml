// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype StepRows
    \inqmlmodule Noukai
    \internal
    \brief The list of a StepList: how it moves, by itself and by a person.
*/
FollowingList {
    /*! The row to keep in view while following, or -1. */
    required property int latestRow

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

    cacheBuffer: Math.round(height / 2)
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    // A list hands its focus to its current item; the list is what has a name and takes the keys.
    onCurrentItemChanged: if (currentItem)
        currentItem.focus = false
    onContentHeightChanged: grown()
    onLatestRowChanged: grown()
    Keys.onPressed: event => event.accepted = scrollByKey(event)
}
