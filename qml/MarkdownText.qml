// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype MarkdownText
    \inqmlmodule Noukai
    \internal
    \brief Markdown that a model wrote: laid out without its HTML, without loading images, and links only on a question.
*/
ScrollView {
    id: root

    required property string text

    signal linkActivated(string link)

    contentWidth: availableWidth
    ScrollBar.horizontal.policy: ScrollBar.AlwaysOff

    TextArea {
        readOnly: true
        selectByMouse: true
        textFormat: TextEdit.RichText
        wrapMode: NoukaiText.hasLongWord(root.text) ? TextEdit.WrapAnywhere : TextEdit.Wrap
        // What comes out holds only what the layout made of it: no tag of the text's own survives.
        text: NoukaiMarkdown.toSafeHtml(root.text)
        padding: 0
        leftPadding: 0 // the styles add to it
        rightPadding: 0
        background: null
        Accessible.name: qsTr("Output")
        onLinkActivated: link => question.ask(link)
    }

    Dialog {
        id: question

        property string link

        function ask(link: string) {
            question.link = link;
            open();
        }

        parent: Overlay.overlay
        anchors.centerIn: parent
        modal: true
        title: qsTr("Open this link?")
        standardButtons: Dialog.Open | Dialog.Cancel
        onAccepted: {
            root.linkActivated(link);
            Qt.openUrlExternally(link);
        }

        PlainLabel {
            width: Math.min(implicitWidth, (question.parent?.width ?? 0) * 0.7)
            wrapMode: Text.WrapAnywhere
            elide: Text.ElideNone
            //: %1 is the host that a link leads to, %2 the whole link
            text: qsTr("It leads to %1:\n%2").arg(NoukaiText.preview(NoukaiMarkdown.hostOf(question.link), 300)).arg(NoukaiText.preview(question.link, 300))
        }
    }
}
