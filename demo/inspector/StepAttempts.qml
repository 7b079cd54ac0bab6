// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*! All attempts of a step, the newest first; none is ever overwritten. */
ListView {
    id: root

    required property NoukaiTimelineModel timeline
    required property string stepId
    required property int attemptId
    required property real unit
    property var revision

    signal chosen(int attemptId)

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Attempts")
    ScrollBar.vertical: ScrollBar {}
    model: {
        const rows = [];
        if (!timeline || revision === undefined)
            return rows;
        for (let row = timeline.count - 1; row >= 0; --row) {
            const index = timeline.index(row, 0);
            if (timeline.data(index, NoukaiTimelineModel.StepIdRole) !== stepId)
                continue;
            rows.push({
                attemptId: timeline.data(index, NoukaiTimelineModel.AttemptIdRole),
                words: timeline.data(index, NoukaiTimelineModel.AccessibleTextRole),
                state: timeline.data(index, NoukaiTimelineModel.StepStateRole)
            });
        }
        return rows;
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: ItemDelegate {
        id: attempt

        required property var modelData

        width: ListView.view.width
        highlighted: modelData.attemptId === root.attemptId
        text: modelData.words
        Accessible.name: text
        onClicked: root.chosen(modelData.attemptId)

        contentItem: Label {
            text: attempt.text
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
        }
    }
    // qmllint enable unqualified
}
