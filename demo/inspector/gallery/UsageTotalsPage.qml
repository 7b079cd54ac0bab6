// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "running", "completed", "partial",
        { scene: "completed", note: qsTr("exact") },
        { scene: "completed", note: qsTr("within its budgets"), tokens: 4000, cost: "0.01" },
        { scene: "completed", note: qsTr("over its budgets"), tokens: 2000, cost: "0.004" }]
    delegate: Specimen {
        id: specimen

        UsageTotals {
            width: Math.min(specimen.width, 360)
            usage: specimen.flow.usage
            exact: specimen.note !== "" && !specimen.modelData.tokens
            tokenBudget: specimen.modelData.tokens ?? -1
            costBudget: specimen.modelData.cost ?? ""
        }
    }
}
