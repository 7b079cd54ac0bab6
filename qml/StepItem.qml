// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Noukai

/*!
    \qmltype StepItem
    \inqmlmodule Noukai
    \internal
    \brief What a StepCard knows and tells, for its parts: a type that names them cannot be named by them.
*/
Control {
    /*! The flow whose step this is. */
    required property NoukaiFlow flow
    /*! The model that the roles come from. */
    required property NoukaiTimelineModel timeline
    required property int index
    required property int attemptId
    required property string stepName
    required property int stepIndex
    required property int stepState
    required property int attempt
    required property int attemptCount
    required property int iteration
    required property real durationMs
    required property string preview
    required property real promptTokens
    required property real completionTokens
    required property real totalTokens
    required property string costUsd
    required property noukaiError stepError
    required property bool isOverridden
    required property bool isReplayed
    required property bool isTruncated
    required property string accessibleText

    /*! Whether the body is seen. Default false. */
    property bool expanded: false
    /*! Whether it cannot be closed, because a decision is awaited. Default false. */
    property bool fixed: false
    /*! What the body shows, in this order: all of "error", "output", "usage" and "details". */
    property var sections: ["error", "output", "usage", "details"]
    /*! How the output is laid out, as in OutputView. */
    property int format: OutputView.Plain

    /*! A person asked to open the card or, where not \a open, to close it. */
    signal toggled(bool open)
    /*! A person asked to run the flow again from the step at \a stepIndex on. */
    signal rerunRequested(int stepIndex)
    /*! A person asked to edit the input of the step at \a stepIndex. */
    signal editRequested(int stepIndex)
    /*! A person asked for \a action of the step's error. */
    signal actionRequested(int action)

    readonly property int role: NoukaiTheme.roleOfStep(stepState)
    readonly property bool runs: stepState === NoukaiTimelineModel.Running || stepState === NoukaiTimelineModel.AwaitingTools
    property real ticked: -1
    /*! What the clock shows: the server's time once it is known. */
    readonly property real shownDuration: durationMs >= 0 || !runs ? durationMs : ticked

    function toggle() {
        if (!fixed)
            toggled(!expanded);
    }
}
