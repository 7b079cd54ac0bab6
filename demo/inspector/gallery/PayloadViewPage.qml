// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: [{ scene: "idle", note: qsTr("nothing") },
        { scene: "completed", note: qsTr("a tree") },
        { scene: "completed", note: qsTr("as text"), mode: PayloadView.Text },
        { scene: "completed", note: qsTr("to be edited"), mode: PayloadView.Text, editable: true },
        { scene: "completed", note: qsTr("against another value"), mode: PayloadView.Diff }]
    delegate: Specimen {
        id: specimen

        readonly property NoukaiTimelineModel timeline: NoukaiTimelineModel {
            flow: specimen.flow
        }

        PayloadView {
            width: specimen.width
            height: 190
            title: qsTr("Output of the first step")
            mode: specimen.modelData.mode ?? PayloadView.Tree
            editable: specimen.modelData.editable ?? false
            original: mode === PayloadView.Diff ? ({ intent: "refund", language: "de", orderId: "A-10427", urgent: true }) : undefined
            value: specimen.stage.ready && specimen.timeline.count > 0 ? specimen.timeline.outputData(0) : null
        }
    }
}
