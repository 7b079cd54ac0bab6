// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "connecting", "running", "paused", "tools", "completed", "failed", "interrupted", "replay"]
    delegate: Specimen {
        id: specimen

        RunControls {
            width: specimen.width
            flow: specimen.flow
        }
    }
}
