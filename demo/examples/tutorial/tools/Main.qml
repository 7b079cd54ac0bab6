// SPDX-License-Identifier: MIT
// The tutorial's third step: two tools, one of which asks a person.
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

ApplicationWindow {
    id: root

    readonly property var orders: ({ "17": "{\"item\": \"running shoes\", \"price\": 89.90, \"delivered\": \"2026-11-02\"}" })

    width: 900
    height: 800
    visible: true
    title: qsTr("Refund desk")

    //! [tools]
    NoukaiFlow {
        id: refund

        identifier: "acme/support/refund"
        message: qsTr("I want to send back order 17.")
        tools: [
            NoukaiTool {
                name: "get_order"
                description: "Looks up an order by its number"
                policy: NoukaiTool.Auto
                parameters: ({
                    type: "object",
                    properties: { orderId: { type: "string" } },
                    required: ["orderId"]
                })
                onCalled: call => call.respond(root.orders[call.arguments.orderId] ?? "There is no such order.")
            },
            NoukaiTool {
                name: "get_refund_policy"
                description: "Says what may be refunded in a country"
                parameters: ({
                    type: "object",
                    properties: {
                        country: { type: "string", enum: ["DE", "FR", "US"] },
                        category: { type: "string" }
                    },
                    required: ["country"]
                })
                onCalled: call => call.respond("Within 30 days, in any condition.")
            }
        ]
    }
    //! [tools]

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

        //! [prompt]
        ToolCallPrompt {
            flow: refund
            Layout.fillWidth: true
            onDecisionNeeded: root.alert(0)
        }
        //! [prompt]

        UsageTotals {
            usage: refund.usage
            tokenBudget: 20000
            Layout.fillWidth: true
            onBudgetCrossed: refund.cancel()
        }
    }
}
