// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype OutputView
    \inqmlmodule Noukai
    \brief What a step puts out, as it arrives, at the same cost from its first character to its last.

    \qml
    OutputView { flow: myFlow; attemptId: 1 }
    \endqml

    The text stands in bounded blocks of a list, so that a new piece never lays out again what is there already. While
    the view follows it shows the end; a move up stops that, and a pill leads back. Text is selected from block to block
    with the mouse or with Shift and the arrow keys; Ctrl+F finds. The text is plain, whatever a model
    wrote; Markdown is laid out, once the step is done, without HTML and without loading anything, and a link opens
    only after a question that names its host.
*/
Control {
    id: root

    enum Format { Plain, Markdown, Json }

    /*! The flow whose output is shown. Default null. */
    property NoukaiFlow flow
    /*! The step attempt of the timeline model to show. Default -1, none. */
    property int attemptId: -1
    /*! The blocks. */
    property NoukaiOutputModel output: NoukaiOutputModel {
        flow: root.flow
        attemptId: root.attemptId
    }
    /*! OutputView.Plain, the default, OutputView.Markdown, or OutputView.Json for a fixed-width font. */
    property int format: OutputView.Plain
    /*! Whether the view shows its end as it grows. A person who scrolls up ends it. */
    readonly property alias following: follow.following
    /*! Whether long lines are broken. Default true. */
    property bool wrap: true
    /*! The height of everything, for a view that grows with its content up to a limit. */
    readonly property real contentHeight: list.contentHeight + finder.height + topPadding + bottomPadding
    /*! Whether the output is laid out as Markdown now: once it is complete, and up to 50,000 characters and 2,500 lines. */
    readonly property bool markdown: format === OutputView.Markdown && !finding && output.isComplete && NoukaiMarkdown.fits(output.length, output.lineCount)

    /*! Whether the field that finds text is open. */
    property bool finding: false

    /*! A person clicked the link to \a link; the view asks before it opens it. */
    signal linkActivated(string link)

    /*! Goes to the end and follows again. */
    function jumpToEnd() {
        follow.jump();
    }
    /*! Opens the field that finds text. Where Markdown is laid out, the text is shown as it was written meanwhile. */
    function find() {
        finding = true;
        later.stop();
        (finder.item as FindBar)?.open(list.selection.text());
    }
    /*! Closes the field that finds text. */
    function endFind() {
        finding = false;
        if (markdown)
            list.selection.clear(); // nobody sees it there
        (markdown ? laidOut : list).forceActiveFocus();
    }
    /*! Copies the whole output to the clipboard. */
    function copyAll() {
        NoukaiClipboard.copy(output.text());
    }

    implicitWidth: metrics.averageCharacterWidth * 60
    implicitHeight: Math.min(contentHeight, metrics.height * 14)
    padding: metrics.unit
    font.family: format === OutputView.Json ? NoukaiClipboard.fixedFamily : Application.font.family

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiFollow {
        id: follow

        held: list.selection.exists || menu.shown || root.finding
        onShowEnd: later.restart()
    }

    Connections {
        target: root.output
        function onLengthChanged() {
            const lines = root.output.lineCount;
            const grown = Math.max(0, lines - list.knownLines);
            list.knownLines = lines;
            list.corrections = 0;
            if (follow.grown(grown))
                later.restart();
        }
    }

    // What was laid out after the view went to the end can move the end.
    Connections {
        target: list
        function onToEndChanged() {
            if (list.toEnd > 1 && list.corrections < 3 && follow.following && !follow.held && !list.userMoves) {
                ++list.corrections;
                later.restart();
            }
        }
    }

    // Once per round of the event loop, after the layout.
    Timer {
        id: later

        interval: 0
        onTriggered: if (!list.userMoves && follow.following)
            list.positionViewAtEnd()
    }

    background: Rectangle {
        radius: metrics.unit / 2
        color: ink.base
        border.width: list.activeFocus ? 2 : 1
        border.color: list.activeFocus ? root.palette.highlight : NoukaiColors.mix(ink.color, ink.paper, 0.18)
    }

    Keys.onPressed: event => {
        event.accepted = true;
        if (event.matches(StandardKey.Find))
            root.find();
        else if (event.key === Qt.Key_Menu)
            menu.open(root);
        else
            event.accepted = false;
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Item {
    // qmllint enable deferred-property-id
        Loader {
            id: finder

            width: parent.width
            height: active ? implicitHeight + metrics.unit / 2 : 0
            active: root.finding
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: FindBar {
                onClosed: root.endFind()
                onSearch: (onwards, backwards) => missing = !list.find(text, onwards, backwards)
            }
            // qmllint enable unqualified
        }

        OutputBlocks {
            id: list

            objectName: "outputBlocks"
            anchors.fill: parent
            anchors.topMargin: finder.height
            visible: !root.markdown
            output: root.output
            follow: follow
            wrap: root.wrap
            font: root.font
            palette: root.palette
            textColor: ink.color
            mirrored: root.mirrored

            SelectionArea {
                parent: list
                x: list.mirrored ? list.barWidth : 0
                width: list.width - list.barWidth
                height: list.height - list.barHeight
                blocks: list
            }
        }

        Loader {
            id: laidOut

            anchors.fill: parent
            active: root.markdown
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: MarkdownText {
                text: root.output.text()
                font: root.font
                onLinkActivated: link => root.linkActivated(link)
            }
            // qmllint enable unqualified
        }

        PlainLabel {
            width: parent.width
            visible: root.output.count === 0
            LayoutMirroring.enabled: root.mirrored
            text: root.output.isComplete ? qsTr("No output") : qsTr("No output yet")
            opacity: 0.75
        }

        Button {
            id: pill

            objectName: "pill"
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottomMargin: metrics.unit / 2
            visible: follow.pillText !== ""
            text: follow.pillText
            Accessible.onPressAction: follow.jump()
            onClicked: follow.jump()
        }

        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: menu.open(null)
        }

        TapHandler {
            acceptedDevices: PointerDevice.TouchScreen
            onLongPressed: menu.open(null)
        }

        // Made when it is asked for first: every open step has one.
        Loader {
            id: menu

            readonly property bool shown: (item as Menu)?.visible ?? false

            function open(place: Item) {
                active = true;
                if (place)
                    (item as Menu).popup(place);
                else
                    (item as Menu).popup(); // where the pointer is
            }

            active: false
            // Bound components, which would qualify these names, are not created by views and loaders of Qt 6.4.
            // qmllint disable unqualified
            sourceComponent: Menu {
                MenuItem {
                    text: qsTr("Copy selection")
                    enabled: list.selection.exists
                    onTriggered: list.selection.copy()
                }
                MenuItem {
                    text: qsTr("Copy all")
                    enabled: root.output.count > 0
                    onTriggered: root.copyAll()
                }
                MenuItem {
                    text: qsTr("Find…")
                    enabled: root.output.count > 0
                    onTriggered: root.find()
                }
                MenuItem {
                    text: qsTr("Wrap long lines")
                    checkable: true
                    checked: root.wrap
                    onTriggered: root.wrap = checked
                }
            }
            // qmllint enable unqualified
        }
    }
}
