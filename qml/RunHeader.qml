// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype RunHeader
    \inqmlmodule Noukai
    \brief Which flow it is, how it stands, for how long, and what it used.

    \qml
    RunHeader { flow: myFlow }
    \endqml

    The time counts up only while the flow runs and the header can be seen. Where a person was awaited, it says for how
    long, and how long the run worked. When nothing is heard of a run that should tell something, or its connection was
    lost, the header says since when.
*/
Control {
    id: root

    /*! The flow to show; null, the default, shows an idle one. */
    property NoukaiFlow flow
    /*! Whether the cost is shown. */
    property bool showCost: NoukaiTheme.showCost
    /*! Whether the state is told here. Default true; a FlowProgress beside it tells it as well. */
    property bool showState: true
    /*! The rows that the times are taken from. */
    property NoukaiTimelineModel timeline: NoukaiTimelineModel {
        flow: root.flow
    }
    /*! What is said of the flow: words, role, glyph and marks, for labels of your own. */
    readonly property NoukaiFlowStatus status: NoukaiFlowStatus {
        flow: root.flow
    }
    /*! What the run used so far. */
    readonly property noukaiUsage usage: flow ? flow.usage : nothing.usage
    /*! Whether there is so little room that it takes several lines. */
    readonly property bool narrow: width < Math.min(wholeWidth, metrics.averageCharacterWidth * 100)
    /*! How wide it is in one line, with nothing cut. */
    readonly property real wholeWidth: (showState ? mark.implicitWidth + metrics.unit * 2 : 0) + title.implicitWidth
                                       + metrics.digits(6) + badge.implicitWidth + metrics.unit * 4
    /*! For how long it runs or ran. It follows the clock because its binding reads the ticks. */
    readonly property string elapsed: ticker.ticks + status.state >= 0 ? status.elapsedText() : ""
    /*! How long it worked and how long it waited for a person; empty while nobody was awaited. */
    readonly property string workAndWait: {
        const waited = ticker.ticks + status.state >= 0 ? timeline.waitingMs : 0;
        return waited > 0 ? NoukaiFormat.workAndWait(timeline.workingMs, waited, flow?.running ?? false) : "";
    }
    /*! Since when nothing was heard of it; empty while that is no news. */
    readonly property string silence: ticker.ticks + slowTicker.ticks + status.state >= 0 ? status.silenceText() : ""
    /*! Whether that is so long that it may have stalled. */
    readonly property bool stalled: ticker.ticks + status.state >= 0 && status.isStalled()

    padding: 0

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiTicker {
        id: ticker

        active: root.visible && root.Window.visibility !== Window.Minimized && root.flow !== null && root.flow.running
    }

    // Since when a connection is lost: in seconds.
    Timer {
        id: slowTicker

        property int ticks: 0

        interval: 1000
        repeat: true
        running: root.visible && root.Window.visibility !== Window.Minimized && root.status.state === NoukaiFlow.Interrupted
        onTriggered: ++ticks
    }

    QtObject {
        id: nothing

        property noukaiUsage usage
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: GridLayout {
    // qmllint enable deferred-property-id
        columns: root.narrow ? 2 : 4
        columnSpacing: metrics.unit * 2
        rowSpacing: Math.round(metrics.unit / 2)
        LayoutMirroring.enabled: root.mirrored
        LayoutMirroring.childrenInherit: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Run")

        RunMark {
            id: mark

            Layout.fillWidth: root.narrow
            visible: root.showState
            text: root.status.word
            role: root.status.role
            glyph: root.status.glyph
            font.weight: Font.DemiBold
        }

        RowLayout {
            id: title

            Layout.fillWidth: true
            Layout.row: root.narrow && root.showState ? 1 : 0
            Layout.column: root.narrow || !root.showState ? 0 : 1
            Layout.columnSpan: root.narrow === root.showState ? 2 : 1
            spacing: metrics.unit

            PlainLabel {
                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                text: NoukaiText.preview(root.flow?.identifier ?? "", 300)
                elide: Text.ElideMiddle // the name of the flow is the last part
            }

            PlainLabel {
                text: root.status.versionText
                opacity: 0.8
            }

            Item {
                Layout.fillWidth: true
            }
        }

        PlainLabel {
            Layout.row: 0
            Layout.column: root.narrow ? 1 : 2
            Layout.minimumWidth: metrics.digits(6)
            Layout.alignment: Qt.AlignRight
            text: root.elapsed
            horizontalAlignment: Text.AlignRight
            // A name that ticks would be read again and again.
            Accessible.name: root.flow?.running ?? false ? qsTr("Time is running") : qsTr("Time: %1").arg(root.elapsed)
        }

        UsageBadge {
            id: badge

            Layout.row: root.narrow ? 2 : 0
            Layout.column: root.narrow ? 0 : 3
            Layout.columnSpan: root.narrow ? 2 : 1
            visible: root.status.state !== NoukaiFlow.Idle
            usage: root.usage
            showCost: root.showCost
        }

        RunMarks {
            Layout.fillWidth: true
            Layout.row: root.narrow ? 3 : 1
            Layout.columnSpan: root.narrow ? 2 : 4
            visible: hasMarks
            status: root.status
            showCost: root.showCost
            silence: root.silence
            workAndWait: root.workAndWait
            stalled: root.stalled
        }
    }
}
