// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls

/*!
    \qmltype PlainLabel
    \inqmlmodule Noukai
    \internal
    \brief A line of text that may come from a model: plain, cut at its end, at the side where reading starts.
*/
Label {
    textFormat: Text.PlainText
    elide: Text.ElideRight
    horizontalAlignment: Text.AlignLeft
    Accessible.ignored: text === ""
}
