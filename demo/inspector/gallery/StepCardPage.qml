// SPDX-License-Identifier: MIT
import QtQuick
import Noukai
import NoukaiInspector

// All cards of a run that is done, closed; else the one of its third step, open.
GalleryPage {
    scenes: [{ scene: "completed", note: qsTr("closed"), closed: true }, "running", "paused", "tools", "completed", "failed", "cancelled", "interrupted", "retried", "replay"]
    delegate: Specimen {
        id: specimen

        readonly property NoukaiTimelineModel timeline: NoukaiTimelineModel {
            flow: specimen.flow
        }

        Column {
            width: specimen.width
            spacing: 4

            // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
            // qmllint disable unqualified
            Repeater {
                model: specimen.timeline

                StepCard {
                    width: specimen.width
                    flow: specimen.flow
                    timeline: specimen.timeline
                    visible: stepIndex === 2 || (specimen.modelData.closed ?? false)
                    expanded: !specimen.modelData.closed
                    fixed: stepState === NoukaiTimelineModel.AwaitingTools
                }
            }
            // qmllint enable unqualified
        }
    }
}
