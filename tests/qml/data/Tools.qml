// SPDX-License-Identifier: MIT
import QtQml
import Noukai

NoukaiFlow {
    id: root

    property int changes: 0
    property int toolCount: tools.length
    property string firstName: tools.length > 0 ? tools[0].name : ""
    property string answered: ""
    property list<NoukaiTool> others: [
        NoukaiTool { name: "third" }
    ]

    function replaceAll() {
        tools = others;
    }

    tools: [
        NoukaiTool {
            name: "delete_file"
            description: "Deletes a file"
            parameters: ({ type: "object", properties: { path: { type: "string" } } })
            policy: NoukaiTool.Auto
            onCalled: call => {
                root.answered = call.name + " " + call.arguments.path;
                call.respond("gone");
            }
        },
        NoukaiTool {
            name: "second"
        }
    ]
}
