// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "connecting", "running", "countless", "paused", "tools", "completed", "failed", "cancelled", "interrupted"]
    delegate: Specimen {
        id: specimen

        FlowProgress {
            width: specimen.width
            flow: specimen.flow
        }
    }
}
