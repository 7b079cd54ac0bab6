// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! Two tabs: a run, and the gallery of the components that show one. */
ApplicationWindow {
    id: root

    required property Inspector inspector
    required property Gallery gallery
    readonly property NoukaiFlow flow: inspector.flow
    readonly property real unit: Math.round(metrics.height / 2)
    /*! The component that the gallery opens with; with one the gallery is what is seen first. */
    property string galleryPage: ""

    title: flow.identifier ? qsTr("%1 – Noukai Inspector").arg(flow.identifier) : qsTr("Noukai Inspector")
    minimumWidth: 320
    minimumHeight: 360
    LayoutMirroring.enabled: gallery.rightToLeft
    LayoutMirroring.childrenInherit: true

    Component.onCompleted: if (galleryPage !== "")
        tabs.currentIndex = 1

    FontMetrics {
        id: metrics
    }

    Shortcut {
        sequence: "Ctrl+Q"
        onActivated: Qt.quit()
    }

    Shortcut {
        sequence: "Esc"
        enabled: root.flow.running
        onActivated: root.flow.cancel()
    }

    header: TabBar {
        id: tabs

        TabButton {
            objectName: "runTab"
            text: qsTr("Run")
            Accessible.name: text
        }

        TabButton {
            objectName: "galleryTab"
            text: qsTr("Gallery")
            Accessible.name: text
        }
    }

    StackLayout {
        anchors.fill: parent
        currentIndex: tabs.currentIndex

        RunPage {
            inspector: root.inspector
            unit: root.unit
        }

        Loader {
            // Its runs are begun only when somebody wants to see them.
            active: tabs.currentIndex === 1 || item !== null
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: GalleryTab {
                gallery: root.gallery
                unit: root.unit
                component: root.galleryPage || root.gallery.components[0]
            }
            // qmllint enable unqualified
        }
    }
}
