// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype FullText
    \inqmlmodule Noukai
    \internal
    \brief A text from outside, the whole of it: a label while it is short, else a pane that scrolls.
*/
Loader {
    id: root

    required property string text
    required property string name
    readonly property bool isShort: text.length <= 500 && text.split("\n").length <= 12

    visible: text !== ""
    sourceComponent: isShort ? label : pane

    // Bound components, which would qualify these names, are not created by loaders of Qt 6.4.
    // qmllint disable unqualified
    Component {
        id: label

        PlainLabel {
            text: NoukaiText.escaped(root.text)
            elide: Text.ElideNone
            wrapMode: Text.Wrap
        }
    }

    Component {
        id: pane

        TextPane {
            name: root.name
            text: NoukaiText.escaped(root.text)
        }
    }
    // qmllint enable unqualified
}
