// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["idle", "connecting", "running", "silent", "stalled", "paused", "tools", "completed", "partial", "failed", "cancelled", "interrupted", "replay"]
    delegate: Specimen {
        id: specimen

        RunHeader {
            width: specimen.width
            flow: specimen.flow
        }
    }
}
