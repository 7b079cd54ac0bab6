// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype StepTimeline
    \inqmlmodule Noukai
    \brief A waterfall: a bar per step attempt over a common time axis.

    \qml
    StepTimeline { flow: myFlow }
    \endqml

    A bar shows when the step waited for its first output (tint), streamed (solid), ran tools (solid, neutral), waited
    for a person or paused (hatched). Attempts that were replaced are outlined. Ctrl and the wheel, or the keys + and -,
    zoom; 0 shows all; dragging moves a zoomed view. Up, Down, Home and End choose a row, Enter opens it, Left and
    Right fold it, E goes to the next error, N to the next step that needs a person, F follows the running step.
*/
Control {
    id: root

    /*! The flow to show. Default null. */
    property NoukaiFlow flow
    /*! The rows; give several views the same model to let them share it. */
    property NoukaiTimelineModel timeline: NoukaiTimelineModel {
        flow: root.flow
    }
    /*! What opens and closes with Left and Right: that of a StepList beside it. Default null. */
    property NoukaiDisclosure disclosure
    /*! The left edge in milliseconds of what is shown. */
    property alias viewStart: axis.viewStart
    /*! How many milliseconds are seen; 0 sets it back to all. */
    property alias viewDuration: axis.viewDuration
    /*! Whether long times in which nothing happened are cut to a labelled gap. Default false. */
    property alias compressIdle: axis.compressIdle
    /*! Whether the current row goes on with the step that runs. Default true; a person who chooses a row ends it. */
    property bool followActiveStep: true
    /*! A moment to mark, in milliseconds since the run's start; negative, the default, for none. */
    property real playhead: -1
    /*! Whether keys without Ctrl or Alt do something besides moving. Default true. */
    property bool singleKeys: true
    /*! The row that is chosen, -1 for none. */
    property alias currentRow: list.currentIndex
    /*! Whether names stand above their bars, as they do below about 60 characters of width. */
    readonly property bool stacked: width < metrics.averageCharacterWidth * 60

    /*! A person opened the row of \a attemptId. */
    signal stepActivated(int attemptId)
    /*! A person chose the moment \a milliseconds on the axis. */
    signal seekRequested(real milliseconds)

    /*! The width of the column of names; 0 where they stand above their bars. */
    readonly property real nameWidth: stacked ? 0 : Math.round(Math.min(availableWidth * 0.34, metrics.averageCharacterWidth * 32))
    /*! The height of a row. */
    readonly property real rowHeight: Math.round(metrics.height * (stacked ? 2.1 : 1) + metrics.unit)

    /*! Chooses the row of \a attemptId and brings it into view. */
    function show(attemptId: int) {
        const row = timeline.rowOf(attemptId);
        if (row < 0)
            return;
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Contain);
    }
    /*! Chooses the next row after the current one that failed or, with \a kind NoukaiTimelineModel.Attention, needs a person. */
    function showNext(kind: int) {
        const row = timeline.nextRow(list.currentIndex, kind);
        if (row < 0)
            return;
        followActiveStep = false;
        list.currentIndex = row;
    }

    implicitWidth: metrics.averageCharacterWidth * 60
    implicitHeight: metrics.height * 2 + rowHeight * Math.min(8, Math.max(3, list.count)) + topPadding + bottomPadding
    padding: 0
    activeFocusOnTab: false

    Metrics {
        id: metrics

        font: root.font
    }

    TimeAxis {
        id: axis

        timeline: root.timeline
        width: Math.max(1, root.availableWidth - root.nameWidth - metrics.unit * 2)
        font: root.font
    }

    NoukaiTicker {
        active: root.visible && root.flow !== null && root.flow.running
        onTicked: axis.update()
    }

    Connections {
        target: root.timeline
        function onRunningRowChanged() {
            if (root.followActiveStep && root.timeline.runningRow >= 0)
                list.currentIndex = root.timeline.runningRow;
        }
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: FocusScope {
    // qmllint enable deferred-property-id
        TimelineHeader {
            id: header

            anchors.left: parent.left
            anchors.right: parent.right
            axis: axis
            inset: root.nameWidth + metrics.unit
            LayoutMirroring.enabled: root.mirrored
            font: root.font
            palette: root.palette
            onSeekRequested: milliseconds => root.seekRequested(milliseconds)
        }

        TimelineRows {
            id: list

            objectName: "timelineRows"
            anchors.top: header.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            timelineView: root
            axis: axis
            focus: true
        }

        Rectangle {
            visible: root.playhead >= 0 && x >= root.nameWidth && x <= parent.width
            x: root.mirrored ? parent.width - root.nameWidth - metrics.unit - offset : root.nameWidth + metrics.unit + offset
            width: Math.max(1, Math.round(metrics.height / 12))
            height: parent.height
            color: root.palette.highlight

            // Read again when the axis has changed.
            readonly property real offset: axis.viewDuration + axis.viewStart + axis.width >= 0 ? axis.xOf(root.playhead) : 0
        }

        PlainLabel {
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            visible: list.count === 0
            text: qsTr("No steps yet")
            horizontalAlignment: Text.AlignHCenter
            opacity: 0.75
        }
    }
}
