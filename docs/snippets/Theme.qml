// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

//! [theme]
RunHeader {
    palette.window: "#1e1e1e"
    palette.windowText: "white"
    palette.base: "#2d2d2d"
    palette.text: "white"
    font.pointSize: 12
    flow: NoukaiFlow {
        identifier: "acme/support/refund"
    }

    Component.onCompleted: {
        NoukaiTheme.density = NoukaiTheme.Compact;
        NoukaiTheme.reduceMotion = true;
    }
}
//! [theme]
