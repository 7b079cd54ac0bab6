// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai
import NoukaiInspector

/*! Where the API key is kept, or a field to enter one. What is typed goes to the key store and nowhere else. */
ColumnLayout {
    id: root

    required property Service service
    readonly property KeyStore keys: service.keys
    required property real unit

    function use() {
        service.useKey(field.text);
        field.clear();
        if (service.hasKey)
            forgetter.forceActiveFocus();
    }

    spacing: unit / 2

    RowLayout {
        visible: root.service.hasKey
        spacing: root.unit

        Label {
            objectName: "keySource"
            text: {
                switch (root.keys.source) {
                case KeyStore.Environment:
                    return qsTr("From NOUKAI_API_KEY");
                case KeyStore.Keychain:
                    return qsTr("In the system's keychain");
                default:
                    return qsTr("For this session only");
                }
            }
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
        }

        Button {
            id: forgetter

            objectName: "forgetKey"
            text: qsTr("Forget")
            enabled: !root.keys.busy
            Accessible.name: qsTr("Forget the API key")
            onClicked: {
                root.keys.forget();
                field.forceActiveFocus();
            }
        }
    }

    RowLayout {
        visible: !root.service.hasKey
        spacing: root.unit

        TextField {
            id: field

            objectName: "key"
            Layout.fillWidth: true
            placeholderText: "nk_…"
            echoMode: TextInput.Password
            inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            horizontalAlignment: Text.AlignLeft
            Accessible.name: qsTr("API key")
            Accessible.description: root.keys.message
            onAccepted: root.use()
        }

        Button {
            objectName: "useKey"
            text: qsTr("Use")
            enabled: field.text !== ""
            Accessible.name: qsTr("Use this API key")
            onClicked: root.use()
        }
    }

    Label {
        objectName: "keyMessage"
        Layout.fillWidth: true
        visible: text !== ""
        text: root.keys.message
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        color: root.keys.error.kind !== NoukaiError.NoError ? NoukaiColors.of(NoukaiTheme.Danger, palette.window) : palette.windowText
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
