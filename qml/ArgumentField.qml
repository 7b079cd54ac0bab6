// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ArgumentField
    \inqmlmodule Noukai
    \internal
    \brief One argument of a tool call: its name, the control that suits its type, and what is wrong with it.
*/
ColumnLayout {
    id: root

    required property int index
    required property int fieldKind
    required property string fieldTitle
    required property string fieldDescription
    required property var fieldChoices
    required property int fieldChoice
    required property var fieldValue
    required property string fieldText
    required property string fieldError
    required property bool isRequired
    required property bool isGiven
    required property var fieldMinimum
    required property var fieldMaximum
    required property NoukaiToolForm form
    readonly property string name: NoukaiText.preview(fieldTitle, 160)
    // A name that is too long to be read here is read as JSON, as is a value that does not suit its control.
    readonly property bool seen: fieldTitle.length <= 160 && control.status === Loader.Ready && ((control.item as EscapedPane)?.seenToEnd ?? fieldText.length <= 160)
    // What a spin box can hold, which would show the nearest number it can.
    readonly property int least: Math.max(fieldMinimum ?? -2000000000, -2000000000)
    readonly property int most: Math.min(fieldMaximum ?? 2000000000, 2000000000)
    readonly property bool isCount: fieldKind === NoukaiToolForm.Integer && isGiven && Number.isInteger(fieldValue) && fieldValue >= least && fieldValue <= most
    // Which control there is does not change under the hand of who writes.
    property bool counts: isCount

    Layout.fillWidth: true
    spacing: Math.round(metrics.unit / 3)

    Ink {
        id: ink
    }

    Metrics {
        id: metrics
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: metrics.unit

        PlainLabel {
            Layout.fillWidth: true
            text: root.isRequired ? qsTr("%1 (required)").arg(root.name) : root.name
            wrapMode: Text.Wrap
            maximumLineCount: 3
            opacity: 0.8
            Accessible.ignored: true // the control has the name

            HoverHandler {
                id: hover
            }

            ToolTip.visible: hover.hovered && root.fieldDescription !== ""
            ToolTip.text: NoukaiText.beginning(root.fieldDescription, 500)
            ToolTip.delay: 500
        }

        ToolButton {
            objectName: "leaveOut"
            visible: root.isGiven && !root.isRequired
            text: qsTr("Leave out")
            //: %1 is the name of a tool's argument
            Accessible.name: qsTr("Leave out %1").arg(root.name)
            Accessible.onPressAction: root.form.clear(root.index)
            onClicked: root.form.clear(root.index)
        }
    }

    Loader {
        id: control

        Layout.fillWidth: true
        sourceComponent: root.fieldKind === NoukaiToolForm.Enum ? choiceControl
                       : root.fieldKind === NoukaiToolForm.Boolean ? checkControl : root.counts ? countControl : textControl
    }

    PlainLabel {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.fieldError
        wrapMode: Text.Wrap
        color: ink.of(NoukaiTheme.Danger)
    }

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    Component {
        id: choiceControl

        ComboBox {
            model: root.fieldChoices.map(value => NoukaiText.preview(typeof value === "string" ? value : JSON.stringify(value)))
            currentIndex: root.fieldChoice
            displayText: currentIndex >= 0 ? currentText : root.isGiven ? NoukaiText.preview(root.fieldText) : qsTr("not given")
            Accessible.name: root.name
            Accessible.onPressAction: popup.open()
            onActivated: position => root.form.setChoice(root.index, position)
        }
    }

    Component {
        id: checkControl

        Item { // so that the box stands where reading starts
            implicitHeight: box.implicitHeight

            CheckBox {
                id: box

                anchors.left: parent.left
                leftPadding: 0
                rightPadding: 0
                checked: root.fieldValue === true
                text: !root.isGiven ? qsTr("not given") : root.fieldValue === true ? qsTr("true") : root.fieldValue === false ? qsTr("false") : NoukaiText.preview(root.fieldText)
                Accessible.name: root.name
                onToggled: root.form.setValue(root.index, checked)
                Accessible.onPressAction: root.form.setValue(root.index, !checked)
                Accessible.onToggleAction: root.form.setValue(root.index, !checked)
            }
        }
    }

    Component {
        id: countControl

        SpinBox {
            from: root.least
            to: root.most
            value: root.fieldValue
            editable: true
            Accessible.name: root.name
            onValueModified: root.form.setValue(root.index, value)
            Accessible.onIncreaseAction: root.form.setValue(root.index, Math.min(value + stepSize, to))
            Accessible.onDecreaseAction: root.form.setValue(root.index, Math.max(value - stepSize, from))
        }
    }

    Component {
        id: textControl

        EscapedPane {
            name: root.name
            value: root.fieldText
            placeholder: root.isGiven ? "" : qsTr("not given")
            onEdited: typed => root.form.setFieldText(root.index, typed)
            onWritingChanged: root.counts = writing ? false : Qt.binding(() => root.isCount)
        }
    }
    // qmllint enable unqualified
}
