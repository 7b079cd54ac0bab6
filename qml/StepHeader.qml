// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T
import Noukai

/*!
    \qmltype StepHeader
    \inqmlmodule Noukai
    \internal
    \brief The line of a StepCard that is always seen, and the button that opens it.
*/
T.AbstractButton {
    id: root

    objectName: "stepHeader"

    required property StepItem card
    required property Ink ink
    required property Metrics metrics
    // Not before it has a width: everything would be laid out twice.
    readonly property bool narrow: width > 0 && width < metrics.averageCharacterWidth * 52
    readonly property bool idle: card.stepState === NoukaiTimelineModel.Pending || card.stepState === NoukaiTimelineModel.Skipped
    readonly property color roleColor: ink.of(card.role)

    readonly property var figures: NoukaiTheme.showCost ? [duration, tokens, cost] : [duration, tokens]
    readonly property string duration: card.shownDuration < 0 ? "" : NoukaiFormat.duration(card.shownDuration, card.stepState === NoukaiTimelineModel.Running)
    //: A number of tokens, as in "842 tok"; short
    readonly property string tokens: card.totalTokens < 0 ? "" : qsTr("%1 tok").arg(NoukaiFormat.tokens(card.totalTokens))
    readonly property string cost: card.costUsd === "" ? "" : NoukaiFormat.cost(card.costUsd)
    readonly property var widestFigures: ["0h 00m 00s", qsTr("%1 tok").arg(NoukaiFormat.tokens(888800)), "$0.000000"]
    /*! What is special about the attempt. */
    readonly property var marks: {
        const marks = [];
        if (card.isOverridden)
            marks.push({ text: qsTr("Overridden"), color: ink.of(NoukaiTheme.Warning) });
        if (card.isTruncated)
            marks.push({ text: qsTr("Truncated"), color: ink.of(NoukaiTheme.Warning) });
        if (card.isReplayed)
            marks.push({ text: qsTr("Replay"), color: ink.of(NoukaiTheme.Replay) });
        return marks;
    }

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: metrics.unit
    focusPolicy: Qt.StrongFocus
    Accessible.name: card.accessibleText
    Accessible.description: card.expanded ? qsTr("open") : qsTr("closed")
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: root.metrics.unit / 2
        color: root.down || root.hovered ? NoukaiColors.mix(root.ink.color, root.ink.paper, root.down ? 0.1 : 0.05) : "transparent"
        border.width: root.visualFocus ? 2 : 0
        border.color: root.palette.highlight
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Item {
    // qmllint enable deferred-property-id
        implicitHeight: line.implicitHeight

        StateGlyph {
            x: root.mirrored ? parent.width - width : 0
            y: Math.round((Math.ceil(root.metrics.height) - height) / 2)
            width: root.metrics.glyph
            height: width
            glyph: NoukaiTheme.glyphOfStep(root.card.stepState)
            role: root.card.role
            background: root.ink.paper
        }

        StepLine {
            id: line

            readonly property real start: root.metrics.glyph + root.metrics.unit

            x: root.mirrored ? 0 : start
            width: parent.width - start
            height: implicitHeight
            mirrored: root.mirrored
            narrow: root.narrow
            font: root.font
            color: root.ink.color
            spacing: root.metrics.unit
            title: NoukaiFormat.stepTitle(root.card.stepName, root.card.stepIndex, root.card.attempt, root.card.attemptCount, root.card.iteration)
            titleEndMatters: root.card.attemptCount > 1 || root.card.iteration > 1 // it says which attempt it is
            quiet: root.idle
            preview: root.narrow || root.card.expanded ? "" : root.card.preview
            word: NoukaiFormat.stepWord(root.card.stepState)
            wordColor: root.roleColor
            figures: root.figures
            widestFigures: root.widestFigures
            marks: root.marks
            Accessible.ignored: true
        }
    }
}
