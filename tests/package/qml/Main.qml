// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

ApplicationWindow {
    id: root

    width: 800
    height: 600
    visible: true
    title: qsTr("Spelling")

    FlowView {
        anchors.fill: parent
        viewLayout: FlowView.Both
        flow: NoukaiFlow {
            id: spelling

            identifier: "acme/spelling/grade-3"
            message: "The dog runned away"
            onStepCompleted: event => console.log("step", event.name)
            onFinished: {
                console.log("finished", state === NoukaiFlow.Completed, stepCount);
                Qt.exit(state === NoukaiFlow.Completed ? 0 : 3);
            }
        }
        onStepActivated: attemptId => console.log(attemptId)
    }

    Component.onCompleted: spelling.start()
}
