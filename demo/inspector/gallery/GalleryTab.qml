// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import NoukaiInspector

/*! Every component in all its states: which one, in which surroundings, and its page. */
ColumnLayout {
    id: root

    required property Gallery gallery
    required property real unit
    required property string component
    // The linter of Qt 6.4 does not know what a QStringList can do.
    readonly property var components: gallery.components

    spacing: unit

    GalleryToolbar {
        id: toolbar

        Layout.fillWidth: true
        Layout.margins: root.unit * 1.5
        Layout.bottomMargin: 0
        spacing: root.unit * 1.5
        gallery: root.gallery
        component: root.component
    }

    GalleryChoice {
        objectName: "component"
        Layout.leftMargin: root.unit * 1.5
        Layout.rightMargin: root.unit * 1.5
        spacing: root.unit
        name: qsTr("Component")
        choices: root.components
        current: root.components.indexOf(root.component)
        onChosen: index => root.component = root.components[index]
    }

    // What C++ says in words is asked for again only by a page that is made again.
    Connections {
        target: root.gallery
        function onLanguageChanged() {
            page.active = false;
            page.active = true;
        }
    }

    ScrollView {
        id: scroll

        Layout.fillWidth: true
        Layout.fillHeight: true
        contentWidth: Math.max(availableWidth, page.width + root.unit * 3)
        contentHeight: page.height + root.unit * 3
        clip: true

        Item {
            implicitWidth: scroll.contentWidth
            implicitHeight: scroll.contentHeight

            Loader {
                id: page

                objectName: "page"
                anchors.left: parent.left
                anchors.leftMargin: root.unit * 1.5
                y: root.unit * 1.5
                width: toolbar.specimenWidth > 0 ? toolbar.specimenWidth : scroll.availableWidth - root.unit * 3
                source: root.component + "Page.qml"
            }
        }
    }
}
