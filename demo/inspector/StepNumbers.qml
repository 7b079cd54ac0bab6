// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    A step's state in a word, its duration, tokens and cost: in columns of equal width, so that the rows can be
    compared, or one after the other without what is unknown.
*/
Flow {
    id: root

    required property string word
    required property color wordColor
    required property real durationMs
    required property bool isRunning
    required property real totalTokens
    required property string costUsd
    required property bool inColumns
    readonly property bool started: durationMs >= 0
    readonly property real columnsWidth: state.width + duration.width + tokens.width + 2 * spacing
                                         + (NoukaiTheme.showCost ? cost.width + spacing : 0)

    spacing: Math.round(metrics.averageCharacterWidth * 1.5)

    FontMetrics {
        id: metrics
    }

    component Cell: Label {
        required property real column // the least width, 0 where there are no columns

        width: Math.ceil(Math.max(implicitWidth, column))
        textFormat: Text.PlainText
        horizontalAlignment: column > 0 ? Text.AlignRight : Text.AlignLeft
    }

    Cell {
        id: state

        column: root.inColumns ? metrics.advanceWidth(NoukaiFormat.stateWord(NoukaiFlow.Completed)) : 0
        text: root.word
        color: root.wordColor
        horizontalAlignment: Text.AlignLeft
    }

    Cell {
        id: duration

        visible: root.inColumns || root.started
        column: root.inColumns ? metrics.advanceWidth("59m 59s") : 0
        text: root.started ? NoukaiFormat.duration(root.durationMs, root.isRunning) : ""
    }

    Cell {
        id: tokens

        visible: root.inColumns || root.totalTokens >= 0
        column: root.inColumns ? metrics.advanceWidth(qsTr("%1 tokens").arg("999.9K")) : 0
        text: root.totalTokens >= 0 ? qsTr("%1 tokens").arg(NoukaiFormat.tokens(root.totalTokens))
                                    : root.started ? NoukaiFormat.unknown() : ""
    }

    Cell {
        id: cost

        visible: NoukaiTheme.showCost && (root.inColumns || root.costUsd !== "")
        column: root.inColumns ? metrics.advanceWidth("$0.000000") : 0
        text: root.started ? NoukaiFormat.cost(root.costUsd) : ""
    }
}
