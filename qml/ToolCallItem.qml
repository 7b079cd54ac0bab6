// SPDX-License-Identifier: MIT
import QtQuick
import Noukai

/*!
    \qmltype ToolCallItem
    \inqmlmodule Noukai
    \internal
    \brief A row of NoukaiToolCallModel: a card while it can be decided, then a record.
*/
ToolCallFacts {
    id: root

    sourceComponent: open ? card : record

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    Component {
        id: card

        ToolCallCard {
            call: root
        }
    }

    Component {
        id: record

        ToolCallRecord {
            call: root
        }
    }
    // qmllint enable unqualified
}
