// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: [{ scene: "idle", note: qsTr("no recording"), none: true }, "replayLoaded", "replay", "replayEnded", "replayCut", "replayBroken"]
    delegate: Specimen {
        id: specimen

        ReplayBar {
            width: specimen.width
            player: specimen.modelData.none ? null : specimen.stage.player
        }
    }
}
