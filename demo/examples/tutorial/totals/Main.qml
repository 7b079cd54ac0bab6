// SPDX-License-Identifier: MIT
// The tutorial's second step: what the steps wrote, and what it costs.
//! [window]
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

ApplicationWindow {
    width: 900
    height: 700
    visible: true
    title: qsTr("Refund desk")

    NoukaiFlow {
        id: refund

        identifier: "acme/support/refund"
        message: qsTr("I want to send back order 17.")
    }

    NoukaiTimelineModel {
        id: rows

        flow: refund
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: 12

        RunControls {
            flow: refund
        }

        StepTimeline {
            flow: refund
            timeline: rows
            Layout.fillWidth: true
            Layout.preferredHeight: 160
            onStepActivated: attemptId => list.show(attemptId)
        }

        StepList {
            id: list

            flow: refund
            timeline: rows
            Layout.fillWidth: true
            Layout.fillHeight: true
        }

        UsageTotals {
            usage: refund.usage
            tokenBudget: 20000
            Layout.fillWidth: true
            onBudgetCrossed: refund.cancel()
        }
    }
}
//! [window]
