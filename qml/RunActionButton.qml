// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype RunActionButton
    \inqmlmodule Noukai
    \internal
    \brief The button of one NoukaiRunAction.
*/
ActionButton {
    required property NoukaiRunAction action

    text: action.text
    description: action.description
    disabledReason: action.disabledReason
    glyph: action.glyph
    suggested: action.suggested
    checkable: action.checkable
    checked: action.checked
    onClicked: action.trigger()
}
