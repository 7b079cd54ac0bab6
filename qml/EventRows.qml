// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype EventRows
    \inqmlmodule Noukai
    \internal
    \brief The list of an EventLog.
*/
FollowingList {
    id: root

    required property NoukaiEventLogModel log
    property font textFont
    readonly property bool narrow: width < metrics.averageCharacterWidth * 60

    signal activated(real sequence)

    function choose(row: int) {
        if (row < 0 || row >= count)
            return;
        if (row < currentIndex || currentIndex < 0)
            follow.movedByUser(-1, toEnd);
        currentIndex = row;
        positionViewAtIndex(row, ListView.Contain);
    }
    function activate() {
        if (currentIndex >= 0)
            activated(log.data(log.index(currentIndex, 0), NoukaiEventLogModel.SequenceRole));
    }

    model: log
    reuseItems: true
    currentIndex: -1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Events")
    Keys.onUpPressed: choose(currentIndex < 0 ? count - 1 : currentIndex - 1)
    Keys.onDownPressed: choose(currentIndex + 1)
    Keys.onReturnPressed: activate()
    Keys.onEnterPressed: activate()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_End) {
            follow.jump();
            event.accepted = true;
        } else if (event.key === Qt.Key_Home) {
            choose(0);
            event.accepted = true;
        }
    }

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.textFont
    }

    PlainLabel {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width)
        visible: root.count === 0
        text: root.log.total === 0 ? qsTr("No events yet") : root.log.paused && root.log.filter === "" ? qsTr("The display is paused") : qsTr("No event passes the filter")
        opacity: 0.75
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: Item {
        id: cell

        required property int index
        required property real sequence
        required property real timeMs
        required property string eventType
        required property string stepName
        required property string eventText
        required property bool isProblem
        required property string accessibleText
        readonly property bool current: root.currentIndex === index

        width: root.width
        height: Math.round(metrics.height * 1.4)
        Accessible.role: Accessible.ListItem
        Accessible.name: accessibleText

        Rectangle {
            anchors.fill: parent
            visible: cell.current
            color: NoukaiColors.mix(root.palette.highlight, ink.paper, 0.18)
            border.width: root.activeFocus ? 1 : 0
            border.color: root.palette.highlight
        }

        TapHandler {
            onTapped: {
                root.forceActiveFocus();
                root.choose(cell.index);
            }
            onDoubleTapped: root.activate()
        }

        Row {
            anchors.left: parent.left
            anchors.leftMargin: metrics.unit / 2
            anchors.right: parent.right
            anchors.rightMargin: metrics.unit / 2 + root.barWidth
            anchors.verticalCenter: parent.verticalCenter
            spacing: metrics.unit

            PlainLabel {
                id: time

                width: metrics.averageCharacterWidth * 9
                text: NoukaiFormat.duration(cell.timeMs)
                horizontalAlignment: Text.AlignRight
                font: root.textFont
                opacity: 0.75
                Accessible.ignored: true
            }

            StateGlyph {
                id: mark

                width: metrics.glyph
                height: width
                visible: cell.isProblem
                glyph: NoukaiTheme.Triangle
                role: NoukaiTheme.Warning
                background: ink.paper
            }

            PlainLabel {
                id: type

                width: root.narrow ? Math.ceil(metrics.advanceWidth(text)) : metrics.averageCharacterWidth * 22
                text: NoukaiText.preview(cell.eventType, 60)
                font: root.textFont
                color: cell.isProblem ? NoukaiColors.of(NoukaiTheme.Warning, ink.paper) : ink.color
                Accessible.ignored: true
            }

            PlainLabel {
                id: step

                width: metrics.averageCharacterWidth * 16
                visible: !root.narrow
                text: NoukaiText.preview(cell.stepName, 80)
                font: root.textFont
                Accessible.ignored: true
            }

            PlainLabel {
                // Not from x, which follows from the width where the row runs from right to left.
                width: Math.max(0, parent.width - time.width - type.width - parent.spacing * 2 - (mark.visible ? mark.width + parent.spacing : 0) - (step.visible ? step.width + parent.spacing : 0))
                text: cell.eventText
                font: root.textFont
                opacity: 0.85
                Accessible.ignored: true
            }
        }
    }
    // qmllint enable unqualified
}
