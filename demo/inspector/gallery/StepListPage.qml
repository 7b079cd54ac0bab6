// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "connecting", "running", "paused", "tools", "completed", "failed", "retried",
        { scene: "completed", note: qsTr("full detail"), detail: NoukaiDisclosure.Full },
        { scene: "completed", note: qsTr("compact detail"), detail: NoukaiDisclosure.Compact }]
    delegate: Specimen {
        id: specimen

        StepList {
            width: specimen.width
            height: 340
            flow: specimen.flow
            detail: specimen.modelData.detail ?? NoukaiDisclosure.Normal
        }
    }
}
