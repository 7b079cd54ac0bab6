// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai
import NoukaiInspector

// The dialog stands where its specimen is, and does not keep anything else from being used.
GalleryPage {
    scenes: [{ scene: "completed", step: 2 }, { scene: "completed", step: 0, note: qsTr("the first step") },
        { scene: "retried", step: 2 }]
    delegate: Specimen {
        id: specimen

        function reopen() {
            editor.close();
            editor.edit(specimen.modelData.step);
        }

        Item {
            id: place

            width: specimen.width
            height: editor.visible ? editor.implicitHeight : 0
        }

        OverrideEditor {
            id: editor

            parent: place
            modal: false
            closePolicy: Popup.NoAutoClose
            flow: specimen.flow
            // What stands in a popup of Qt 6.4 that is open does not follow another palette.
            onPaletteChanged: if (visible)
                Qt.callLater(specimen.reopen)
        }

        // The rows come with the next frame.
        Connections {
            target: specimen.stage
            function onReadyChanged() {
                if (specimen.stage.ready)
                    later.start();
            }
        }
        Timer {
            id: later

            interval: 100
            onTriggered: editor.edit(specimen.modelData.step)
        }
    }
}
