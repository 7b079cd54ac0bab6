// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype PayloadHeader
    \inqmlmodule Noukai
    \internal
    \brief The title of a PayloadView, how it is shown, and what can be done with it.
*/
Flow {
    id: root

    required property string title
    required property int mode
    required property bool comparable
    required property bool sound
    required property bool hasPath
    required property bool editable
    /*! Why nothing can be applied; empty when it can. */
    required property string whyNot
    /*! What changed in a few words; empty while that is not shown. */
    required property string summary

    signal modeChosen(int mode)
    signal copyRequested()
    signal copyPathRequested()
    signal findRequested()
    signal applyRequested()

    spacing: metrics.unit / 2

    Metrics {
        id: metrics
    }

    // Bound components, which would qualify these names, are not created by loaders of Qt 6.4.
    // qmllint disable unqualified
    component ModeButton: ToolButton {
        required property int shows

        checkable: true
        checked: root.mode === shows
        Accessible.name: text
        Accessible.onPressAction: root.modeChosen(shows)
        Accessible.onToggleAction: root.modeChosen(shows)
        onClicked: {
            root.modeChosen(shows);
            checked = Qt.binding(() => root.mode === shows);
        }
    }
    // qmllint enable unqualified

    PlainLabel {
        width: Math.min(Math.ceil(implicitWidth) + metrics.unit, root.width)
        height: copyAll.height
        verticalAlignment: Text.AlignVCenter
        text: root.summary === "" ? root.title : qsTr("%1: %2", "a title and what changed").arg(root.title).arg(root.summary)
        font.weight: Font.DemiBold
    }

    ModeButton {
        objectName: "asTree"
        visible: root.sound
        text: qsTr("Tree")
        shows: 0 // PayloadView.Tree; its type cannot be named here, since it names this one
    }

    ModeButton {
        objectName: "asText"
        visible: root.sound
        text: qsTr("Text")
        shows: 1
    }

    ModeButton {
        objectName: "asDiff"
        visible: root.sound && root.comparable
        text: qsTr("Changes")
        shows: 2
    }

    ToolButton {
        objectName: "findPayload"
        visible: root.sound && root.mode !== 2
        text: qsTr("Find")
        Accessible.name: text
        Accessible.onPressAction: root.findRequested()
        onClicked: root.findRequested()
    }

    ToolButton {
        id: copyAll

        text: qsTr("Copy")
        Accessible.name: text
        Accessible.onPressAction: root.copyRequested()
        onClicked: root.copyRequested()
    }

    ToolButton {
        objectName: "copyPath"
        visible: root.hasPath
        text: qsTr("Copy path")
        Accessible.name: text
        Accessible.onPressAction: root.copyPathRequested()
        onClicked: root.copyPathRequested()
    }

    ActionButton {
        objectName: "apply"
        visible: root.editable && root.mode === 1
        disabledReason: root.whyNot
        text: qsTr("Apply")
        onClicked: root.applyRequested()
    }
}
