// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype ActionButton
    \inqmlmodule Noukai
    \internal
    \brief A button that says what it does, and, while it is disabled, why; with a glyph where it has one.

    It is drawn by the application's style. Qt takes the focus away from what is disabled, and Tab passes it by; then
    who works by keyboard or by ear would not learn the reason, and would lose the place when a button disables itself.
    So while the button is disabled, the item around it stands in for it: it takes the focus, and tells why.
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
    property bool flat: false
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
        if (possible)
            button.forceActiveFocus(Qt.TabFocusReason);
        else
            root.forceActiveFocus(Qt.TabFocusReason);
    }

    // The focus moves first: what is disabled with the focus in it loses it to nobody.
    function settle() {
        if (!possible && button.activeFocus)
            root.forceActiveFocus(button.focusReason);
        button.enabled = possible;
        if (possible && activeFocus)
            button.forceActiveFocus(Qt.TabFocusReason);
    }

    onPossibleChanged: settle()
    Component.onCompleted: {
        settle();
        look();
    }
    activeFocusOnTab: !possible
    Accessible.ignored: possible
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.name: text
    //: Told by a screen reader of a button: %1 is the reason
    Accessible.description: possible ? "" : qsTr("Not available. %1").arg(disabledReason)

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

    readonly property bool tipShown: (hover.hovered || button.visualFocus || activeFocus) && ToolTip.text !== ""

    ToolTip.visible: tipShown
    ToolTip.text: iconOnly && says !== "" ? qsTr("%1\n%2", "an action, what it does").arg(text).arg(says) : iconOnly ? text : says
    ToolTip.delay: 500

    Button {
        id: button

        objectName: "button"
        anchors.fill: parent
        flat: root.flat
        highlighted: root.suggested
        checkable: root.checkable
        text: root.iconOnly ? "" : root.text
        leftPadding: metrics.unit * (root.iconOnly ? 1 : 2) + (mirrored ? 0 : root.glyphRoom)
        rightPadding: metrics.unit * (root.iconOnly ? 1 : 2) + (mirrored ? root.glyphRoom : 0)
        Accessible.ignored: !root.possible
        Accessible.name: root.text
        Accessible.description: root.says
        // Qt 6.4 tells a button of its own accord nothing of what assistive technology does with it.
        Accessible.onPressAction: root.clicked()
        Accessible.onToggleAction: root.clicked()
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

    Rectangle {
        anchors.fill: parent
        visible: root.activeFocus
        color: "transparent"
        radius: metrics.unit / 4
        border.width: 2
        border.color: root.palette.highlight
    }
}
