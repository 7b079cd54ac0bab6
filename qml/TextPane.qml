// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype TextPane
    \inqmlmodule Noukai
    \internal
    \brief Plain text that scrolls when it is long, and knows whether its end was ever seen.
*/
ScrollView {
    id: root

    property alias text: area.text
    property alias placeholder: area.placeholderText
    property alias area: area
    property bool readOnly: true
    /*! How many lines are shown before it scrolls. */
    property int maximumLines: 8
    required property string name
    readonly property Flickable view: contentItem as Flickable
    /*! Whether the end of the present text was within reach of the eye. */
    property bool seenToEnd: false

    /*! A person changed the text. */
    signal edited(string text)

    function look() {
        // The view learns of a new height later than the text does.
        const whole = Math.max(view.contentHeight, area.implicitHeight);
        if (visible && view.height > 0 && width > 0 && view.contentY + view.height >= whole - 2)
            seenToEnd = true;
    }

    implicitHeight: Math.min(area.implicitHeight, Math.ceil(metrics.height * maximumLines) + metrics.unit * 2)
    contentWidth: availableWidth
    ScrollBar.horizontal.policy: ScrollBar.AlwaysOff

    Metrics {
        id: metrics

        font: area.font
    }

    // Once per round of the event loop, after the layout.
    Timer {
        id: later

        interval: 0
        onTriggered: root.look()
    }

    onVisibleChanged: later.restart()
    onHeightChanged: later.restart()
    onWidthChanged: later.restart()
    Component.onCompleted: later.restart()

    Connections {
        target: root.view
        function onContentYChanged() {
            later.restart();
        }
        function onContentHeightChanged() {
            later.restart();
        }
        function onHeightChanged() {
            later.restart();
        }
    }

    TextArea {
        id: area

        readOnly: root.readOnly
        selectByMouse: true
        textFormat: TextEdit.PlainText
        wrapMode: TextEdit.WrapAtWordBoundaryOrAnywhere
        padding: metrics.unit
        leftPadding: metrics.unit
        rightPadding: metrics.unit
        Accessible.name: root.name
        Accessible.role: Accessible.EditableText
        // Tab leads on, a tabulator is of no use here.
        KeyNavigation.priority: KeyNavigation.BeforeItem
        Keys.onTabPressed: event => {
            const next = nextItemInFocusChain(true);
            next.forceActiveFocus(Qt.TabFocusReason);
        }
        Keys.onBacktabPressed: event => nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        onTextChanged: {
            if (activeFocus && !readOnly)
                root.edited(text);
            else
                root.seenToEnd = false; // another text
            later.restart();
        }

        background: TextFrame {
            area: root.area
        }
    }
}
