// SPDX-License-Identifier: MIT
import QtQml
import Noukai

NoukaiFlow {
    id: root

    property string output: ""
    property var names: []
    property string cost: ""
    property real tokens: 0
    property int stepIndex: -1
    property string seen: ""
    property string callName: ""
    property string callPath: ""
    property int callCount: toolCalls.length
    readonly property string errorText: error.message
    readonly property bool executionFailed: error.kind === NoukaiError.Execution
    readonly property real totalTokens: usage.totalTokens
    readonly property string totalCost: usage.costUsd
    readonly property bool isRunningState: state === NoukaiFlow.Running

    onStepStarted: event => names.push(event.name)
    onStepOutput: event => {
        output += event.outputData;
        stepIndex = event.stepIndex;
    }
    onStepCompleted: event => {
        cost = event.costUsd;
        tokens = event.tokens.total;
    }
    onEventReceived: event => {
        if (event.type === NoukaiEvent.StepStarted)
            seen += event.value.name + ";";
    }
    onToolCallsRequired: event => {
        callName = event.toolCalls[0].name;
        callPath = toolCalls[0].arguments.path;
    }
}
