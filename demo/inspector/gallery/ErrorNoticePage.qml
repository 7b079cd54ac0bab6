// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

GalleryPage {
    scenes: ["failed", "interrupted", "unauthorised", "noCredits", "notFound", "rateLimited", "serverError", "unreachable",
        { scene: "serverError", note: qsTr("with its details"), detailed: true }]
    delegate: Specimen {
        id: specimen

        ErrorNotice {
            width: specimen.width
            error: specimen.flow.error
            detailsShown: specimen.modelData.detailed ?? false
        }
    }
}
