// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype TextFrame
    \inqmlmodule Noukai
    \internal
    \brief What a text stands on, in every style: a line around it, and paper where a person may write.
*/
Rectangle {
    id: root

    required property bool writable
    required property bool focused

    radius: metrics.unit / 2
    color: root.writable ? ink.base : "transparent"
    border.width: root.focused ? 2 : 1
    border.color: root.focused ? ink.palette.highlight : ink.faint(0.4)

    Ink {
        id: ink
    }

    Metrics {
        id: metrics
    }
}
