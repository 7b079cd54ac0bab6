// SPDX-License-Identifier: MIT
import QtQuick

/*! All states of one component, one below the other. */
Column {
    id: root

    /*! What is passed to the specimens, one after the other: scenes, see Specimen. */
    property var scenes: []
    property Component delegate

    spacing: 18

    Repeater {
        model: root.scenes
        delegate: root.delegate
    }
}
