// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype Metrics
    \inqmlmodule Noukai
    \internal
    \brief The sizes of a component, from its font and the theme's density.
*/
FontMetrics {
    id: root

    /*! Half a line: what stands between things. Less in the compact density. */
    readonly property real unit: Math.round(root.height * (NoukaiTheme.density === NoukaiTheme.Compact ? 0.3 : 0.5))
    /*! The side of a glyph beside a line of text. */
    readonly property real glyph: Math.round(root.height * 0.95)
    /*! The width of \a count digits. */
    function digits(count: int): real {
        return Math.ceil(root.advanceWidth("0") * count);
    }
}
