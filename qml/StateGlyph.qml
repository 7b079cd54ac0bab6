// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype StateGlyph
    \inqmlmodule Noukai
    \brief A state as a glyph in the colour of its role.

    It never stands alone: a word says the same beside it, so it is
    nothing to assistive technology. The ring of a running state turns unless motion is reduced.
*/
GlyphItem {
    id: root

    /*! Which colour it has, a NoukaiTheme.Role. Default NoukaiTheme.Neutral. */
    property int role: NoukaiTheme.Neutral
    /*! What the glyph stands on; decides between the light and the dark form of the colour. */
    property color background: palette.window
    /*! Whether it turns now. */
    readonly property bool turning: glyph === NoukaiTheme.Ring && visible && !NoukaiTheme.reduceMotion

    implicitWidth: Math.round(metrics.height)
    implicitHeight: implicitWidth
    color: NoukaiColors.of(root.role, root.background)
    Accessible.ignored: true

    FontMetrics {
        id: metrics
    }

    // No animator: it writes its last value after it was stopped, and the glyph would stay tilted.
    RotationAnimation on rotation {
        running: root.turning
        from: 0
        to: 360
        duration: 1200
        loops: Animation.Infinite
        onRunningChanged: if (!running)
            root.rotation = 0
    }
}
