// SPDX-License-Identifier: MIT
import QtQml
import Noukai

// A queued run, a run that is followed, and a session from the server.
QtObject {
    id: root

    required property NoukaiClient client
    readonly property NoukaiJob job: NoukaiJob {
        client: root.client
        identifier: "acme/spelling/grade-3"
        message: "teh cat"
        timeout: 20000
        onFinished: root.jobs += 1
    }
    readonly property NoukaiRun run: NoukaiRun {
        client: root.client
        identifier: root.job.identifier
        executionId: root.job.executionId
    }
    readonly property NoukaiSessionPlayer sessions: NoukaiSessionPlayer { flow: NoukaiFlow { identifier: "acme/spelling/grade-3" } }
    property int jobs: 0
    property NoukaiFlow live
    readonly property bool done: job.status === NoukaiJob.Completed
    readonly property var outcome: job.result
    readonly property string jobError: job.error.message
    readonly property int recordedSteps: sessions.session.executions.length > 0
                                         ? sessions.session.executions[0].steps.length : 0
    readonly property string recordedStep: recordedSteps > 0 ? sessions.session.executions[0].steps[0].stepId : ""
    readonly property string playedId: sessions.execution.executionId

    function queue() {
        job.submit();
        job.wait(10, 20000);
    }
    function follow() {
        live = run.liveTrace();
    }
    function replay() {
        return sessions.play();
    }
    function describeOutcome() {
        return outcome.status + " " + outcome.result;
    }
    // What C++ reads and hands on: the values of traces, in QML.
    function describe(trace) {
        const last = trace.steps[trace.steps.length - 1];
        return trace.flowRun.status + " " + trace.steps.length + " " + last.stepId + " " + last.attempt;
    }
}
