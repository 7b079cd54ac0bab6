// SPDX-License-Identifier: MIT
import QtQml
import Noukai

// A run that is written into a file, and played from it into a second flow.
QtObject {
    id: root

    required property NoukaiFlow original
    required property string file
    readonly property NoukaiFlow copy: NoukaiFlow { identifier: "acme/demo/played" }
    readonly property NoukaiRecorder recorder: NoukaiRecorder {
        flow: root.original
        fileName: root.file
        redactedFields: ["costUsd"]
    }
    readonly property NoukaiPlayer player: NoukaiPlayer {
        flow: root.copy
        fileName: root.file
        speed: 16
        skipWaits: true
        onEnded: root.plays += 1
    }
    property int plays: 0
    readonly property string recorderError: recorder.error.message
    readonly property string playerError: player.error.message
    readonly property string identifier: player.identifier
    readonly property int events: player.eventCount

    function record() {
        return recorder.start();
    }
    function play() {
        recorder.stop();
        player.load();
        player.play();
    }
}
