// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "running", "odd",
        { scene: "odd", note: qsTr("filtered"), filter: "type:step_completed" },
        { scene: "odd", note: qsTr("a filter that cannot be read"), filter: "typ:step_completed" },
        { scene: "completed", note: qsTr("paused"), paused: true }]
    delegate: Specimen {
        id: specimen

        EventLog {
            width: specimen.width
            height: 220
            flow: specimen.flow
            filter: specimen.modelData.filter ?? ""
            paused: specimen.modelData.paused ?? false
        }
    }
}
