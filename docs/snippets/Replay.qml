// SPDX-License-Identifier: MIT
//! [replay]
import QtQuick
import QtQuick.Layouts
import Noukai

ColumnLayout {
    FlowView {
        flow: NoukaiFlow {
            id: played
        }
        Layout.fillWidth: true
        Layout.fillHeight: true
    }

    ReplayBar {
        player: NoukaiPlayer {
            flow: played
            fileName: "refund.noukai.jsonl"
        }
        Layout.fillWidth: true
    }
}
//! [replay]
