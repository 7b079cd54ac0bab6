// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! Two runs step by step, or two attempts of one step: times, tokens, costs, and what the outputs have in common. */
ColumnLayout {
    id: root

    required property Inspector inspector
    required property Run run
    required property real unit
    /*! The attempt of the run that is compared alone; -1 for all steps. */
    property int attemptId: -1
    property Run other
    readonly property bool self: other === run && run !== null
    readonly property var attempts: {
        const found = [];
        if (!run || !self || attemptId < 0 || revision < 0)
            return found;
        const timeline = run.timeline;
        const own = timeline.index(timeline.rowOf(attemptId), 0);
        for (let row = 0; row < timeline.count; ++row) {
            const index = timeline.index(row, 0);
            const id = timeline.data(index, NoukaiTimelineModel.AttemptIdRole);
            if (id !== attemptId && timeline.data(index, NoukaiTimelineModel.StepIdRole) === timeline.data(own, NoukaiTimelineModel.StepIdRole))
                found.push({
                    id: id,
                    name: NoukaiFormat.stepTitle(timeline.data(index, NoukaiTimelineModel.StepNameRole), timeline.data(index, NoukaiTimelineModel.StepIndexRole), timeline.data(index, NoukaiTimelineModel.AttemptRole), timeline.data(index, NoukaiTimelineModel.AttemptCountRole), timeline.data(index, NoukaiTimelineModel.IterationRole))
                });
        }
        return found;
    }
    property int revision: 0 // of the runs' attempts
    property int told: 0     // of the comparison
    property bool picked: false
    readonly property string why: {
        if (!run || !other)
            return qsTr("Choose another run to compare this one with.");
        if (self && attempts.length === 0)
            return qsTr("To compare attempts within a run, choose a step that has several.");
        return "";
    }

    function change(difference: real, text: string): string {
        return difference > 0 ? "+" + text : difference < 0 ? "−" + text : "";
    }
    /*! What differs is of more interest than what does not. */
    function choose() {
        ++told;
        if (picked && list.currentIndex < comparison.count)
            return;
        const differs = [NoukaiRunComparison.DifferentOutput, NoukaiRunComparison.OutputOnlyInA, NoukaiRunComparison.OutputOnlyInB];
        for (let row = 0; row < comparison.count; ++row) {
            if (differs.includes(comparison.data(comparison.index(row, 0), NoukaiRunComparison.OutputRelationRole))) {
                list.currentIndex = row;
                return;
            }
        }
        list.currentIndex = comparison.count > 0 ? 0 : -1;
    }
    function relation(value: int): string {
        switch (value) {
        case NoukaiRunComparison.SameOutput:
            return qsTr("same output");
        case NoukaiRunComparison.DifferentOutput:
            return qsTr("different output");
        case NoukaiRunComparison.OutputOnlyInA:
            return qsTr("output only there");
        case NoukaiRunComparison.OutputOnlyInB:
            return qsTr("output only here");
        }
        return "";
    }

    spacing: unit

    NoukaiRunComparison {
        id: comparison

        // What is shown is what the other one became.
        flowA: root.why === "" ? root.other.flow : null
        flowB: root.why === "" ? root.run.flow : null
        attemptA: root.self ? root.attempts[Math.max(0, attemptChoice.currentIndex)]?.id ?? -1 : -1
        attemptB: root.self ? root.attemptId : -1
    }

    Connections {
        target: comparison

        function onDataChanged() {
            root.choose();
        }
        function onModelReset() {
            root.choose();
        }
        function onRowsInserted() {
            root.choose();
        }
        function onRowsRemoved() {
            root.choose();
        }
        function onFlowsChanged() {
            root.picked = false;
            root.choose();
        }
        function onAttemptsChanged() {
            root.picked = false;
            root.choose();
        }
    }

    Flow {
        Layout.fillWidth: true
        spacing: root.unit

        Label {
            height: choice.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("Compare with")
            textFormat: Text.PlainText
        }

        ComboBox {
            id: choice

            objectName: "compareWith"
            width: Math.min(implicitWidth * 2, root.width - root.unit * 4)
            model: root.inspector.runs
            textRole: "title"
            currentIndex: -1
            displayText: root.other ? root.self ? qsTr("This run") : root.other.title : qsTr("Choose a run")
            Accessible.name: qsTr("Run to compare with")
            onActivated: index => {
                root.other = root.inspector.runs.at(index);
                root.other.flow; // it is opened
                ++root.revision;
            }
        }

        ComboBox {
            id: attemptChoice

            objectName: "compareAttempt"
            visible: root.self && root.attempts.length > 0
            width: choice.width
            model: root.attempts.map(attempt => attempt.name)
            Accessible.name: qsTr("Attempt to compare with")
        }
    }

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.why !== "" ? root.why : qsTr("%1 of %2 steps have the same output. %3 here, %4 there; %5 and %6 tokens; %7 and %8.").arg(comparison.sameCount).arg(comparison.count).arg(NoukaiFormat.duration(comparison.durationMsB)).arg(NoukaiFormat.duration(comparison.durationMsA)).arg(NoukaiFormat.tokens(comparison.totalTokensB)).arg(NoukaiFormat.tokens(comparison.totalTokensA)).arg(NoukaiFormat.cost(comparison.costUsdB)).arg(NoukaiFormat.cost(comparison.costUsdA))
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
    }

    SplitView {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.why === ""
        orientation: Qt.Horizontal

        ListView {
            id: list

            objectName: "comparison"
            SplitView.preferredWidth: root.width * 0.5
            SplitView.minimumWidth: root.unit * 16
            clip: true
            model: comparison
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: true
            Keys.onPressed: event => {
                root.picked = root.picked || event.key === Qt.Key_Up || event.key === Qt.Key_Down;
                event.accepted = false;
            }
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Differences")
            ScrollBar.vertical: ScrollBar {}

            // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
            // qmllint disable unqualified
            delegate: ItemDelegate {
                required property int index
                required property string stepName
                required property int stepIndex
                required property int iteration
                required property real durationDifference
                required property real tokensDifference
                required property string costDifference
                required property int outputRelation
                required property string accessibleText

                width: ListView.view.width
                highlighted: ListView.isCurrentItem
                Accessible.name: accessibleText
                onClicked: {
                    root.picked = true;
                    list.currentIndex = index;
                }

                contentItem: ColumnLayout {
                    spacing: 0

                    Label {
                        Layout.fillWidth: true
                        text: NoukaiFormat.stepTitle(stepName, stepIndex, 1, 1, iteration)
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        horizontalAlignment: Text.AlignLeft
                        font.bold: outputRelation !== NoukaiRunComparison.SameOutput
                        color: highlighted ? palette.highlightedText : palette.text
                    }

                    Label {
                        Layout.fillWidth: true
                        text: [root.relation(outputRelation), root.change(durationDifference, NoukaiFormat.duration(Math.abs(durationDifference))), tokensDifference !== 0 ? root.change(tokensDifference, qsTr("%1 tokens").arg(NoukaiFormat.tokens(Math.abs(tokensDifference)))) : "", costDifference].filter(part => part !== "").join(" · ")
                        textFormat: Text.PlainText
                        elide: Text.ElideRight
                        horizontalAlignment: Text.AlignLeft
                        color: highlighted ? palette.highlightedText : palette.text
                        opacity: 0.8
                    }
                }
            }
            // qmllint enable unqualified
        }

        OutputDiff {
            SplitView.fillWidth: true
            SplitView.minimumWidth: root.unit * 16
            unit: root.unit
            original: list.currentIndex >= 0 && root.told >= 0 ? comparison.outputText(list.currentIndex, NoukaiRunComparison.A) : ""
            text: list.currentIndex >= 0 && root.told >= 0 ? comparison.outputText(list.currentIndex, NoukaiRunComparison.B) : ""
        }
    }

    Item {
        Layout.fillHeight: true
        visible: root.why !== ""
    }
}
