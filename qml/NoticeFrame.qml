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
    required property color paper

    border.color: roleColor
    color: NoukaiTheme.highContrast ? paper : NoukaiColors.mix(roleColor, paper, 0.06)
}
