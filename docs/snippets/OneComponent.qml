// SPDX-License-Identifier: MIT
//! [parts]
import QtQuick
import QtQuick.Layouts
import Noukai

ColumnLayout {
    NoukaiFlow {
        id: refund

        identifier: "acme/support/refund"
        message: "Refund order 17"
    }

    RunControls {
        flow: refund
    }

    FlowProgress {
        flow: refund
        Layout.fillWidth: true
    }

    UsageBadge {
        usage: refund.usage
        tokenBudget: 10000
    }
}
//! [parts]
