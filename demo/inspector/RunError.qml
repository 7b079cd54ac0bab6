// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*! What went wrong, in words first, with what a support person asks for below. */
Control {
    id: root

    required property NoukaiFlow flow
    required property real unit
    readonly property noukaiError error: flow.error
    readonly property int role: flow.state === NoukaiFlow.Interrupted ? NoukaiTheme.Warning : NoukaiTheme.Danger
    readonly property color roleColor: NoukaiColors.of(role, palette.window)

    readonly property string title: {
        switch (error.kind) {
        case NoukaiError.Configuration: return qsTr("Something to set is missing or wrong");
        case NoukaiError.Connection: return qsTr("No connection");
        case NoukaiError.Timeout: return qsTr("No answer in time");
        case NoukaiError.Tls: return qsTr("No secure connection");
        case NoukaiError.Authentication: return qsTr("The key was not accepted");
        case NoukaiError.InsufficientCredits: return qsTr("Not enough credits");
        case NoukaiError.PermissionDenied: return qsTr("Not permitted");
        case NoukaiError.NotFound: return qsTr("Not found");
        case NoukaiError.RateLimited: return qsTr("Too many requests");
        case NoukaiError.ToolCallLimit: return qsTr("Too many tool calls");
        case NoukaiError.Protocol: return qsTr("The answer was not understood");
        case NoukaiError.Interrupted: return qsTr("The run was interrupted");
        default: return qsTr("The run failed");
        }
    }
    readonly property string details: [
        error.code,
        error.httpStatus > 0 ? qsTr("HTTP %1").arg(error.httpStatus) : "",
        error.retryAfter > 0 ? qsTr("try again in %1").arg(NoukaiFormat.duration(error.retryAfter * 1000)) : "",
        error.requestId !== "" ? qsTr("request %1").arg(error.requestId) : ""
    ].filter(part => part !== "").join(" · ")

    padding: unit

    background: Rectangle {
        radius: root.unit / 2
        border.color: root.roleColor
        color: NoukaiTheme.highContrast ? root.palette.window : NoukaiColors.mix(root.roleColor, root.palette.window, 0.08)
    }

    contentItem: RowLayout {
        spacing: root.unit
        // Here, since a Control of Qt 6.4 forgets a role it was given.
        Accessible.role: Accessible.AlertMessage
        Accessible.name: root.title
        Accessible.description: root.error.message

        StateGlyph {
            Layout.alignment: Qt.AlignTop
            glyph: root.role === NoukaiTheme.Warning ? NoukaiTheme.Triangle : NoukaiTheme.Octagon
            role: root.role
            background: root.palette.window
        }

        ColumnLayout {
            spacing: root.unit / 3

            Label {
                Layout.fillWidth: true
                text: root.title
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                font.weight: Font.DemiBold
                color: root.roleColor
            }

            Label {
                Layout.fillWidth: true
                visible: text !== "" && text !== root.title
                text: root.error.message
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                maximumLineCount: 6
                elide: Text.ElideRight
            }

            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.details
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                opacity: 0.75
            }
        }
    }
}
