// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype PayloadTree
    \inqmlmodule Noukai
    \internal
    \brief The tree of a PayloadView.
*/
TreeView {
    id: root

    property font textFont

    /*! Whether a row is chosen. */
    readonly property bool hasCurrent: currentRow >= 0

    /*! Chooses and shows the next row with \a needle; whether there is one. */
    function find(needle: string, onwards: bool, backwards: bool): bool {
        const none = selectionModel.model.index(-1, -1);
        let from = selectionModel.currentIndex;
        if (!onwards && from.valid) // the row at hand may match as well
            from = model.find(needle, from, true);
        let match = model.find(needle, from, backwards);
        if (!match.valid)
            match = model.find(needle, none, backwards);
        if (!match.valid)
            return false;
        expandToIndex(match);
        forceLayout();
        selectionModel.setCurrentIndex(match, ItemSelectionModel.NoUpdate);
        positionViewAtRow(rowAtIndex(match), TableView.Contain);
        return true;
    }

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    columnWidthProvider: column => column === 0 ? width : 0
    selectionModel: ItemSelectionModel {
        model: root.model
    }
    Accessible.role: Accessible.Tree
    onModelChanged: Qt.callLater(root.expandFirst)

    Connections {
        target: root.model
        function onModelReset() {
            Qt.callLater(root.expandFirst);
        }
    }

    function expandFirst() {
        if (model && rows > 0)
            expand(0);
    }

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.textFont
    }

    ScrollBar.vertical: ScrollBar {}

    // Bound components, which would qualify these names, are not created as delegates by Qt 6.4.
    // qmllint disable unqualified
    delegate: Item {
        id: cell

        required property TreeView treeView
        required property int row
        required property int depth
        required property bool expanded
        required property bool isTreeNode
        required property bool hasChildren
        required property bool current
        required property string key
        required property string valueText
        required property int valueType
        required property int childCount
        required property string accessibleText

        implicitWidth: treeView.width
        implicitHeight: Math.round(metrics.height * 1.25)
        Accessible.role: Accessible.TreeItem
        Accessible.name: accessibleText
        Accessible.description: !hasChildren ? "" : expanded ? qsTr("open") : qsTr("closed")

        Rectangle {
            anchors.fill: parent
            visible: cell.current
            color: NoukaiColors.mix(cell.treeView.palette.highlight, ink.base, 0.25)
        }

        TapHandler {
            onTapped: {
                const index = cell.treeView.modelIndex(cell.row, 0);
                cell.treeView.selectionModel.setCurrentIndex(index, ItemSelectionModel.NoUpdate);
                cell.treeView.forceActiveFocus();
                if (cell.hasChildren)
                    cell.treeView.toggleExpanded(cell.row);
            }
        }

        Row {
            anchors.left: parent.left
            anchors.leftMargin: cell.depth * metrics.unit * 2
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: metrics.unit / 2

            PlainLabel {
                id: mark

                width: metrics.unit * 1.5
                text: !cell.hasChildren ? "" : cell.expanded ? "▾" : cell.LayoutMirroring.enabled ? "◂" : "▸"
                font: root.textFont
                Accessible.ignored: true
            }

            PlainLabel {
                id: name

                width: Math.min(implicitWidth, cell.width / 2)
                visible: cell.key !== ""
                text: NoukaiText.preview(cell.key, 160)
                font.family: root.textFont.family
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }

            PlainLabel {
                // Not from x, which follows from the width where the row runs from right to left.
                width: Math.max(0, parent.width - mark.width - parent.spacing - (name.visible ? name.width + parent.spacing : 0))
                text: NoukaiText.escaped(cell.hasChildren && cell.expanded ? root.childText(cell.childCount, cell.valueType) : cell.valueText)
                color: cell.valueType === NoukaiJsonModel.String ? ink.color : NoukaiColors.of(NoukaiTheme.Active, ink.base)
                font: root.textFont
                Accessible.ignored: true
            }
        }
    }
    // qmllint enable unqualified

    function childText(count: int, type: int): string {
        return type === NoukaiJsonModel.Array ? "[" + count + "]" : "{" + count + "}";
    }
}
