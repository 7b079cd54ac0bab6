// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "running", "tools", "completed", "failed", "retried", "looped",
        { scene: "stalled", note: qsTr("idle time cut"), compressed: true },
        { scene: "completed", note: qsTr("zoomed, with a moment marked"), zoomed: true }]
    delegate: Specimen {
        id: specimen

        StepTimeline {
            width: specimen.width
            flow: specimen.flow
            compressIdle: specimen.modelData.compressed ?? false
            viewStart: specimen.modelData.zoomed && specimen.stage.ready ? 2000 : 0
            viewDuration: specimen.modelData.zoomed && specimen.stage.ready ? 5000 : 0
            playhead: specimen.modelData.zoomed ? 4200 : -1
        }
    }
}
