// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! The runs, with a search over their names and messages. */
Pane {
    id: root

    required property Inspector inspector
    required property real unit
    /*! The one that the window shows. */
    property Run run

    signal chosen(Run run)
    signal newRunAsked

    function focusSearch() {
        search.forceActiveFocus();
        search.selectAll();
    }
    function sectionTitle(section: int): string {
        return section === 0 ? qsTr("Pinned") : section === 1 ? qsTr("Runs") : qsTr("Examples");
    }

    padding: 0

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: root.unit
            spacing: root.unit / 2

            TextField {
                id: search

                objectName: "searchRuns"
                Layout.fillWidth: true
                placeholderText: qsTr("Search the runs")
                Accessible.name: qsTr("Search the runs")
                onTextChanged: root.inspector.runs.search = text
                Keys.onDownPressed: list.forceActiveFocus()
                Keys.onEscapePressed: text = ""
            }

            Button {
                objectName: "newRun"
                text: qsTr("New")
                Accessible.name: qsTr("New run")
                onClicked: root.newRunAsked()
            }
        }

        ListView {
            id: list

            objectName: "runList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            model: root.inspector.runs
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: true
            keyNavigationEnabled: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Runs")
            ScrollBar.vertical: ScrollBar {}
            // A move by key shows the run; one that only follows the window's does not come back here.
            Keys.onUpPressed: show(Math.max(0, currentIndex - 1))
            Keys.onDownPressed: show(Math.min(count - 1, currentIndex + 1))

            // Lines move when runs are pinned, begun or searched for.
            function follow() {
                currentIndex = root.run ? root.inspector.runs.rowOf(root.run) : -1;
            }
            function show(row: int) {
                if (row >= 0 && row < count)
                    root.chosen(root.inspector.runs.at(row));
            }

            onCountChanged: Qt.callLater(follow)

            Connections {
                target: root

                function onRunChanged() {
                    list.follow();
                }
            }

            Connections {
                target: root.inspector.runs

                function onLayoutChanged() {
                    Qt.callLater(list.follow);
                }
            }

            section.property: "section"
            // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
            // qmllint disable unqualified
            section.delegate: Label {
                required property string section

                width: ListView.view.width
                leftPadding: root.unit
                rightPadding: root.unit
                topPadding: root.unit
                bottomPadding: root.unit / 2
                text: root.sectionTitle(parseInt(section))
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                font.bold: true
                opacity: 0.75
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }

            delegate: RunLine {
                width: ListView.view.width
                unit: root.unit
                highlighted: ListView.isCurrentItem
                onClicked: root.chosen(run)
            }
            // qmllint enable unqualified
        }

        Label {
            Layout.fillWidth: true
            Layout.margins: root.unit
            visible: list.count === 0
            text: qsTr("No run has these words.")
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            opacity: 0.75
        }
    }
}
