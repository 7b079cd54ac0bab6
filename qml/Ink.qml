// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype Ink
    \inqmlmodule Noukai
    \internal
    \brief The colour that the application's style gives to text here. Never seen.

    Styles with themes of their own, Material and Universal, leave the palette alone: there it does not tell whether
    the background is dark. The text does.
*/
Label {
    readonly property color opposite: Qt.rgba(1 - color.r, 1 - color.g, 1 - color.b, 1)
    /*! What the text stands on, or about that. */
    readonly property color paper: suits(palette.window) ? palette.window : opposite
    /*! What stands behind text that can be entered or is long. */
    readonly property color base: suits(palette.base) ? palette.base : NoukaiColors.mix(color, opposite, 0.04)

    /*! The colour of \a role here. */
    function of(role: int): color {
        return NoukaiColors.of(role, paper);
    }

    /*! The text's colour, as a line or a tint of \a share. */
    function faint(share: real): color {
        return Qt.rgba(color.r, color.g, color.b, share);
    }

    /*! Whether the text could be read on \a background. */
    function suits(background: color): bool {
        return (background.hslLightness < 0.5) === (opposite.hslLightness < 0.5);
    }

    visible: false
}
