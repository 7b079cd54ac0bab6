// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

/*! One state of a component, with its name above it: a run that was brought there, and what shows it. */
Column {
    id: root

    /*! The scene, or an object of it as "scene" and of what else makes the state, with a "note" that says so. */
    required property var modelData
    readonly property string scene: typeof modelData === "string" ? modelData : modelData.scene
    readonly property string note: modelData.note ?? ""
    readonly property Stage stage: Stage {
        scene: root.scene
    }
    readonly property NoukaiFlow flow: stage.flow
    default property alias content: slot.data

    width: parent ? parent.width : 0
    spacing: Math.round(caption.height / 3)

    GalleryCaption {
        id: caption

        width: parent.width
        text: root.note !== "" ? qsTr("%1 · %2", "a state, a variant of it").arg(root.stage.title).arg(root.note) : root.stage.title
    }

    Item {
        id: slot

        width: parent.width
        height: childrenRect.height
    }
}
