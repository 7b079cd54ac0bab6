// SPDX-License-Identifier: MIT
// The tutorial's first step: a flow, its controls and its timeline.
//! [window]
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

ApplicationWindow {
    width: 800
    height: 500
    visible: true
    title: qsTr("Refund desk")

    NoukaiFlow {
        id: refund

        identifier: "acme/support/refund"
        message: qsTr("I want to send back order 17.")
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: 12

        RunControls {
            flow: refund
        }

        StepTimeline {
            flow: refund
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
//! [window]
