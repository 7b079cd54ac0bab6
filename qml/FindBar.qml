// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype FindBar
    \inqmlmodule Noukai
    \internal
    \brief A field to find text with: as one types, and on to the next match by Enter, F3 or the buttons.
*/
FocusScope {
    id: root

    readonly property alias text: field.text
    readonly property string whyNot: field.text === "" ? qsTr("There is nothing to find yet.") : ""
    /*! Whether the last search found nothing. */
    property bool missing: false

    /*! The text is to be found: the match at hand or the one behind it, \a onwards the next one, or \a backwards. */
    signal search(bool onwards, bool backwards)
    signal closed()

    /*! Takes the focus, with \a text to begin with. */
    function open(text: string) {
        if (text !== "" && text.indexOf("\n") < 0)
            field.text = text;
        field.selectAll();
        field.forceActiveFocus(Qt.ShortcutFocusReason);
    }
    function go(backwards: bool) {
        if (field.text !== "")
            search(true, backwards);
    }

    implicitHeight: row.implicitHeight
    implicitWidth: row.implicitWidth
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.matches(StandardKey.FindNext))
            go(false);
        else if (event.matches(StandardKey.FindPrevious))
            go(true);
        else if (event.key === Qt.Key_Escape)
            closed();
        else
            event.accepted = false;
    }

    Ink {
        id: ink
    }

    Metrics {
        id: metrics
    }

    RowLayout {
        id: row

        width: parent.width
        spacing: metrics.unit / 2

        TextField {
            id: field

            objectName: "findField"
            focus: true
            Layout.fillWidth: true
            Layout.minimumWidth: metrics.averageCharacterWidth * 8
            maximumLength: 1000
            placeholderText: qsTr("Find")
            Accessible.name: qsTr("Find")
            Accessible.description: state.text
            onTextEdited: root.search(false, false)
            Keys.onReturnPressed: event => root.go((event.modifiers & Qt.ShiftModifier) !== 0)
            Keys.onEnterPressed: event => root.go((event.modifiers & Qt.ShiftModifier) !== 0)
        }

        PlainLabel {
            id: state

            Layout.maximumWidth: Math.ceil(implicitWidth)
            visible: text !== ""
            text: root.missing && field.text !== "" ? qsTr("No match") : ""
            color: ink.of(NoukaiTheme.Warning)
        }

        ActionButton {
            objectName: "findPrevious"
            iconOnly: true
            text: qsTr("Previous match")
            glyph: NoukaiTheme.ChevronUp
            disabledReason: root.whyNot
            onClicked: root.go(true)
        }

        ActionButton {
            objectName: "findNext"
            iconOnly: true
            text: qsTr("Next match")
            glyph: NoukaiTheme.ChevronDown
            disabledReason: root.whyNot
            onClicked: root.go(false)
        }

        ActionButton {
            objectName: "findClose"
            iconOnly: true
            text: qsTr("Close")
            glyph: NoukaiTheme.Cross
            onClicked: root.closed()
        }
    }
}
