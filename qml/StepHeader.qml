// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts
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
    // Not before it has a width: everything would be laid out twice.
    readonly property bool narrow: width > 0 && width < metrics.averageCharacterWidth * 52
    readonly property bool idle: card.stepState === NoukaiTimelineModel.Pending || card.stepState === NoukaiTimelineModel.Skipped
    readonly property color roleColor: NoukaiColors.of(card.role, ink.paper)

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: metrics.unit
    focusPolicy: Qt.StrongFocus
    Accessible.name: card.accessibleText
    Accessible.description: card.expanded ? qsTr("open") : qsTr("closed")
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    background: Rectangle {
        radius: metrics.unit / 2
        color: root.down || root.hovered ? NoukaiColors.mix(ink.color, ink.paper, root.down ? 0.1 : 0.05) : "transparent"
        border.width: root.visualFocus ? 2 : 0
        border.color: root.palette.highlight
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: GridLayout {
    // qmllint enable deferred-property-id
        columns: root.narrow ? 3 : 4
        columnSpacing: metrics.unit
        rowSpacing: Math.round(metrics.unit / 3)

        StateGlyph {
            Layout.preferredWidth: metrics.glyph
            Layout.preferredHeight: metrics.glyph
            glyph: NoukaiTheme.glyphOfStep(root.card.stepState)
            role: root.card.role
            background: ink.paper
        }

        PlainLabel {
            Layout.fillWidth: root.narrow || !preview.visible
            Layout.maximumWidth: preview.visible ? Math.round(root.availableWidth * 0.45) : -1
            text: NoukaiFormat.stepTitle(root.card.stepName, root.card.stepIndex, root.card.attempt, root.card.attemptCount, root.card.iteration)
            // Which attempt it is stands at the end of the title.
            elide: root.card.attemptCount > 1 || root.card.iteration > 1 ? Text.ElideMiddle : Text.ElideRight
            font.weight: root.idle ? Font.Normal : Font.DemiBold
            opacity: root.idle ? 0.75 : 1
            Accessible.ignored: true
        }

        PlainLabel {
            id: preview

            Layout.fillWidth: true
            visible: !root.narrow && !root.card.expanded && root.card.preview !== ""
            text: root.card.preview
            opacity: 0.75
            Accessible.ignored: true
        }

        StepFigures {
            Layout.column: root.narrow ? 1 : 3
            Layout.row: root.narrow ? 1 : 0
            Layout.columnSpan: root.narrow ? 2 : 1
            Layout.fillWidth: root.narrow
            card: root.card
            roleColor: root.roleColor
            inColumns: !root.narrow
            font: root.font
        }

        StepMarks {
            Layout.column: 1
            Layout.row: root.narrow ? 2 : 1
            Layout.columnSpan: root.narrow ? 2 : 3
            Layout.fillWidth: true
            visible: texts.length > 0
            card: root.card
            font: root.font
        }
    }
}
