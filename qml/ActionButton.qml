// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype ActionButton
    \inqmlmodule Noukai
    \internal
    \brief A button that says what it does, and, while it is disabled, why; with a glyph where it has one.

    It is drawn by the application's style.
*/
Item {
    id: root

    required property string text
    /*! What it does, for the tool tip. */
    property string description: ""
    /*! Why it is disabled; empty while it is not. */
    property string disabledReason: ""
    property bool possible: disabledReason === ""
    /*! A NoukaiTheme.Glyph, or -1 for none. */
    property int glyph: -1
    /*! Whether the words are left to the tool tip. */
    property bool iconOnly: false
    property bool suggested: false
    property bool checkable: false
    property bool checked: false
    readonly property string says: possible ? description : disabledReason
    readonly property real glyphRoom: glyph >= 0 ? metrics.glyph + metrics.unit : 0
    /*! How wide it is with its words. */
    readonly property real fullWidth: Math.ceil(metrics.advanceWidth(text)) + glyphRoom + metrics.unit * 4

    property color ink: palette.buttonText

    signal clicked()

    // Only the style knows which colour is seen on its button now, and does not tell when that changes.
    function look() {
        ink = button.contentItem?.color ?? button.palette.buttonText;
    }

    function focusButton() {
        button.forceActiveFocus(Qt.TabFocusReason);
    }

    Component.onCompleted: look()

    Timer {
        id: inkLater

        interval: 0
        onTriggered: root.look()
    }

    implicitWidth: iconOnly ? Math.max(button.implicitHeight, metrics.glyph + metrics.unit * 2) : fullWidth
    implicitHeight: button.implicitHeight

    Metrics {
        id: metrics

        font: button.font
    }

    // A disabled button does not notice the mouse; what it stands on does.
    HoverHandler {
        id: hover
    }

    readonly property bool tipShown: (hover.hovered || button.visualFocus) && ToolTip.text !== ""

    ToolTip.visible: tipShown
    ToolTip.text: iconOnly && says !== "" ? qsTr("%1\n%2", "an action, what it does").arg(text).arg(says) : iconOnly ? text : says
    ToolTip.delay: 500

    Button {
        id: button

        objectName: "button"
        anchors.fill: parent
        enabled: root.possible
        highlighted: root.suggested
        checkable: root.checkable
        text: root.iconOnly ? "" : root.text
        leftPadding: metrics.unit * (root.iconOnly ? 1 : 2) + (mirrored ? 0 : root.glyphRoom)
        rightPadding: metrics.unit * (root.iconOnly ? 1 : 2) + (mirrored ? root.glyphRoom : 0)
        Accessible.name: root.text
        Accessible.description: root.says
        onClicked: root.clicked()
        onEnabledChanged: inkLater.restart()
        onDownChanged: inkLater.restart()
        onHoveredChanged: inkLater.restart()
        onVisualFocusChanged: inkLater.restart()
        onCheckedChanged: inkLater.restart()
        onHighlightedChanged: inkLater.restart()
        onPaletteChanged: inkLater.restart()

        Binding on checked {
            value: root.checked
        }

        GlyphItem {
            readonly property real start: metrics.unit * 2

            visible: root.glyph >= 0
            width: metrics.glyph
            height: width
            anchors.verticalCenter: parent.verticalCenter
            x: root.iconOnly ? Math.round((parent.width - width) / 2)
                             : button.mirrored ? parent.width - width - start : start
            glyph: Math.max(0, root.glyph)
            color: root.ink
            Accessible.ignored: true
        }
    }
}
