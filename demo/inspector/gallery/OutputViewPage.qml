// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: [{ scene: "paused", row: 2 }, { scene: "running", row: 2 }, { scene: "completed", row: 2 },
        { scene: "completed", row: 2, note: qsTr("as Markdown"), format: OutputView.Markdown },
        { scene: "completed", row: 0, note: qsTr("as JSON"), format: OutputView.Json },
        { scene: "completed", row: 2, note: qsTr("low, and not wrapped"), wrap: false, low: true }]
    delegate: Specimen {
        id: specimen

        readonly property NoukaiTimelineModel timeline: NoukaiTimelineModel {
            flow: specimen.flow
        }

        OutputView {
            width: specimen.width
            height: specimen.modelData.low ? 70 : 170
            flow: specimen.flow
            format: specimen.modelData.format ?? OutputView.Plain
            wrap: specimen.modelData.wrap ?? true
            attemptId: specimen.timeline.count > specimen.modelData.row ? specimen.timeline.data(specimen.timeline.index(specimen.modelData.row, 0), NoukaiTimelineModel.AttemptIdRole) : -1
        }
    }
}
