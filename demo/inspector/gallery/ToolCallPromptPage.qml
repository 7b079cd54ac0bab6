// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["tools", "manyTools", { scene: "manyTools", note: qsTr("one is decided"), decides: true },
        "unknownTool", "hostileTool", "unparsedTool"]
    delegate: Specimen {
        id: specimen

        ToolCallPrompt {
            id: prompt

            width: specimen.width
            flow: specimen.flow

            Connections {
                target: prompt.calls
                enabled: specimen.modelData.decides ?? false
                function onWaitingCountChanged() {
                    if (prompt.calls.decidedCount === 0 && prompt.calls.waitingCount === 3)
                        prompt.calls.deny(0, qsTr("Ask the customer first."));
                }
            }
        }
    }
}
