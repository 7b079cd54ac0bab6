// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype TimelineRows
    \inqmlmodule Noukai
    \internal
    \brief The rows of a StepTimeline: keys, zoom and pan.
*/
ListView {
    id: root

    /*! The StepTimeline; its type cannot be named here, since it names this one. */
    required property var timelineView
    required property TimeAxis axis
    readonly property bool mirrored: timelineView.mirrored

    /*! The pixel on the axis under \a x of this view. */
    function axisX(x: real): real {
        const inset = timelineView.width - axis.width - (timelineView.rightPadding + timelineView.leftPadding);
        return mirrored ? width - x - inset : x - inset;
    }
    function chosen(row: int) {
        timelineView.followActiveStep = false;
        currentIndex = row;
    }
    function activate(row: int) {
        if (row >= 0)
            timelineView.stepActivated(model.data(model.index(row, 0), NoukaiTimelineModel.AttemptIdRole));
    }
    function fold(open: bool) {
        if (currentIndex >= 0 && timelineView.disclosure)
            timelineView.disclosure.setExpanded(model.data(model.index(currentIndex, 0), NoukaiTimelineModel.AttemptIdRole), open);
    }
    function key(event: KeyEvent): bool {
        switch (event.key) {
        case Qt.Key_Up:
            chosen(Math.max(0, currentIndex - 1));
            return true;
        case Qt.Key_Down:
            chosen(Math.min(count - 1, currentIndex + 1));
            return true;
        case Qt.Key_Home:
            chosen(Math.min(0, count - 1));
            return true;
        case Qt.Key_End:
            chosen(count - 1);
            return true;
        case Qt.Key_Left:
        case Qt.Key_Right:
            fold((event.key === Qt.Key_Right) !== mirrored);
            return true;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            activate(currentIndex);
            return true;
        default:
            return timelineView.singleKeys && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier)) && singleKey(event);
        }
    }
    function singleKey(event: KeyEvent): bool {
        switch (event.text) {
        case "+":
        case "=":
            axis.zoom(1.5, axis.width / 2);
            return true;
        case "-":
            axis.zoom(1 / 1.5, axis.width / 2);
            return true;
        case "0":
            axis.showAll();
            return true;
        case "e":
        case "E":
            timelineView.showNext(NoukaiTimelineModel.Error);
            return true;
        case "n":
        case "N":
            timelineView.showNext(NoukaiTimelineModel.Attention);
            return true;
        case "f":
        case "F":
            timelineView.followActiveStep = !timelineView.followActiveStep;
            return true;
        default:
            return false;
        }
    }

    clip: true
    model: timelineView.timeline
    reuseItems: true
    activeFocusOnTab: true
    keyNavigationEnabled: false
    currentIndex: -1
    highlightMoveDuration: 0
    highlightResizeDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Timeline of the steps")
    Keys.onPressed: event => event.accepted = key(event)

    ScrollBar.vertical: ScrollBar {}

    WheelHandler {
        acceptedModifiers: Qt.ControlModifier
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        target: null
        onWheel: event => root.axis.zoom(Math.pow(1.2, event.angleDelta.y / 120), root.axisX(event.x))
    }

    DragHandler {
        property real last: 0

        target: null
        enabled: root.axis.zoomed
        yAxis.enabled: false
        onActiveChanged: last = 0
        onActiveTranslationChanged: {
            const moved = activeTranslation.x - last;
            last = activeTranslation.x;
            root.axis.pan(root.mirrored ? moved : -moved);
        }
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: TimelineRow {
        width: ListView.view.width
        height: root.timelineView.rowHeight
        axis: root.axis
        stacked: root.timelineView.stacked
        nameWidth: root.timelineView.nameWidth
        LayoutMirroring.enabled: root.mirrored
        font: root.timelineView.font
        palette: root.timelineView.palette
        current: ListView.isCurrentItem
        focused: root.activeFocus
        onTapped: {
            root.forceActiveFocus();
            root.chosen(index);
        }
        onActivated: root.activate(index)
    }
    // qmllint enable unqualified
}
