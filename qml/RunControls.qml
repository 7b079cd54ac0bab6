// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype RunControls
    \inqmlmodule Noukai
    \brief The buttons that start, step, stop and resume a flow.

    \qml
    RunControls { flow: myFlow }
    \endqml

    What is not possible now is disabled and says why, in its tool tip and to assistive technology. Where there is
    little room the words of all buttons are left to their tool tips.
*/
Control {
    id: root

    /*! The flow to control; null, the default, disables everything. */
    property NoukaiFlow flow
    /*! Whether only the glyphs are shown. By default where the words do not fit into the width. */
    property bool iconOnly: width < wordsWidth
    /*! The width that the buttons need with their words. */
    readonly property real wordsWidth: {
        let sum = leftPadding + rightPadding;
        for (let i = 0; i < buttons.count; ++i)
            sum += (buttons.itemAt(i)?.fullWidth ?? 0) + (i > 0 ? metrics.unit : 0);
        return sum;
    }

    /*! Why \a action, a NoukaiRunAction.Action, is not possible now; empty when it is. */
    function disabledReason(action: int): string {
        for (let i = 0; i < buttons.count; ++i) {
            const candidate = buttons.itemAt(i).action;
            if (candidate.action === action)
                return candidate.disabledReason;
        }
        return "";
    }

    padding: 0
    implicitWidth: wordsWidth

    Metrics {
        id: metrics

        font: root.font
    }

    // Made at once and not when it is first needed, which is at once.
    // qmllint disable deferred-property-id
    contentItem: Flow {
    // qmllint enable deferred-property-id
        spacing: metrics.unit
        LayoutMirroring.enabled: root.mirrored
        LayoutMirroring.childrenInherit: true
        Accessible.role: Accessible.ToolBar
        Accessible.name: qsTr("Run controls")

        Repeater {
            id: buttons

            model: [NoukaiRunAction.Start, NoukaiRunAction.PauseAfterStep, NoukaiRunAction.Step, NoukaiRunAction.RunToEnd, NoukaiRunAction.Stop, NoukaiRunAction.Resume]

            // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
            // qmllint disable unqualified
            RunActionButton {
                required property int modelData

                iconOnly: root.iconOnly
                action: NoukaiRunAction {
                    flow: root.flow
                    action: modelData
                }
            }
            // qmllint enable unqualified
        }
    }
}
