// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "connecting", "running", "paused", "tools", "completed", "failed", "unauthorised", "cancelled", "interrupted", "retried", "replay"]
    delegate: Specimen {
        id: specimen

        FlowView {
            width: specimen.width
            height: 560
            flow: specimen.flow
        }
    }
}
