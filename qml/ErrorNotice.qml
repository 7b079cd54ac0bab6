// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import Noukai

/*!
    \qmltype ErrorNotice
    \inqmlmodule Noukai
    \brief What went wrong, what it means, and what can be done now.

    \qml
    ErrorNotice {
        error: myFlow.error
        actions: [NoukaiErrorText.Resume]
        onActionRequested: action => myFlow.resume()
    }
    \endqml

    It offers and does not act: whoever shows it does what actionRequested() asks for. It is hidden while there is no
    error, and for what a person stopped. While the server wants to be left alone, actions wait and the time counts down.
*/
Control {
    id: root

    /*! The error to show. */
    property noukaiError error
    /*! What is offered, each a NoukaiErrorText.Action. By default what suits the kind of error. */
    property var actions: notes.actions
    /*! Whether the details are shown. */
    property bool detailsShown: false
    /*! What is said of the error, for labels of your own. */
    readonly property NoukaiErrorText notes: NoukaiErrorText {
        error: root.error
    }
    /*! Whether there are details to show. */
    readonly property bool hasDetails: notes.details !== "" || notes.error.responseBody !== "" || cutsMessage
    /*! What is shown of the error's message: the details have the whole of a long one. */
    readonly property string message: NoukaiText.beginning(notes.message, 500)
    /*! Whether that is not all of it. */
    readonly property bool cutsMessage: message !== NoukaiText.escaped(notes.message)
    /*! The sentence that counts down while an action has to wait; else empty. */
    readonly property string waiting: (root.visible ? 1 : 0) + ticker.ticks + notes.error.kind >= 0 ? notes.waitText() : ""

    /*! A person wants \a action, a NoukaiErrorText.Action. */
    signal actionRequested(int action)

    visible: notes.shown
    padding: metrics.unit * 1.5

    Ink {
        id: ink
    }

    Metrics {
        id: metrics

        font: root.font
    }

    NoukaiTicker {
        id: ticker

        active: root.visible && root.waiting !== ""
    }

    background: NoticeFrame {
        radius: metrics.unit / 2
        roleColor: ink.of(root.notes.role)
    }

    contentItem: ColumnLayout {
        spacing: metrics.unit
        LayoutMirroring.enabled: root.mirrored
        LayoutMirroring.childrenInherit: true
        // Here, since a Control of Qt 6.4 forgets a role it was given.
        Accessible.role: Accessible.AlertMessage
        Accessible.name: root.notes.title
        Accessible.description: root.message

        RunMark {
            Layout.fillWidth: true
            text: root.notes.title
            role: root.notes.role
            glyph: root.notes.glyph
            font.weight: Font.DemiBold
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.message
            wrapMode: Text.Wrap
            maximumLineCount: 8
        }

        PlainLabel {
            Layout.fillWidth: true
            visible: text !== ""
            text: root.notes.advice
            wrapMode: Text.Wrap
            opacity: 0.8
        }

        PlainLabel {
            objectName: "waiting"
            Layout.fillWidth: true
            visible: text !== ""
            text: root.waiting
            wrapMode: Text.Wrap
            Accessible.ignored: true // it counts; the buttons say it when they are asked
        }

        ErrorActions {
            Layout.fillWidth: true
            notes: root.notes
            actions: root.actions
            waiting: root.waiting
            hasDetails: root.hasDetails
            detailsShown: root.detailsShown
            onRequested: action => root.actionRequested(action)
            onDetailsToggled: root.detailsShown = !root.detailsShown
        }

        ErrorDetails {
            Layout.fillWidth: true
            visible: root.detailsShown
            notes: root.notes
            cutsMessage: root.cutsMessage
        }
    }
}
