// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*! Time, tokens and cost of a run. */
Flow {
    id: root

    required property NoukaiFlow flow
    required property int ticks
    required property real unit
    readonly property var run: flow // without its type, since Qt 6.4's linter does not know 64-bit integers

    function elapsedText(ticks) {
        return NoukaiFormat.duration(run.elapsed, flow.running);
    }

    spacing: unit * 2

    Fact {
        objectName: "elapsed"
        name: qsTr("Time")
        value: root.elapsedText(root.ticks) // reading the ticks makes the text follow the clock
    }

    Fact {
        name: qsTr("Tokens")
        value: NoukaiFormat.tokens(root.run.usage.totalTokens)
        exact: NoukaiFormat.exactTokens(root.run.usage.totalTokens)
    }

    Fact {
        visible: NoukaiTheme.showCost
        name: qsTr("Cost")
        value: NoukaiFormat.cost(root.flow.usage.costUsd, root.flow.usage.isPartial)
        exact: root.flow.usage.costUsd === "" ? value : root.flow.usage.isPartial
            ? qsTr("%1 US dollars so far; not every step has reported its cost").arg(root.flow.usage.costUsd)
            : qsTr("%1 US dollars").arg(root.flow.usage.costUsd)
    }
}
