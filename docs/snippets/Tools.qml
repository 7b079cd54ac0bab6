// SPDX-License-Identifier: MIT
//! [tools]
import QtQuick
import QtQuick.Layouts
import Noukai

ColumnLayout {
    id: root

    readonly property var orders: ({ "17": "two pairs of shoes, sent back" })

    NoukaiFlow {
        id: refund

        identifier: "acme/support/refund"
        message: "Refund order 17"
        tools: [
            NoukaiTool {
                name: "get_order"
                description: "Looks up an order"
                policy: NoukaiTool.Auto
                parameters: ({
                    type: "object",
                    properties: { orderId: { type: "string" } },
                    required: ["orderId"]
                })
                onCalled: call => call.respond(root.orders[call.arguments.orderId] ?? "unknown order")
            },
            NoukaiTool {
                name: "get_refund_policy"
                description: "Says what may be refunded"
                policy: NoukaiTool.Ask
                onCalled: call => call.respond("Shoes: within 30 days")
            }
        ]
    }

    ToolCallPrompt {
        flow: refund
        Layout.fillWidth: true
    }
}
//! [tools]
