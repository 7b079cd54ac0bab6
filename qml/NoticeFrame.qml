// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype NoticeFrame
    \inqmlmodule Noukai
    \internal
    \brief What a notice stands on: a frame in the colour of its role and a breath of it inside.
*/
Rectangle {
    required property color roleColor

    border.color: roleColor
    color: NoukaiTheme.highContrast ? "transparent" : Qt.rgba(roleColor.r, roleColor.g, roleColor.b, 0.06)
}
