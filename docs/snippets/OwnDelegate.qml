// SPDX-License-Identifier: MIT
//! [delegate]
import QtQuick
import QtQuick.Controls
import Noukai

ListView {
    id: view

    property NoukaiFlow flow

    implicitWidth: 320
    implicitHeight: contentHeight
    model: NoukaiTimelineModel {
        flow: view.flow
    }
    delegate: Label {
        required property string stepName
        required property string accessibleText

        text: stepName
        textFormat: Text.PlainText // a model may have named the step
        Accessible.name: accessibleText
    }
}
//! [delegate]
