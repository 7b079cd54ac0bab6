// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls

/*! Something a person can do: one text, one shortcut and one reason why not, wherever it is offered. */
Action {
    /*! Why it is not possible now; empty when it is. */
    property string reason: ""
    /*! Under which heading the sheet of shortcuts lists it. */
    property string group: ""

    enabled: reason === ""
}
