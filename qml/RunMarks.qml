// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype RunMarks
    \inqmlmodule Noukai
    \internal
    \brief The marks of a run, and since when nothing was heard of it.
*/
Flow {
    id: root

    required property NoukaiFlowStatus status
    required property bool showCost
    required property string silence
    required property bool stalled
    required property string workAndWait
    readonly property var marks: {
        const shown = [];
        for (const mark of status.marks) {
            if (showCost || mark !== NoukaiFlowStatus.PartialCostMark)
                shown.push(mark);
        }
        return shown;
    }
    readonly property bool hasMarks: marks.length > 0 || silence !== "" || workAndWait !== ""

    spacing: metrics.unit * 2

    Metrics {
        id: metrics
    }

    Repeater {
        model: root.marks

        // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
        // qmllint disable unqualified
        RunMark {
            required property int modelData

            text: root.status.markText(modelData)
            role: root.status.markRole(modelData)
            glyph: root.status.markGlyph(modelData)
        }
        // qmllint enable unqualified
    }

    PlainLabel {
        visible: root.workAndWait !== ""
        text: root.workAndWait
        opacity: 0.8
        Accessible.ignored: root.status.flow?.running ?? false // it counts
    }

    RunMark {
        visible: root.silence !== "" && root.stalled
        text: root.silence
    }

    PlainLabel {
        visible: root.silence !== "" && !root.stalled
        text: root.silence
        opacity: 0.8
        Accessible.ignored: true // it counts
    }
}
