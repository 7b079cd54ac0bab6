// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ToolCallHeading
    \inqmlmodule Noukai
    \internal
    \brief What a ToolCallCard asks, who asks it, and what to beware of. Takes the focus when the card appears.
*/
Control {
    id: root

    required property ToolCallFacts call
    readonly property string title: NoukaiToolCallText.title(call.toolName, call.canApprove)
    readonly property string asker: NoukaiToolCallText.asker(call.stepName, call.flowName, call.round, call.maxRounds)
    readonly property string description: NoukaiText.beginning(call.toolDescription)
    readonly property var warnings: {
        const texts = [];
        if (call.isDestructive)
            texts.push(NoukaiToolCallText.destructiveWarning());
        if (call.isDeceptive)
            texts.push(NoukaiToolCallText.deceptiveWarning());
        if (!call.argumentsValid)
            texts.push(NoukaiToolCallText.unparsedWarning());
        return texts;
    }

    // The content has the words for assistive technology, since a Control of Qt 6.4 forgets a role it was given; so the
    // focus goes there, for them to be read.
    function takeFocus() {
        contentItem.forceActiveFocus(Qt.OtherFocusReason);
    }

    padding: Math.round(metrics.unit / 2)
    background: Rectangle {
        radius: metrics.unit / 2
        color: "transparent"
        border.width: root.contentItem?.activeFocus ? 2 : 0
        border.color: root.palette.highlight
    }

    Metrics {
        id: metrics

        font: root.font
    }

    contentItem: ColumnLayout {
        spacing: Math.round(metrics.unit / 2)
        Accessible.role: Accessible.Heading
        Accessible.name: root.title
        Accessible.description: {
            const texts = [root.asker, root.description, ...root.warnings];
            return texts.filter(text => text !== "").join(". ");
        }

        RunMark {
            Layout.fillWidth: true
            text: root.title
            role: NoukaiToolCallText.role(root.call.callState, root.call.decision)
            glyph: NoukaiToolCallText.glyph(root.call.callState, root.call.decision)
            font.weight: Font.DemiBold
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.asker
            wrapMode: Text.Wrap
            opacity: 0.8
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.description
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }

        Repeater {
            model: root.warnings

            RunMark {
                required property string modelData

                Layout.fillWidth: true
                text: modelData
            }
        }
    }
}
