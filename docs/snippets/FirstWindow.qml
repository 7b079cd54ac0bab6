// SPDX-License-Identifier: MIT
//! [window]
import QtQuick
import QtQuick.Controls
import Noukai

ApplicationWindow {
    width: 900
    height: 600
    visible: true
    title: qsTr("Spelling")

    FlowView {
        anchors.fill: parent
        flow: NoukaiFlow {
            identifier: "acme/spelling/grade-3"
            message: "The dog runned away"
        }
    }
}
//! [window]
