// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai
import NoukaiInspector

/*! In which surroundings the components are seen. All but the width is for the whole window. */
Flow {
    id: root

    required property Gallery gallery
    required property string component
    /*! The width of the specimens, 0 for all there is. */
    property int specimenWidth: 0
    readonly property var widths: [0, 320, 560, 900]
    // The linter of Qt 6.4 does not know what a QStringList can do.
    readonly property var languages: gallery.languages
    readonly property var styles: gallery.styles
    readonly property var scales: [1, 1.5, 2]

    GalleryChoice {
        objectName: "width"
        name: qsTr("Width")
        choices: root.widths.map(width => width === 0 ? qsTr("All there is") : width.toLocaleString(Qt.locale(), "f", 0))
        current: root.widths.indexOf(root.specimenWidth)
        onChosen: index => root.specimenWidth = root.widths[index]
    }

    GalleryChoice {
        objectName: "fontScale"
        name: qsTr("Font")
        choices: root.scales.map(scale => qsTr("×%1").arg(scale.toLocaleString(Qt.locale(), "f", scale % 1 ? 1 : 0)))
        current: root.scales.indexOf(root.gallery.fontScale)
        onChosen: index => root.gallery.fontScale = root.scales[index]
    }

    GalleryChoice {
        objectName: "language"
        name: qsTr("Language")
        choices: root.languages.map(language => root.gallery.languageName(language))
        current: root.languages.indexOf(root.gallery.language)
        onChosen: index => root.gallery.language = root.languages[index]
    }

    GalleryChoice {
        objectName: "style"
        name: qsTr("Style (starts again)")
        choices: root.styles
        current: root.styles.indexOf(root.gallery.style)
        onChosen: index => {
            if (root.styles[index] !== root.gallery.style)
                root.gallery.restart(root.styles[index], root.component);
        }
    }

    CheckBox {
        objectName: "dark"
        text: qsTr("Dark")
        Accessible.name: text
        checked: root.gallery.dark
        onToggled: root.gallery.dark = checked
    }

    CheckBox {
        objectName: "contrast"
        text: qsTr("High contrast")
        Accessible.name: text
        checked: NoukaiTheme.highContrast
        onToggled: NoukaiTheme.highContrast = checked
    }

    CheckBox {
        objectName: "rightToLeft"
        text: qsTr("Right to left")
        Accessible.name: text
        checked: root.gallery.rightToLeft
        onToggled: root.gallery.rightToLeft = checked
    }

    CheckBox {
        objectName: "compact"
        text: qsTr("Compact")
        Accessible.name: text
        checked: NoukaiTheme.density === NoukaiTheme.Compact
        onToggled: NoukaiTheme.density = checked ? NoukaiTheme.Compact : NoukaiTheme.Comfortable
    }

    CheckBox {
        objectName: "reduceMotion"
        text: qsTr("Less motion")
        Accessible.name: text
        checked: NoukaiTheme.reduceMotion
        onToggled: NoukaiTheme.reduceMotion = checked
    }
}
