// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype TextFrame
    \inqmlmodule Noukai
    \internal
    \brief What a text area stands on, in every style: a line around it, and paper where a person may write.
*/
Rectangle {
    id: root

    required property TextArea area

    radius: metrics.unit / 2
    color: root.area.readOnly ? "transparent" : ink.base
    border.width: root.area.activeFocus ? 2 : 1
    border.color: root.area.activeFocus ? root.area.palette.highlight : ink.faint(0.4)

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.area.font
    }
}
