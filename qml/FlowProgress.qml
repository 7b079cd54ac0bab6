// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T
import Noukai

/*!
    \qmltype FlowProgress
    \inqmlmodule Noukai
    \brief How far a flow is: glyph, words, percent and a bar, in the colour of its state.

    \qml
    FlowProgress { flow: myFlow }
    \endqml

    It looks the same in every style, takes its colours from the palette and NoukaiTheme, and mirrors with
    LayoutMirroring. Assistive technology reads it as a progress bar named like "Running, step 3 of 7".
*/
T.ProgressBar {
    id: root

    /*! The flow to show; null, the default, shows an idle one. */
    property NoukaiFlow flow

    /*! What is said of the flow: words, role and glyph, for labels of your own. */
    readonly property NoukaiFlowStatus status: NoukaiFlowStatus {
        flow: root.flow
    }
    /*! The colour of the flow's state on the present background. */
    readonly property color roleColor: NoukaiColors.of(status.role, ink.paper)

    value: Math.max(0, status.progress)
    indeterminate: status.busy
    implicitWidth: Math.max(metrics.averageCharacterWidth * 28, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    Accessible.name: status.progressText

    Ink {
        id: ink
    }

    FontMetrics {
        id: metrics

        font: root.font
    }

    contentItem: ProgressContent {
        status: root.status
        position: root.position
        indeterminate: root.indeterminate
        mirrored: root.mirrored
        font: root.font
        roleColor: root.roleColor
        textColor: ink.color
        background: ink.paper
    }
}
