// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype TextPane
    \inqmlmodule Noukai
    \internal
    \brief Plain text that scrolls when it is long, and knows whether its end was ever seen.

    A long text stands in bounded blocks while it is only read: a text edit lays out a line as a whole, however long.
*/
Item {
    id: root

    property string text: ""
    property string placeholder: ""
    property bool readOnly: true
    /*! How many lines are shown before it scrolls. */
    property int maximumLines: 8
    /*! How many lines there is room for at least. */
    property int minimumLines: 1
    /*! Whether its letters have all one width, as suits JSON. */
    property bool fixedWidth: false
    /*! What is told of it beside its name. */
    property string description: ""
    required property string name
    readonly property bool isLong: readOnly && text.length > NoukaiText.longText
    /*! Whether a person writes in it now. */
    readonly property bool writing: !readOnly && shown.activeFocus
    /*! Where it is written. */
    readonly property Item area: shown.item?.area ?? null
    /*! Whether the end of the present text was within reach of the eye. */
    property bool seenToEnd: false

    /*! A person changed the text. */
    signal edited(string text)

    // What a person has read does not become unread by what the same person writes.
    onTextChanged: if (!writing)
        seenToEnd = false
    implicitHeight: isLong ? shown.mostHeight : Math.max(shown.item?.implicitHeight ?? 0, minimumLines > 1 ? shown.heightOf(minimumLines) : 0)

    Metrics {
        id: metrics
    }

    Loader {
        id: shown

        readonly property real mostHeight: heightOf(root.maximumLines)

        function heightOf(lines: int): real {
            return Math.ceil(metrics.height * lines) + metrics.unit * 2;
        }

        anchors.fill: parent
        // What has no width yet would be laid out twice.
        active: !root.isLong || root.width > 0
        sourceComponent: root.isLong ? blocks : edit
    }

    // Bound components, which would qualify these names, are not created by loaders of Qt 6.4.
    // qmllint disable unqualified
    Component {
        id: blocks

        LongText {
            id: reader

            padding: metrics.unit
            text: root.text
            name: root.name
            onEndShown: root.seenToEnd = true

            background: TextFrame {
                writable: false
                focused: reader.focused
            }
        }
    }

    Component {
        id: edit

        ScrollView {
            id: pane

            readonly property alias area: area
            readonly property Flickable view: contentItem as Flickable

            function look() {
                // The view learns of a new height later than the text does.
                const whole = Math.max(view.contentHeight, area.implicitHeight);
                if (visible && view.height > 0 && width > 0 && view.contentY + view.height >= whole - 2)
                    root.seenToEnd = true;
            }

            implicitHeight: Math.min(area.implicitHeight, shown.mostHeight)
            contentWidth: availableWidth
            ScrollBar.horizontal.policy: ScrollBar.AlwaysOff
            onVisibleChanged: later.restart()
            onHeightChanged: later.restart()
            onWidthChanged: later.restart()
            Component.onCompleted: later.restart()

            // Once per round of the event loop, after the layout.
            Timer {
                id: later

                interval: 0
                onTriggered: pane.look()
            }

            Connections {
                target: pane.view
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

            // What is being written is not written over, and what came from outside is shown again.
            Binding {
                target: area
                property: "text"
                value: root.text
                when: !root.writing
                restoreMode: Binding.RestoreNone
            }

            Binding {
                target: area
                property: "font.family"
                value: NoukaiClipboard.fixedFamily
                when: root.fixedWidth
            }

            TextArea {
                id: area

                readOnly: root.readOnly
                placeholderText: root.placeholder
                selectByMouse: true
                textFormat: TextEdit.PlainText
                wrapMode: NoukaiText.hasLongWord(root.text) ? TextEdit.WrapAnywhere : TextEdit.Wrap
                padding: metrics.unit
                leftPadding: metrics.unit
                rightPadding: metrics.unit
                Accessible.name: root.name
                Accessible.description: root.description
                Accessible.role: Accessible.EditableText
                // Tab leads on, a tabulator is of no use here.
                KeyNavigation.priority: KeyNavigation.BeforeItem
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                onTextChanged: {
                    if (root.writing)
                        root.edited(text);
                    later.restart();
                }

                background: TextFrame {
                    writable: !area.readOnly
                    focused: area.activeFocus
                }
            }
        }
    }
    // qmllint enable unqualified
}
